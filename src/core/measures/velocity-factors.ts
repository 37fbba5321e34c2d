/** What velocity is made of, and which part of a change each factor moved. */

/** Where nothing was won, average and cycle are not known, and velocity is 0 whatever they are. */
export interface VelocityFactors {
  readonly open: number;
  readonly winRate: number;
  readonly averageWon: number | null;
  readonly cycle: number | null;
}

/** The change of velocity, and the part of it that each factor moved; the four add up to `total`. */
export interface VelocityChange {
  readonly total: number;
  readonly open: number;
  readonly winRate: number;
  readonly averageWon: number;
  readonly cycle: number;
}

/** Open deals × win rate × average won amount ÷ cycle. */
export function velocityOf({ open, winRate, averageWon, cycle }: VelocityFactors): number {
  return averageWon === null || cycle === null ? 0 : (open * winRate * averageWon) / cycle;
}

/**
 * Splits the change of velocity by Shapley's rule: what a factor moves when it changes alone, averaged over all orders
 * in which the four may change. Exact for any values; and taken backwards, each part has the opposite sign. Average or
 * cycle that are not known at one end (nothing was won) are taken as unchanged.
 * @returns null where either end is not known
 * @example // 10 × 0.5 × 100 / 50 = 10, then 20 × 0.5 × 100 / 40 = 25
 *   splitChange({ open: 10, winRate: 0.5, averageWon: 100, cycle: 50 }, { open: 20, winRate: 0.5, averageWon: 100, cycle: 40 })
 *   // { total: 15, open: 11.25, winRate: 0, averageWon: 0, cycle: 3.75 }: 10 first or 12.5 last; 2.5 first or 5 last
 */
export function splitChange(
  before: VelocityFactors | null,
  after: VelocityFactors | null,
): VelocityChange | null {
  if (before === null || after === null) return null;
  const pairs = [
    [before.open, after.open],
    [before.winRate, after.winRate],
    known(before.averageWon, after.averageWon, 0),
    known(before.cycle, after.cycle, 1).map((days) => 1 / days),
  ] as const;
  const parts = pairs.map((_, i) => partOf(pairs, i));
  return {
    total: velocityOf(after) - velocityOf(before),
    open: parts[0] as number,
    winRate: parts[1] as number,
    averageWon: parts[2] as number,
    cycle: parts[3] as number,
  };
}

const known = (before: number | null, after: number | null, otherwise: number): readonly number[] => [
  before ?? after ?? otherwise,
  after ?? before ?? otherwise,
];

/** A factor's effect averaged: over the sets of other factors that may have changed before it, each as often as it occurs. */
function partOf(pairs: readonly (readonly number[])[], i: number): number {
  const others = pairs.filter((_, j) => j !== i);
  // Of 4! orders, those in which exactly these others come first: s! (3 − s)!.
  const weights = [6, 2, 2, 6];
  let sum = 0;
  for (let changed = 0; changed < 1 << others.length; changed++) {
    let product = 1;
    let size = 0;
    for (const [j, [before = 0, after = 0]] of others.entries()) {
      const isChanged = ((changed >> j) & 1) === 1;
      product *= isChanged ? after : before;
      if (isChanged) size++;
    }
    sum += (weights[size] as number) * product;
  }
  const [before = 0, after = 0] = pairs[i] as readonly number[];
  return ((after - before) * sum) / 24;
}
