/** What replayed forecasts teach about the next one: whom to trust, by how much it leans, and how far off it may be. */
import type { Day } from '../view/types.js';
import { BIAS, ORIGIN_HALF_LIFE, SPREAD, TRUST } from './constants.js';

/** Forecasts made at one day of the past, and what came. Money that was not yet won at that day; one entry a period. */
export interface Origin {
  readonly at: Day;
  /** Days from `at` to the end of each period. */
  readonly ends: readonly number[];
  readonly pipeline: Float64Array;
  readonly runRate: Float64Array;
  readonly variance: Float64Array;
  readonly cumulativeVariance: Float64Array;
  /** Deals expected to be won. */
  readonly wins: Float64Array;
  /** Amounts up to the cap of that day: what is beyond all experience teaches nothing. NaN where the period had not ended when data ends. */
  readonly actual: Float64Array;
}

/** An origin with the forecast that was made at it, calibrated by the origins before. */
export interface Replayed extends Origin {
  readonly combined: Float64Array;
}

export interface Calibration {
  /** Share of the pipeline model in each period's forecast; the rest is the run-rate's. */
  readonly weights: readonly number[];
  /** What the combined mean is multiplied by. */
  readonly bias: number;
  /** Squared coefficient of variation beyond the model's own, of a period and of sums of periods. */
  readonly spread: number;
  readonly cumulativeSpread: number;
  /** Replayed origins that spread and bias rest on, the old ones discounted. */
  readonly origins: number;
  /** Origins with at least one outcome. */
  readonly outcomes: number;
}

/** Outcomes of period `h` known at `at`, each with the weight of its age in origins. */
function* known<O extends Origin>(
  past: readonly O[],
  at: Day,
  h: number,
): Generator<{ readonly origin: O; readonly weight: number; readonly actual: number }> {
  for (let i = past.length - 1; i >= 0; i--) {
    const origin = past[i] as O;
    const end = origin.ends[h];
    const actual = origin.actual[h];
    if (end === undefined || origin.at + end > at || actual === undefined || Number.isNaN(actual)) continue;
    yield { origin, weight: 2 ** ((i - past.length) / ORIGIN_HALF_LIFE), actual };
  }
}

const mid = (a: number, b: number): number => (Math.abs(a) + Math.abs(b)) / 2;

/**
 * The share of the pipeline model that would have been best, by least squares of relative errors on replays, drawn to
 * TRUST.model by TRUST.origins origins' worth; each horizon learns half from itself and half from all.
 */
export function learnWeights(past: readonly Origin[], at: Day, periods: number): number[] {
  const stats = Array.from({ length: periods }, (_, h) => {
    const sums = { top: 0, bottom: 0, n: 0 };
    for (const { origin, weight, actual } of known(past, at, h)) {
      const model = origin.pipeline[h] as number;
      const rate = origin.runRate[h] as number;
      const scale = mid(model, rate);
      if (!(scale > 0)) continue;
      sums.top += (weight * (actual - rate) * (model - rate)) / scale ** 2;
      sums.bottom += weight * ((model - rate) / scale) ** 2;
      sums.n += weight;
    }
    return sums;
  });
  const seen = stats.filter(({ n }) => n > 0);
  const mean = (of: (s: (typeof stats)[number]) => number): number =>
    seen.reduce((sum, s) => sum + of(s), 0) / Math.max(1, stats.length);
  const all = { top: mean((s) => s.top), bottom: mean((s) => s.bottom), n: mean((s) => s.n) };
  return stats.map((own) => {
    const pool = (key: 'top' | 'bottom' | 'n'): number =>
      (1 - TRUST.shared) * own[key] + TRUST.shared * all[key];
    const [top, bottom, n] = [pool('top'), pool('bottom'), pool('n')];
    if (!(bottom > 0)) return TRUST.model;
    const prior = (TRUST.origins * bottom) / n;
    return Math.max(0, Math.min(1, (top + TRUST.model * prior) / (bottom + prior)));
  });
}

export function combined(
  origin: Pick<Origin, 'pipeline' | 'runRate'>,
  weights: readonly number[],
): Float64Array {
  return origin.pipeline.map((model, h) => {
    const weight = weights[Math.min(h, weights.length - 1)] as number;
    return weight * model + (1 - weight) * (origin.runRate[h] as number);
  });
}

