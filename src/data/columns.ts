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
import { FIELDS, type FieldName } from './fields.js';
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
  /** Is there any date of entry into a stage? */
  readonly entered: boolean;
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
  const entered = mapping.entered.some(({ column }) => {
    const found = evidence.get(column) as DateEvidence;
    return found.dateOnly + found.timed > 0;
  });
  const isPercent = await percentColumn(table, mapping.columns.get('probability'), decimal, options.signal);
  return {
    dates,
    order,
    decimal,
    entered,
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

/** One row's cells by field, with the issues that reading them raises. */
export class RowReader {
  readonly #table: Table;
  readonly #columns: ReadonlyMap<FieldName, number>;
  readonly #readers: ColumnReaders;
  readonly #issues: IssueList;
  index = 0;
  dealId: string | undefined;

  constructor(
    table: Table,
    columns: ReadonlyMap<FieldName, number>,
    readers: ColumnReaders,
    issues: IssueList,
  ) {
    this.#table = table;
    this.#columns = columns;
    this.#readers = readers;
    this.#issues = issues;
  }

  get line(): number | undefined {
    return this.#table.lines?.[this.index];
  }

  has(field: FieldName): boolean {
    return this.#columns.has(field);
  }

  raw(field: FieldName): Table['rows'][number][number] | undefined {
    const column = this.#columns.get(field);
    return column === undefined ? undefined : this.#table.rows[this.index]?.[column];
  }

  text(field: FieldName): string {
    return cellText(this.raw(field));
  }

  date(field: FieldName): When | null {
    const column = this.#columns.get(field);
    return column === undefined ? null : this.dateIn(column);
  }

  dateIn(column: number): When | null {
    const text = cellText(this.#table.rows[this.index]?.[column]);
    if (text === '') return null;
    const when = this.#readers.dates.get(column)?.read(text);
    if (when !== undefined) return when;
    this.#add('date-unreadable', column, text);
    return null;
  }

  probability(): number | undefined {
    const cell = this.raw('probability');
    return cell === undefined || cell === null || cell === '' ? undefined : this.#readers.probability(cell);
  }

  /** Reports a cell that could not be read. */
  unreadable(
    code: 'amount-unreadable' | 'probability-unreadable' | 'number-unsafe' | 'currency-unknown',
    field: FieldName,
  ): void {
    this.#add(code, this.#columns.get(field) as number, this.text(field));
  }

  invalid(field: FieldName): void {
    const column = this.#columns.get(field) as number;
    this.#issues.add('value-invalid', { field, value: shown(this.text(field)) }, this.place(column));
  }

  place(column?: number): { line?: number; column?: string; dealId?: string } {
    const { line, dealId } = this;
    return {
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column: this.#table.header[column] }),
      ...(dealId === undefined ? {} : { dealId }),
    };
  }

  column(field: FieldName): number | undefined {
    return this.#columns.get(field);
  }

  #add(
    code:
      | 'amount-unreadable'
      | 'probability-unreadable'
      | 'number-unsafe'
      | 'currency-unknown'
      | 'date-unreadable',
    column: number,
    value: string,
  ): void {
    this.#issues.add(code, { value: shown(value) }, this.place(column));
  }
}
