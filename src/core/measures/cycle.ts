import { countQuantiles } from '../numeric/counts.js';
import type { Dimension, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { isOfGroup, Kept, keptGroups } from './kept-groups.js';
import { tableRequest } from './read.js';
import { leftOutOf } from './sums.js';
import type { Definition, Measure, Row } from './types.js';

export interface CycleOptions {
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  /** Deals won in it. */
  readonly window?: DayRange;
  readonly by?: Dimension;
}

/** Days from creation to won. `value` is the median; `n` deals have both dates. Figures are null where n is 0. */
export interface CycleMeasureRow extends Row {
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  readonly median: number | null;
  readonly mean: number | null;
  readonly p25: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
}

/** The tables that {@link measureCycle} reads. */
export const cycleTables = (options: CycleOptions = {}): SummaryRequest => ({
  cycle: tableRequest(options),
  closed: tableRequest(options),
});

const NONE: readonly never[] = [];
const keptRows = new Kept<CycleMeasureRow>();

/**
 * Cycle: calendar days from creation to won, of deals won in the window; lost deals play no part. Quantiles are
 * type 7, as in R. A deal won on the day of its creation took 0 days; won deals that lack a date (or were closed
 * before they were created) are left out.
 *
 * @throws PipelineError `summary-lacks`
 * @example // won after 10, 10, 20 and 60 days
 *   measureCycle(summary).rows[0] // { value: 15, mean: 25, p75: 30, n: 4, … }
 */
export function measureCycle(summary: PipelineSummary, options: CycleOptions = {}): Measure<CycleMeasureRow> {
  const { pipeline, window, by } = options;
  const cycle = keptGroups(summary, 'cycle', { pipeline, window, by });
  const closed = keptGroups(summary, 'closed', { pipeline, window, by });
  const definition: Definition = {
    measure: 'cycle',
    pipeline: pipeline ?? null,
    window: window ?? null,
    by: by ?? null,
  };
  const rowFor = keptRows.of(summary.frame, definition);
  const { groups } = cycle;
  const rows = [...(groups.size === 0 ? [['', NONE] as const] : groups)].map(([group, members]) =>
    rowFor(group, [members], (): CycleMeasureRow => {
      const counts = new Map<number, number>();
      let n = 0;
      let days = 0;
      for (const row of members) {
        counts.set(row.days, (counts.get(row.days) ?? 0) + row.n);
        n += row.n;
        days += row.days * row.n;
      }
      const [p25 = null, median = null, p75 = null, p90 = null] = countQuantiles(
        counts,
        [0.25, 0.5, 0.75, 0.9],
      );
      return {
        key: by === undefined ? 'all' : `${by}:${group}`,
        value: median,
        n,
        definition,
        behind: cycle.behind(isOfGroup(cycle.dim, group)),
        group,
        median,
        mean: n === 0 ? null : days / n,
        p25,
        p75,
        p90,
      };
    }),
  );
  let noCreated = 0;
  let noClosed = 0;
  for (const members of closed.groups.values()) {
    for (const row of members) {
      if (row.outcome !== 'won') continue;
      if (row.closed === null) noClosed += row.n;
      else noCreated += row.n - row.cycleN;
    }
  }
  for (const row of closed.undated) if (row.outcome === 'won') noClosed += row.n;
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-created-date', noCreated],
      ['no-closed-date', noClosed],
    ]),
    needs: rows.every((row) => row.n === 0) ? ['closed-deals'] : [],
  };
}
