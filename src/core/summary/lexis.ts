/** `lexis`: days spent in stages and departures from them, by week and age. */
import { weekStartOf } from '../calendar/days.js';
import { AGE_EDGES, ageBin } from '../history/ages.js';
import type { Day, VisitFacts } from '../view/types.js';
import { NULL_KEY } from './moves.js';
import { blank, headOf } from './parts.js';
import type { KeyPart, Mutable, TableDefinitions } from './parts.js';
import type { TableRows } from './types.js';

/**
 * Cuts the days [from, to) of a visit that began on `entered` where a week or an age bin ends.
 * @example // entered on Saturday, 1 January 2000; the days from then to Tuesday, 4 January
 *   cutDays(10957, 10957, 10960, 1, (week, bin, days) => …) // (10951, 0, 1), (10951, 1, 1), (10958, 2, 1)
 */
export function cutDays(
  entered: Day,
  from: Day,
  to: Day,
  weekStart: number | undefined,
  take: (week: Day, bin: number, days: number) => void,
): void {
  for (let day = from; day < to; ) {
    const week = weekStartOf(day, weekStart);
    const bin = ageBin(day - entered);
    const until = Math.min(to, week + 7, entered + (AGE_EDGES[bin + 1] ?? Infinity));
    take(week, bin, until - day);
    day = until;
  }
}

export const lexisTable: Pick<TableDefinitions, 'lexis'> = {
  lexis(request, state) {
    const head = headOf(request, state);
    const { historyFrom = -Infinity, places } = state;
    const { weekStart } = request;
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['lexis']> = { ...blank(), week: 0, stage: '', bin: 0, to: null };
    return (facts, add) => {
      for (let i = 0; i < facts.visits.length; i++) {
        const { pipeline, stage, entered, left, next, transferred } = facts.visits[i] as VisitFacts;
        // As in `stay`: time in a closed stage does not count, and of what was under way when history began only what came after.
        if (left === undefined || places.get(pipeline)?.get(stage)?.bit === -1) continue;
        const watched = entered < historyFrom ? historyFrom + 1 : entered;
        if (left < watched) continue;
        const at = head(row, key, pipeline, facts);
        const put = (week: Day, bin: number, to: string | null, n: number): void => {
          key[at] = row.week = week;
          key[at + 1] = row.stage = stage;
          key[at + 2] = row.bin = bin;
          key[at + 3] = to ?? NULL_KEY;
          row.to = to;
          row.n = n;
          add(key, row);
        };
        cutDays(entered, watched, left, weekStart, (week, bin, days) => put(week, bin, null, days));
        const to = transferred ? `→${facts.visits[i + 1]?.pipeline ?? facts.pipeline}` : next;
        put(weekStartOf(left, weekStart), ageBin(left - entered), to, 1);
      }
    };
  },
};
