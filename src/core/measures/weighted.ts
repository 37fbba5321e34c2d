import { roundHalfAway } from '../numeric/money.js';
import type { MoneySums, OwnSums } from '../summary/types.js';
import { addMoney } from './sums.js';

/** What weighting needs of the open deals of one stage, in minor units by currency. */
export interface Weights {
  /** Σ amount × probability of the deals that have a probability of their own. */
  readonly own: Map<string, number>;
  /** Σ amount of the others: weighted by their stage's. */
  readonly rest: Map<string, number>;
  n: number;
  ownN: number;
}

export const emptyWeights = (): Weights => ({ own: new Map(), rest: new Map(), n: 0, ownN: 0 });

/** Adds a table row of the stage. */
export function addWeights(to: Weights, row: MoneySums & OwnSums & { readonly currency: string }): void {
  to.n += row.n;
  to.ownN += row.ownN;
  if (row.nAmount === 0) return;
  if (row.ownN > 0) addMoney(to.own, row.currency, row.ownWeighted);
  addMoney(to.rest, row.currency, row.amount - row.ownAmount);
}

/**
 * Adds Σ amount × probability, in minor units by currency, to `per`; rounded once a stage, so that the figure does
 * not hang on how fine the table is.
 * @returns deals without any probability: neither their own nor their stage's.
 * @example 3 deals, 10.00 in all, one of them 4.00 at its own 50 %; stage 25 %: 2.00 + 6.00 × 0.25 = 3.50
 */
export function weigh(
  per: Map<string, number>,
  weights: Weights,
  stageProbability: number | undefined,
): number {
  for (const [currency, minor] of weights.own) addMoney(per, currency, minor);
  if (stageProbability === undefined) return weights.n - weights.ownN;
  for (const [currency, minor] of weights.rest)
    addMoney(per, currency, roundHalfAway(minor * stageProbability));
  return 0;
}
