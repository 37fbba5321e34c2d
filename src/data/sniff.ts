import { parseSample } from './csv.js';
import { headerRow, isBlank, knownNames } from './header.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;

interface Candidate {
  readonly delimiter: string;
  readonly score: number;
}

/**
 * The delimiter of a CSV text, from a sample of its rows: the one that cuts them into equally many cells as the header, and that
 * yields known column names. (A decimal comma makes rows of unequal length where the comma is tried as a delimiter.)
 */
export function sniffDelimiter(text: string): string {
  const sample = text.length > 65_536 ? text.slice(0, text.lastIndexOf('\n', 65_536) + 1 || 65_536) : text;
  const candidates = DELIMITERS.map((delimiter) => weigh(delimiter, parseSample(sample, delimiter, 200)));
  return candidates.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

function weigh(delimiter: string, all: readonly (readonly string[])[]): Candidate {
  const rows = all.filter((row) => !isBlank(row));
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let width = 1;
  for (const [length, count] of widths) if (count > (widths.get(width) ?? 0)) width = length;
  const header = rows[headerRow(rows, 0)] ?? [];
  const known = knownNames(header);
  if (width < 2 && header.length < 2) return { delimiter, score: known > 0 ? 0.5 : 0 };
  const even = (widths.get(width) ?? 0) / rows.length + (header.length === width ? 1 : 0);
  return { delimiter, score: even + Math.min(known, 5) + Math.min(width, 20) / 20 };
}
