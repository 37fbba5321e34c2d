import { PipelineError } from '../errors.js';
import { countQuantiles } from '../numeric/counts.js';
import type { Dimension, DueRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import { groupRows } from './groups.js';
import { readTable } from './read.js';
import { addRow, emptySums, leftOutOf, moneyOf, ratio, type Sums } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';
import type { SeriesInterval } from './weighted-pipeline.js';

export interface SlippageOptions {
  /** The period. */
  readonly window: SeriesInterval;
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  readonly by?: Dimension;
  readonly currency?: string;
}

/** Deals and what they are worth. */
export interface Slice {
  readonly n: number;
  /** Deals with an amount. */
  readonly nAmount: number;
  readonly sum: MoneyTotal;
}

/** What became of the deals due in a period. `value` is the share of them that slipped, `n` those, `of` all due. */
export interface SlippageRow extends Row {
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  readonly due: Slice;
  /** Expected after the period now. */
  readonly slipped: Slice;
  readonly won: Slice;
  readonly lost: Slice;
  /** Open, and expected in the period or before: once it is over they are overdue. */
  readonly stillDue: Slice;
  /** No longer expected on any day. */
  readonly undated: Slice;
  readonly transferred: Slice;
  /** How often expected closes of due deals were moved later in the period, and how many deals that were. */
  readonly pushes: number;
  readonly pushed: number;
  /** Days by which the slipped deals moved; null where none slipped. */
  readonly medianDays: number | null;
  readonly meanDays: number | null;
}

/** The tables that {@link measureSlippage} reads. */
export const slippageTables = ({ window: { from, to }, by }: SlippageOptions): SummaryRequest => ({
  due: { periods: [{ from, to }], ...(by && { by: [by] }) },
});

/**
 * Slippage: of the deals that were to close by the end of the period (open at its start or later in it, overdue ones
 * among them) those whose expected close has moved past it, by how many days, and how often any of them was pushed.
 * Days run from the day that a deal was expected on when it was first due in the period to the day it is expected on at
 * its end (or at as-of). A deal that was pushed and won all the same is won. Counted once, in the pipeline where it was due first.
 *
 * Without recorded changes of the expected close nothing is seen to slip.
 *
 * @throws PipelineError `summary-lacks`
 * @example // 10 due, 4 won, 3 moved into the next quarter by 20, 30 and 70 days
 *   measureSlippage(summary, { window: q1 }).rows[0] // { value: 0.3, n: 3, of: 10, medianDays: 30, meanDays: 40, … }
 */
export function measureSlippage(summary: PipelineSummary, options: SlippageOptions): Measure<SlippageRow> {
  const { window, pipeline, by, currency } = options;
  const due = readTable(summary, 'due', { pipeline, by });
  const isIn = (row: DueRow): boolean => row.from === window.from && row.to === window.to;
  const isAsked = summary.request.due?.periods.some(
    ({ from, to }) => from === window.from && to === window.to,
  );
  if (isAsked !== true) throw new PipelineError('summary-lacks', { table: 'due' });
  const table = due.rows.filter(isIn);
  const money = moneyOf(summary, table, currency);
  const definition: Definition = {
    measure: 'slippage',
    pipeline: pipeline ?? null,
    window,
    by: by ?? null,
    currency: currency ?? null,
  };
  const groups = groupRows({ ...due, rows: table });
  const all = emptySums();
  for (const row of table) addRow(all, row);
  const sliceOf = (rows: readonly DueRow[], fate?: DueRow['fate']): Slice => {
    const sums: Sums = emptySums();
    for (const row of rows) if (fate === undefined || row.fate === fate) addRow(sums, row);
    return { n: sums.n, nAmount: sums.nAmount, sum: money(sums.per) };
  };
  const rows = [...(groups.size === 0 ? [['', []] as const] : groups)].map(
    ([group, members]): SlippageRow => {
      const whole = sliceOf(members);
      const slipped = sliceOf(members, 'slipped');
      const days = new Map<number, number>();
      let sum = 0;
      for (const row of members) {
        if (row.fate !== 'slipped') continue;
        days.set(row.days, (days.get(row.days) ?? 0) + row.n);
        sum += row.days * row.n;
      }
      const [median = null] = countQuantiles(days, [0.5]);
      return {
        key: by === undefined ? 'all' : `${by}:${group}`,
        value: ratio(slipped.n, whole.n),
        n: slipped.n,
        of: whole.n,
        definition,
        behind: due.behind((row) => isIn(row) && row.fate === 'slipped' && due.dim(row) === group),
        group,
        due: whole,
        slipped,
        won: sliceOf(members, 'won'),
        lost: sliceOf(members, 'lost'),
        stillDue: sliceOf(members, 'due'),
        undated: sliceOf(members, 'undated'),
        transferred: sliceOf(members, 'transferred'),
        pushes: members.reduce((n, row) => n + row.pushes * row.n, 0),
        pushed: members.reduce((n, row) => n + (row.pushes > 0 ? row.n : 0), 0),
        medianDays: median,
        meanDays: ratio(sum, slipped.n),
      };
    },
  );
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-amount', all.n - all.nAmount],
      ['mixed-currencies', money(all.per).amount === null ? all.nAmount : 0],
    ]),
    needs: [],
  };
}
