import type { ForecastCategory } from '../core/model.js';
import { nameKey } from './labels.js';
import type { Cell } from './types.js';

/** A cell as text: trimmed, and without the apostrophe that guards a formula (see `writeCsv`). */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = cell.trim();
  return text.startsWith("'") ? unguard(text) : text;
}

/** What a spreadsheet could take for a formula; an apostrophe before it is what keeps it text. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Puts an apostrophe before text that a spreadsheet would run as a formula. */
export function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function unguard(text: string): string {
  return FORMULA.test(text) ? text.slice(1) : text;
}

const CATEGORIES: ReadonlyMap<string, ForecastCategory> = new Map<string, ForecastCategory>([
  ['omit', 'omit'],
  ['omitted', 'omit'],
  ['notforecasted', 'omit'],
  ['pipeline', 'pipeline'],
  ['bestcase', 'best-case'],
  ['mostlikely', 'best-case'],
  ['commit', 'commit'],
  ['forecast', 'commit'],
  ['closed', 'closed'],
  ['closedwon', 'closed'],
]);

/** `BEST_CASE`, `Best Case`, `Omitted`: the model's word; `undefined` for any other. */
export function parseCategory(text: string): ForecastCategory | undefined {
  return CATEGORIES.get(nameKey(text));
}

/** Property names that could reach a prototype when an object is used as a dictionary. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const NO_PROTOTYPE: object = Object.freeze(Object.create(null) as object);

/** An object to be used as a dictionary: it inherits nothing. */
export function dictionary<T>(): Record<string, T> {
  // With an empty prototype, not none: engines keep such objects compact.
  return Object.create(NO_PROTOTYPE) as Record<string, T>;
}

/** Beyond this, sums in integer minor units stop being exact (2^53 / 100). */
export const LARGEST_AMOUNT = Number.MAX_SAFE_INTEGER / 100;
