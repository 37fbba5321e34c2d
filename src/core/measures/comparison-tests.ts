/** Is a group's rate another one than that of the rest, and how many such findings may chance alone bring? */

/**
 * Fisher's exact test, two-sided: the chance that, were all rates alike, the wins had fallen on a group of `n` out of
 * `total` in a way no likelier than they did. Valid for any numbers, small ones too.
 * Two ways count as equally likely within a relative 1e-7, as in R's `fisher.test`.
 * @param wins of the group; `totalWins` those of all, the group among them
 * @returns 1 where group or rest is empty, or all alike
 * @example fisherTest(3, 4, 4, 8) // 0.4857142857…: the lady tasting tea
 */
export function fisherTest(wins: number, n: number, totalWins: number, total: number): number {
  const low = Math.max(0, n - (total - totalWins));
  const high = Math.min(n, totalWins);
  if (high <= low) return 1;
  const mode = Math.min(high, Math.max(low, Math.floor(((n + 1) * (totalWins + 1)) / (total + 2))));
  const masses = new Float64Array(high - low + 1);
  masses[mode - low] = 1;
  // From the likeliest outwards, by the ratio of neighbours: nothing overflows, and what is negligible becomes 0.
  for (let k = mode; k < high; k++)
    masses[k + 1 - low] =
      masses[k - low]! * (((totalWins - k) * (n - k)) / ((k + 1) * (total - totalWins - n + k + 1)));
  for (let k = mode; k > low; k--)
    masses[k - 1 - low] =
      masses[k - low]! * ((k * (total - totalWins - n + k)) / ((totalWins - k + 1) * (n - k + 1)));
  const limit = masses[wins - low]! * (1 + 1e-7);
  let sum = 0;
  let all = 0;
  for (const mass of masses) {
    all += mass;
    if (mass <= limit) sum += mass;
  }
  return Math.min(1, sum / all);
}

/**
 * Holm's adjustment: with it, the chance that any of the groups is found different where none is stays below the level
 * that adjusted values are held against, whatever the tests have to do with one another.
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const adjusted: number[] = Array<number>(values.length);
  let least = 0;
  for (const [rank, i] of order.entries()) {
    least = Math.max(least, Math.min(1, values[i]! * (values.length - rank)));
    adjusted[i] = least;
  }
  return adjusted;
}
