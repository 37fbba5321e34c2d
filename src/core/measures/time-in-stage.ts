import {
  kaplanMeier,
  restrictedMean,
  survivalQuantile,
  type SurvivalCurve,
} from '../numeric/kaplan-meier.js';
import { monthKey, monthOf } from '../calendar/days.js';
import type { Dimension, OpenRow, PipelineSummary, StayRow, SummaryRequest } from '../summary/types.js';
import { rowChanges } from '../summary/rows.js';
import type { Day, DayRange, ViewFrame } from '../view/types.js';
import type { Stage } from '../model.js';
import { scopeTable, tableRequest } from './read.js';
import type { Scoped } from './read.js';
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

function count(to: Map<number, number>, age: number, n: number): void {
  const sum = (to.get(age) ?? 0) + n;
  if (sum === 0) to.delete(age);
  else to.set(age, sum);
}

/** @param sign −1 takes it off again */
export const addStay = (to: StayCounts, row: StayRow, sign: 1 | -1 = 1): void =>
  count(row.event === 'left' ? to.ended : to.joined, row.days, sign * row.n);

/**
 * A visit that still runs is censored: seen up to as-of. One without an entry date tells nothing.
 * @param sign −1 takes it off again
 */
export function addRunning(to: StayCounts, row: OpenRow, asOfDay: Day, sign: 1 | -1 = 1): void {
  if (row.entered !== null) count(to.running, Math.max(0, asOfDay - row.entered), sign * row.n);
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
  const { pipeline, by } = options;
  const { provenance } = summary.frame;
  const stages = stagesOf(summary, pipeline);
  const counted = countedIn(summary, options);
  const { definition, cells, undated } = counted;
  const groups = new Set<string>(by === undefined ? [''] : []);
  for (const ofStage of cells.values()) for (const group of ofStage.keys()) groups.add(group);
  const sorted = [...groups].sort();
  const rows = stages.open
    .filter(({ id, archived }) => !archived || cells.has(id))
    .flatMap((stage) => sorted.map((group) => rowIn(counted, stage, group, by)));
  const isBlind = provenance ? provenance.history === 'none' : rows.every((row) => row.n === 0);
  return {
    rows,
    definition,
    leftOut: leftOutOf([['no-entry-date', undated]]),
    needs: isBlind ? ['history'] : [],
  };
}

/** One stage and group: what was counted, and the row that was made of it, until something else is counted. */
interface Cell {
  readonly counts: StayCounts;
  row?: TimeInStageRow;
}

/** Visits of one scope by stage and group, and how to point at them. */
interface Counted {
  readonly definition: Definition;
  readonly stayIn: Scoped<'stay'>;
  readonly openIn: Scoped<'open'>;
  readonly groupOfStay: (row: StayRow) => string;
  readonly groupOfOpen: (row: OpenRow) => string;
  /** The tables that were counted. */
  stay: ReadonlyMap<string, StayRow>;
  open: ReadonlyMap<string, OpenRow>;
  readonly cells: Map<string, Map<string, Cell>>;
  /** Open deals without a day of entry. */
  undated: number;
}

/** What was last counted, to be changed by the rows in which the next tables differ: a moved deal touches a few of thousands. */
const lastCounted = new WeakMap<ViewFrame, Map<string, Counted>>();

function countedIn(summary: PipelineSummary, { pipeline, window, by }: TimeInStageOptions): Counted {
  const { frame, tables } = summary;
  const scope = { pipeline, window, by: dimensionOf(by) };
  const stayIn = scopeTable(summary, 'stay', scope);
  const openIn = scopeTable(summary, 'open', scope);
  const stay = tables.stay as ReadonlyMap<string, StayRow>;
  const open = tables.open as ReadonlyMap<string, OpenRow>;
  const known = lastCounted.get(frame) ?? new Map<string, Counted>();
  lastCounted.set(frame, known);
  const key = JSON.stringify([pipeline, window, by]);
  const last = known.get(key);
  const stays = last && rowChanges(last.stay, stay);
  const opens = last && rowChanges(last.open, open);
  if (last && stays && opens) {
    for (const { before, after } of stays) {
      if (before) countStay(last, before, -1);
      if (after) countStay(last, after, 1);
    }
    for (const { before, after } of opens) {
      if (before) countOpen(last, before, frame.asOfDay, -1);
      if (after) countOpen(last, after, frame.asOfDay, 1);
    }
    return Object.assign(last, { stay, open });
  }
  const isByMonth = by === 'entered';
  const counted: Counted = {
    definition: { measure: 'time-in-stage', pipeline, window: window ?? null, by: by ?? null },
    stayIn,
    openIn,
    groupOfStay: isByMonth ? (row) => monthKey(row.entered) : stayIn.dim,
    groupOfOpen: isByMonth
      ? (row) => (row.entered === null ? '' : monthKey(monthOf(row.entered)))
      : openIn.dim,
    stay,
    open,
    cells: new Map(),
    undated: 0,
  };
  for (const row of stay.values()) countStay(counted, row, 1);
  for (const row of open.values()) countOpen(counted, row, frame.asOfDay, 1);
  known.set(key, counted);
  return counted;
}

function countStay(counted: Counted, row: StayRow, sign: 1 | -1): void {
  if (!counted.stayIn.holds(row)) return;
  change(counted.cells, row.stage, counted.groupOfStay(row), (counts) => addStay(counts, row, sign));
}

function countOpen(counted: Counted, row: OpenRow, asOfDay: Day, sign: 1 | -1): void {
  const { openIn, cells, groupOfOpen } = counted;
  const isIn = openIn.holds(row);
  if (row.entered === null) {
    if (isIn || openIn.isUndated(row)) counted.undated += sign * row.n;
  } else if (isIn) {
    change(cells, row.stage, groupOfOpen(row), (counts) => addRunning(counts, row, asOfDay, sign));
  }
}

/** Changes one cell, which is there as long as something is counted in it. */
function change(cells: Counted['cells'], stage: string, group: string, add: (to: StayCounts) => void): void {
  let ofStage = cells.get(stage);
  if (!ofStage) cells.set(stage, (ofStage = new Map<string, Cell>()));
  let cell = ofStage.get(group);
  if (!cell) ofStage.set(group, (cell = { counts: emptyStays() }));
  add(cell.counts);
  delete cell.row;
  const { ended, running, joined } = cell.counts;
  if (ended.size + running.size + joined.size > 0) return;
  ofStage.delete(group);
  if (ofStage.size === 0) cells.delete(stage);
}

function rowIn(counted: Counted, stage: Stage, group: string, by: StayDimension | undefined): TimeInStageRow {
  const cell = counted.cells.get(stage.id)?.get(group);
  if (!cell) return rowOf(counted, emptyStays(), stage, group, by);
  return (cell.row ??= rowOf(counted, cell.counts, stage, group, by));
}

function rowOf(
  { definition, stayIn, openIn, groupOfStay, groupOfOpen }: Counted,
  counts: StayCounts,
  { id, name, archived = false }: Stage,
  group: string,
  by: StayDimension | undefined,
): TimeInStageRow {
  const curve = kaplanMeier(counts);
  const nOpen = sumOf(counts.running);
  const median = quantileOf(curve, 0.5);
  return {
    key: by === undefined ? `stage:${id}` : `stage:${id}|${by}:${group}`,
    value: median.days,
    n: sumOf(counts.ended) + nOpen,
    definition,
    behind: {
      ...stayIn.behind((row) => row.stage === id && row.event === 'left' && groupOfStay(row) === group),
      also: [openIn.behind((row) => row.stage === id && row.entered !== null && groupOfOpen(row) === group)],
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
  };
}
