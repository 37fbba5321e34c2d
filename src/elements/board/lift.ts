import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { watchDrags } from './drag.js';
import type { DragWatch, DropTarget } from './drag.js';
import { isHostControl } from './slots.js';

export interface LiftOptions {
  /** Whether this deal may be picked up now. */
  canLift(deal: string): boolean;
  /** @param place a column, on a board with lanes the part of one in a lane */
  canDrop(deal: string, place: string): boolean;
  /** How many cards go with this one, it included. */
  count(deal: string): number;
  /** The source keeps an order by hand: the place in the column counts. */
  isByHand(): boolean;
  onDrop(deal: string, place: string): void;
}

/** Joins the board's DOM to the drag: what is picked up, over which column it hangs, where it is dropped. */
export class BoardLift implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: LiftOptions;
  #watch: DragWatch | undefined;
  /** What the drag has read: which places there are, and which of them showed where the card will lie. */
  #read: { readonly places: string; readonly over?: string } = { places: '' };
  #dragged: string | undefined;
  #over: string | undefined;
  #index: number | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: LiftOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The deal that hangs at the pointer. */
  get dragged(): string | undefined {
    return this.#dragged;
  }

  /** The place below it. */
  get over(): string | undefined {
    return this.#over;
  }

  /** Before which of its cards the pointer is, where the order is kept by hand. */
  get index(): number | undefined {
    return this.#index;
  }

  hostConnected(): void {
    this.#watch = watchDrags(this.#host, {
      pick: (path) => this.#pick(path),
      targets: (deal) => this.#targets(deal),
      scroller: () => this.#find('.scroller'),
      layer: () => this.#find('.lift'),
      onStart: (deal) => this.#set(deal, undefined),
      count: (deal) => this.#options.count(deal),
      columnScroller: (key) => this.#place(key)?.querySelector('.shaft') ?? undefined,
      onOver: (deal, over) => this.#set(deal, over),
      onMove: (deal, over, y) => this.#aim(deal, over, y),
      onDrop: (deal, target) => this.#options.onDrop(deal, target),
      onEnd: () => this.#set(undefined, undefined),
    });
  }

  hostDisconnected(): void {
    this.#watch?.stop();
    this.#watch = undefined;
  }

  /** Other data can bring other columns, and the place that shows pushes lanes below it further down. */
  hostUpdated(): void {
    if (this.#dragged === undefined) return;
    const isOther = this.#keys !== this.#read.places;
    if (isOther || this.#over !== this.#read.over) this.#watch?.refresh(isOther);
  }

  #set(dragged: string | undefined, over: string | undefined): void {
    this.#dragged = dragged;
    this.#over = over;
    this.#index = undefined;
    this.#host.requestUpdate();
  }

  /** Reads where cards lie only where it matters which of them the pointer is before. */
  #aim(deal: string, over: string | undefined, y: number): void {
    if (over === undefined || !this.#options.isByHand()) return;
    const cards = [...(this.#place(over)?.querySelectorAll<HTMLElement>('.cards > [data-deal]') ?? [])];
    const others = cards.filter((card) => card.dataset['deal'] !== deal);
    const next = others.find((card) => {
      const box = card.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    const last = others.at(-1);
    const index = next ? Number(next.dataset['index']) : last ? Number(last.dataset['index']) + 1 : 0;
    if (index === this.#index) return;
    this.#index = index;
    this.#host.requestUpdate();
  }

  #place(key: string): HTMLElement | undefined {
    return this.#places.find((one) => keyOf(one) === key);
  }

  /** What cards can be dropped on: the parts of columns in lanes, where there are lanes. */
  get #places(): readonly HTMLElement[] {
    const all = [...(this.#host.shadowRoot?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
    const parts = all.filter(({ dataset }) => dataset['place'] !== undefined);
    return parts.length > 0 ? parts : all;
  }

  #pick(path: readonly EventTarget[]): { readonly id: string; readonly element: HTMLElement } | undefined {
    if (isHostControl(path, this.#host.shadowRoot)) return undefined;
    for (const target of path) {
      if (target === this.#host) return undefined;
      if (!(target instanceof HTMLElement)) continue;
      if (['actions', 'check'].includes(target.dataset['stop'] ?? '')) return undefined;
      const id = target.dataset['deal'];
      // A card of a board that somebody has slotted into this one is not ours.
      if (id !== undefined && target.getRootNode() === this.#host.shadowRoot) {
        return this.#options.canLift(id) ? { id, element: target } : undefined;
      }
    }
    return undefined;
  }

  get #keys(): string {
    return JSON.stringify(this.#places.map(keyOf));
  }

  #targets(deal: string): DropTarget[] {
    this.#read = { places: this.#keys, over: this.#over };
    return this.#places
      .map((element) => ({ key: keyOf(element), element }))
      .filter(({ key }) => this.#options.canDrop(deal, key));
  }

  #find(selector: string): HTMLElement | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;
  }
}

const keyOf = ({ dataset }: HTMLElement): string => dataset['place'] ?? dataset['column'] ?? '';
