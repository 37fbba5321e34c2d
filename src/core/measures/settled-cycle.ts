import { aalenJohansen, type IncidenceCurves } from '../numeric/aalen-johansen.js';
import type { Dimension, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { groupRows } from './groups.js';
import { readTable, tableRequest } from './read.js';
import { spellsOf } from './spell-curves.js';
import { leftOutOf } from './sums.js';
import type { Definition, Measure, Row } from './types.js';

export interface SettledCycleOptions {
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  /** Deals created in it. */
  readonly window?: DayRange;
  readonly by?: Dimension;
}

/** Days from creation to won, of the deals that are won in the end. `value` is the median; `n` counts those won so far. */
export interface SettledCycleRow extends Row {
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  readonly nOpen: number;
  readonly median: number | null;
  readonly mean: number | null;
  readonly p25: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  /** Share of all deals that was neither won nor lost by the highest age seen: some of these may still be won, later. */
  readonly unresolved: number | null;
}

/** The tables that {@link measureSettledCycle} reads. */
export const settledCycleTables = (options: SettledCycleOptions = {}): SummaryRequest => ({
  end: tableRequest(options),
});

/**
 * The cycle with open deals counted as "at least so long": of the deals created in the window that are won in the end,
 * the days by which a quarter, half … of them are won, by Aalen and Johansen with lost as the competing end. The days of
 * the deals won so far (`measureCycle`) are short while a cohort is young: its slow deals are still open.
 *
 * As far as the data see: `unresolved` is what had not ended by the highest age seen. null where nothing was won.
 *
 * @throws PipelineError `summary-lacks`
 * @example // won after 10 and 40 days, one open for 20: a third is won at 10, two thirds at 40
 *   measureSettledCycle(summary).rows[0] // { value: 40, mean: 30, n: 2, nOpen: 1, … }
 */
export function measureSettledCycle(
  summary: PipelineSummary,
  options: SettledCycleOptions = {},
): Measure<SettledCycleRow> {
  const { pipeline, window, by } = options;
  const end = readTable(summary, 'end', { pipeline, window, by });
  const whole = { ...end, rows: end.rows.filter((row) => row.stage === '') };
  const definition: Definition = {
    measure: 'settled-cycle',
    pipeline: pipeline ?? null,
    window: window ?? null,
    by: by ?? null,
  };
  let undated = 0;
  const groups = groupRows(whole);
  const rows = [...(groups.size === 0 ? [['', []] as const] : groups)].map(
    ([group, members]): SettledCycleRow => {
      const { counts, durations } = spellsOf(members, summary.frame.asOfDay);
      undated += counts.undated;
      const curves = aalenJohansen(durations);
      const n = [...durations.ended[0]!.values()].reduce((sum, more) => sum + more, 0);
      const dayOf = (share: number): number | null => quantileOf(curves, share);
      return {
        key: by === undefined ? 'all' : `${by}:${group}`,
        value: dayOf(0.5),
        n,
        definition,
        behind: end.behind(
          (row) => row.stage === '' && row.outcome === 'won' && row.days !== null && end.dim(row) === group,
        ),
        group,
        nOpen: counts.open,
        median: dayOf(0.5),
        mean: meanOf(curves),
        p25: dayOf(0.25),
        p75: dayOf(0.75),
        p90: dayOf(0.9),
        unresolved: curves.remaining.at(-1) ?? null,
      };
    },
  );
  return {
    rows,
    definition,
    leftOut: leftOutOf([['no-created-date', undated + end.undatedBy((row) => row.stage === '')]]),
    needs: rows.every((row) => row.n === 0) ? ['closed-deals'] : [],
  };
}

/** First age by which a share of those that are won in the end is won; null where none is. */
function quantileOf({ ages, incidence }: IncidenceCurves, share: number): number | null {
  const won = incidence[0] ?? [];
  const all = won.at(-1) ?? 0;
  if (!(all > 0)) return null;
  // Half of what 0.1 + 0.2 adds up to is no more than half: equal but for rounding is reached.
  return ages[won.findIndex((height) => height >= share * all * (1 - 1e-12))] ?? null;
}

function meanOf({ ages, incidence }: IncidenceCurves): number | null {
  const won = incidence[0] ?? [];
  const all = won.at(-1) ?? 0;
  if (!(all > 0)) return null;
  return ages.reduce((sum, age, i) => sum + age * (won[i]! - (won[i - 1] ?? 0)), 0) / all;
}
