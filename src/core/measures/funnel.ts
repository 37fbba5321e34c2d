import type { PipelineSummary, SummaryRequest } from '../summary/types.js';
import { cycleMedian } from './cycle-median.js';
import { addToSplit, barsOf, type Bar } from './funnel-bars.js';
import { knowsHistory, placeOf } from './funnel-places.js';
import type { Funnel, FunnelOptions, FunnelRow, FunnelRowKind, WeakestStep } from './funnel-types.js';
import { dealsIn, readTable, tableRequest } from './read.js';
import { stagesOf } from './stages.js';
import { addRow, leftOutOf, moneyOf, ratio, type Sums } from './sums.js';
import type { Definition } from './types.js';

/** The tables that {@link measureFunnel} reads. */
export const funnelTables = (options: FunnelOptions): SummaryRequest => ({
  cohort: tableRequest({ window: options.window }),
  cycle: tableRequest({ window: options.window }),
});

/**
 * How many deals of a cohort got how far.
 *
 * - `reached` k: visited k or any later open stage, or was won. A lost deal reached up to the furthest open stage it
 *   visited; where none is recorded it counts in the first row, and in a row of its own ("lost, stage not recorded").
 * - `strict` k: visited every open stage up to and including k; won: visited all of them. Archived stages are no
 *   condition for the stages after them.
 * - `current`: is in k now. A stock, no flow: no conversion, no split.
 *
 * Rows: open stages in order (an archived one only where a deal is in it or got no further), won, then the special
 * rows that hold deals. Deals whose stage the pipeline lacks, or that name none, are in no other row. A deal without
 * a creation date counts where no window is set, else it is left out.
 *
 * Shares are 0..1; null where the base is 0, negative or unknown. By count they never exceed 1, save after an archived
 * stage under `strict`; by amount they do where credits (negative amounts) are about. Without stage history
 * (`needs: ['history']`) no step conversion and no weakest step is given; a share of the first row only for won, as
 * long as nobody knows where deals were lost; and under `strict` no value at all. Where the past is not known either (see
 * `ViewOptions.pastUnknown`), deals that were not closed by then are left out, and no share of the first row is given.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example // 4 deals: one open in A, one lost from B, one won, one lost nobody knows where
 *   measureFunnel(summary, { pipeline: 'p' }).rows.map((row) => row.n) // A 4, B 2, won 1, lost-stage-unknown 1
 */
