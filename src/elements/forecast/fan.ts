import { parseDay } from '../../core/calendar/days.js';
import type { OutlookRow } from '../../core/measures/outlook.js';
import type { SeriesInterval } from '../../core/measures/weighted-pipeline.js';
import type {
  Forecast,
  ForecastLeftOut,
  ForecastRow,
  ProvisionalReason,
  Replay,
  ReplayWay,
} from '../../core/forecast/types.js';
import type { Measured } from './range.js';
import { runningOf } from './task.js';

/** A chance, or that it lies beyond what the quantiles can say. */
export interface Chance {
  readonly share: number;
  readonly beyond?: 'over' | 'under';
}

/** Revenue expected of an interval, or by its end. Without `range`, the past gives no measure of the error. */
export interface FanRow {
  readonly booked: number;
  readonly mean: number;
  readonly open: number;
  readonly fresh: number;
  readonly range?: {
    readonly most: readonly [low: number, high: number];
    readonly half: readonly [low: number, high: number];
    readonly median: number;
  };
  readonly chance?: Chance;
  /** As-of is its last day: nothing more is to come in it, which is no forecast any more. */
  readonly isOver?: boolean;
}

/** How wrong a way of forecasting was in the past. */
export interface PastError {
  readonly off: number;
  readonly bias: number;
  readonly n: number;
}

/** A forecast laid over the intervals that are shown. */
export interface Fan {
  readonly forecast: Forecast;
  /** By key of the interval, from the current one on, as far as the forecast goes. */
  readonly rows: ReadonlyMap<string, FanRow>;
  /** Of the whole window where revenue accumulates, else of the running interval, else of the next. */
  readonly total: FanRow;
  readonly hasRange: boolean;
  readonly reasons: readonly ProvisionalReason[];
  readonly leftOut: readonly ForecastLeftOut[];
  readonly past?: {
    readonly replays: number;
    readonly n: number;
    readonly off: number;
    readonly ranges: number;
    readonly held: number;
  };
  readonly errors: ReadonlyMap<ReplayWay, PastError>;
  /** What owners said they would close in just the time that the total is of; missing where nobody did. */
  readonly submitted?: number;
}

/**
 * Lays a forecast over an outlook's intervals: what is won already counts as the outlook has it, the forecast says what
 * comes on top. An interval that ends inside a period of the forecast (the last week of a quarter) has that share of
 * what is still to come in it, by days. undefined: the forecast covers none of them.
 */
export function fanOf({ outlook, range, asOfDay }: Measured, forecast: Forecast): Fan | undefined {
  const isCumulative = range.mode === 'cumulative';
  const ahead = outlook.rows.filter(({ phase }) => phase !== 'past');
  const first = ahead[0];
  // Of a window to come nothing is known of how its periods hang together: each has its range, their sum has not.
  const isApart = isCumulative && first?.phase === 'future';
  const rows = new Map<string, FanRow>();
  let sum: Gain | undefined;
  for (const row of ahead) {
    const isOver = row.interval.to <= asOfDay + 1;
    const gain = isOver
      ? // As-of is its last day: nothing more is to come in it.
        { ...NO_GAIN, quantiles: forecast.periods[0]?.quantiles.map(() => 0) ?? [] }
      : isCumulative && !isApart
        ? gainUpTo(forecast.cumulative, row.interval.to, asOfDay)
        : gainWithin(forecast.periods, row.interval, asOfDay);
    if (!gain) break;
    sum = isApart && sum ? added(sum, gain) : gain;
    const booked = isCumulative ? (outlook.won.amount ?? 0) : (row.booked.value ?? 0);
    const own = rowOf(
      isApart ? sum : gain,
      booked,
      goalOf(row, isCumulative),
      forecast.levels,
      isApart && sum !== gain,
    );
    rows.set(row.key, isOver && !isCumulative ? { ...own, isOver } : own);
  }
  const focus = isCumulative ? ahead.at(-1) : runningOf(outlook, asOfDay);
  const total = focus && rows.get(focus.key);
  if (!total) return undefined;
  const submitted = submittedFor(forecast, isCumulative ? outlook.window : focus.interval);
  return {
    forecast,
    rows,
    total,
    hasRange: [...rows.values()].some((row) => row.range !== undefined),
    reasons: forecast.provisional ? forecast.provisionalReasons : [],
    leftOut: forecast.leftOut,
    ...(forecast.replay && pastOf(forecast.replay)),
    ...(submitted !== undefined && { submitted }),
    errors: new Map(
      (forecast.replay?.errors ?? []).flatMap(({ way, all: { wape: off, bias, n } }) =>
        n > 0 && off !== undefined && Number.isFinite(off)
          ? [[way, { off, bias: bias ?? 0, n }] as const]
          : [],
      ),
    ),
  };
}

/** Submissions are for a period as a whole: what was said of weeks says nothing of a quarter. */
function submittedFor(
  { periods, ways }: Forecast,
  { from, to }: Pick<SeriesInterval, 'from' | 'to'>,
): number | undefined {
  const at = periods.findIndex((row) => daysOf(row)[0] === from && daysOf(row)[1] === to);
  return ways?.submitted?.[at] ?? undefined;
}

const goalOf = ({ goal, upTo }: OutlookRow, isCumulative: boolean): number | null =>
  isCumulative ? upTo.goal : goal;

/** What comes on top of what is booked. */
interface Gain {
  readonly mean: number;
  readonly open: number;
  readonly fresh: number;
  /** Of the mean, at each level; empty where there are none. */
  readonly quantiles: readonly number[];
}

