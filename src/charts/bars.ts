/** Bars from one zero line, as shares of the room they have. */

/** The values between which bars are drawn; zero is always within. */
export type Extent = readonly [least: number, most: number];

/** @example extentOf([5, -2, 8]) // [-2, 8] */
export function extentOf(values: Iterable<number>): Extent {
  let [least, most] = [0, 0];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** Where a value lies, 0..1; without any extent all lies at the start. */
export const shareIn = ([least, most]: Extent, value: number): number =>
  most > least ? Math.min(1, Math.max(0, (value - least) / (most - least))) : 0;

/**
 * A bar from zero to its value.
 * @example barOf([-2, 8], -1) // { from: 0.1, size: 0.1 }
 */
export function barOf(extent: Extent, value: number): { readonly from: number; readonly size: number } {
  const [zero, end] = [shareIn(extent, 0), shareIn(extent, value)];
  return { from: Math.min(zero, end), size: Math.abs(end - zero) };
}
