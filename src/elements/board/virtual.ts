import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';

/** Cards drawn beyond each edge of what is seen: a wheel's turn brings no blank. */
const OVERSCAN = 6;

export interface WindowOptions {
  /** What the cards scroll in. */
  readonly scroller: HTMLElement;
  /** Between two cards, and above the first, in CSS px. */
  readonly gap: number;
  readonly paddingStart: number;
  /** Height of a card that was not drawn yet, in CSS px. */
  readonly estimate: number;
  /** Other cards must be drawn, or the same ones elsewhere. */
  onChange(): void;
}

/** The drawn cards: indexes from `first` to before `end`, `before` px from the top, with `after` px below. */
export interface Span {
  readonly first: number;
  readonly end: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Which cards of one long column are drawn, and where: @tanstack/virtual-core, which measures the cards that it has
 * seen and estimates the others, so that the scroll bar is that of all cards.
 */
export class ColumnWindow {
  readonly scroller: HTMLElement;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #options: WindowOptions;
  readonly #unmount: () => void;
  #keyOf: ((index: number) => string) | undefined;

  constructor(options: WindowOptions, count: number, keyOf: (index: number) => string) {
    this.#options = options;
    this.scroller = options.scroller;
    this.#keyOf = keyOf;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.#settings(count, keyOf));
    this.#unmount = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  /** @param keyOf the same function as long as the cards and their order are the same */
  update(count: number, keyOf: (index: number) => string): void {
    if (keyOf === this.#keyOf) return;
    this.#keyOf = keyOf;
    this.#virtualizer.setOptions(this.#settings(count, keyOf));
    this.#virtualizer._willUpdate();
  }

  /** undefined: the column is not on the page. */
  get span(): Span | undefined {
    const items = this.#virtualizer.getVirtualItems();
    const [first, last] = [items[0], items.at(-1)];
    if (!first || !last) return undefined;
    const { paddingStart } = this.#options;
    return {
      first: first.index,
      end: last.index + 1,
      before: first.start,
      after: Math.max(0, this.#virtualizer.getTotalSize() - last.end + (first.index > 0 ? 0 : paddingStart)),
    };
  }

  /** Px from the top of the list to a card, as far as that is known. */
  startOf(index: number): number {
    return this.#virtualizer.measurementsCache[index]?.start ?? 0;
  }

  /** Tells it what has been drawn. */
  measure(cards: Iterable<HTMLElement>): void {
    for (const card of cards) this.#virtualizer.measureElement(card);
    this.#virtualizer.measureElement(null);
  }

  destroy(): void {
    this.#unmount();
  }

  #settings(count: number, keyOf: (index: number) => string) {
    const { scroller, gap, paddingStart, estimate, onChange } = this.#options;
    return {
      count,
      getItemKey: keyOf,
      getScrollElement: () => scroller,
      estimateSize: () => estimate,
      initialOffset: () => scroller.scrollTop,
      gap,
      paddingStart,
      paddingEnd: paddingStart,
      overscan: OVERSCAN,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => onChange(),
    };
  }
}
