type Listener = (inlineSize: number) => void;

const listeners = new WeakMap<Element, Listener>();
let observer: ResizeObserver | undefined;
let count = 0;

/**
 * Tells an element's inner width, at once and whenever it changes. One observer serves the page, as long as somebody
 * listens.
 * @returns ends it
 */
export function observeInlineSize(element: Element, listener: Listener): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentBoxSize } of entries) {
      listeners.get(target)?.(contentBoxSize[0]?.inlineSize ?? 0);
    }
  });
  listeners.set(element, listener);
  observer.observe(element);
  count++;
  return () => {
    if (!listeners.delete(element)) return;
    observer?.unobserve(element);
    if (--count > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
