/** The days of the past at which a forecast would have stood where it stands now, and what was won after each. */
import { intervalOf, type CalendarOptions, type Period } from '../calendar/period.js';
import { monthOf, monthStart } from '../calendar/days.js';
import type { Day } from '../view/types.js';
import type { Book } from './book.js';
import { REPLAY } from './constants.js';
import type { ForecastGrain } from './types.js';

/** The period that `at` lies in and those after it. */
export function periodsFrom(at: Day, grain: ForecastGrain, n: number, calendar: CalendarOptions): Period[] {
  const periods: Period[] = [];
  for (let day = at; periods.length < n; ) {
    const period = intervalOf(day, grain, calendar);
    periods.push(period);
    day = period.to;
  }
  return periods;
}

/**
 * Earlier days, ascending, as far into their period as `at` is into its own: a forecast of a running month is judged by
 * forecasts of running months. At most `n`, none before enough history.
 */
export function originsBefore(at: Day, grain: ForecastGrain, n: number, earliest: Day): Day[] {
  const days: Day[] = [];
  for (let k = 1; days.length < n; k++) {
    const day = grain === 'week' ? at - 7 * k : monthsBack(at, grain === 'month' ? k : 3 * k);
    if (day < earliest + REPLAY.days) break;
    days.push(day);
  }
  return days.reverse();
}

function monthsBack(at: Day, months: number): Day {
  const month = monthOf(at);
  const start = monthStart(month - months);
  return Math.min(start + at - monthStart(month), monthStart(month - months + 1) - 1);
}

/**
 * Won amounts by day, so that any window's sum is one subtraction. Deals without an amount add nothing.
 * @param cap no amount counts for more
 */
export function wonByDay(
  { closed, outcome, amount: listed }: Book,
  cap = Infinity,
): (from: Day, to: Day) => number {
  const amount = cap === Infinity ? listed : listed.map((value) => Math.max(-cap, Math.min(cap, value)));
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < closed.length; i++) {
    if (outcome[i] !== 1) continue;
    first = Math.min(first, closed[i] as number);
    last = Math.max(last, closed[i] as number);
  }
  if (first > last || last - first > 200_000) return sumOneByOne({ closed, outcome, amount });
  const before = new Float64Array(last - first + 2);
  for (let i = 0; i < closed.length; i++) {
    const value = amount[i] as number;
    if (outcome[i] === 1 && !Number.isNaN(value)) before[(closed[i] as number) - first + 1]! += value;
  }
  for (let d = 1; d < before.length; d++) before[d]! += before[d - 1] as number;
  const upTo = (day: Day): number => before[Math.max(0, Math.min(before.length - 1, day - first))] as number;
  return (from, to) => upTo(to) - upTo(from);
}

/** Closing dates of the year 9999 beside those of today: no table of days. */
const sumOneByOne =
  ({ closed, outcome, amount }: Pick<Book, 'closed' | 'outcome' | 'amount'>) =>
  (from: Day, to: Day): number => {
    let sum = 0;
    for (let i = 0; i < closed.length; i++) {
      const day = closed[i] as number;
      const value = amount[i] as number;
      if (outcome[i] === 1 && day >= from && day < to && !Number.isNaN(value)) sum += value;
    }
    return sum;
  };
