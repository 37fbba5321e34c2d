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

/** Tables of what happened in each interval of a calendar. A `within` is no part of them: what was before shapes what is now. */
export interface SeriesRequest extends WeekRequest {
  /** Default `week`. */
  readonly interval?: 'week' | 'month' | 'quarter';
  /** First month of a fiscal year, 1..12; default 1. */
  readonly fiscalYearStart?: number;
}
/** Tables of what happened in each week. */
export interface WeekRequest extends TableRequest {
  readonly within?: undefined;
  /** First day of a week, 0 = Sunday .. 6; default 1, Monday. */
  readonly weekStart?: number;
}
/** Tables of what happened in some periods, each told apart from the others: they may overlap. */
export interface PeriodRequest extends TableRequest {
  readonly within?: undefined;
  /** [from, to) in days. */
  readonly periods: readonly { readonly from: Day; readonly to: Day }[];
  /**
   * What is looked at: `expected` (default) the open deals expected to close before the period ends, those that are
   * overdue among them, as in the weighted pipeline of the present period; `open` all open deals.
   */
  readonly scope?: 'expected' | 'open';
}

export interface SummaryRequest {
  readonly cohort?: TableRequest;
  readonly closed?: TableRequest;
  readonly cycle?: TableRequest;
  readonly open?: TableRequest;
  readonly expected?: TableRequest;
  readonly stay?: TableRequest;
  readonly daily?: TableRequest;
  readonly next?: TableRequest;
  readonly end?: TableRequest;
  readonly move?: SeriesRequest;
  readonly lexis?: WeekRequest;
  readonly flow?: PeriodRequest;
  readonly due?: Omit<PeriodRequest, 'scope'>;
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

/** How a way through the pipeline went on. `joins`: it was watched only from the age `days` on; it has its other row as well. */
interface SpellRow<Outcome extends string> extends RowKeys {
  /** Month in which it began; null: not recorded. */
  readonly reached: Month | null;
  readonly outcome: Outcome | 'lost' | 'open' | 'joins';
  /** Days until the outcome, of `joins` the age; null while open, and where a day is not recorded. */
  readonly days: number | null;
  /** Of `open`: the day it began; its age follows from as-of. */
  readonly since: Day | null;
  readonly n: number;
}
/**
 * Every deal in every open stage that it reached (it was there, in a later one, or was won): whether, and how soon, it
 * reached the one after that. A deal that passed a stage over reached it with the next, after 0 days.
 */
export interface NextRow extends SpellRow<'next'> {
  readonly stage: string;
}
/** Every deal in every open stage that it was in, since its first entry, and once more as a whole since its creation. */
export interface EndRow extends SpellRow<'won'> {
  /** `''`: the deal as a whole. */
  readonly stage: string;
}
/** Every entry into a stage, creation included. Amounts are those of now. */
export interface MoveRow extends RowKeys, MoneySums {
  /** First day of the interval; null: on a day that is not recorded, and all entries of a deal whose close has no date. */
  readonly start: Day | null;
  /** null: created. `''`: a stage that is not recorded. `'←'` + pipeline id: came from there. */
  readonly from: string | null;
  /** `'→'` + pipeline id: went there. */
  readonly to: string;
  /** It was closed and opened again in the same interval. */
  readonly undone: boolean;
  /** Of closings: deals with a creation date, and Σ of their days since then. */
  readonly ageN: number;
  readonly age: number;
}
/**
 * Days that finished visits spent in open stages, by week and age, and where they went. Exposure of a cell is its
 * `stayed` and all of its departures: a visit is at risk on each of its days, the one on which it leaves included.
 */
export interface LexisRow extends RowKeys {
  /** First day of the week. */
  readonly week: Day;
  readonly stage: string;
  /** Place of the age in `AGE_EDGES`. */
  readonly bin: number;
  /** `null`: stayed, `n` is deal-days. Else the stage it left for, `'→'` + pipeline id of a transfer, and `n` is visits. */
  readonly to: string | null;
  readonly n: number;
}
/** The bars of a flow, in their order. */
export type FlowKind =
  | 'opening'
  | 'created'
  | 'reopened'
  | 'transferred-in'
  | 'pulled-in'
  | 'up'
  | 'down'
  | 'pushed-out'
  | 'transferred-out'
  | 'lost'
  | 'won'
  | 'closing';
/** Open deals in scope at a period's start and end, and each change in between, in one row. Amounts are those of the time. */
export interface FlowRow extends RowKeys, MoneySums {
  readonly from: Day;
  readonly to: Day;
  /**
   * Of a deal whose creation or close has no date no change can be placed: it counts under that code only. Deals that
   * are open at the end, but expected on no day, are out of the scope `expected`.
   */
  readonly what: FlowKind | 'no-created-date' | 'no-closed-date' | 'no-expected-date';
}
/** Every deal that was to close by the end of a period, open at its start or later: how that ended. */
export interface DueRow extends RowKeys, MoneySums {
  readonly from: Day;
  readonly to: Day;
  /** `slipped`: expected after the period; `due`: still expected in it or before; `undated`: no longer expected on any day. */
  readonly fate: 'won' | 'lost' | 'slipped' | 'due' | 'undated' | 'transferred';
  /** How often its expected close was moved later in the period. */
  readonly pushes: number;
  /** Of the slipped: days from the day first expected to the one expected at the end; else 0. */
  readonly days: number;
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
  readonly next?: Table<NextRow>;
  readonly end?: Table<EndRow>;
  readonly move?: Table<MoveRow>;
  readonly lexis?: Table<LexisRow>;
  readonly flow?: Table<FlowRow>;
  readonly due?: Table<DueRow>;
}
export interface TableRows {
  cohort: CohortRow;
  closed: ClosedRow;
  cycle: CycleRow;
  open: OpenRow;
  expected: ExpectedRow;
  stay: StayRow;
  daily: DailyRow;
  next: NextRow;
  end: EndRow;
  move: MoveRow;
  lexis: LexisRow;
  flow: FlowRow;
  due: DueRow;
}

/** A few small tables of counts and sums; parts add up, one deal costs its own visits. See `summarize`. */
export interface PipelineSummary {
  readonly frame: ViewFrame;
  readonly request: SummaryRequest;
  readonly tables: SummaryTables;
  /** Deals summed. */
  readonly deals: number;
}
