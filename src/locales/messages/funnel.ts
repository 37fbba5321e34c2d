import type { Counting } from '../../core/measures/funnel-types.js';
import type { Formatter } from '../format.js';
import type { Said } from '../say.js';

export interface Step {
  readonly from: string;
  readonly to: string;
  /** 0..1 */
  readonly share: number;
  /** How much did not continue, already worded (deals or money). */
  readonly lost: string;
  /**
   * Where some is still there and may yet continue: what was lost and what is there, worded; the numbers decide the
   * grammar of deals.
   */
  readonly soFar?: {
    readonly lost: string;
    readonly lostDeals: number;
    readonly here: string;
    readonly hereDeals: number;
  };
}

/** Facts about one stage, for the name of its mark. */
export interface StageFacts {
  readonly stage: string;
  readonly deals: number;
  /** Worded, where the widget shows amounts. */
  readonly amount?: string;
  readonly ofPrevious?: number | null;
  readonly weakest?: boolean;
}

export interface FunnelMessages {
  /** What the marks are, for assistive technology. */
  readonly role: string;
  readonly subtitle: (
    facts: {
      readonly counting: Counting;
      readonly by: 'count' | 'amount';
      readonly period?: { readonly from: string; readonly to: string };
      readonly asOf?: string;
      readonly pipeline?: string;
    },
    format: Formatter,
  ) => string;
  /** Deals, or their amount: `total` and `won` are worded already, `deals` and `wonDeals` decide the grammar. */
  readonly takeaway: (
    facts: {
      readonly by: 'count' | 'amount';
      readonly total: string;
      readonly deals: number;
      /** Undefined: the pipeline has no won stage. */
      readonly won?: string;
      readonly wonDeals: number;
      readonly share: number | null;
      readonly weakest?: Step;
      readonly needsHistory: boolean;
    },
    format: Formatter,
  ) => Said;
  readonly takeawayCurrent: (
    facts: {
      readonly by: 'count' | 'amount';
      readonly total: string;
      readonly deals: number;
      readonly most?: { readonly stage: string; readonly value: string };
    },
    format: Formatter,
  ) => Said;
  readonly mark: (facts: StageFacts, format: Formatter) => string;
  readonly ofPrevious: (facts: { readonly share: string }) => string;
  readonly lowest: string;
  readonly lowestShort: string;
  readonly needsHistory: string;
  readonly needsHistoryNote: string;
  /** Under a step that gained: its share is over 100 %. */
  readonly above: string;
  readonly columns: {
    readonly stage: string;
    readonly deals: string;
    readonly amount: string;
    readonly ofFirst: string;
    readonly ofPrevious: string;
    readonly moved: string;
    readonly here: string;
    readonly lost: string;
    readonly skipped: string;
  };
  readonly reached: string;
  /** The won row, where the pipeline has several won stages. */
  readonly won: string;
  readonly special: {
    readonly lostUnknown: string;
    readonly unmapped: (facts: { readonly stage: string }) => string;
    readonly noStage: string;
  };
  /** Amounts were asked for, but can't be added up. */
  readonly needsRates: string;
  /** Below 240 px: what the one figure is. */
  readonly wonOf: (facts: { readonly share: string | undefined; readonly total: string }) => string;
}
