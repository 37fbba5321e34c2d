/**
 * Pointer drag of cards onto columns: mouse, pen and touch, by pointer events with capture, so that it works inside
 * any number of shadow roots (the native drag-and-drop of HTML neither starts by touch nor crosses them reliably).
 * It knows nothing of deals: the board says what can be picked up, where it can be dropped, and draws.
 */

import { scrollersAround, scrollOn } from './edges.js';

/** A distance below which a press is a click, in CSS px. */
const START_DISTANCE = 5;
/** How long a finger or a pen rests before it picks up instead of scrolling, in ms. */
const HOLD = 250;
/** How far a resting finger or pen may tremble, in CSS px. */
const HOLD_SLOP = 8;
/**
 * Where pens scroll, the browser takes the pointer away (`pointercancel`) once it has moved by about 15 px. A pen that is
 * still ours after this many CSS px and moves does not scroll here, and drags as a mouse does.
 */
const PEN_DISTANCE = 24;
const PEN_MOVES = 3;
/** Longer than this between two frames, in ms, and the board would jump. */
const LONGEST_FRAME = 100;

export interface DropTarget {
  readonly key: string;
  readonly element: Element;
}

export interface DragOptions {
  /** What a press on this path would pick up; undefined: nothing. */
  pick(path: readonly EventTarget[]): { readonly id: string; readonly element: HTMLElement } | undefined;
  /** Columns that take drops of it; read when a drag starts and at each `refresh`. */
  targets(id: string): readonly DropTarget[];
  /** What scrolls sideways under the drag. */
  scroller(): Element | undefined;
  /** What scrolls up and down in a column. */
  columnScroller(key: string): Element | undefined;
  /** How many are dragged with it, it included. */
  count(id: string): number;
  /** The layer that carries the lifted copy: an element with `popover="manual"`. */
  layer(): HTMLElement | undefined;
  onStart(id: string): void;
  /** Only when the column under the pointer changes. */
  onOver(id: string, target: string | undefined): void;
  /** At each move over a column. @param y of the viewport */
  onMove(id: string, target: string | undefined, y: number): void;
  onDrop(id: string, target: string): void;
  /** Always last, after a drop too. */
  onEnd(id: string, dropped: boolean): void;
}

export type Cleanup = () => void;

/** Registers a listener; what it returns takes it away again. */
export function on<E extends Event>(
  target: EventTarget,
  type: string,
  listener: (event: E) => void,
  options?: AddEventListenerOptions,
): Cleanup {
  target.addEventListener(type, listener as EventListener, options);
  return () => target.removeEventListener(type, listener as EventListener, options);
}

/** Hears the pointer that went down: on the window and capturing, as it may leave the board, and the page may stop what bubbles. */
export const followPointer =
  (down: PointerEvent) =>
  (type: string, listener: (event: PointerEvent) => void): Cleanup =>
    on<PointerEvent>(
      window,
      type,
      (event) => {
        if (event.pointerId === down.pointerId) listener(event);
      },
      { capture: true },
    );

export interface DragWatch {
  /** Watches no longer; a running drag is cancelled. */
  stop(): void;
  /** What can be dropped on lies elsewhere. @param isOther it is something else: the pointer may be over another one */
  refresh(isOther: boolean): void;
}

/** Watches `root` for presses that become drags. */
export function watchDrags(root: HTMLElement, options: DragOptions): DragWatch {
  let running: Press | undefined;
  const stop = (): void => {
    running?.cancel();
    running = undefined;
  };
  const cleanups = [
    on<PointerEvent>(root, 'pointerdown', (event) => {
      // A second finger or button cancels; it never starts another drag.
      stop();
      if (event.button !== 0 || !event.isPrimary || event.ctrlKey || event.defaultPrevented) return;
      const path = event.composedPath();
      const picked = options.pick(path);
      if (picked) running = press(root, event, picked, options, () => (running = undefined));
    }),
    // Registered from the start: a touch that is already under way can no longer be kept from scrolling.
    on<TouchEvent>(
      root,
      'touchmove',
      (event) => {
        if (running?.dragging() && event.cancelable) event.preventDefault();
      },
      { passive: false },
    ),
  ];
  return {
    stop: () => {
      stop();
      for (const cleanup of cleanups) cleanup();
    },
    refresh: (isOther) => running?.refresh(isOther),
  };
}

