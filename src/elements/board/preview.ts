import { sumDeals } from '../../core/measures/board-groups.js';
import type { DayRange, DealFacts, ViewFrame } from '../../core/view/types.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import type { ColumnModel } from './column.js';
import type { Derived, DerivedCell, DerivedColumn } from './derive.js';
import type { Describing } from './describing.js';
import { cellTotal, laneTotal, openParts } from './lane-model.js';
import { limitOf } from './limits.js';
import type { ColumnLimit } from './limits.js';
import { describeColumn } from './model.js';
import { cellKey } from './places.js';
import type { Place, Places } from './places.js';

/** What columns, cells and lanes would show if the cards that hang over the board were dropped now. */
export interface Preview {
  /** By column; those that would change. */
  readonly columns: ReadonlyMap<string, ColumnModel>;
  /** Count and sum of cells, by place. */
  readonly cells: ReadonlyMap<string, string>;
  /** Of the open deals of lanes. */
  readonly lanes: ReadonlyMap<string, string>;
}

export interface PreviewOptions {
  readonly derived: Derived;
  readonly places: Places;
  readonly frame: ViewFrame;
  readonly describing: Describing;
  readonly limits?: ReadonlyMap<string, ColumnLimit>;
  readonly words?: LayoutMessages;
}

/** @param going the cards; those that are there already change nothing */
export function previewOf(going: readonly DealFacts[], to: Place, options: PreviewOptions): Preview {
  const { derived, places, frame, describing, words } = options;
  const { currency } = derived.scope;
  const moved = going.filter((facts) => !places.isAt(facts, to));
  const ids = new Set(moved.map(({ deal }) => deal.id));
  const ends = moved.map((facts) => ({
    now: asIfIn(facts, to, options),
    from: { column: places.columnOf(facts), lane: places.laneOf(facts) },
    to: {
      column: to.column?.row.stage ?? places.columnOf(facts),
      lane: to.lane?.key ?? places.laneOf(facts),
    },
  }));
  const touched = ends.flatMap((end) => [end.from.column, end.to.column]);
  const after = derived.columns.map((column) => {
    const key = column.row.stage;
    if (!touched.includes(key)) return column;
    const come = ends.filter((end) => end.to.column === key);
    const facts = [
      ...column.facts.filter(({ deal }) => !ids.has(deal.id)),
      ...come.flatMap(({ now }) => (isShown(column, derived.window, frame) ? [now] : [])),
    ];
    const cells = column.cells && partsOf(facts, places, column, ends, ids);
    return { ...column, facts, ...(cells && { cells }) };
  });
  const columns = new Map<string, ColumnModel>();
  const cells = new Map<string, string>();
  for (const { row, facts, isClosed, cells: parts } of after) {
    if (!touched.includes(row.stage)) continue;
    const sums = sumDeals(facts, frame, currency || undefined);
    const limit = limitOf(options.limits?.get(row.stage), facts, frame.asOfDay, describing);
    const next = { ...row, ...sums, weighted: isClosed ? null : sums.weighted };
    columns.set(row.stage, describeColumn(next, describing, derived.scope, limit));
    for (const [lane, { facts: own }] of parts ?? []) {
      const total = cellTotal(sumDeals(own, frame, currency || undefined), describing);
      cells.set(cellKey(row.stage, lane), total);
    }
  }
  const lanes = new Map<string, string>();
  if (words) {
    const changed = new Set(ends.flatMap((end) => [end.from.lane ?? '', end.to.lane ?? '']));
    for (const lane of changed) {
      lanes.set(
        lane,
        laneTotal(openParts(lane, after).flat(), { frame, currency, words, format: describing.format }),
      );
    }
  }
  return { columns, cells, lanes };
}

type End = {
  readonly now: DealFacts;
  readonly to: { readonly column: string; readonly lane: string | undefined };
};

/** Only what a move changes of a column's parts: where cards lie in them does not matter here. */
function partsOf(
  facts: readonly DealFacts[],
  places: Places,
  { row, cells }: DerivedColumn,
  ends: readonly End[],
  ids: ReadonlySet<string>,
): ReadonlyMap<string, Pick<DerivedCell, 'facts'>> {
  const parts = new Map(
    [...(cells ?? [])].map(([lane, { facts: own }]) => [
      lane,
      { facts: own.filter(({ deal }) => !ids.has(deal.id)) },
    ]),
  );
  const shown = new Set(facts);
  for (const { now, to } of ends) {
    if (to.column !== row.stage || !shown.has(now)) continue;
    const lane = to.lane ?? places.laneOf(now) ?? '';
    parts.set(lane, { facts: [...(parts.get(lane)?.facts ?? []), now] });
  }
  return parts;
}

/** A deal as it would be there: what it is weighted with is its new stage's. */
function asIfIn(facts: DealFacts, to: Place, { places, describing }: PreviewOptions): DealFacts {
  const stage = places.stageOf(to);
  if (stage === undefined || stage === facts.stage) return facts;
  const known = describing.pipeline.stages.find(({ id }) => id === stage);
  return { ...facts, stage, ...(known && { kind: known.kind }), enteredStage: describing.asOfDay };
}

/** A deal that would be closed now lies in a closed column only where its period holds as-of. */
function isShown({ isClosed }: DerivedColumn, window: DayRange | undefined, { asOfDay }: ViewFrame): boolean {
  if (!isClosed || !window) return true;
  return asOfDay >= (window.from ?? -Infinity) && asOfDay < (window.to ?? Infinity);
}
