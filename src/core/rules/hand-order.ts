/** The order that a source keeps by hand. */
import type { Deal } from '../model.js';

/** Where a deal stands in the order by hand: its own `order`, else its place in the data. Smaller comes first. */
export const handRank = (deal: Deal, place: number): number =>
  typeof deal.order === 'number' && Number.isFinite(deal.order) ? deal.order : place;

/**
 * The `order` that puts a deal at a place among the others of its stage.
 * @param others ranks of the other deals, ascending
 * @param index wished place, from 0; beyond the ends: the end
 * @example orderAt([0, 1, 5], 2) // 3
 */
export function orderAt(others: readonly number[], index: number): number {
  const at = Math.max(0, Math.min(Math.round(index) || 0, others.length));
  const before = others[at - 1];
  const after = others[at];
  if (before === undefined) return after === undefined ? 0 : after - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}
