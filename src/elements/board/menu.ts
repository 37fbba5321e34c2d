import { html, nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { focusItem, itemAt, onMenuKeydown, placeMenu } from '../shared/menu-keys.js';
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
  /** On a board with lanes, those that the card can go to. */
  readonly lanes?: { readonly title: string; readonly items: readonly MenuItem[] };
  /** What else can be done with the card. */
  readonly acts: readonly MenuItem[];
}

export interface MenuOptions {
  /** @param from the stop that the menu was opened from: `card` or `actions` */
  onChoose(deal: string, key: string, from: string): void;
  /** Something else was chosen. */
  onAct(deal: string, act: string, from: string): void;
  /** It was closed without a choice, and the focus is nowhere. */
  onClosed(deal: string, from: string): void;
}

/** The menu of a card: one popover for the board, filled for the card that it is opened for. */
export class BoardMenu {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: MenuOptions;
  #model: (MenuModel & { readonly from: string }) | undefined;
  /** What the popover shows: a model that waits to be drawn is not closed by the news of an older one's end. */
  #shown: MenuModel | undefined;

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
    if (!menu || !anchor?.isConnected) return this.forget();
    // Not every browser focuses a button that is pressed; closing gives the focus back to what had it.
    if (from === 'actions') anchor.focus({ preventScroll: true });
    if (menu.matches(':popover-open')) menu.hidePopover();
    this.#shown = this.#model;
    menu.showPopover();
    placeMenu(menu, anchor);
    focusItem(menu, (all) => all.find((item) => item.getAttribute('aria-disabled') !== 'true') ?? all[0]);
  }

  /** Closes it without a choice. */
  close(): void {
    const menu = this.#element;
    if (menu?.matches(':popover-open')) menu.hidePopover();
  }

  /** The board has left the page, and with it went the popover, of which no news comes. */
  forget(): void {
    this.#model = undefined;
    this.#host.requestUpdate();
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
      @keydown=${onMenuKeydown}
      @toggle=${(event: ToggleEvent) => this.#onToggle(event)}
      @click=${(event: Event) => this.#onClick(event)}
    >
      ${model
        ? html`<div class="menu-title" role="presentation" aria-hidden="true"><bdi>${model.title}</bdi></div>
            ${repeat(model.items, (item) => item.key, renderItem)}
            ${model.lanes
              ? html`<div class="menu-rule" role="separator"></div>
                  <div role="group" aria-label=${model.lanes.title}>
                    <div class="menu-title" role="presentation" aria-hidden="true">
                      <bdi>${model.lanes.title}</bdi>
                    </div>
                    ${repeat(model.lanes.items, (item) => item.key, renderItem)}
                  </div>`
              : nothing}
            ${model.acts.length > 0 ? html`<div class="menu-rule" role="separator"></div>` : nothing}
            ${repeat(model.acts, (item) => item.key, renderAct)}`
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
    const { act } = item.dataset;
    if (act !== undefined) this.#options.onAct(model.deal, act, model.from);
    else this.#options.onChoose(model.deal, item.dataset['key'] ?? '', model.from);
  }

  #onToggle(event: ToggleEvent): void {
    const model = this.#model;
    // Opened again, or about to be, for another card before the news of the closing came.
    if (event.newState !== 'closed' || this.#element?.matches(':popover-open')) return;
    if (model !== undefined && model !== this.#shown) return;
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

function renderAct({ key, label }: MenuItem): TemplateResult {
  return html`<div class="menu-item" part="menu-item" role="menuitem" tabindex="-1" data-act=${key}>
    <span class="menu-mark"></span>
    <span class="menu-label"><bdi>${label}</bdi></span>
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
