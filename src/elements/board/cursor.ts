import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where the board's one tab stop is: a column, and in it its header, a card, or another control of its own. */
export interface Place {
  readonly column: string;
  /** `header`, `fold`, `card`; of a card's own controls `actions` or `link`. */
  readonly stop: string;
  readonly deal?: string;
  /** Of a card: its place among all of the column, so that the next one can take over when it goes. */
  readonly index?: number;
}

export interface CursorOptions {
  /** The element around the columns; null while nothing is drawn. */
  root(): HTMLElement | null;
  /** The card of an index, drawn for this if need be: long columns draw those in view only. */
  card(column: string, index: number): HTMLElement | undefined;
  count(column: string): number;
  isRtl(): boolean;
  onSelect(deal: string): void;
  onMenu(deal: string): void;
}

const OWN_CONTROLS = ['actions', 'link', 'check'];

/**
 * The keyboard's side of the board: one tab stop, which arrows move within and across columns. The place is kept by
 * deal, so that it follows a card that moves to another column, and with it the focus.
 *
 * Stops are found in what is drawn: `[data-column]` sections hold `[data-stop]` elements, cards are `[data-deal]`.
 */
export class BoardCursor implements ReactiveController {
  readonly #options: CursorOptions;
  readonly #host: ReactiveControllerHost & Element;
  #place: Place | undefined;
  #marked: readonly HTMLElement[] = [];
  /** The focus was inside before this update; with what it was on. */
  #held: string | undefined;
  /** The next restoring of the focus must not scroll: the pointer has just shown where things are. */
  #still = false;

  constructor(host: ReactiveControllerHost & Element, options: CursorOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get place(): Place | undefined {
    return this.#place;
  }

  /** The place moved with its deal. Called while the host derives what it draws. */
  moveTo(place: Place): void {
    this.#place = place;
  }

  /** The focus goes to this place once it is drawn. */
  focusNext(place: Place, options?: { readonly still?: boolean }): void {
    // A card's own controls are reached through the card.
    this.#place = OWN_CONTROLS.includes(place.stop) ? { ...place, stop: 'card' } : place;
    this.#held = place.stop;
    this.#still = options?.still ?? false;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const focused = this.#focused();
    if (focused) this.#held ??= focused.dataset['stop'];
  }

  /** Cards came or went without an update of the host. Reads no layout: it happens in each frame that scrolls. */
  refresh(): void {
    const [marked] = this.#marked;
    if (!marked || marked.isConnected) return;
    const column = this.#options.root()?.querySelector<HTMLElement>('[data-column]');
    // Nobody has been here yet: the card that Tab leads to becomes the place, and so is drawn wherever it lies.
    this.#place ??= {
      column: column?.dataset['column'] ?? '',
      stop: 'card',
      deal: marked.dataset['deal'],
      index: indexOf(marked),
    };
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const held = this.#held;
    this.#held = undefined;
    const stop = this.#resolve();
    this.#mark(stop);
    if (held === undefined || stop === undefined) return;
    const target =
      (OWN_CONTROLS.includes(held) && stop.querySelector<HTMLElement>(`[data-stop=${held}]`)) || stop;
    if (this.#focused() !== target) target.focus({ preventScroll: this.#still });
    this.#still = false;
  }

  /** True: the key was one of its own. */
  onKeydown(event: KeyboardEvent): boolean {
    const at = stopAt(event.target);
    const root = this.#options.root();
    if (!at || !root || event.altKey || event.metaKey) return false;
    const stop = at.closest<HTMLElement>('[data-deal]') ?? at;
    const deal = stop.dataset['deal'];
    if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      if (deal === undefined) return false;
      this.#options.onMenu(deal);
    } else if (event.shiftKey) return false;
    else if (event.key === 'Enter' && !event.ctrlKey) {
      // Buttons and links act by themselves.
      if (deal === undefined || at !== stop) return false;
      if (!event.repeat) this.#options.onSelect(deal);
    } else {
      const next = this.#next(event, stop, root);
      if (next === undefined) return false;
      next.focus();
    }
    event.preventDefault();
    return true;
  }

