import { headerKeys } from './labels.js';
import { isKnownHeader } from './mapping.js';

/** A report's title lines stand above its header; further down nobody would look for it. */
const TITLE_LINES = 20;

/** The row of column names: the first, unless that is a title or without a known name, and one below has several. */
export function headerRow(rows: readonly (readonly string[])[], first: number): number {
  const top = rows[first];
  if (top === undefined || (knownNames(top) > 0 && filledCells(top) > 1)) return first;
  for (let row = first + 1; row < Math.min(rows.length, first + TITLE_LINES); row++) {
    if (knownNames(rows[row] as readonly string[]) > 1) return row;
  }
  return first;
}

/** How many of these cells are names of columns that some system uses. */
export function knownNames(row: readonly string[]): number {
  return row.filter((cell) => headerKeys(cell).some(isKnownHeader)).length;
}

export function filledCells(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== '').length;
}

export function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}
