/** What the last weeks brought, carried forward: the opponent that every model of a pipeline has to beat, and half of what beats it. */
import type { Day } from '../view/types.js';
import { amountAt, type Book } from './book.js';
import { RECENT } from './constants.js';
import { medianCycle } from './pipeline.js';
import { byMonth, seasonOf } from './season.js';

/** Fewer days say nothing. */
const LEAST: Day = 21;
/** Window of the plain run-rate that replays are compared with. */
const PLAIN: Day = 56;

/** First day on which a pipeline could win at its usual pace: a median cycle after its first deal. */
function rampedUp(book: Book, at: Day): Day {
  let first = at;
  for (const day of book.created) if (day < first) first = day;
  return Math.max(book.since, first + medianCycle(book, at));
}

/** Won per day of the table before `at`: amounts, each up to the cap, and deals. */
function wonBefore(
  book: Book,
  from: Day,
  at: Day,
  cap = Infinity,
): { sums: Float64Array; deals: Float64Array } {
  const { closed, outcome } = book;
  const days = Math.max(0, at - from);
  const sums = new Float64Array(days);
  const deals = new Float64Array(days);
  for (let i = 0; i < closed.length; i++) {
    const day = (closed[i] as number) - from;
    if (outcome[i] !== 1 || day < 0 || day >= days) continue;
    deals[day]!++;
    const value = amountAt(book, i, at);
    if (!Number.isNaN(value)) sums[day]! += Math.max(-cap, Math.min(cap, value));
  }
  return { sums, deals };
}

/** The last eight weeks' won amount per day, times the days of each period. */
export function plainRunRate(book: Book, at: Day, ends: readonly number[]): Float64Array {
  const window = Math.max(1, Math.min(PLAIN, at - book.since));
  const rate = total(wonBefore(book, at - window, at).sums) / window;
  return perPeriod(ends, () => rate);
}

/**
 * The last twelve weeks', freed of the season in which they lie and given that of the days to come. Ramp-up is not counted.
 * @param cap no amount counts for more
 */
export function seasonalRunRate(book: Book, at: Day, ends: readonly number[], cap = Infinity): Float64Array {
  const start = rampedUp(book, at);
  const window = Math.max(LEAST, Math.min(RECENT, at - start));
  const { deals } = wonBefore(book, start, at);
  const season = seasonOf(byMonth(start, at, (day) => ({ won: deals[day - start] as number, expected: 1 })));
  const { sums } = wonBefore(book, at - window, at, cap);
  let normal = 0;
  for (let day = at - window; day < at; day++) normal += season?.(day) ?? 1;
  const rate = total(sums) / normal;
  return perPeriod(ends, (day) => rate * (season?.(at + day) ?? 1));
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function perPeriod(ends: readonly number[], rate: (day: number) => number): Float64Array {
  let from = 0;
  return Float64Array.from(ends, (end) => {
    let sum = 0;
    for (; from < end; from++) sum += rate(from);
    return sum;
  });
}
