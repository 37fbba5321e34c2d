import { isTimeZone } from '../core/calendar/zone.js';
import { PipelineError, type DataIssue } from '../core/errors.js';
import type { Deal, PipelineData } from '../core/model.js';
import { buildFromTable } from './build.js';
import { readCsvTable } from './csv-table.js';
import { decode, refuseBinaryText } from './decode.js';
import { detectFormat } from './detect.js';
import { IssueList } from './issues.js';
import { isModel, listOfDeals, tableOfObjects, type FlatObject } from './rows.js';
import type { MappingReport, ReadOptions, ReadResult, Table } from './types.js';

const loadChecks = () => import('./checks.js');

/**
 * Reads deals from whatever a CRM exports or a host has at hand: CSV or JSON text, bytes or a file of it, the model itself, or a list of
 * flat objects. Everything readable is kept; everything else is an issue with its line and column.
 *
 * - A model (`{ pipelines, deals, … }`) is checked, and every deal that needs no change keeps its identity.
 * - Anything else is a table of deals. The columns of HubSpot, Salesforce and Pipedrive exports are recognised, others by common
 *   names or by `options.fields`.
 * @throws PipelineError where nothing at all can be shown: `input-empty`, `input-header-only`, `input-html`, `input-not-text`,
 * `input-unknown-format`, `json-invalid` (line, column), `json-shape`, `column-missing`; with the issues found until then
 * @throws the reason of `options.signal` once it is aborted
 * @example (await readPipelineData('name,stage,amount\nACME,Won,100')).data.deals[0].amount // 100
 */
export async function readPipelineData(
  input: string | Uint8Array | ArrayBuffer | Blob | object,
  options: ReadOptions = {},
): Promise<ReadResult> {
  options.signal?.throwIfAborted();
  const zone = options.timeZone;
  if (zone && !isTimeZone(zone)) {
    const { data, issues, mapping } = await readPipelineData(input, { ...options, timeZone: undefined });
    const wrong: DataIssue = { code: 'time-zone-unknown', severity: 'warning', params: { value: zone } };
    return { data, issues: [wrong, ...issues], mapping };
  }
  if (input === null || input === undefined) throw new PipelineError('input-empty');
  if (typeof input === 'string') {
    refuseBinaryText(input);
    return readText(input, undefined, options);
  }
  const bytes = await bytesOf(input);
  if (!bytes) return readValue(input, 'model', options);
  options.signal?.throwIfAborted();
  const { text, encoding } = decode(bytes, options.contentType ?? typeOf(input));
  return readText(text, encoding, { url: nameOf(input), ...options });
}

/**
 * Reads deals from a table that was found elsewhere, e.g. an HTML `<table>`: its header, and its cells as text. `lines` are the numbers that
 * issues give for the rows; without them, rows count from 1.
 * @throws PipelineError as {@link readPipelineData}
 */
export async function readTable(
  table: {
    readonly header: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly lines?: readonly number[];
  },
  options: ReadOptions = {},
): Promise<ReadResult> {
  const issues = new IssueList();
  const lines = table.lines ?? table.rows.map((_, index) => index + 1);
  return finish({ header: table.header, rows: table.rows, lines }, 'table', options, issues);
}

async function readText(
  raw: string,
  encoding: string | undefined,
  options: ReadOptions,
): Promise<ReadResult> {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  const format = detectFormat(text, options);
  const found = encoding === undefined ? {} : { encoding };
  if (format === 'json') {
    const { parseJson } = await loadChecks();
    const result = await readValue(parseJson(text) as object, 'json', options);
    return { ...result, mapping: { ...result.mapping, ...found } };
  }
  const issues = new IssueList();
  const { table, delimiter } = await readCsvTable(text, options, issues);
  const { data, mapping } = await buildFromTable(table, { format: 'csv', delimiter }, options, issues);
  return { data, issues: issues.toArray(), mapping: Object.freeze({ ...mapping, ...found }) };
}

async function readValue(value: object, format: 'json' | 'model', options: ReadOptions): Promise<ReadResult> {
  const issues = new IssueList();
  if (isModel(value)) {
    const { normaliseModel } = await loadChecks();
    const data = await normaliseModel(value, options, issues);
    return { data, issues: issues.toArray(), mapping: modelReport(value, data, format) };
  }
  const list = listOfDeals(value);
  if (!list) throw new PipelineError('json-shape', { path: '$', expected: 'pipelines, deals' });
  if (list.length === 0) throw new PipelineError('input-empty');
  const { table, sources } = await tableOfObjects(list, issues, options.signal);
  if (table.rows.length === 0) {
    throw new PipelineError('json-shape', { path: '[0]', expected: 'object' }, issues.toArray());
  }
  const result = await finish(table, 'json', options, issues);
  return withVisits(result, sources, options);
}

async function finish(
  table: Table,
  format: 'json' | 'table',
  options: ReadOptions,
  issues: IssueList,
): Promise<ReadResult> {
  const { data, mapping } = await buildFromTable(table, { format }, options, issues);
  return { data, issues: issues.toArray(), mapping };
}

/** Flat deals may carry their visits as the model writes them: those are kept. */
async function withVisits(
  result: ReadResult,
  sources: readonly FlatObject[],
  options: ReadOptions,
): Promise<ReadResult> {
  if (!sources.some((source) => Array.isArray(source['visits']))) return result;
  const issues = new IssueList();
  const deals = result.data.deals.map((deal, index): Deal => {
    const visits = sources[index]?.['visits'];
    return Array.isArray(visits) ? { ...deal, visits: visits as Deal['visits'] } : deal;
  });
  const provenance = { ...result.data.provenance, history: 'full' as const };
  const { normaliseModel } = await loadChecks();
  const data = await normaliseModel({ ...result.data, deals, provenance }, options, issues);
  const known = new Set(result.issues.map(({ code }) => code));
  return {
    ...result,
    data,
    issues: [...result.issues, ...issues.toArray().filter(({ code }) => !known.has(code))],
  };
}

function modelReport(
  input: { readonly deals?: readonly unknown[] },
  data: PipelineData,
  format: 'json' | 'model',
): MappingReport {
  return Object.freeze({
    format,
    system: data.provenance?.system ?? format,
    fields: {},
    entered: [],
    unmapped: [],
    rows: input.deals?.length ?? 0,
    kept: data.deals.length,
  });
}

async function bytesOf(input: object): Promise<Uint8Array | undefined> {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  // By its name, since a buffer or file may come from another window.
  const name = Object.prototype.toString.call(input);
  if (name === '[object ArrayBuffer]') return new Uint8Array(input as ArrayBuffer);
  if (name === '[object Blob]' || name === '[object File]')
    return new Uint8Array(await (input as Blob).arrayBuffer());
  return undefined;
}

function typeOf(input: object): string {
  return 'type' in input && typeof input.type === 'string' ? input.type : '';
}

function nameOf(input: object): string | undefined {
  return 'name' in input && typeof input.name === 'string' ? input.name : undefined;
}
