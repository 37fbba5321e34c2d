import { wilson, type Interval } from '../numeric/wilson.js';
import type { ClosedRow, Dimension, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { groupRows } from './groups.js';
import { readTable, tableRequest } from './read.js';
import { addRow, emptySums, leftOutOf, moneyOf, ratio, type Sums } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';

export interface WinRateOptions {
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  /** Deals closed in it. */
  readonly window?: DayRange;
  readonly by?: Dimension;
  /** What `value` is; default `count`. */
  readonly value?: 'count' | 'amount';
  /** Coverage of the interval; default 0.95. */
  readonly level?: number;
  readonly currency?: string;
}

/** Win rate of a group. `n` and `of` are its closed deals. */
export interface WinRateRow extends Row {
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  readonly won: number;
  readonly lost: number;
  /** Won ÷ (won + lost), 0..1; null where nothing was closed. */
  readonly rate: number | null;
  /** Wilson's interval of the rate by count. */
  readonly interval: Interval | null;
  /** Amount won ÷ amount closed; null where that is 0, negative or mixed. */
  readonly rateByAmount: number | null;
  readonly wonAmount: MoneyTotal;
  readonly lostAmount: MoneyTotal;
}

/** The tables that {@link measureWinRate} reads. */
export const winRateTables = (options: WinRateOptions = {}): SummaryRequest => ({
  closed: tableRequest(options),
});

/** Won and lost deals of some rows, apart. */
export function outcomesOf(rows: readonly ClosedRow[]): { readonly won: Sums; readonly lost: Sums } {
  const sums = { won: emptySums(), lost: emptySums() };
  for (const row of rows) addRow(sums[row.outcome], row);
  return sums;
}

/**
 * Win rate: won ÷ (won + lost) among the deals closed in the window, by count and by amount, with Wilson's 95 %
 * interval of the rate by count. One row, or one a value of the dimension. Open deals play no part.
 *
 * @throws PipelineError `summary-lacks`
 * @example // 8 won, 2 lost
 *   measureWinRate(summary).rows[0] // { value: 0.8, n: 10, interval: { low: 0.4902, high: 0.9433 }, … }
 */
export function measureWinRate(summary: PipelineSummary, options: WinRateOptions = {}): Measure<WinRateRow> {
  const { pipeline, window, by, value = 'count', level = 0.95, currency } = options;
  const closed = readTable(summary, 'closed', { pipeline, window, by });
  const money = moneyOf(summary, closed.rows, currency);
  const definition: Definition = {
    measure: 'win-rate',
    pipeline: pipeline ?? null,
    window: window ?? null,
    by: by ?? null,
    value,
    level,
    currency: currency ?? null,
  };
  let mixed = 0;
  const groups = groupRows(closed);
  const rows = [...(groups.size === 0 ? [['', []] as const] : groups)].map(([group, members]): WinRateRow => {
    const { won, lost } = outcomesOf(members);
    const n = won.n + lost.n;
    const rate = ratio(won.n, n);
    const all = emptySums();
    for (const row of members) addRow(all, row);
    const closedAmount = money(all.per);
    const wonAmount = money(won.per);
    mixed += closedAmount.amount === null ? all.nAmount : 0;
    const rateByAmount = ratio(wonAmount.amount, closedAmount.amount);
    return {
      key: by === undefined ? 'all' : `${by}:${group}`,
      value: value === 'count' ? rate : rateByAmount,
      n,
      of: n,
      definition,
      behind: closed.behind((row) => closed.dim(row) === group),
      group,
      won: won.n,
      lost: lost.n,
      rate,
      interval: wilson(won.n, n, level),
      rateByAmount,
      wonAmount,
      lostAmount: money(lost.per),
    };
  });
  const { won, lost } = outcomesOf(closed.rows);
  const n = won.n + lost.n;
  const nAmount = won.nAmount + lost.nAmount;
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-closed-date', closed.undated],
      ['no-amount', value === 'amount' ? n - nAmount : 0],
      ['mixed-currencies', mixed],
    ]),
    needs: n === 0 ? ['closed-deals'] : [],
  };
}
