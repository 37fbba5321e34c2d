import type { DailyRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import { readTable, tableRequest } from './read.js';
import { addRow, emptySums, knownMoney, leftOutOf, moneyOf } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';
import type { SeriesInterval } from './weighted-pipeline.js';

export interface BookedOptions {
  /** In order, not overlapping. */
  readonly intervals: readonly SeriesInterval[];
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  readonly currency?: string;
}

/** Deals won in an interval. `value` is their amount, `n` counts them. */
export interface BookedRow extends Row {
  readonly interval: SeriesInterval;
  /** Deals with an amount. */
  readonly nAmount: number;
  readonly won: MoneyTotal;
  /** Won from the start of the first interval to the end of this one. */
  readonly upTo: MoneyTotal;
}

/** The tables that {@link measureBooked} reads. */
export const bookedTables = (): SummaryRequest => ({ daily: tableRequest({}) });

/**
 * Revenue booked: Σ amount of the deals won in each interval, by the day they were closed. A deal that was won and
 * reopened counts where it is now: not at all while it is open, on its last close once it is won again. Won deals
 * without a close date or without an amount are counted as left out. Credits (negative amounts) are subtracted.
 * Where deals were won, but none of them has an amount, the amount is null: not known.
 * Cumulative sums are made of unrounded parts, so that the last one is the total to the cent.
 *
 * @throws PipelineError `summary-lacks`
 * @example // 100 won on 3 January, 50 on 20 February
 *   measureBooked(summary, { intervals: [january, february] }).rows.map(({ value, upTo }) => [value, upTo.amount])
 *   // [[100, 100], [50, 150]]
 */
export function measureBooked(summary: PipelineSummary, options: BookedOptions): Measure<BookedRow> {
  const { intervals, pipeline, currency } = options;
  const daily = readTable(summary, 'daily', { pipeline });
  const isIn = ({ what, day }: DailyRow, { from, to }: SeriesInterval): boolean =>
    what === 'won' && day !== null && day >= from && day < to;
  const won = daily.rows.filter(({ what }) => what === 'won');
  // Most rows lie in none of the intervals: they are looked at once, not once for each.
  const from = Math.min(...intervals.map((interval) => interval.from));
  const to = Math.max(...intervals.map((interval) => interval.to));
  const near = won.filter(({ day }) => day !== null && day >= from && day < to);
  const parts = intervals.map((interval) => near.filter((row) => isIn(row, interval)));
  const money = moneyOf(summary, parts.flat(), currency);
  const definition: Definition = {
    measure: 'booked',
    pipeline: pipeline ?? null,
    currency: currency ?? null,
  };
  const all = emptySums();
  const rows = intervals.map((interval, at): BookedRow => {
    const sums = emptySums();
    for (const row of parts[at] ?? []) {
      addRow(sums, row);
      addRow(all, row);
    }
    const total = knownMoney(money(sums.per), sums);
    return {
      key: interval.key,
      value: total.amount,
      n: sums.n,
      definition,
      behind: daily.behind((row) => isIn(row, interval)),
      interval,
      nAmount: sums.nAmount,
      won: total,
      upTo: knownMoney(money(all.per), all),
    };
  });
  const undated = won.reduce((n, { day, n: deals }) => n + (day === null ? deals : 0), 0);
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-closed-date', undated],
      ['no-amount', all.n - all.nAmount],
      ['mixed-currencies', money(all.per).amount === null ? all.nAmount : 0],
    ]),
    needs: [],
  };
}
