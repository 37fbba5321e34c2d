import { PipelineError } from '../core/errors.js';
import { cellText } from './cells.js';
import { parseCsv } from './csv.js';
import { filledCells, headerRow, isBlank, knownNames } from './header.js';
import type { IssueList } from './issues.js';
import { eachSliced } from './pause.js';
import { sniffDelimiter } from './sniff.js';
import type { ReadOptions, Table } from './types.js';

/**
 * CSV text as a table: delimiter decided, header found, rows as long as the header. Short rows are padded, long ones keep their extra
 * cells, both with an issue; blank rows are dropped; lines of a report's head and foot are left out, with an issue.
 */
export async function readCsvTable(
  text: string,
  options: ReadOptions,
  issues: IssueList,
): Promise<{ readonly table: Table; readonly delimiter: string }> {
  const told = /^sep=([,;|\t])\r?\n?/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const delimiter = told ? (told[1] as string) : sniffDelimiter(body);
  const raw = await parseCsv(body, delimiter, issues, {
    line: told ? 2 : 1,
    signal: options.signal,
  });
  const first = raw.rows.findIndex((row) => !isBlank(row));
  if (first < 0) throw new PipelineError('input-empty', {}, issues.toArray());
  const at = headerRow(raw.rows, first);
  const header = (raw.rows[at] as string[]).map(cellText);
  // Spreadsheets leave empty columns at the right end.
  while (header.length > 1 && header[header.length - 1] === '') header.pop();
  for (let row = first; row < at; row++) {
    issues.add(
      'row-ragged',
      { expected: header.length, found: filledCells(raw.rows[row] as string[]) },
      { line: raw.lines[row] as number, severity: 'note', apart: 'head' },
    );
  }
  if (header.length === 1 && knownNames(header) === 0 && raw.rows.length - at < 2) {
    throw new PipelineError('input-unknown-format', {}, issues.toArray());
  }
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  await eachSliced(
    raw.rows.length - at - 1,
    (offset) => {
      const row = raw.rows[at + 1 + offset] as string[];
      const line = raw.lines[at + 1 + offset] as number;
      if (isBlank(row)) return;
      while (row.length > header.length && (row[row.length - 1] as string).trim() === '') row.pop();
      const found = row.length;
      if (found !== header.length) {
        const foot = found === 1 && header.length > 2;
        issues.add(
          'row-ragged',
          { expected: header.length, found },
          { line, ...(foot ? { severity: 'note', apart: 'foot' } : {}) },
        );
        // A single cell under a wide header is a remark (a report's foot), not a deal.
        if (foot) return;
        while (row.length < header.length) row.push('');
      }
      rows.push(row);
      lines.push(line);
    },
    options.signal,
  );
  return { table: { header, rows, lines }, delimiter };
}
