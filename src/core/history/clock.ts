/** Moments read one after the other, for work that goes through all of them. */
import { DAY_MS, leadingDay } from '../calendar/days.js';
import { dayAt, instantOf, startOfDay } from '../calendar/when.js';
import type { When } from '../model.js';
import type { Day } from '../view/types.js';

const ZERO = 48;
/** Two digits of a text as a number; NaN or beyond 99 where one is not a digit. */
const pairAt = (text: string, i: number): number => {
  const tens = text.charCodeAt(i) - ZERO;
  const ones = text.charCodeAt(i + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
};

/**
 * What `momentOf` says, left in two fields instead of an object of its own: `at` and `day` are those of the last moment
 * that could be read. The same text twice is read once, and `YYYY-MM-DDTHH:mm:ss[.fff]Z`, which systems write, straight.
 */
export class Clock {
  /** Epoch milliseconds. */
  at = 0;
  day: Day = 0;
  readonly #timeZone: string;
  readonly #isUtc: boolean;
  #text = '';
  #isRead = false;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
    this.#isUtc = timeZone === 'UTC';
  }

  /** Whether there is a moment that can be read; only then fields have changed. */
  read(when: When | null | undefined): boolean {
    if (when === undefined || when === null) return false;
    if (when !== this.#text) {
      this.#text = when;
      this.#isRead = this.#readText(when);
    }
    return this.#isRead;
  }

  #readText(text: string): boolean {
    const { length } = text;
    if (length === 10) {
      const day = leadingDay(text);
      if (day === undefined) return false;
      this.at = this.#isUtc ? day * DAY_MS : startOfDay(day, this.#timeZone);
      this.day = day;
      return true;
    }
    if ((length === 20 || length === 24) && this.#readStraight(text, length)) return true;
    const at = instantOf(text, this.#timeZone);
    if (at === undefined) return false;
    this.at = at;
    this.day = dayAt(at, this.#timeZone);
    return true;
  }

  #readStraight(text: string, length: number): boolean {
    if (text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false;
    if (text.charCodeAt(length - 1) !== 90) return false;
    const hour = pairAt(text, 11);
    const minute = pairAt(text, 14);
    const second = pairAt(text, 17);
    if (hour > 23 || minute > 59 || second > 59) return false;
    let ms = 0;
    if (length === 24) {
      const hundreds = text.charCodeAt(20) - ZERO;
      const rest = pairAt(text, 21);
      if (text.charCodeAt(19) !== 46 || !(hundreds >= 0 && hundreds <= 9) || rest > 99) return false;
      ms = hundreds * 100 + rest;
    }
    const day = leadingDay(text);
    if (day === undefined) return false;
    this.at = day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
    this.day = this.#isUtc ? day : dayAt(this.at, this.#timeZone);
    return true;
  }
}
