import Papa from 'papaparse';
import { guard } from './cells.js';
import { decimalOfLocale } from './numbers.js';
import type { DecimalMark } from './types.js';

export type CsvValue = string | number | boolean | null | undefined;

/** A column: its header, and the row's property or a function that gives the cell. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (keyof Row & string) | ((row: Row) => CsvValue);
}

export interface WriteCsvOptions {
  /** Its users' spreadsheets decide: a language with a decimal comma gets semicolons. */
  readonly locale?: string;
  readonly delimiter?: ',' | ';' | '\t' | '|';
  readonly decimal?: DecimalMark;
  /** A byte order mark, without which Excel takes UTF-8 for an old encoding. Default false. */
  readonly bom?: boolean;
}

/**
 * Rows as CSV text (RFC 4180, CRLF), the header first. Text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`,
 * tab or CR) gets an apostrophe before it, which `readPipelineData` takes off again; plain numbers never do. Numbers are
 * written in full, with the locale's decimal mark and no grouping; null, undefined, NaN and infinities are empty cells.
 * @example writeCsv([{ n: 1.5 }], [{ header: 'n', value: 'n' }], { locale: 'de' }) // 'n\r\n1,5'
 */
export function writeCsv<Row>(
  rows: readonly Row[],
  columns: readonly CsvColumn<Row>[],
  options: WriteCsvOptions = {},
): string {
  const decimal = options.decimal ?? decimalOfLocale(options.locale);
  const delimiter = options.delimiter ?? (decimal === ',' ? ';' : ',');
  const data = rows.map((row) =>
    columns.map(({ value }) =>
      written(typeof value === 'function' ? value(row) : (row[value] as CsvValue), decimal),
    ),
  );
  const text = Papa.unparse([columns.map(({ header }) => guard(header)), ...data], {
    delimiter,
    newline: '\r\n',
  });
  return options.bom ? `\uFEFF${text}` : text;
}

const PLAIN_NUMBER = /^[+-]?\d+([.,]\d+)?$/;

function written(value: CsvValue, decimal: DecimalMark): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value).replace('.', decimal) : '';
  }
  const text = String(value);
  return PLAIN_NUMBER.test(text) ? text : guard(text);
}
