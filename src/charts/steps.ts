/** Quantised scales: which of seven steps a value is drawn in. */

/** Ratios to a base at which the steps of a diverging scale meet: 35 % faster … 60 % slower. */
export const RATIO_BOUNDS: readonly number[] = [0.65, 0.8, 0.92, 1.08, 1.25, 1.6];

/** The middle of seven. */
export const MIDDLE_STEP = 4;

/**
 * The step of a value, 1 to one more than there are bounds; a value on a bound is in the step above it.
 * @example stepOf(1.3, RATIO_BOUNDS) // 6
 */
export const stepOf = (value: number, bounds: readonly number[]): number =>
  1 + bounds.reduce((steps, bound) => steps + (value >= bound ? 1 : 0), 0);

/**
 * The step of a value against a base. Against a base of 0 there is no ratio: 0 is in the middle, all above it in the
 * last step.
 */
export function divergingStep(value: number, base: number): number {
  if (base > 0) return stepOf(value / base, RATIO_BOUNDS);
  return value > 0 ? RATIO_BOUNDS.length + 1 : MIDDLE_STEP;
}

const NICE = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * Six round bounds of equal distance over [0, max], whole days at least.
 * @example evenBounds(33) // [5, 10, 15, 20, 25, 30]
 */
export function evenBounds(max: number): readonly number[] {
  const wanted = Math.max(1, max / 7);
  const unit = 10 ** Math.floor(Math.log10(wanted));
  const step = unit * (NICE.find((nice) => nice * unit >= wanted) ?? 10);
  return RATIO_BOUNDS.map((_, at) => Math.round(step * (at + 1) * 10) / 10);
}
