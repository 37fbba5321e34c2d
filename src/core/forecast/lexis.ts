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
  /** Visits at risk: `atRisk[(stage × BINS + bin) × (days + 1) + day]`. */
  readonly atRisk: Int32Array;
  /** Departures, ordered by day; those of day d from `start[d]` to `start[d + 1]`. */
  readonly start: Int32Array;
  readonly stage: Int32Array;
  readonly bin: Uint8Array;
  readonly next: Int32Array;
}

export function countLexis(book: Book): Lexis {
  const { since, visitStage, visitFrom, visitTo, visitNext } = book;
  const days = Math.max(0, book.today - since);
  const width = days + 1;
  const stages = book.stages.length;
  const atRisk = new Int32Array(stages * BINS * width);
  const start = new Int32Array(days + 2);
  const isCounted = (v: number): boolean =>
    (visitTo[v] as number) >= since && !(visitNext[v] === NOWHERE && (visitTo[v] as number) < NEVER);
  const isEvent = (v: number): boolean => isCounted(v) && (visitTo[v] as number) < book.today;

  for (let v = 0; v < visitStage.length; v++) {
    if (!isCounted(v)) continue;
    const from = visitFrom[v] as number;
    const to = visitTo[v] as number;
    const end = Math.min(to, since + days - 1) - from;
    let age = Math.max(from, since) - from;
    let bin = BIN_OF[Math.min(age, OLDEST)] as number;
    const row = (visitStage[v] as number) * BINS;
    while (age <= end) {
      const last = bin + 1 < BINS ? Math.min(end, (AGE_EDGES[bin + 1] as number) - 1) : end;
      const at = (row + bin) * width + from - since;
      atRisk[at + age]!++;
      atRisk[at + last + 1]!--;
      age = last + 1;
      bin++;
    }
    if (isEvent(v)) start[to - since + 1]!++;
  }
  for (let row = 0; row < stages * BINS; row++) {
    let n = 0;
    for (let at = row * width, end = at + width; at < end; at++) atRisk[at] = n += atRisk[at] as number;
  }
  for (let day = 0; day <= days; day++) start[day + 1]! += start[day] as number;
  const events = start[days + 1] as number;
  const place = start.slice();
  const stage = new Int32Array(events);
  const bin = new Uint8Array(events);
  const next = new Int32Array(events);
  for (let v = 0; v < visitStage.length; v++) {
    if (!isEvent(v)) continue;
    const at = place[(visitTo[v] as number) - since]!++;
    stage[at] = visitStage[v] as number;
    bin[at] = BIN_OF[Math.min((visitTo[v] as number) - (visitFrom[v] as number), OLDEST)] as number;
    next[at] = visitNext[v] as number;
  }
  return { since, days, stages, atRisk, start, stage, bin, next };
}
