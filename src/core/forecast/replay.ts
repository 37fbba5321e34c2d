/** Forecasts made again at days of the past, with what was known then, and measured against what came. */
import type { CalendarOptions, Period } from '../calendar/period.js';
import { formatDay } from '../calendar/days.js';
import type { Day, View } from '../view/types.js';
import { readBookSteps, type Book } from './book.js';
import { calibrate, combined, type Calibration, type Replayed } from './calibrate.js';
import { FEW, REPLAY, SPREAD } from './constants.js';
import { fewWins, widenedGamma, type Distribution, type Stake } from './distribution.js';
import { countLexis, type Lexis } from './lexis.js';
import { originsBefore, periodsFrom, wonByDay } from './origins.js';
import { estimateSteps, type Estimate } from './pipeline.js';
import { plainRunRate, seasonalRunRate } from './run-rate.js';
import { money, share } from './rounding.js';
import { scaleTo } from './split.js';
import { within, type Steps } from './steps.js';
import type { ForecastGrain, Replay, ReplayError, ReplayOrigin, ReplayWay } from './types.js';
import { waysOf, type KnownWays } from './ways.js';

/** All that forecasts of one view at any day share. */
export interface Setting {
  readonly view: View;
  readonly book: Book;
  readonly lexis: Lexis;
  readonly won: (from: Day, to: Day) => number;
  readonly largestWon: number;
  readonly ways: (at: Day, windows: readonly Period[]) => KnownWays;
  readonly grain: ForecastGrain;
  readonly calendar: CalendarOptions;
}

export function* settle(
  view: View,
  today: Day,
  grain: ForecastGrain,
  calendar: CalendarOptions,
  currency: string | undefined,
): Steps<Setting> {
  const book = yield* readBookSteps(view, currency, today);
  yield 1;
  const lexis = countLexis(book);
  yield 1;
  return {
    view,
    book,
    lexis,
    won: wonByDay(book),
    largestWon: largestWon(book),
    ways: waysOf(view, book),
    grain,
    calendar,
  };
}

function largestWon({ outcome, amount }: Book): number {
  let largest = 0;
  for (let i = 0; i < outcome.length; i++)
    if (outcome[i] === 1 && Math.abs(amount[i] as number) > largest) largest = Math.abs(amount[i] as number);
  return largest;
}

/**
 * Horizons that are replayed, however many are asked for: what is said of a period must not hang on how far one looks.
 * Further ones have too few outcomes to learn from and take the last one's lesson.
 */
const HORIZONS = 6;
/** Periods that make about four weeks: within them each open deal's chance is judged. */
const CHANCE_PERIODS: Readonly<Record<ForecastGrain, number>> = { week: 4, month: 1, quarter: 1 };
const CHANCE_BINS = 10;

/** One origin with everything that is reported of it. */
export interface Judged extends Replayed {
  readonly windows: readonly Period[];
  /** Won in each window before the origin: only in the one that was running. */
  readonly booked: Float64Array;
  /** Won in each window from the origin on, whatever the cap; NaN where it had not ended. */
  readonly came: Float64Array;
  readonly calibration: Calibration;
  readonly plain: Float64Array;
  readonly known: KnownWays;
  readonly chances: ChanceSums;
}

/** Of chances given to open deals: sums by tenth of chance. */
export interface ChanceSums {
  readonly n: Float64Array;
  readonly said: Float64Array;
  readonly came: Float64Array;
  /** Σ (said − came)². */
  squares: number;
}

const emptyChances = (): ChanceSums => ({
  n: new Float64Array(CHANCE_BINS),
  said: new Float64Array(CHANCE_BINS),
  came: new Float64Array(CHANCE_BINS),
  squares: 0,
});

/** The forecast of day `at` with what the days before it taught, and what came within the book's own days. */
export function* judge(
  setting: Setting,
  at: Day,
  periods: number,
  past: readonly Judged[],
): Steps<Judged & { readonly estimate: Estimate }> {
  const { book, lexis, won, grain, calendar } = setting;
  const windows = periodsFrom(at, grain, periods, calendar);
  const ends = windows.map(({ to }) => to - at);
  const estimate = yield* estimateSteps(book, lexis, at, ends);
  yield 1;
  const pipeline = estimate.open.map((open, h) => open + (estimate.fresh[h] as number));
  const { cap } = estimate.amounts;
  const runRate = seasonalRunRate(book, at, ends, cap);
  const calibration = calibrate(past, at, HORIZONS);
  const mean = combined({ pipeline, runRate }, calibration.weights);
  const outcomes = (of: (from: Day, to: Day) => number): Float64Array =>
    Float64Array.from(windows, ({ from, to }) => (to <= book.today ? of(Math.max(from, at), to) : NaN));
  const came = outcomes(won);
  return {
    at,
    ends,
    windows,
    pipeline,
    runRate,
    plain: plainRunRate(book, at, ends),
    variance: estimate.variance,
    cumulativeVariance: estimate.cumulativeVariance,
    wins: estimate.wins,
    combined: mean,
    actual: setting.largestWon > cap ? outcomes(wonByDay(book, cap)) : came,
    came,
    booked: Float64Array.from(windows, ({ from }) => (from < at ? won(from, at) : 0)),
    calibration,
    known: setting.ways(at, windows),
    chances: judgeChances(book, at, estimate, windows, CHANCE_PERIODS[grain], mean),
    estimate,
  };
}

