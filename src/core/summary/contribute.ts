/** A deal's rows in the tables that are asked for. */
import { stateOf } from '../view/frame.js';
import type { DealFacts, ViewFrame } from '../view/types.js';
import type { KeyPart } from './parts.js';
import { contributionOf, contributions } from './registry.js';
import type { SummaryRequest, TableName, TableRows } from './types.js';

/** Takes a row of a table. Key and row are used again for the next one: copy what you keep. */
export type AddRow = <T extends TableName>(table: T, key: readonly KeyPart[], row: TableRows[T]) => void;

type Contributor = (facts: DealFacts, add: AddRow) => void;

/** The tables a request asks for. */
export const tableNames = (request: SummaryRequest): TableName[] =>
  (Object.keys(contributions) as TableName[]).filter((table) => request[table] !== undefined);

/**
 * A function from the facts of a deal to its rows in all tables asked for. Rows whose keys are equal add up; a deal
 * has at most one row in `cohort`, `closed`, `cycle`, `open` and `expected`, two in `daily` once it is closed, and in the
 * others one or more for each visit, stage or period.
 */
export function contributor(frame: ViewFrame, request: SummaryRequest): Contributor {
  const state = stateOf(frame);
  const parts = tableNames(request).map((table) => ({
    table,
    contribute: contributionOf(table, request, state),
  }));
  return (facts, add) => {
    for (const { table, contribute } of parts) contribute(facts, (key, row) => add(table, key, row));
  };
}
