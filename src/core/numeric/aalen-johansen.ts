import type { Counts } from './counts.js';

/** Durations that end in one of several ways, by age: how many ended so at it, how many still ran when last seen at it. */
export interface CompetingDurations {
  /** One a way of ending. */
  readonly ended: readonly Counts[];
  readonly running: Counts;
  /** Delayed entry: how many of them were watched only from this age on, that is at ages greater than it. */
  readonly joined?: Counts;
}

/** Step functions: what holds from `ages[i]` on. Before the first age all remain. */
export interface IncidenceCurves {
  readonly ages: readonly number[];
  /** Share that has not ended; with the incidences it sums to 1. */
  readonly remaining: readonly number[];
  /** Share that has ended so, one curve a way of ending. */
  readonly incidence: readonly (readonly number[])[];
  readonly atRisk: readonly number[];
  /** How many ended so at the age, one list a way of ending. */
  readonly ended: readonly (readonly number[])[];
}

/**
 * Aalen and Johansen's estimate for competing ends, from counts by age: the share that has ended in each way by an
 * age, with the durations that still run counted as "at least so long". The share that ends so *in the end* is the
 * last value of its curve, as far as the data see; what then remains never ended while it was watched.
 *
 * One way of ending gives Kaplan and Meier's curve; counting only what has ended (won ÷ closed) is biased to the ends
 * that come fast. Ages and delayed entry are as in `kaplanMeier`.
 *
 * @example // 1 of 3 won at 2, one last seen at 3, one lost at 4: 1/3 won, 2/3 lost
 *   aalenJohansen({ ended: [new Map([[2, 1]]), new Map([[4, 1]])], running: new Map([[3, 1]]) })
 */
export function aalenJohansen({
  ended,
  running,
  joined = new Map<number, number>(),
}: CompetingDurations): IncidenceCurves {
  const gone = new Map(running);
  for (const counts of ended) for (const [age, n] of counts) gone.set(age, (gone.get(age) ?? 0) + n);
  const ages = [...gone.keys()].sort((a, b) => a - b);
  const entries = [...joined].sort(([a], [b]) => a - b);
  let risk = 0;
  for (const n of gone.values()) risk += n;
  for (const [, n] of entries) risk -= n;
  const curves = {
    ages,
    remaining: [] as number[],
    incidence: ended.map((): number[] => []),
    atRisk: [] as number[],
    ended: ended.map((counts) => ages.map((age) => counts.get(age) ?? 0)),
  };
  const shares = ended.map(() => 0);
  let remaining = 1;
  let next = 0;
  for (const [i, age] of ages.entries()) {
    for (let entry = entries[next]; entry !== undefined && entry[0] < age; entry = entries[++next])
      risk += entry[1];
    let left = 0;
    for (const [end, counts] of curves.ended.entries()) {
      const n = counts[i]!;
      if (n > 0 && risk > 0) shares[end]! += (remaining * n) / risk;
      curves.incidence[end]!.push(shares[end]!);
      left += n;
    }
    if (left > 0 && risk > 0) remaining *= Math.max(0, 1 - left / risk);
    curves.remaining.push(remaining);
    curves.atRisk.push(risk);
    risk -= gone.get(age) ?? 0;
  }
  return curves;
}

/** A step function's value at an age: that of the last step at or before it. @param before its value before all steps */
export function stepAt(
  ages: readonly number[],
  values: readonly number[],
  age: number,
  before: number,
): number {
  let [low, high] = [0, ages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ages[middle]! <= age) low = middle + 1;
    else high = middle;
  }
  return values[low - 1] ?? before;
}
