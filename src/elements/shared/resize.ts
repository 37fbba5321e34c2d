type Listener = (inlineSize: number) => void;

const listeners = new WeakMap<Element, Listener>();
const told = new WeakMap<Element, number>();
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
      const inlineSize = contentBoxSize[0]?.inlineSize ?? 0;
      if (told.get(target) === inlineSize) continue;
      told.set(target, inlineSize);
      // What is drawn now changes the height, which would be an error on the host's window if it were still observed.
      // A task is soon enough to go on, and costs no frame of its own.
      observer?.unobserve(target);
      setTimeout(() => {
        if (listeners.has(target)) observer?.observe(target);
      });
      listeners.get(target)?.(inlineSize);
    }
  });
  listeners.set(element, listener);
  observer.observe(element);
  count++;
  return () => {
    if (!listeners.delete(element)) return;
    told.delete(element);
    observer?.unobserve(element);
    if (--count > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
