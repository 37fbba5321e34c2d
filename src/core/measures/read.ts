import { monthOf, monthsOf } from '../calendar/days.js';
import { PipelineError } from '../errors.js';
import type { Dimension, PipelineSummary, TableName, TableRequest, TableRows } from '../summary/types.js';
import type { Day, DayRange } from '../view/types.js';
import type { Behind } from './types.js';

/** What a measure wants of a table. */
export interface Scope {
  readonly pipeline?: string;
  readonly window?: DayRange;
  readonly by?: Dimension;
}

/** Which rows of a table a measure sees, and how to point at them. It holds no rows, so it may be kept. */
export interface Scoped<T extends TableName> {
  readonly holds: (row: TableRows[T]) => boolean;
  /** A window is set, in which the row has no date to be placed by. */
  readonly isUndated: (row: TableRows[T]) => boolean;
  /** The row's value of the dimension asked for; `''` where none was. */
  readonly dim: (row: TableRows[T]) => string;
  readonly behind: (keep: (row: TableRows[T]) => boolean) => Behind<T>;
}

/** A table as one measure sees it: the rows of its pipeline and window. */
export interface Reading<T extends TableName> extends Pick<Scoped<T>, 'dim' | 'behind'> {
  readonly rows: readonly TableRows[T][];
  /** Deals left out because a window is set and they have no date to place in it. */
  readonly undated: number;
  /** The same, of some of them. */
  readonly undatedBy: (keep: (row: TableRows[T]) => boolean) => number;
  /** Rows left out because nobody knows where their deals stood at as-of (see `ViewOptions.pastUnknown`). */
  readonly unplaced: readonly TableRows[T][];
}

const fitsMonths = (window: DayRange | undefined): boolean =>
  window === undefined || monthsOf(window) !== undefined;

/**
 * What to ask `summarize` for, so that a table keyed by month can be read through this window: whole months are
 * filtered on reading, any other window has to be cut while summing.
 */
export function tableRequest(scope: Scope): TableRequest {
  return {
    ...(scope.by === undefined ? {} : { by: [scope.by] }),
    ...(fitsMonths(scope.window) ? {} : { within: scope.window }),
  };
}

const sameWindow = (a: DayRange | undefined, b: DayRange | undefined): boolean =>
  a?.from === b?.from && a?.to === b?.to;

type DateOf = { readonly [T in TableName]: (row: TableRows[T]) => number | null };
const dateOf: DateOf = {
  cohort: (row) => row.created,
  closed: (row) => row.closed,
  cycle: (row) => row.closed,
  stay: (row) => row.entered,
  open: (row) => row.entered,
  expected: (row) => row.expected,
  daily: (row) => row.day,
  next: (row) => row.reached,
  end: (row) => row.reached,
  move: (row) => row.start,
  lexis: (row) => row.week,
  flow: (row) => row.from,
  due: (row) => row.from,
};
/** These tables keep the day itself, so that any window can be read. */
const byDay: ReadonlySet<TableName> = new Set<TableName>([
  'open',
  'expected',
  'daily',
  'move',
  'lexis',
  'flow',
  'due',
]);

/**
 * Which rows of one table are of one pipeline (of any where none is named) and window.
 * @throws PipelineError `summary-lacks` with the table's name, where the summary does not hold the table, the
 *   dimension, or the window: never a figure for something else.
 */
export function scopeTable<T extends TableName>(
  { tables, request: requests }: PipelineSummary,
  table: T,
  { pipeline, window, by }: Scope,
): Scoped<T> {
  const request = requests[table];
  const at = by === undefined ? -1 : (request?.by?.indexOf(by) ?? -1);
  const cut = request?.within !== undefined;
  const fits = cut ? sameWindow(request.within, window) : byDay.has(table) || fitsMonths(window);
  if (tables[table] === undefined || request === undefined || (by !== undefined && at < 0) || !fits) {
    throw new PipelineError('summary-lacks', { table });
  }
  const scale = byDay.has(table) ? (day: Day) => day : monthOf;
  const from = cut || window?.from === undefined ? -Infinity : scale(window.from);
  const to = cut || window?.to === undefined ? Infinity : scale(window.to);
  const date = dateOf[table] as (row: TableRows[T]) => number | null;
  const inPipeline = (row: TableRows[T]): boolean => pipeline === undefined || row.pipeline === pipeline;
  const inWindow = (row: TableRows[T]): boolean => {
    if (window === undefined) return true;
    const when = date(row);
    return when !== null && when >= from && when < to;
  };
  const holds = (row: TableRows[T]): boolean => inPipeline(row) && inWindow(row);
  return {
    holds,
    isUndated: (row) => window !== undefined && date(row) === null && inPipeline(row),
    dim: (row) => row.dims[at] ?? '',
    behind: (keep) => ({ table, keep: (row) => holds(row) && keep(row), request }),
  };
}

/** Where a table says in which stage its deals stood at as-of. */
const stageIn: { readonly [T in TableName]?: (row: TableRows[T]) => string } = {
  cohort: (row) => row.last,
  open: (row) => row.stage,
  expected: (row) => row.stage,
};

/** Deals of some rows. */
export const dealsIn = (rows: readonly { readonly n: number }[]): number =>
  rows.reduce((sum, { n }) => sum + n, 0);

/**
 * Rows of one table for one pipeline (all of them where none is named) and window.
 * @throws PipelineError `summary-lacks`, as {@link scopeTable}
 */
export function readTable<T extends TableName>(summary: PipelineSummary, table: T, scope: Scope): Reading<T> {
  const { holds, isUndated, dim, behind } = scopeTable(summary, table, scope);
  const kept: TableRows[T][] = [];
  const undated: TableRows[T][] = [];
  const unplaced: TableRows[T][] = [];
  const stageOf = summary.frame.pastUnknown === true ? stageIn[table] : undefined;
  for (const row of (summary.tables[table] as ReadonlyMap<string, TableRows[T]>).values()) {
    if (holds(row)) (stageOf?.(row as never) === '' ? unplaced : kept).push(row);
    else if (isUndated(row)) undated.push(row);
  }
  const undatedBy = (keep: (row: TableRows[T]) => boolean): number =>
    undated.reduce((n, row) => n + (keep(row) ? row.n : 0), 0);
  return { rows: kept, undated: undatedBy(() => true), undatedBy, unplaced, dim, behind };
}
