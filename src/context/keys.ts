import { ContextRoot, createContext } from '@lit/context';
import type { StoreHandle } from './types.js';

/** Under this key a provider hands its store down; the number is that of the protocol. */
export const storeContext = createContext<StoreHandle>(Symbol.for('pipeline-elements/store/1'));

/**
 * Fired by a provider on its document when it comes, goes, or gets another id: widgets that are not below it look again.
 */
export const PROVIDER_CHANGE = 'pipeline-provider-change';

const ROOT = Symbol.for('pipeline-elements/context-root/1');

/** Keeps requests of widgets that came before their provider, once a document, however many copies of the kit there are. */
export function attachContextRoot(document: Document & { [ROOT]?: boolean }): void {
  if (document[ROOT]) return;
  document[ROOT] = true;
  // Only listeners are added: a document serves as well as an element.
  new ContextRoot().attach(document as unknown as HTMLElement);
}
