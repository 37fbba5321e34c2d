import type { Deal, Pipeline, PipelineData, Provenance, Stage } from '../core/model.js';
import { PipelineError } from '../core/errors.js';
import { DealBuilder, type Layout } from './build-deal.js';
import { FORBIDDEN_KEYS } from './cells.js';
import { inspectColumns, type ColumnReaders } from './columns.js';
import type { FieldName } from './fields.js';
import type { IssueList } from './issues.js';
import { inferMapping, type EnteredColumn, type Mapping } from './mapping.js';
import { parseCurrency } from './numbers.js';
import { eachSliced } from './pause.js';
import { RowReader } from './row-reader.js';
import { decidePipeline, findStage, foldName, parseStageList, type PipelineFacts } from './stages.js';
import { countStatus, Surveyor } from './survey.js';
import { withoutTotals } from './totals.js';
import type { MappingReport, ReadOptions, Table } from './types.js';

export interface Built {
  readonly data: PipelineData;
  readonly mapping: MappingReport;
}

/**
 * A pipeline model from a table of deals, a row each. Nothing is made up: a cell that cannot be read is an issue and unknown in
 * the deal, a row without a stage keeps the stage `''`, a table without dates of entry has `history: 'none'` and no visits.
 * @throws PipelineError `input-header-only` without rows, `column-missing` if no column was understood
 */
export async function buildFromTable(
  given: Table,
  source: { readonly format: 'csv' | 'json' | 'table'; readonly delimiter?: string },
  options: ReadOptions,
  issues: IssueList,
): Promise<Built> {
  const { format, delimiter } = source;
  const { header } = given;
  if (given.rows.length === 0)
    throw new PipelineError('input-header-only', { columns: header }, issues.toArray());
  const mapping = inferMapping(header, options.fields, issues);
  const hasStage = mapping.columns.has('stage') || mapping.columns.has('stageId');
  if (!hasStage) issues.add('column-missing', { field: 'stage', columns: header });
  if (mapping.columns.size === 0) {
    throw new PipelineError('column-missing', { field: 'stage', columns: header }, issues.toArray());
  }
  noteUnused(header, mapping, issues);
  // Objects have sources of their own, a deal each, and no line of sums.
  const table = format === 'json' ? given : await withoutTotals(given, mapping, options.signal, issues);
  if (table.rows.length === 0)
    throw new PipelineError('input-header-only', { columns: header }, issues.toArray());
  const readers = await inspectColumns(table, mapping, delimiter, options, issues);
  const data = await build(mapping.preset?.system ?? format, table, mapping, readers, options, issues);
  const name = (column: number): string => header[column] as string;
  return {
    data,
    mapping: Object.freeze({
      format,
      system: mapping.preset?.system ?? format,
      fields: Object.freeze(
        Object.fromEntries([...mapping.columns].map(([field, column]) => [field, name(column)])),
      ),
      entered: mapping.entered.map(({ column, stage }) => ({ column: name(column), stage })),
      unmapped: mapping.unmapped.map(name),
      ...(readers.order === undefined ? {} : { dateOrder: readers.order }),
      ...(delimiter === undefined ? {} : { delimiter }),
      decimal: readers.decimal,
      rows: given.rows.length,
      kept: data.deals.length,
    }),
  };
}

/** What a chart can hardly do without, and the fields any of which will do. */
const EXPECTED: readonly (readonly [FieldName, ...FieldName[]])[] = [
  ['amount'],
  ['createdAt'],
  ['closeDate', 'expectedCloseAt', 'closedAt', 'wonAt', 'lostAt'],
  ['owner', 'ownerId'],
];

/** Where such a field has no column and columns were left over, one of them may be meant. */
function noteUnused(header: readonly string[], mapping: Mapping, issues: IssueList): void {
  const fields = EXPECTED.filter((any) => !any.some((field) => mapping.columns.has(field)));
  const columns = mapping.unmapped
    .map((column) => (header[column] as string).trim())
    .filter((name) => name !== '' && !FORBIDDEN_KEYS.has(name));
  if (fields.length > 0 && columns.length > 0)
    issues.add('columns-unused', { columns, fields: fields.map(([field]) => field) });
}

