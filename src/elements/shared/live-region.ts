/** Changes that follow one another are said once, as the last of them left things. */
const QUIET_MS = 1000;
/** At most two sentences a second: faster ones cut each other off. */
const APART_MS = 500;

/** Says a sentence to assistive technology through one polite live region of the widget's shadow root. */
export class LiveRegion {
  readonly #find: () => HTMLElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the last sentence was said. */
  #last = -Infinity;

  constructor(find: () => HTMLElement | null) {
    this.#find = find;
  }

  /** @param wait milliseconds without another sentence before this one is said */
  announce(text: string, wait = QUIET_MS): void {
    clearTimeout(this.#timer);
    const until = Math.max(wait, this.#last + APART_MS - performance.now());
    this.#timer = setTimeout(() => {
      const region = this.#find();
      if (!region) return;
      this.#last = performance.now();
      // The same sentence twice is a change only if it was gone in between.
      region.textContent = '';
      requestAnimationFrame(() => (region.textContent = text));
    }, until);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