  onFocusin(event: FocusEvent): void {
    const at = stopAt(event.target);
    const column = at?.closest<HTMLElement>('[data-column]');
    if (!at || !column) return;
    const card = at.closest<HTMLElement>('[data-deal]');
    this.#place = {
      column: column.dataset['column'] ?? '',
      stop: card ? 'card' : (at.dataset['stop'] ?? ''),
      deal: card?.dataset['deal'],
      index: card ? indexOf(card) : undefined,
    };
    this.#mark(card ?? at);
  }

  #next(event: KeyboardEvent, stop: HTMLElement, root: HTMLElement): HTMLElement | undefined {
    const columns = columnsOf(root);
    const column = stop.closest<HTMLElement>('[data-column]');
    if (!column) return undefined;
    const forward = this.#options.isRtl() ? 'ArrowLeft' : 'ArrowRight';
    const edge = (of: HTMLElement | undefined, last: boolean): HTMLElement | undefined => {
      const key = of?.dataset['column'] ?? '';
      return of && (this.#options.card(key, last ? this.#options.count(key) - 1 : 0) ?? stopsOf(of)[0]);
    };
    if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return undefined;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const way = event.key === 'ArrowDown' ? 1 : -1;
        if (stop.dataset['deal'] !== undefined) {
          const next = this.#options.card(column.dataset['column'] ?? '', indexOf(stop) + way);
          if (next) return next;
          if (way > 0) return stop;
          // Above the first card: what else the column has, the nearest last.
          return stopsOf(column).findLast((other) => other.dataset['deal'] === undefined) ?? stop;
        }
        const stops = stopsOf(column).filter((other) => other.dataset['deal'] === undefined);
        const beside = stops[stops.indexOf(stop) + way];
        return beside ?? (way > 0 ? edge(column, false) : undefined) ?? stop;
      }
      case 'ArrowLeft':
      case 'ArrowRight': {
        const beside = columns[columns.indexOf(column) + (event.key === forward ? 1 : -1)];
        return beside ? nearest(stop, beside) : stop;
      }
      case 'Home':
        return edge(event.ctrlKey ? columns[0] : column, false);
      case 'End':
        return edge(event.ctrlKey ? columns.at(-1) : column, true);
      default:
        return undefined;
    }
  }

  /** The element of the place; where it has gone: the card that took its place, else the column's header. */
  #resolve(): HTMLElement | undefined {
    const root = this.#options.root();
    if (!root) return undefined;
    const columns = columnsOf(root);
    const place = this.#place;
    const column = columns.find((one) => one.dataset['column'] === place?.column) ?? columns[0];
    if (!column) return undefined;
    const cards = cardsOf(column);
    if (place === undefined) return cards[0] ?? stopsOf(column)[0];
    if (place.stop !== 'card') {
      return stopsOf(column).find((stop) => stop.dataset['stop'] === place.stop) ?? stopsOf(column)[0];
    }
    const same = cards.find((card) => card.dataset['deal'] === place.deal);
    const key = column.dataset['column'] ?? '';
    const index = Math.min(place.index ?? 0, this.#options.count(key) - 1);
    return same ?? this.#options.card(key, index) ?? stopsOf(column)[0];
  }

  /**
   * Puts the tab stop there. On the elements themselves, whose templates say -1 for all: moving the focus draws nothing.
   * A card's own controls follow it in the tab order.
   */
  #mark(stop: HTMLElement | undefined): void {
    const wanted = stop ? [stop, ...stop.querySelectorAll<HTMLElement>('[data-stop]')] : [];
    for (const old of this.#marked) if (!wanted.includes(old)) old.tabIndex = -1;
    for (const element of wanted) element.tabIndex = 0;
    this.#marked = wanted;
  }

  #focused(): HTMLElement | undefined {
    const active = (this.#options.root()?.getRootNode() as ShadowRoot | undefined)?.activeElement;
    return stopAt(active ?? null);
  }
}

function stopAt(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>('[data-stop]')) || undefined;
}

/** Drawn and not hidden by the layout. */
function columnsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-column]')].filter((one) => one.checkVisibility());
}

function cardsOf(column: HTMLElement): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('[data-deal]')];
}

function indexOf(card: HTMLElement): number {
  return Number(card.dataset['index'] ?? -1);
}

/** The drawn stops of a column from top to bottom: header, fold, cards. */
function stopsOf(column: HTMLElement): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('[data-stop]')].filter(
    (one) => !OWN_CONTROLS.includes(one.dataset['stop'] ?? '') && one.checkVisibility(),
  );
}

/** From a header to the header beside it; from anything else to the card at the same height, if there is one. */
function nearest(from: HTMLElement, column: HTMLElement): HTMLElement | undefined {
  const cards = from.dataset['stop'] === 'header' ? [] : cardsOf(column);
  const middle = (of: Element): number => {
    const box = of.getBoundingClientRect();
    return box.top + box.height / 2;
  };
  const height = middle(from);
  let best: HTMLElement | undefined;
  let least = Infinity;
  for (const card of cards) {
    const away = Math.abs(middle(card) - height);
    if (away >= least) continue;
    least = away;
    best = card;
  }
  return best ?? stopsOf(column)[0];
}