interface Press {
  cancel(): void;
  dragging(): boolean;
  refresh(isOther: boolean): void;
}

/** From the press to its end, with or without a drag in between. */
function press(
  root: HTMLElement,
  down: PointerEvent,
  picked: { readonly id: string; readonly element: HTMLElement },
  options: DragOptions,
  done: () => void,
): Press {
  const isPen = down.pointerType === 'pen';
  /** It may scroll: then only what rests picks up. */
  const holds = isPen || down.pointerType === 'touch';
  let drag: Drag | undefined;
  let timer = 0;
  let ended = false;
  let penMoves = 0;

  const start = (event: { readonly clientX: number; readonly clientY: number }): void => {
    window.clearTimeout(timer);
    drag = new Drag(root, down, picked, options);
    drag.move(event.clientX, event.clientY);
  };
  const end = (drop: boolean): void => {
    if (ended) return;
    ended = true;
    window.clearTimeout(timer);
    for (const cleanup of cleanups) cleanup();
    done();
    if (drag) {
      swallowClick();
      drag.end(drop);
    }
  };

  const same = followPointer(down);
  const cleanups = [
    same('pointermove', (event) => {
      if (drag) {
        drag.move(event.clientX, event.clientY);
        return;
      }
      const distance = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (!holds) {
        if (distance >= START_DISTANCE) start(event);
      } else if (distance > HOLD_SLOP) {
        // It moves before the hold is over: it scrolls.
        if (!isPen) return end(false);
        window.clearTimeout(timer);
        if (++penMoves >= PEN_MOVES && distance >= PEN_DISTANCE) start(event);
      }
    }),
    same('pointerup', () => end(true)),
    same('pointercancel', () => end(false)),
    on<KeyboardEvent>(
      window,
      'keydown',
      (event) => {
        if (!drag || event.key !== 'Escape') return;
        // Esc ends this drag, and not also the dialog that the board may stand in.
        event.preventDefault();
        event.stopPropagation();
        end(false);
      },
      { capture: true },
    ),
    on(window, 'blur', () => end(false)),
    // A long press asks for the context menu, and a link or a picture for the browser's own drag.
    on(root, 'contextmenu', (event) => {
      if (holds || drag) event.preventDefault();
    }),
    on(root, 'dragstart', (event) => event.preventDefault()),
  ];
  if (holds) timer = window.setTimeout(() => start(down), HOLD);
  return {
    cancel: () => end(false),
    dragging: () => drag !== undefined,
    refresh: (isOther) => drag?.refresh(isOther),
  };
}

/** The click that follows a drag's release is not meant for what lies under it. */
function swallowClick(): void {
  const cleanup = on(
    window,
    'click',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true, once: true },
  );
  // Where no click follows (touch, capture elsewhere), the next one must go through.
  window.setTimeout(cleanup, 0);
}

/** One drag, from lift to drop. */
class Drag {
  readonly #options: DragOptions;
  readonly #id: string;
  readonly #root: HTMLElement;
  readonly #pointerId: number;
  readonly #cleanups: Cleanup[] = [];
  readonly #layer: HTMLElement | undefined;
  readonly #scroller: Element | undefined;
  /** What the board stands in and scrolls up and down. */
  readonly #around: readonly Element[];
  /** Of the columns, relative to the scroller's content: they stay true while it scrolls. */
  #targets: readonly { key: string; left: number; right: number; top: number; bottom: number }[] = [];
  /** From the card's corner to the pointer. */
  readonly #offset: { x: number; y: number };
  #frame = 0;
  #point = { x: 0, y: 0 };
  #origin: DOMRect | undefined;
  #over: string | undefined;

