/** Whether probabilities hold: of the deals given 30 %, were 30 % won? */
import { sumOf } from './scores.js';

/** Cases whose probabilities lie in [from, to); the last bin holds 1 as well. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean probability given; null in an empty bin. */
  readonly mean: number | null;
  /** Share of the cases in which it happened; null in an empty bin. */
  readonly share: number | null;
}

/**
 * The rows of a reliability diagram: bins of equal width.
 * @param outcomes 1 it happened, 0 it did not; or a share of `weights[i]` cases
 * @param weights how many cases each stands for; default 1
 * @param bins how many, default 10
 */
export function calibrationBins(
  probabilities: readonly number[],
  outcomes: readonly number[],
  { bins = 10, weights }: { readonly bins?: number; readonly weights?: readonly number[] } = {},
): readonly CalibrationBin[] {
  const cases = Array.from({ length: bins }, (): number[] => []);
  for (const [i, p] of probabilities.entries()) cases[binOf(p, bins)]?.push(i);
  const weightOf = (i: number): number => weights?.[i] ?? 1;
  return cases.map((ids, bin) => {
    const n = sumOf(ids.map(weightOf));
    const meanOf = (values: readonly number[]): number | null =>
      n > 0 ? sumOf(ids.map((i) => weightOf(i) * (values[i] ?? NaN))) / n : null;
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      n,
      mean: meanOf(probabilities),
      share: meanOf(outcomes),
    };
  });
}

/** Compares with the edges themselves: 0.7 × 10 is 7, but 0.29 × 100 is 28.999…. */
function binOf(p: number, bins: number): number {
  let bin = Math.min(bins - 1, Math.floor(p * bins));
  if (bin + 1 < bins && p >= (bin + 1) / bins) bin++;
  return bin;
}

/**
 * The expected calibration error: the mean distance between probability given and share that came, over bins of equal
 * width (default 10), weighted by their cases. 0 is perfect; with few cases a bin chance alone makes it larger.
 * @returns NaN without cases.
 * @example calibrationError([0.2, 0.2, 0.9], [0, 1, 1]) // 0.2333…, (2 × 0.3 + 0.1) / 3
 */
export function calibrationError(
  probabilities: readonly number[],
  outcomes: readonly number[],
  options?: { readonly bins?: number; readonly weights?: readonly number[] },
): number {
  const filled = calibrationBins(probabilities, outcomes, options).filter(({ n }) => n > 0);
  const missed = filled.map(({ n, mean, share }) => n * Math.abs((mean ?? NaN) - (share ?? NaN)));
  return sumOf(missed) / sumOf(filled.map(({ n }) => n));
}
