/** Reading the hex text that says which open stages a deal visited (`DealFacts.mask`): bit k stands for the k-th open stage. */

const digit = (mask: string, place: number): number => {
  const value = parseInt(mask.charAt(mask.length - 1 - place), 16);
  return Number.isNaN(value) ? 0 : value;
};

/**
 * Whether bit `k` is set.
 * @example hasBit('5', 2) // true: 5 is 101
 */
export const hasBit = (mask: string, k: number): boolean => ((digit(mask, k >> 2) >> (k & 3)) & 1) === 1;

/**
 * The highest bit that is set, −1 where none is.
 * @example topBit('12') // 4: 12 (hex) is 1 0010
 */
export function topBit(mask: string): number {
  for (let place = mask.length - 1; place >= 0; place--) {
    const value = digit(mask, place);
    if (value > 0) return place * 4 + (31 - Math.clz32(value));
  }
  return -1;
}
