import { html, nothing } from 'lit';
import { calledIn } from './moving-access.js';
import type { MovingAccess, MovingHost } from './moving-access.js';
import { BoardSelection } from './selection.js';

export interface SelectingOptions {
  say(text: string): void;
  openMenu(deal: string): void;
}

/** Selecting cards by key, click and box, in words; and the bar while some are selected. */
export class BoardSelecting {
  readonly #access: MovingAccess;
  readonly #options: SelectingOptions;
  readonly #selection: BoardSelection;

  constructor(host: MovingHost, access: MovingAccess, options: SelectingOptions) {
    this.#access = access;
    this.#options = options;
    this.#selection = new BoardSelection(host);
  }

  get size(): number {
    return this.#selection.size;
  }

  get ids(): readonly string[] {
    return this.#selection.ids;
  }

  has(deal: string): boolean {
    return this.#selection.has(deal);
  }

  /** Called with the figures that are about to be drawn. */
  notice(): void {
    this.#selection.prune((id) => this.#access.state.find(id) !== undefined);
  }

  /** True: the click selects, and does not open. */
  onCardClick(event: MouseEvent, deal: string): boolean {
    const isTick = event.target instanceof HTMLInputElement;
    if (isTick || event.ctrlKey || event.metaKey) this.toggle(deal);
    else if (event.shiftKey) this.#extendTo(deal);
    else return false;
    return true;
  }

  toggle(deal: string): void {
    this.#selection.toggle(deal);
    this.#saySelected(deal);
  }

  /** The card below or above too, which gets the focus. */
  extend(deal: string, way: 1 | -1): void {
    const ids = this.#idsBeside(deal);
    if (!this.has(deal)) this.#selection.anchorAt(deal);
    const next = ids[ids.indexOf(deal) + way];
    this.#selection.extend(next ?? deal, ids);
    if (next !== undefined) this.#access.focusDeal(next, 'card');
    this.#saySelected(next ?? deal);
  }

  /** Without a word: what was done with them is said. */
  drop(): void {
    this.#selection.clear();
  }

  clear(): void {
    this.#selection.clear();
    this.#options.say(this.#access.moving().selectionCleared);
  }

  /** Beside the bar after a move: how many are selected, and what can be done with them. */
  renderBar(): unknown {
    const { size } = this;
    if (size === 0) return nothing;
    const moving = this.#access.moving();
    return html`<div class="bar selection" part="selection">
      <span class="bar-words">${moving.selected({ n: size }, this.#access.format())}</span>
      <button type="button" @click=${() => this.#openMenu()}>${moving.moveSelected}</button>
      <button type="button" @click=${() => this.clear()}>${moving.clearSelection}</button>
    </div>`;
  }

  #extendTo(deal: string): void {
    this.#selection.extend(deal, this.#idsBeside(deal));
    this.#saySelected(deal);
  }

  #openMenu(): void {
    const [first] = this.ids.filter((id) => this.#access.cardOf(id));
    const deal = first ?? this.ids[0];
    if (deal !== undefined) this.#options.openMenu(deal);
  }

  #saySelected(deal: string): void {
    const facts = { deal: calledIn(this.#access, [deal]).deal, on: this.has(deal), n: this.size };
    this.#options.say(this.#access.moving().selectedNow(facts, this.#access.format()));
  }

  /** All cards of the list that a card lies in. */
  #idsBeside(deal: string): readonly string[] {
    const { state } = this.#access;
    const facts = state.find(deal);
    return (facts ? (state.place(state.homeOf(facts))?.facts ?? []) : []).map((one) => one.deal.id);
  }
}
