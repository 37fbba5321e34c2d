/** From a figure back to the deals it rests on. */
import type { Behind } from '../measures/types.js';
import type { Deal } from '../model.js';
import type { View } from '../view/types.js';
import { contributor } from './contribute.js';

/** Which part of a list to give. */
export interface Page {
  /** How many to pass over; default 0. */
  readonly offset?: number;
  /** How many to give at most; default all. */
  readonly limit?: number;
}

/**
 * The deals behind a row: those of the view that contribute a table row which the row's `behind` keeps, in the data's
 * order, each once. Found on demand by going through the deals as `summarize` does; rows hold no ids.
 * @returns the page asked for, and how many there are in all
 * @example dealsBehind(view, funnel.rows[2], { limit: 20 }) // { deals: [… 20], total: 152 }
 */
export function dealsBehind(
  view: View,
  row: { readonly behind: Behind },
  { offset = 0, limit = Infinity }: Page = {},
): { readonly deals: readonly Deal[]; readonly total: number } {
  const tests = [row.behind, ...(row.behind.also ?? [])].map(({ table, keep, within, by, request }) => ({
    keep: keep,
    contribute: contributor(view.frame, { [table]: request ?? { by, within } }),
  }));
  const deals: Deal[] = [];
  let total = 0;
  for (const deal of view.data.deals) {
    const facts = view.factsOf(deal);
    if (facts === undefined) continue;
    const isBehind = tests.some(({ keep, contribute }) => {
      let found = false;
      contribute(facts, (_table, _key, part) => {
        found ||= keep(part);
      });
      return found;
    });
    if (!isBehind) continue;
    if (total >= offset && deals.length < limit) deals.push(deal);
    total++;
  }
  return { deals, total };
}
