import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Where the board's one tab stop is: a column, or its part in a lane, and in it its header, a card, or another control of
 * its own; or the heading of a lane, with the column that one came from.
 */
export interface Spot {
  readonly column: string;
  /** Where there are lanes, and it is not the heads of the columns. */
  readonly lane?: string;
  /** `header`, `fold`, `card`, `lane`; of a card's own controls `actions` or `link`. */
  readonly stop: string;
  readonly deal?: string;
  /** Of a card: its place among all of the column, so that the next one can take over when it goes. */
  readonly index?: number;
}

export interface CursorOptions {
  /** The element around the columns; null while nothing is drawn. */
  root(): HTMLElement | null;
  /** The card of an index in a list, drawn for this if need be: long columns draw those in view only. */
  card(list: string, index: number): HTMLElement | undefined;
  count(list: string): number;
  isRtl(): boolean;
  /** Where one column is shown at a time: shows the one on this side. @returns false: there is none */
  turn(way: 1 | -1): boolean;
  onSelect(deal: string): void;
  onMenu(deal: string): void;
}

const OWN_CONTROLS = ['actions', 'link', 'check'];

/**
 * The keyboard's side of the board: one tab stop, which arrows move within and across columns. The place is kept by
 * deal, so that it follows a card that moves to another column, and with it the focus.
 *
 * Stops are found in what is drawn: `[data-column]` sections hold `[data-stop]` elements, cards are `[data-deal]`. Where
 * there are lanes, a first row of sections holds the heads, and each lane, `[data-lane-row]`, one of sections with cards.
 */
export class BoardCursor implements ReactiveController {
  readonly #options: CursorOptions;
  readonly #host: ReactiveControllerHost & Element;
  #place: Spot | undefined;
  #marked: readonly HTMLElement[] = [];
  /** The focus was inside before this update; with what it was on. */
  #held: string | undefined;
  /** Where the tab stop lies while nobody has been here yet. */
  #first: Pick<Spot, 'column' | 'lane'> | undefined;
  /** The next restoring of the focus must not scroll: the pointer has just shown where things are. */
  #still = false;

  constructor(host: ReactiveControllerHost & Element, options: CursorOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get place(): Spot | undefined {
    return this.#place;
  }

  /** The place moved with its deal. Called while the host derives what it draws. */
  moveTo(place: Spot): void {
    this.#place = place;
  }

  /** The focus goes to this place once it is drawn. */
  focusNext(place: Spot, options?: { readonly still?: boolean }): void {
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
    // Nobody has been here yet: the card that Tab leads to becomes the place, and so is drawn wherever it lies.
    this.#place ??= {
      ...(this.#first ?? { column: '' }),
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
    if (at?.dataset['stop'] === 'lane') {
      this.#place = { column: this.#place?.column ?? '', lane: laneOf(at), stop: 'lane' };
      this.#mark(at);
      return;
    }
    const column = at?.closest<HTMLElement>('[data-column]');
    if (!at || !column) return;
    const card = at.closest<HTMLElement>('[data-deal]');
    this.#place = {
      ...spotOf(column),
      stop: card ? 'card' : (at.dataset['stop'] ?? ''),
      deal: card?.dataset['deal'],
      index: card ? indexOf(card) : undefined,
    };
    this.#mark(card ?? at);
  }

  #next(event: KeyboardEvent, stop: HTMLElement, root: HTMLElement): HTMLElement | undefined {
    const column = stop.closest<HTMLElement>('[data-column]');
    if (!column) return this.#fromLane(event, stop, root);
    const { lane } = column.dataset;
    const columns = columnsOf(root, lane);
    const forward = this.#options.isRtl() ? 'ArrowLeft' : 'ArrowRight';
    if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return undefined;
    const edge = (of: HTMLElement | undefined, last: boolean): HTMLElement | undefined => {
      const key = listOf(of);
      return of && (this.#options.card(key, last ? this.#options.count(key) - 1 : 0) ?? stopsOf(of)[0]);
    };
    if (event.key === 'Home' || event.key === 'End') {
      const isEnd = event.key === 'End';
      if (!event.ctrlKey) return edge(column, isEnd);
      const all = columnsOf(root, undefined, true);
      const filled = all.filter((one) => one.dataset['lane'] !== undefined && cardsOf(one).length > 0);
      return edge((filled.length > 0 ? filled : all).at(isEnd ? -1 : 0), isEnd);
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const way = event.key === 'ArrowDown' ? 1 : -1;
        if (stop.dataset['deal'] !== undefined) {
          const next = this.#options.card(listOf(column), indexOf(stop) + way);
          if (next) return next;
          if (lane !== undefined) return this.#besideLane(root, lane, way > 0 ? 1 : 0) ?? stop;
          if (way > 0) return stop;
          // Above the first card: what else the column has, the nearest last.
          return stopsOf(column).findLast((other) => other.dataset['deal'] === undefined) ?? stop;
        }
        const stops = stopsOf(column).filter((other) => other.dataset['deal'] === undefined);
        const beside = stops[stops.indexOf(stop) + way];
        return beside ?? (way > 0 ? (laneHeads(root)[0] ?? edge(column, false)) : undefined) ?? stop;
      }
      case 'ArrowLeft':
      case 'ArrowRight': {
        const at = columns.indexOf(column);
        const rest = event.key === forward ? columns.slice(at + 1) : columns.slice(0, at).reverse();
        // In a lane, parts of columns that hold nothing have nothing to be on.
        const beside = lane === undefined ? rest[0] : rest.find((one) => cardsOf(one).length > 0);
        if (!beside) {
          this.#options.turn(event.key === forward ? 1 : -1);
          return stop;
        }
        return nearest(stop, beside) ?? stop;
      }
      default:
        return undefined;
    }
  }

