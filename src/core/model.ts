/**
 * The pipeline model: plain, immutable objects. Everything else in the kit is computed from these.
 * Amounts are in major units (euros, not cents); probabilities and shares run from 0 to 1.
 */

/**
 * A moment: a plain date `YYYY-MM-DD` (a calendar day of the data's zone), an ISO date-time with an
 * offset (`2026-03-01T09:00:00Z`), or an ISO date-time without one (local to the data's zone).
 */
export type When = string;

/** What readers and `.data` take beside {@link When}: a `Date`, or epoch milliseconds. */
export type WhenInput = When | Date | number;

/** A plain date, `YYYY-MM-DD`, of the data's time zone. */
export type PlainDate = string;

export type StageKind = 'open' | 'won' | 'lost';

export type ForecastCategory = 'omit' | 'pipeline' | 'best-case' | 'commit' | 'closed';

export type CriterionType = 'text' | 'number' | 'money' | 'date' | 'select' | 'checkbox';

/**
 * What must be true before a deal may leave a stage. A stage asks when a deal comes to it; what it requires must be
 * answered to pass over it and to leave it too, where data came around the question. A stage behind the deal asks nothing.
 */
export interface Criterion {
  readonly id: string;
  readonly label: string;
  readonly type: CriterionType;
  /** A field of the deal (`amount`, `expectedCloseAt` …), else a name in its `fields`. */
  readonly field: string;
  /** Without an answer the deal does not move. A checkbox must be ticked. Default false: asked for, may stay empty. */
  readonly required?: boolean;
  /** What a `select` offers. */
  readonly options?: readonly string[];
  /**
   * Only when a deal comes to the stage, or only before it leaves. Default: when it comes, and where it is required also
   * before it leaves. Of a closed stage: when it comes.
   */
  readonly when?: 'enter' | 'leave';
}

/** A rule about the order of stages, as HubSpot keeps it. */
export interface SequenceRule {
  /** For all open stages; else for those of `pipelineStageIds`. */
  readonly enabledForAllStages?: boolean;
  readonly pipelineStageIds?: readonly string[];
  /** Moves against it are made all the same, with a warning. Default false: they are refused with the reason. */
  readonly warnOnly?: boolean;
}

export interface Stage {
  readonly id: string;
  readonly name: string;
  readonly kind: StageKind;
  /** Configured chance, 0..1, that a deal in this stage is won. */
  readonly probability?: number;
  readonly forecastCategory?: ForecastCategory;
  readonly idleAfterDays?: number;
  readonly criteria?: readonly Criterion[];
  /** Of a lost stage: a deal comes to it only with a `lostReason`. */
  readonly lostReasonRequired?: boolean;
  /** The reasons to choose from; without them the reason is a text. */
  readonly lostReasons?: readonly string[];
  readonly archived?: boolean;
}

/** Stages in order. Stage ids are unique within a pipeline. */
export interface Pipeline {
  readonly id: string;
  readonly name: string;
  readonly stages: readonly Stage[];
  /** These open stages are not passed over. A deal may be lost from anywhere. */
  readonly noSkippingStagesRule?: SequenceRule;
  /** From these stages no deal goes back. */
  readonly noBackwardsMovementRule?: SequenceRule;
  readonly archived?: boolean;
}

/** One stay of a deal in one stage; it lasts until the next visit begins. */
export interface Visit {
  readonly stage: string;
  readonly enteredAt: When;
  /** Only where it is not the deal's present pipeline. */
  readonly pipeline?: string;
}

export type ChangedField =
  | 'amount'
  | 'expectedCloseAt'
  | 'owner'
  | 'pipeline'
  | 'forecastCategory'
  | 'probability';

export interface Change {
  readonly at: When;
  readonly field: ChangedField;
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** A share of a deal's amount that is credited to an owner; the shares of a deal add up to 1. */
export interface Split {
  readonly owner: string;
  readonly share: number;
}

export interface Deal {
  readonly id: string;
  readonly name: string;
  readonly pipeline: string;
  /** Present stage; `''` where the source names none ("no stage recorded"). */
  readonly stage: string;
  /** Major units; absent or null: not known. Negative amounts (credits) are legal. */
  readonly amount?: number | null;
  readonly currency?: string;
  /** Its own chance, 0..1; beats the stage's. */
  readonly probability?: number;
  readonly owner?: string;
  readonly createdAt?: When | null;
  readonly updatedAt?: When | null;
  readonly closedAt?: When | null;
  readonly expectedCloseAt?: PlainDate | null;
  /** In time order, the closed stage included; `[]` where nothing is known. */
  readonly visits: readonly Visit[];
  readonly changes?: readonly Change[];
  readonly forecastCategory?: ForecastCategory;
  readonly lostReason?: string | null;
  readonly source?: string;
  readonly account?: string;
  readonly contact?: string;
  readonly url?: string;
  readonly lastActivityAt?: When | null;
  readonly nextActivityAt?: When | null;
  readonly nextStep?: string;
  readonly splits?: readonly Split[];
  /** Its place among the deals of its stage where the source keeps an order by hand: ascending; default its place in the data. */
  readonly order?: number;
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly team?: string;
  readonly avatarUrl?: string;
}

/** A revenue target for [from, to); neither owner nor team: everyone's. */
export interface Goal {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly amount: number;
  readonly currency?: string;
  readonly pipeline?: string;
  readonly owner?: string;
  readonly team?: string;
}

/**
 * What an owner said, at a moment, that he would close in [from, to): the whole period's amount, deals that were won in
 * it before included. Of several for the same days the latest counts.
 */
export interface Submission {
  readonly owner: string;
  readonly at: When;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Major units. */
  readonly amount: number;
  readonly currency?: string;
}

export interface Rates {
  readonly base: string;
  /** How many units of `base` one unit of the currency is worth. */
  readonly per: Readonly<Record<string, number>>;
  readonly at?: When;
}

export interface Provenance {
  readonly system: string;
  readonly fetchedAt?: When;
  readonly timeZone?: string;
  /** `full`: every entry into a stage; `entered`: one entry a stage; `none`: only the present stage. */
  readonly history: 'full' | 'entered' | 'none';
  /** Where the recording of history starts, if that is known. */
  readonly historyFrom?: When;
  readonly complete: boolean;
  /** Currency of amounts that name none. */
  readonly currency?: string;
}

/** Automations come with an issue of their own; the data may carry them already. */
export interface Rule {
  readonly id: string;
  readonly [key: string]: unknown;
}

export interface PipelineData {
  readonly pipelines: readonly Pipeline[];
  readonly deals: readonly Deal[];
  readonly owners?: readonly Owner[];
  readonly goals?: readonly Goal[];
  /** Owners' own forecasts, each with the moment it was made: the earlier ones stay, so that they can be judged. */
  readonly submissions?: readonly Submission[];
  readonly rates?: Rates;
  readonly rules?: readonly Rule[];
  readonly provenance?: Provenance;
}
