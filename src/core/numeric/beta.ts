/** The beta distribution, and Student's t, which is one in disguise. */
import { deviance, logGamma, stirlingError } from './gamma.js';
import { newtonStep } from './newton.js';
import { normalCdf } from './normal-cdf.js';
import { normalQuantile } from './normal.js';

const TAU = 2 * Math.PI;

/** x^a y^b / B(a, b), with y = 1 − x: the density of log(x / y). */
function betaTerm(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  if (n < 10) return Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(n) - logGamma(a) - logGamma(b));
  // A small one has no Stirling series; the other two then nearly cancel, and do so without their leading terms.
  const rest = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const size = deviance(a, n * x) + deviance(b, n * y);
  return Math.exp(rest - size) * Math.sqrt((a * b) / (TAU * n));
}

/**
 * I_x(a, b) ÷ its leading term, for x below the mean: Didonato and Morris' continued fraction (ACM Transactions on
 * Mathematical Software 18, 1992), all of whose parts are positive, by Lentz's method.
 */
function fractionOf(a: number, b: number, x: number, y: number): number {
  const lead = a * y - b * x + 1;
  let c = (a * lead) / (a + 1);
  let d = 0;
  let fraction = c;
  for (let m = 1; m < 100_000; m++) {
    const odd = a + 2 * m - 1;
    const part = (m * (b - m) * x) / odd;
    const top = (((a + m - 1) * (a + b + m - 1)) / odd) * x * part;
    const bottom = m + part + ((a + m) * (lead + m * (2 - x))) / (odd + 2);
    d = 1 / (bottom + top * d);
    c = bottom + top / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return 1 / fraction;
}

/** I_x(a, b), or 1 − I_x(a, b) where `isUpper`; y = 1 − x is given so that neither end loses digits. */
function betaTail(a: number, b: number, x: number, y: number, isUpper: boolean): number {
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity) || Number.isNaN(x)) return NaN;
  if (x <= 0) return isUpper ? 1 : 0;
  if (y <= 0) return isUpper ? 0 : 1;
  if (x * (a + b + 2) > a + 1) return betaTail(b, a, y, x, !isUpper);
  const lower = betaTerm(a, b, x, y) * fractionOf(a, b, x, y);
  return isUpper ? 1 - lower : lower;
}

/**
 * The regularised incomplete beta function I_x(a, b): the probability that a beta variable lies at or below x.
 * Relative error about 1e-13.
 * @returns 0 for x ≤ 0, 1 for x ≥ 1; NaN where a or b is not above 0.
 * @example betaI(1, 4, 0.5) // 0.9375
 */
export const betaI = (a: number, b: number, x: number): number => betaTail(a, b, x, 1 - x, false);

/** The odds x / (1 − x) that a beta variable's lie below with probability p, p in (0, 1). */
function betaOddsQuantile(p: number, a: number, b: number): number {
  const isUpper = p > 0.5;
  const target = Math.log(isUpper ? 1 - p : p);
  const scale = 1 + Math.sqrt((a * b) / (a + b));
  let odds = startOf(p, a, b);
  for (let i = 0; i < 100 && odds > 0 && odds < Infinity; i++) {
    const x = odds / (1 + odds);
    const y = 1 / (1 + odds);
    const step = newtonStep(
      betaTail(a, b, x, y, isUpper),
      target,
      betaTerm(a, b, x, y),
      a * y - b * x,
      isUpper,
    );
    odds *= Math.exp(step);
    if (Math.abs(step) * scale < 1e-5) break;
  }
  return odds;
}

/** Carter's normal approximation of half the log odds; where a or b is small the leading term at that end. */
function startOf(p: number, a: number, b: number): number {
  if (a > 1 && b > 1) {
    const z = normalQuantile(p);
    const r = (z * z - 3) / 6;
    const s = 1 / (2 * a - 1);
    const t = 1 / (2 * b - 1);
    const h = 2 / (s + t);
    const w = (z * Math.sqrt(Math.max(h + r, h / 4))) / h + (t - s) * (r + 5 / 6 - 2 / (3 * h));
    return (a / b) * Math.exp(2 * w);
  }
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const low = (Math.log(p * a) + logBeta) / a;
  const high = (Math.log((1 - p) * b) + logBeta) / b;
  if (p <= 0.5 ? low < -0.5 : !(high < -0.5)) return Math.exp(Math.min(low, Math.log(a / b + 1)));
  return Math.exp(-Math.min(high, Math.log(b / a + 1)));
}

