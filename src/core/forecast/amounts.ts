/** What deals are worth to the forecast: open ones by what was listed and what came of it, new ones by what was won lately. */
import type { Day } from '../view/types.js';
import { amountAt, type Book } from './book.js';
import { CAP, CREATED_DEALS, PRIOR_DEALS, RECENT, WON_WINDOW } from './constants.js';

/** First three moments about zero. */
export interface Moments {
  readonly mean: number;
  readonly second: number;
  readonly third: number;
}

export interface Amounts {
  /** No amount counts for more. Infinity with too few wins to say. */
  readonly cap: number;
  /** Won ÷ listed, and its squared coefficient of variation. */
  readonly ratio: number;
  readonly ratioSpread: number;
  /** Of a new deal that is won. */
  readonly fresh: Moments;
}

/** What the model takes a listed amount for: capped both ways, times what listed amounts were won for. 0 where unknown. */
export const usedAmount = (listed: number, { cap, ratio }: Amounts): number =>
  Number.isNaN(listed) ? 0 : Math.max(-cap, Math.min(cap, listed)) * ratio;

/** Learned from what was won before day `at`. Amounts below 0 (credits) count as they are, but teach neither cap nor ratio. */
export function learnAmounts(book: Book, at: Day): Amounts {
  const { closed, outcome, amount, created } = book;
  let wins = 0;
  let largest = 0;
  let pairs = 0;
  let won = 0;
  let listed = 0;
  for (let i = 0; i < closed.length; i++) {
    const value = amount[i] as number;
    if (outcome[i] !== 1 || (closed[i] as number) >= at || !(value > 0)) continue;
    wins++;
    largest = Math.max(largest, value);
    const before = amountAt(book, i, closed[i] as number);
    if (!(before > 0)) continue;
    pairs++;
    won += value;
    listed += before;
  }
  const cap = wins >= CAP.wins ? CAP.times * largest : Infinity;
  const doubt = pairs === 0 ? 1 : (PRIOR_DEALS * listed) / pairs;
  const ratio = (won + doubt) / (listed + doubt);
  const recent = new Sums();
  const made = new Sums();
  let off = 0;
  let squares = 0;
  for (let i = 0; i < closed.length; i++) {
    const value = amount[i] as number;
    if (outcome[i] === 1 && (closed[i] as number) < at && value > 0) {
      const before = amountAt(book, i, closed[i] as number);
      if (before > 0) {
        off += (value - ratio * before) ** 2;
        squares += before ** 2;
      }
      if ((closed[i] as number) >= at - WON_WINDOW) recent.add(Math.min(cap, value));
    }
    const start = created[i] as number;
    if (start >= at || start < at - RECENT) continue;
    const first = amountAt(book, i, at);
    if (first > 0) made.add(Math.min(cap, first) * ratio);
  }
  return {
    cap,
    ratio,
    ratioSpread: squares === 0 ? 0 : off / squares / ratio ** 2,
    fresh: recent.mixedWith(made, CREATED_DEALS),
  };
}

class Sums {
  #n = 0;
  #sums = [0, 0, 0];
  add(x: number): void {
    this.#n++;
    this.#sums = [this.#sums[0]! + x, this.#sums[1]! + x * x, this.#sums[2]! + x * x * x];
  }
  /** Moments of these and of `n` more at the moments of others. */
  mixedWith(others: Sums, n: number): Moments {
    const weight = others.#n === 0 ? 0 : n;
    const of = (k: 0 | 1 | 2): number =>
      this.#n + weight === 0
        ? 0
        : (this.#sums[k]! + (weight === 0 ? 0 : (weight * others.#sums[k]!) / others.#n)) /
          (this.#n + weight);
    return { mean: of(0), second: of(1), third: of(2) };
  }
}
