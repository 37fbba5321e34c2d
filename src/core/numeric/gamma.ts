/** The gamma function, the gamma distribution, and the factors both and the beta distribution stand on. */
import { normalCdf } from './normal-cdf.js';
import { normalQuantile, polynomial } from './normal.js';
import { newtonStep } from './newton.js';

const HALF_LOG_TAU = 0.9189385332046727;
const SQRT_TAU = 2.5066282746310007;

/** (−1)^k (ζ(k) − 1) / k for k = 2, 3, …: log Γ(2 + z) = (1 − γ) z + Σ … z^k, |z| ≤ ½. */
const ABOUT_TWO = [
  0.42278433509846714, 0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673985,
  0.0028905103307415233, -0.0011927539117032608, 0.0005096695247430425, -0.0002231547584535794,
  0.00009945751278180853, -0.00004492623673813314, 0.000020507212775670692, -0.000009439488275268396,
  0.000004374866789907488, -0.0000020392157538013662, 9.551412130407419e-7, -4.492469198764566e-7,
  2.1207184805554665e-7, -1.00432248239681e-7, 4.769810169363981e-8, -2.2711094608943165e-8,
  1.0838659214896954e-8, -5.183475041970047e-9, 2.4836745438024783e-9, -1.192140140586091e-9,
  5.731367241678862e-10, -2.7595228851242331e-10, 1.330476437424449e-10,
];

/** B_2k / (2k (2k − 1)): Stirling's series in 1/x². */
const STIRLING = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953,
  0.0008417508417508417, -0.0019175269175269176, 0.00641025641025641,
];

/** log Γ(x) less its leading terms (x − ½) log x − x + ½ log 2π, for x ≥ 10: the series is exact to the last digit. */
const stirlingRest = (x: number): number => polynomial(STIRLING, 1 / (x * x)) / x;

/**
 * log Γ(x), relative error about 1e-15, also beside its zeros at 1 and 2.
 * @returns Infinity at 0, NaN below.
 * @example logGamma(10) // 12.801827480081469, log 9!
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x >= 10) return x === Infinity ? x : (x - 0.5) * Math.log(x) - x + HALF_LOG_TAU + stirlingRest(x);
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  if (x < 1.5) return (x - 1) * polynomial(ABOUT_TWO, x - 1) - Math.log1p(x - 1);
  let factor = 1;
  let z = x;
  while (z >= 2.5) factor *= --z;
  return Math.log(factor) + (z - 2) * polynomial(ABOUT_TWO, z - 2);
}

/** −B_2k / 2k: ψ(x) = log x − 1/2x + Σ … x^−2k. */
const DIGAMMA = [
  -0.08333333333333333, 0.008333333333333333, -0.003968253968253968, 0.004166666666666667,
  -0.007575757575757576, 0.021092796092796094, -0.08333333333333333,
];
/** B_2k: ψ′(x) = 1/x + 1/2x² + Σ … x^−(2k+1). */
const TRIGAMMA = [
  0.16666666666666666, -0.03333333333333333, 0.023809523809523808, -0.03333333333333333, 0.07575757575757576,
  -0.2531135531135531, 1.1666666666666667,
];

/** ψ(x), the derivative of log Γ, for x > 0; NaN elsewhere. @example digamma(1) // −0.5772156649015329 */
export function digamma(x: number): number {
  if (!(x > 0)) return NaN;
  let shift = 0;
  for (; x < 10; x++) shift += 1 / x;
  const r = 1 / (x * x);
  return Math.log(x) - 0.5 / x + r * polynomial(DIGAMMA, r) - shift;
}

/** ψ′(x), the derivative of {@link digamma}, for x > 0; NaN elsewhere. @example trigamma(1) // π²/6 */
export function trigamma(x: number): number {
  if (!(x > 0)) return NaN;
  let shift = 0;
  for (; x < 10; x++) shift += 1 / (x * x);
  const r = 1 / (x * x);
  return shift + 1 / x + 0.5 * r + (r / x) * polynomial(TRIGAMMA, r);
}

/** d − log(1 + d) without cancellation: 0 and flat at d = 0. */
function excess(d: number): number {
  if (Math.abs(d) > 0.3) return d - Math.log1p(d);
  // log(1 + d) = 2 artanh(r); its first term and d are taken together.
  const r = d / (2 + d);
  const r2 = r * r;
  let sum = 0;
  let power = r2;
  for (let k = 3; ; k += 2) {
    const next = sum + power / k;
    if (next === sum) break;
    sum = next;
    power *= r2;
  }
  return r * (d - 2 * sum);
}

/**
 * log Γ(x + 1) less (x + ½) log x − x + ½ log 2π.
 * Loader's "stirlerr": with {@link deviance} it gives probabilities of large counts without the cancellation of
 * logarithms of factorials (C. Loader, Fast and accurate computation of binomial probabilities, 2000).
 */
export const stirlingError = (x: number): number =>
  x >= 10 ? stirlingRest(x) : logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TAU;

/** x log(x / m) + m − x, Loader's "bd0", for x > 0 and m > 0. */
export function deviance(x: number, m: number): number {
  const d = (m - x) / x;
  return Math.abs(d) > 0.3 ? x * Math.log(x / m) + (m - x) : x * excess(d);
}

