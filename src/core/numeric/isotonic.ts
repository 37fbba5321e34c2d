/**
 * Isotonic regression: the values that never fall from one to the next and lie nearest to those given, by least
 * squares. Pools neighbours that are out of order (pool adjacent violators), O(n).
 * @param values in the order in which they should grow
 * @param weights above 0, default 1
 * @example isotonic([1, 3, 2]) // [1, 2.5, 2.5]
 */
export function isotonic(values: readonly number[], weights?: readonly number[]): readonly number[] {
  const pools: { mean: number; weight: number; length: number }[] = [];
  for (const [i, value] of values.entries()) {
    let pool = { mean: value, weight: weights?.[i] ?? 1, length: 1 };
    for (let last = pools.at(-1); last !== undefined && last.mean > pool.mean; last = pools.at(-1)) {
      pools.pop();
      const weight = last.weight + pool.weight;
      pool = {
        mean: (last.mean * last.weight + pool.mean * pool.weight) / weight,
        weight,
        length: last.length + pool.length,
      };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, length }) => Array.from({ length }, () => mean));
}

/** A function that never falls, by its values at `at` (ascending, each once). */
export interface MonotoneCurve {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/**
 * Isotonic calibration: for each probability that was given, the share that came, made to grow with it. Cases of one
 * probability count as one with their mean.
 * @param outcomes 1 it happened, 0 it did not; or a share of `weights[i]` cases
 */
export function isotonicCalibration(
  probabilities: readonly number[],
  outcomes: readonly number[],
  weights?: readonly number[],
): MonotoneCurve {
  const sums = new Map<number, { weight: number; came: number }>();
  for (const [i, p] of probabilities.entries()) {
    const weight = weights?.[i] ?? 1;
    const sum = sums.get(p) ?? { weight: 0, came: 0 };
    sum.weight += weight;
    sum.came += weight * (outcomes[i] ?? NaN);
    sums.set(p, sum);
  }
  const sorted = [...sums].sort(([a], [b]) => a - b);
  return {
    at: sorted.map(([p]) => p),
    values: isotonic(
      sorted.map(([, { came, weight }]) => came / weight),
      sorted.map(([, { weight }]) => weight),
    ),
  };
}
