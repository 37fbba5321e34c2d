/** Who was in which stage at which age on which day, and who left for where: all that hazards, season and decay are counted from. */
import type { Day } from '../view/types.js';
import { BIN_OF, AGE_EDGES, BINS, OLDEST } from './constants.js';
import { NEVER, NOWHERE, type Book } from './book.js';

/**
 * Counts by day from `since` on; day d of the table is `since + d`. Of an earlier origin just the days before it are
 * read: what was known then is a prefix of the table. Exposure begins where recording began (delayed entry).
 */
export interface Lexis {
  readonly since: Day;
  readonly days: number;
  readonly stages: number;
  /** Bins of each stage from the first on, beyond which nobody is at risk. */
  readonly bins: Uint8Array;
  /** Visits at risk: `atRisk[(stage × BINS + bin) × (days + 1) + day]`. */
  readonly atRisk: Int32Array;
  /** Departures, ordered by day; those of day d from `start[d]` to `start[d + 1]`. */
  readonly start: Int32Array;
  readonly stage: Int32Array;
  readonly bin: Uint8Array;
  readonly next: Int32Array;
}

/**
 * At risk in a bin on a day are those who have reached its first age by then, less those who have reached the next bin's,
 * less those whom the table never sees there any more. So a visit is written down where it began and where it ended, each
 * under the bin in which it ended, and the rest is done for all visits at once: up to a bin's first age came who ended
 * in it or in a later one.
 */
export function countLexis(book: Book): Lexis {
  const { since, today, visitStage, visitFrom, visitTo, visitNext } = book;
  const days = Math.max(0, today - since);
  const width = days + 1;
  const stages = book.stages.length;
  const begun = new Int32Array(stages * BINS * width);
  const gone = new Int32Array(stages * BINS * width);
  const bins = new Uint8Array(stages);
  const start = new Int32Array(days + 2);
  for (let v = 0; v < visitStage.length; v++) {
    const to = visitTo[v] as number;
    if (to < since || (visitNext[v] === NOWHERE && to < NEVER)) continue;
    if (to < today) start[to - since + 1]!++;
    const from = visitFrom[v] as number;
    const end = Math.min(to, today - 1) - from;
    const age = Math.max(0, since - from);
    if (age > end) continue;
    const stage = visitStage[v] as number;
    const last = BIN_OF[end < OLDEST ? end : OLDEST] as number;
    if (last >= (bins[stage] as number)) bins[stage] = last + 1;
    const at = (stage * BINS + last) * width + from - since;
    gone[at + end + 1]!++;
    if (age === 0) begun[at]!++;
    else enterLate(gone, stage * BINS, width, age, last);
  }
  const atRisk = begun;
  let reached = new Int32Array(width);
  let later = new Int32Array(width);
  for (let stage = 0; stage < stages; stage++) {
    later.fill(0);
    let laterEdge = width;
    for (let bin = (bins[stage] as number) - 1; bin >= 0; bin--) {
      const row = (stage * BINS + bin) * width;
      const edge = AGE_EDGES[bin] as number;
      let n = 0;
      for (let d = 0; d < width; d++) {
        n += begun[row + d] as number;
        reached[d] = n + (later[d] as number);
      }
      let out = 0;
      for (let d = 0; d < width; d++) {
        out += gone[row + d] as number;
        const come = d < edge ? 0 : (reached[d - edge] as number);
        atRisk[row + d] = come - (d < laterEdge ? 0 : (later[d - laterEdge] as number)) - out;
      }
      [reached, later] = [later, reached];
      laterEdge = edge;
    }
  }
  return { since, days, stages, bins, atRisk, ...departures(book, start, days) };
}

/** A visit that began before the table does comes into the bin of its age then, and goes on from bin to bin. */
function enterLate(gone: Int32Array, stageRow: number, width: number, age: number, last: number): void {
  let bin = BIN_OF[Math.min(age, OLDEST)] as number;
  gone[(stageRow + bin) * width]!--;
  while (bin < last) {
    const day = (AGE_EDGES[bin + 1] as number) - age;
    gone[(stageRow + bin) * width + day]!++;
    bin++;
    gone[(stageRow + bin) * width + day]!--;
  }
}

function departures(
  { since, today, visitStage, visitFrom, visitTo, visitNext }: Book,
  start: Int32Array,
  days: number,
): Pick<Lexis, 'start' | 'stage' | 'bin' | 'next'> {
  for (let day = 0; day <= days; day++) start[day + 1]! += start[day] as number;
  const events = start[days + 1] as number;
  const place = start.slice();
  const stage = new Int32Array(events);
  const bin = new Uint8Array(events);
  const next = new Int32Array(events);
  for (let v = 0; v < visitStage.length; v++) {
    const to = visitTo[v] as number;
    if (to < since || to >= today || visitNext[v] === NOWHERE) continue;
    const at = place[to - since]!++;
    stage[at] = visitStage[v] as number;
    bin[at] = BIN_OF[Math.min(to - (visitFrom[v] as number), OLDEST)] as number;
    next[at] = visitNext[v] as number;
  }
  return { start, stage, bin, next };
}
