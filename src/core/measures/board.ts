import type { Stage, StageKind } from '../model.js';
import type { OpenRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { dealsIn, readTable, tableRequest } from './read.js';
import { stagesOf } from './stages.js';
import { addMoney, addRow, emptySums, leftOutOf, moneyOf, type Sums } from './sums.js';
import type { Behind, Definition, Measure, MoneyTotal, Row } from './types.js';
import { addWeights, emptyWeights, weigh, type Weights } from './weighted.js';

export interface BoardOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  /** Narrows the won and lost columns to deals closed in it; open columns hold what is open now. */
  readonly window?: DayRange;
  /** Currency to show; needs rates where amounts are in another. */
  readonly currency?: string;
}

export type BoardRowKind = StageKind | 'unmapped' | 'no-stage';

/** A column of the board. `value` and `n` are its deals; `value` is null where nobody knows which stood there. */
export interface BoardRow extends Row {
  readonly kind: BoardRowKind;
  /** Stage id; `''`: none recorded. */
  readonly stage: string;
  /** The stage's own name; the id where the pipeline lacks it; `''` where no stage is recorded. */
  readonly name: string;
  /** The stage's chance, 0..1; null: not stated. Won is 1 and lost 0 where nothing else is stated. */
  readonly probability: number | null;
  readonly archived: boolean;
  /** Deals with an amount. */
  readonly nAmount: number;
  readonly sum: MoneyTotal;
  /** Σ amount × probability; null where no probability is known, and for closed columns. */
  readonly weighted: MoneyTotal | null;
}

export interface Board extends Measure<BoardRow> {
  /** All open deals of the board: stages, unmapped stages and no stage. */
  readonly open: { readonly n: number; readonly sum: MoneyTotal; readonly weighted: MoneyTotal | null };
}

/** The tables that {@link measureBoard} reads. */
export const boardTables = (options: BoardOptions): SummaryRequest => ({
  open: {},
  closed: tableRequest({ window: options.window }),
});

interface Column {
  readonly kind: BoardRowKind;
  readonly stage: string;
  readonly definedAs?: Stage;
  readonly sums: Sums;
  readonly weights: Weights;
}

/**
 * Columns of a board: per stage how many deals it holds, what they are worth, and what they are worth weighted by
 * probability (the deal's own where it has one, else the stage's). In order: open stages, stages that the pipeline
 * lacks but deals name (by id), "no stage recorded", won, lost. Archived stages appear only while they hold deals.
 *
 * Money is in major units; `amount` is null where currencies are mixed and the data states no rates. Deals without an
 * amount count in `n`, not in `nAmount`. A weighted sum covers the deals whose probability is known; the others are
 * counted in `leftOut`. Where the past is not known (see `ViewOptions.pastUnknown`), deals that were open then stand in no
 * column (`needs: ['history']`): an open column's `value` and the weighted sums are null.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example measureBoard(summary, { pipeline: 'sales' }).rows[0]
 *   // { key: 'stage:demo', n: 2, nAmount: 1, sum: { amount: 1000, … }, weighted: { amount: 400, … }, probability: 0.4, … }
 */
export function measureBoard(summary: PipelineSummary, options: BoardOptions): Board {
  const { pipeline, window, currency } = options;
  const stages = stagesOf(summary, pipeline);
  const open = readTable(summary, 'open', { pipeline });
  const closed = readTable(summary, 'closed', { pipeline, window });
  const money = moneyOf(summary, [...open.rows, ...closed.rows], currency);

  const unplaced = dealsIn(open.unplaced);
  const columns = new Map<string, Column>();
  const columnOf = (stage: string, kind: BoardRowKind, definedAs?: Stage): Column => {
    const known = columns.get(stage);
    if (known !== undefined) return known;
    const column = { kind, stage, definedAs, sums: emptySums(), weights: emptyWeights() };
    columns.set(stage, column);
    return column;
  };
  for (const stage of stages.pipeline.stages) columnOf(stage.id, stage.kind, stage);
  for (const row of open.rows) {
    const column = columnOf(row.stage, row.stage === '' ? 'no-stage' : 'unmapped');
    addRow(column.sums, row);
    addWeights(column.weights, row);
  }
  for (const row of closed.rows) addRow(columnOf(row.stage, row.outcome).sums, row);

  const definition: Definition = {
    measure: 'board',
    pipeline,
    window: window ?? null,
    currency: currency ?? null,
  };
  const per = new Map<string, number>();
  const sums = emptySums();
  let unknown = 0;
  const weightedOf = ({ weights, definedAs }: Column): MoneyTotal | null => {
    const own = new Map<string, number>();
    const without = weigh(own, weights, definedAs?.probability);
    unknown += without;
    for (const [code, minor] of own) addMoney(per, code, minor);
    const isKnown = weights.n > 0 || unplaced === 0;
    return !isKnown || (definedAs?.probability === undefined && weights.ownN === 0) ? null : money(own);
  };
  const place: Record<BoardRowKind, number> = { open: 0, unmapped: 1, 'no-stage': 2, won: 3, lost: 4 };
  const rows = [...columns.values()]
    .filter((column) => column.definedAs?.archived !== true || column.sums.n > 0)
    .sort(
      (a, b) => place[a.kind] - place[b.kind] || (a.kind === 'unmapped' ? (a.stage < b.stage ? -1 : 1) : 0),
    )
    .map((column): BoardRow => {
      const { kind, stage, definedAs, sums } = column;
      const isClosed = kind === 'won' || kind === 'lost';
      const behind: Behind = isClosed
        ? closed.behind((row) => row.stage === stage)
        : open.behind((row: OpenRow) => row.stage === stage);
      return {
        key: definedAs ? `stage:${stage}` : kind === 'no-stage' ? kind : `unmapped:${stage}`,
        value: isClosed || sums.n > 0 || unplaced === 0 ? sums.n : null,
        n: sums.n,
        definition,
        behind,
        kind,
        stage,
        name: definedAs?.name ?? stage,
        probability: definedAs?.probability ?? (kind === 'won' ? 1 : kind === 'lost' ? 0 : null),
        archived: definedAs?.archived ?? false,
        nAmount: sums.nAmount,
        sum: money(sums.per),
        weighted: isClosed ? null : weightedOf(column),
      };
    });

  for (const row of open.rows) addRow(sums, row);
  const isWeighted = rows.some((row) => row.weighted !== null);
  const total = {
    n: sums.n,
    sum: money(sums.per),
    weighted: isWeighted ? money(per) : null,
  };
  const mixed = rows.reduce((n, row) => n + (row.sum.amount === null ? row.nAmount : 0), 0);
  const ofKind = (kind: BoardRowKind): number =>
    rows.reduce((n, row) => n + (row.kind === kind ? row.n : 0), 0);
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-amount', rows.reduce((n, row) => n + row.n - row.nAmount, 0)],
      ['no-stage', ofKind('no-stage')],
      ['unmapped-stage', ofKind('unmapped')],
      ['no-closed-date', closed.undated],
      ['no-probability', unknown],
      ['mixed-currencies', mixed],
      ['stage-then-unknown', unplaced],
    ]),
    needs: unplaced > 0 ? ['history'] : total.weighted === null ? ['probabilities'] : [],
    open: total,
  };
}
