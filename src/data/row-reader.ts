import type { IssueCode } from '../core/errors.js';
import type { When } from '../core/model.js';
import { cellText } from './cells.js';
import type { ColumnReaders } from './columns.js';
import type { FieldName } from './fields.js';
import { shown, type IssueList } from './issues.js';
import type { Cell, Table } from './types.js';

type UnreadableCode = Extract<
  IssueCode,
  'amount-unreadable' | 'probability-unreadable' | 'number-unsafe' | 'currency-unknown' | 'date-unreadable'
>;

/** One row's cells by field, with the issues that reading them raises. */
export class RowReader {
  readonly #table: Table;
  readonly #columns: ReadonlyMap<FieldName, number>;
  readonly #readers: ColumnReaders;
  readonly #issues: IssueList;
  #index = 0;
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
    return this.#table.lines?.[this.#index];
  }

  /** Goes to a row; the deal is not known yet. */
  at(index: number): this {
    this.#index = index;
    this.dealId = undefined;
    return this;
  }

  get index(): number {
    return this.#index;
  }

  has(field: FieldName): boolean {
    return this.#columns.has(field);
  }

  /** The cell as it is; `undefined` where there is no such column. */
  raw(field: FieldName): Cell | undefined {
    const column = this.#columns.get(field);
    return column === undefined ? undefined : this.#table.rows[this.#index]?.[column];
  }

  /** The cell as trimmed text; `''` where there is none. */
  text(field: FieldName): string {
    return cellText(this.raw(field));
  }

  /** The moment in a cell; null where it is empty, and with an issue where it is none. */
  date(field: FieldName): When | null {
    const column = this.#columns.get(field);
    return column === undefined ? null : this.dateIn(column);
  }

  dateIn(column: number): When | null {
    const text = cellText(this.#table.rows[this.#index]?.[column]);
    if (text === '') return null;
    const when = this.#readers.dates.get(column)?.read(text);
    if (when !== undefined) return when;
    this.#add('date-unreadable', column, text);
    return null;
  }

  /** The row's probability as 0..1. */
  probability(): number | undefined {
    const cell = this.raw('probability');
    return cell === undefined || cell === null || cell === '' ? undefined : this.#readers.probability(cell);
  }

  /** Reports a cell that could not be read. */
  unreadable(code: UnreadableCode, field: FieldName): void {
    this.#add(code, this.#columns.get(field) as number, this.text(field));
  }

  /** Reports a cell whose word is not one of those known. */
  invalid(field: FieldName): void {
    const column = this.#columns.get(field) as number;
    this.#issues.add('value-invalid', { field, value: shown(this.text(field)) }, this.place(column));
  }

  /** Where an issue of this row belongs. */
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

  #add(code: UnreadableCode, column: number, value: string): void {
    this.#issues.add(code, { value: shown(value) }, this.place(column));
  }
}
