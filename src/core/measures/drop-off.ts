import type { ClosedRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { readTable, tableRequest } from './read.js';
import { stagesOf } from './stages.js';
import { addRow, emptySums, leftOutOf, moneyOf, ratio, type Sums } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';

export interface DropOffOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  /** Deals lost in it. */
  readonly window?: DayRange;
  /** What `value` and shares are made of; default `count`. */
  readonly value?: 'count' | 'amount';
  readonly currency?: string;
}

/** Deals lost from one stage for one reason. `n` counts them, `of` all deals lost from the stage. */
export interface DropOffRow extends Row {
  /** The open stage that they left from; `''`: not recorded. */
  readonly stage: string;
  readonly name: string;
  /** `''`: none is stated. */
  readonly reason: string;
  /** Deals with an amount. */
  readonly nAmount: number;
  readonly amount: MoneyTotal;
  /** Of what was lost from this stage. */
  readonly ofStage: number | null;
  /** Of all that was lost. */
  readonly ofAll: number | null;
}

/** The tables that {@link measureDropOff} reads. */
export const dropOffTables = ({ window }: DropOffOptions): SummaryRequest => ({
  closed: tableRequest({ window }),
});

/**
 * Why deals are lost, and where: the deals lost in the window by the open stage that they left from and their reason,
 * with amounts. Deals that merely wait in a stage play no part. Stages in order, "not recorded" last; in a stage the
 * reasons of most deals first.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example // lost from Offer: 3 for the price, 1 for no reason given
 *   measureDropOff(summary, { pipeline: 'p' }).rows // [{ stage: 'offer', reason: 'price', n: 3, ofStage: 0.75, … }, …]
 */
export function measureDropOff(summary: PipelineSummary, options: DropOffOptions): Measure<DropOffRow> {
  const { pipeline, window, value = 'count', currency } = options;
  const stages = stagesOf(summary, pipeline);
  const closed = readTable(summary, 'closed', { pipeline, window });
  const lost = closed.rows.filter((row) => row.outcome === 'lost');
  const money = moneyOf(summary, lost, currency);
  const definition: Definition = {
    measure: 'drop-off',
    pipeline,
    window: window ?? null,
    value,
    currency: currency ?? null,
  };
  const all = emptySums();
  const byStage = new Map<string, { readonly sums: Sums; readonly reasons: Map<string, Sums> }>();
  for (const row of lost) {
    const stage = byStage.get(row.from) ?? { sums: emptySums(), reasons: new Map<string, Sums>() };
    byStage.set(row.from, stage);
    const reason = stage.reasons.get(row.reason) ?? emptySums();
    stage.reasons.set(row.reason, reason);
    for (const sums of [all, stage.sums, reason]) addRow(sums, row);
  }
  const valueOf = (sums: Sums): number | null => (value === 'count' ? sums.n : money(sums.per).amount);
  const place = (stage: string): number => (stage === '' ? Infinity : stages.openAt(stage));
  const rows = [...byStage]
    .sort(([a], [b]) => place(a) - place(b))
    .flatMap(([stage, { sums, reasons }]) =>
      [...reasons]
        .sort(([a, one], [b, other]) => other.n - one.n || (a < b ? -1 : 1))
        .map(([reason, own]): DropOffRow => {
          const isOwn = (row: ClosedRow): boolean =>
            row.outcome === 'lost' && row.from === stage && row.reason === reason;
          return {
            key: `stage:${stage}|reason:${reason}`,
            value: valueOf(own),
            n: own.n,
            of: sums.n,
            definition,
            behind: closed.behind(isOwn),
            stage,
            name: stages.byId.get(stage)?.name ?? stage,
            reason,
            nAmount: own.nAmount,
            amount: money(own.per),
            ofStage: ratio(valueOf(own), valueOf(sums)),
            ofAll: ratio(valueOf(own), valueOf(all)),
          };
        }),
    );
  const isLost = (row: ClosedRow): boolean => row.outcome === 'lost';
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-closed-date', closed.undatedBy(isLost)],
      ['no-amount', value === 'amount' ? all.n - all.nAmount : 0],
      ['stage-at-loss-unknown', byStage.get('')?.sums.n ?? 0],
      ['mixed-currencies', money(all.per).amount === null ? all.nAmount : 0],
    ]),
    needs: summary.frame.provenance?.history === 'none' ? ['history'] : [],
  };
}
