import { html, nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from './icons.js';

/** One line of the menu. Lines that can't be chosen stay, and say why. */
export interface MenuItem {
  readonly key: string;
  readonly label: string;
  /** Said at the end of the line. */
  readonly hint?: string;
  /** The stage that the deal is in. */
  readonly here?: boolean;
  /** Why it can't be chosen. */
  readonly reason?: string;
}

export interface MenuModel {
  readonly deal: string;
  readonly title: string;
  readonly items: readonly MenuItem[];
}

export interface MenuOptions {
  /** @param from the stop that the menu was opened from: `card` or `actions` */
  onChoose(deal: string, key: string, from: string): void;
  /** It was closed without a choice, and the focus is nowhere. */
  onClosed(deal: string, from: string): void;
}

/** The menu of a card: one popover for the board, filled for the card that it is opened for. */
export class BoardMenu {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: MenuOptions;
  #model: (MenuModel & { readonly from: string }) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: MenuOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Whose menu is open. */
  get deal(): string | undefined {
    return this.#model?.deal;
  }

  /** Opens it at the card's button, with the first item that can be chosen focused. */
  async open(model: MenuModel, card: HTMLElement): Promise<void> {
    const anchor = card.querySelector<HTMLElement>('[data-stop=actions]');
    const from = this.#host.shadowRoot?.activeElement === card ? 'card' : 'actions';
    this.#model = { ...model, from };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const menu = this.#element;
    if (!menu || !anchor?.isConnected) return;
    // Not every browser focuses a button that is pressed; closing gives the focus back to what had it.
    if (from === 'actions') anchor.focus({ preventScroll: true });
    if (menu.matches(':popover-open')) menu.hidePopover();
    menu.showPopover();
    place(menu, anchor);
    focusItem(menu, (all) => all.find((item) => item.getAttribute('aria-disabled') !== 'true') ?? all[0]);
  }

  /** It stays in the DOM, empty while closed. */
  render(): TemplateResult {
    const model = this.#model;
    return html`<div
      class="menu"
      part="menu"
      popover="auto"
      role="menu"
      aria-label=${model?.title ?? nothing}
      @keydown=${onKeydown}
      @toggle=${(event: ToggleEvent) => this.#onToggle(event)}
      @click=${(event: Event) => this.#onClick(event)}
    >
      ${model
        ? html`<div class="menu-title" role="presentation" aria-hidden="true"><bdi>${model.title}</bdi></div>
            ${repeat(model.items, (item) => item.key, renderItem)}`
        : nothing}
    </div>`;
  }

  get #element(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.menu') ?? null;
  }

  #onClick(event: Event): void {
    event.stopPropagation();
    const item = itemAt(event);
    const model = this.#model;
    if (!item || !model || item.getAttribute('aria-disabled') === 'true') return;
    this.#model = undefined;
    this.#element?.hidePopover();
    this.#options.onChoose(model.deal, item.dataset['key'] ?? '', model.from);
  }

  #onToggle(event: ToggleEvent): void {
    const model = this.#model;
    // Opened again for another card before the news of the closing came.
    if (event.newState !== 'closed' || this.#element?.matches(':popover-open')) return;
    this.#model = undefined;
    this.#host.requestUpdate();
    const active = this.#host.shadowRoot?.activeElement;
    // Browsers give the focus back by themselves only outside shadow roots; a press elsewhere may have taken it.
    const isLost = active
      ? this.#element?.contains(active)
      : [null, document.body, this.#host].includes(document.activeElement as HTMLElement | null);
    if (model && isLost) this.#options.onClosed(model.deal, model.from);
  }
}

function renderItem(item: MenuItem): TemplateResult {
  const off = item.here === true || item.reason !== undefined;
  return html`<div
    class="menu-item"
    part=${item.here ? 'menu-item here' : off ? 'menu-item disabled' : 'menu-item'}
    role="menuitem"
    tabindex="-1"
    data-key=${item.key}
    aria-disabled=${off ? 'true' : nothing}
    aria-current=${item.here ? 'true' : nothing}
  >
    <span class="menu-mark">${item.here ? icon('check') : nothing}</span>
    <span class="menu-label"><bdi>${item.label}</bdi></span>
    ${item.hint === undefined ? nothing : html`<span class="menu-hint"><bdi>${item.hint}</bdi></span>`}
    ${item.reason === undefined ? nothing : html`<span class="menu-reason"><bdi>${item.reason}</bdi></span>`}
  </div>`;
}

/** Below the anchor, at its end edge; above it where there is no room; inside the viewport. */
function place(menu: HTMLElement, anchor: Element): void {
  const box = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const height = document.documentElement.clientHeight;
  const rightToLeft = getComputedStyle(menu).direction === 'rtl';
  const x = rightToLeft ? box.left : box.right - size.width;
  const below = box.bottom + 4;
  const y =
    below + size.height <= height - 4 || box.top < size.height + 8 ? below : box.top - 4 - size.height;
  const within = (at: number, room: number): number => Math.max(4, Math.min(at, room - 4));
  menu.style.setProperty('--_x', `${within(x, width - size.width)}px`);
  menu.style.setProperty('--_y', `${within(y, height - size.height)}px`);
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

function itemAt(event: Event): HTMLElement | undefined {
  const target = event.target;
  return (target instanceof Element && target.closest<HTMLElement>('[role=menuitem]')) || undefined;
}

function focusItem(
  menu: HTMLElement,
  choose: (all: readonly HTMLElement[]) => HTMLElement | undefined,
): void {
  choose(items(menu))?.focus();
}

/** The keys of the ARIA menu pattern; Esc is the popover's own. */
function onKeydown(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const at = itemAt(event);
  const move = (choose: (all: readonly HTMLElement[], index: number) => HTMLElement | undefined): void => {
    event.preventDefault();
    focusItem(menu, (all) => choose(all, at ? all.indexOf(at) : -1));
  };
  // The board's own keys are not meant while its menu is open.
  event.stopPropagation();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  switch (event.key) {
    case 'ArrowDown':
      return move((all, index) => all[(index + 1) % all.length]);
    case 'ArrowUp':
      return move((all, index) => all[(index - 1 + all.length) % all.length]);
    case 'Home':
    case 'PageUp':
      return move((all) => all[0]);
    case 'End':
    case 'PageDown':
      return move((all) => all.at(-1));
    case 'Tab':
      event.preventDefault();
      menu.hidePopover();
      return;
    case 'Enter':
    case ' ':
      event.preventDefault();
      at?.click();
      return;
    case 'Escape':
      return;
    default:
  }
  if (event.key.length === 1) {
    const letter = event.key.toLocaleLowerCase();
    move((all, index) =>
      [...all.slice(index + 1), ...all.slice(0, index + 1)].find((item) =>
        item.querySelector('.menu-label')?.textContent?.trim().toLocaleLowerCase().startsWith(letter),
      ),
    );
  }
}
