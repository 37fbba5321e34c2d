import type { ReactiveController, ReactiveElement } from 'lit';
import type { PipelineSource } from '../../context/types.js';

/** Where an element's own data comes from: the first of the ways that it names. */
export type Origin =
  /** `attribute`: `data` was written as one, which is a mistake. */
  | { readonly kind: 'none' | 'attribute' }
  | { readonly kind: 'data'; readonly value: unknown }
  | { readonly kind: 'source'; readonly value: PipelineSource }
  | { readonly kind: 'src'; readonly value: string }
  | {
      readonly kind: 'child';
      readonly value: HTMLScriptElement | HTMLTableElement;
      readonly version: number;
    };

export interface OriginHost extends ReactiveElement {
  readonly data?: unknown;
  readonly source?: PipelineSource;
  readonly src?: string;
}

/** Follows the properties, attributes and children that name an element's own data. */
export class OriginWatch implements ReactiveController {
  origin: Origin = { kind: 'none' };
  readonly #host: OriginHost;
  #version = 0;
  #children?: MutationObserver;
  readonly #onParsed = (): void => this.#host.requestUpdate();

  constructor(host: OriginHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The child that is shown as data, not as itself. */
  get child(): Element | undefined {
    return this.origin.kind === 'child' ? this.origin.value : undefined;
  }

  /** The page is still being parsed, and the element may get children yet. */
  get isOpen(): boolean {
    if (document.readyState !== 'loading') return false;
    let node: Node | null = this.#host;
    while (node && !node.nextSibling) node = node.parentNode;
    return node === null;
  }

  hostConnected(): void {
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', this.#onParsed, { once: true });
    }
    this.#observe();
    if (this.#host.hasUpdated) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    document.removeEventListener('DOMContentLoaded', this.#onParsed);
    this.#children?.disconnect();
  }

  update(): Origin {
    const { child } = this;
    this.origin = this.#find();
    if (this.child !== child) this.#observe();
    return this.origin;
  }

  #find(): Origin {
    const { data, source, src } = this.#host;
    if (data !== undefined) return { kind: 'data', value: data };
    if (source) return { kind: 'source', value: source };
    // Resolved as the browser resolves an image's; what is no URL stays, and fails to load.
    if (src)
      return {
        kind: 'src',
        value: URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI).href : src,
      };
    // While the page is still being parsed, a child may be there in part.
    const child = document.readyState === 'loading' ? null : dataChild(this.#host);
    if (child) return { kind: 'child', value: child, version: this.#version };
    return { kind: this.#host.hasAttribute('data') ? 'attribute' : 'none' };
  }

  /** The list of children, and what is in the one that holds data: not all that lies below a provider. */
  #observe(): void {
    const host = this.#host;
    this.#children?.disconnect();
    if (!host.isConnected) return;
    this.#children ??= new MutationObserver((records) => {
      if (records.some(({ target }) => target !== host)) this.#version++;
      host.requestUpdate();
    });
    this.#children.observe(host, { childList: true });
    if (this.child)
      this.#children.observe(this.child, { childList: true, characterData: true, subtree: true });
  }
}

/** The child that data can be read from: a script before a table. */
const dataChild = (host: Element): HTMLScriptElement | HTMLTableElement | null =>
  host.querySelector<HTMLScriptElement>(
    ':scope > script[type="application/json"], :scope > script[type="text/csv"]',
  ) ?? host.querySelector<HTMLTableElement>(':scope > table');
