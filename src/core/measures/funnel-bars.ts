import type { Stage } from '../model.js';
import type { CohortRow } from '../summary/types.js';
import { wentThrough, type Place } from './funnel-places.js';
import type { Counting, FunnelRowKind } from './funnel-types.js';
import type { Stages } from './stages.js';
import { addRow, emptySums, type Sums } from './sums.js';

/** A row in the making. */
export interface Bar {
  readonly kind: FunnelRowKind;
  readonly key: string;
  readonly id: string;
  readonly stage?: Stage;
  readonly has: (place: Place) => boolean;
  readonly sums: Sums;
  readonly lost: Sums;
  readonly here: Sums;
  movedOn: number;
  unknown: number;
}

const bar = (
  kind: FunnelRowKind,
  key: string,
  id: string,
  has: (place: Place) => boolean,
  stage?: Stage,
): Bar => ({
  kind,
  key,
  id,
  stage,
  has,
  sums: emptySums(),
  lost: emptySums(),
  here: emptySums(),
  movedOn: 0,
  unknown: 0,
});

/** Whether deals at a place count in the row of the k-th open stage. */
function counts(place: Place, stages: Stages, k: number, isFirst: boolean, counting: Counting): boolean {
  if (place.kind === 'apart') return false;
  if (counting === 'current') return place.last === stages.open[k]?.id;
  if (isFirst && place.kind === 'lost-unknown') return true;
  if (counting === 'strict') return wentThrough(place, stages, k);
  return isFirst || place.kind === 'won' || place.furthest >= k;
}

/**
 * The stages and won. `main` is what shares and conversions are about, `special` what stands apart from them.
 * Without history nobody knows who went through every stage: strict rows are then empty.
 */
export function barsOf(stages: Stages, places: readonly Place[], counting: Counting, hasHistory: boolean) {
  const ends = new Set(
    places.map((place) => (place.kind === 'open' || place.kind === 'lost' ? place.furthest : -1)),
  );
  const held = new Set(places.map((place) => place.last));
  const isShown = (stage: Stage, k: number): boolean =>
    stage.archived !== true || ends.has(k) || held.has(stage.id);
  const isBlind = counting === 'strict' && !hasHistory;
  const main: Bar[] = [];
  for (const [k, stage] of stages.open.entries()) {
    if (!isShown(stage, k)) continue;
    const isFirst = main.length === 0;
    const has = (place: Place): boolean => !isBlind && counts(place, stages, k, isFirst, counting);
    main.push(bar('stage', `stage:${stage.id}`, stage.id, has, stage));
  }
  if (stages.pipeline.stages.some((stage) => stage.kind === 'won')) {
    const through = (place: Place): boolean =>
      counting !== 'strict' || (hasHistory && wentThrough(place, stages, stages.open.length));
    main.push(bar('won', 'won', '', (place) => place.kind === 'won' && through(place)));
  }
  const apart = new Set(places.filter((place) => place.kind === 'apart').map((place) => place.last));
  const isUnknown = (place: Place): boolean => place.kind === 'lost-unknown';
  const special = [
    ...(counting === 'current' ? [] : [bar('lost-stage-unknown', 'lost-stage-unknown', '', isUnknown)]),
    ...[...apart]
      .filter((id) => id !== '')
      .sort()
      .map((id) => bar('unmapped', `unmapped:${id}`, id, (place) => place.last === id)),
    ...(apart.has('') ? [bar('no-stage', 'no-stage', '', (place) => place.last === '')] : []),
  ];
  return { main, special, isBlind };
}

/** Puts deals that a row counts into its split: on in the next row, still here, or lost here. */
export function addToSplit(
  to: Bar,
  next: Bar | undefined,
  place: Place,
  row: CohortRow,
  stages: Stages,
): void {
  if (next?.has(place)) to.movedOn += row.n;
  else if (place.kind === 'lost-unknown') {
    to.unknown += row.n;
    addRow(to.lost, row);
  } else if (stages.open[place.furthest]?.id === to.id) {
    if (place.kind === 'open') addRow(to.here, row);
    if (place.kind === 'lost') addRow(to.lost, row);
  }
}
