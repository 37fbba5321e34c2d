import { digamma, logGamma, trigamma } from './gamma.js';

/** How often it happened of how many times, for one group (a rep, a stage, a segment). */
export interface Tally {
  readonly successes: number;
  readonly n: number;
}

/** A Beta(alpha, beta) distribution of the groups' rates. Its mean is alpha / (alpha + beta), its weight the sum. */
export interface BetaPrior {
  readonly alpha: number;
  readonly beta: number;
  /** Of the tallies, without the binomial coefficients. */
  readonly logLikelihood: number;
}

/** A prior heavier than this many cases says that the groups do not differ; the likelihood then has no maximum. */
const HEAVIEST = 1e7;

/** Log likelihood with its gradient and curvature by log alpha and log beta. */
function likelihoodAt(tallies: readonly Tally[], alpha: number, beta: number) {
  const sum = alpha + beta;
  const base = logGamma(alpha) + logGamma(beta) - logGamma(sum);
  const [da, db, ds] = [digamma(alpha), digamma(beta), digamma(sum)];
  const [ta, tb, ts] = [trigamma(alpha), trigamma(beta), trigamma(sum)];
  let [value, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (const { successes, n } of tallies) {
    const [x, y, z] = [successes + alpha, n - successes + beta, n + sum];
    value += logGamma(x) + logGamma(y) - logGamma(z) - base;
    a += digamma(x) - da - (digamma(z) - ds);
    b += digamma(y) - db - (digamma(z) - ds);
    ab += ts - trigamma(z);
    aa += trigamma(x) - ta;
    bb += trigamma(y) - tb;
  }
  return {
    value,
    a: alpha * a,
    b: beta * b,
    aa: alpha * alpha * (aa + ab) + alpha * a,
    bb: beta * beta * (bb + ab) + beta * b,
    ab: alpha * beta * ab,
  };
}

/**
 * Empirical Bayes for rates of groups: the Beta prior under which the tallies are likeliest (beta-binomial maximum
 * likelihood, by Newton's method). {@link posteriorMean} then draws each group's rate towards the prior's mean, small
 * groups more than large ones, so that 2 of 2 never beats 40 of 60.
 *
 * Where the groups differ no more than chance makes them, the likelihood grows for ever with the prior's weight: the
 * weight is then 10 million cases, which gives every group the pooled rate.
 * @returns null where it never happened, or always, or there is nothing: no prior can be learned.
 */
export function fitBetaBinomial(tallies: readonly Tally[]): BetaPrior | null {
  const groups = tallies.filter(({ n }) => n > 0);
  const successes = groups.reduce((sum, tally) => sum + tally.successes, 0);
  const n = groups.reduce((sum, tally) => sum + tally.n, 0);
  if (!(successes > 0 && successes < n)) return null;
  const pooled = successes / n;
  let [alpha, beta] = [2 * pooled, 2 * (1 - pooled)];
  let at = likelihoodAt(groups, alpha, beta);
  let damping = 0;
  for (let i = 0; i < 500; i++) {
    // The curvature, turned negative definite where it is not: then this climbs along the gradient.
    const [p, q] = [damping - at.aa, damping - at.bb];
    const determinant = p * q - at.ab * at.ab;
    if (!(p > 0 && determinant > 0)) {
      damping = Math.max(1e-3, 4 * damping);
      continue;
    }
    const stepA = clampStep((q * at.a + at.ab * at.b) / determinant);
    const stepB = clampStep((at.ab * at.a + p * at.b) / determinant);
    const [nextAlpha, nextBeta] = [alpha * Math.exp(stepA), beta * Math.exp(stepB)];
    const size = Math.max(Math.abs(stepA), Math.abs(stepB));
    const next = likelihoodAt(groups, nextAlpha, nextBeta);
    if (!(next.value >= at.value) && size > 1e-7) {
      damping = Math.max(1e-3, 4 * damping);
      continue;
    }
    [alpha, beta, at] = [nextAlpha, nextBeta, next];
    damping = damping < 1e-6 ? 0 : damping / 8;
    if (size < 1e-13) break;
    if (alpha + beta > HEAVIEST) {
      [alpha, beta] = [HEAVIEST * pooled, HEAVIEST * (1 - pooled)];
      at = likelihoodAt(groups, alpha, beta);
      break;
    }
  }
  return { alpha, beta, logLikelihood: at.value };
}

const clampStep = (step: number): number => Math.max(-2, Math.min(2, step));

/** The log likelihood of tallies under a Beta prior of their rates, without the binomial coefficients. */
export const betaBinomialLogLikelihood = (
  tallies: readonly Tally[],
  { alpha, beta }: Pick<BetaPrior, 'alpha' | 'beta'>,
): number => likelihoodAt(tallies, alpha, beta).value;

/**
 * A group's rate after its own tally: a mean of the tally's and the prior's, weighted by their cases.
 * @example posteriorMean({ successes: 2, n: 2 }, { alpha: 2, beta: 2 }) // 2/3
 */
export const posteriorMean = (
  { successes, n }: Tally,
  { alpha, beta }: Pick<BetaPrior, 'alpha' | 'beta'>,
): number => (successes + alpha) / (n + alpha + beta);
