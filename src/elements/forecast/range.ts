import { intervalsOf, intervalsWithin, previousPeriod } from '../../core/calendar/period.js';
import type { CalendarOptions, Interval } from '../../core/calendar/period.js';
import { formatDay } from '../../core/calendar/days.js';
import type { Outlook, OutlookOptions } from '../../core/measures/outlook.js';
import type { SeriesInterval } from '../../core/measures/weighted-pipeline.js';
import type { Goal } from '../../core/model.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { Day } from '../../core/view/types.js';

export type Mode = 'cumulative' | 'per-period';

/** What the element's attributes and the context say; what is missing is chosen here. */
export interface RangeWishes extends CalendarOptions {
  readonly mode?: Mode;
  readonly interval?: Interval;
  readonly period?: SeriesInterval;
  readonly pipeline?: string;
  readonly currency?: string;
  readonly goal?: number;
  /** A forecast is shown: without a period there is to be something to come. */
  readonly isForecast?: boolean;
}

export interface Range {
  readonly mode: Mode;
  readonly interval: Interval;
  readonly options: OutlookOptions;
  /** Intervals were left out at the ends: more than can be looked at. */
  readonly isCut: boolean;
}

/** What was measured, and for what. */
export interface Measured {
  readonly outlook: Outlook;
  readonly range: Range;
  readonly asOfDay: number;
  readonly deals: number;
}

/** More stops than this are no picture. */
const MOST = 60;
const QUARTER = 100;
const defaults: Readonly<Record<Mode, readonly (readonly [number, Interval])[]>> = {
  cumulative: [
    [QUARTER, 'week'],
    [800, 'month'],
    [Infinity, 'quarter'],
  ],
  'per-period': [
    [45, 'week'],
    [460, 'month'],
    [Infinity, 'quarter'],
  ],
};

/**
 * What to measure: the period asked for, else all of the data (with a forecast a quarter beyond as-of at least), in
 * intervals. Inside a quarter revenue accumulates
 * towards its goal, week by week; over a longer time it is shown by month, then by quarter.
 */
export function rangeOf(summary: PipelineSummary, wishes: RangeWishes): Range {
  const { period, pipeline, currency, goal, isForecast } = wishes;
  const whole = period ?? spanOf(summary, pipeline, isForecast ? QUARTER - 8 : 0);
  const length = whole.to - whole.from;
  const mode = wishes.mode ?? (period && length <= QUARTER ? 'cumulative' : 'per-period');
  const interval = wishes.interval ?? defaults[mode].find(([most]) => length <= most)?.[1] ?? 'quarter';
  const near = around(whole, summary.frame.asOfDay, interval);
  // All of the data is shown in whole intervals; a period that was asked for cuts those at its ends.
  const all = (period ? intervalsWithin : intervalsOf)(near.from, near.to, interval, wishes);
  const intervals = middle(all, summary.frame.asOfDay);
  const isCut = intervals.length < all.length || near.from > whole.from || near.to < whole.to;
  const window = period && !isCut ? whole : windowOf(intervals);
  const before = mode === 'cumulative' && !isCut ? previousPeriod(window, wishes) : undefined;
  return {
    mode,
    interval,
    isCut,
    options: {
      window,
      intervals,
      pipeline,
      currency,
      ...(before && {
        previous: {
          window: before,
          intervals: intervalsWithin(before.from, before.to, interval, wishes),
        },
      }),
      // One goal for the burn-up, or one for each of the intervals that were asked for.
      ...(goal !== undefined && {
        goals: (mode === 'cumulative' && !wishes.interval ? [window] : intervals).map(
          ({ from, to }): Goal => ({ from: formatDay(from), to: formatDay(to), amount: goal }),
        ),
      }),
    },
  };
}

/** From the first deal won to the last one expected, as-of and some days after it among them. */
function spanOf(
  { frame, tables }: PipelineSummary,
  pipeline: string | undefined,
  days: number,
): SeriesInterval {
  let from = frame.asOfDay;
  let to = frame.asOfDay + days;
  const see = (day: Day | null, row: { readonly pipeline: string }): void => {
    if (day === null || (pipeline !== undefined && row.pipeline !== pipeline)) return;
    from = Math.min(from, day);
    to = Math.max(to, day);
  };
  for (const row of tables.daily?.values() ?? []) if (row.what === 'won') see(row.day, row);
  for (const row of tables.expected?.values() ?? []) if ((row.expected ?? 0) > to) see(row.expected, row);
  return { from, to: to + 1, key: `${formatDay(from)}/${formatDay(to + 1)}` };
}

/** A deal expected in the year 9999 must not cost a hundred thousand weeks. */
function around(whole: SeriesInterval, asOfDay: Day, interval: Interval): { from: Day; to: Day } {
  const reach = { week: 7, month: 31, quarter: 92 }[interval] * MOST;
  const at = Math.min(Math.max(asOfDay, whole.from), whole.to);
  return { from: Math.max(whole.from, at - reach), to: Math.min(whole.to, at + reach) };
}

/** The intervals nearest to as-of, two thirds of them before it. */
function middle(all: readonly SeriesInterval[], asOfDay: Day): readonly SeriesInterval[] {
  if (all.length <= MOST) return all;
  const found = all.findIndex(({ to }) => to > asOfDay);
  const at = found < 0 ? all.length : found;
  const start = Math.max(0, Math.min(all.length - MOST, at - Math.round((MOST * 2) / 3)));
  return all.slice(start, start + MOST);
}

function windowOf(intervals: readonly SeriesInterval[]): SeriesInterval {
  const from = intervals[0]?.from ?? 0;
  const to = intervals.at(-1)?.to ?? from + 1;
  return { from, to, key: `${formatDay(from)}/${formatDay(to)}` };
}
