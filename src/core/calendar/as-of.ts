/** Which instant counts as now. */
import type { Deal, PipelineData, WhenInput } from '../model.js';
import type { Day } from '../view/types.js';
import { DAY_MS, parseDay } from './days.js';
import { dayAt, instantOf, startOfDay } from './when.js';

/** Where as-of was taken from: the setting, the data's `fetchedAt`, the clock, or the newest event of an old export. */
export type AsOfSource = 'set' | 'fetched' | 'now' | 'newest-event';

export interface ResolvedAsOf {
  /** Epoch milliseconds; events at or after it do not count. */
  readonly at: number;
  /** The last day that has begun by then. */
  readonly day: Day;
  readonly source: AsOfSource;
  /** Not set by anybody: a move made now happens one millisecond before it. */
  readonly defaulted: boolean;
  /**
   * It was set to a moment before the data's own, of which data without history knows nothing: where deals stood then
   * can't be told. Raise `past-unknown`.
   */
  readonly pastUnknown?: boolean;
  /** There was a setting, but it is no moment: raise `setting-invalid`. */
  readonly invalid?: boolean;
}

/** An export whose newest event is older than this is shown as of that event. */
const STALE = 30 * DAY_MS;

/**
 * The instant that an as-of setting means: a plain date is the end of that day.
 * @returns undefined where it is no moment.
 * @throws PipelineError `time-zone-unknown`
 */
export function asOfInstant(setting: WhenInput, timeZone: string): number | undefined {
  const day = typeof setting === 'string' ? parseDay(setting) : undefined;
  return day === undefined ? instantOf(setting, timeZone) : startOfDay(day + 1, timeZone);
}

/** The last day that has begun before an instant at which as-of may lie: of a midnight, the day that ends there. */
export const asOfDay = (at: number, timeZone: string): Day => dayAt(at - 1, timeZone);

/**
 * As-of by the setting; without one by the data's `provenance.fetchedAt`, else `now`; but where the newest event that
 * is not after that moment is more than 30 days before it, the end of that event's day: an old export, put on a server
 * today, must not show an empty page. Events are creations, visits, changes, closes, updates and activities; expected dates are not.
 * @param now epoch milliseconds, the caller's clock
 * @throws PipelineError `time-zone-unknown`
 */
export function resolveAsOf(
  data: PipelineData,
  setting: WhenInput | null | undefined,
  now: number,
  timeZone: string,
): ResolvedAsOf {
  const of = (at: number, source: AsOfSource, invalid: boolean): ResolvedAsOf => ({
    at,
    day: asOfDay(at, timeZone),
    source,
    defaulted: source !== 'set',
    ...(invalid ? { invalid } : {}),
  });
  const isSet = setting !== undefined && setting !== null && setting !== '';
  const set = isSet ? asOfInstant(setting, timeZone) : undefined;
  if (set !== undefined) {
    const isBlind =
      data.provenance?.history === 'none' && set < resolveAsOf(data, undefined, now, timeZone).at;
    return { ...of(set, 'set', false), ...(isBlind ? { pastUnknown: true } : {}) };
  }
  const fetched = data.provenance?.fetchedAt;
  const fetchedAt = fetched === undefined ? undefined : asOfInstant(fetched, timeZone);
  const latest = fetchedAt ?? now;
  const newest = newestEvent(data.deals, latest, timeZone);
  if (newest !== undefined && newest < latest - STALE) {
    return of(startOfDay(dayAt(newest, timeZone) + 1, timeZone), 'newest-event', isSet);
  }
  return of(latest, fetchedAt === undefined ? 'now' : 'fetched', isSet);
}

/** The newest event up to `now`, or one that is recent enough to end the search. */
function newestEvent(deals: readonly Deal[], now: number, timeZone: string): number | undefined {
  let newest = -Infinity;
  const see = (when: WhenInput | null | undefined): void => {
    const at = when === undefined || when === null ? undefined : instantOf(when, timeZone);
    if (at !== undefined && at > newest && at <= now) newest = at;
  };
  // Exports tend to end with what is newest.
  for (let at = deals.length - 1; at >= 0 && newest < now - STALE; at--) {
    const deal = deals[at] as Deal;
    see(deal.createdAt);
    see(deal.updatedAt);
    see(deal.closedAt);
    see(deal.lastActivityAt);
    for (const visit of deal.visits) see(visit.enteredAt);
    for (const change of deal.changes ?? []) see(change.at);
  }
  return newest === -Infinity ? undefined : newest;
}