  /** From the heading of a lane: up to the lane before, down to its own cards. */
  #fromLane({ key, ctrlKey }: KeyboardEvent, stop: HTMLElement, root: HTMLElement): HTMLElement | undefined {
    const lane = laneOf(stop);
    const heads = laneHeads(root);
    const column = this.#place?.column;
    if (ctrlKey || lane === undefined) return undefined;
    if (key === 'ArrowDown') {
      return this.#cardIn(root, lane, column, false) ?? this.#besideLane(root, lane, 1) ?? stop;
    }
    if (key === 'ArrowUp') {
      const before = heads[heads.indexOf(stop) - 1];
      if (before) return this.#cardIn(root, laneOf(before), column, true) ?? before;
      const head = columnsOf(root).find((one) => one.dataset['column'] === column) ?? columnsOf(root)[0];
      return (head && stopsOf(head).at(-1)) ?? stop;
    }
    if (key === 'Home') return heads[0];
    return key === 'End' ? heads.at(-1) : undefined;
  }

  /** A lane's heading; `way` 1: that of the lane below. */
  #besideLane(root: HTMLElement, lane: string, way: 0 | 1): HTMLElement | undefined {
    const heads = laneHeads(root);
    return heads[heads.findIndex((head) => laneOf(head) === lane) + way];
  }

  /** A card at the edge of a lane: in this column, else in the nearest one that holds any. */
  #cardIn(
    root: HTMLElement,
    lane: string | undefined,
    column: string | undefined,
    last: boolean,
  ): HTMLElement | undefined {
    const cells = columnsOf(root, lane);
    const at = Math.max(
      0,
      cells.findIndex((cell) => cell.dataset['column'] === column),
    );
    const cell = cells
      .map((one, index) => ({ one, away: Math.abs(index - at) }))
      .sort((a, b) => a.away - b.away)
      .find(({ one }) => cardsOf(one).length > 0)?.one;
    const key = listOf(cell);
    return cell && this.#options.card(key, last ? this.#options.count(key) - 1 : 0);
  }

  /** The element of the place; where it has gone: the card that took its place, else the column's header. */
  #resolve(): HTMLElement | undefined {
    const root = this.#options.root();
    if (!root) return undefined;
    const place = this.#place;
    const row = columnsOf(root, place?.lane);
    const columns = row.length > 0 ? row : columnsOf(root);
    const heads = laneHeads(root);
    const own = columns.find((one) => one.dataset['column'] === place?.column);
    const head = heads.find((one) => laneOf(one) === place?.lane);
    if (place === undefined && heads.length > 0) {
      const card = root.querySelector<HTMLElement>('[data-lane] [data-deal]');
      const cell = card?.closest<HTMLElement>('[data-column]');
      this.#first = cell ? spotOf(cell) : undefined;
      return card ?? heads[0];
    }
    if (place?.stop === 'lane') return head ?? heads[0];
    const column = own ?? columns[0];
    if (!column) return undefined;
    const cards = cardsOf(column);
    if (place === undefined) {
      this.#first = spotOf(column);
      return cards[0] ?? stopsOf(column)[0];
    }
    if (place.stop !== 'card') {
      return stopsOf(column).find((stop) => stop.dataset['stop'] === place.stop) ?? stopsOf(column)[0];
    }
    const same = cards.find((card) => card.dataset['deal'] === place.deal);
    const key = listOf(column);
    const index = Math.min(place.index ?? 0, this.#options.count(key) - 1);
    return same ?? this.#options.card(key, index) ?? stopsOf(column)[0] ?? head ?? heads[0];
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

/**
 * A row of sections, drawn and not hidden by the layout.
 * @param lane undefined: that of the heads, or of columns as a whole; @param all every row
 */
function columnsOf(root: HTMLElement, lane?: string, all = false): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-column]')].filter(
    (one) => (all || one.dataset['lane'] === lane) && one.checkVisibility(),
  );
}

function laneHeads(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-stop=lane]')];
}

function laneOf(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-lane-row]')?.dataset['laneRow'];
}

/** What a section's list of cards is known by. */
function listOf(section: HTMLElement | undefined): string {
  return section?.dataset['place'] ?? section?.dataset['column'] ?? '';
}

function spotOf(section: HTMLElement): Pick<Spot, 'column' | 'lane'> {
  const { column = '', lane } = section.dataset;
  return { column, ...(lane !== undefined && { lane }) };
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
