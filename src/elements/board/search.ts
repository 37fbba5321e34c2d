import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DealFacts } from '../../core/view/types.js';
import { panel as english } from '../../locales/en/panel.js';
import type { Formatter } from '../../locales/format.js';
import type { PanelMessages } from '../../locales/messages/panel.js';
import type { DerivedColumn } from './derive.js';
import { panelStyles } from './panel.styles.js';

export interface SearchOptions {
  readonly root: ShadowRoot;
  words(english: PanelMessages): PanelMessages;
  format(): Formatter;
  columns(): readonly DerivedColumn[];
  /** What a deal is called. */
  labelOf(facts: DealFacts): string;
  ownerOf(facts: DealFacts): string;
  /** Brings a card into view, without the focus. */
  show(column: string, deal: string): void;
  /** Takes the focus to it. */
  enter(column: string, deal: string): void;
  say(text: string): void;
  update(): void;
}

interface Match {
  readonly column: DerivedColumn;
  readonly facts: DealFacts;
}

/**
 * Jumps to a deal: the page's own search can't find cards that are not drawn. The focus stays in the field while one
 * goes from match to match, as in a browser's search.
 */
export class BoardSearch {
  readonly #options: SearchOptions;
  readonly #texts = new WeakMap<DealFacts, string>();
  #text = '';
  #at = -1;
  #matches: readonly Match[] = [];
  #columns: readonly DerivedColumn[] | undefined;

  constructor(options: SearchOptions) {
    this.#options = options;
    const { styleSheet } = panelStyles;
    const { adoptedStyleSheets } = options.root;
    if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
  }

  /** The deal that was jumped to. */
  get found(): string | undefined {
    return this.#matches[this.#at]?.facts.deal.id;
  }

  render(): TemplateResult {
    const words = this.#options.words(english);
    const of = this.#matches.length;
    return html`<div class="find" part="find" role="search">
      <input
        type="search"
        autocomplete="off"
        spellcheck="false"
        placeholder=${words.find}
        aria-label=${words.find}
        aria-description=${words.findHint}
        @input=${(event: Event) => this.#onInput(event.target as HTMLInputElement)}
        @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
      />
      <output aria-hidden="true"
        >${this.#text === ''
          ? nothing
          : of === 0
            ? words.notFound
            : this.#at < 0
              ? nothing
              : words.foundShort({ at: this.#at + 1, of }, this.#options.format())}</output
      >
    </div>`;
  }

  #onInput(input: HTMLInputElement): void {
    this.#text = normal(input.value);
    this.#at = -1;
    this.#columns = undefined;
    this.#search();
    this.#options.update();
  }

  #onKeydown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#jump(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' || event.key === 'ArrowDown') {
      const match = this.#matches[this.#at];
      if (!match) return;
      event.preventDefault();
      this.#options.enter(match.column.row.stage, match.facts.deal.id);
    }
  }

  #search(): void {
    const columns = this.#options.columns();
    if (columns === this.#columns) return;
    this.#columns = columns;
    const current = this.found;
    this.#matches =
      this.#text === ''
        ? []
        : columns.flatMap((column) =>
            column.facts
              .filter((facts) => this.#textOf(facts).includes(this.#text))
              .map((facts) => ({ column, facts })),
          );
    if (this.#at >= 0) this.#at = this.#matches.findIndex(({ facts }) => facts.deal.id === current);
  }

  #jump(way: 1 | -1): void {
    this.#search();
    const of = this.#matches.length;
    const words = this.#options.words(english);
    if (of === 0) {
      if (this.#text !== '') this.#options.say(words.notFound);
      return;
    }
    this.#at = (this.#at < 0 && way < 0 ? of - 1 : this.#at + way + of) % of;
    const match = this.#matches[this.#at];
    if (!match) return;
    const { column, facts } = match;
    this.#options.say(
      words.found(
        { deal: this.#options.labelOf(facts), column: column.model.name, at: this.#at + 1, of },
        this.#options.format(),
      ),
    );
    this.#options.show(column.row.stage, facts.deal.id);
  }

  #textOf(facts: DealFacts): string {
    let text = this.#texts.get(facts);
    if (text === undefined) {
      const { name, account = '', id } = facts.deal;
      this.#texts.set(facts, (text = normal(`${account} ${name} ${this.#options.ownerOf(facts)} ${id}`)));
    }
    return text;
  }
}

/** Without accents and capitals, so that "muller" finds "Müller". */
const normal = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
