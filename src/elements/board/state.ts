import { boardGroupOf } from '../../core/measures/board-groups.js';
import { landingAt, rankBy } from '../../core/view/sort.js';
import type { DealFacts, View } from '../../core/view/types.js';
import type { CardModel } from './card.js';
import { BoardModel } from './derive.js';
import type { Describing } from './describing.js';
import type { DeriveOptions, Derived, DerivedColumn } from './derive.js';

/** What the board shows: the figures, and what its user has opened, unfolded and chosen. */
export class BoardState {
  #derived: Derived | undefined;
  readonly #model = new BoardModel();
  /** What is unfolded and chosen is so of this pipeline and grouping only. */
  #shown = '';
  #view: View | undefined;
  readonly #places = new WeakMap<readonly DealFacts[], Map<string, number>>();
  readonly #unfolded = new Set<string>();
  #chosen: string | undefined;

  get derived(): Derived | undefined {
    return this.#derived;
  }

  get columns(): readonly DerivedColumn[] {
    return this.#derived?.columns ?? [];
  }

  /** @param options undefined: there is nothing to show yet */
  derive(options: DeriveOptions | undefined): void {
    const shown = options && `${options.pipeline.id} ${options.layout?.groupBy ?? ''}`;
    if (shown !== undefined && shown !== this.#shown) {
      this.#shown = shown;
      this.#unfolded.clear();
      this.#chosen = undefined;
    }
    this.#view = options?.order.view;
    this.#derived = options && this.#model.derive(options);
  }

  get describing(): Describing | undefined {
    return this.#model.describing;
  }

  card(facts: DealFacts): CardModel {
    return this.#model.card(facts);
  }

  column(key: string): DerivedColumn | undefined {
    return this.columns.find(({ row }) => row.stage === key);
  }

  /** The deal, if this column holds it. */
  factsIn(key: string, deal: string): DealFacts | undefined {
    return this.column(key)?.facts[this.indexIn(key, deal)];
  }

  /** Its place in the column; -1: it is in another one. Looked for once in a column that stays as it is. */
  indexIn(key: string, deal: string): number {
    const facts = this.column(key)?.facts;
    if (!facts) return -1;
    let known = this.#places.get(facts);
    if (!known) this.#places.set(facts, (known = new Map<string, number>()));
    let index = known.get(deal);
    if (index === undefined) {
      index = facts.findIndex((one) => one.deal.id === deal);
      known.set(deal, index);
    }
    return index;
  }

  /** The deal, whichever column holds it. */
  find(deal: string): DealFacts | undefined {
    for (const { row, facts } of this.columns) {
      const index = this.indexIn(row.stage, deal);
      if (index >= 0) return facts[index];
    }
    return undefined;
  }

  /** The column that a deal belongs to, by what columns are made of. */
  homeOf(facts: DealFacts): string {
    const { layout } = this.#derived ?? {};
    if (!layout || layout.groupBy === 'stage' || !this.#view) return facts.stage;
    return boardGroupOf(facts, layout.groupBy, this.#view.frame);
  }

  /** Where a deal of another column will lie in this one, from 0. */
  landing({ facts }: DerivedColumn, deal: DealFacts): number {
    const view = this.#view;
    return view ? landingAt(facts, deal, rankBy(this.#derived?.layout.sortBy ?? 'amount', view)) : 0;
  }

  /** Columns are stages: moving a card changes its stage. */
  get isByStage(): boolean {
    return (this.#derived?.layout.groupBy ?? 'stage') === 'stage';
  }

  /** Closed columns start collapsed. */
  isCollapsed(key: string): boolean {
    return this.column(key)?.isClosed === true && !this.#unfolded.has(key);
  }

  toggle(key: string): void {
    if (!this.#unfolded.delete(key)) this.#unfolded.add(key);
  }

  /** The stage shown where there is room for one: the one chosen, else the first that holds deals. */
  get chosen(): string {
    const known = this.columns.find(({ row }) => row.stage === this.#chosen);
    return (known ?? this.columns.find(({ row }) => row.n > 0) ?? this.columns[0])?.row.stage ?? '';
  }

  choose(key: string): void {
    this.#chosen = key;
    this.#unfolded.add(key);
  }
}
