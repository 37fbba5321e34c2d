/** Statistics of integer values that are given as counts: value → how often. */
export type Counts = ReadonlyMap<number, number>;

/** The values in ascending order with how many values lie at or before each. */
function cumulate(counts: Counts): {
  readonly values: number[];
  readonly upTo: number[];
  readonly n: number;
} {
  const values = [...counts.keys()].filter((value) => (counts.get(value) ?? 0) > 0).sort((a, b) => a - b);
  let n = 0;
  const upTo = values.map((value) => (n += counts.get(value) ?? 0));
  return { values, upTo, n };
}

/**
 * Quantiles of counted values, type 7 as in R: linear between the two neighbours of rank (n − 1) p.
 * @returns one figure a probability; null where there are no values.
 * @example countQuantiles(new Map([[1, 2], [4, 2]]), [0.5]) // [2.5]
 */
export function countQuantiles(counts: Counts, probabilities: readonly number[]): readonly (number | null)[] {
  const { values, upTo, n } = cumulate(counts);
  if (n === 0) return probabilities.map(() => null);
  const valueAt = (rank: number): number => values[upTo.findIndex((count) => count > rank)] ?? values.at(-1)!;
  return probabilities.map((p) => {
    const place = (n - 1) * p;
    const below = Math.floor(place);
    const low = valueAt(below);
    return low + (place - below) * (valueAt(Math.ceil(place)) - low);
  });
}
