import { survivalQuantile, type SurvivalCurve } from './kaplan-meier.js';
import { normalQuantile } from './normal.js';
import type { Interval } from './wilson.js';

/** Greenwood's sums of d / (r (r − d)): the variance of the curve's logarithm, age by age; Infinity where it is 0. */
function logVariances({ ages, atRisk, ended }: SurvivalCurve): readonly number[] {
  let sum = 0;
  return ages.map((_, i) => {
    const [risk, gone] = [atRisk[i]!, ended[i]!];
    if (gone > 0 && risk > 0) sum += gone / (risk * Math.max(0, risk - gone));
    return sum;
  });
}

/** Greenwood's standard errors of Kaplan and Meier's curve, age by age; 0 where the curve is 0. */
export const survivalErrors = (curve: SurvivalCurve): readonly number[] =>
  logVariances(curve).map((variance, i) =>
    curve.survival[i]! > 0 ? curve.survival[i]! * Math.sqrt(variance) : 0,
  );

/** The scale on which an interval of a share is symmetrical. R's default is `log`; `log-log` stays within [0, 1]. */
export type IntervalScale = 'log' | 'log-log';

export interface IntervalOptions {
  /** Coverage, default 0.95. */
  readonly level?: number;
  /** Default `log-log`: it holds better in small samples and in the tails. */
  readonly scale?: IntervalScale;
}

/**
 * The interval of a share (a curve's height, an incidence) from its standard error.
 * @returns null where the share is 0 or 1: there the error says nothing.
 * @example shareInterval(0.5, 0.1) // { low: 0.2956…, high: 0.6736… }
 */
export function shareInterval(
  share: number,
  error: number,
  { level = 0.95, scale = 'log-log' }: IntervalOptions = {},
): Interval | null {
  if (!(share > 0 && share < 1)) return null;
  const width = (normalQuantile(0.5 + level / 2) * error) / share;
  if (scale === 'log') return { low: share * Math.exp(-width), high: Math.min(1, share * Math.exp(width)) };
  // share^exp(±width / log share), the logarithm of a share being negative
  const factor = Math.exp(-width / Math.log(share));
  return { low: share ** factor, high: share ** (1 / factor) };
}

/** Ends of an interval that may not be reached. */
export interface OpenInterval {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The interval of the age by which a share p of the durations has ended: where the curve's own lower and upper limits
 * come down to 1 − p (Brookmeyer and Crowley's, as R's `quantile.survfit` gives it).
 * @returns null for an end that the limits do not come down to.
 */
export function survivalQuantileInterval(
  curve: SurvivalCurve,
  p: number,
  options?: IntervalOptions,
): OpenInterval {
  const errors = survivalErrors(curve);
  const limits = curve.survival.map((share, i) => shareInterval(share, errors[i]!, options));
  const limitAt = (of: (limit: Interval) => number): number | null => {
    const known = [...limits.keys()].filter((i) => limits[i] !== null);
    const survival = known.map((i) => of(limits[i]!));
    const quantile = survivalQuantile({ ...curve, ages: known.map((i) => curve.ages[i]!), survival }, p);
    return quantile;
  };
  return { low: limitAt(({ low }) => low), high: limitAt(({ high }) => high) };
}

/**
 * The standard error of `restrictedMean`: each age's error weighed with the area below the curve that it moves, the one
 * from there to `upTo` (default: the last age seen).
 * @returns null where there is no duration.
 */
export function restrictedMeanError(curve: SurvivalCurve, upTo = curve.ages.at(-1)): number | null {
  if (upTo === undefined) return null;
  let variance = 0;
  let area = 0;
  let to = upTo;
  for (let i = curve.ages.length - 1; i >= 0; i--) {
    const age = curve.ages[i]!;
    if (age > upTo) continue;
    area += (to - age) * curve.survival[i]!;
    to = age;
    const [risk, gone] = [curve.atRisk[i]!, curve.ended[i]!];
    if (risk > gone && gone > 0) variance += (area * area * gone) / (risk * (risk - gone));
  }
  return Math.sqrt(variance);
}
