/** Scrolling under a drag: what lies under the pointer's edge moves on while the pointer rests there. */

/** From an edge inwards, where a drag scrolls, in CSS px; and how fast at most, in CSS px a second. */
const EDGE = 48;
const SPEED = 900;

/** Px a second to scroll: the nearer the edge (or beyond it), the faster. */
export function edgeSpeed(at: number, start: number, end: number): number {
  const edge = Math.min(EDGE, (end - start) / 4);
  if (at < start + edge) return -SPEED * Math.min(1, (start + edge - at) / edge);
  if (at > end - edge) return SPEED * Math.min(1, (at - end + edge) / edge);
  return 0;
}

/** Scrolls an element on, if there is anywhere to go. @param elapsed ms since the last time @returns whether it moved */
export function scrollOn(
  element: Element,
  axis: 'x' | 'y',
  { x, y }: { readonly x: number; readonly y: number },
  elapsed: number,
): boolean {
  const isPage = element === document.scrollingElement;
  const box = isPage
    ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
    : element.getBoundingClientRect();
  // Only what is to be seen of it has edges to rest at.
  const start = axis === 'x' ? box.left : Math.max(0, box.top);
  const end = axis === 'x' ? box.right : Math.min(innerHeight, box.bottom);
  if (end <= start) return false;
  if (axis === 'x' ? y < box.top || y > box.bottom : !isPage && (x < box.left || x > box.right)) return false;
  const way = (edgeSpeed(axis === 'x' ? x : y, start, end) * elapsed) / 1000;
  if (way === 0) return false;
  // Whole pixels at least: some browsers drop fractions, and it would stand still.
  const step = way < 0 ? Math.floor(way) : Math.ceil(way);
  const side = axis === 'x' ? 'scrollLeft' : 'scrollTop';
  const before = element[side];
  // At once, also where the page scrolls smoothly.
  element.scrollTo({ [axis === 'x' ? 'left' : 'top']: before + step, behavior: 'instant' });
  return element[side] !== before;
}

/** What scrolls up and down around an element, from the inside outwards, across shadow roots; the page last. */
export function scrollersAround(element: Element): readonly Element[] {
  const found: Element[] = [];
  const page = document.scrollingElement;
  let place: Element | null = element;
  while (place) {
    const root: Node = place.getRootNode();
    place = place.assignedSlot ?? place.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    if (!place || place === page || place === document.body) continue;
    const { overflowY } = getComputedStyle(place);
    if ((overflowY === 'auto' || overflowY === 'scroll') && place.scrollHeight > place.clientHeight)
      found.push(place);
  }
  return page ? [...found, page] : found;
}
