import type { ReactiveController, ReactiveControllerHost } from 'lit';

const PREFIX = 'card-';

/** What a child of the board names to lie in the card of a deal. */
export const slotOf = (deal: string): string => `${PREFIX}${deal}`;

/**
 * Which cards the host adds something to: children of the board with `slot="card-ID"`. They are the host's own elements,
 * which stay where they are while cards of long columns come and go.
 */
export class CardSlots implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer: MutationObserver;
  #names: ReadonlySet<string> = new Set();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#observer = new MutationObserver(() => this.#read());
    host.addController(this);
  }

  has(deal: string): boolean {
    return this.#names.size > 0 && this.#names.has(slotOf(deal));
  }

  hostConnected(): void {
    // Children's own slots change too, and those are attributes below the board.
    this.#observer.observe(this.#host, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['slot'],
    });
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #read(): void {
    const names = [...this.#host.children].map(({ slot }) => slot).filter((name) => name.startsWith(PREFIX));
    if (names.length === this.#names.size && names.every((name) => this.#names.has(name))) return;
    this.#names = new Set(names);
    this.#host.requestUpdate();
  }
}

/** Whether what was pressed is a control of the host's, inside what it adds to a card. */
export function isHostControl(path: readonly EventTarget[], root: ShadowRoot | null): boolean {
  for (const one of path) {
    if (!(one instanceof Element)) continue;
    if (one.getRootNode() === root) return false;
    if (one.matches('a, button, input, select, textarea, summary, label, [contenteditable], [tabindex]'))
      return true;
  }
  return false;
}
