import type { When } from '../core/model.js';
import { cellText } from './cells.js';
import {
  isDateColumn,
  noDateEvidence,
  orderFrom,
  orderOfLocale,
  parseDate,
  weighDate,
  type DateEvidence,
} from './dates.js';
import { FIELDS } from './fields.js';
import { shown, type IssueList } from './issues.js';
import type { Mapping } from './mapping.js';
import { DecimalVote } from './decimal.js';
import { parseNumber } from './numbers.js';
import { eachSliced } from './pause.js';
import type { Cell, DateOrder, DecimalMark, ReadOptions, Table } from './types.js';

/** Different texts remembered per date column: deals share their days, so most cells are found here. */
const REMEMBERED = 20_000;

/** Reads the date cells of one column; remembers what it has read. */
export interface DateReader {
  readonly column: number;
  readonly read: (text: string) => When | undefined;
}

export interface ColumnReaders {
  readonly dates: ReadonlyMap<number, DateReader>;
  readonly order: DateOrder | undefined;
  readonly decimal: DecimalMark;
  /** Date columns with anything in them. */
  readonly filled: ReadonlySet<number>;
  /** Turns a probability cell into 0..1; `undefined` if it is none. */
  readonly probability: (cell: Cell) => number | undefined;
}

/** Looks at all cells of the columns whose meaning depends on their neighbours: numbers, dates and probabilities. */
export async function inspectColumns(
  table: Table,
  mapping: Mapping,
  delimiter: string | undefined,
  options: ReadOptions,
  issues: IssueList,
): Promise<ColumnReaders> {
  const evidence = new Map<number, DateEvidence>();
  for (const [field, column] of mapping.columns) {
    if (FIELDS[field] === 'date') evidence.set(column, noDateEvidence());
  }
  for (const { column } of mapping.entered) evidence.set(column, noDateEvidence());
  const numbers = [mapping.columns.get('amount'), mapping.columns.get('probability')].filter(
    (column) => column !== undefined,
  );
  const vote = new DecimalVote();
  await eachSliced(
    table.rows.length,
    (index) => {
      const row = table.rows[index] as Table['rows'][number];
      for (const [column, found] of evidence) {
        const text = cellText(row[column]);
        if (text !== '') weighDate(text, found);
      }
      for (const column of numbers) {
        const cell = row[column];
        if (typeof cell === 'string' && cell !== '') vote.add(cell);
      }
    },
    options.signal,
  );
  const { decimal, guessedFrom } = vote.decide(delimiter, options.locale);
  if (guessedFrom !== undefined) issues.add('decimal-guessed', { mark: decimal, value: shown(guessedFrom) });
  const order = decideOrder(table, evidence, options, issues);
  const dates = new Map<number, DateReader>();
  for (const [column, found] of evidence) dates.set(column, dateReader(column, order, isDateColumn(found)));
  const filled = new Set<number>();
  for (const [column, found] of evidence) if (found.dateOnly + found.timed > 0) filled.add(column);
  const isPercent = await percentColumn(table, mapping.columns.get('probability'), decimal, options.signal);
  return {
    dates,
    order,
    decimal,
    filled,
    probability: (cell) => parseProbability(cell, decimal, isPercent),
  };
}

/** Does a column hold 0 to 100? By its header, else by what most of its numbers can only be. */
async function percentColumn(
  table: Table,
  column: number | undefined,
  decimal: DecimalMark,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (column === undefined) return false;
  if ((table.header[column] as string).includes('%')) return true;
  let fractions = 0;
  let percents = 0;
  await eachSliced(
    table.rows.length,
    (index) => {
      const cell = table.rows[index]?.[column] ?? null;
      const value = parseNumber(typeof cell === 'string' ? cellText(cell).replace('%', '') : cell, decimal);
      if (value === undefined) return;
      if (value > 1) percents += 1;
      else if (value > 0 && value < 1) fractions += 1;
    },
    signal,
  );
  return percents > fractions;
}

/** A probability as 0..1: `0.4`, `40`, `40%`; what lies outside is none. */
export function parseProbability(cell: Cell, decimal: DecimalMark, isPercent: boolean): number | undefined {
  const number = parseNumber(typeof cell === 'string' ? cellText(cell) : cell, decimal);
  if (number === undefined) return undefined;
  const value = isPercent && !(typeof cell === 'string' && cell.includes('%')) ? number / 100 : number;
  return value >= 0 && value <= 1 ? value : undefined;
}

/**
 * One order for all date columns of a file, since one program wrote them: the caller's; else what a value above 12 tells, in
 * any column; else the locale's, with an issue.
 */
function decideOrder(
  table: Table,
  columns: ReadonlyMap<number, DateEvidence>,
  options: ReadOptions,
  issues: IssueList,
): DateOrder | undefined {
  const all = noDateEvidence();
  for (const found of columns.values()) {
    for (const key of Object.keys(all) as (keyof DateEvidence)[]) all[key] += found[key];
  }
  if (all.ambiguous === 0) return options.dateOrder;
  const told = options.dateOrder ?? orderFrom(all);
  if (told) return told;
  const guessed = orderOfLocale(options.locale);
  const first = [...columns].find(([, found]) => found.ambiguous > 0)?.[0] as number;
  issues.add('date-order-guessed', { order: guessed }, { column: table.header[first] as string });
  return guessed;
}

function dateReader(column: number, order: DateOrder | undefined, daysOnly: boolean): DateReader {
  const remembered = new Map<string, When | undefined>();
  const read = (text: string): When | undefined => {
    if (remembered.has(text)) return remembered.get(text);
    const when = parseDate(text, order ?? 'dmy');
    const kept = daysOnly ? when?.slice(0, 10) : when;
    if (remembered.size < REMEMBERED) remembered.set(text, kept);
    return kept;
  };
  return { column, read };
}
