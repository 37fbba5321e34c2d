import { cutDays } from '../summary/lexis.js';
import type { Dimension, PipelineSummary, SummaryRequest, WeekRequest } from '../summary/types.js';
import type { Day } from '../view/types.js';
import { stateOf } from '../view/frame.js';
import { readTable } from './read.js';

export interface ExposureOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  readonly by?: Dimension;
  readonly weekStart?: number;
  /** Only weeks before this day: what was known then. */
  readonly before?: Day;
}

/** Visits to one stage at one age in one week. */
export interface ExposureCell {
  /** First day of the week. */
  readonly week: Day;
  /** Stage id. */
  readonly stage: string;
  /** Place of the age in `AGE_EDGES`. */
  readonly bin: number;
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  /** Days at risk of leaving, the day of leaving included. */
  readonly exposure: number;
  /** How many left for where: a stage, or `'→'` + pipeline id. */
  readonly left: ReadonlyMap<string, number>;
}

/** The tables that {@link exposureOf} reads. */
export const exposureTables = ({ by, weekStart }: Omit<ExposureOptions, 'pipeline'> = {}): SummaryRequest => {
  const dims = by === undefined ? {} : { by: [by] };
  const lexis: WeekRequest = { ...dims, ...(weekStart === undefined ? {} : { weekStart }) };
  return { lexis, open: dims };
};

/**
 * What hazards are made of: by week, stage and age how many days visits were at risk of leaving, and how many left for
 * where. Finished visits come from the table `lexis`; those that still run from `open`, up to as-of's day, so that no age
 * is baked into a table. Recording that began late is delayed entry, as in the time in stage.
 *
 * Leaving the later weeks out (`before`) gives what was known then, but for departures that have been taken back since.
 *
 * @throws PipelineError `summary-lacks`
 * @example // one visit of three days, one that has run for two: 2 at risk on the first day, one of 2 leaves on the third
 *   exposureOf(summary, { pipeline: 'p' }) // [{ bin: 0, exposure: 2, left: {} }, { bin: 1, … }, { bin: 2, …, left: { b: 1 } }]
 */
export function exposureOf(summary: PipelineSummary, options: ExposureOptions): readonly ExposureCell[] {
  const { pipeline, by, before = Infinity } = options;
  const lexis = readTable(summary, 'lexis', { pipeline, by });
  const open = readTable(summary, 'open', { pipeline, by });
  const weekStart = summary.request.lexis?.weekStart;
  const { frame } = summary;
  const { historyFrom = -Infinity } = stateOf(frame);
  interface Cell extends ExposureCell {
    exposure: number;
    readonly left: Map<string, number>;
  }
  const cells = new Map<string, Cell>();
  const cellOf = (week: Day, stage: string, bin: number, group: string): Cell => {
    const key = `${week}|${bin}|${group}|${stage}`;
    let cell = cells.get(key);
    if (cell === undefined)
      cells.set(key, (cell = { week, stage, bin, group, exposure: 0, left: new Map<string, number>() }));
    return cell;
  };
  for (const row of lexis.rows) {
    if (row.week >= before) continue;
    const cell = cellOf(row.week, row.stage, row.bin, lexis.dim(row));
    cell.exposure += row.n;
    if (row.to !== null) cell.left.set(row.to, (cell.left.get(row.to) ?? 0) + row.n);
  }
  for (const row of open.rows) {
    const { entered, stage, n } = row;
    if (entered === null) continue;
    const watched = entered < historyFrom ? historyFrom + 1 : entered;
    cutDays(entered, watched, Math.min(before, frame.asOfDay + 1), weekStart, (week, bin, days) => {
      cellOf(week, stage, bin, open.dim(row)).exposure += n * days;
    });
  }
  return [...cells.values()].sort(
    (a, b) => a.week - b.week || (a.stage < b.stage ? -1 : a.stage > b.stage ? 1 : a.bin - b.bin),
  );
}
