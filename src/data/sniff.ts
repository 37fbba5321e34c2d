import { headerKeys } from './labels.js';
import { isKnownHeader } from './mapping.js';
import { decimalEvidence, decimalOfLocale } from './numbers.js';
import { parseSample } from './csv.js';
import type { DecimalMark } from './types.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface Dialect {
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  /** A cell that could be read both ways, where nothing settled the decimal mark. */
  readonly guessedFrom?: string;
}

interface Candidate {
  readonly delimiter: string;
  readonly rows: readonly (readonly string[])[];
  readonly score: number;
}

/**
 * Delimiter and decimal mark, decided together over a sample of rows: the delimiter whose rows are equally long and whose
 * header has known names; the decimal mark by the numbers in the cells that this delimiter makes. What no number settles
 * goes by the delimiter (a semicolon means that the comma was taken), then by the locale.
 */
export function sniffDialect(text: string, given: { delimiter?: string; locale?: string }): Dialect {
  const sample = text.length > 65_536 ? text.slice(0, text.lastIndexOf('\n', 65_536) + 1 || 65_536) : text;
  const candidates = (given.delimiter ? [given.delimiter] : DELIMITERS).map((delimiter) =>
    weigh(delimiter, parseSample(sample, delimiter, 200)),
  );
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a));
  return {
    delimiter: best.delimiter,
    ...decideDecimal(best.rows.slice(1).flat(), best.delimiter, given.locale),
  };
}

function weigh(delimiter: string, all: readonly (readonly string[])[]): Candidate {
  const rows = all.filter((row) => row.some((cell) => cell.trim() !== ''));
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let width = 1;
  for (const [length, count] of widths) if (count > (widths.get(width) ?? 0)) width = length;
  const header = rows[0] ?? [];
  const known = header.filter((cell) => headerKeys(cell).some(isKnownHeader)).length;
  if (width < 2 && header.length < 2) return { delimiter, rows, score: known > 0 ? 0.5 : 0 };
  const even = (widths.get(header.length) ?? 0) / Math.max(rows.length, 1);
  return { delimiter, rows, score: even * 2 + Math.min(known, 5) + Math.min(width, 20) / 20 };
}

/** The decimal mark of these cells; `guessedFrom` only where one of them could mean two numbers. */
export function decideDecimal(
  cells: readonly string[],
  delimiter: string,
  locale: string | undefined,
): { readonly decimal: DecimalMark; readonly guessedFrom?: string } {
  let comma = 0;
  let point = 0;
  const either: string[] = [];
  for (const cell of cells) {
    const evidence = decimalEvidence(cell);
    if (evidence === ',') comma += 1;
    else if (evidence === '.') point += 1;
    else if (evidence === 'either') either.push(cell);
  }
  if (comma !== point) return { decimal: comma > point ? ',' : '.' };
  const decimal = delimiter === ';' ? ',' : delimiter === ',' ? '.' : decimalOfLocale(locale);
  return either[0] === undefined ? { decimal } : { decimal, guessedFrom: either[0] };
}
