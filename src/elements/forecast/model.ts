import { dateOfDay } from '../../core/calendar/days.js';
import { resolvePeriod } from '../../core/calendar/period.js';
import type { CalendarOptions } from '../../core/calendar/period.js';
import type { Outlook, OutlookRow } from '../../core/measures/outlook.js';
import type { SeriesInterval } from '../../core/measures/weighted-pipeline.js';
import type { Day } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { ForecastFigures, ForecastMessages, SpanFacts } from '../../locales/messages/forecast.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type { Measured, Range } from './range.js';
import { runningOf } from './task.js';

export interface ForecastWords {
  readonly own: ForecastMessages;
  readonly frame: FrameMessages;
  readonly format: Formatter;
  readonly fiscalYearStart: number;
  readonly weekStart: number;
  /** As-of is now, or the moment the data was fetched. */
  readonly isToday: boolean;
}

/** An interval in words. */
export interface ForecastLine {
  readonly row: OutlookRow;
  readonly name: string;
  /** Under the axis, where its neighbours tell the year, and with the year. */
  readonly short: string;
  readonly dated: string;
  readonly year: number;
}

export interface ForecastModel {
  readonly outlook: Outlook;
  readonly range: Range;
  readonly lines: readonly ForecastLine[];
  readonly period: string;
  /** The window compared with; undefined: nothing was won in it. */
  readonly previous?: { readonly name: string | undefined };
  readonly phase: 'past' | 'current' | 'future';
  readonly asOfDay: Day;
  /** What sentences and figures are about; undefined: the whole window. */
  readonly focus: ForecastLine | undefined;
  /** An amount as marks show it: three digits at most. */
  readonly short: (amount: number) => string;
  /** In full where it was counted; missing amounts as a dash. */
  readonly full: (amount: number | null) => string;
  /** Of an estimate; missing ones as a dash. */
  readonly rough: (amount: number | null) => string;
}

/**
 * Puts a measured outlook into words. Pure: the same measure, words and locale give the same model.
 * @param isForecast a forecast is shown: nothing more comes in an interval that ends with as-of's day
 * @param before another model in the same words, whose names still hold where the intervals are the same
 */
export function describeForecast(
  { outlook, range, asOfDay }: Measured,
  words: ForecastWords,
  isForecast: boolean,
  before?: ForecastModel,
): ForecastModel {
  const { own, frame, format } = words;
  const { window, previous } = outlook;
  const currency = outlook.currency ?? '';
  const short = (amount: number): string => format.money(amount, currency, { compact: true });
  const lines = outlook.rows.map((row, at): ForecastLine => {
    const known = before?.lines[at];
    return known?.row.key === row.key ? { ...known, row } : lineOf(row, words);
  });
  const phase = window.to <= asOfDay ? 'past' : window.from > asOfDay ? 'future' : 'current';
  const running = isForecast
    ? runningOf(outlook, asOfDay)
    : (outlook.rows.find((row) => row.phase === 'current') ??
      (phase === 'future' ? outlook.rows[0] : outlook.rows.at(-1)));
  return {
    outlook,
    range,
    lines,
    focus: range.mode === 'cumulative' ? undefined : lines.find(({ row }) => row === running),
    period: before?.outlook.window.key === window.key ? before.period : own.span(spanOf(window, words)),
    // A window that still runs would look as if nothing more came.
    ...(previous && previous.window.to <= asOfDay + 1 && previous.rows.some(({ n }) => n > 0)
      ? { previous: { name: nameOfPrevious(previous.window, words) } }
      : {}),
    phase,
    asOfDay,
    short,
    full: (amount) => (amount === null ? frame.none : format.money(amount, currency)),
    rough: (amount) => (amount === null ? frame.none : short(amount)),
  };
}

const lineOf = (row: OutlookRow, words: ForecastWords): ForecastLine => ({
  row,
  name: words.own.span(spanOf(row.interval, words)),
  short: shortName(row.interval, words),
  dated: shortName(row.interval, words, true),
  year: dateOfDay(row.interval.from).year,
});

