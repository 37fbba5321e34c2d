import type { Dimension, SummaryRequest, TableName, TableRows } from '../summary/types.js';
import type { DayRange } from '../view/types.js';

/** Which deals stand behind a row: those that contribute a table row that `keep` accepts. Used by `dealsBehind`. */
export interface Behind<T extends TableName = TableName> {
  readonly table: T;
  /** A method, so that what points at one table fits where any is asked for. */
  keep(row: TableRows[T]): boolean;
  /** The window of the table's own date, where the request had one. */
  readonly within?: DayRange;
  /** The table's dimensions in the order in which `keep` reads `row.dims`; absent: none. */
  readonly by?: readonly Dimension[];
  /** All that the table was asked for, in place of the two; for tables of weeks and periods. */
  readonly request?: SummaryRequest[T];
  /** Where the figure rests on several tables (time in stage: `stay` and `open`): deals of any of them count, each once. */
  readonly also?: readonly Behind[];
}

/**
 * Money summed over currencies. `amount` is null where currencies are mixed and the data states no rates; of what was
 * won also where deals were, but none has an amount (`per` is empty then).
 */
export interface MoneyTotal {
  /** Major units. */
  readonly amount: number | null;
  /** `''`: no currency is named; null: mixed. */
  readonly currency: string | null;
  readonly per: readonly { readonly currency: string; readonly amount: number }[];
}

/** What a measure computes, as data: `measure` and its parameters. Its sentence is in `locales`. */
export interface Definition {
  readonly measure: string;
  readonly [parameter: string]: unknown;
}

/** The common part of every measure's rows. Ratios are 0..1; null: not defined or not known, never a guess. */
export interface Row {
  readonly key: string;
  readonly value: number | null;
  /** Deals (or visits) that the value rests on. */
  readonly n: number;
  /** The base of a ratio. */
  readonly of?: number;
  readonly definition: Definition;
  readonly behind: Behind;
}

export type LeftOutCode =
  | 'no-created-date'
  | 'no-closed-date'
  | 'no-expected-date'
  | 'no-entry-date'
  | 'no-amount'
  | 'no-stage'
  | 'unmapped-stage'
  | 'stage-at-loss-unknown'
  | 'stage-then-unknown'
  | 'no-probability'
  | 'mixed-currencies';

export interface LeftOut {
  readonly code: LeftOutCode;
  readonly n: number;
}

/** Why a figure can't be had from this data. */
export type Needs = 'history' | 'probabilities' | 'rates' | 'closed-deals';

export interface Measure<R extends Row> {
  readonly rows: readonly R[];
  readonly definition: Definition;
  readonly leftOut: readonly LeftOut[];
  readonly needs: readonly Needs[];
}

/** [from, to) as days; undefined: all of the data. */
export type Window = DayRange | undefined;
