import { roundHalfAway } from '../numeric/money.js';
import type { MoneySums, OwnSums, PipelineSummary } from '../summary/types.js';
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
  // A currency of which nothing is weighted must not make the total look mixed.
  if (row.ownAmount !== 0 || row.ownWeighted !== 0) addMoney(to.own, row.currency, row.ownWeighted);
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
    if (minor !== 0) addMoney(per, currency, roundHalfAway(minor * stageProbability));
  return 0;
}

/** Weights of deals in many stages, by pipeline and stage. */
export type StageWeights = Map<string, Weights>;

const stageKey = (pipeline: string, stage: string): string => `${pipeline}\u0000${stage}`;

export function addStageWeights(
  to: StageWeights,
  row: MoneySums & OwnSums & { readonly pipeline: string; readonly stage: string; readonly currency: string },
): void {
  const key = stageKey(row.pipeline, row.stage);
  const weights = to.get(key) ?? emptyWeights();
  to.set(key, weights);
  addWeights(weights, row);
}

/** The configured probability of every stage that states one. */
export function probabilityLookup({ frame }: PipelineSummary): ReadonlyMap<string, number> {
  const stated = new Map<string, number>();
  for (const { id, stages } of frame.pipelines) {
    for (const stage of stages) {
      if (stage.probability !== undefined) stated.set(stageKey(id, stage.id), stage.probability);
    }
  }
  return stated;
}

/** Σ amount × probability over stages; `known`: some deal has a probability; `unknown`: deals that have none. */
export function weighStages(
  stages: StageWeights,
  probabilities: ReadonlyMap<string, number>,
): { readonly per: ReadonlyMap<string, number>; readonly known: boolean; readonly unknown: number } {
  const per = new Map<string, number>();
  let unknown = 0;
  let n = 0;
  for (const [key, weights] of stages) {
    unknown += weigh(per, weights, probabilities.get(key));
    n += weights.n;
  }
  return { per, known: n > unknown, unknown };
}
