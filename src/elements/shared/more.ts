import { html, nothing } from 'lit';
import type { CSSResult, TemplateResult } from 'lit';
import { more as english } from '../../locales/en/more.js';
import type { KeyAct, KeyName, MoreMessages } from '../../locales/messages/more.js';
import type { ExportKind, KeySet } from './frame-types.js';
import { focusItem, itemAt, onMenuKeydown, placeMenu } from './menu-keys.js';
import { moreStyles } from './more.styles.js';

/** What the menu asks its widget. */
export interface MoreAccess {
  readonly root: ShadowRoot;
  readonly words: (english: MoreMessages) => MoreMessages;
  readonly kinds: () => readonly ExportKind[];
  readonly keySet: () => KeySet;
  /** Hands a file to the reader, and gives its name. */
  readonly save: (kind: ExportKind) => Promise<string>;
  readonly say: (text: string) => void;
  readonly adopt: (styles: CSSResult) => void;
  readonly update: () => Promise<unknown>;
}

type KeyLine = readonly [KeyName, KeyAct];
const LAST: readonly KeyLine[] = [
  ['escape', 'closeTip'],
  ['tab', 'leave'],
  ['help', 'help'],
];
const keyLines: Readonly<Record<KeySet, readonly KeyLine[]>> = {
  marks: [['arrows', 'mark'], ['ends', 'firstLast'], ['choose', 'select'], ...LAST],
  cells: [
    ['arrows', 'cell'],
    ['ends', 'rowEnds'],
    ['corners', 'corners'],
    ['choose', 'select'],
    ['choose', 'sort'],
    ...LAST,
  ],
  rows: [['arrows', 'row'], ['corners', 'corners'], ['choose', 'select'], ['choose', 'sort'], ...LAST],
  board: [
    ['arrows', 'card'],
    ['ends', 'columnEnds'],
    ['corners', 'boardEnds'],
    ['enter', 'openCard'],
    ['space', 'pickUp'],
    ['arrows', 'carry'],
    ['ctrlArrows', 'carryFar'],
    ['menu', 'cardMenu'],
    ['shiftArrows', 'selectRange'],
    ['ctrlSpace', 'selectCard'],
    ['undo', 'undo'],
    ['escape', 'cancel'],
    ['tab', 'leave'],
    ['help', 'help'],
  ],
};

/** The menu at the foot of a widget, and the list of its keys: two popovers, which load when one of them is asked for. */
export class More {
  readonly #access: MoreAccess;
  /** What had the focus before a popover took it. */
  #from: HTMLElement | SVGElement | undefined;
  /** What could not be saved, and why. */
  #problem: string | undefined;

  constructor(access: MoreAccess) {
    this.#access = access;
    access.adopt(moreStyles);
  }

  get isMenuOpen(): boolean {
    return this.#find('.more-menu')?.matches(':popover-open') === true;
  }

  async openMenu(): Promise<void> {
    const menu = await this.#open('.more-menu');
    if (menu) focusItem(menu, ([first]) => first);
  }

  async openKeys(): Promise<void> {
    const list = await this.#open('.key-list');
    list?.focus();
  }

  /** What went wrong last, below the foot. */
  renderProblem(): unknown {
    return this.#problem ? html`<p class="note" part="note">${this.#problem}</p>` : nothing;
  }

  render(): TemplateResult {
    const { menu, keys } = this.#words;
    return html`<div
        class="more-menu"
        part="menu"
        popover="auto"
        role="menu"
        aria-labelledby="more"
        @keydown=${onMenuKeydown}
        @toggle=${(event: ToggleEvent) => this.#onToggle(event)}
        @click=${(event: Event) => this.#onClick(event)}
      >
        ${this.#access.kinds().map((kind) => this.#renderItem(kind, menu[kind]))}
        <div class="more-rule" role="separator"></div>
        ${this.#renderItem('keys', menu.keys)}
      </div>
      <div
        class="key-list"
        part="dialog"
        popover="auto"
        role="dialog"
        aria-labelledby="key-list-title"
        tabindex="-1"
        @toggle=${(event: ToggleEvent) => this.#onToggle(event)}
      >
        <p id="key-list-title">${keys.title}</p>
        <dl>
          ${keyLines[this.#access.keySet()].map(
            ([name, act]) =>
              html`<div>
                <dt>${keys.names[name]}</dt>
                <dd>${keys.what[act]}</dd>
              </div>`,
          )}
        </dl>
        <button class="quiet" type="button" @click=${() => this.#find('.key-list')?.hidePopover()}>
          ${keys.close}
        </button>
      </div>`;
  }

  #renderItem(key: ExportKind | 'keys', label: string): TemplateResult {
    return html`<div class="more-item" part="menu-item" role="menuitem" tabindex="-1" data-item=${key}>
      ${label}
    </div>`;
  }

  get #words(): MoreMessages {
    return this.#access.words(english);
  }

  #find(selector: string): HTMLElement | null {
    return this.#access.root.querySelector<HTMLElement>(selector);
  }

  async #open(selector: string): Promise<HTMLElement | undefined> {
    await this.#access.update();
    const popover = this.#find(selector);
    const button = this.#find('#more');
    if (!popover || popover.matches(':popover-open')) return undefined;
    const { activeElement } = this.#access.root;
    const isStop = activeElement instanceof HTMLElement || activeElement instanceof SVGElement;
    this.#from = isStop ? activeElement : (button ?? undefined);
    popover.showPopover();
    placeMenu(popover, button ?? this.#access.root.host);
    return popover;
  }

  /** Browsers give the focus back by themselves only outside shadow roots; a press elsewhere may have taken it. */
  #onToggle(event: ToggleEvent): void {
    void this.#access.update();
    if (event.newState !== 'closed') return;
    const popover = event.currentTarget as HTMLElement;
    const { root } = this.#access;
    const active = root.activeElement;
    const isLost = active
      ? popover.contains(active)
      : [null, document.body, root.host].includes(document.activeElement);
    const from = this.#from?.isConnected ? this.#from : this.#find('#more');
    // Another of the two popovers has opened meanwhile, and goes back to the same place.
    if (isLost && !root.querySelector('.key-list:popover-open')) from?.focus();
  }

  #onClick(event: Event): void {
    const item = itemAt(event);
    const key = item?.dataset['item'];
    if (key === undefined) return;
    this.#find('.more-menu')?.hidePopover();
    this.#from?.focus();
    if (key === 'keys') void this.openKeys();
    else void this.#save(key as ExportKind);
  }

  async #save(kind: ExportKind): Promise<void> {
    const words = this.#words;
    try {
      const file = await this.#access.save(kind);
      this.#problem = undefined;
      this.#access.say(words.saved({ file }));
    } catch (error) {
      // A module that did not come says so in the browser's English.
      const isOwn = error instanceof Error && !(error instanceof TypeError);
      const reason = isOwn ? error.message : words.notLoaded;
      this.#problem = words.failed({ kind, reason });
      this.#access.say(this.#problem);
    }
    void this.#access.update();
  }
}