/**
 * The value that a beta variable lies below with probability p.
 *
 * Solved on the scale of log odds, where the logarithms of both tails are concave: Newton's method converges from
 * anywhere. Relative error about 1e-13.
 * @returns 0 and 1 at p = 0 and 1; NaN for p outside of [0, 1], or a or b not above 0.
 * @example betaQuantile(0.5, 1, 4) // 0.1591035847462855, 1 − 2^(−1/4)
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0 && a < Infinity && b < Infinity)) return NaN;
  if (p === 0 || p === 1) return p;
  const odds = betaOddsQuantile(p, a, b);
  return odds === Infinity ? 1 : odds / (1 + odds);
}

/**
 * The probability that Student's t with `df` degrees of freedom lies at or below t.
 * @param df above 0; Infinity is the normal distribution
 * @example studentT(1, 1) // 0.75
 */
export function studentT(t: number, df: number): number {
  if (df === Infinity) return normalCdf(t);
  if (!(df > 0) || Number.isNaN(t)) return NaN;
  const square = t * t;
  if (square === Infinity) return t < 0 ? 0 : 1;
  const x = df / (df + square);
  const half = betaTail(df / 2, 0.5, x, square / (df + square), false) / 2;
  return t < 0 ? half : 1 - half;
}

/**
 * The value that Student's t with `df` degrees of freedom lies below with probability p.
 * @param df above 0; Infinity is the normal distribution
 * @returns ∓Infinity at p = 0 and 1; NaN for p outside of [0, 1].
 * @example studentQuantile(0.75, 1) // 1
 */
export function studentQuantile(p: number, df: number): number {
  if (df === Infinity) return normalQuantile(p);
  if (!(p >= 0 && p <= 1 && df > 0)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p === 0.5) return 0;
  const tail = p < 0.5 ? p : 1 - p;
  // t² / df = (1 − x) / x for a beta variable x: from the tail, or, about the middle, from the other end.
  const odds =
    tail < 0.25
      ? 1 / betaOddsQuantile(2 * tail, df / 2, 0.5)
      : betaOddsQuantile(2 * Math.abs(p - 0.5), 0.5, df / 2);
  const size = Math.sqrt(df * odds);
  return p < 0.5 ? -size : size;
}

/**
 * The smallest count that a negative binomial variable stays at or below with probability p at least: a Poisson
 * variable whose mean is gamma distributed with this mean and shape `size`.
 * @returns Infinity at p = 1, NaN outside of [0, 1].
 * @example negativeBinomialQuantile(0.5, 20, 5) // 19
 */
export function negativeBinomialQuantile(p: number, mean: number, size: number): number {
  if (!(p >= 0 && p <= 1 && mean >= 0 && size > 0)) return NaN;
  if (p === 1) return Infinity;
  if (mean === 0) return 0;
  const reaches = (count: number): boolean =>
    // Twice the rounding of the probability itself, so that p = P(X ≤ k) gives k.
    betaTail(size, count + 1, size / (size + mean), mean / (size + mean), false) >= p * (1 - 1e-14);
  let below = -1;
  let at = Math.ceil(mean);
  while (!reaches(at)) {
    below = at;
    at *= 2;
  }
  while (at - below > 1) {
    const middle = Math.floor((below + at) / 2);
    if (reaches(middle)) at = middle;
    else below = middle;
  }
  return at;
}

/** log B(a, b). */
export function logBeta(a: number, b: number): number {
  const n = a + b;
  if (n < 10) return logGamma(a) + logGamma(b) - logGamma(n);
  // Directly, as the term's own parts: x = a / n makes both deviances 0.
  return (
    stirlingError(a) +
    stirlingError(b) -
    stirlingError(n) +
    a * Math.log(a / n) +
    b * Math.log(b / n) -
    Math.log((a * b) / (TAU * n)) / 2
  );
}
