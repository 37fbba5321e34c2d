import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';

/** A line of a tooltip; `rule` draws a hairline instead. */
export type TipRow =
  | {
      readonly label: string;
      readonly value: string;
      /** The legend's swatch. */
      readonly swatch?: TemplateResult;
      readonly strong?: boolean;
    }
  | 'rule';

export interface TipModel {
  readonly title: string;
  readonly rows: readonly TipRow[];
}

const GAP = 8;
/** Long enough to cross the gap between a mark and its tooltip. */
const LEAVE_MS = 120;

/**
 * The one tooltip of a widget: a popover of the top layer, filled on its own so that showing it renders nothing else.
 * It stays while the pointer is on the mark or on itself, and closes on Escape without moving the focus (WCAG 1.4.13).
 */
export class Tooltip {
  readonly #find: () => HTMLElement | null;
  #anchor: Element | undefined;
  /** Where the pointer was on the tooltip. */
  #at: readonly [number, number] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param find the popover in the widget's shadow root, once that is rendered */
  constructor(find: () => HTMLElement | null) {
    this.#find = find;
  }

  get anchor(): Element | undefined {
    return this.#anchor;
  }

  /** Shows the content beside an element, which it then describes. */
  show(anchor: Element, tip: TipModel): void {
    const popover = this.#find();
    if (!popover) return;
    this.keep();
    if (this.#anchor !== anchor) this.#release();
    this.#anchor = anchor;
    anchor.setAttribute('aria-describedby', popover.id);
    render(contentOf(tip), popover);
    if (!popover.matches(':popover-open')) {
      try {
        popover.showPopover();
      } catch {
        // Another popover closes and gives the focus back meanwhile, during which no other may open.
        requestAnimationFrame(() => this.#anchor === anchor && anchor.isConnected && this.show(anchor, tip));
        return;
      }
      addEventListener('keydown', this.#onKeydown, true);
      addEventListener('scroll', this.#place, { capture: true, passive: true });
    }
    this.#place();
  }

  /** {@link show} for a pointer that came to the element, not for one that was left there by a tooltip that closed. */
  showUnder(event: PointerEvent, anchor: Element, tip: TipModel): void {
    if (event.clientX !== this.#at?.[0] || event.clientY !== this.#at[1]) this.show(anchor, tip);
  }

  /** The pointer moves on the tooltip itself. */
  readonly onPointermove = ({ clientX, clientY }: PointerEvent): void => {
    this.#at = [clientX, clientY];
    this.keep();
  };

  /** Does not let a pending {@link leave} close it. */
  keep(): void {
    clearTimeout(this.#timer);
  }

  /** Closes it unless the pointer comes back. */
  leave(): void {
    this.keep();
    this.#timer = setTimeout(() => this.hide(), LEAVE_MS);
  }

  hide(): void {
    this.keep();
    this.#release();
    removeEventListener('keydown', this.#onKeydown, true);
    removeEventListener('scroll', this.#place, true);
    const popover = this.#find();
    if (popover?.matches(':popover-open')) popover.hidePopover();
  }

  #release(): void {
    this.#anchor?.removeAttribute('aria-describedby');
    this.#anchor = undefined;
  }

  /** Escape closes it wherever the focus is, and does nothing else then. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.hide();
  };

  readonly #place = (): void => {
    const popover = this.#find();
    if (!popover || !this.#anchor) return;
    if (!this.#anchor.isConnected) return this.hide();
    const at = this.#anchor.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const { width, height } = popover.getBoundingClientRect();
    const above = at.top - height - GAP;
    const below = at.bottom + GAP;
    const top = below + height <= clientHeight || above < 0 ? below : above;
    const left = at.left + at.width / 2 - width / 2;
    const within = (value: number, size: number, room: number): string =>
      `${Math.round(Math.max(GAP, Math.min(value, room - size - GAP)))}px`;
    popover.style.setProperty('left', within(left, width, clientWidth));
    popover.style.setProperty('top', within(top, height, clientHeight));
  };
}

const contentOf = ({ title, rows }: TipModel): TemplateResult =>
  html`<p id="tip-title" class="tip-title">${title}</p>
    <dl>
      ${rows.map((row) =>
        row === 'rule'
          ? html`<div class="rule"></div>`
          : html`<div class=${row.strong ? 'strong' : ''}>
              <dt>${row.swatch ?? nothing}${row.label}</dt>
              <dd>${row.value}</dd>
            </div>`,
      )}
    </dl>`;
