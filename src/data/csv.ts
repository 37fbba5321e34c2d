import Papa from 'papaparse';
import type { IssueList } from './issues.js';
import { pause } from './pause.js';

/** Characters parsed at a time: more make one slice long, fewer cost more overlap. */
const WINDOW = 65_536;

/** Windows between two pauses. */
const BURST = 64;

/** After so many quotes that never close, quotes are taken as text: each costs a look at the whole rest. */
const PATIENCE = 20;

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
  { firstLine = 1, signal }: { readonly firstLine?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<RawRows> {
  const newline = newlineOf(text);
  const out: RawRows = { rows: [], lines: [] };
  let line = firstLine;
  let start = 0;
  let size = WINDOW;
  let windows = 0;
  let unclosed = 0;
  let literal = false;

  const keep = (row: string[]): void => {
    const last = row.length - 1;
    if (row[last]?.endsWith('\r')) row[last] = (row[last] as string).slice(0, -1);
    if (row.length > 1 || row[0] !== '') {
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
    const missing = errors.find((error) => error.code === 'MissingQuotes');
    const malformed = new Set(errors.map((error) => error.row));
    for (let index = 0; index < data.length; index++) {
      if (missing && index === data.length - 1) break;
      if (malformed.has(index)) issues.add('quote-unclosed', {}, { line, severity: 'warning' });
      keep(data[index] as string[]);
    }
    if (!missing) {
      start += meta.cursor;
      size = WINDOW;
      continue;
    }
    issues.add('quote-unclosed', {}, { line });
    unclosed += 1;
    const cursor = rowStart(text, start, data, newline);
    const end = text.indexOf(newline, cursor);
    const stop = end < 0 ? text.length : end + 1;
    const row = parse(text.slice(cursor, end < 0 ? stop : end), delimiter, newline, false, true).data[0] ?? [
      '',
    ];
    keep(row.map((cell) => cell.replace(/^\s*"|"\s*$/g, '')));
    start = stop;
    size = WINDOW;
    literal = unclosed >= PATIENCE;
  }
  return out;
}

function lineEnds(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0;
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** Where the last row of a parsed window starts: found again by going over the line ends of the rows before it. */
function rowStart(
  text: string,
  start: number,
  data: readonly (readonly string[])[],
  newline: string,
): number {
  let position = start;
  for (const row of data.slice(0, -1)) {
    let ends = 1;
    for (const cell of row) for (const char of cell) if (char === newline) ends += 1;
    for (; ends > 0; ends--) position = text.indexOf(newline, position) + 1;
  }
  return position;
}
