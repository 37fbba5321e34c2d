/**
 * Instants of the demo as minutes since 1970-01-01T00:00Z. They are drawn between 07:00 and 16:00 UTC, so that the UTC
 * day and the day in Berlin are the same one.
 */
import { between, type Random } from './draw.js';

export type Minute = number;
export const minutesADay = 1440;

export function minuteOf(plainDate: string, time = '00:00'): Minute {
  return Date.parse(`${plainDate}T${time}:00Z`) / 60_000;
}

export function dayOf(minute: Minute): number {
  return Math.floor(minute / minutesADay);
}

export function instant(minute: Minute): string {
  return new Date(minute * 60_000).toISOString().replace('.000Z', 'Z');
}

export function plainDate(day: number): string {
  return new Date(day * minutesADay * 60_000).toISOString().slice(0, 10);
}

/** Saturdays and Sundays become the Monday after them. */
export function workday(day: number): number {
  // 1970-01-01 was a Thursday.
  const weekday = (day + 4) % 7;
  return weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day;
}

/** A moment in office hours of the day on which `minute` falls, but at least half an hour after `after`. */
export function inOfficeHours(random: Random, minute: Minute, after: Minute): Minute {
  const drawn = workday(dayOf(minute)) * minutesADay + between(random, 7 * 60, 16 * 60 - 1);
  return Math.max(drawn, after + between(random, 30, 90));
}
