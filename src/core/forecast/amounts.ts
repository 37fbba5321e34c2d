/** What deals are worth to the forecast: open ones by what was listed and what came of it, new ones by what was won lately. */
import type { Day } from '../view/types.js';
import { amountAt, type Book } from './book.js';
import { CAP, CREATED_DEALS, PRIOR_DEALS, RECENT, WON_WINDOW } from './constants.js';

/** First two moments about zero. */
export interface Moments {
  readonly mean: number;
  readonly second: number;
}

export interface Amounts {
  /** No amount counts for more. Infinity with too few wins to say, and none that dwarfs the others. */
  readonly cap: number;
  /** Won ÷ listed, and its squared coefficient of variation. */
  readonly ratio: number;
  readonly ratioSpread: number;
  /** Of a new deal that is won. */
  readonly fresh: Moments;
  /** Of an open deal without an amount, when it is won: 0 where such deals stay without. */
  readonly unknown: Moments;
}

/**
 * What the model takes a listed amount for: capped both ways, times what listed amounts were won for. Where none is
 * listed, what is won lately, as far as such deals get an amount at all.
 */
export const usedAmount = (listed: number, { cap, ratio, unknown }: Amounts): number =>
  Number.isNaN(listed) ? unknown.mean : Math.max(-cap, Math.min(cap, listed)) * ratio;

/** Squared coefficient of variation of what a used amount turns out to be. */
export const spreadOf = (listed: number, { ratioSpread, unknown: { mean, second } }: Amounts): number =>
  Number.isNaN(listed) ? (mean === 0 ? 0 : second / mean ** 2 - 1) : ratioSpread;

/** The largest value, or where it and perhaps a few more dwarf all others, the largest of those. */
function largestUsual(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  for (let few = Math.min(last, Math.max(1, Math.floor(sorted.length * CAP.few))); few > 0; few--) {
    const usual = sorted[last - few] as number;
    if ((sorted[last - few + 1] as number) > CAP.dwarfs * usual) return usual;
  }
  return sorted[last] ?? 0;
}

/** No amount counts for more than the wins before day `at` (or, where they are few, all listed amounts) have shown. */
function capAt(book: Book, at: Day): number {
  const won: number[] = [];
  const listed: number[] = [];
  for (let i = 0; i < book.closed.length; i++) {
    if ((book.created[i] as number) >= at) continue;
    const amount = Math.abs(amountAt(book, i, at));
    if (!(amount > 0)) continue;
    listed.push(amount);
    if (book.outcome[i] === 1 && (book.closed[i] as number) < at && (book.amount[i] as number) > 0)
      won.push(amount);
  }
  if (won.length >= CAP.wins) return CAP.times * largestUsual(won);
  if (listed.length < CAP.wins) return Infinity;
  const usual = largestUsual(listed);
  return listed.some((amount) => amount > CAP.dwarfs * usual) ? CAP.times * usual : Infinity;
}

/**
 * Learned from what was won before day `at`, each amount up to the cap. Amounts below 0 (credits) count as they are, but
 * teach neither cap nor ratio.
 */
export function learnAmounts(book: Book, at: Day): Amounts {
  const { closed, outcome, created } = book;
  const cap = capAt(book, at);
  let pairs = 0;
  let won = 0;
  let listed = 0;
  for (let i = 0; i < closed.length; i++) {
    if (outcome[i] !== 1 || (closed[i] as number) >= at) continue;
    const value = Math.min(cap, amountAt(book, i, at));
    const before = Math.min(cap, amountAt(book, i, closed[i] as number));
    if (!(value > 0) || !(before > 0)) continue;
    pairs++;
    won += value;
    listed += before;
  }
  const doubt = pairs === 0 ? 1 : (PRIOR_DEALS * listed) / pairs;
  const ratio = (won + doubt) / (listed + doubt);
  const recent = new Sums();
  const made = new Sums();
  let off = 0;
  let squares = 0;
  for (let i = 0; i < closed.length; i++) {
    if (outcome[i] === 1 && (closed[i] as number) < at) {
      const value = Math.min(cap, amountAt(book, i, at));
      const before = Math.min(cap, amountAt(book, i, closed[i] as number));
      if (value > 0 && before > 0) {
        off += (value - ratio * before) ** 2;
        squares += before ** 2;
      }
      if (value > 0 && (closed[i] as number) >= at - WON_WINDOW) recent.add(value);
    }
    const start = created[i] as number;
    if (start >= at || start < at - RECENT) continue;
    const first = amountAt(book, i, at);
    if (first > 0) made.add(Math.min(cap, first) * ratio);
  }
  const fresh = recent.mixedWith(made, CREATED_DEALS);
  const { gained } = book.pricing;
  return {
    cap,
    ratio,
    ratioSpread: squares === 0 ? 0 : off / squares / ratio ** 2,
    fresh,
    unknown: { mean: gained * fresh.mean, second: gained * fresh.second },
  };
}

class Sums {
  #n = 0;
  #first = 0;
  #second = 0;
  add(x: number): void {
    this.#n++;
    this.#first += x;
    this.#second += x * x;
  }
  /** Moments of these and of `n` more at the moments of others. */
  mixedWith(others: Sums, n: number): Moments {
    const weight = others.#n === 0 ? 0 : n;
    const of = (own: number, other: number): number =>
      this.#n + weight === 0
        ? 0
        : (own + (weight === 0 ? 0 : (weight * other) / others.#n)) / (this.#n + weight);
    return { mean: of(this.#first, others.#first), second: of(this.#second, others.#second) };
  }
}
