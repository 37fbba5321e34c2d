/**
 * Where a key leads among `count` stops; undefined: the key does not move. No wrapping: at an end it stays.
 * @example nextStop('ArrowLeft', 1, 3, true) // 2: leftwards is onwards where text runs from right to left
 */
export function nextStop(key: string, at: number, count: number, isRtl: boolean): number | undefined {
  const last = count - 1;
  const to = (index: number): number => Math.max(0, Math.min(index, last));
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'ArrowRight':
      return to(at + (isRtl ? -1 : 1));
    case 'ArrowLeft':
      return to(at + (isRtl ? 1 : -1));
    case 'Home':
      return 0;
    case 'End':
      return to(last);
    default:
      return undefined;
  }
}

/**
 * One tab stop over many marks, which are elements with `data-key`; the stop is where the focus was last. Focus and
 * tab stop move on the elements themselves, so that moving renders nothing.
 */
export class Roving {
  readonly #stops: () => readonly (HTMLElement | SVGElement)[];
  readonly #isRtl: () => boolean;
  #current: string | undefined;

  /** @param stops the marks, in reading order */
  constructor(stops: () => readonly (HTMLElement | SVGElement)[], isRtl: () => boolean) {
    this.#stops = stops;
    this.#isRtl = isRtl;
  }

  /** For the template: key of the mark that is the tab stop. The first one, until another had the focus. */
  stopOf(marks: readonly { readonly key: string }[]): string | undefined {
    const current = this.#current;
    return current !== undefined && marks.some(({ key }) => key === current) ? current : marks[0]?.key;
  }

  /** Moves the focus; true: the key was one of its own. */
  onKeydown(event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    const stops = this.#stops();
    const at = stops.findIndex((stop) => stop.dataset['key'] === this.#current);
    const next = nextStop(event.key, at, stops.length, this.#isRtl());
    if (next === undefined) return false;
    event.preventDefault();
    stops[next]?.focus();
    return true;
  }

  /** The focus came to a mark: it is the tab stop from now on. */
  onFocus(key: string): void {
    this.#current = key;
    for (const stop of this.#stops()) {
      stop.setAttribute('tabindex', stop.dataset['key'] === key ? '0' : '-1');
    }
  }
}