/** Chances as they are shown: within the first periods, scaled where the combination says less than the model. */
function judgeChances(
  book: Book,
  at: Day,
  { outlook, open, fresh, now }: Estimate,
  windows: readonly Period[],
  periods: number,
  mean: Float64Array,
): ChanceSums {
  const sums = emptyChances();
  const end = windows[Math.min(periods, windows.length) - 1]?.to ?? at;
  if (end > book.today || windows.length < periods) return sums;
  const scale = scaleTo(mean, open, fresh);
  for (let k = 0; k < now.deals.length; k++) {
    const i = now.deals[k] as number;
    const start = (now.cells[k] as number) * outlook.periods;
    let said = 0;
    for (let p = 0; p < periods; p++) said += (outlook.open[start + p] as number) * (scale[p] as number);
    const came = book.outcome[i] === 1 && (book.closed[i] as number) < end ? 1 : 0;
    const bin = Math.min(CHANCE_BINS - 1, Math.floor(said * CHANCE_BINS));
    sums.n[bin]!++;
    sums.said[bin]! += said;
    sums.came[bin]! += came;
    sums.squares += (said - came) ** 2;
  }
  return sums;
}

/** Forecasts at the origins before `at`, oldest first; each is calibrated by those before it. */
export function* replayBefore(setting: Setting, at: Day, origins: number): Steps<readonly Judged[]> {
  const days = originsBefore(at, setting.grain, origins, setting.book.since);
  const judged: Judged[] = [];
  for (const [k, day] of days.entries()) {
    const { estimate: _, ...one } = yield* within(
      judge(setting, day, HORIZONS, judged),
      k / days.length,
      k / days.length,
    );
    judged.push(one);
    yield (k + 1) / days.length;
  }
  return judged;
}

/** What is still to come in period `h` of an origin; undefined where too little past was there to measure the error. */
export function distributionOf(origin: Judged, h: number): Distribution | undefined {
  const { calibration } = origin;
  if (calibration.outcomes < REPLAY.enough) return undefined;
  const mean = (origin.combined[h] as number) * calibration.bias;
  const wins = origin.wins[h] as number;
  return lawOf(mean, origin.variance[h] as number, wins, calibration.spread, calibration);
}

/**
 * The distribution of a sum with a mean and the model's own variance, `wins` deals expected to make it up, and a spread
 * that replays taught; `stakes`: deals to be looked at one by one.
 */
export function lawOf(
  mean: number,
  variance: number,
  wins: number,
  spread: number,
  calibration: Calibration,
  stakes: readonly Stake[] = [],
): Distribution {
  // The spread is itself an estimate.
  const wide = spread * (1 + SPREAD.predictive / (calibration.origins + SPREAD.origins));
  const df = SPREAD.df + calibration.origins;
  if (!(mean > 0) || wins > FEW.wins)
    return widenedGamma(mean, mean > 0 ? variance / mean ** 2 + wide : 0, df);
  const own = stakes.reduce(
    (sum, { amount, chance }) => ({
      mean: sum.mean + amount * chance,
      variance: sum.variance + amount ** 2 * chance * (1 - chance),
      wins: sum.wins + chance,
    }),
    { mean: 0, variance: 0, wins: 0 },
  );
  const rest = Math.max(0, mean - own.mean);
  const size = mean / Math.max(wins, 1e-9);
  const expected = wins - own.wins > 1e-3 * wins ? wins - own.wins : rest / size;
  const value = expected > 0 ? rest / expected : 0;
  const second = Math.max(value ** 2, expected > 0 ? Math.max(0, variance - own.variance) / expected : 0);
  return fewWins(stakes, { wins: expected, mean: value, second }, wide, df);
}

/** .025, .05, .10 … .95, .975: the levels the score is taken over. */
const SCORED = [0.025, ...Array.from({ length: 19 }, (_, i) => (i + 1) / 20), 0.975];

interface Tally {
  off: number;
  lean: number;
  actual: number;
  n: number;
  ranged: number;
  held80: number;
  held95: number;
  pinball: number;
  rangedActual: number;
}
const emptyTally = (): Tally => ({
  off: 0,
  lean: 0,
  actual: 0,
  n: 0,
  ranged: 0,
  held80: 0,
  held95: 0,
  pinball: 0,
  rangedActual: 0,
});

