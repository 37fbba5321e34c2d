/**
 * Scores of forecasts that say how sure they are: the lower, the better, and lowest in the long run for who states the
 * true distribution (proper scores; Gneiting and Raftery, JASA 102, 2007). A score of nothing is NaN.
 */
import { normalCdf, normalDensity } from '../numeric/normal-cdf.js';

/** A missing figure makes the sum NaN: no score is better than one of the rest. */
export const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/**
 * The pinball (quantile, check) loss of one quantile, in the unit of the values: short by 1 costs `level`, too much by
 * 1 costs 1 − `level`.
 * @param level of the quantile, 0..1
 * @example pinball(0.9, 5, 8) // 2.7
 */
export const pinball = (level: number, quantile: number, actual: number): number =>
  actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);

/**
 * The continuous ranked probability score as quantiles tell it: twice the mean pinball loss over the levels. With
 * evenly spread levels it tends to the exact score as they get closer.
 * @param levels 0..1, one a quantile
 * @example crpsOfQuantiles([0.5], [5], 8) // 3
 */
export const crpsOfQuantiles = (
  levels: readonly number[],
  quantiles: readonly number[],
  actual: number,
): number =>
  (2 * sumOf(levels.map((level, i) => pinball(level, quantiles[i] ?? NaN, actual)))) / levels.length;

/**
 * The continuous ranked probability score of a sample that stands for the distribution (its empirical distribution
 * function): mean |x − y| − ½ mean |x − x′| over all pairs. For one value it is the absolute error. O(n log n).
 * @example crpsOfSample([3, 5], 4) // 0.5, 1 − ½ × 1
 */
export function crpsOfSample(sample: readonly number[], actual: number): number {
  const n = sample.length;
  const sorted = Float64Array.from(sample).sort();
  // The sum over pairs i < j of x_j − x_i counts each value once for every smaller one and once against every larger.
  const apart = sumOf(sorted.map((x, i) => x * (2 * i + 1 - n)));
  return sumOf(sorted.map((x) => Math.abs(x - actual))) / n - apart / (n * n);
}

/**
 * The continuous ranked probability score of a normal distribution.
 * @param sd 0 gives the absolute error
 * @example gaussianCrps(0, 1, 0) // 0.23369498, (√2 − 1) / √π
 */
export function gaussianCrps(mean: number, sd: number, actual: number): number {
  if (sd === 0) return Math.abs(actual - mean);
  const z = (actual - mean) / sd;
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * normalDensity(z) - 1 / Math.sqrt(Math.PI));
}

/**
 * The Brier score: the mean squared distance between probabilities and what came (1 it happened, 0 it did not; or, in
 * a table of counts, the share in which it did).
 * @param weights how many cases each stands for; default 1
 * @example brier([0.8, 0.3], [1, 0]) // 0.065
 */
export function brier(
  probabilities: readonly number[],
  outcomes: readonly number[],
  weights?: readonly number[],
): number {
  const weightOf = (i: number): number => weights?.[i] ?? 1;
  return (
    sumOf(
      probabilities.map((p, i) => {
        const y = outcomes[i] ?? NaN;
        // With a share y of n cases: y of them missed by 1 − p, the others by p.
        return weightOf(i) * (y * (1 - p) ** 2 + (1 - y) * p * p);
      }),
    ) / sumOf(probabilities.map((_, i) => weightOf(i)))
  );
}

/** The share of actual values that lie within their ranges, both ends included. */
export const coverage = (
  lows: readonly number[],
  highs: readonly number[],
  actuals: readonly number[],
): number =>
  actuals.filter((actual, i) => actual >= (lows[i] ?? NaN) && actual <= (highs[i] ?? NaN)).length /
  actuals.length;
