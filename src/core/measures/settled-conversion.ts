import type { Interval } from '../numeric/wilson.js';
import type { NextRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { readTable, tableRequest } from './read.js';
import { settle, spellsOf } from './spell-curves.js';
import { stagesOf } from './stages.js';
import { leftOutOf, ratio } from './sums.js';
import type { Definition, Measure, Row } from './types.js';

export interface SettledConversionOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  /** Deals that reached the stage in it. */
  readonly window?: DayRange;
  /** Coverage of the interval; default 0.95. */
  readonly level?: number;
}

/** A step to the next stage, or from the last one to won. `value` is the settled conversion, `n` all that reached the stage. */
export interface SettledConversionRow extends Row {
  /** Stage id. */
  readonly stage: string;
  readonly name: string;
  /** Id of the next open stage; `''`: won. */
  readonly to: string;
  readonly toName: string;
  /** Deals that reached the next stage, were lost before, are still on their way. */
  readonly movedOn: number;
  readonly lost: number;
  readonly stillHere: number;
  /** Moved on ÷ all: what the funnel shows. */
  readonly soFar: number | null;
  /** Where it settles; null while nothing is decided. */
  readonly settled: number | null;
  readonly interval: Interval | null;
  /** Share that is lost in the end, and that did neither by the highest age seen. */
  readonly settledLost: number | null;
  readonly unresolved: number | null;
  /** That age, in days. */
  readonly upTo: number | null;
}

/** The tables that {@link measureSettledConversion} reads. */
export const settledConversionTables = ({
  window,
}: Pick<SettledConversionOptions, 'window'>): SummaryRequest => ({
  next: tableRequest({ window }),
});

/**
 * Conversion of each step, so far and where it settles. So far: deals that reached the next stage ÷ deals that reached
 * this one, as in the funnel; young deals that may still move on pull it down. Settled: by Aalen and Johansen, with lost
 * as the competing end and deals on their way counted as "at least so long": the share that moves on in the end, as far
 * as the data see (`upTo` days); `unresolved` is what had neither moved on nor been lost by then.
 *
 * Reached as in the funnel: a deal that passed a stage over reached it with the next, a won deal all of them. Archived
 * stages are passed over. Ways that were over when the recording of history began are not in it, those under way count
 * from the age they had. Deals without the days to be placed by are in `soFar` only, and counted as left out.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example // 3 reached A: one moved on after 2 days, one has been there for 3, one was lost after 4
 *   measureSettledConversion(summary, { pipeline: 'p' }).rows[0] // { value: 0.333, soFar: 0.333, settledLost: 0.667, … }
 */
export function measureSettledConversion(
  summary: PipelineSummary,
  options: SettledConversionOptions,
): Measure<SettledConversionRow> {
  const { pipeline, window, level = 0.95 } = options;
  const stages = stagesOf(summary, pipeline);
  const next = readTable(summary, 'next', { pipeline, window });
  const definition: Definition = { measure: 'settled-conversion', pipeline, window: window ?? null, level };
  const byStage = new Map<string, NextRow[]>();
  for (const row of next.rows) {
    const known = byStage.get(row.stage);
    if (known === undefined) byStage.set(row.stage, [row]);
    else known.push(row);
  }
  const steps = stages.open.filter((stage) => stage.archived !== true);
  let undated = 0;
  const rows = steps.map((stage, i): SettledConversionRow => {
    const { counts, durations } = spellsOf(byStage.get(stage.id) ?? [], summary.frame.asOfDay);
    const { share, interval, lost, unresolved, upTo } = settle(durations, level);
    const n = counts.on + counts.lost + counts.open;
    const to = steps[i + 1];
    undated += counts.undated;
    return {
      key: `stage:${stage.id}`,
      value: share,
      n,
      of: n,
      definition,
      behind: next.behind((row) => row.stage === stage.id && row.outcome !== 'joins'),
      stage: stage.id,
      name: stage.name,
      to: to?.id ?? '',
      toName: to?.name ?? '',
      movedOn: counts.on,
      lost: counts.lost,
      stillHere: counts.open,
      soFar: ratio(counts.on, n),
      settled: share,
      interval,
      settledLost: lost,
      unresolved,
      upTo,
    };
  });
  return {
    rows,
    definition,
    leftOut: leftOutOf([['no-entry-date', undated + next.undated]]),
    needs: summary.frame.provenance?.history === 'none' ? ['history'] : [],
  };
}
