import type { DealFacts } from '../../core/view/types.js';
import type { CardModel } from './card.js';
import type { Place } from './cursor.js';
import { BoardModel } from './derive.js';
import type { DeriveOptions, Derived, DerivedColumn } from './derive.js';

/** How many cards a column draws at first, and how many "Show more" adds. */
export const CARDS = 50;

/** What the board shows: the figures, and what its user has opened, unfolded and chosen. */
export class BoardState {
  #derived: Derived | undefined;
  readonly #model = new BoardModel();
  /** By stage; of this pipeline only. */
  #pipeline = '';
  readonly #places = new WeakMap<readonly DealFacts[], Map<string, number>>();
  readonly #limits = new Map<string, number>();
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
    if (options && options.pipeline.id !== this.#pipeline) {
      this.#pipeline = options.pipeline.id;
      this.#limits.clear();
      this.#unfolded.clear();
      this.#chosen = undefined;
    }
    this.#derived = options && this.#model.derive(options);
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

  /** How many cards a column draws. */
  limit(key: string): number {
    return this.#limits.get(key) ?? CARDS;
  }

  /** Draws more cards. @returns the place of the first of them */
  showMore(key: string): Place {
    const index = this.limit(key);
    this.#limits.set(key, index + CARDS);
    return { column: key, stop: 'card', deal: this.column(key)?.facts[index]?.deal.id, index };
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

  /** The deals that a column draws: the first ones, and the one with the tab stop wherever it lies. */
  drawn({ row, facts }: DerivedColumn, place: Place | undefined): readonly DealFacts[] {
    const limit = this.limit(row.stage);
    const first = facts.slice(0, limit);
    if (facts.length <= limit || place?.deal === undefined || place.column !== row.stage) return first;
    const kept = facts[Math.max(limit, this.indexIn(row.stage, place.deal))];
    return kept?.deal.id === place.deal ? [...first, kept] : first;
  }
}
