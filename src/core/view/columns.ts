/** The deals of a view as columns, for work that goes through all of them. */
import { fromMinor, rateOf } from '../numeric/money.js';
import { stateOf } from './frame.js';
import type { DealFacts, View } from './types.js';

/**
 * Column i of each array belongs to `facts[i]`. Days are −1e9 where they are not known, amounts NaN.
 * Stages are numbered over all pipelines in the order met; `stages[k]` names them.
 */
export interface DealColumns {
  readonly facts: readonly DealFacts[];
  readonly stages: readonly { readonly pipeline: string; readonly stage: string }[];
  readonly stage: Int32Array;
  readonly created: Int32Array;
  readonly closed: Int32Array;
  readonly expected: Int32Array;
  /** Major units, in the rates' base currency where the data states the rate: what amounts are ordered by. */
  readonly amount: Float64Array;
  /** Visits of deal i are those from `visitStart[i]` to `visitStart[i + 1]`. */
  readonly visitStart: Int32Array;
  readonly visitStage: Int32Array;
  readonly visitEntered: Int32Array;
  readonly visitLeft: Int32Array;
}

/** A day that is not known. */
export const NO_DAY = -1_000_000_000;

const kept = new WeakMap<View, DealColumns>();

/** The amount that deals are ordered by, in major units; NaN where it is not known. */
export function orderAmount({ amount, currency }: DealFacts, rates: View['frame']['rates']): number {
  return amount === undefined ? NaN : fromMinor(amount, currency) * (rateOf(currency, rates) ?? 1);
}

/** The columns of a view, made on first use and never changed: a view with another deal has columns of its own. */
export function columnsOf(view: View): DealColumns {
  const known = kept.get(view);
  if (known !== undefined) return known;
  const facts = [...view.facts()];
  const { length } = facts;
  let visits = 0;
  for (const one of facts) visits += one.visits.length;

  const stages: { pipeline: string; stage: string }[] = [];
  const numbers = new Map<string, Map<string, number>>();
  for (const pipeline of stateOf(view.frame).places.keys()) numbers.set(pipeline, new Map());
  const numberOf = (pipeline: string, stage: string): number => {
    let inPipeline = numbers.get(pipeline);
    if (inPipeline === undefined) numbers.set(pipeline, (inPipeline = new Map<string, number>()));
    let number = inPipeline.get(stage);
    if (number === undefined) {
      number = stages.push({ pipeline, stage }) - 1;
      inPipeline.set(stage, number);
    }
    return number;
  };

  const columns = {
    facts,
    stages,
    stage: new Int32Array(length),
    created: new Int32Array(length),
    closed: new Int32Array(length),
    expected: new Int32Array(length),
    amount: new Float64Array(length),
    visitStart: new Int32Array(length + 1),
    visitStage: new Int32Array(visits),
    visitEntered: new Int32Array(visits),
    visitLeft: new Int32Array(visits),
  };
  let at = 0;
  for (let i = 0; i < length; i++) {
    const one = facts[i] as DealFacts;
    columns.stage[i] = numberOf(one.pipeline, one.stage);
    columns.created[i] = one.created ?? NO_DAY;
    columns.closed[i] = one.closed ?? NO_DAY;
    columns.expected[i] = one.expected ?? NO_DAY;
    columns.amount[i] = orderAmount(one, view.frame.rates);
    for (const visit of one.visits) {
      columns.visitStage[at] = numberOf(visit.pipeline, visit.stage);
      columns.visitEntered[at] = visit.entered;
      columns.visitLeft[at++] = visit.left ?? NO_DAY;
    }
    columns.visitStart[i + 1] = at;
  }
  kept.set(view, columns);
  return columns;
}
