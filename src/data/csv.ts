import Papa from 'papaparse';
import type { IssueList } from './issues.js';
import { pause } from './pause.js';

/** Characters parsed at a time: more make one slice long, fewer cost more overlap. */
const WINDOW = 16_384;

/** Windows between two pauses. */
const BURST = 256;

/** Characters that may be looked at again because of stray quotes, before quotes are taken as text for good. */
const patience = (length: number): number => 20_000_000 + 3 * length;

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

export interface RawRows {
  readonly rows: string[][];
  /** 1-based line of the file in which each row starts. */
  readonly lines: number[];
}

function parse(
  text: string,
  delimiter: string,
  newline: '\n' | '\r',
  more: boolean,
  literal = false,
): Parsed {
  // The inner parser, because it alone tells where its last whole row ended, so that a long text can be cut between rows.
  const parser = new Papa.Parser({
    delimiter,
    newline,
    quoteChar: '"',
    ...(literal ? { fastMode: true } : {}),
  });
  return parser.parse(text, 0, more) as Parsed;
}

function newlineOf(text: string): '\n' | '\r' {
  // CRLF counts as LF: the CR is taken off the last cell, which also reads files that mix both.
  return text.includes('\n') ? '\n' : '\r';
}

/** The first rows of a text, for a look at it. */
export function parseSample(text: string, delimiter: string, limit: number): string[][] {
  return parse(text, delimiter, newlineOf(text), false).data.slice(0, limit);
}

/**
 * The rows of a CSV text (RFC 4180: quoted cells may hold delimiters, doubled quotes and line ends), with the line in which
 * each starts. Blank lines make no row. A quote that never closes is reported and taken as text, and reading goes on in the
 * next line. Pauses between slices of work.
 */
export async function parseCsv(
  text: string,
  delimiter: string,
  issues: IssueList,
  { line: from = 1, signal }: { readonly line?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<RawRows> {
  const newline = newlineOf(text);
  const out: RawRows = { rows: [], lines: [] };
  let line = from;
  let start = 0;
  let size = WINDOW;
  let windows = 0;
  let again = 0;
  let literal = false;
  let width = 0;

  const keep = (row: string[]): void => {
    const last = row.length - 1;
    if (row[last]?.endsWith('\r')) row[last] = row[last].slice(0, -1);
    if (row.length > 1 || row[0] !== '') {
      if (width === 0) width = row.length;
      out.rows.push(row);
      out.lines.push(line);
    }
    line += 1;
    for (const cell of row) line += lineEnds(cell);
  };

  while (start < text.length) {
    if (++windows % BURST === 0) await pause(signal);
    const more = start + size < text.length;
    const { data, errors, meta } = parse(text.slice(start, start + size), delimiter, newline, more, literal);
    if (more && meta.cursor === 0) {
      size *= 2;
      continue;
    }
    size = WINDOW;
    const faults = new Map(errors.map(({ row, code }) => [row, code]));
    let kept = 0;
    let broken: { readonly cells: string[]; readonly next: number } | undefined;
    for (const row of data) {
      const fault = faults.get(kept);
      if (fault !== undefined) {
        const unclosed = fault === 'MissingQuotes';
        if (unclosed || row.some(hasLineEnd)) {
          const at = rowStart(text, start, data.slice(0, kept), newline);
          const first = firstLine(text, at, delimiter, newline);
          // A whole row in the first line alone: the stray quote opened a cell that the next stray quote closed.
          if (unclosed || first.cells.length === width) broken = first;
          again += unclosed ? text.length - at : WINDOW;
        }
        issues.add('quote-unclosed', {}, { line, ...(broken ? {} : { severity: 'warning' as const }) });
      }
      if (broken) break;
      keep(row);
      kept += 1;
    }
    if (!broken) {
      start += meta.cursor;
      continue;
    }
    // Its first line as it stands, quotes and all; reading goes on below it, and not in what the quote had swallowed.
    keep(broken.cells);
    start = broken.next;
    literal = again > patience(text.length);
  }
  return out;
}

/** One line of the text, cut at the delimiters only. */
function firstLine(
  text: string,
  at: number,
  delimiter: string,
  newline: '\n' | '\r',
): { readonly cells: string[]; readonly next: number } {
  const end = text.indexOf(newline, at);
  const line = text.slice(at, end < 0 ? text.length : end);
  const cells = (parse(line, delimiter, newline, false, true).data[0] ?? ['']).map((cell) =>
    cell.replace(/^\s*"|"\s*$/g, ''),
  );
  return { cells, next: end < 0 ? text.length : end + 1 };
}

function hasLineEnd(cell: string): boolean {
  return cell.includes('\n') || cell.includes('\r');
}

function lineEnds(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0;
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** Where the row after these starts: found again by going over the line ends of the rows before it. */
function rowStart(
  text: string,
  start: number,
  before: readonly (readonly string[])[],
  newline: string,
): number {
  let position = start;
  for (const row of before) {
    let ends = 1;
    for (const cell of row) for (const char of cell) if (char === newline) ends += 1;
    for (; ends > 0; ends--) position = text.indexOf(newline, position) + 1;
  }
  return position;
}
