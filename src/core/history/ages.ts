/** Ages in bins: fine where most happens, coarse where little does. */

/** First age in days of each bin; the last one is open. */
export const AGE_EDGES: readonly number[] = Object.freeze([
  0, 1, 2, 3, 4, 5, 7, 9, 11, 14, 18, 22, 28, 35, 42, 50, 60, 70, 80, 90, 100, 110, 120, 135, 150, 180, 210,
  240, 300, 365,
]);

/** Bin of each age below the last edge. */
const BINS: readonly number[] = AGE_EDGES.slice(0, -1).flatMap((edge, bin) =>
  Array<number>((AGE_EDGES[bin + 1] as number) - edge).fill(bin),
);

/** The bin of an age. @example ageBin(6) // 5: days 5 and 6 */
export const ageBin = (age: number): number => BINS[age] ?? AGE_EDGES.length - 1;
