/**
 * Plain days as integers: days since 1970-01-01 of the proleptic Gregorian calendar. No time zone is involved.
 * Months are integers too: year × 12 + month 0..11.
 */
import type { PlainDate } from '../model.js';
import type { Month } from '../summary/types.js';
import type { Day, DayRange } from '../view/types.js';

export const DAY_MS = 86_400_000;

/** The day of a year (any integer), month 1..12 and day of the month 1..31. */
export function dayOfDate(year: number, month: number, date: number): Day {
  // Counted from March, so that a leap day is the last one of its year: 153 days are five months from March on.
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/** Year, month 1..12 and day of the month of a day. */
export function dateOfDay(day: Day): {
  readonly year: number;
  readonly month: number;
  readonly date: number;
} {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month 1..12 of a year has. */
export function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (MONTH_LENGTHS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** The integer that `length` decimal digits of a text from `start` on spell; −1 where one is not a digit. */
export function digitsAt(text: string, start: number, length: number): number {
  let value = 0;
  for (let i = start; i < start + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** First days of the months of a century, each on its first use; 0: not yet asked for. */
const firstDays = new Int32Array(1200);

/** The day that the first ten characters of a text name as `YYYY-MM-DD`; undefined where they name none. */
export function leadingDay(text: string): Day | undefined {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const date = digitsAt(text, 8, 2);
  const at = (year - 1970) * 12 + month - 1;
  // Nearly all days that data names: every month has 28.
  if (at >= 0 && at < 1200 && month >= 1 && month <= 12 && date >= 1 && date <= 28) {
    firstDays[at] ||= dayOfDate(year, month, 1);
    return firstDays[at] + date - 1;
  }
  if (year < 0 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return undefined;
  return dayOfDate(year, month, date);
}

/**
 * Reads a plain date `YYYY-MM-DD`, years 0000 to 9999.
 * @returns undefined for anything else, days that do not exist included.
 * @example parseDay('1970-01-02') // 1
 * @example parseDay('2026-02-29') // undefined
 */
export const parseDay = (text: string): Day | undefined =>
  text.length === 10 ? leadingDay(text) : undefined;

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/**
 * Writes a day as a plain date; the inverse of {@link parseDay} for the years 0000 to 9999.
 * @example formatDay(1) // '1970-01-02'
 */
export function formatDay(day: Day): PlainDate {
  const { year, month, date } = dateOfDay(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

/** Day of the week, 0 = Sunday. @example weekdayOf(0) // 4: 1970-01-01 was a Thursday */
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;

/** First day of the week that a day lies in, where weeks start on `weekStart` (0 = Sunday .. 6). */
export const weekStartOf = (day: Day, weekStart = 1): Day => day - ((weekdayOf(day) - weekStart + 7) % 7);

/** The month a day lies in. @example monthOf(0) // 23640: 1970 × 12 */
export function monthOf(day: Day): Month {
  const { year, month } = dateOfDay(day);
  return year * 12 + month - 1;
}

/** First day of a month. @example formatDay(monthStart(2026 * 12 + 2)) // '2026-03-01' */
export const monthStart = (month: Month): Day =>
  dayOfDate(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);

/** A month as text. @example monthKey(2026 * 12 + 2) // '2026-03' */
export const monthKey = (month: Month): string => formatDay(monthStart(month)).slice(0, 7);

/**
 * A range of days as months `[from, to)`, so that tables keyed by month can be cut to it; open ends stay open.
 * @returns undefined where an end lies inside a month.
 */
export function monthsOf(range: DayRange): { readonly from?: Month; readonly to?: Month } | undefined {
  const from = range.from === undefined ? undefined : monthOf(range.from);
  const to = range.to === undefined ? undefined : monthOf(range.to);
  if (from !== undefined && monthStart(from) !== range.from) return undefined;
  if (to !== undefined && monthStart(to) !== range.to) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