function errorOf(tally: Tally): ReplayError {
  const { ranged } = tally;
  const ratio = <K extends string>(name: K, top: number, actual: number): { readonly [k in K]?: number } => {
    const value = share(top / Math.abs(actual));
    return Number.isFinite(value) ? ({ [name]: value } as { [k in K]: number }) : {};
  };
  return {
    ...ratio('wape', tally.off, tally.actual),
    ...ratio('bias', tally.lean, tally.actual),
    n: tally.n,
    ...(ranged === 0
      ? {}
      : {
          held80: tally.held80 / ranged,
          held95: tally.held95 / ranged,
          ...ratio('crps', (2 * tally.pinball) / SCORED.length, tally.rangedActual),
        }),
  };
}

/** Sums up replayed origins, as many periods from each as were asked for. `levels`: of the quantiles reported. */
export function* report(
  setting: Setting,
  judged: readonly Judged[],
  levels: readonly number[],
  periods: number,
): Steps<Replay> {
  const horizons = Math.min(periods, HORIZONS);
  const tallies = new Map<ReplayWay, Tally[]>();
  const tally = (way: ReplayWay, h: number, mean: number, actual: number): Tally => {
    const list = tallies.get(way) ?? Array.from({ length: horizons }, emptyTally);
    tallies.set(way, list);
    const own = list[h] as Tally;
    own.off += Math.abs(mean - actual);
    own.lean += mean - actual;
    own.actual += actual;
    own.n++;
    return own;
  };
  const { currency } = setting.book;
  const origins: ReplayOrigin[] = [];
  for (const origin of judged) {
    const forecasts = origin.windows.slice(0, horizons).map((window, h) => {
      const booked = origin.booked[h] as number;
      const law = distributionOf(origin, h);
      const mean = booked + (origin.combined[h] as number) * origin.calibration.bias;
      const rest = origin.came[h] as number;
      const actual = booked + rest;
      if (!Number.isNaN(rest)) {
        const own = tally('model', h, mean, actual);
        if (law !== undefined) score(own, law, rest, actual);
        tally('pipeline', h, booked + (origin.pipeline[h] as number), actual);
        tally('run-rate', h, booked + (origin.plain[h] as number), actual);
        tally('seasonal-run-rate', h, booked + (origin.runRate[h] as number), actual);
        for (const way of ['weighted', 'category'] as const) {
          const value = origin.known[way]?.[h];
          if (value !== undefined) tally(way, h, booked + value, actual);
        }
        const said = origin.known.submitted?.[h];
        if (said !== undefined && !Number.isNaN(said)) tally('submitted', h, said, actual);
      }
      return {
        from: formatDay(window.from),
        to: formatDay(window.to),
        horizon: h + 1,
        mean: money(mean, currency),
        quantiles:
          law === undefined ? [] : levels.map((level) => money(booked + law.quantile(level), currency)),
        ...(Number.isNaN(rest) ? {} : { actual: money(actual, currency) }),
      };
    });
    origins.push({ at: formatDay(origin.at), forecasts });
    yield 0.99;
  }
  return {
    period: setting.grain,
    currency,
    levels,
    origins,
    errors: [...tallies].map(([way, list]) => ({
      way,
      all: errorOf(list.reduce((sum, one) => addTally(sum, one), emptyTally())),
      byHorizon: list.map(errorOf),
    })),
    ...chancesIn(setting, judged),
  };
}

function score(own: Tally, law: Distribution, rest: number, actual: number): void {
  own.ranged++;
  own.rangedActual += actual;
  const quantiles = SCORED.map((level) => law.quantile(level));
  const isWithin = (low: number, high: number): number =>
    rest >= (quantiles[low] as number) && rest <= (quantiles[quantiles.length - 1 - high] as number) ? 1 : 0;
  own.held95 += isWithin(0, 0);
  own.held80 += isWithin(2, 2);
  for (const [k, level] of SCORED.entries()) {
    const off = rest - (quantiles[k] as number);
    own.pinball += Math.max(level * off, (level - 1) * off);
  }
}

function addTally(sum: Tally, one: Tally): Tally {
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += one[key];
  return sum;
}

function chancesIn(setting: Setting, judged: readonly Judged[]): Pick<Replay, 'chances'> {
  const all = emptyChances();
  let days = 0;
  for (const { chances, ends } of judged) {
    for (let bin = 0; bin < CHANCE_BINS; bin++) {
      all.n[bin]! += chances.n[bin] as number;
      all.said[bin]! += chances.said[bin] as number;
      all.came[bin]! += chances.came[bin] as number;
    }
    all.squares += chances.squares;
    days = ends[Math.min(CHANCE_PERIODS[setting.grain], ends.length) - 1] ?? days;
  }
  const n = all.n.reduce((sum, count) => sum + count, 0);
  if (n === 0) return {};
  const gap = all.n.reduce(
    (sum, _, bin) => sum + Math.abs((all.said[bin] as number) - (all.came[bin] as number)),
    0,
  );
  return { chances: { days, brier: share(all.squares / n), calibrationError: share(gap / n), n } };
}