/** x^a e^−x / Γ(a + 1). */
export function gammaTerm(a: number, x: number): number {
  if (a < 10) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  return Math.exp(-stirlingError(a) - deviance(a, x)) / (SQRT_TAU * Math.sqrt(a));
}

/** Temme's coefficients C_k(η), powers of η, from a = {@link TEMME_FROM} on and |x − a| < 0.3 a. */
const TEMME = [
  [
    -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073,
    0.0003527336860670194, -0.0001787551440329218, 0.00003919263178522438, -0.0000021854485106799924,
    -0.0000018540622107151599, 8.296711340953086e-7, -1.7665952736826078e-7, 6.7078535434014985e-9,
    1.0261809784240308e-8, -4.382036018453353e-9, 9.14769958223679e-10, -2.551419399494625e-11,
  ],
  [
    -0.001851851851851852, -0.003472222222222222, 0.0026455026455026454, -0.0009902263374485597,
    0.000205761316872428, -4.018775720164609e-7, -0.000018098550334489977, 0.000007649160916081111,
    -0.0000016120900894563446, 4.647127802807434e-9, 1.378633446915721e-7,
  ],
  [
    0.004133597883597884, -0.0026813271604938273, 0.000771604938271605, 0.0000020093878600823043,
    -0.00010736653226365161, 0.000052923448829120125, -0.000012760635188618728,
  ],
  [0.0006494341563786008, 0.00022947209362139918, -0.0004691894943952557],
] as const;
const TEMME_FROM = 20_000;

/** By Temme's uniform expansion (1979), for shapes so large that the series would take thousands of terms. */
function gammaTailOfLarge(a: number, x: number, isUpper: boolean): number {
  const d = (x - a) / a;
  const half = excess(d);
  const eta = Math.sign(d) * Math.sqrt(2 * half);
  let sum = 0;
  for (let k = TEMME.length - 1; k >= 0; k--) sum = sum / a + polynomial(TEMME[k]!, eta);
  const rest = (Math.exp(-a * half) / (SQRT_TAU * Math.sqrt(a))) * sum;
  const z = eta * Math.sqrt(a);
  return isUpper ? normalCdf(-z) + rest : normalCdf(z) - rest;
}

/** P(a, x), or Q(a, x) = 1 − P(a, x) where `isUpper`, each with its own relative accuracy. */
export function gammaTail(a: number, x: number, isUpper: boolean): number {
  if (!(a > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return isUpper ? 1 : 0;
  if (x === Infinity) return isUpper ? 0 : 1;
  if (a === Infinity) return isUpper ? 1 : 0;
  if (a >= TEMME_FROM && Math.abs(x - a) < 0.3 * a) return gammaTailOfLarge(a, x, isUpper);
  const term = gammaTerm(a, x);
  if (x < a + 1) {
    let sum = 1;
    let product = 1;
    for (let n = a + 1; product > sum * 1e-17; n++) sum += product *= x / n;
    const lower = term * sum;
    return isUpper ? 1 - lower : lower;
  }
  // Legendre's continued fraction, by Lentz's method.
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 100_000; i++) {
    const an = i * (a - i);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  const upper = term * a * fraction;
  return isUpper ? upper : 1 - upper;
}

/**
 * The regularised lower incomplete gamma function P(shape, x): the probability that a gamma variable of scale 1 lies
 * at or below x. Relative error about 1e-13.
 * @returns 0 for x ≤ 0, 1 at Infinity; NaN where the shape is not above 0.
 * @example gammaP(1, Math.LN2) // 0.5
 */
export const gammaP = (shape: number, x: number): number => gammaTail(shape, x, false);

/** 1 − {@link gammaP}, with its own relative accuracy where it is small. */
export const gammaQ = (shape: number, x: number): number => gammaTail(shape, x, true);

/**
 * The value that a gamma variable of scale 1 lies below with probability p.
 *
 * Solved on the scale of log x, where the logarithms of both tails are concave, so that Newton's method (with
 * Halley's correction) cannot run away.
 * @returns 0 and Infinity at p = 0 and 1; NaN for p outside of [0, 1] or a shape not above 0.
 * @example gammaQuantile(0.5, 1) // 0.6931471805599453
 */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p >= 0 && p <= 1 && shape > 0 && shape < Infinity)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? 0 : Infinity;
  const isUpper = p > 0.5;
  const target = Math.log(isUpper ? 1 - p : p);
  const scale = 1 + Math.sqrt(shape);
  let x = startOf(p, shape);
  for (let i = 0; i < 100 && x > 0; i++) {
    const tail = gammaTail(shape, x, isUpper);
    const step = newtonStep(tail, target, gammaTerm(shape, x) * shape, shape - x, isUpper);
    x *= Math.exp(step);
    if (Math.abs(step) * scale < 1e-5) break;
  }
  return x;
}

/** Wilson and Hilferty's cube of a normal variable; near 0, where that fails, the leading term of the series. */
function startOf(p: number, shape: number): number {
  const z = normalQuantile(p);
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (cube > 0.3 && shape > 0.3) return shape * cube ** 3;
  return Math.exp(Math.min((Math.log(p) + logGamma(shape + 1)) / shape, Math.log(shape + 20)));
}
