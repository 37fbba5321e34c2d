/** Taking back what was changed at or after as-of. */
import { instantOf } from '../calendar/when.js';
import type { Change, ChangedField, Deal } from '../model.js';

/** What fields were before their first change at or after as-of; a field that is absent did not change. */
export type RolledBack = { readonly [F in ChangedField]?: Change['from'] };

const NOTHING: RolledBack = {};

/**
 * What the fields of a deal were at as-of, where `changes` say that they were changed at or after it: the `from` of
 * the first such change, in whatever order the changes are listed. Changes without a readable moment are passed over.
 * @example rolledBack({ ...deal, amount: 9, changes: [{ at: '2026-02-01', field: 'amount', from: 5, to: 9 }] }, asOf, 'UTC') // { amount: 5 }
 */
export function rolledBack(deal: Deal, asOf: number, timeZone: string): RolledBack {
  const { changes } = deal;
  if (changes === undefined || changes.length === 0) return NOTHING;
  const values: { -readonly [F in ChangedField]?: Change['from'] } = {};
  const firstAt: { [F in ChangedField]?: number } = {};
  for (const change of changes) {
    const at = instantOf(change.at, timeZone);
    if (at === undefined || at < asOf || at >= (firstAt[change.field] ?? Infinity)) continue;
    firstAt[change.field] = at;
    values[change.field] = change.from;
  }
  return values;
}
