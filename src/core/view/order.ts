/** Deals by column of a board, in order: the largest amount first, deals without one last, then by id. */
import type { Deal } from '../model.js';
import { orderAmount } from './columns.js';
import { factsIn } from './view.js';
import type { DealFacts, View } from './types.js';

export interface DealOrder {
  readonly view: View;
  /** The deals in a stage (`''`: without one), in order. The same array as long as the column does not change. */
  column(pipeline: string, stage: string): readonly DealFacts[];
}

/** Columns by pipeline and stage; those in `sorted` are in order, others have not been asked for. */
interface Columns {
  readonly byKey: Map<string, DealFacts[]>;
  readonly sorted: Set<string>;
}

const orders = new WeakMap<View, DealOrder>();
const columnsOfOrder = new WeakMap<DealOrder, Columns>();

const keyOf = (pipeline: string, stage: string): string => pipeline + '\u0000' + stage;
const NO_FACTS: readonly DealFacts[] = Object.freeze([]);

/**
 * The deals of a view by pipeline and stage, ordered by amount (largest first; converted by the data's rates where
 * they are stated, unknown amounts last), then by id. Grouped and sorted when first read; kept for the view.
 */
export function dealOrder(view: View): DealOrder {
  const known = orders.get(view);
  if (known !== undefined) return known;
  return createOrder(view, undefined);
}

/**
 * The order after one deal was replaced, added (no `before`) or removed (no `after`): only its columns are
 * copied and the deal put in its place; others keep their arrays. Under another frame the order is made anew.
 * @param view the view of the data after the change, from `replaceDeals`
 */
export function updateOrder(order: DealOrder, view: View, before?: Deal, after?: Deal): DealOrder {
  const columns = columnsOfOrder.get(order);
  if (columns === undefined || view.frame !== order.view.frame) return dealOrder(view);
  const next: Columns = { byKey: new Map(columns.byKey), sorted: new Set(columns.sorted) };
  const compare = comparer(view);
  const old = before && factsIn(view.frame, before);
  if (old !== undefined) {
    const key = keyOf(old.pipeline, old.stage);
    const column = next.byKey.get(key) ?? [];
    const from = next.sorted.has(key) ? lowerBound(column, old, compare) : 0;
    const at = column.indexOf(old, from);
    if (at < 0) return createOrder(view, undefined);
    next.byKey.set(key, column.toSpliced(at, 1));
  }
  const added = after && factsIn(view.frame, after);
  if (added !== undefined) {
    const key = keyOf(added.pipeline, added.stage);
    const column = next.byKey.get(key) ?? [];
    const at = next.sorted.has(key) ? lowerBound(column, added, compare) : column.length;
    next.byKey.set(key, column.toSpliced(at, 0, added));
  }
  return createOrder(view, next);
}

function createOrder(view: View, made: Columns | undefined): DealOrder {
  let columns = made;
  const order: DealOrder = {
    view,
    column(pipeline, stage) {
      if (columns === undefined) {
        columns = groupDeals(view);
        columnsOfOrder.set(order, columns);
      }
      const key = keyOf(pipeline, stage);
      const column = columns.byKey.get(key);
      if (column === undefined) return NO_FACTS;
      if (!columns.sorted.has(key)) {
        const inOrder = sortDeals(column, view);
        columns.byKey.set(key, inOrder);
        columns.sorted.add(key);
        return inOrder;
      }
      return column;
    },
  };
  if (made !== undefined) columnsOfOrder.set(order, made);
  orders.set(view, order);
  return order;
}

function groupDeals(view: View): Columns {
  const byKey = new Map<string, DealFacts[]>();
  for (const facts of view.facts()) {
    const key = keyOf(facts.pipeline, facts.stage);
    const column = byKey.get(key);
    if (column === undefined) byKey.set(key, [facts]);
    else column.push(facts);
  }
  return { byKey, sorted: new Set() };
}

type Compare = (a: DealFacts, b: DealFacts) => number;

const amountOf = (facts: DealFacts, { frame }: View): number => {
  const amount = orderAmount(facts, frame.rates);
  return Number.isNaN(amount) ? -Infinity : amount;
};

// The difference of two unknown amounts is NaN, and so left to the ids.
const comparer =
  (view: View): Compare =>
  (a, b) =>
    amountOf(b, view) - amountOf(a, view) || compareIds(a, b);

const compareIds: Compare = (a, b) => (a.deal.id < b.deal.id ? -1 : a.deal.id > b.deal.id ? 1 : 0);

/** As `comparer` orders them, with each amount converted once. */
function sortDeals(column: readonly DealFacts[], view: View): DealFacts[] {
  const amounts = Float64Array.from(column, (facts) => amountOf(facts, view));
  const places = Uint32Array.from(column, (_, i) => i).sort(
    (a, b) =>
      (amounts[b] as number) - (amounts[a] as number) ||
      compareIds(column[a] as DealFacts, column[b] as DealFacts),
  );
  return Array.from(places, (place) => column[place] as DealFacts);
}

/** The first place whose deal does not come before this one. */
function lowerBound(column: readonly DealFacts[], facts: DealFacts, compare: Compare): number {
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(column[middle] as DealFacts, facts) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
