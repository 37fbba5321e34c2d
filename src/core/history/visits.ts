/** From the visits that data lists to stays in order, as far as they were known at as-of. */
import { parseDay } from '../calendar/days.js';
import { dayAt, instantOf, startOfDay } from '../calendar/when.js';
import type { Deal, When } from '../model.js';
import type { Day, VisitFacts } from '../view/types.js';

/** A moment with its day. */
export interface Moment {
  readonly at: number;
  readonly day: Day;
}

/** One entry into a stage. */
export interface Entry extends Moment {
  readonly pipeline: string;
  readonly stage: string;
}

/** A moment of the data as instant and day; undefined where there is none, or none that can be read. */
export function momentOf(when: When | null | undefined, timeZone: string): Moment | undefined {
  if (when === undefined || when === null) return undefined;
  if (when.length === 10) {
    const day = parseDay(when);
    return day === undefined ? undefined : { at: startOfDay(day, timeZone), day };
  }
  const at = instantOf(when, timeZone);
  return at === undefined ? undefined : { at, day: dayAt(at, timeZone) };
}

/**
 * The entries before as-of in the order of time (those of one instant in the order listed), and whether there are
 * later ones. Visits without a readable moment can't be placed and are passed over.
 */
export function entriesBefore(
  deal: Deal,
  asOf: number,
  timeZone: string,
): { readonly entries: Entry[]; readonly later: boolean } {
  const entries: Entry[] = [];
  let later = false;
  let latest = -Infinity;
  let sorted = true;
  for (const visit of deal.visits) {
    const moment = momentOf(visit.enteredAt, timeZone);
    if (moment === undefined) continue;
    if (moment.at >= asOf) {
      later = true;
      continue;
    }
    if (moment.at < latest) sorted = false;
    latest = moment.at;
    entries.push({
      at: moment.at,
      day: moment.day,
      pipeline: visit.pipeline ?? deal.pipeline,
      stage: visit.stage,
    });
  }
  if (!sorted) entries.sort((a, b) => a.at - b.at);
  return { entries, later };
}

/**
 * Entries as stays: each ends where the next begins; entries into the stage in which the deal already is are one
 * stay. The last one goes on, unless the deal is known to be elsewhere now: then it was left for there on an unknown
 * day (`left` undefined, `next` set), and counts as neither finished nor running.
 */
export function staysOf(entries: readonly Entry[], pipeline: string, stage: string): readonly VisitFacts[] {
  const stays: VisitFacts[] = [];
  for (let i = 0; i < entries.length; ) {
    const entry = entries[i] as Entry;
    let next = i + 1;
    while (next < entries.length && isAt(entries[next] as Entry, entry.pipeline, entry.stage)) next++;
    i = next;
    const after = entries[next];
    const { day: entered } = entry;
    stays.push({
      pipeline: entry.pipeline,
      stage: entry.stage,
      entered,
      left: after && Math.max(after.day, entered),
      next: after ? after.stage : isAt(entry, pipeline, stage) ? '' : stage,
      transferred: (after?.pipeline ?? pipeline) !== entry.pipeline,
    });
  }
  return stays;
}

const isAt = (entry: Entry, pipeline: string, stage: string): boolean =>
  entry.stage === stage && entry.pipeline === pipeline;
