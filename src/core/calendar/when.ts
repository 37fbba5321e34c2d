/** From what data writes as a moment to instants (epoch milliseconds) and to days of a zone, and back. */
import type { WhenInput } from '../model.js';
import type { Day } from '../view/types.js';
import { DAY_MS, digitsAt, leadingDay, parseDay } from './days.js';
import { offsetAt } from './zone.js';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** An instant, or a wall clock reading (as if it were UTC) whose instant depends on the zone. */
interface Reading {
  readonly ms: number;
  readonly local: boolean;
}

/** Reads hours, minutes, seconds, fraction and offset of `YYYY-MM-DDTHH:mm[:ss[.f]][Z|±HH[:mm]]`. */
function readDateTime(text: string): Reading | undefined {
  const day = leadingDay(text);
  const separator = text.charCodeAt(10) | 32; // T or t; a space stays one
  const hour = digitsAt(text, 11, 2);
  const minute = digitsAt(text, 14, 2);
  if (day === undefined || (separator !== 116 && separator !== 32) || hour < 0 || hour > 23) return undefined;
  if (text.charCodeAt(13) !== 58 || minute < 0 || minute > 59) return undefined;
  let at = 16;
  let ms = day * DAY_MS + (hour * 60 + minute) * 60_000;
  if (text.charCodeAt(at) === 58) {
    const second = digitsAt(text, at + 1, 2);
    if (second < 0 || second > 60) return undefined;
    ms += Math.min(second, 59) * 1000; // a leap second is the second before it, as in Temporal
    at += 3;
    const mark = text.charCodeAt(at);
    if (mark === 46 || mark === 44) {
      const start = ++at;
      while (isDigit(text.charCodeAt(at))) at++;
      if (at === start) return undefined;
      ms += digitsAt(text.slice(start, Math.min(at, start + 3)).padEnd(3, '0'), 0, 3);
    }
  }
  if (at === text.length) return { ms, local: true };
  const sign = text.charCodeAt(at);
  if ((sign | 32) === 122) return at + 1 === text.length ? { ms, local: false } : undefined;
  if (sign !== 43 && sign !== 45) return undefined;
  const hours = digitsAt(text, at + 1, 2);
  const minutesAt = at + (text.charCodeAt(at + 3) === 58 ? 4 : 3);
  const minutes = text.length === at + 3 ? 0 : digitsAt(text, minutesAt, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  if (text.length !== at + 3 && text.length !== minutesAt + 2) return undefined;
  return { ms: ms - (sign === 43 ? 1 : -1) * (hours * 60 + minutes) * 60_000, local: false };
}

/** The instant of a wall clock reading. What a clock skips is read with the offset before; what it shows twice is the first. */
function instantOfLocal(local: number, timeZone: string): number {
  if (timeZone === 'UTC') return local;
  const before = offsetAt(local - DAY_MS, timeZone);
  const after = offsetAt(local + DAY_MS, timeZone);
  if (before === after || offsetAt(local - before, timeZone) === before) return local - before;
  return offsetAt(local - after, timeZone) === after ? local - after : local - before;
}

/** The first instant of a day in a zone. Of a day that the zone skipped: the first instant after it. */
export const startOfDay = (day: Day, timeZone: string): number => instantOfLocal(day * DAY_MS, timeZone);

/** The day on the calendars of a zone at an instant. @example dayAt(Date.UTC(2026, 0, 1, 23), 'Europe/Berlin') // 20455 */
export const dayAt = (at: number, timeZone: string): Day =>
  Math.floor((at + offsetAt(at, timeZone)) / DAY_MS);

/**
 * The instant of a moment, in epoch milliseconds. A plain date is the start of that day in the zone; a date-time
 * without offset is read on the zone's wall clock: of an hour that occurs twice the first, an hour that is skipped
 * as if the clock had not been changed (Temporal's `compatible`). Digits below a millisecond are cut off.
 * @returns undefined where the text is no moment or names a day or time that does not exist.
 * @throws PipelineError `time-zone-unknown`
 * @example instantOf('2026-03-29T02:30', 'Europe/Berlin') // 1774747800000: 03:30 summer time
 */
export function instantOf(when: WhenInput, timeZone: string): number | undefined {
  if (typeof when === 'string') {
    if (when.length === 10) {
      const day = parseDay(when);
      return day === undefined ? undefined : startOfDay(day, timeZone);
    }
    const reading = readDateTime(when);
    if (reading === undefined) return undefined;
    return reading.local ? instantOfLocal(reading.ms, timeZone) : reading.ms;
  }
  const at = typeof when === 'number' ? when : when.getTime();
  return Math.abs(at) <= 8.64e15 ? at : undefined;
}

/**
 * The day of a moment in a zone: of a plain date that date itself, whatever the zone.
 * @returns undefined where the text is no moment.
 * @throws PipelineError `time-zone-unknown`
 * @example formatDay(dayOf('2026-03-01T23:30:00Z', 'Europe/Berlin')) // '2026-03-02'
 */
export function dayOf(when: WhenInput, timeZone: string): Day | undefined {
  if (typeof when === 'string' && when.length === 10) return parseDay(when);
  const at = instantOf(when, timeZone);
  return at === undefined ? undefined : dayAt(at, timeZone);
}
