import { countQuantiles } from '../numeric/counts.js';
import type { PipelineSummary } from '../summary/types.js';
import { readTable, type Scope } from './read.js';

export interface CycleMedian {
  readonly median: number;
  readonly n: number;
}

/** Median days from creation to won (type 7) of deals won in the window; null where none has both dates. */
export function cycleMedian(summary: PipelineSummary, scope: Scope): CycleMedian | null {
  const counts = new Map<number, number>();
  let n = 0;
  for (const row of readTable(summary, 'cycle', scope).rows) {
    counts.set(row.days, (counts.get(row.days) ?? 0) + row.n);
    n += row.n;
  }
  const [median] = countQuantiles(counts, [0.5]);
  return median === null || median === undefined ? null : { median, n };
}
