import {
  kaplanMeier,
  restrictedMean,
  survivalQuantile,
  type SurvivalCurve,
} from '../numeric/kaplan-meier.js';
import { monthKey, monthOf } from '../calendar/days.js';
import type { Dimension, OpenRow, PipelineSummary, StayRow, SummaryRequest } from '../summary/types.js';
import type { Day, DayRange } from '../view/types.js';
import { readTable, tableRequest } from './read.js';
import { stagesOf } from './stages.js';
import { leftOutOf } from './sums.js';
import type { Definition, Measure, Row } from './types.js';

export interface TimeInStageOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  /** Visits that began in it. */
  readonly window?: DayRange;
  readonly by?: StayDimension;
}

/** `entered`: by the month in which the visit began, `2026-03`. */
export type StayDimension = Dimension | 'entered';

/** Days by which a share of the visits has ended; `days` is null where the visits do not tell yet: not reached. */
export interface StayQuantile {
  readonly days: number | null;
  readonly reached: boolean;
}

/** Time in one stage. `value` is the median in days; `n` counts visits, the running ones among them `nOpen`. */
export interface TimeInStageRow extends Row {
  /** Stage id. */
  readonly stage: string;
  readonly name: string;
  readonly archived: boolean;
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  readonly nOpen: number;
  readonly p25: StayQuantile;
  readonly median: StayQuantile;
  readonly p75: StayQuantile;
  readonly p90: StayQuantile;
  /** Mean of the days spent, visits cut off at `meanUpTo`, the longest age seen. */
  readonly mean: number | null;
  readonly meanUpTo: number | null;
}

/** The tables that {@link measureTimeInStage} reads. */
export const timeInStageTables = ({ window, by }: TimeInStageOptions): SummaryRequest => ({
  stay: tableRequest({ window, by: dimensionOf(by) }),
  open: tableRequest({ by: dimensionOf(by) }),
});

/** Months of entry are in the tables without being asked for. */
const dimensionOf = (by: StayDimension | undefined): Dimension | undefined =>
  by === 'entered' ? undefined : by;

/** Visits to one stage, finished and running, as counts by age in days. */
export interface StayCounts {
  readonly ended: Map<number, number>;
  readonly running: Map<number, number>;
  readonly joined: Map<number, number>;
}

export const emptyStays = (): StayCounts => ({ ended: new Map(), running: new Map(), joined: new Map() });

const count = (to: Map<number, number>, age: number, n: number): void =>
  void to.set(age, (to.get(age) ?? 0) + n);

export const addStay = (to: StayCounts, row: StayRow): void =>
  count(row.event === 'left' ? to.ended : to.joined, row.days, row.n);

/** A visit that still runs is censored: seen up to as-of. One without an entry date tells nothing. */
export function addRunning(to: StayCounts, row: OpenRow, asOfDay: Day): void {
  if (row.entered !== null) count(to.running, Math.max(0, asOfDay - row.entered), row.n);
}

const sumOf = (counts: ReadonlyMap<number, number>): number =>
  [...counts.values()].reduce((sum, n) => sum + n, 0);

export function quantileOf(curve: SurvivalCurve, p: number): StayQuantile {
  const days = survivalQuantile(curve, p);
  return { days, reached: days !== null };
}

/**
 * How long deals stay in a stage, per visit, by Kaplan–Meier: visits that still run count as "at least so long"
 * (censored at as-of), so that a growing pipeline does not look fast; visits under way when the recording of history
 * began count from the age they had then (delayed entry). Calendar days; a visit that began and ended on one day
 * took 0. A re-entry is a visit of its own; a skipped stage has none.
 *
 * Rows: open stages in order, each by the values of the dimension (ascending); archived stages only with visits.
 * A quantile that the curve does not come down to is "not reached": null, never a number. `behind` finds the deals of
 * these visits: fewer than `n` where a deal came back.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example // left after 2 and 4 days, one there for 3: the curve is 2/3 from day 2, 0 from day 4
 *   measureTimeInStage(summary, { pipeline: 'p' }).rows[0] // { value: 4, n: 3, nOpen: 1, mean: 3.333…, … }
 */
export function measureTimeInStage(
  summary: PipelineSummary,
  options: TimeInStageOptions,
): Measure<TimeInStageRow> {
  const { pipeline, window, by } = options;
  const { asOfDay, provenance } = summary.frame;
  const stages = stagesOf(summary, pipeline);
  const scope = { pipeline, window, by: dimensionOf(by) };
  const stay = readTable(summary, 'stay', scope);
  const open = readTable(summary, 'open', scope);
  const isByMonth = by === 'entered';
  const stayGroup = (row: StayRow): string => (isByMonth ? monthKey(row.entered) : stay.dim(row));
  const openGroup = (row: OpenRow): string =>
    isByMonth ? (row.entered === null ? '' : monthKey(monthOf(row.entered))) : open.dim(row);
  const definition: Definition = {
    measure: 'time-in-stage',
    pipeline,
    window: window ?? null,
    by: by ?? null,
  };

  const groups = new Set<string>(by === undefined ? [''] : []);
  const cells = new Map<string, Map<string, StayCounts>>();
  const cellOf = (stage: string, group: string): StayCounts => {
    groups.add(group);
    const ofStage = cells.get(stage) ?? new Map<string, StayCounts>();
    cells.set(stage, ofStage);
    const cell = ofStage.get(group) ?? emptyStays();
    ofStage.set(group, cell);
    return cell;
  };
  for (const row of stay.rows) addStay(cellOf(row.stage, stayGroup(row)), row);
  let undated = 0;
  for (const row of open.rows) {
    if (row.entered === null) undated += row.n;
    else addRunning(cellOf(row.stage, openGroup(row)), row, asOfDay);
  }

  const rows: TimeInStageRow[] = [];
  for (const { id, name, archived = false } of stages.open) {
    if (archived && !cells.has(id)) continue;
    for (const group of [...groups].sort()) {
      const cell = cells.get(id)?.get(group) ?? emptyStays();
      const curve = kaplanMeier(cell);
      const nOpen = sumOf(cell.running);
      const median = quantileOf(curve, 0.5);
      rows.push({
        key: by === undefined ? `stage:${id}` : `stage:${id}|${by}:${group}`,
        value: median.days,
        n: sumOf(cell.ended) + nOpen,
        definition,
        behind: {
          ...stay.behind((row) => row.stage === id && row.event === 'left' && stayGroup(row) === group),
          also: [open.behind((row) => row.stage === id && row.entered !== null && openGroup(row) === group)],
        },
        stage: id,
        name,
        archived,
        group,
        nOpen,
        p25: quantileOf(curve, 0.25),
        median,
        p75: quantileOf(curve, 0.75),
        p90: quantileOf(curve, 0.9),
        mean: restrictedMean(curve),
        meanUpTo: curve.ages.at(-1) ?? null,
      });
    }
  }
  const isBlind = provenance ? provenance.history === 'none' : rows.every((row) => row.n === 0);
  return {
    rows,
    definition,
    leftOut: leftOutOf([['no-entry-date', undated + open.undated]]),
    needs: isBlind ? ['history'] : [],
  };
}
