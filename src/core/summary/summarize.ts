/** Tables of a view: made at once, from parts, or by replacing one deal. */
import { PipelineError } from '../errors.js';
import type { Deal } from '../model.js';
import { stateOf } from '../view/frame.js';
import { factsIn } from '../view/view.js';
import type { DealFacts, View } from '../view/types.js';
import { contributor, tableNames } from './contribute.js';
import { RowTable } from './rows.js';
import type { AnyRow } from './rows.js';
import type { Contribute, KeyPart } from './parts.js';
import { contributionOf, summed } from './registry.js';
import type { PipelineSummary, SummaryRequest, SummaryTables, Table, TableName } from './types.js';

/** Rows by the parts of their keys, a level each. */
type Branch = Map<KeyPart, Branch | AnyRow>;

/** The text under which a table keeps a row. No id or name holds what stands between the parts. */
const textOf = (key: readonly KeyPart[]): string => key.join('\u0000');

/** Sums in bulk. Looking a row up part by part costs half of joining its key to a text each time. */
function sumRows(
  counted: readonly DealFacts[],
  contribute: Contribute<TableName>,
  columns: readonly string[],
): RowTable {
  const rows = new RowTable();
  const root: Branch = new Map();
  const add = (key: readonly KeyPart[], part: object): void => {
    let branch = root;
    const last = key.length - 1;
    for (let i = 0; i < last; i++) {
      const name = key[i] as KeyPart;
      let next = branch.get(name) as Branch | undefined;
      if (next === undefined) branch.set(name, (next = new Map<KeyPart, Branch | AnyRow>()));
      branch = next;
    }
    const row = branch.get(key[last] as KeyPart) as AnyRow | undefined;
    if (row !== undefined) return addTo(row, part as AnyRow, columns, 1);
    // Two keys make one text only where a name holds what stands between parts: then they are one row, as in updates.
    const text = textOf(key);
    const known = rows.get(text);
    const added = known ?? { ...part };
    if (known === undefined) rows.put(text, added);
    else addTo(known, part as AnyRow, columns, 1);
    branch.set(key[last] as KeyPart, added);
  };
  for (const facts of counted) contribute(facts, add);
  return rows;
}

/** Adds the summed columns of a row to another, or takes them off. */
function addTo(row: AnyRow, part: AnyRow, columns: readonly string[], sign: 1 | -1): void {
  for (const column of columns) row[column] = (row[column] as number) + sign * (part[column] as number);
}

/**
 * Sums the deals that a view lets count into the tables asked for; see SummaryTables for what each holds.
 * One pass over the deals; amounts in integer minor units, by currency. A `within` leaves out what lies outside of
 * the window by the table's own date; what has no such date stays, so that readers can say how much was left out.
 * @example summarize(view, { open: {}, closed: { by: ['owner'] } }).tables.open
 */
export function summarize(view: View, request: SummaryRequest): PipelineSummary {
  const counted: DealFacts[] = [];
  for (const deal of view.data.deals) {
    const facts = view.factsOf(deal);
    if (facts !== undefined) counted.push(facts);
  }
  const state = stateOf(view.frame);
  const tables: { [T in TableName]?: RowTable } = {};
  for (const name of tableNames(request)) {
    const contribute = contributionOf(name, request, state);
    tables[name] = sumRows(counted, contribute, summed[name]);
  }
  return { frame: view.frame, request, tables: tables as SummaryTables, deals: counted.length };
}

/**
 * The summary of two disjoint sets of deals, from their summaries: it equals summing all of them at once.
 * @throws PipelineError `summary-mismatch` where the tables, dimensions or windows asked for differ
 */
export function mergeSummaries(a: PipelineSummary, b: PipelineSummary): PipelineSummary {
  const names = tableNames(a.request);
  const asked = (summary: PipelineSummary): string =>
    JSON.stringify(tableNames(summary.request).map((name) => [name, summary.request[name]]));
  if (asked(a) !== asked(b)) throw new PipelineError('summary-mismatch', { tables: tableNames(b.request) });
  const tables: { [T in TableName]?: RowTable } = {};
  for (const name of names) tables[name] = applied(rowsOf(a, name), rowsOf(b, name), summed[name]);
  return { frame: a.frame, request: a.request, tables: tables as SummaryTables, deals: a.deals + b.deals };
}

/**
 * The summary after one deal was replaced, added (no `before`) or removed (no `after`): it equals summing the
 * replaced data again. Costs the deal's own visits and a copy of the tables that change, whatever the number of deals; other tables keep
 * their identity, and so does the summary where nothing changes. Rows whose last deal leaves vanish.
 * @param before the very deal that the summary counts, `after` the one in its place
 */
export function updateSummary(summary: PipelineSummary, before?: Deal, after?: Deal): PipelineSummary {
  const { frame, request } = summary;
  const contribute = contributor(frame, request);
  const changes: { [T in TableName]?: Map<string, AnyRow> } = {};
  const collect = (facts: DealFacts | undefined, sign: 1 | -1): number => {
    if (facts === undefined) return 0;
    contribute(facts, (table, parts, part) => {
      const key = textOf(parts);
      const rows = (changes[table] ??= new Map<string, AnyRow>());
      const columns = summed[table];
      let row = rows.get(key);
      if (row === undefined) {
        row = { ...part };
        for (const column of columns) row[column] = 0;
        rows.set(key, row);
      }
      addTo(row, part as object as AnyRow, columns, sign);
    });
    return sign;
  };
  const deals =
    summary.deals +
    collect(after && factsIn(frame, after), 1) +
    collect(before && factsIn(frame, before), -1);
  const tables: { [T in TableName]?: Table<AnyRow> } = {};
  let isChanged = deals !== summary.deals;
  for (const name of tableNames(request)) {
    const columns = summed[name];
    const changed = [...(changes[name] ?? [])].filter(([, row]) =>
      columns.some((column) => row[column] !== 0),
    );
    tables[name] =
      changed.length === 0 ? rowsOf(summary, name) : applied(rowsOf(summary, name), changed, columns);
    if (changed.length > 0) isChanged = true;
  }
  return isChanged ? { frame, request, tables: tables as SummaryTables, deals } : summary;
}

const rowsOf = ({ tables }: PipelineSummary, name: TableName): Table<AnyRow> =>
  (tables[name] as object as Table<AnyRow> | undefined) ?? new RowTable();

/** A copy of a table with rows added to it; those that no deal is left in are gone. */
function applied(
  table: Table<AnyRow>,
  changes: Iterable<[string, AnyRow]>,
  columns: readonly string[],
): RowTable {
  const rows = new RowTable(table);
  for (const [key, change] of changes) {
    const known = rows.get(key);
    const row = { ...(known ?? change) };
    if (known !== undefined) addTo(row, change, columns, 1);
    rows.put(key, row['n'] === 0 ? undefined : row);
  }
  return rows;
}

/** Whether an amount of a table is beyond 2^53 minor units, where sums are no longer exact: raise `sum-unsafe`. */
export function hasUnsafeSums({ tables }: PipelineSummary): boolean {
  return Object.entries(tables).some(([name, table]) =>
    [...(table as Table<object> as Table<AnyRow>).values()].some((row) =>
      summed[name as TableName].some((column) => !Number.isSafeInteger(row[column])),
    ),
  );
}
