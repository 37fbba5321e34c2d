import { forgetFormats } from '../../locales/format.js';

const listeners = new Set<() => void>();
/** How many listen in each tree: an observer does not see into shadow roots. */
const roots = new Map<Node, number>();
let observer: MutationObserver | undefined;

const tellAll = (): void => {
  for (const tell of [...listeners]) tell();
};
const onLanguageChange = (): void => {
  forgetFormats();
  tellAll();
};
const observe = (root: Node): void =>
  observer?.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', 'dir'] });

/**
 * Tells when `lang` or `dir` changes in any tree that the element stands in, or the browser's own language does. One
 * observer serves the page, as long as somebody listens.
 * @returns ends it
 */
export function observeLanguage(element: Element, listener: () => void): () => void {
  if (listeners.size === 0) {
    observer = new MutationObserver(tellAll);
    addEventListener('languagechange', onLanguageChange);
  }
  listeners.add(listener);
  const around = rootsAround(element);
  for (const root of around) {
    const count = roots.get(root) ?? 0;
    roots.set(root, count + 1);
    if (count === 0) observe(root);
  }
  return () => {
    listeners.delete(listener);
    const gone = around.filter((root) => {
      const count = (roots.get(root) ?? 1) - 1;
      if (count > 0) roots.set(root, count);
      else roots.delete(root);
      return count === 0;
    });
    if (gone.length > 0) {
      // An observer lets go of all trees or of none.
      if (observer?.takeRecords().length) tellAll();
      observer?.disconnect();
      for (const root of roots.keys()) observe(root);
    }
    if (listeners.size > 0) return;
    observer = undefined;
    removeEventListener('languagechange', onLanguageChange);
  };
}

/** The trees from an element's own outwards. */
function rootsAround(element: Element): readonly Node[] {
  const found: Node[] = [];
  let place: Element | undefined = element;
  while (place) {
    const root: Node = place.getRootNode();
    found.push(root);
    place = root instanceof ShadowRoot ? root.host : undefined;
  }
  return found;
}

/** The nearest `lang` of an element, outwards across shadow roots. */
export function languageAround(element: Element): string | undefined {
  let place: Element | null | undefined = element;
  while (place) {
    const found: Element | null = place.closest('[lang]');
    if (found) return found.getAttribute('lang') || undefined;
    const root: Node = place.getRootNode();
    place = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}
