import type { When } from '../model.js';

/** Grain of a forecast. Public name `period`; everywhere else the grain of a series is its interval. */
export type ForecastGrain = 'week' | 'month' | 'quarter';

export interface ForecastOptions {
  /** Nothing that happened at or after it is read. A plain date means the end of that day. */
  readonly asOf: When | number;
  /** IANA zone; default: the data's provenance, else UTC. Of a view its own counts. */
  readonly timeZone?: string;
  /** Default `month`. */
  readonly period?: ForecastGrain;
  /** How many, the running one included; default 6 months or weeks, 4 quarters; at most 104 weeks, 60 months, 20 quarters. */
  readonly periods?: number;
  /** 0 = Sunday … 6; default 1. */
  readonly weekStart?: number;
  /** Month 1..12 a fiscal year begins with; default 1. */
  readonly fiscalYearStart?: number;
  /** Quantiles asked for, each in (0, 1), ascending; default .1, .25, .5, .75, .9. */
  readonly levels?: readonly number[];
  /** Revenue wanted in each period, major units of the forecast's currency. */
  readonly goal?: number;
  /** Changes nothing: all is worked out, nothing is drawn, so with any seed or none the bytes are the same. */
  readonly seed?: number;
  /** Currency to sum in; default the rates' base, else the only currency of the data. */
  readonly currency?: string;
  /** Origins replayed at most; default 26. 0 replays nothing: no range is given then. */
  readonly origins?: number;
}

/** One period, or all periods up to one. Money in major units; `mean` = `booked` + `open` + `fresh`. */
export interface ForecastRow {
  /** Plain dates of the data's zone; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
  /** Won already. */
  readonly booked: number;
  readonly mean: number;
  /** Of the mean, from deals open at as-of. */
  readonly open: number;
  /** Of the mean, from deals that do not exist yet. */
  readonly fresh: number;
  /** One value a level; empty where the past gives no measure of the error: then no range may be shown. */
  readonly quantiles: readonly number[];
  /** Chance that the goal is reached; missing without a goal or without a range. */
  readonly chanceOfGoal?: number;
}

/** An open deal in the model's eyes. */
export interface DealForecast {
  readonly id: string;
  /** The amount the model uses, major units: listed, converted, capped, times what deals were won for. 0 where unknown. */
  readonly amount: number;
  /** Probability of being won in each period. Σ over deals of `win` × `amount` = `open` of the period, before combination. */
  readonly win: readonly number[];
}

/** A deal, or a number of deals, that the model could not use as it stands. */
export interface ForecastLeftOut {
  readonly code:
    | 'no-amount' // counts, but adds no money
    | 'amount-unknown' // open: taken for `used`, as deals like it have an amount by the time they are won
    | 'no-date' // open, with neither visits nor a creation date: its age is not known
    | 'no-rate' // its currency can't be converted
    | 'capped' // amount far above everything ever won (with few wins: far above all others): the model uses `used`
    | 'stage-unknown' // no stage recorded, or one that the pipeline lacks
    | 'stage-unseen' // nothing ever happened in its stage: pooled hazards and the configured probability
    | 'age-beyond-support' // longer in its stage than any deal that moved on
    | 'closed-without-date'; // won, but nobody knows when
  readonly n: number;
  /** Ids of the first 100. */
  readonly dealIds: readonly string[];
  readonly amount?: number;
  readonly used?: number;
}

export type ProvisionalReason =
  | 'no-history' // nothing was closed yet: configured probabilities only
  | 'little-history' // fewer than 5 months or 20 closed deals, or no replay old enough to say how often its range held
  | 'few-wins'
  | 'no-replay'; // nothing to measure the error on: no range

/** One value a period, major units, booked deals included. */
export interface KnownWaysNow {
  /** Amount × probability of the open deals, by expected date; overdue ones in the running period. */
  readonly weighted?: readonly number[];
  /** Amounts of the open deals in the category `commit`, by expected date. */
  readonly category?: readonly number[];
  /** Σ of what owners last submitted for exactly that period; null where nobody did. */
  readonly submitted?: readonly (number | null)[];
}

/** A forecast of revenue, and what is known of its own error. */
export interface Forecast {
  /** Instant, ISO. */
  readonly asOf: string;
  readonly timeZone: string;
  readonly period: ForecastGrain;
  readonly currency: string;
  readonly provisional: boolean;
  readonly provisionalReasons: readonly ProvisionalReason[];
  readonly levels: readonly number[];
  readonly periods: readonly ForecastRow[];
  readonly cumulative: readonly ForecastRow[];
  readonly deals: readonly DealForecast[];
  /** Deals that move the sum of all periods most, by amount × standard deviation of being won; at most 10. */
  readonly movers: readonly { readonly id: string; readonly amount: number; readonly win: number }[];
  readonly leftOut: readonly ForecastLeftOut[];
  /**
   * What the ways that people know say now, where the data states what they need: one value a period, booked deals
   * included. Their errors in the past are in `replay.errors`, each under the same name.
   */
  readonly ways?: KnownWaysNow;
  readonly replay?: Replay;
}

/** What a way of forecasting would have said, and what came. */
export interface ReplayError {
  /** Σ |mean − actual| ÷ |Σ actual|; missing where that is 0. */
  readonly wape?: number;
  /** Σ (mean − actual) ÷ |Σ actual|: above 0 it promised too much; missing where that is 0. */
  readonly bias?: number;
  /** Forecasts compared (origins × horizons, or one horizon's origins). */
  readonly n: number;
  /** Of the 80 % and 95 % ranges; missing for ways that give none. */
  readonly held80?: number;
  readonly held95?: number;
  /** Twice the mean pinball loss over 21 levels ÷ |mean actual|; missing where that is 0. */
  readonly crps?: number;
}

export type ReplayWay =
  | 'model'
  | 'pipeline'
  | 'run-rate'
  | 'seasonal-run-rate'
  | 'weighted'
  | 'category'
  | 'submitted';

export interface ReplayForecast {
  readonly from: string;
  readonly to: string;
  /** 1 = the period that begins at the origin. */
  readonly horizon: number;
  readonly mean: number;
  /** One value a level of the replay; empty where too little past was there. */
  readonly quantiles: readonly number[];
  /** Won in the period; missing where it had not ended at as-of. */
  readonly actual?: number;
}
export interface ReplayOrigin {
  /** Plain date: its first instant was as-of. */
  readonly at: string;
  readonly forecasts: readonly ReplayForecast[];
}

/** Rolling origins on the caller's own past: what was known then, never with hindsight. */
export interface Replay {
  readonly period: ForecastGrain;
  readonly currency: string;
  readonly levels: readonly number[];
  readonly origins: readonly ReplayOrigin[];
  /** Error of all horizons, and of each, by way of forecasting. */
  readonly errors: readonly {
    readonly way: ReplayWay;
    readonly all: ReplayError;
    readonly byHorizon: readonly ReplayError[];
  }[];
  /** Of the chance "won within the first `days` days" given to each open deal at each origin. */
  readonly chances?: {
    readonly days: number;
    readonly brier: number;
    readonly calibrationError: number;
    readonly n: number;
  };
}
