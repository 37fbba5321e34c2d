import type { DataIssue, IssueCode, Severity } from '../core/errors.js';

/** Everything else is a warning: read, but something is missing or doubtful. */
const SEVERITY: Readonly<Partial<Record<IssueCode, Severity>>> = {
  'column-missing': 'error',
  'row-ragged': 'warning',
  'quote-unclosed': 'error',
  'json-shape': 'error',
  'column-duplicate': 'note',
  'columns-unused': 'note',
  'field-turned': 'note',
  'row-total': 'note',
  'column-unmapped': 'note',
  'date-order-guessed': 'note',
  'decimal-guessed': 'note',
  'kind-inferred': 'note',
  'visit-added': 'note',
  'visit-order': 'note',
  'time-zone-assumed': 'note',
};

export interface IssuePlace {
  readonly line?: number;
  readonly column?: string;
  readonly dealId?: string;
  readonly severity?: Severity;
  /** Repeats are folded per code and column; where that is too coarse (a stage's name), this tells them apart. */
  readonly apart?: string;
  /** Folds by this instead of the column, where columns are paths that differ (`deals[3].amount`). */
  readonly fold?: string;
}

/** So many of a kind are listed one by one; with one more they become a single issue with a `count`. */
const LISTED = 3;

/**
 * Collects findings in the order in which each kind was first met. A thousand unreadable dates in a column
 * are one issue: located at the first of them, `count` 1000.
 */
export class IssueList {
  readonly #kinds = new Map<string, { first: DataIssue[]; count: number }>();

  add(code: IssueCode, params: DataIssue['params'] = {}, place: IssuePlace = {}): void {
    const key = `${code}\n${place.fold ?? place.column ?? ''}\n${place.apart ?? ''}`;
    let kind = this.#kinds.get(key);
    if (!kind) this.#kinds.set(key, (kind = { first: [], count: 0 }));
    kind.count += 1;
    if (kind.first.length >= LISTED) return;
    kind.first.push(
      Object.freeze({
        code,
        severity: place.severity ?? SEVERITY[code] ?? 'warning',
        ...(place.line === undefined ? {} : { line: place.line }),
        ...(place.column === undefined ? {} : { column: place.column }),
        ...(place.dealId === undefined ? {} : { dealId: place.dealId }),
        params: Object.freeze(params),
      }),
    );
  }

  toArray(): readonly DataIssue[] {
    const all: DataIssue[] = [];
    for (const { first, count } of this.#kinds.values()) {
      if (count <= LISTED) all.push(...first);
      else all.push(Object.freeze({ ...(first[0] as DataIssue), count }));
    }
    return Object.freeze(all);
  }
}

/** A value as an issue shows it: short enough for a sentence, and never a whole swallowed file. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : textOf(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    // Objects without a prototype, or with a broken one, have no text.
    return Object.prototype.toString.call(value);
  }
}
