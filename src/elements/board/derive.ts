import type { Board, BoardRow } from '../../core/measures/board.js';
import { measureBoard } from '../../core/measures/board.js';
import { idleLimits } from '../../core/measures/idle.js';
import type { IdleLimit } from '../../core/measures/idle.js';
import type { Owner, Pipeline } from '../../core/model.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import { orderAmount } from '../../core/view/columns.js';
import type { DealOrder } from '../../core/view/order.js';
import type { DayRange, DealFacts, ViewFrame } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import { namesOf } from '../shared/names.js';
import type { CardModel } from './card.js';
import type { ColumnModel } from './column.js';
import { describeCard, describeColumn } from './model.js';
import type { Describing } from './model.js';

export interface DerivedColumn {
  readonly row: BoardRow;
  readonly model: ColumnModel;
  /** All deals of the column, in order. */
  readonly facts: readonly DealFacts[];
  readonly isClosed: boolean;
  /** A stage that deals can be moved to. */
  readonly isTarget: boolean;
}

export interface Derived {
  readonly board: Board;
  readonly columns: readonly DerivedColumn[];
  /** Deals that rest longer than their stage allows; undefined: not known of any stage. */
  readonly idle?: number;
}

export interface DeriveOptions {
  readonly summary: PipelineSummary;
  readonly order: DealOrder;
  readonly pipeline: Pipeline;
  /** Narrows the closed columns. */
  readonly window?: DayRange;
  readonly currency?: string;
  readonly messages: BoardMessages;
  readonly format: Formatter;
  readonly noProbabilities: string;
}

/** From figures to columns and cards in words. Keeps what stays the same while deals move. */
export class BoardModel {
  #describing: Describing | undefined;
  #owners: readonly Owner[] | undefined;
  #limits: ReadonlyMap<string, IdleLimit> = new Map();
  readonly #cards = new Map<
    Describing,
    WeakMap<DealFacts, { readonly card: CardModel; readonly allowed?: number }>
  >();
  readonly #limitsOf = new WeakMap<ViewFrame, Map<string, ReadonlyMap<string, IdleLimit>>>();
  readonly #within = new WeakMap<
    readonly DealFacts[],
    { readonly key: string; readonly facts: readonly DealFacts[] }
  >();

  derive(options: DeriveOptions): Derived {
    const { summary, order, pipeline, window, currency } = options;
    const board = measureBoard(summary, { pipeline: pipeline.id, window, currency });
    const describing = this.#describe(options);
    this.#limits = this.#limitsFor(summary, pipeline);
    const scope = {
      currency: board.open.sum.currency ?? currency ?? '',
      weights: board.rows.map(({ weighted }) => weighted && weighted.amount),
      noProbabilities: options.noProbabilities,
    };
    const columns = board.rows.map((row): DerivedColumn => {
      const isClosed = row.kind === 'won' || row.kind === 'lost';
      const all = order.column(pipeline.id, row.stage);
      return {
        row,
        model: describeColumn(row, describing, scope),
        facts: isClosed && window ? this.#closedIn(all, window) : all,
        isClosed,
        isTarget: row.kind !== 'unmapped' && row.kind !== 'no-stage' && !row.archived,
      };
    });
    return { board, columns, idle: this.#countIdle(summary, pipeline) };
  }

  /** The card of a deal; the same object as long as nothing that it shows has changed. */
  card(facts: DealFacts): CardModel {
    const describing = this.#describing;
    if (!describing) throw new Error('derive() comes first');
    let cards = this.#cards.get(describing);
    if (!cards) {
      this.#cards.clear();
      this.#cards.set(describing, (cards = new WeakMap()));
    }
    const allowed = this.#limits.get(facts.stage)?.days ?? undefined;
    const known = cards.get(facts);
    if (known && known.allowed === allowed) return known.card;
    const card = describeCard(facts, allowed, describing);
    cards.set(facts, { card, allowed });
    return card;
  }

  #describe({ summary, messages, format }: DeriveOptions): Describing {
    const { asOfDay, owners } = summary.frame;
    const known = this.#describing;
    if (
      known?.messages === messages &&
      known.format === format &&
      known.asOfDay === asOfDay &&
      this.#owners === owners
    ) {
      return known;
    }
    this.#owners = owners;
    const names = namesOf(['', ...owners.map(({ id }) => id)], owners, messages.unassigned);
    return (this.#describing = { messages, format, asOfDay, owners: names });
  }

  /**
   * Limits from a stage's own history are taken once for loaded data: a move in the page changes them by a hair, and
   * finding them anew would make each move dearer the longer the history is.
   */
  #limitsFor(summary: PipelineSummary, { id, stages }: Pipeline): ReadonlyMap<string, IdleLimit> {
    let known = this.#limitsOf.get(summary.frame);
    if (!known)
      this.#limitsOf.set(summary.frame, (known = new Map<string, ReadonlyMap<string, IdleLimit>>()));
    let limits = known.get(id);
    if (!limits) known.set(id, (limits = stages.length > 0 ? idleLimits(summary, id) : new Map()));
    return limits;
  }

  #countIdle({ tables, frame }: PipelineSummary, pipeline: Pipeline): number | undefined {
    let idle = 0;
    let known = false;
    for (const row of tables.open?.values() ?? []) {
      if (row.pipeline !== pipeline.id || row.entered === null) continue;
      const days = this.#limits.get(row.stage)?.days ?? null;
      if (days === null) continue;
      known = true;
      if (frame.asOfDay - row.entered > days) idle += row.n;
    }
    return known ? idle : undefined;
  }

  #closedIn(all: readonly DealFacts[], { from = -Infinity, to = Infinity }: DayRange): readonly DealFacts[] {
    const key = `${from} ${to}`;
    const known = this.#within.get(all);
    if (known?.key === key) return known.facts;
    const facts = all.filter(({ closed }) => closed !== undefined && closed >= from && closed < to);
    this.#within.set(all, { key, facts });
    return facts;
  }
}

/** Where a deal will lie among those drawn of another column: by amount, then id, as the column is ordered. */
export function landingIndex(drawn: readonly DealFacts[], facts: DealFacts, { rates }: ViewFrame): number {
  const amountOf = (of: DealFacts): number => {
    const amount = orderAmount(of, rates);
    return Number.isNaN(amount) ? -Infinity : amount;
  };
  const own = amountOf(facts);
  const at = drawn.findIndex((other) => {
    const amount = amountOf(other);
    return amount < own || (amount === own && other.deal.id > facts.deal.id);
  });
  return at < 0 ? drawn.length : at;
}
