/** Periods by name, and the intervals of a series. Fiscal years are named by the calendar year in which they start. */
import type { Month } from '../summary/types.js';
import type { Day } from '../view/types.js';
import { digitsAt, formatDay, monthKey, monthOf, monthStart, parseDay, weekStartOf } from './days.js';

/** A window of days [from, to) with a canonical key: `this-quarter` and `2026-Q1` have the same one. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
  readonly key: string;
}

export type Interval = 'week' | 'month' | 'quarter';

export interface CalendarOptions {
  /** First day of a week, 0 = Sunday .. 6; default 1, Monday. */
  readonly weekStart?: number;
  /** First month of a fiscal year, 1..12; default 1. Quarters and years are fiscal ones. */
  readonly fiscalYearStart?: number;
}

/** First month of the fiscal year that a month lies in. */
const fiscalYearOf = (month: Month, start: number): Month => month - ((((month - start + 1) % 12) + 12) % 12);

const monthsFrom = (month: Month, length: number, key: string): Period => ({
  from: monthStart(month),
  to: monthStart(month + length),
  key,
});

function monthPeriod(month: Month): Period {
  return monthsFrom(month, 1, monthKey(month));
}

function quarterPeriod(month: Month, start: number): Period {
  const year = fiscalYearOf(month, start);
  const quarter = Math.floor((month - year) / 3);
  return monthsFrom(year + quarter * 3, 3, `${monthKey(year).slice(0, 4)}-Q${quarter + 1}`);
}

function yearPeriod(month: Month, start: number): Period {
  const year = fiscalYearOf(month, start);
  return monthsFrom(year, 12, monthKey(year).slice(0, 4));
}

/** The relative names, as functions of as-of's month and the fiscal year's first month. */
const relative: Readonly<Record<string, (month: Month, start: number) => Period>> = {
  'this-month': (month) => monthPeriod(month),
  'last-month': (month) => monthPeriod(month - 1),
  'this-quarter': (month, start) => quarterPeriod(month, start),
  'last-quarter': (month, start) => quarterPeriod(month - 3, start),
  'this-year': (month, start) => yearPeriod(month, start),
  'last-12-months': (month) => ({
    from: monthStart(month - 11),
    to: monthStart(month + 1),
    key: `${formatDay(monthStart(month - 11))}/${formatDay(monthStart(month + 1))}`,
  }),
};

/** The names that {@link resolvePeriod} reads relative to as-of. */
export const periodNames = (): readonly string[] => Object.keys(relative);

/**
 * Reads a period: `2026-Q1`, `2026-03`, `2026`, `2026-01-01/2026-04-01` (the end is exclusive), `this-month`,
 * `last-month`, `this-quarter`, `last-quarter`, `this-year`, `last-12-months` (as-of's own month and the eleven
 * before it, so that an export that ends with a month shows it).
 * Quarters and years are those of the fiscal year that starts in the named calendar year: with
 * `fiscalYearStart: 4`, `2026-Q1` is April to June 2026 and `2026` ends in March 2027.
 * @returns undefined for anything else, an empty or reversed range included: raise `setting-invalid`.
 * @example resolvePeriod('last-quarter', { asOfDay: parseDay('2026-02-10') }) // key '2025-Q4'
 */
export function resolvePeriod(
  spec: string,
  options: CalendarOptions & { readonly asOfDay: Day },
): Period | undefined {
  const start = options.fiscalYearStart ?? 1;
  const text = spec.trim();
  if (Object.hasOwn(relative, text)) return relative[text]?.(monthOf(options.asOfDay), start);
  if (/^\d{4}$/.test(text)) return yearPeriod(digitsAt(text, 0, 4) * 12 + start - 1, start);
  if (/^\d{4}-Q[1-4]$/i.test(text)) {
    return quarterPeriod(digitsAt(text, 0, 4) * 12 + start - 1 + (digitsAt(text, 6, 1) - 1) * 3, start);
  }
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) {
    return monthPeriod(digitsAt(text, 0, 4) * 12 + digitsAt(text, 5, 2) - 1);
  }
  const [from, to, ...rest] = text.split('/').map((part) => parseDay(part.trim()));
  if (from === undefined || to === undefined || rest.length > 0 || from >= to) return undefined;
  return { from, to, key: `${formatDay(from)}/${formatDay(to)}` };
}

/** The week (keyed by its first day), month or fiscal quarter that a day lies in. */
export function intervalOf(day: Day, interval: Interval, options: CalendarOptions = {}): Period {
  if (interval === 'month') return monthPeriod(monthOf(day));
  if (interval === 'quarter') return quarterPeriod(monthOf(day), options.fiscalYearStart ?? 1);
  const from = weekStartOf(day, options.weekStart ?? 1);
  return { from, to: from + 7, key: formatDay(from) };
}

/**
 * The whole intervals that a window [from, to) touches, in order; the first and the last may reach beyond it.
 * @example intervalsOf(parseDay('2026-01-15'), parseDay('2026-03-01'), 'month').map((i) => i.key) // ['2026-01', '2026-02']
 */
export function intervalsOf(from: Day, to: Day, interval: Interval, options: CalendarOptions = {}): Period[] {
  const series: Period[] = [];
  for (let at = from; at < to; ) {
    const next = intervalOf(at, interval, options);
    series.push(next);
    at = next.to;
  }
  return series;
}

/**
 * The intervals that a window [from, to) touches, cut to it, so that sums over them are those of the window.
 * @example intervalsWithin(parseDay('2026-01-15'), parseDay('2026-03-01'), 'month')[0] // 15 to 31 January
 */
export const intervalsWithin = (
  from: Day,
  to: Day,
  interval: Interval,
  options: CalendarOptions = {},
): Period[] =>
  intervalsOf(from, to, interval, options).map((whole) =>
    whole.from >= from && whole.to <= to
      ? whole
      : { from: Math.max(whole.from, from), to: Math.min(whole.to, to), key: whole.key },
  );

/**
 * What a window is compared with: the month before a month, the quarter before a quarter, the year before a year;
 * of any other window the same number of days before it.
 * @example previousPeriod({ from: parseDay('2026-10-01'), to: parseDay('2027-01-01') }).key // '2026-Q3'
 */
export function previousPeriod(
  { from, to }: { readonly from: Day; readonly to: Day },
  { fiscalYearStart: start = 1 }: CalendarOptions = {},
): Period {
  for (const unit of [monthPeriod, quarterPeriod, yearPeriod]) {
    const own = unit(monthOf(from), start);
    if (own.from === from && own.to === to) return unit(monthOf(from - 1), start);
  }
  return { from: from - (to - from), to: from, key: `${formatDay(from - (to - from))}/${formatDay(from)}` };
}
