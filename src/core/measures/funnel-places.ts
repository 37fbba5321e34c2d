import type { Provenance } from '../model.js';
import type { CohortRow } from '../summary/types.js';
import { hasBit, topBit } from './mask.js';
import type { Stages } from './stages.js';

/** Where the deals of a cohort row stand. `apart`: their stage is not one of the pipeline's, or none is recorded. */
export interface Place {
  readonly kind: 'open' | 'won' | 'lost' | 'lost-unknown' | 'apart';
  /** Stage id at as-of. */
  readonly last: string;
  /** Furthest open stage visited, as its place among the open stages; −1: none recorded. */
  readonly furthest: number;
  readonly visited: (k: number) => boolean;
}

/**
 * Reads a cohort row by the pipeline's present stages. The stage a deal is in, and the one it was lost from, count
 * as visited even where the data has no visits.
 */
export function placeOf(row: CohortRow, stages: Stages): Place {
  const kind = stages.byId.get(row.last)?.kind;
  const now = stages.openAt(row.last);
  const from = stages.openAt(row.lostFrom);
  const furthest = Math.max(topBit(row.mask), now, from);
  return {
    kind: kind === undefined ? 'apart' : kind === 'lost' && furthest < 0 ? 'lost-unknown' : kind,
    last: row.last,
    furthest,
    visited: (k) => k === now || k === from || hasBit(row.mask, k),
  };
}

/** Whether every stage that is not archived was visited up to and including k, and k itself. */
export function wentThrough(place: Place, stages: Stages, k: number): boolean {
  for (let i = 0; i < k; i++) {
    if (stages.open[i]?.archived !== true && !place.visited(i)) return false;
  }
  return k >= stages.open.length || place.visited(k);
}

/** Data that does not say has none where deals are closed and no closed deal has been anywhere before. */
export function knowsHistory(provenance: Provenance | undefined, places: readonly Place[]): boolean {
  if (provenance !== undefined) return provenance.history !== 'none';
  const closed = places.filter((place) => place.kind !== 'open' && place.kind !== 'apart');
  return closed.length === 0 || closed.some((place) => place.furthest >= 0);
}
