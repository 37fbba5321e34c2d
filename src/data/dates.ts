import { formatDay } from '../core/calendar/days.js';
import { dayOf } from '../core/calendar/when.js';
import type { PlainDate, When } from '../core/model.js';
import type { DateOrder } from './types.js';

/** English month names; a further language is a further list. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];

const CANONICAL = /^\d{4}-\d{2}-\d{2}$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T\s,]+(\S.*))?$/;
const YEAR_FIRST_CJK = /^(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s*(\S.*))?$/;
const THREE_NUMBERS = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?:[T\s,]+(\S.*))?$/;
const DAY_MONTH_NAME =
  /^(?:\p{L}{2,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s.]+(\p{L}{3,9})\.?[-\s,]+(\d{4}|\d{2})(?:[\s,]+(\S.*))?$/u;
const MONTH_NAME_DAY =
  /^(?:\p{L}{2,9}\.?,?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[\s,]+(\S.*))?$/u;
const TIME =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Two-digit years from 70 on are of the last century, as in POSIX. */
const PIVOT = 70;

/** Years outside are typing errors or a database's way to say "never" (9999-12-31). */
const YEARS = { from: 1900, to: 2199 };

/**
 * A date or time as exports write it, in canonical form: a plain date stays one, a time without an offset stays local, an offset
 * is kept. `order` settles `3/4/2026`. Epoch seconds and milliseconds become UTC.
 * @returns `undefined` for what is no date, or an impossible one
 * @example parseDate('25-10-16', 'dmy') // '2016-10-25'
 * @example parseDate('2021-01-07 6:49:18', 'dmy') // '2021-01-07T06:49:18'
 */
export function parseDate(text: string, order: DateOrder): When | undefined {
  if (text.length > 48) return undefined;
  if (CANONICAL.test(text)) {
    return canonicalDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));
  }
  let match = YEAR_FIRST.exec(text);
  if (match) return withTime(canonicalDate(Number(match[1]), Number(match[3]), Number(match[4])), match[5]);
  match = THREE_NUMBERS.exec(text);
  if (match) {
    const numbers: readonly [string, string, string] = [
      match[1] as string,
      match[3] as string,
      match[4] as string,
    ];
    // A year of four digits can only stand last here.
    const used = order === 'ymd' && numbers[2].length === 4 ? 'dmy' : order;
    const [year, month, day] =
      used === 'dmy'
        ? [numbers[2], numbers[1], numbers[0]]
        : used === 'mdy'
          ? [numbers[2], numbers[0], numbers[1]]
          : numbers;
    return withTime(canonicalDate(fullYear(year), Number(month), Number(day)), match[5]);
  }
  return parseEpoch(text) ?? parseNamed(text);
}

function parseEpoch(text: string): When | undefined {
  if (/^(19|20)\d{6}$/.test(text)) {
    return canonicalDate(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  }
  if (!/^\d{10}$|^\d{12,13}$/.test(text)) return undefined;
  return fromEpoch(text.length === 10 ? Number(text) * 1000 : Number(text));
}

/** Epoch milliseconds as a UTC instant; `undefined` outside the years that are believed. */
export function fromEpoch(ms: number): When | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  if (year < YEARS.from || year > YEARS.to) return undefined;
  return date.toISOString().replace('.000Z', 'Z');
}

function parseNamed(text: string): When | undefined {
  const cjk = YEAR_FIRST_CJK.exec(text);
  if (cjk) return withTime(canonicalDate(Number(cjk[1]), Number(cjk[2]), Number(cjk[3])), cjk[4]);
  const dayFirst = DAY_MONTH_NAME.exec(text);
  if (dayFirst) {
    const date = canonicalDate(
      fullYear(dayFirst[3] as string),
      monthNamed(dayFirst[2] as string),
      Number(dayFirst[1]),
    );
    return withTime(date, dayFirst[4]);
  }
  const monthFirst = MONTH_NAME_DAY.exec(text);
  if (!monthFirst) return undefined;
  const date = canonicalDate(
    Number(monthFirst[3]),
    monthNamed(monthFirst[1] as string),
    Number(monthFirst[2]),
  );
  return withTime(date, monthFirst[4]);
}

function monthNamed(name: string): number {
  const start = name.toLowerCase().slice(0, 3);
  for (const names of MONTHS) {
    const index = names.indexOf(start);
    if (index >= 0) return index + 1;
  }
  return 0;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < PIVOT ? 2000 : 1900);
}

function canonicalDate(year: number, month: number, day: number): string | undefined {
  if (
    year < YEARS.from ||
    year > YEARS.to ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysIn(year, month)
  ) {
    return undefined;
  }
  return `${year}-${two(month)}-${two(day)}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function withTime(date: string | undefined, time: string | undefined): When | undefined {
  if (date === undefined || time === undefined) return date;
  const match = TIME.exec(time.trim());
  if (!match) return undefined;
  let hour = Number(match[1]);
  const half = match[5]?.[0]?.toLowerCase();
  if (half && (hour < 1 || hour > 12)) return undefined;
  if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = (match[4] ?? '').slice(0, 3).replace(/0+$/, '');
  const zone = zoneOf(match[6]);
  if (zone === undefined) return undefined;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}${fraction ? `.${fraction.padEnd(3, '0')}` : ''}${zone}`;
}