/** Two passes over the rows: what pipelines and stages there are, then a deal from each row. */
async function build(
  system: string,
  table: Table,
  mapping: Mapping,
  readers: ColumnReaders,
  options: ReadOptions,
  issues: IssueList,
): Promise<PipelineData> {
  const { length } = table.rows;
  const { signal } = options;
  const row = new RowReader(table, mapping.columns, readers, issues);
  const counts = { beside: 0, same: 0 };
  if (row.has('status')) await eachSliced(length, (index) => countStatus(row.at(index), counts), signal);
  const madeByStatus =
    row.has('status') && (mapping.preset?.closedByStatus === true || counts.beside > counts.same);
  const surveyor = new Surveyor(row, mapping, madeByStatus);
  await eachSliced(
    length,
    (index) => {
      row.at(index);
      surveyor.note();
    },
    signal,
  );
  surveyor.addMadeStages();

  const layout = layOut([...surveyor.pipelines.values()], table, mapping, readers, options, issues);
  const builder = new DealBuilder(table, row, layout, options, issues);
  const deals: Deal[] = [];
  await eachSliced(
    length,
    (index) => {
      row.at(index);
      deals.push(builder.build(surveyor.standing()));
    },
    signal,
  );

  const { owners, currencies, times } = builder;
  if (times && !options.timeZone) issues.add('time-zone-assumed', { timeZone: 'UTC' });
  const currency = options.currency ?? onlyCurrency(table, mapping, currencies);
  if (currency !== undefined && currencies.delete('')) currencies.add(currency);
  if (currencies.size > 1) {
    issues.add('currency-mixed', { currencies: [...currencies].filter((code) => code !== '') });
  }
  return Object.freeze({
    pipelines: Object.freeze([...layout.pipelines.values()]),
    deals: Object.freeze(deals),
    ...(owners.size > 0 ? { owners: Object.freeze([...owners.values()]) } : {}),
    provenance: provenance(system, layout.entered.length > 0 ? 'entered' : 'none', { ...options, currency }),
  });
}

/** The currency of amounts that name none, if the header says it, or the one sign that other amounts carry. */
function onlyCurrency(table: Table, mapping: Mapping, named: ReadonlySet<string>): string | undefined {
  const amount = mapping.columns.get('amount');
  if (amount === undefined) return undefined;
  const unit = /[([]([^)\]]+)[)\]]$/.exec(table.header[amount] as string)?.[1];
  const inHeader = unit === undefined ? undefined : parseCurrency(unit);
  if (inHeader !== undefined) return inHeader;
  // Where currencies have a column, an empty cell in it is a currency that nobody knows.
  const codes = [...named].filter((code) => code !== '');
  return mapping.columns.has('currency') || codes.length !== 1 ? undefined : codes[0];
}

function provenance(system: string, history: Provenance['history'], options: ReadOptions): Provenance {
  const { fetchedAt, timeZone, currency } = options;
  return Object.freeze({
    system,
    ...(fetchedAt ? { fetchedAt } : {}),
    ...(timeZone ? { timeZone } : {}),
    history,
    complete: true,
    ...(currency ? { currency } : {}),
  });
}

function layOut(
  all: readonly PipelineFacts[],
  table: Table,
  mapping: Mapping,
  readers: ColumnReaders,
  options: ReadOptions,
  issues: IssueList,
): Layout {
  const given = parseStageList(options.stages);
  const pipelines = new Map<PipelineFacts, Pipeline>();
  const stages = new Map<PipelineFacts, ReadonlyMap<string, Stage>>();
  for (const facts of all) {
    // Of several pipelines, each takes from the list what it has; a list without any of its stages is not meant for it.
    const list = all.length === 1 ? given : given.filter((name) => findStage(facts, name));
    const pipeline = Object.freeze(decidePipeline(facts, list, issues));
    pipelines.set(facts, pipeline);
    stages.set(facts, new Map(pipeline.stages.map((stage) => [stage.id, stage])));
  }
  const entered = mapping.entered.map((column) => ({
    column: column.column,
    stages: stagesMeant(column, all),
  }));
  const used = entered.filter(({ stages }) => stages.size > 0);
  // A column whose stage nobody knows (an id, where stages go by name) is kept like any other.
  const strange = entered.filter(({ stages }) => stages.size === 0).map(({ column }) => column);
  return {
    pipelines,
    stages,
    entered: used.some(({ column }) => readers.filled.has(column)) ? used : [],
    extraKeys: extraKeys(table.header, [...mapping.unmapped, ...strange], issues),
    decimal: readers.decimal,
  };
}

/** Which stage a date-of-entry column means, in each pipeline that it can mean. */
function stagesMeant(
  { stage, pipeline }: EnteredColumn,
  all: readonly PipelineFacts[],
): ReadonlyMap<PipelineFacts, string> {
  const named = pipeline === undefined ? undefined : foldName(pipeline);
  const own = all.find(({ name, id }) => foldName(name) === named || foldName(id) === named);
  const meant = new Map<PipelineFacts, string>();
  for (const facts of own ? [own] : all) {
    const known = findStage(facts, stage);
    if (known) meant.set(facts, known.id);
  }
  return meant;
}

/** The keys under which cells without a field are kept: the header's names, told apart where two are alike. */
function extraKeys(
  header: readonly string[],
  unmapped: readonly number[],
  issues: IssueList,
): readonly (readonly [number, string])[] {
  const used = new Set<string>();
  const keys: [number, string][] = [];
  for (const column of unmapped) {
    const name = header[column]?.trim() || `#${column + 1}`;
    if (FORBIDDEN_KEYS.has(name)) {
      issues.add('key-forbidden', { key: name }, { column: name });
      continue;
    }
    let key = name;
    for (let copy = 2; used.has(key); copy++) key = `${name} (${copy})`;
    used.add(key);
    keys.push([column, key]);
  }
  return keys;
}
