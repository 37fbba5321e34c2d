import { Virtualizer, observeElementRect } from '@tanstack/virtual-core';
import type { Range } from '@tanstack/virtual-core';

/** Cards drawn beyond each edge of what is seen, at least: a wheel's turn brings no blank. */
const LEAST = 6;
/**
 * Where one scrolls to, more of them are drawn at once: each drawing costs the page a frame's layout, however few cards
 * it brings, and most frames then have none.
 */
const AHEAD = 24;
/** Scrolling has ended when it has stood for so long, in ms. */
const SCROLL_END = 150;

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

/** The drawn cards: indexes from `first` to before `end`, `before` px from the top of a list of `total` px. */
export interface Span {
  readonly first: number;
  readonly end: number;
  readonly before: number;
  readonly total: number;
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
  readonly #observed = new WeakSet<HTMLElement>();
  #keyOf: ((index: number) => string) | undefined;
  #first = 0;
  #end = 0;
  /** The first card in view when that was last looked at. */
  #seen: number | undefined;

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
    const [item] = this.#virtualizer.getVirtualItems();
    return (
      item && {
        first: this.#first,
        end: this.#end,
        before: item.start,
        total: this.#virtualizer.getTotalSize(),
      }
    );
  }

  /** Px from the top of the list to a card, as far as that is known. */
  startOf(index: number): number {
    return this.#virtualizer.measurementsCache[index]?.start ?? 0;
  }

  /** Tells it what has been drawn; it measures each card once that is laid out. */
  measure(cards: Iterable<HTMLElement>): void {
    for (const card of cards) {
      if (this.#observed.has(card)) continue;
      this.#observed.add(card);
      this.#virtualizer.measureElement(card);
    }
    this.#virtualizer.measureElement(null);
  }

  destroy(): void {
    this.#unmount();
  }

  /** Cards stay drawn until those in view come near to the edge of what is drawn. The index of the first one drawn. */
  #extract({ startIndex, endIndex, count }: Range): number[] {
    const seen = this.#seen ?? startIndex;
    this.#seen = startIndex;
    const [least, most] = [Math.max(0, startIndex - LEAST), Math.min(count, endIndex + 1 + LEAST)];
    if (this.#first > least || this.#end < most || this.#end > count) {
      this.#first = startIndex < seen ? Math.max(0, startIndex - AHEAD) : least;
      this.#end = startIndex > seen ? Math.min(count, endIndex + 1 + AHEAD) : most;
    }
    return [this.#first];
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
      rangeExtractor: (range: Range) => this.#extract(range),
      // From where the column is by now: it may have been scrolled since it last said so.
      scrollToFn: (offset: number, { adjustments }: { readonly adjustments?: number }) => {
        if (adjustments !== undefined) scroller.scrollTop += adjustments;
        else if (Math.abs(scroller.scrollTop - offset) >= 1) scroller.scrollTop = offset;
      },
      // By the observer, after the frame's own layout: asking a card that was just drawn would lay out the page again.
      measureElement: (card: HTMLElement, entry: ResizeObserverEntry | undefined) =>
        Math.round(entry?.borderBoxSize[0]?.blockSize ?? this.#known(card)),
      observeElementRect,
      observeElementOffset: (_: unknown, report: ReportOffset) => observeOffset(scroller, report),
      onChange: () => onChange(),
    };
  }

  #known(card: HTMLElement): number {
    const { itemSizeCache, options } = this.#virtualizer;
    const index = Number(card.dataset['index']);
    return itemSizeCache.get(options.getItemKey(index)) ?? this.#options.estimate;
  }
}

type ReportOffset = (offset: number, isScrolling: boolean) => void;

/**
 * Tells where a column is scrolled to, once a frame, and when that has ended. Not by `scrollend`: code that scrolls in
 * each frame fires it in each, and twice as much would be worked out.
 */
function observeOffset(scroller: HTMLElement, report: ReportOffset): () => void {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    const rest = last + SCROLL_END - performance.now();
    timer = rest > 0 ? setTimeout(end, rest) : undefined;
    if (timer === undefined) report(scroller.scrollTop, false);
  };
  const onScroll = (): void => {
    last = performance.now();
    timer ??= setTimeout(end, SCROLL_END);
    report(scroller.scrollTop, true);
  };
  scroller.addEventListener('scroll', onScroll, { passive: true });
  return () => {
    scroller.removeEventListener('scroll', onScroll);
    clearTimeout(timer);
  };
}
