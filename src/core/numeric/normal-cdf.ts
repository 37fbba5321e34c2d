/**
 * The normal distribution's probabilities, by W. J. Cody's rational approximations (Mathematics of Computation 23, 1969;
 * the same as R's `pnorm`): relative error about 1e-15 in both tails.
 */
import { polynomial } from './normal.js';

const CENTRE_TOP = [
  18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287,
  0.065682337918207449113,
];
const CENTRE_BOTTOM = [
  45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1,
];
const MIDDLE_TOP = [
  9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711,
  597.27027639480026226, 93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764,
  1.0765576773720192317e-8,
];
const MIDDLE_BOTTOM = [
  19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091,
  6485.558298266760755, 1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1,
];
const FAR_TOP = [
  2.9112874951168792e-5, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639,
  0.21589853405795699, 0.02307344176494017303,
];
const FAR_BOTTOM = [
  7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118,
  1.28426009614491121, 1,
];
const SQRT_TAU = 2.5066282746310007;

/** Below −0.66: the tail alone. */
function lowerTail(x: number): number {
  const y = -x;
  // exp(−y²/2) in two factors, so that the rounding of y² does not reach the result.
  const head = Math.trunc(y * 16) / 16;
  const factor = Math.exp(-head * head * 0.5) * Math.exp(-(y - head) * (y + head) * 0.5);
  if (y < 5.656854249492381) return (factor * polynomial(MIDDLE_TOP, y)) / polynomial(MIDDLE_BOTTOM, y);
  const r = 1 / (y * y);
  const correction = (r * polynomial(FAR_TOP, r)) / polynomial(FAR_BOTTOM, r);
  return (factor * (1 / SQRT_TAU - correction)) / y;
}

/** The probability that a standard normal variable lies at or below x. @example normalCdf(−8) // 6.22e-16 */
export function normalCdf(x: number): number {
  if (Math.abs(x) <= 0.67448975) {
    const r = x * x;
    return 0.5 + (x * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r);
  }
  if (x < -40) return 0;
  return x < 0 ? lowerTail(x) : x > 40 ? 1 : 1 - lowerTail(-x);
}

/** The standard normal density. */
export const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / SQRT_TAU;