function zoneOf(written: string | undefined): string | undefined {
  if (!written) return '';
  if (/^[a-z]/i.test(written)) return 'Z';
  const digits = written.slice(1).replace(':', '').padEnd(4, '0');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 14 || minutes > 59) return undefined;
  return hours === 0 && minutes === 0 ? 'Z' : `${written[0]}${two(hours)}:${two(minutes)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** A moment's place in time, in ms: exact where it has an offset, else as if its local time were UTC. */
export function roughTime(when: When): number {
  if (when.length === 10) return Date.parse(`${when}T00:00:00Z`);
  return Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(when) ? when : `${when}Z`);
}

/**
 * Does a moment lie after the day that the data is from? Only what is more than a day later for sure does: neither need
 * say its zone.
 */
export function isAfterData(when: When, fetchedAt: When | undefined): boolean {
  return fetchedAt !== undefined && roughTime(when) > roughTime(fetchedAt) + 86_400_000;
}

/** Is this an instant or a local time, so that a zone is needed to know its day? */
export function hasTime(when: When): boolean {
  return when.length > 10;
}

/** The day of a moment: an instant's in the data's zone where that is known, else the day as it is written. */
export function dayIn(when: When, timeZone: string | undefined): PlainDate {
  if (timeZone === undefined || !/(Z|[+-]\d{2}:\d{2})$/.test(when) || when.length === 10)
    return when.slice(0, 10);
  const day = dayOf(when, timeZone);
  return day === undefined ? when.slice(0, 10) : formatDay(day);
}

/** What the cells of one date column say about themselves. */
export interface DateEvidence {
  /** Dates of three numbers without a leading four-digit year. */
  ambiguous: number;
  firstOver12: number;
  secondOver12: number;
  firstOver31: number;
  /** Written with points, as no American does. */
  dotted: number;
  /** Cells with a time of day, and those of them at midnight without an offset. */
  timed: number;
  midnight: number;
  dateOnly: number;
}

export function noDateEvidence(): DateEvidence {
  return {
    ambiguous: 0,
    firstOver12: 0,
    secondOver12: 0,
    firstOver31: 0,
    dotted: 0,
    timed: 0,
    midnight: 0,
    dateOnly: 0,
  };
}

/** Adds one cell to a column's evidence. */
export function weighDate(text: string, evidence: DateEvidence): void {
  if (CANONICAL.test(text)) {
    evidence.dateOnly += 1;
    return;
  }
  const three = THREE_NUMBERS.exec(text);
  if (three) {
    evidence.ambiguous += 1;
    const first = Number(three[1]);
    if (first > 31) evidence.firstOver31 += 1;
    else if (first > 12) evidence.firstOver12 += 1;
    if (Number(three[3]) > 12) evidence.secondOver12 += 1;
    if (three[2] === '.') evidence.dotted += 1;
  }
  const time = three ? three[5] : YEAR_FIRST.exec(text)?.[5];
  if (time === undefined) evidence.dateOnly += 1;
  else {
    evidence.timed += 1;
    if (/^0?0:00(:00([.,]0+)?)?$/.test(time)) evidence.midnight += 1;
  }
}

/** Do all times of the column say midnight? Then its source has a date there, not a time. */
export function isDateColumn(evidence: DateEvidence): boolean {
  return evidence.timed > 0 && evidence.timed === evidence.midnight;
}

/** What the column's own values say of their order: `undefined` if all of them read both ways. */
export function orderFrom(evidence: DateEvidence): DateOrder | undefined {
  const { firstOver12, secondOver12, firstOver31, dotted, ambiguous } = evidence;
  if (firstOver31 > firstOver12 && firstOver31 > secondOver12) return 'ymd';
  if (firstOver12 !== secondOver12) return firstOver12 > secondOver12 ? 'dmy' : 'mdy';
  return dotted > 0 && dotted === ambiguous ? 'dmy' : undefined;
}

const MONTH_FIRST = /^(en|es)(-[a-z]{4})?-(us|ph|fm|pr|gu|as|mp|um|vi|mh|pw)\b/i;
const YEAR_FIRST_LANGUAGES = /^(zh|ja|ko|hu|lt|mn)\b/i;

/** The order in which a reader of this locale writes day and month; English without a place counts as American. */
export function orderOfLocale(locale: string | undefined): DateOrder {
  if (!locale || /^en$/i.test(locale) || MONTH_FIRST.test(locale)) return 'mdy';
  return YEAR_FIRST_LANGUAGES.test(locale) ? 'ymd' : 'dmy';
}
