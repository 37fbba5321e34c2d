import type { ReactiveController, ReactiveElement } from 'lit';
import { PipelineError } from '../../core/errors.js';
import type { DataIssue } from '../../core/errors.js';
import { Ledger, reasonOf } from '../../context/ledger.js';
import type { Loaded } from '../../context/ledger.js';
import { dataChild, fetchData, readChild, readData, resolveUrl } from '../../context/load.js';
import { Store } from '../../context/store.js';
import type { PipelineSource, RequestResult, Settings } from '../../context/types.js';
import { warnOnce } from '../../context/warn.js';
import type { ReadOptions } from '../../data/index.js';

/** The properties of an element that say where its data comes from and how it is read. */
export interface DataHost extends ReactiveElement {
  readonly data?: unknown;
  readonly source?: PipelineSource;
  readonly src?: string;
  readonly format?: string;
  readonly fields?: ReadOptions['fields'];
  readonly stages?: ReadOptions['stages'];
  readonly dateOrder?: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly locale?: string;
  readonly pageLanguage?: string;
}

/** Where the data comes from: the first of the ways that the element names. */
type Origin =
  | { readonly kind: 'none' }
  | { readonly kind: 'attribute' }
  | { readonly kind: 'data'; readonly value: unknown }
  | { readonly kind: 'source'; readonly value: PipelineSource }
  | { readonly kind: 'src'; readonly value: string }
  | {
      readonly kind: 'child';
      readonly value: HTMLScriptElement | HTMLTableElement;
      readonly version: number;
    };

/** Blocks that name the same file in the same way: one request, one set of changes. Gone with its last block. */
const shared = new Map<string, { readonly ledger: Ledger; users: number }>();

/** Gets an element's own data, in all the ways it can come, into a store of its own. */
export class DataOwner implements ReactiveController {
  readonly store: Store;
  readonly #host: DataHost;
  #origin: Origin = { kind: 'none' };
  #options: ReadOptions = {};
  #ledger = new Ledger();
  #sharedKey?: string;
  #unsubscribe?: () => void;
  #childVersion = 0;
  readonly #children: MutationObserver;
  readonly #onParsed = (): void => this.#host.requestUpdate();