const gainOf = ({ booked, open, fresh, mean, quantiles }: ForecastRow): Gain => ({
  mean: mean - booked,
  open,
  fresh,
  quantiles: quantiles.map((value) => value - booked),
});
const NO_GAIN: Gain = { mean: 0, open: 0, fresh: 0, quantiles: [] };

/** From one gain to another, the share of the way. */
function between(from: Gain, to: Gain, share: number): Gain {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return {
    mean: mix(from.mean, to.mean),
    open: mix(from.open, to.open),
    fresh: mix(from.fresh, to.fresh),
    quantiles: to.quantiles.map((value, at) => mix(from.quantiles[at] ?? 0, value)),
  };
}
const added = (a: Gain, b: Gain): Gain => ({
  mean: a.mean + b.mean,
  open: a.open + b.open,
  fresh: a.fresh + b.fresh,
  quantiles: [],
});

const daysOf = ({ from, to }: ForecastRow): readonly [number, number] => [
  parseDay(from) ?? NaN,
  parseDay(to) ?? NaN,
];

/** By the end of a day before `day`. */
function gainUpTo(cumulative: readonly ForecastRow[], day: number, asOfDay: number): Gain | undefined {
  const at = cumulative.findIndex((row) => daysOf(row)[1] >= day);
  const row = cumulative[at];
  if (!row) return undefined;
  const before = cumulative[at - 1];
  const start = Math.max(before ? daysOf(before)[1] : -Infinity, asOfDay + 1);
  const end = daysOf(row)[1];
  const share = end > start ? Math.max(0, (day - start) / (end - start)) : 1;
  return between(before ? gainOf(before) : NO_GAIN, gainOf(row), Math.min(1, share));
}

/** Within an interval: of each period that it meets, the share of the days still to come. */
function gainWithin(
  periods: readonly ForecastRow[],
  interval: { readonly from: number; readonly to: number },
  asOfDay: number,
): Gain | undefined {
  const row = periods.find((period) => {
    const [from, to] = daysOf(period);
    return from < interval.to && to >= interval.to;
  });
  if (!row) return undefined;
  const [from, to] = daysOf(row);
  const start = Math.max(from, asOfDay + 1);
  const own = interval.to - Math.max(interval.from, start);
  const share = to > start ? Math.min(1, Math.max(0, own / (to - start))) : 1;
  return between(NO_GAIN, gainOf(row), share);
}

function rowOf(
  gain: Gain,
  booked: number,
  goal: number | null,
  levels: readonly number[],
  isSum: boolean,
): FanRow {
  const { mean, open, fresh, quantiles } = gain;
  const at = (level: number): number => booked + quantileAt(levels, quantiles, level);
  const hasRange = quantiles.length > 1 && !isSum;
  return {
    booked,
    mean: booked + mean,
    open,
    fresh,
    ...(hasRange && {
      range: { most: [at(0.1), at(0.9)] as const, half: [at(0.25), at(0.75)] as const, median: at(0.5) },
    }),
    ...(goal !== null && goal > 0 && (hasRange || booked >= goal)
      ? { chance: booked >= goal ? { share: 1 } : chanceOf(levels, quantiles, goal - booked) }
      : {}),
  };
}

/** Between the levels that there are, in a straight line. */
export function quantileAt(levels: readonly number[], quantiles: readonly number[], level: number): number {
  const above = levels.findIndex((one) => one >= level - 1e-9);
  if (above < 0) return quantiles.at(-1) ?? NaN;
  const [low, high] = [quantiles[above - 1], quantiles[above]];
  const [from, to] = [levels[above - 1], levels[above]];
  if (low === undefined || from === undefined || to === undefined || high === undefined) return high ?? NaN;
  return low + ((high - low) * (level - from)) / (to - from);
}

/**
 * The chance that a sum is reached: 1 − the level at which the quantiles pass it, in a straight line between two.
 * @example chanceOf([0.1, 0.5, 0.9], [0, 10, 20], 15) // { share: 0.3 }
 */
export function chanceOf(levels: readonly number[], quantiles: readonly number[], sum: number): Chance {
  const above = quantiles.findIndex((value) => value >= sum);
  const last = levels.at(-1) ?? 1;
  if (above < 0) return { share: 1 - last, beyond: 'under' };
  const to = levels[above] ?? 1;
  if (above === 0) return { share: 1 - to, beyond: 'over' };
  const from = levels[above - 1] ?? 0;
  const [low, high] = [quantiles[above - 1] ?? sum, quantiles[above] ?? sum];
  const part = high > low ? (sum - low) / (high - low) : 1;
  return { share: 1 - (from + (to - from) * part) };
}

/** How the model did in the replays, over the forecasts whose period had ended. */
function pastOf({ origins, errors }: Replay): Pick<Fan, 'past'> {
  const model = errors.find(({ way }) => way === 'model')?.all;
  const ended = origins
    .map(({ forecasts }) => forecasts.filter(({ actual }) => actual !== undefined))
    .filter(({ length }) => length > 0);
  if (!model || ended.length === 0) return {};
  const { held80, n, wape } = model;
  if (wape === undefined || !Number.isFinite(wape)) return {};
  const ranged = ended.flat().filter(({ quantiles }) => quantiles.length > 0).length;
  return {
    past: {
      replays: ended.length,
      n,
      off: wape,
      ranges: held80 === undefined ? 0 : ranged,
      held: Math.round((held80 ?? 0) * ranged),
    },
  };
}