const symmetric = (actual: number, mean: number): number =>
  actual === mean ? 0 : (actual - mean) / mid(actual, mean);

/**
 * Bias and spread of the forecasts replayed before `at`.
 * - Bias: mean symmetric error r with variance se²: exp(r · s² / (s² + se²)), s = BIAS.
 * - Spread: mean squared error around the bias, relative to the mean or to the middle of mean and outcome, whichever is
 *   smaller (the one is ruled by a single period that dwarfs the rest, the other by periods in which nothing is won), less what the model's own variance explains, together with
 *   SPREAD.origins origins' worth of the series' roughness: half its mean squared successive difference ÷ mean²
 *   (von Neumann), which needs no forecast. Horizons are pooled.
 */
export function calibrate(past: readonly Replayed[], at: Day, periods: number): Calibration {
  const weights = learnWeights(past, at, periods);
  const series: number[] = [];
  for (const { actual } of known(past, at, 0)) series.push(actual);
  const rough = roughness(series);
  const period = spreadOf(past, at, periods, rough, (origin, h) => ({
    mean: origin.combined[h] as number,
    variance: origin.variance[h] as number,
    actual: origin.actual[h] as number,
  }));
  const cumulative = spreadOf(past, at, periods, period.spread, (origin, h) => ({
    mean: sumTo(origin.combined, h),
    variance: origin.cumulativeVariance[h] as number,
    actual: sumTo(origin.actual, h),
  }));
  return {
    weights,
    bias: period.bias,
    spread: period.spread,
    cumulativeSpread: cumulative.spread,
    origins: period.origins,
    outcomes: series.length,
  };
}

const sumTo = (values: Float64Array, h: number): number => {
  let sum = 0;
  for (let p = 0; p <= h; p++) sum += values[p] as number;
  return sum;
};

/** Without a series: a coefficient of variation of .3, the usual one of weekly totals. */
const ROUGH = 0.1;

function roughness(series: readonly number[]): number {
  if (series.length < 3) return ROUGH;
  const mean = series.reduce((sum, y) => sum + y, 0) / series.length;
  if (!(mean > 0)) return ROUGH;
  let sum = 0;
  for (let i = 1; i < series.length; i++) sum += ((series[i] as number) - (series[i - 1] as number)) ** 2;
  return sum / (2 * (series.length - 1)) / mean ** 2;
}

function spreadOf(
  past: readonly Replayed[],
  at: Day,
  periods: number,
  prior: number,
  of: (
    origin: Replayed,
    h: number,
  ) => { readonly mean: number; readonly variance: number; readonly actual: number },
): { readonly bias: number; readonly spread: number; readonly origins: number } {
  const errors: { readonly error: number; readonly share: number; readonly weight: number }[] = [];
  let weights = 0;
  let explained = 0;
  let horizons = 0;
  for (let h = 0; h < periods; h++) {
    let any = false;
    for (const { origin, weight } of known(past, at, h)) {
      const { mean, variance, actual } = of(origin, h);
      if (!(mean > 0)) continue;
      any = true;
      errors.push({ error: symmetric(actual, mean), share: actual / mean, weight });
      weights += weight;
      explained += weight * Math.min(4, variance / mean ** 2);
    }
    if (any) horizons++;
  }
  if (weights === 0) return { bias: 1, spread: prior, origins: 0 };
  const origins = weights / horizons;
  const lean = errors.reduce((sum, { error, weight }) => sum + weight * error, 0) / weights;
  const around = errors.reduce((sum, { error, weight }) => sum + weight * (error - lean) ** 2, 0) / weights;
  const bias = Math.exp((lean * BIAS ** 2) / (BIAS ** 2 + around / origins));
  const mean = (of: (e: (typeof errors)[number]) => number): number =>
    errors.reduce((sum, e) => sum + e.weight * of(e), 0) / weights;
  const square = Math.min(
    mean(({ error }) => (error - Math.log(bias)) ** 2),
    mean(({ share }) => (share / bias - 1) ** 2),
  );
  const own = explained / weights;
  const spread =
    (origins * (square - own) + SPREAD.origins * Math.max(0, prior - own)) / (origins + SPREAD.origins);
  return { bias, spread: Math.max(0, spread), origins };
}
