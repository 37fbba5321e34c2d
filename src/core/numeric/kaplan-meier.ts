import type { Counts } from './counts.js';

/** Durations by age: how many ended at it, how many were still running when last seen at it. */
export interface Durations {
  readonly ended: Counts;
  readonly running: Counts;
  /** Delayed entry: how many of them were watched only from this age on, that is at ages greater than it. */
  readonly joined?: Counts;
}

/** A step function: from `ages[i]` on, `survival[i]` of the durations last longer. Before the first age it is 1. */
export interface SurvivalCurve {
  readonly ages: readonly number[];
  readonly survival: readonly number[];
  readonly atRisk: readonly number[];
  readonly ended: readonly number[];
}

/**
 * Kaplan–Meier's product-limit estimate from counts by age. A duration is at risk at every age up to the one at which
 * it ended or was last seen, that one included, and, with delayed entry, only after the age at which it joined (R's
 * `Surv(start, stop]`). Durations of 0 days count: they are at risk at age 0.
 *
 * With delayed entry few may be at risk early on; where all of them end at one age the curve is 0 from there, as in R.
 *
 * @example kaplanMeier({ ended: new Map([[2, 1], [4, 1]]), running: new Map([[3, 1]]) }).survival // [2/3, 2/3, 0]
 */
export function kaplanMeier({
  ended,
  running,
  joined = new Map<number, number>(),
}: Durations): SurvivalCurve {
  const ascending = (a: number, b: number): number => a - b;
  const ages = [...new Set([...ended.keys(), ...running.keys()])].sort(ascending);
  const entries = [...joined].sort(([a], [b]) => a - b);
  const exits = (age: number): number => (ended.get(age) ?? 0) + (running.get(age) ?? 0);
  let risk = ages.reduce((sum, age) => sum + exits(age), 0) - entries.reduce((sum, [, n]) => sum + n, 0);
  let next = 0;
  let last = 1;
  const curve = { ages, survival: [] as number[], atRisk: [] as number[], ended: [] as number[] };
  for (const age of ages) {
    for (let entry = entries[next]; entry !== undefined && entry[0] < age; entry = entries[++next])
      risk += entry[1];
    const gone = ended.get(age) ?? 0;
    if (gone > 0 && risk > 0) last *= Math.max(0, 1 - gone / risk);
    curve.survival.push(last);
    curve.atRisk.push(risk);
    curve.ended.push(gone);
    risk -= exits(age);
  }
  return curve;
}

/** Two heights of a curve closer than this are one: R's `sqrt(.Machine$double.eps)`. */
const TOLERANCE = 2 ** -26;

/**
 * The age by which a share p of the durations has ended: the first at which the curve is at 1 − p or below. Where it
 * runs level at exactly 1 − p, the middle of that stretch (to its end, the last age seen), as R's
 * `quantile.survfit` has it and the ordinary median has it for complete data.
 * @returns null where the curve does not come down to 1 − p: not reached.
 */
export function survivalQuantile(curve: SurvivalCurve, p: number): number | null {
  const height = 1 - p;
  const at = curve.survival.findIndex((s) => s <= height + TOLERANCE);
  const age = curve.ages[at];
  const there = curve.survival[at];
  if (age === undefined || there === undefined) return null;
  if (there < height - TOLERANCE) return age;
  const drop = curve.survival.findIndex((s) => s < there - TOLERANCE);
  return (age + (curve.ages[drop] ?? curve.ages.at(-1) ?? age)) / 2;
}

/**
 * The mean of durations that are cut off at `upTo` (default: the last age seen): the area below the curve from 0.
 * @returns null where there is no duration.
 */
export function restrictedMean(curve: SurvivalCurve, upTo = curve.ages.at(-1)): number | null {
  if (upTo === undefined) return null;
  let area = 0;
  let from = 0;
  let height = 1;
  for (const [i, age] of curve.ages.entries()) {
    if (age >= upTo) break;
    area += (age - from) * height;
    from = age;
    height = curve.survival[i] ?? height;
  }
  return area + (upTo - from) * height;
}
