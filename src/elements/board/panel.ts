import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { dayOf } from '../../core/calendar/when.js';
import type { ChangedField, Deal } from '../../core/model.js';
import { answerOf, criteriaOf, isMet } from '../../core/rules/criteria.js';
import type { DealFacts } from '../../core/view/types.js';
import { panel as english } from '../../locales/en/panel.js';
import type { PanelMessages } from '../../locales/messages/panel.js';
import { vars } from '../shared/vars.js';
import { safeHref } from './card.js';
import type { CardModel } from './card.js';
import { lineOf, wordsOf } from './fields.js';
import type { Describing } from './describing.js';
import { panelStyles } from './panel.styles.js';

export interface PanelModel {
  readonly facts: DealFacts;
  readonly card: CardModel;
  readonly describing: Describing;
}

export interface PanelOptions {
  readonly root: ShadowRoot;
  /** What the panel lies in. */
  box(): HTMLElement | null;
  words(english: PanelMessages): PanelMessages;
  /** What is to be shown of a deal now; undefined: it has gone. */
  model(deal: string): PanelModel | undefined;
  /** It was closed with the focus in it. */
  onClosed(deal: string): void;
}

/** Fields of a deal that stand in the list of facts. */
const LINES = [
  'stage',
  'probability',
  'category',
  'age',
  'next-step',
  'next-activity',
  'activity',
  'contact',
  'source',
  'created',
] as const;

/**
 * A deal's panel: a dialog that is not modal, beside the columns, with the deal's facts, its stays as a strip, what
 * stages ask, its changes and its links.
 */
export class DealPanel {
  readonly #options: PanelOptions;
  #deal: string | undefined;

  constructor(options: PanelOptions) {
    this.#options = options;
    const { styleSheet } = panelStyles;
    if (styleSheet) options.root.adoptedStyleSheets.push(styleSheet);
  }

  /** Whose panel is open. */
  get deal(): string | undefined {
    return this.#deal;
  }

  open(deal: string): void {
    this.#deal = deal;
    this.draw();
    const dialog = this.#options.box()?.querySelector('dialog');
    if (!dialog) return;
    if (!dialog.open) dialog.show();
    dialog.querySelector<HTMLElement>('.panel-title')?.focus();
  }

  close(): void {
    const deal = this.#deal;
    const box = this.#options.box();
    if (deal === undefined || !box) return;
    const hadFocus = box.contains(this.#options.root.activeElement);
    this.#deal = undefined;
    render(nothing, box);
    if (hadFocus) this.#options.onClosed(deal);
  }

  /** Draws it again, with what the deal is now. */
  draw(): void {
    const box = this.#options.box();
    if (this.#deal === undefined || !box) return;
    const model = this.#options.model(this.#deal);
    if (model) render(this.#render(model), box);
    else this.close();
  }

  #render({ facts, card, describing }: PanelModel): TemplateResult {
    const words = this.#options.words(english);
    const { deal } = facts;
    const { messages, format } = describing;
    const date = facts.kind === 'open' ? facts.expected : facts.closed;
    const lines = [
      { label: words.owner, text: describing.owners.get(facts.owner) ?? facts.owner },
      { label: words.amount, text: this.#amountOf(card, messages.noAmount) },
      ...(date === undefined ? [] : [{ label: words.closeDate, text: format.date(date, 'medium') }]),
      ...LINES.flatMap((field) => lineOf(facts, field, describing) ?? []),
      ...Object.entries(deal.fields ?? {}).flatMap(([label, value]) => {
        const text = isLink(value) ? undefined : wordsOf(value, describing);
        return text ? [{ label, text }] : [];
      }),
    ];
    return html`<dialog
      class="panel"
      part="panel"
      aria-labelledby="panel-title"
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
      @click=${(event: Event) => event.stopPropagation()}
    >
      <div class="panel-head">
        <h2 id="panel-title" class="panel-title" tabindex="-1"><bdi>${card.label}</bdi></h2>
        <button type="button" class="panel-close" @click=${() => this.close()}>${words.close}</button>
      </div>
      ${card.idle ? html`<p class="panel-flag"><bdi>${card.idle}</bdi></p>` : nothing}
      <dl class="panel-facts">
        ${lines.map(
          ({ label, text }) =>
            html`<div>
              <dt><bdi>${label}</bdi></dt>
              <dd><bdi>${text}</bdi></dd>
            </div>`,
        )}
      </dl>
      ${this.#renderLinks(deal, words)} ${this.#renderVisits(facts, describing, words)}
      ${this.#renderCriteria(deal, describing, words)} ${this.#renderChanges(deal, describing, words)}
    </dialog>`;
  }

  #amountOf({ amount, amountKnown }: CardModel, none: string): string {
    return amountKnown && amount ? amount : none;
  }

  #renderLinks(deal: Deal, words: PanelMessages): unknown {
    const mail =
      deal.contact && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(deal.contact) ? deal.contact : undefined;
    const links = [
      { text: words.openDeal, href: safeHref(deal.url) },
      { text: mail ?? '', href: mail && `mailto:${encodeURIComponent(mail).replaceAll('%40', '@')}` },
      ...Object.entries(deal.fields ?? {}).flatMap(([text, value]) =>
        isLink(value) ? [{ text, href: safeHref(value) }] : [],
      ),
    ].filter(({ href }) => href !== undefined);
    if (links.length === 0) return nothing;
    return html`<h3>${words.links}</h3>
      <ul class="panel-links">
        ${links.map(
          ({ text, href }) =>
            html`<li>
              <a href=${href ?? nothing} rel="noreferrer"><bdi>${text}</bdi></a>
            </li>`,
        )}
      </ul>`;
  }

  #renderVisits(facts: DealFacts, { pipeline, format, asOfDay }: Describing, words: PanelMessages): unknown {
    const visits = facts.visits.map(({ stage, pipeline: of, entered, left, next }) => {
      const known = of === pipeline.id ? pipeline.stages.find(({ id }) => id === stage) : undefined;
      const end = left ?? (next === '' ? asOfDay : undefined);
      const days = end === undefined ? undefined : Math.max(0, end - entered);
      return { name: known?.name ?? stage, kind: known?.kind ?? 'open', entered, days, isOn: next === '' };
    });
    if (visits.length === 0)
      return html`<h3>${words.visits}</h3>
        <p class="panel-none">${words.noVisits}</p>`;
    return html`<h3>${words.visits}</h3>
      <div class="strip" aria-hidden="true">
        ${visits.map(
          ({ days, kind, isOn }) =>
            html`<span
              class=${`stay ${kind}${isOn ? ' on' : ''}`}
              ${vars({ '--_days': (days ?? 0) + 1 })}
            ></span>`,
        )}
      </div>
      <ol class="panel-visits">
        ${visits.map(
          ({ name, entered, days, kind, isOn }) =>
            html`<li>
              <bdi>${name}</bdi>
              <span
                >${format.date(entered, 'medium')}${kind === 'open'
                  ? `, ${
                      days === undefined
                        ? words.stayedUnknown
                        : isOn
                          ? words.staysFor({ days }, format)
                          : words.stayed({ days }, format)
                    }`
                  : nothing}</span
              >
            </li>`,
        )}
      </ol>`;
  }

