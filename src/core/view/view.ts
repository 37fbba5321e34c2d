/** The pipeline at one instant: as-of first, then (in time) a scenario, then the filter. */
import { asOfDay, asOfInstant } from '../calendar/as-of.js';
import { isTimeZone } from '../calendar/zone.js';
import { PipelineError } from '../errors.js';
import type { Deal, PipelineData } from '../model.js';
import { deriveFacts } from './facts.js';
import { stateOf } from './frame.js';
import { DealReader } from './reader.js';
import type { DealFacts, View, ViewFrame, ViewOptions } from './types.js';

const EVERYTHING = Object.freeze({});
const NONE: readonly never[] = Object.freeze([]);

/**
 * A view of the data as of an instant (events strictly before it; a plain date: before the end of that day), filtered.
 * Facts are derived for a deal when they are first asked for, and kept for the deal object: a view of many deals costs
 * nothing until it is read. The zone is the one given, else the data's, else UTC.
 * @throws PipelineError `time-zone-unknown`, or `setting-invalid` where as-of is no moment
 * @example viewAt(data, { asOf: '2026-03-31', timeZone: 'Europe/Berlin', filter: { owner: ['anna'] } })
 */
export function viewAt(data: PipelineData, options: ViewOptions): View {
  const timeZone = options.timeZone ?? data.provenance?.timeZone ?? 'UTC';
  // UTC needs no Intl, which takes its time to start.
  if (timeZone !== 'UTC' && !isTimeZone(timeZone))
    throw new PipelineError('time-zone-unknown', { value: timeZone });
  const asOf = asOfInstant(options.asOf, timeZone);
  if (asOf === undefined)
    throw new PipelineError('setting-invalid', { name: 'as-of', value: String(options.asOf) });
  return viewIn(data, {
    asOf,
    asOfDay: asOfDay(asOf, timeZone),
    timeZone,
    present: options.present ?? false,
    ...(options.pastUnknown === true ? { pastUnknown: true } : {}),
    filter: options.filter ?? EVERYTHING,
    pipelines: data.pipelines,
    owners: data.owners ?? NONE,
    goals: data.goals ?? NONE,
    rates: data.rates,
    provenance: data.provenance,
  });
}

/**
 * The same view of data in which only deals were replaced, added or removed: it keeps the frame, so that facts of the
 * other deals are not derived again, and summaries of the old view can be updated. Where more than deals differ, a
 * new frame with the same as-of, zone and filter.
 */
export function replaceDeals(view: View, data: PipelineData): View {
  const { data: old, frame } = view;
  const isSameFrame =
    data.pipelines === old.pipelines &&
    data.owners === old.owners &&
    data.goals === old.goals &&
    data.submissions === old.submissions &&
    data.rates === old.rates &&
    data.provenance === old.provenance;
  return isSameFrame
    ? viewIn(data, frame)
    : viewAt(data, {
        asOf: frame.asOf,
        timeZone: frame.timeZone,
        present: frame.present,
        pastUnknown: frame.pastUnknown,
        filter: frame.filter,
      });
}

/** Facts of one deal under a frame; undefined: it does not count. Kept for the deal object. */
export function factsIn(frame: ViewFrame, deal: Deal): DealFacts | undefined {
  const state = stateOf(frame);
  const known = state.facts.get(deal);
  if (known !== undefined) return known ?? undefined;
  const facts = deriveFacts(state.reader, deal);
  const counted = facts !== undefined && state.lets?.(facts) !== false ? facts : undefined;
  state.facts.set(deal, counted ?? null);
  return counted;
}

/**
 * Reads the deals of a view that count, one after the other, without keeping facts of them: `read` says whether one
 * counts, and then `deal` holds it until the next is read.
 */
export function readerOf({ frame }: View): {
  readonly deal: DealReader;
  readonly read: (deal: Deal) => boolean;
} {
  const { lets, places, currency } = stateOf(frame);
  const deal = new DealReader(frame, places, currency);
  return {
    deal,
    read:
      lets === undefined
        ? (one) => deal.read(one)
        : (one) => factsIn(frame, one) !== undefined && deal.read(one),
  };
}

function viewIn(data: PipelineData, frame: ViewFrame): View {
  return {
    data,
    frame,
    factsOf: (deal) => factsIn(frame, deal),
    *facts() {
      for (const deal of data.deals) {
        const facts = factsIn(frame, deal);
        if (facts !== undefined) yield facts;
      }
    },
  };
}
