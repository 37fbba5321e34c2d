import type { Formatter } from '../format.js';
import type { Said } from '../say.js';

/** Why a forecast is provisional: `ProvisionalReason` of the core. */
type Provisional = 'no-history' | 'little-history' | 'few-wins' | 'no-replay';
/** What the model could not use as it stands: codes of the core's `ForecastLeftOut`. */
type LeftOutCode =
  | 'no-amount'
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
}

/** What the forecast says where it is one: revenue with its range, and with its error in the past. Figures are worded. */
export interface FanMessages {
  /** Heading where there is no forecast, but the weighted pipeline. */
  readonly weightedHeading: string;
  /** In the place of "weighted pipeline" in the subtitle. */
  readonly subtitle: (facts: {
    readonly mode: 'cumulative' | 'per-period';
    readonly period: string;
    readonly asOf?: string;
    readonly pipelines: string;
  }) => string;
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
  /** Before it is there. */
  readonly awaited: (facts: {
    readonly period: string;
    readonly won?: string;
    readonly weighted?: string;
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
  /** A range of 80 % or 50 % of outcomes, of any share. */
  readonly between: (facts: Between & { readonly share: string }) => string;
  readonly strip: {
    readonly forecast: string;
    readonly noRange: string;
    readonly chance: string;
    readonly toReach: (facts: { readonly goal: string }) => string;
    /** A chance that lies outside of what the ranges can say. */
    readonly over: (facts: { readonly share: string }) => string;
    readonly under: (facts: { readonly share: string }) => string;
  };
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
    readonly chance: string;
  };
  /** While it is worked out. */
  readonly working: (facts: { readonly share: string }) => string;
  readonly failed: (facts: { readonly reason: string }) => string;
  /** Badges. */
  readonly provisional: string;
  readonly updating: string;
  /** `n`: forecasts compared with what came, one or more a replay; `ranges`: those that had a range, `held`: it held. */
  readonly error: (
    facts: {
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
    /** No past to learn from, so the model was not asked: weighted pipeline is shown. */
    readonly needsHistory: string;
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
  /** Ways to say what will come, side by side, each with its error in the past. */
  readonly ways: {
    readonly title: string;
    readonly way: string;
    readonly says: string;
    readonly off: string;
    readonly leans: string;
    readonly rows: {
      readonly model: string;
      readonly weighted: string;
      readonly commit: string;
      readonly bestCase: string;
      readonly submitted: string;
    };
    readonly tooHigh: (facts: { readonly share: string }) => string;
    readonly tooLow: (facts: { readonly share: string }) => string;
    readonly neither: string;
    readonly unknown: string;
  };
}
