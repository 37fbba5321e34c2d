import { FORBIDDEN_KEYS } from './cells.js';
import { shown, type IssueList } from './issues.js';
import { eachSliced } from './pause.js';
import type { Cell, Table } from './types.js';

/** Is this the model itself (as against rows that have to be mapped)? */
export function isModel(
  value: unknown,
): value is { readonly pipelines: readonly unknown[]; readonly deals: readonly unknown[] } {
  return isObject(value) && Array.isArray(value['pipelines']) && Array.isArray(value['deals'] ?? []);
}

/** Under which names the APIs and hand-made files keep their list of deals. */
const LIST_KEYS = ['deals', 'opportunities', 'results', 'records', 'data', 'items', 'rows', 'value'];

export type FlatObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is FlatObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list of flat deals in a value: the value itself, or under one of the usual names. */
export function listOfDeals(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (!isObject(value)) return undefined;
  for (const key of LIST_KEYS) {
    const list = Object.hasOwn(value, key) ? value[key] : undefined;
    if (Array.isArray(list)) return list as readonly unknown[];
  }
  return undefined;
}

/**
 * Flat objects as a table: a column for each name, in order of first appearance; objects inside are opened one level
 * (`Owner.Name`), lists are left out. What is no object makes an issue and no row.
 */
export async function tableOfObjects(
  list: readonly unknown[],
  issues: IssueList,
  signal: AbortSignal | undefined,
): Promise<{ readonly table: Table; readonly sources: readonly FlatObject[] }> {
  const columns = new Map<string, number>();
  const rows: Cell[][] = [];
  const sources: FlatObject[] = [];
  const add = (index: number): void => {
    const entry = list[index];
    if (!isObject(entry)) {
      issues.add(
        'value-invalid',
        { field: 'deal', value: shown(entry) },
        { column: `[${index}]`, fold: '[]' },
      );
      return;
    }
    const row: Cell[] = [];
    const put = (key: string, value: unknown): void => {
      const cell = cellOf(value);
      if (cell === undefined) return;
      let column = columns.get(key);
      if (column === undefined) columns.set(key, (column = columns.size));
      row[column] = cell;
    };
    for (const [key, value] of Object.entries(entry)) {
      if (FORBIDDEN_KEYS.has(key)) issues.add('key-forbidden', { key }, { column: key });
      else if (isObject(value) && !(value instanceof Date)) {
        for (const [inner, cell] of Object.entries(value)) {
          if (FORBIDDEN_KEYS.has(inner)) issues.add('key-forbidden', { key: inner }, { column: key });
          else put(`${key}.${inner}`, cell);
        }
      } else put(key, value);
    }
    rows.push(row);
    sources.push(entry);
  };
  await eachSliced(list.length, add, signal);
  const header = [...columns.keys()];
  for (const row of rows) for (let column = 0; column < header.length; column++) row[column] ??= null;
  return { table: { header, rows }, sources };
}

function cellOf(value: unknown): Cell | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return String(value);
    default:
      return value === null ? null : undefined;
  }
}