  constructor(
    root: HTMLElement,
    down: PointerEvent,
    picked: { readonly id: string; readonly element: HTMLElement },
    options: DragOptions,
  ) {
    this.#options = options;
    this.#id = picked.id;
    this.#root = root;
    this.#pointerId = down.pointerId;
    this.#scroller = options.scroller();
    this.#around = scrollersAround(root);
    this.#readTargets();
    const card = picked.element.getBoundingClientRect();
    this.#offset = { x: down.clientX - card.left, y: down.clientY - card.top };
    this.#layer = options.layer();
    this.#lift(picked.element, card);
    try {
      // To the root, which no rendering replaces: the card itself may be drawn elsewhere before the drag is over.
      root.setPointerCapture(down.pointerId);
    } catch {
      // The pointer is already gone; its `pointerup` or `pointercancel` follows.
    }
    // The page, or something between it and the board, scrolls: where the scroller lies must be read again.
    this.#cleanups.push(
      on(window, 'scroll', () => (this.#origin = undefined), { capture: true, passive: true }),
    );
    options.onStart(this.#id);
  }

  move(x: number, y: number): void {
    this.#point = { x, y };
    // Positions by custom properties, which a strict CSP allows: an inline style attribute it would not.
    this.#layer?.style.setProperty('--_x', `${x - this.#offset.x}px`);
    this.#layer?.style.setProperty('--_y', `${y - this.#offset.y}px`);
    this.#aim();
    if (!this.#frame) this.#nextFrame(performance.now());
  }

  refresh(isOther: boolean): void {
    this.#readTargets();
    if (isOther) this.#aim();
  }

  end(drop: boolean): void {
    cancelAnimationFrame(this.#frame);
    for (const cleanup of this.#cleanups) cleanup();
    if (this.#root.hasPointerCapture(this.#pointerId)) this.#root.releasePointerCapture(this.#pointerId);
    if (this.#layer) {
      this.#layer.hidePopover();
      this.#layer.replaceChildren();
    }
    const target = drop ? this.#over : undefined;
    if (target !== undefined) this.#options.onDrop(this.#id, target);
    this.#options.onEnd(this.#id, target !== undefined);
  }

  /** A copy of the card in the top layer, above whatever clips the board. */
  #lift(element: HTMLElement, box: DOMRect): void {
    if (!this.#layer) return;
    const copy = element.cloneNode(true) as HTMLElement;
    copy.removeAttribute('tabindex');
    copy.setAttribute('part', 'card dragging');
    const count = this.#options.count(this.#id);
    if (count > 1) copy.dataset['count'] = String(count);
    this.#layer.replaceChildren(copy);
    this.#layer.style.setProperty('--_w', `${box.width}px`);
    this.#layer.showPopover();
  }

  #readTargets(): void {
    this.#origin = undefined;
    const shift = this.#shift();
    this.#targets = this.#options.targets(this.#id).map(({ key, element }) => {
      const box = element.getBoundingClientRect();
      return {
        key,
        left: box.left - shift.x,
        right: box.right - shift.x,
        top: box.top - shift.y,
        bottom: box.bottom - shift.y,
      };
    });
  }

  /** How far the scroller's content lies from the viewport's corner. */
  #shift(): { x: number; y: number } {
    this.#origin ??= this.#scroller?.getBoundingClientRect();
    return {
      x: (this.#origin?.left ?? 0) - (this.#scroller?.scrollLeft ?? 0),
      y: (this.#origin?.top ?? 0) - (this.#scroller?.scrollTop ?? 0),
    };
  }

  #aim(): void {
    const shift = this.#shift();
    const x = this.#point.x - shift.x;
    const y = this.#point.y - shift.y;
    const hit = this.#targets.find((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
    if (hit?.key !== this.#over) {
      this.#over = hit?.key;
      this.#options.onOver(this.#id, this.#over);
    }
    this.#options.onMove(this.#id, this.#over, this.#point.y);
  }

  #nextFrame(last: number): void {
    this.#frame = requestAnimationFrame(() => {
      const now = performance.now();
      this.#scroll(Math.min(now - last, LONGEST_FRAME), now);
    });
  }

  /** While the pointer rests near an edge, what lies there scrolls on: the board, the column, what they stand in. */
  #scroll(elapsed: number, now: number): void {
    this.#frame = 0;
    const column = this.#over === undefined ? undefined : this.#options.columnScroller(this.#over);
    const sideways = this.#scroller !== undefined && scrollOn(this.#scroller, 'x', this.#point, elapsed);
    // The innermost that can still move does.
    const upright = [...(column ? [column] : []), ...this.#around].some((one) =>
      scrollOn(one, 'y', this.#point, elapsed),
    );
    if (!sideways && !upright) return;
    this.#origin = undefined;
    this.#aim();
    this.#nextFrame(now);
  }
}
