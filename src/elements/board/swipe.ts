import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { followPointer, on } from './drag.js';
import type { Cleanup } from './drag.js';

/** How far a finger goes before it is known whether it scrolls or swipes, in CSS px: beyond what a resting one trembles. */
const DECIDE = 10;
/** Flatter than this (across to along) is a swipe; the page scrolls otherwise. */
const FLAT = 1.4;
/** What turns on: this far, in CSS px, or less far but as fast as this, in CSS px a ms. */
const FAR = 72;
const NEAR = 24;
const FAST = 0.4;
/** How much of the way is gone where there is no column on that side. */
const STIFF = 0.25;
const DURATION = 160;

export interface SwipeOptions {
  /** What moves with the finger; undefined: there is room for several columns, and the board scrolls. */
  surface(): HTMLElement | undefined;
  isRtl(): boolean;
  /** A card hangs at the finger. */
  isBusy(): boolean;
  canTurn(way: 1 | -1): boolean;
  turn(way: 1 | -1): void;
}

/**
 * Where there is room for one column, a swipe turns to the next one. Its `touch-action` leaves scrolling up and down to the
 * page, and a finger that rests picks a card up: a swipe is what moves sideways before that.
 */
export class BoardSwipe implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: SwipeOptions;
  #unwatch: Cleanup | undefined;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: SwipeOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#unwatch = on<PointerEvent>(this.#host, 'pointerdown', (event) => this.#onDown(event));
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#unwatch?.();
  }

  #onDown(down: PointerEvent): void {
    // A second finger pinches.
    this.#end?.();
    const surface = this.#options.surface();
    if (down.pointerType !== 'touch' || !down.isPrimary || !surface) return;
    if (!down.composedPath().includes(surface)) return;
    let way = 0;
    let isSwipe = false;
    const end = (): void => {
      for (const cleanup of cleanups) cleanup();
      this.#end = undefined;
      surface.removeAttribute('data-swiping');
      surface.style.removeProperty('--_swipe');
    };
    this.#end = end;
    const same = followPointer(down);
    const cleanups = [
      same('pointermove', ({ clientX, clientY }) => {
        const [x, y] = [clientX - down.clientX, clientY - down.clientY];
        if (this.#options.isBusy()) return end();
        if (!isSwipe) {
          if (Math.hypot(x, y) <= DECIDE) return;
          if (Math.abs(x) < FLAT * Math.abs(y)) return end();
          isSwipe = true;
        }
        way = x;
        if (isStill()) return;
        surface.setAttribute('data-swiping', '');
        surface.style.setProperty('--_swipe', `${this.#options.canTurn(this.#wayOf(x)) ? x : x * STIFF}px`);
      }),
      same('pointerup', ({ timeStamp }) => {
        const speed = Math.abs(way) / Math.max(1, timeStamp - down.timeStamp);
        const isTurn = Math.abs(way) >= FAR || (Math.abs(way) >= NEAR && speed >= FAST);
        end();
        if (!isSwipe) return;
        const to = this.#wayOf(way);
        const turns = isTurn && this.#options.canTurn(to);
        if (turns) this.#options.turn(to);
        if (!isStill()) settle(surface, turns ? -Math.sign(way) * NEAR * 2 : way * STIFF);
      }),
      same('pointercancel', end),
      on(window, 'blur', end),
    ];
  }

  /** A finger that goes back along the line brings the next column. */
  #wayOf(x: number): 1 | -1 {
    return x < 0 === this.#options.isRtl() ? -1 : 1;
  }
}

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What was swiped comes to rest. */
function settle(surface: HTMLElement, from: number): void {
  surface.animate([{ translate: `${from}px` }, { translate: '0px' }], {
    duration: DURATION,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
  });
}
