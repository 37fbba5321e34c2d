import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
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
  /** The deal that the menu belongs to. */
  readonly id: string;
  readonly title: string;
  readonly items: readonly MenuItem[];
}

export interface MenuEvents {
  readonly onChoose: (key: string) => void;
  readonly onToggle: (event: ToggleEvent) => void;
}

/** The menu's popover. It stays in the DOM, empty while closed, so that opening needs no node of its own. */
export function renderMenu(model: MenuModel | undefined, events: MenuEvents): TemplateResult {
  return html`<div
    class="menu"
    part="menu"
    popover="auto"
    role="menu"
    aria-label=${model?.title ?? nothing}
    @keydown=${onKeydown}
    @toggle=${events.onToggle}
    @click=${(event: Event) => {
      const item = itemAt(event);
      if (item && item.getAttribute('aria-disabled') !== 'true') events.onChoose(item.dataset['key'] ?? '');
    }}
  >
    ${model
      ? html`<div class="menu-title" role="presentation" aria-hidden="true"><bdi>${model.title}</bdi></div>
          ${repeat(model.items, (item) => item.key, renderItem)}`
      : nothing}
  </div>`;
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

/**
 * Opens the menu below its button (above it where there is no room), with the first item that can be chosen focused.
 * Closing it, by Esc or a press elsewhere, gives the focus back: that is the popover's own doing.
 */
export function openMenu(menu: HTMLElement, anchor: Element): void {
  if (menu.matches(':popover-open')) menu.hidePopover();
  menu.showPopover();
  place(menu, anchor);
  focusItem(menu, (all) => all.find((item) => item.getAttribute('aria-disabled') !== 'true') ?? all[0]);
}

/** At the anchor's end edge, inside the viewport. */
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
