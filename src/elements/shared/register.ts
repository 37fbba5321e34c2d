import { warnOnce } from '../../context/warn.js';
import { VERSION } from './version.js';

const CLAIMS = Symbol.for('pipeline-elements/tags');

/**
 * Registers an element, once a page: the first copy of the kit keeps the tag, a second one says so once and leaves it.
 * Does nothing where there is no document (server rendering).
 */
export function register(tag: string, element: CustomElementConstructor): void {
  if (typeof document === 'undefined') return;
  const page = globalThis as { [CLAIMS]?: Map<string, string> };
  const claims = (page[CLAIMS] ??= new Map<string, string>());
  const present = customElements.get(tag);
  if (present === element) return;
  if (present) {
    const owner = claims.get(tag);
    warnOnce(
      `version ${VERSION} leaves tags as they are that ${owner ? `version ${owner}` : 'another script'} has registered before it, <${tag}> first.`,
      'registered before',
    );
    return;
  }
  customElements.define(tag, element);
  claims.set(tag, VERSION);
}