  #renderCriteria(deal: Deal, describing: Describing, words: PanelMessages): unknown {
    const asked = describing.pipeline.stages
      .filter(({ kind, archived }) => kind === 'open' && !archived)
      .flatMap((stage) => criteriaOf(stage).map((criterion) => ({ stage, criterion })));
    if (asked.length === 0) return nothing;
    return html`<h3>${words.criteria}</h3>
      <ul class="panel-criteria">
        ${asked.map(({ stage, criterion }) => {
          const value = answerOf(deal, criterion.field);
          const isDone = value !== undefined && isMet(criterion, value);
          const text =
            typeof value === 'string' || typeof value === 'number' ? wordsOf(value, describing) : undefined;
          return html`<li class=${isDone ? 'done' : nothing}>
            <bdi>${criterion.label || criterion.field}</bdi>
            <span><bdi>${text ?? stage.name}</bdi>, ${isDone ? words.met : words.notMet}</span>
          </li>`;
        })}
      </ul>`;
  }

  #renderChanges(deal: Deal, describing: Describing, words: PanelMessages): unknown {
    const { changes = [] } = deal;
    if (changes.length === 0) return nothing;
    return html`<h3>${words.changes}</h3>
      <ul class="panel-changes">
        ${changes.toReversed().map(({ at, field, from, to }) => {
          const day = dayOf(at, describing.timeZone);
          const what = words.fieldNames[field];
          return html`<li>
            <bdi
              >${words.changed({
                what,
                from: changedWords(field, from, deal, describing),
                to: changedWords(field, to, deal, describing),
              })}</bdi
            >
            <span>${day === undefined ? nothing : describing.format.date(day, 'medium')}</span>
          </li>`;
        })}
      </ul>`;
  }

  #onKeydown(event: KeyboardEvent): void {
    // The board's own keys are not meant here.
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.close();
  }
}

const isLink = (value: unknown): value is string =>
  typeof value === 'string' && /^(https?:|mailto:)/i.test(value);

function changedWords(
  field: ChangedField,
  value: string | number | null,
  { currency }: Deal,
  describing: Describing,
): string | undefined {
  const { format, messages, owners } = describing;
  if (value === null || value === '') return undefined;
  if (field === 'amount' && typeof value === 'number') return format.money(value, currency ?? '');
  if (field === 'probability' && typeof value === 'number') return format.percent(value);
  if (field === 'owner') return owners.get(String(value)) ?? String(value);
  const categories: Readonly<Record<string, string>> = messages.categories;
  if (field === 'forecastCategory' && Object.hasOwn(categories, value)) return categories[value];
  return wordsOf(value, describing);
}
