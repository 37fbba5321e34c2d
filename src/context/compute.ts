/**
 * What is computed from a store's state, kept for the data it was computed from: two widgets on a page compute once,
 * and a moved deal updates what is known instead of summing again. Loaded together with the first data
 * ({@link loadCompute}): until then there is nothing to compute.
 */
import type { Deal, PipelineData } from '../core/model.js';
import { summarize, updateSummary } from '../core/summary/summarize.js';
import type { PipelineSummary, SummaryRequest } from '../core/summary/types.js';
import { dealOrder, updateOrder } from '../core/view/order.js';
import type { DealOrder } from '../core/view/order.js';
import type { View, ViewFrame } from '../core/view/types.js';
import { replaceDeals, viewAt } from '../core/view/view.js';
import { mapIn } from './memo.js';
import type { StoreState } from './types.js';

export { resolveAsOf } from '../core/calendar/as-of.js';
export { formatDay } from '../core/calendar/days.js';
export { dayAt, instantOf } from '../core/calendar/when.js';
export { isTimeZone } from '../core/calendar/zone.js';
export { resolvePeriod } from '../core/calendar/period.js';
export { lacksRates } from '../core/numeric/money.js';
export { dealsBehind } from '../core/summary/behind.js';

interface Change {
  readonly before?: Deal;
  readonly after?: Deal;
}

const views = new WeakMap<PipelineData, Map<string, View>>();

/** The data at the state's as-of, filtered; undefined while there is no data. The same object for the same data and settings. */
export function viewFor(state: StoreState): View | undefined {
  const { data, asOf, timeZone, settings, change } = state;
  if (!data || !asOf) return undefined;
  const key = JSON.stringify([asOf.at, asOf.defaulted, timeZone, settings.filter]);
  const known = mapIn(views, data);
  let view = known.get(key);
  if (!view) {
    const earlier = change && views.get(change.from)?.get(key);
    view = earlier
      ? replaceDeals(earlier, data)
      : viewAt(data, {
          asOf: asOf.at,
          timeZone,
          present: asOf.defaulted,
          pastUnknown: asOf.pastUnknown,
          filter: settings.filter,
        });
    known.set(key, view);
  }
  return view;
}

interface Summed {
  readonly data: PipelineData;
  readonly summary: PipelineSummary;
}
/** A frame is shared by all data of which only deals differ: what was last summed in it is the thing to update. */
const summaries = new WeakMap<ViewFrame, Map<string, Summed>>();

/** The summary of a view; updated where only some deals were replaced since the last one. */
export function summaryFor(state: StoreState, view: View, request: SummaryRequest): PipelineSummary {
  const key = JSON.stringify(request);
  const known = mapIn(summaries, view.frame);
  const last = known.get(key);
  if (last?.data === view.data) return last.summary;
  const changes = last && changesBetween(state, last.data, view.data);
  const summary =
    last && changes
      ? changes.reduce((sum, { before, after }) => updateSummary(sum, before, after), last.summary)
      : summarize(view, request);
  known.set(key, { data: view.data, summary });
  return summary;
}

const orders = new WeakMap<ViewFrame, DealOrder>();

/** The deals of a view by stage, in order; updated where only some deals were replaced since the last one. */
export function orderFor(state: StoreState, view: View): DealOrder {
  const last = orders.get(view.frame);
  if (last?.view === view) return last;
  const changes = last && changesBetween(state, last.view.data, view.data);
  const order =
    last && changes?.length
      ? changes.reduce((made, { before, after }) => updateOrder(made, view, before, after), last)
      : dealOrder(view);
  orders.set(view.frame, order);
  return order;
}

/** More replaced deals than this are summed faster anew. */
const MANY = 2000;

/** The deals that differ; undefined: too much does. The state names the last step, a list of the same length is compared. */
function changesBetween(
  { data, change }: StoreState,
  from: PipelineData,
  to: PipelineData,
): readonly Change[] | undefined {
  if (to === data && change?.from === from) return change.deals;
  if (from.deals.length !== to.deals.length) return undefined;
  const found: Change[] = [];
  for (const [place, after] of to.deals.entries()) {
    const before = from.deals[place];
    if (before !== after && found.push({ before, after }) > MANY) return undefined;
  }
  return found;
}