  constructor(host: DataHost, onSettings: (settings: Settings) => void) {
    this.#host = host;
    this.store = new Store(this.#ledger, { host, onSettings, onReload: () => this.reload() });
    this.#children = new MutationObserver((records) => {
      if (records.some(({ target }) => target !== host)) this.#childVersion++;
      host.requestUpdate();
    });
    host.addController(this);
  }

  /** The element names data of its own, present or on its way. */
  get owns(): boolean {
    return this.#origin.kind !== 'none';
  }

  /** The child that is shown as data, not as itself. */
  get child(): Element | undefined {
    return this.#origin.kind === 'child' ? this.#origin.value : undefined;
  }

  hostConnected(): void {
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', this.#onParsed, { once: true });
    this.#observeChildren();
    this.#attach();
    if (this.#host.hasUpdated) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    document.removeEventListener('DOMContentLoaded', this.#onParsed);
    this.#children.disconnect();
    this.#detach();
  }

  /** Follows the element's properties, attributes and children. Called in each update. */
  update(settings: Settings, issues: readonly DataIssue[]): void {
    this.store.set(settings, issues);
    const origin = this.#findOrigin();
    const options = this.#readOptions();
    if (isSame(origin, this.#origin) && isSame(options, this.#options)) return;
    this.#detach();
    // Data that a host hands over again is the same data, changed; another file or source is other data.
    if (origin.kind !== this.#origin.kind || origin.kind === 'source' || origin.kind === 'src') {
      this.#ledger = new Ledger();
    }
    this.#origin = origin;
    this.#options = options;
    this.#sharedKey =
      origin.kind === 'src'
        ? JSON.stringify([origin.value, options, options.locale ?? this.#host.pageLanguage])
        : undefined;
    this.#observeChildren();
    this.#attach(true);
  }

  /** Loads again; what is shown stays until the new data is there. */
  reload(): Promise<RequestResult> {
    const origin = this.#origin;
    if (origin.kind === 'none' || (origin.kind === 'data' && origin.value === null)) {
      return Promise.resolve({ ok: false, reason: 'not-ready' });
    }
    return this.#ledger.load((signal) => this.#read(origin, signal));
  }

  #findOrigin(): Origin {
    const host = this.#host;
    if (host.data !== undefined) return { kind: 'data', value: host.data };
    if (host.source) return { kind: 'source', value: host.source };
    if (host.src) return { kind: 'src', value: resolveUrl(host.src) };
    // While the page is still being parsed, a child may be there in part.
    const child = document.readyState === 'loading' ? null : dataChild(host);
    if (child) return { kind: 'child', value: child, version: this.#childVersion };
    return { kind: host.hasAttribute('data') ? 'attribute' : 'none' };
  }

  #readOptions(): ReadOptions {
    const { format, fields, stages, dateOrder, timeZone, currency, locale } = this.#host;
    return {
      format: format === 'csv' || format === 'json' ? format : undefined,
      fields,
      stages,
      timeZone,
      currency,
      locale,
      dateOrder: dateOrder === 'dmy' || dateOrder === 'mdy' || dateOrder === 'ymd' ? dateOrder : undefined,
    };
  }

  async #read(origin: Origin, signal: AbortSignal): Promise<Loaded> {
    const locale = this.#options.locale ?? this.#host.pageLanguage;
    const options = { ...this.#options, locale, signal };
    switch (origin.kind) {
      case 'source':
        return readData(await origin.value.load(signal), options);
      case 'src':
        return fetchData(origin.value, options);
      case 'child':
        return readChild(origin.value, options);
      case 'data':
        return readData(origin.value, options);
      default:
        throw new PipelineError('data-as-attribute');
    }
  }

  /** @param isNew not only the element has come back, but where its data comes from has changed */
  #attach(isNew = false): void {
    const { kind, value } = this.#origin as { kind: Origin['kind']; value?: unknown };
    let isLoaded = !isNew;
    if (this.#sharedKey !== undefined) {
      const entry = shared.get(this.#sharedKey) ?? { ledger: this.#ledger, users: 0 };
      isLoaded ||= entry.users > 0;
      entry.users++;
      shared.set(this.#sharedKey, entry);
      this.#ledger = entry.ledger;
    }
    this.store.connect(this.#ledger);
    if (this.#origin.kind === 'source') this.#follow(this.#origin.value);
    if (isNew && (kind === 'none' || value === null))
      this.#ledger.clear(kind === 'none' ? 'idle' : 'loading');
    else if (kind !== 'none' && value !== null && (!isLoaded || this.#ledger.interrupted)) void this.reload();
  }

  #follow(source: PipelineSource): void {
    const ledger = this.#ledger;
    ledger.save = source.save?.bind(source);
    try {
      this.#unsubscribe = source.subscribe?.((data) => {
        void ledger.load((signal) => readData(data, { ...this.#options, signal }));
      });
    } catch (error) {
      warnOnce(`a source's subscribe() threw: ${reasonOf(error)}`);
    }
  }

  #detach(): void {
    try {
      this.#unsubscribe?.();
    } catch (error) {
      warnOnce(`a source's unsubscribe threw: ${reasonOf(error)}`);
    }
    this.#unsubscribe = undefined;
    this.store.disconnect();
    const key = this.#sharedKey ?? '';
    const entry = shared.get(key);
    if (entry?.ledger === this.#ledger) {
      if (--entry.users > 0) return;
      shared.delete(key);
    }
    this.#ledger.stop();
  }

  /** The list of children, and what is in the one that holds data: not all that lies below a provider. */
  #observeChildren(): void {
    this.#children.disconnect();
    if (!this.#host.isConnected) return;
    this.#children.observe(this.#host, { childList: true });
    if (this.child)
      this.#children.observe(this.child, { childList: true, characterData: true, subtree: true });
  }
}

/** Objects with the same members: none of these is deeper, but lists and maps that a host builds anew for each render. */
function isSame(a: object, b: object): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => {
    const [left, right] = [a, b].map((object) => (object as Record<string, unknown>)[key]);
    return left === right || (key !== 'value' && JSON.stringify(left) === JSON.stringify(right));
  });
}
