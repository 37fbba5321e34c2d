/** Sums of independent events that happen or not, each with a probability of its own: how many deals, how much money. */

/**
 * The Poisson-binomial distribution: entry k is the probability that k of the events happen. Exact, by adding one
 * event after the other; every term is positive, so nothing cancels. O(n²).
 * @example poissonBinomial([0.5, 0.5]) // [0.25, 0.5, 0.25]
 */
export function poissonBinomial(probabilities: readonly number[]): Float64Array {
  const mass = new Float64Array(probabilities.length + 1);
  mass[0] = 1;
  for (const [n, p] of probabilities.entries()) {
    for (let k = n + 1; k > 0; k--) mass[k] = mass[k]! * (1 - p) + mass[k - 1]! * p;
    mass[0] *= 1 - p;
  }
  return mass;
}

/** A distribution on a finite number of values, ascending. */
export interface Masses {
  readonly values: Float64Array;
  readonly masses: Float64Array;
}

/**
 * The exact distribution of the sum of amounts, each of which comes with its probability. Equal sums are one value, so
 * integer amounts (minor units) that repeat cost little; amounts that never add up alike double it each time.
 * @param limit of the number of values, default 2^20
 * @returns null where the sums take more values than that: then an approximation is due.
 * @example sumDistribution([2, 3], [0.5, 0.1]) // values 0 2 3 5, masses .45 .45 .05 .05
 */
export function sumDistribution(
  amounts: readonly number[],
  probabilities: readonly number[],
  limit = 2 ** 20,
): Masses | null {
  let [values, masses] = [Float64Array.of(0), Float64Array.of(1)];
  for (const [i, amount] of amounts.entries()) {
    const p = probabilities[i] ?? NaN;
    if (amount === 0 || p === 0) continue;
    const n = values.length;
    const merged = new Float64Array(2 * n);
    const weights = new Float64Array(2 * n);
    // With a negative amount the shifted values come first; the two ascending lists are merged all the same.
    let [a, b, size] = [0, 0, 0];
    while (a < n || b < n) {
      const stay = a < n ? values[a]! : Infinity;
      const shifted = b < n ? values[b]! + amount : Infinity;
      const value = Math.min(stay, shifted);
      let mass = 0;
      if (stay === value) mass += masses[a++]! * (1 - p);
      if (shifted === value) mass += masses[b++]! * p;
      merged[size] = value;
      weights[size++] = mass;
    }
    if (size > limit) return null;
    [values, masses] = [merged.slice(0, size), weights.slice(0, size)];
  }
  return { values, masses };
}

/**
 * The smallest value that the distribution stays at or below with probability p at least.
 * @example massQuantile({ values: Float64Array.of(1, 2), masses: Float64Array.of(0.5, 0.5) }, 0.5) // 1
 */
export function massQuantile({ values, masses }: Masses, p: number): number {
  let sum = 0;
  // Sums of masses miss a level that they reach exactly by some rounding.
  const index = masses.findIndex((mass) => (sum += mass) >= p - 1e-14);
  return values.at(index) ?? NaN;
}
