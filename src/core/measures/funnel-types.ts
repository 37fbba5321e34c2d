import type { DayRange } from '../view/types.js';
import type { CycleMedian } from './cycle-median.js';
import type { Measure, MoneyTotal, Row } from './types.js';

/** `reached`: got to the stage or past it; `strict`: visited every stage up to it; `current`: is there now. */
export type Counting = 'reached' | 'strict' | 'current';

export interface FunnelOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  /** The cohort: deals created in it. */
  readonly window?: DayRange;
  /** Default `reached`. */
  readonly counting?: Counting;
  /** What bars and conversions are made of; default `count`. */
  readonly value?: 'count' | 'amount';
  /** Currency to show; needs rates where amounts are in another. */
  readonly currency?: string;
}

export type FunnelRowKind = 'stage' | 'won' | 'lost-stage-unknown' | 'unmapped' | 'no-stage';

/**
 * A bar of the funnel. Every count is of deals; `value` is the count or the amount, as asked. `n` of a stage row is
 * `movedOn + stillHere + lost + skipped`; under `current`, on the won row and on the special rows the parts are 0.
 */
export interface FunnelRow extends Row {
  readonly kind: FunnelRowKind;
  /** Stage id; `''` for the won row, and where none is recorded. */
  readonly stage: string;
  /** The stage's own name; its id where the pipeline lacks it; `''` for won and where none is recorded. */
  readonly name: string;
  readonly archived: boolean;
  /** Deals with an amount. */
  readonly nAmount: number;
  readonly amount: MoneyTotal;
  /** Share of the first row's value. */
  readonly ofFirst: number | null;
  /** Share of the previous row's value: the conversion of that step. */
  readonly ofPrevious: number | null;
  /** Deals of the previous row less deals of this one. */
  readonly didNot: number | null;
  /** Deals that are counted in the next row as well. */
  readonly movedOn: number;
  /** Open deals that got no further than this stage. */
  readonly stillHere: number;
  /** Lost deals that got no further than this stage; in the first row also those whose stage is not recorded. */
  readonly lost: number;
  readonly lostAmount: MoneyTotal;
  /** Of `lost`: deals whose stage is not recorded. They may have got further. */
  readonly lostStageUnknown: number;
  /** `strict` only: deals that got further, but not through the next stage. */
  readonly skipped: number;
  /** The step from the previous row to this one is the weakest. */
  readonly weakest: boolean;
}

/**
 * The step with the smallest share of deals that moved on among those that moved on or were lost: deals that are still
 * there are not lost, so a young cohort does not look weak where it is young. `from` and `to` are row keys.
 */
export interface WeakestStep {
  readonly from: string;
  readonly to: string;
  /** Of all deals of `from`, so far: the `ofPrevious` of `to`. */
  readonly conversion: number;
  /** Deals of `from` less deals of `to`. */
  readonly didNot: number;
  /** What was lost at this step, and what is still there: deals, or their amount, as the funnel's `value`. */
  readonly lost: number;
  readonly stillHere: number;
}

export interface Funnel extends Measure<FunnelRow> {
  /** Won ÷ first row; null under `current`, and where it is not known. */
  readonly overall: number | null;
  readonly weakest: WeakestStep | null;
  /** Deals of the won row. */
  readonly won: number;
  /** Deals counted: those of the first row; under `current` the open and the won ones. */
  readonly total: number;
  /** Days from creation to won of deals won in the window; null where the summary has no `cycle` table or none was won. */
  readonly cycle: CycleMedian | null;
}
