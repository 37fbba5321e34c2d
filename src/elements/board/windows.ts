import { html, noChange, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { Directive, directive } from 'lit/directive.js';
import type { ChildPart, ElementPart } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DealFacts } from '../../core/view/types.js';
import type { ColumnWindow, Span } from './virtual.js';

/** A column with more cards than this draws those in view only. */
export const MOST_DRAWN = 60;
/** What such a column draws before anything is measured: a column's height of cards, and some more. */
const FIRST_DRAWN = 10;
/** A card's height where none was measured yet, in CSS px. */
const CARD_HEIGHT = 66;
const GAP = 8;

interface Opening {
  readonly frame: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** What is drawn in a list of cards. */
export interface CardList {
  /** The column; unique on the board. */
  readonly key: string;
  /** Id of the element that names the list. */
  readonly label: string;
  readonly facts: readonly DealFacts[];
  /** A line before the card of this index. */
  readonly line?: number;
  /** @param kept the card lies outside of what is in view, at its own place */
  readonly renderCard: (facts: DealFacts, index: number, kept: number | undefined) => TemplateResult;
}

export interface WindowsOptions {
  /** The part that only long columns need; undefined until it is there. */
  need(): { readonly ColumnWindow: typeof ColumnWindow } | undefined;
  /** The card that the tab stop is on is drawn wherever it lies. */
  kept(key: string): number | undefined;
  /** Cards came or went without an update of the element. */
  onDrawn(): void;
}

/**
 * Long columns: which of their cards are drawn. Scrolling draws the list of one column again, and nothing else.
 */
export class BoardWindows implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: WindowsOptions;
  readonly #lists = new Map<string, CardsDirective>();
  readonly #windows = new Map<string, ColumnWindow>();
  readonly #keys = new WeakMap<readonly DealFacts[], (index: number) => string>();
  #pin: { readonly key: string; readonly index: number } | undefined;
  #metrics: { readonly gap: number; readonly paddingStart: number; readonly estimate: number } | undefined;
  /** The host draws: what changes meanwhile is drawn by it. */
  #isUpdating = false;
  /** Until columns that were drawn for the first time get their windows. */
  #opening: Opening | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: WindowsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  static isLong(count: number): boolean {
    return count > MOST_DRAWN;
  }

  /** The card of an index, drawn for this if need be; undefined: the column has none. */
  card(key: string, index: number): HTMLElement | undefined {
    const list = this.#lists.get(key);
    if (!list?.list?.facts[index]) return undefined;
    const known = list.card(index);
    if (known) return known;
    this.#pin = { key, index };
    list.redraw();
    return list.card(index);
  }

  /** How many cards a column holds; 0 where it shows none. */
  count(key: string): number {
    return this.#lists.get(key)?.list?.facts.length ?? 0;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#isUpdating = true;
  }

  hostUpdated(): void {
    this.#isUpdating = false;
    let isLacking = false;
    for (const [key, list] of this.#lists) {
      const scroller = BoardWindows.isLong(list.list?.facts.length ?? 0) ? list.element : undefined;
      const known = this.#windows.get(key);
      if (known && known.scroller !== scroller) this.#close(key);
      if (scroller && known?.scroller === scroller) known.measure(list.cards);
      else if (scroller) isLacking = true;
    }
    for (const list of this.#lists.values()) list.redrawIfMoved();
    if (isLacking) this.#openSoon();
  }

  hostDisconnected(): void {
    for (const key of [...this.#windows.keys()]) this.#close(key);
    this.#cancelOpening();
    this.#pin = undefined;
  }

  /** Somebody scrolls a column. */
  onScroll(key: string): void {
    // It had no window yet: what comes into view is drawn in this very frame.
    if (!this.#windows.has(key)) this.#open();
  }

  /** @internal */
  attach(key: string, list: CardsDirective): void {
    this.#lists.set(key, list);
  }

  /** @internal */
  detach(key: string, list: CardsDirective): void {
    if (this.#lists.get(key) !== list) return;
    this.#lists.delete(key);
    this.#close(key);
  }

  /** What a list draws now. @internal */
  spanOf({ key, facts }: CardList): Span {
    const { length } = facts;
    if (!BoardWindows.isLong(length)) return { first: 0, end: length, before: 0, total: 0 };
    const known = this.#windows.get(key);
    known?.update(length, this.#keyOf(facts));
    const { estimate = CARD_HEIGHT, gap = GAP, paddingStart = GAP } = this.#metrics ?? {};
    return (
      known?.span ?? {
        first: 0,
        end: FIRST_DRAWN,
        before: paddingStart,
        total: length * (estimate + gap) + paddingStart,
      }
    );
  }

  /** Cards outside of the span that are drawn nevertheless, in order, with their distance from the top. @internal */
  keptOf({ key, facts }: CardList, { first, end }: Span, stop?: number): ReadonlyMap<number, number> {
    const kept = new Map<number, number>();
    if (!BoardWindows.isLong(facts.length)) return kept;
    const pinned = this.#pin?.key === key ? this.#pin.index : undefined;
    for (const index of [pinned, stop, this.#options.kept(key)].sort((a = 0, b = 0) => a - b)) {
      if (index !== undefined && index >= 0 && index < facts.length && (index < first || index >= end)) {
        kept.set(index, this.#startOf(key, index));
      }
    }
    return kept;
  }

  #startOf(key: string, index: number): number {
    const { gap = GAP, paddingStart = GAP, estimate = CARD_HEIGHT } = this.#metrics ?? {};
    return this.#windows.get(key)?.startOf(index) ?? paddingStart + index * (estimate + gap);
  }

  #keyOf(facts: readonly DealFacts[]): (index: number) => string {
    let keyOf = this.#keys.get(facts);
    if (!keyOf) this.#keys.set(facts, (keyOf = (index) => facts[index]?.deal.id ?? ''));
    return keyOf;
  }

  /** After the frame that shows the cards: what is drawn until then fills a column, and nobody has scrolled it. */
  #openSoon(): void {
    if (this.#opening) return;
    const opening: Opening = {
      frame: requestAnimationFrame(() => {
        opening.timer = setTimeout(() => this.#open());
      }),
    };
    this.#opening = opening;
  }

  #cancelOpening(): void {
    if (this.#opening) cancelAnimationFrame(this.#opening.frame);
    clearTimeout(this.#opening?.timer);
    this.#opening = undefined;
  }

  /** Each long column that was drawn gets its window. */
  #open(): void {
    this.#cancelOpening();
    const part = this.#options.need();
    if (!part || this.#isUpdating) return;
    // First all that reads the layout, then all that changes it: the other way round each column would lay out the page.
    const opened: CardsDirective[] = [];
    for (const [key, list] of this.#lists) {
      const { element: scroller, list: { facts } = { facts: [] } } = list;
      if (!scroller || !BoardWindows.isLong(facts.length) || this.#windows.has(key)) continue;
      const metrics = (this.#metrics ??= readMetrics(scroller));
      const options = { ...metrics, scroller, onChange: () => this.#onChange(key) };
      this.#windows.set(key, new part.ColumnWindow(options, facts.length, this.#keyOf(facts)));
      opened.push(list);
    }
    for (const list of opened) {
      list.redrawIfMoved();
      this.#windows.get(list.list?.key ?? '')?.measure(list.cards);
    }
    if (opened.length > 0) this.#options.onDrawn();
  }

  #onChange(key: string): void {
    const list = this.#lists.get(key);
    if (this.#isUpdating || !list?.redrawIfMoved()) return;
    this.#windows.get(key)?.measure(list.cards);
    this.#options.onDrawn();
  }

  #close(key: string): void {
    this.#windows.get(key)?.destroy();
    this.#windows.delete(key);
  }
}

function readMetrics(scroller: HTMLElement) {
  const cards = [...scroller.querySelectorAll<HTMLElement>('[data-deal]')];
  const mean = cards.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0) / cards.length;
  const gap = (cards[1] && Number.parseFloat(getComputedStyle(cards[1]).marginBlockStart)) || GAP;
  return { gap, paddingStart: gap, estimate: Math.round(mean) || CARD_HEIGHT };
}

/**
 * The room of all cards, and where the drawn ones begin. As properties of the list itself: a custom property would be
 * inherited, and each scrolled frame would style all cards anew.
 */
function setSpace({ style }: HTMLElement, span: Span | undefined): void {
  for (const [name, value] of [
    ['padding-block-start', span?.before],
    ['block-size', span?.total],
  ] as const) {
    if (value === undefined) style.removeProperty(name);
    else style.setProperty(name, `${value}px`);
  }
}

class SpaceDirective extends Directive {
  render(_span: Span | undefined): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [span]: [Span | undefined]): unknown {
    setSpace(element as HTMLElement, span);
    return noChange;
  }
}
const space = directive(SpaceDirective);

class CardsDirective extends AsyncDirective {
  #windows: BoardWindows | undefined;
  #list: CardList | undefined;
  #part: ChildPart | undefined;
  #drawn: Span | undefined;
  #kept: ReadonlyMap<number, number> = new Map();

  get list(): CardList | undefined {
    return this.#list;
  }

  readonly #onScroll = (): void => this.#windows?.onScroll(this.#list?.key ?? '');

  /** What the list scrolls in, once it is drawn. */
  get element(): HTMLElement | undefined {
    for (let node: Node | null | undefined = this.#part?.startNode; node; node = node.nextSibling) {
      if (node instanceof HTMLElement) return node;
      if (node === this.#part?.endNode) break;
    }
    return undefined;
  }

  get cards(): Iterable<HTMLElement> {
    return this.element?.querySelectorAll<HTMLElement>('[data-deal]') ?? [];
  }

  card(index: number): HTMLElement | undefined {
    return this.element?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? undefined;
  }

  render(_windows: BoardWindows, _list: CardList): unknown {
    return noChange;
  }

  override update(part: ChildPart, [windows, list]: [BoardWindows, CardList]): unknown {
    if (this.#list && this.#list.key !== list.key) windows.detach(this.#list.key, this);
    this.#part = part;
    this.#windows = windows;
    this.#list = list;
    windows.attach(list.key, this);
    return this.#draw(windows, list);
  }

  redraw(): void {
    if (this.#windows && this.#list) this.setValue(this.#draw(this.#windows, this.#list, this.#stop()));
  }

  /** @returns whether other cards are drawn now */
  redrawIfMoved(): boolean {
    if (!this.#windows || !this.#list || !this.#drawn) return false;
    const next = this.#windows.spanOf(this.#list);
    const { first, end, before, total } = this.#drawn;
    if (first !== next.first || end !== next.end) {
      this.redraw();
      return true;
    }
    const list = this.element?.firstElementChild;
    if (list && (before !== next.before || total !== next.total)) {
      setSpace(list as HTMLElement, next);
      this.#drawn = next;
    }
    return false;
  }

  override disconnected(): void {
    if (this.#list) this.#windows?.detach(this.#list.key, this);
  }

  override reconnected(): void {
    if (this.#list) this.#windows?.attach(this.#list.key, this);
  }

  /** The drawn card that Tab leads to, also where nobody has been yet: gone, it would have to be drawn again. */
  #stop(): number | undefined {
    const card = this.element?.querySelector<HTMLElement>('[data-deal][tabindex="0"]');
    const index = Number(card?.dataset['index']);
    return card && this.#list?.facts[index]?.deal.id === card.dataset['deal'] ? index : undefined;
  }

  #draw(windows: BoardWindows, list: CardList, stop?: number): TemplateResult {
    const { facts, line, renderCard } = list;
    const span = (this.#drawn = windows.spanOf(list));
    const kept = (this.#kept = windows.keptOf(list, span, stop));
    const items: (number | 'line')[] = [];
    for (let index = span.first; index < Math.min(span.end, facts.length); index++) items.push(index);
    for (const index of kept.keys()) {
      if (index < span.first) items.unshift(index);
      else items.push(index);
    }
    if (line !== undefined) {
      const at = items.findIndex((item) => item !== 'line' && item >= line && !kept.has(item));
      if (at >= 0) items.splice(at, 0, 'line');
      else if (line >= facts.length && span.end >= facts.length) items.push('line');
    }
    const isLong = BoardWindows.isLong(facts.length);
    return html`<div class="shaft" @scroll=${isLong ? this.#onScroll : nothing}>
      <ol
        class=${isLong ? 'cards long' : 'cards'}
        aria-labelledby=${list.label}
        ${space(isLong ? span : undefined)}
      >
        ${repeat(
          items,
          (item) => (item === 'line' ? item : `deal ${facts[item]?.deal.id}`),
          (item) =>
            item === 'line'
              ? html`<li class="line" part="drop-line" aria-hidden="true"></li>`
              : // Scrolling draws new cards; those that stay are not looked at again.
                guard([list, item, this.#kept.get(item)], () =>
                  renderCard(facts[item] as DealFacts, item, this.#kept.get(item)),
                ),
        )}
      </ol>
    </div>`;
  }
}

/** The list of a column's cards: `${cards(windows, list)}`. */
export const cards = directive(CardsDirective);
