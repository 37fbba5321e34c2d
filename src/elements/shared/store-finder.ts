import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';
import { attachContextRoot, PROVIDER_CHANGE, storeContext } from '../../context/keys.js';
import { PROTOCOL } from '../../context/types.js';
import type { Problem, StoreHandle } from '../../context/types.js';

/** A provider's tag. Another copy of the kit may have registered it, so it is known by name and by its store. */
const PROVIDER = 'pipeline-provider';
type Provider = HTMLElement & { readonly store?: StoreHandle };

/** How long nothing is said about a provider that nobody has put there yet. */
const GRACE_MS = 250;
/** The same for one that is there, but not yet registered or without data. */
const PATIENCE_MS = 2000;

const finders = new Set<StoreFinder>();
let isDue = false;

/** Providers came, went or were renamed, often several at a time: everybody looks again, once. */
function lookAgain(): void {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    for (const finder of [...finders]) finder.look();
  });
}

/** Finds the store that a widget shows: its own, its named provider's, the nearest above it, or the page's only one. */
export class StoreFinder implements ReactiveController {
  handle?: StoreHandle;
  /** The element that a request has to be fired on, where it may not lie above the widget. */
  provider?: HTMLElement;
  /** Why there is no store, or nothing in it. Undefined while there is hope. */
  problem?: Problem;
  readonly #host: ReactiveElement;
  readonly #changed: () => void;
  #own?: StoreHandle | null;
  #id?: string;
  #isLooking = false;
  #isProvided = false;
  #unprovide?: () => void;
  #unsubscribe?: () => void;
  #timer?: ReturnType<typeof setTimeout>;
  #doubted?: string;

  constructor(host: ReactiveElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#drop();
  }

  /**
   * Follows what the widget names. Called in each update.
   * @param own its own store; null: on its way
   */
  update(own: StoreHandle | null | undefined, id: string | undefined): void {
    if (!this.#host.isConnected || (this.#isLooking && own === this.#own && id === this.#id)) return;
    this.#drop();
    this.#own = own;
    this.#id = id;
    this.#isLooking = true;
    if (own !== undefined) return this.#take(own ?? undefined);
    if (finders.size === 0) document.addEventListener(PROVIDER_CHANGE, lookAgain);
    finders.add(this);
    if (id === undefined) {
      attachContextRoot(document);
      this.#host.dispatchEvent(new ContextEvent(storeContext, this.#host, this.#onProvided, true));
    }
    this.look();
  }

  /** Looks for a provider that is not above the widget. */
  look(): void {
    if (this.#isProvided || this.#own !== undefined) return;
    const id = this.#id;
    const found =
      id === undefined ? [...document.querySelectorAll<Provider>(PROVIDER)] : providersNamed(id, this.#host);
    const [first] = found;
    if (found.length === 1 && first?.store) return this.#take(first.store, first);
    this.#take(undefined);
    // One that is not registered yet may be the one above the widget.
    const patience = found.some(({ store }) => !store) ? PATIENCE_MS : GRACE_MS;
    if (id !== undefined) this.#doubt({ code: 'provider-unknown', params: { id } }, patience);
    else if (found.length > 1) {
      const ids = found.map((provider) => provider.id);
      this.#doubt({ code: 'provider-ambiguous', params: { ids } }, patience);
    } else this.#doubt({ code: 'no-data', params: {} }, patience);
  }

  /** The same function each time: the context root knows a waiting widget by it. */
  readonly #onProvided = (store: StoreHandle, unsubscribe?: () => void): void => {
    if (this.#unprovide !== unsubscribe) this.#unprovide?.();
    // It may be an answer to an earlier question, which nobody waits for any more.
    if (!this.#isLooking || this.#own !== undefined || this.#id !== undefined) return unsubscribe?.();
    this.#unprovide = unsubscribe;
    this.#isProvided = true;
    this.#take(store);
  };

  #take(handle: StoreHandle | undefined, provider?: HTMLElement): void {
    this.provider = provider;
    if (handle && handle === this.handle) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    const isOther = this.handle !== undefined || handle !== undefined;
    this.handle = undefined;
    if (handle && handle.protocol !== PROTOCOL) {
      this.#doubt({ code: 'protocol-mismatch', params: {} }, 0);
    } else if (handle) {
      this.handle = handle;
      this.#unsubscribe = handle.subscribe(() => this.#onState());
      this.#watchIdle(handle);
    }
    if (isOther) this.#changed();
  }

  #onState(): void {
    if (this.handle) this.#watchIdle(this.handle);
    this.#changed();
  }

  #watchIdle(handle: StoreHandle): void {
    if (handle.getState().status === 'idle') this.#doubt({ code: 'no-data', params: {} }, PATIENCE_MS);
    else this.#trust();
  }

  /** States a problem, after a while in which it may still solve itself. */
  #doubt(problem: Problem, patience: number): void {
    const key = JSON.stringify([problem, patience]);
    if (key === this.#doubted) return;
    this.#trust();
    this.#doubted = key;
    const state = (): void => {
      this.problem = problem;
      this.#changed();
    };
    if (patience === 0) state();
    else this.#timer = setTimeout(state, patience);
  }

  #trust(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#doubted = undefined;
    this.problem = undefined;
  }

  #drop(): void {
    this.#isLooking = false;
    this.#isProvided = false;
    this.#unprovide?.();
    this.#unprovide = undefined;
    if (finders.delete(this) && finders.size === 0) document.removeEventListener(PROVIDER_CHANGE, lookAgain);
    this.#trust();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.handle = undefined;
    this.provider = undefined;
  }
}

/** The element of that id in the widget's own root, else in the roots around it. */
function providersNamed(id: string, host: Element): readonly Provider[] {
  let place: Element | undefined = host;
  while (place) {
    const root: Node = place.getRootNode();
    if (root instanceof Document || root instanceof ShadowRoot) {
      const found = root.getElementById(id);
      if (found) return found.localName === PROVIDER ? [found] : [];
    }
    place = root instanceof ShadowRoot ? root.host : undefined;
  }
  return [];
}