/** A stretch of days by its name, where it is a whole month, quarter or year. */
export function spanOf({ from, to, key }: SeriesInterval, words: ForecastWords): SpanFacts {
  const { format, fiscalYearStart } = words;
  const options: CalendarOptions = words;
  const named = resolvePeriod(key, { ...options, asOfDay: from });
  const isWhole = named?.from === from && named.to === to;
  const fiscal = fiscalYearStart !== 1;
  const [year = '', quarter] = key.split('-Q');
  if (isWhole && quarter) return { kind: 'quarter', quarter: Number(quarter), year: Number(year), fiscal };
  if (isWhole && /^\d{4}$/.test(key)) return { kind: 'year', year: Number(key), fiscal };
  if (isWhole && /^\d{4}-\d\d$/.test(key)) return { kind: 'month', month: format.date(from, 'month-long') };
  const isOneYear = dateOfDay(from).year === dateOfDay(to - 1).year;
  return {
    kind: 'days',
    from: format.date(from, isOneYear && to - from > 1 ? 'short' : 'medium'),
    to: format.date(to - 1, 'medium'),
  };
}

/** Some days before other days have no name. */
function nameOfPrevious(window: SeriesInterval, words: ForecastWords): string | undefined {
  return spanOf(window, words).kind === 'days' ? undefined : shortName(window, words);
}

function shortName(interval: SeriesInterval, words: ForecastWords, isDated = false): string {
  const { own, format } = words;
  const facts = spanOf(interval, words);
  if (facts.kind === 'month') return format.date(interval.from, isDated ? 'month' : 'month-name');
  if (facts.kind === 'days') return format.date(interval.from, isDated ? 'medium' : 'short');
  return isDated ? own.span(facts) : own.spanShort(facts);
}

/** What sentences and figures are about: the whole window where revenue accumulates, else the running interval. */
export function figureFocus({ outlook, focus, period, phase }: ForecastModel): {
  readonly period: string;
  readonly phase: ForecastModel['phase'];
  readonly won: number | null;
  readonly weighted: number | null;
  readonly goal: number | null;
  readonly open: number;
  readonly gap: number | null;
  readonly interval: SeriesInterval;
} {
  if (!focus) {
    const { won, open, goal, gap, window } = outlook;
    return {
      period,
      phase,
      won: won.amount,
      weighted: open.weighted,
      goal,
      open: open.n,
      gap,
      interval: window,
    };
  }
  const { booked, weighted, goal, value, open, interval } = focus.row;
  return {
    period: focus.name,
    phase: focus.row.phase,
    won: booked.value,
    weighted,
    goal,
    open: open.n,
    gap: goal === null || value === null ? null : value - goal,
    interval,
  };
}

/** The same in words. */
export function figuresOf(
  model: ForecastModel,
  { format }: ForecastWords,
): ForecastFigures & {
  readonly period: string;
  readonly phase: ForecastModel['phase'];
  readonly open: number;
} {
  const { short } = model;
  const { period, phase, won, weighted, goal, open, gap } = figureFocus(model);
  return {
    period,
    phase,
    open,
    ...(won === null ? {} : { won: short(won) }),
    ...(goal === null ? {} : { goal: short(goal) }),
    ...(goal !== null && goal > 0 && won !== null
      ? { ofGoal: { share: format.percent(won / goal), goal: short(goal) } }
      : {}),
    ...(weighted === null ? {} : { weighted: short(weighted) }),
    ...(gap === null ? {} : { gap: { amount: short(Math.abs(gap)), isShort: gap < 0 } }),
  };
}

/** No stage and no open deal has a chance of being won. */
export const needsProbabilities = ({ outlook }: ForecastModel): boolean =>
  outlook.needs.includes('probabilities');

/** Won ÷ goal of an interval; null: one of them is missing. */
export function attainmentOf({ booked: { value }, goal }: OutlookRow): number | null {
  return goal !== null && goal > 0 && value !== null ? value / goal : null;
}

export function shareOf(row: OutlookRow, format: Formatter): string | undefined {
  const share = attainmentOf(row);
  return share === null ? undefined : format.percent(share);
}
