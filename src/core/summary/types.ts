import type { Day, DayRange, ViewFrame } from '../view/types.js';

/** Months since year 0 (year × 12 + month 0..11) of the data's zone; tables are keyed by it. */
export type Month = number;

/** Optional keys beside pipeline and currency, which are always there. `field:x` reads `deal.fields.x`. */
export type Dimension = 'owner' | 'team' | 'source' | `field:${string}`;

export interface TableRequest {
  readonly by?: readonly Dimension[];
  /**
   * Only where the window is not made of whole months: contributions whose own date (created, closed, expected,
   * entered) lies outside are left out. Months and unions of them are filtered on reading instead.
   */
  readonly within?: DayRange;
}

export interface SummaryRequest {
  readonly cohort?: TableRequest;
  readonly closed?: TableRequest;
  readonly cycle?: TableRequest;
  readonly open?: TableRequest;
  readonly expected?: TableRequest;
  readonly stay?: TableRequest;
  readonly daily?: TableRequest;
}
export type TableName = keyof SummaryRequest;

/** Keys every row has: pipeline, currency (`''`: none named), and the asked dimensions in the order of `by`. */
export interface RowKeys {
  readonly pipeline: string;
  readonly currency: string;
  readonly dims: readonly string[];
}
/** Counts and sums. `amount` is in integer minor units; `nAmount` counts the deals that have one. */
export interface MoneySums {
  readonly n: number;
  readonly nAmount: number;
  readonly amount: number;
}
/** Of the deals with a probability of their own: how many, their amount, and Σ amount × probability (each rounded to minor units). */
export interface OwnSums {
  readonly ownN: number;
  readonly ownAmount: number;
  readonly ownWeighted: number;
}

/** Every deal, once: where it got to. */
export interface CohortRow extends RowKeys, MoneySums {
  /** null: no creation date. */
  readonly created: Month | null;
  /** Hex bits of the open stages visited (see DealFacts.mask). */
  readonly mask: string;
  /** Stage at as-of. */
  readonly last: string;
  /** Of lost deals: the open stage they left from, `''` where that is not recorded. Else `''`. */
  readonly lostFrom: string;
}
/** Every closed deal, once. */
export interface ClosedRow extends RowKeys, MoneySums {
  readonly closed: Month | null;
  readonly outcome: 'won' | 'lost';
  /** The closed stage it is in: a pipeline may have several won or lost ones. */
  readonly stage: string;
  readonly from: string;
  readonly reason: string;
  /** Deals with both dates, Σ of their days from creation to close, and Σ of the squares. */
  readonly cycleN: number;
  readonly cycle: number;
  readonly cycle2: number;
}
/** Every won deal with both dates, by its days from creation to won. */
export interface CycleRow extends RowKeys {
  readonly closed: Month;
  readonly days: number;
  readonly n: number;
}
/** Every open deal, once: where it is and since when. */
export interface OpenRow extends RowKeys, MoneySums, OwnSums {
  readonly stage: string;
  readonly entered: Day | null;
}
/** Every open deal, once: when it is expected to close. */
export interface ExpectedRow extends RowKeys, MoneySums, OwnSums {
  readonly stage: string;
  readonly expected: Day | null;
  readonly category: string;
}
/**
 * Finished visits (`event: 'left'`, after `days`, for `next`) and delayed entries (`event: 'joins'`, at age `days`;
 * the same visit also has its `left` row or is in `open`). Visits still running are in `open`.
 */
export interface StayRow extends RowKeys {
  readonly stage: string;
  readonly entered: Month;
  readonly event: 'left' | 'joins';
  readonly days: number;
  /** Stage it left for; `'→'` + pipeline id where it was transferred; `''` for `joins`. */
  readonly next: string;
  readonly n: number;
}

/** What happened on one day: deals created, won, lost. A deal has a row for its creation and, once closed, another. */
export interface DailyRow extends RowKeys, MoneySums {
  /** null: the date is not known; of creations, no row then. */
  readonly day: Day | null;
  readonly what: 'created' | 'won' | 'lost';
}

export type Table<R> = ReadonlyMap<string, R>;

export interface SummaryTables {
  readonly cohort?: Table<CohortRow>;
  readonly closed?: Table<ClosedRow>;
  readonly cycle?: Table<CycleRow>;
  readonly open?: Table<OpenRow>;
  readonly expected?: Table<ExpectedRow>;
  readonly stay?: Table<StayRow>;
  readonly daily?: Table<DailyRow>;
}
export interface TableRows {
  cohort: CohortRow;
  closed: ClosedRow;
  cycle: CycleRow;
  open: OpenRow;
  expected: ExpectedRow;
  stay: StayRow;
  daily: DailyRow;
}

/** A few small tables of counts and sums; parts add up, one deal costs its own visits. See `summarize`. */
export interface PipelineSummary {
  readonly frame: ViewFrame;
  readonly request: SummaryRequest;
  readonly tables: SummaryTables;
  /** Deals summed. */
  readonly deals: number;
}
