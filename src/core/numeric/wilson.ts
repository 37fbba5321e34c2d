import { normalQuantile } from './normal.js';

/** An interval of a share, 0..1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share (no continuity correction): the shares that the count would not contradict at
 * this level. Never wider than [0, 1], and sensible for small n, where p ± z·√(p(1−p)/n) is not.
 * @param level coverage, default 0.95
 * @returns null where n is 0 or less.
 * @example wilson(8, 10) // { low: 0.4901625, high: 0.9433178 }
 */
export function wilson(successes: number, n: number, level = 0.95): Interval | null {
  if (!(n > 0)) return null;
  const z = normalQuantile(0.5 + level / 2);
  const p = successes / n;
  const z2 = (z * z) / n;
  const centre = (p + z2 / 2) / (1 + z2);
  const half = (z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n))) / (1 + z2);
  return {
    low: successes <= 0 ? 0 : Math.max(0, centre - half),
    high: successes >= n ? 1 : Math.min(1, centre + half),
  };
}
