import { linear } from './scale.js';
import type { LinearScale } from './scale.js';

/** Lines across at most, zero among them; one fewer at least. */
const LINES = 5;
/** Between two of them, in shares of the range's power of ten: the roundest that gives enough lines. */
const STEPS = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 0.15, 0.3, 0.4, 0.6, 1.5] as const;
/** Above the highest value. */
const HEADROOM = 1.04;

/**
 * A scale of money that holds zero and all values, and four or five round values of it. Where every value is zero it
 * is as high as 1, so that zero lies at the foot.
 */
export function moneyScale(
  values: Iterable<number | null>,
  range: readonly [number, number],
): { readonly y: LinearScale; readonly ticks: readonly number[] } {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  // Less than any currency can say is nothing, and has no round values.
  const isFlat = high - low < 1e-6;
  const domain = [low * HEADROOM, isFlat ? 1 : high * HEADROOM] as const;
  const y = linear(domain, range);
  if (isFlat) return { y, ticks: [0] };
  const power = 10 ** Math.floor(Math.log10(domain[1] - domain[0]));
  for (const step of STEPS.map((part) => part * power)) {
    const [first, last] = [Math.ceil(domain[0] / step), Math.floor(domain[1] / step)];
    const count = last - first + 1;
    if (count < LINES - 1 || count > LINES) continue;
    return { y, ticks: Array.from({ length: count }, (_, at) => roundTo(step, first + at)) };
  }
  return { y, ticks: y.ticks(LINES - 2) };
}

/** A multiple of a step without the dust of binary fractions; no negative zero. */
const roundTo = (step: number, times: number): number => Number((step * times).toPrecision(12)) + 0;
