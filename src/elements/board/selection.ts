import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Several cards at once: which are selected. Knows ids and the order of columns, and no elements. */
export class BoardSelection implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #ids: ReadonlySet<string> = new Set();
  /** Where a range begins. */
  #anchor: string | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#ids = new Set();
  }

  get size(): number {
    return this.#ids.size;
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#anchor = id;
    this.#set(ids);
  }

  /** From where the last selection began to this card, where both are of one column; else this card too. */
  extend(id: string, column: readonly string[]): void {
    const from = column.indexOf(this.#anchor ?? '');
    const to = column.indexOf(id);
    if (to < 0) return;
    if (from < 0) this.#anchor = id;
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    const range = column.slice(first, last + 1);
    // A range takes the place of the one before in its column; what is selected elsewhere stays.
    const inColumn = new Set(column);
    const kept = this.ids.filter((one) => from < 0 || !inColumn.has(one));
    this.#set(new Set([...kept, ...range]));
  }

  /** Where the next range begins. */
  anchorAt(id: string): void {
    this.#anchor = id;
  }

  clear(): void {
    this.#anchor = undefined;
    if (this.#ids.size > 0) this.#set(new Set());
  }

  /** Lets go of deals that are no longer there. Called while the host draws. */
  prune(isThere: (id: string) => boolean): void {
    if (this.#ids.size === 0) return;
    const kept = this.ids.filter(isThere);
    if (kept.length < this.#ids.size) this.#ids = new Set(kept);
  }

  #set(ids: ReadonlySet<string>): void {
    this.#ids = ids;
    this.#host.requestUpdate();
  }
}
