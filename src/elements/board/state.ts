import { landingAt, rankBy } from '../../core/view/sort.js';
import type { DealFacts, View } from '../../core/view/types.js';
import type { CardModel } from './card.js';
import { BoardModel } from './derive.js';
import type { Describing } from './describing.js';
import type { DeriveOptions, Derived, DerivedColumn, DerivedLane } from './derive.js';
import { Places } from './places.js';
import type { Place } from './places.js';
import { previewOf } from './preview.js';
import type { Preview } from './preview.js';
import { MOST_DRAWN } from './windows.js';

/** Cards of lanes that are drawn without having been asked for; lanes beyond start folded. */
const MOST_IN_LANES = 600;

/** What the board shows: the figures, and what its user has opened, unfolded and chosen. */
export class BoardState {
  #derived: Derived | undefined;
  readonly #model = new BoardModel();
  /** What is unfolded and chosen is so of this pipeline and grouping only. */
  #shown = '';
  #view: View | undefined;
  #places: Places | undefined;
  readonly #indexes = new WeakMap<readonly DealFacts[], Map<string, number>>();
  readonly #folded = new Set<string>();
  #hasLanes = false;
  #options: DeriveOptions | undefined;
  #preview: { readonly of: string; readonly derived: Derived; readonly preview: Preview } | undefined;
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
    const { groupBy = '', lanesBy = '' } = options?.layout ?? {};
    const shown = options && `${options.pipeline.id} ${groupBy} ${lanesBy}`;
    if (shown !== undefined && shown !== this.#shown) {
      this.#shown = shown;
      this.#unfolded.clear();
      this.#folded.clear();
      this.#hasLanes = false;
      this.#chosen = undefined;
    }
    this.#options = options;
    this.#view = options?.order.view;
    this.#derived = options && this.#model.derive(options);
    this.#places =
      this.#derived && options && new Places(this.#derived, options.order.view.frame, options.layoutWords);
    if (!this.#hasLanes && this.lanes.length > 0) {
      this.#hasLanes = true;
      this.#foldBeyond(MOST_IN_LANES);
    }
  }

  get lanes(): readonly DerivedLane[] {
    return this.#derived?.lanes ?? [];
  }

  /** What would be shown if these deals were dropped there; the same as long as it is asked for the same. */
  preview(ids: readonly string[], key: string): Preview | undefined {
    const of = JSON.stringify([key, ...ids]);
    const to = this.place(key);
    const { describing } = this;
    if (this.#preview?.of === of && this.#preview.derived === this.#derived) return this.#preview.preview;
    if (!to || !this.#derived || !this.#places || !this.#view || !describing) return undefined;
    const preview = previewOf(
      ids.flatMap((id) => this.find(id) ?? []),
      to,
      {
        ...{ derived: this.#derived, places: this.#places, frame: this.#view.frame, describing },
        ...{ limits: this.#options?.limits, words: this.#options?.layoutWords },
      },
    );
    this.#preview = { of, derived: this.#derived, preview };
    return preview;
  }

  isFolded(lane: string): boolean {
    return this.#folded.has(lane);
  }

  toggleLane(lane: string): void {
    if (!this.#folded.delete(lane)) this.#folded.add(lane);
  }

  /** Folds lanes from where more than so many cards would be drawn; the first stays open. */
  #foldBeyond(most: number): void {
    let n = 0;
    for (const [at, { key }] of this.lanes.entries()) {
      for (const { row, cells } of this.columns) {
        if (!this.isCollapsed(row.stage)) n += Math.min(MOST_DRAWN, cells?.get(key)?.facts.length ?? 0);
      }
      if (n > most && at > 0) this.#folded.add(key);
    }
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

  /** A column, or on a board with lanes a cell or a lane. */
  place(key: string): Place | undefined {
    return this.#places?.get(key);
  }

  /** The deal, if this place holds it. */
  factsIn(key: string, deal: string): DealFacts | undefined {
    return this.place(key)?.facts[this.indexIn(key, deal)];
  }

  /** A deal's index in a place; -1: it is in another one. Looked for once in a place that stays as it is. */
  indexIn(key: string, deal: string): number {
    const facts = this.place(key)?.facts;
    if (!facts) return -1;
    let known = this.#indexes.get(facts);
    if (!known) this.#indexes.set(facts, (known = new Map<string, number>()));
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

  /** The key of the place that a deal is drawn in. */
  homeOf(facts: DealFacts): string {
    return this.#places?.homeOf(facts) ?? facts.stage;
  }

  columnOf(facts: DealFacts): string {
    return this.#places?.columnOf(facts) ?? facts.stage;
  }

  laneOf(facts: DealFacts): string | undefined {
    return this.#places?.laneOf(facts);
  }

  isAt(facts: DealFacts, place: Place): boolean {
    return this.#places?.isAt(facts, place) ?? false;
  }

  /** Where a deal is, said as that place is: by column, by lane, or by both. */
  likewise(facts: DealFacts, place: Place): Place | undefined {
    return this.#places?.likewise(facts, place);
  }

  /** The stage that being at a place means; undefined: any. */
  stageOf(place: Place): string | undefined {
    return this.#places?.stageOf(place);
  }

  /** Where a deal of another place will lie in this one, from 0. */
  landing({ facts }: Pick<Place, 'facts'>, deal: DealFacts): number {
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
