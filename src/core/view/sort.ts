/** Orders of the deals in a column of a board. */
import { dayOf } from '../calendar/when.js';
import type { PipelineData } from '../model.js';
import { handRank } from '../rules/hand-order.js';
import { orderAmount } from './columns.js';
import type { DealFacts, View } from './types.js';

/**
 * - `amount`: the largest first · `close`: the nearest expected close first; closed deals by the latest close
 * - `age`: the longest in its stage first · `activity`: the longest without activity first
 * - `hand`: as the source keeps it
 */
export type BoardOrder = 'amount' | 'close' | 'age' | 'activity' | 'hand';

export const BOARD_ORDERS: readonly BoardOrder[] = ['amount', 'close', 'age', 'activity', 'hand'];

/** What deals are ordered by, ascending; NaN: not known, which comes last. */
export type Rank = (facts: DealFacts) => number;

const places = new WeakMap<PipelineData, Map<string, number>>();

/** Each deal's place in the data. */
function placesOf(data: PipelineData): ReadonlyMap<string, number> {
  let known = places.get(data);
  if (!known) places.set(data, (known = new Map(data.deals.map(({ id }, at) => [id, at]))));
  return known;
}

export function rankBy(order: BoardOrder, { data, frame }: Pick<View, 'data' | 'frame'>): Rank {
  switch (order) {
    case 'amount':
      return (facts) => -orderAmount(facts, frame.rates);
    case 'close':
      return ({ kind, expected, closed }) => (kind === 'open' ? (expected ?? NaN) : -(closed ?? NaN));
    case 'age':
      return ({ enteredStage }) => enteredStage ?? NaN;
    case 'activity':
      return ({ deal: { lastActivityAt } }) =>
        lastActivityAt ? (dayOf(lastActivityAt, frame.timeZone) ?? NaN) : NaN;
    case 'hand': {
      const known = placesOf(data);
      return ({ deal }) => handRank(deal, known.get(deal.id) ?? NaN);
    }
  }
}

/** Deals by rank, then id; unknown ranks last. Each rank is asked for once. */
export function sortByRank(deals: readonly DealFacts[], rank: Rank): readonly DealFacts[] {
  const ranks = Float64Array.from(deals, (facts) => {
    const value = rank(facts);
    return Number.isNaN(value) ? Infinity : value;
  });
  const order = Array.from(deals, (_, at) => at).sort((a, b) => {
    const [x, y] = [ranks[a] as number, ranks[b] as number];
    if (x !== y) return x - y;
    const [m, n] = [(deals[a] as DealFacts).deal.id, (deals[b] as DealFacts).deal.id];
    return m < n ? -1 : m > n ? 1 : 0;
  });
  return order.map((at) => deals[at] as DealFacts);
}

/** Where a deal will lie among deals that are in order, itself left out. */
export function landingAt(deals: readonly DealFacts[], facts: DealFacts, rank: Rank): number {
  const known = (one: DealFacts): number => {
    const value = rank(one);
    return Number.isNaN(value) ? Infinity : value;
  };
  const own = known(facts);
  let at = 0;
  for (const other of deals) {
    if (other.deal.id === facts.deal.id) continue;
    const theirs = known(other);
    if (theirs > own || (theirs === own && other.deal.id > facts.deal.id)) break;
    at++;
  }
  return at;
}
