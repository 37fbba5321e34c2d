import type { Formatter } from '../format.js';
import type { Said } from '../say.js';

/** Why a forecast is provisional: `ProvisionalReason` of the core. */
type Provisional = 'no-history' | 'little-history' | 'few-wins' | 'no-replay';
/** What the model could not use as it stands: codes of the core's `ForecastLeftOut`. */
type LeftOutCode =
  | 'no-amount'
  | 'amount-unknown'
  | 'no-date'
  | 'no-rate'
  | 'capped'
  | 'stage-unknown'
  | 'stage-unseen'
  | 'age-beyond-support'
  | 'closed-without-date';
interface Between {
  readonly low: string;
  readonly high: string;
  /** Half of the outcomes lie below it; where the middle estimate lies outside of its own range. */
  readonly median?: string;
}

/**
 * What a forecast says where it is one: revenue with its range, and with its error in the past. Loads with what draws it.
 * Figures are worded.
 */
export interface OutcomeMessages {
  /** Without `range` there is none. `met`: the goal is reached already. */
  readonly takeaway: (facts: {
    readonly period: string;
    readonly mean: string;
    readonly range?: Between;
    readonly won?: string;
    readonly goal?: string;
    readonly gap?: { readonly amount: string; readonly isShort: boolean };
    readonly met: boolean;
  }) => Said;
  /** Name of a mark, in the place of won and weighted pipeline. */
  readonly mark: (facts: {
    readonly mode: 'cumulative' | 'per-period';
    readonly interval: string;
    readonly mean: string;
    readonly range?: Between;
    readonly won?: string;
    readonly goal?: string;
  }) => string;
  readonly ends: {
    readonly forecast: string;
    readonly high: (facts: { readonly share: string }) => string;
    readonly low: (facts: { readonly share: string }) => string;
  };
  readonly legend: {
    readonly forecast: string;
    readonly half: (facts: { readonly share: string }) => string;
    readonly most: (facts: { readonly share: string }) => string;
    readonly open: string;
    readonly fresh: string;
  };
  /** Under the bar of parts, after the figure. */
  readonly split: { readonly booked: string; readonly open: string; readonly fresh: string };
  readonly columns: {
    readonly mean: string;
    readonly meanUpTo: string;
    readonly openDeals: string;
    readonly fresh: string;
    readonly low: (facts: { readonly share: string }) => string;
    readonly high: (facts: { readonly share: string }) => string;
    readonly median: string;
    readonly chance: string;
  };
  /** Badges. */
  readonly provisional: string;
  /**
   * `n`: forecasts of one interval each, compared with what came, one or more a replay; `ranges`: those that had a range,
   * `held`: it held.
   */
  readonly error: (
    facts: {
      readonly interval: 'week' | 'month' | 'quarter';
      readonly replays: number;
      readonly n: number;
      readonly off: string;
      readonly ranges: number;
      readonly held: number;
    },
    format: Formatter,
  ) => string;
  readonly notes: {
    readonly definition: string;
    readonly provisional: Readonly<Record<Provisional, string>>;
    readonly noRange: string;
    readonly leftOut: (
      facts: {
        readonly code: LeftOutCode;
        readonly n: number;
        readonly amount?: string;
        readonly used?: string;
      },
      format: Formatter,
    ) => string;
  };
}
