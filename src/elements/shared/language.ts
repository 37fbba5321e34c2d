const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Tells when `lang` or `dir` changes anywhere in the document. One observer serves the page, as long as somebody listens.
 * @returns ends it
 */
export function observeLanguage(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => {
      for (const tell of [...listeners]) tell();
    });
    observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['lang', 'dir'] });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
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
