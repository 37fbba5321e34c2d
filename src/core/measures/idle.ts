import { kaplanMeier } from '../numeric/kaplan-meier.js';
import type { OpenRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import { dealsIn, readTable } from './read.js';
import { stagesOf } from './stages.js';
import { addRow, emptySums, leftOutOf, moneyOf } from './sums.js';
import { addRunning, addStay, emptyStays, quantileOf } from './time-in-stage.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';

export interface IdleOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  readonly currency?: string;
}

/** How long a deal may stay in a stage. */
export interface IdleLimit {
  /** Days; null: nothing says. */
  readonly days: number | null;
  /** `stage`: its `idleAfterDays`; `history`: the days by which three quarters of its visits had ended. */
  readonly source: 'stage' | 'history' | null;
}

/** Idle deals of one stage. `value` and `n` count them, `of` the open deals whose day of entry is known. */
export interface IdleRow extends Row {
  /** Stage id. */
  readonly stage: string;
  readonly name: string;
  readonly archived: boolean;
  readonly of: number;
  readonly limit: IdleLimit;
  /** Worth of the idle deals. */
  readonly amount: MoneyTotal;
  /** Days that the stage's oldest open deal has been in it; null where it holds none. */
  readonly oldest: number | null;
}

/** The tables that {@link measureIdle} and {@link idleLimits} read. */
export const idleTables = (): SummaryRequest => ({ open: {}, stay: {} });

/** Fewer finished visits than this tell nothing about how long is usual. */
const LEAST_VISITS = 5;

/**
 * How many days a deal may stay in each open stage before it counts as idle: the stage's `idleAfterDays`, else the
 * 75 % quantile of the stage's own visits by Kaplan–Meier, running ones censored. No limit where fewer than 5 visits
 * have ended, or the quantile is not reached.
 *
 * @returns by stage id, the pipeline's open stages
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 */
export function idleLimits(summary: PipelineSummary, pipeline: string): ReadonlyMap<string, IdleLimit> {
  const stages = stagesOf(summary, pipeline);
  const stay = readTable(summary, 'stay', { pipeline });
  const open = readTable(summary, 'open', { pipeline });
  const visits = new Map(stages.open.map(({ id }) => [id, emptyStays()]));
  const finished = new Map<string, number>();
  for (const row of stay.rows) {
    const counts = visits.get(row.stage);
    if (counts !== undefined) addStay(counts, row);
    if (row.event === 'left') finished.set(row.stage, (finished.get(row.stage) ?? 0) + row.n);
  }
  for (const row of open.rows) {
    const counts = visits.get(row.stage);
    if (counts !== undefined) addRunning(counts, row, summary.frame.asOfDay);
  }
  return new Map(
    stages.open.map(({ id, idleAfterDays }): [string, IdleLimit] => {
      if (idleAfterDays !== undefined) return [id, { days: idleAfterDays, source: 'stage' }];
      const isTelling = (finished.get(id) ?? 0) >= LEAST_VISITS;
      const { days } = quantileOf(kaplanMeier(visits.get(id) ?? emptyStays()), 0.75);
      return [id, isTelling && days !== null ? { days, source: 'history' } : { days: null, source: null }];
    }),
  );
}

/**
 * Idle deals: open deals that have been in their stage for more days than it allows (see {@link idleLimits}; days
 * since the entry, counted to as-of's day). A row an open stage, archived ones only while they hold deals. Where
 * nothing says how long is too long, `value` is null and none is counted. Deals whose day of entry is not known are
 * left out.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example // limit 14 days; two deals are there for 20 and 14 days
 *   measureIdle(summary, { pipeline: 'p' }).rows[0] // { value: 1, n: 1, of: 2, oldest: 20, … }
 */
export function measureIdle(summary: PipelineSummary, options: IdleOptions): Measure<IdleRow> {
  const { pipeline, currency } = options;
  const { asOfDay } = summary.frame;
  const stages = stagesOf(summary, pipeline);
  const limits = idleLimits(summary, pipeline);
  const open = readTable(summary, 'open', { pipeline });
  const money = moneyOf(summary, open.rows, currency);
  const definition: Definition = { measure: 'idle', pipeline, currency: currency ?? null };
  const rows: IdleRow[] = [];
  let undated = 0;
  for (const { id, name, archived = false } of stages.open) {
    const members = open.rows.filter((row) => row.stage === id);
    if (archived && members.length === 0) continue;
    const limit = limits.get(id) ?? { days: null, source: null };
    const allowed = limit.days ?? Infinity;
    const isIdle = (row: OpenRow): boolean => row.entered !== null && asOfDay - row.entered > allowed;
    const idle = emptySums();
    let of = 0;
    let oldest: number | null = null;
    for (const row of members) {
      if (row.entered === null) {
        undated += row.n;
        continue;
      }
      of += row.n;
      oldest = Math.max(oldest ?? 0, asOfDay - row.entered);
      if (isIdle(row)) addRow(idle, row);
    }
    rows.push({
      key: `stage:${id}`,
      value: limit.days === null ? null : idle.n,
      n: idle.n,
      of,
      definition,
      behind: open.behind((row) => row.stage === id && isIdle(row)),
      stage: id,
      name,
      archived,
      limit,
      amount: money(idle.per),
      oldest,
    });
  }
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-entry-date', undated],
      ['stage-then-unknown', dealsIn(open.unplaced)],
      ['mixed-currencies', rows.reduce((n, row) => n + (row.amount.amount === null ? row.n : 0), 0)],
    ]),
    needs: summary.frame.provenance?.history === 'none' ? ['history'] : [],
  };
}