export function measureFunnel(summary: PipelineSummary, options: FunnelOptions): Funnel {
  const { pipeline, window, counting = 'reached', value = 'count', currency } = options;
  const stages = stagesOf(summary, pipeline);
  const cohort = readTable(summary, 'cohort', { pipeline, window });
  const money = moneyOf(summary, cohort.rows, currency);
  const places = cohort.rows.map((row) => placeOf(row, stages));
  const hasHistory = knowsHistory(summary.frame.provenance, places);
  const unplaced = dealsIn(cohort.unplaced);
  const isFlow = counting !== 'current';
  const { main, special, isBlind } = barsOf(stages, places, counting, hasHistory);

  for (const [r, row] of cohort.rows.entries()) {
    const place = places[r]!;
    for (const [i, one] of main.entries()) {
      if (!one.has(place)) continue;
      addRow(one.sums, row);
      if (isFlow && one.kind === 'stage') addToSplit(one, main[i + 1], place, row, stages);
    }
    for (const one of special) if (one.has(place)) addRow(one.sums, row);
  }

  const definition: Definition = {
    measure: 'funnel',
    pipeline,
    counting,
    value,
    window: window ?? null,
    currency: currency ?? null,
  };
  const amountOf = (sums: Sums): number | null => (value === 'count' ? sums.n : money(sums.per).amount);
  const valueOf = (one: Bar): number | null => amountOf(one.sums);
  const first = main[0];
  const lostUnknown = special.find((one) => one.kind === 'lost-stage-unknown')?.sums.n ?? 0;
  const previousOf = (i: number): Bar | undefined =>
    main.slice(0, Math.max(i, 0)).findLast((one) => counting !== 'strict' || one.stage?.archived !== true);
  const toRow = (one: Bar, i: number): FunnelRow => {
    const isMain = i >= 0;
    const own = isBlind && isMain ? null : valueOf(one);
    const base = isFlow && isMain && !isBlind ? first : undefined;
    const previous = base && hasHistory ? previousOf(i) : undefined;
    const isAtLeast =
      (!hasHistory && lostUnknown > 0 && one.kind === 'stage' && i > 0) || (unplaced > 0 && i > 0);
    return {
      key: one.key,
      value: own,
      n: one.sums.n,
      of: base?.sums.n,
      definition,
      behind: cohort.behind((row) => one.has(placeOf(row, stages))),
      kind: one.kind,
      stage: one.id,
      name: one.stage?.name ?? one.id,
      archived: one.stage?.archived ?? false,
      nAmount: one.sums.nAmount,
      amount: money(one.sums.per),
      ofFirst: base && !isAtLeast ? ratio(own, valueOf(base)) : null,
      ofPrevious: previous ? ratio(own, valueOf(previous)) : null,
      didNot: previous ? previous.sums.n - one.sums.n : null,
      movedOn: one.movedOn,
      stillHere: one.here.n,
      lost: one.lost.n,
      lostAmount: money(one.lost.per),
      lostStageUnknown: one.unknown,
      skipped: isFlow && one.kind === 'stage' ? one.sums.n - one.movedOn - one.here.n - one.lost.n : 0,
      weakest: false,
    };
  };
  const mainRows = main.map(toRow);
  const weakest = weakestOf(mainRows, (i) => {
    const from = previousOf(i);
    const passed = from && main.slice(main.indexOf(from), i);
    return from && passed && { from: from.key, ...sumsOf(passed, amountOf) };
  });
  const won = mainRows.find((row) => row.kind === 'won');
  const counted = isFlow ? mainRows.slice(0, 1) : mainRows;
  const rows = [
    ...mainRows.map((row) => (row.key === weakest?.to ? { ...row, weakest: true } : row)),
    ...special.filter((one) => one.sums.n > 0).map((one) => toRow(one, -1)),
  ];
  const ofKind = (kind: FunnelRowKind): number =>
    rows.reduce((n, row) => n + (row.kind === kind ? row.n : 0), 0);
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-created-date', cohort.undated],
      ['no-amount', value === 'amount' ? cohort.rows.reduce((n, row) => n + row.n - row.nAmount, 0) : 0],
      ['no-stage', ofKind('no-stage')],
      ['unmapped-stage', ofKind('unmapped')],
      ['stage-at-loss-unknown', lostUnknown],
      ['stage-then-unknown', unplaced],
      ['mixed-currencies', Math.max(0, ...rows.map((row) => (row.amount.amount === null ? row.nAmount : 0)))],
    ]),
    needs: isFlow && !hasHistory ? ['history'] : [],
    overall: won?.ofFirst ?? null,
    weakest,
    won: won?.n ?? 0,
    total: counted.reduce((n, row) => n + row.n, 0),
    cycle: summary.tables.cycle === undefined ? null : cycleMedian(summary, { pipeline, window }),
  };
}

/** What was lost and what is still there in rows that follow one another: several where archived ones are passed over. */
function sumsOf(bars: readonly Bar[], valueOf: (sums: Sums) => number | null) {
  const sum = (of: (one: Bar) => Sums): number | null =>
    bars.reduce<number | null>((total, one) => {
      const own = valueOf(of(one));
      return total === null || own === null ? null : total + own;
    }, 0);
  return { lost: sum((one) => one.lost), stillHere: sum((one) => one.here) };
}

/**
 * The first of the steps that lost most of what is decided (moved on or lost); null where no step is known to have lost
 * anything. What is still there is not judged, nor what went on without the next stage (`skipped`).
 */
function weakestOf(
  rows: readonly FunnelRow[],
  stepTo: (
    i: number,
  ) => { readonly from: string; readonly lost: number | null; readonly stillHere: number | null } | undefined,
): WeakestStep | null {
  let weakest: WeakestStep | null = null;
  let lowest = 1;
  for (const [i, row] of rows.entries()) {
    const step = stepTo(i);
    if (row.ofPrevious === null || row.didNot === null || row.value === null || step === undefined) continue;
    const { from, lost, stillHere } = step;
    if (lost === null || stillHere === null || lost <= 0) continue;
    const kept = ratio(row.value, row.value + lost);
    if (kept === null || kept >= lowest) continue;
    lowest = kept;
    weakest = { from, to: row.key, conversion: row.ofPrevious, didNot: row.didNot, lost, stillHere };
  }
  return weakest;
}
