import { html, noChange, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';
import type { CardLine } from './fields.js';
import { icon } from './icons.js';

/** A deal as its card shows it: words and figures, formatted once a deal and not once a drawing. */
export interface CardModel {
  readonly id: string;
  /** Account, else the deal's name. */
  readonly title: string;
  /** The deal's name, where the title is its account. */
  readonly what: string;
  /** Both, as the deal is called in sentences and labels: "Acme renewal". */
  readonly label: string;
  readonly owner: string;
  readonly amount: string;
  readonly amountKnown: boolean;
  readonly date: string;
  readonly overdue: boolean;
  /** In the owner's place, where that is asked for; `avatar`: address of a picture that may be loaded. */
  readonly initials?: string;
  readonly avatar?: string;
  readonly ownerName?: string;
  /** Further fields, a line each. */
  readonly lines: readonly CardLine[];
  /** "30 d in stage, 28 allowed"; only if it is idle. */
  readonly idle: string;
  /** What a screen reader says on focus: all of the above, in words. */
  readonly spoken: string;
  readonly href?: string;
}

/** What is true of a card just now, and not of its deal. */
export interface CardState {
  /** Its change is on its way. */
  readonly pending: boolean;
  /** It is in the hand, picked up by keyboard. */
  readonly carried: boolean;
  /** Ticked or not; undefined: nothing is selected. */
  readonly selected?: boolean;
  /** What goes on with it: being saved, not saved yet, being moved. */
  readonly note: string;
  /** Rules that its deal does not keep. */
  readonly broken: string;
  /** The host adds something to it, by a slot of this name. */
  readonly slot?: string;
  /** The search has jumped to it. */
  readonly found?: boolean;
  /** It is being dragged: only its outline stays. */
  readonly lifted: boolean;
  /** Whether the card has a menu. */
  readonly actions: boolean;
  readonly menuOpen: boolean;
  /** Its place among all cards of the column, from 0. */
  readonly index: number;
  /** How many cards the column has, where not all of them are drawn. */
  readonly of?: number;
  /** Drawn apart from the others, this far from the list's top, in CSS px. */
  readonly kept?: number;
}

export interface CardWords {
  readonly actionsFor: (label: string) => string;
  readonly selectCard: (label: string) => string;
  readonly isSelected: string;
}

/**
 * One card: an item of its column's list, with its own controls inside. The board hears its events, and its cursor
 * makes one card (and its controls) the tab stop.
 *
 * Most of what a first drawing costs is cards, so one is made of few elements, and most are of one template without
 * blanks. Directions of what the data says are left to `unicode-bidi: plaintext`.
 */
export function renderCard(card: CardModel, state: CardState, words: CardWords): TemplateResult {
  const isUsual =
    state.actions &&
    card.href === undefined &&
    card.owner !== '' &&
    card.initials === undefined &&
    card.amount !== '' &&
    card.date !== '';
  return isUsual ? renderUsual(card, state, words) : renderOther(card, state, words);
}

function renderUsual(card: CardModel, state: CardState, words: CardWords): TemplateResult {
  // prettier-ignore
  return html`<li class=${classes(state)} part=${parts(card, state)} data-deal=${card.id} data-stop="card" data-index=${state.index} tabindex="-1" aria-label=${spoken(card, state, words)} ${circumstances(state)}><div class="card-head">${renderCheck(card, state, words)}<span class="card-title">${card.title}</span><button class="card-actions" part="card-actions" type="button" data-stop="actions" tabindex="-1" aria-haspopup="menu" aria-expanded=${state.menuOpen ? 'true' : 'false'} aria-label=${words.actionsFor(card.label)}></button></div><div class="card-what"><span class="card-name">${card.what}</span><span class="card-owner">${card.owner}</span></div><div class="card-figures"><span class=${amountClass(card)}>${card.amount}</span> <span class=${dateClass(card)}>${renderDate(card)}</span></div>${renderMore(card, state)}</li>`;
}

function renderOther(card: CardModel, state: CardState, words: CardWords): TemplateResult {
  const hasLine = card.what !== '' || card.owner !== '' || card.initials !== undefined;
  return html`<li
    class=${classes(state)}
    part=${parts(card, state)}
    data-deal=${card.id}
    data-stop="card"
    data-index=${state.index}
    tabindex="-1"
    aria-label=${spoken(card, state, words)}
    ${circumstances(state)}
  >
    <div class="card-head">
      ${renderCheck(card, state, words)}${card.href === undefined
        ? html`<span class="card-title">${card.title}</span>`
        : html`<a class="card-title" data-stop="link" href=${card.href} tabindex="-1" draggable="false"
            >${card.title}</a
          >`}${state.actions
        ? html`<button
            class="card-actions"
            part="card-actions"
            type="button"
            data-stop="actions"
            tabindex="-1"
            aria-haspopup="menu"
            aria-expanded=${state.menuOpen ? 'true' : 'false'}
            aria-label=${words.actionsFor(card.label)}
          ></button>`
        : nothing}
    </div>
    ${hasLine
      ? html`<div class="card-what"><span class="card-name">${card.what}</span>${renderOwner(card)}</div>`
      : nothing}${card.amount || card.date
      ? html`<div class="card-figures">
          <span class=${amountClass(card)}>${card.amount}</span>
          <span class=${dateClass(card)}>${renderDate(card)}</span>
        </div>`
      : nothing}${renderMore(card, state)}
  </li>`;
}

const amountClass = ({ amountKnown }: CardModel): string =>
  amountKnown ? 'card-amount' : 'card-amount unknown';
const dateClass = ({ overdue }: CardModel): string => (overdue ? 'flag overdue' : 'card-date');
/** A flag is a flex box, whose bare text `unicode-bidi: plaintext` does not reach. */
const renderDate = ({ overdue, date }: CardModel): unknown =>
  overdue ? html`${icon('overdue')}<bdi>${date}</bdi>` : date;

function renderCheck({ label }: CardModel, { selected }: CardState, words: CardWords): unknown {
  if (selected === undefined) return nothing;
  return html`<input
    class="card-check"
    part="card-check"
    type="checkbox"
    data-stop="check"
    tabindex="-1"
    aria-label=${words.selectCard(label)}
    .checked=${selected}
  />`;
}

/** What most cards have nothing of. */
function renderMore({ lines, idle }: CardModel, { broken, note, slot }: CardState): unknown {
  if (lines.length === 0 && !idle && !broken && !note && slot === undefined) return nothing;
  return html`${lines.length > 0
    ? html`<dl class="card-lines" part="card-lines">
        ${lines.map(
          ({ label, text }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>`
    : nothing}${idle ? html`<div class="flag idle">${icon('idle')}<bdi>${idle}</bdi></div>` : nothing}${broken
    ? html`<div class="flag broken">${icon('rule')}<bdi>${broken}</bdi></div>`
    : nothing}${note ? html`<div class="card-pending">${note}</div>` : nothing}${slot === undefined
    ? nothing
    : html`<slot name=${slot}></slot>`}`;
}

type Circumstances = Pick<CardState, 'index' | 'of' | 'pending' | 'kept'>;

/** What most cards have nothing of: their place among others that are not drawn, and being saved. */
class CircumstancesDirective extends Directive {
  #last: Circumstances = { index: 0, pending: false };

  render(_now: Circumstances): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [now]: [Circumstances]): unknown {
    const last = this.#last;
    this.#last = now;
    if (now.of !== last.of) setAttribute(element, 'aria-setsize', now.of);
    if (now.of !== last.of || (now.of !== undefined && now.index !== last.index)) {
      setAttribute(element, 'aria-posinset', now.of === undefined ? undefined : now.index + 1);
    }
    if (now.pending !== last.pending) setAttribute(element, 'aria-busy', now.pending ? 'true' : undefined);
    if (now.kept !== last.kept) {
      const { style } = element as HTMLElement;
      if (now.kept === undefined) style.removeProperty('--_at');
      else style.setProperty('--_at', `${now.kept}px`);
    }
    return noChange;
  }
}
const circumstances = directive(CircumstancesDirective);

function setAttribute(element: Element, name: string, value: string | number | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

function classes({ lifted, carried, selected, kept, found }: CardState): string {
  let names = 'card';
  if (lifted) names += ' origin';
  if (carried) names += ' carried';
  if (selected) names += ' selected';
  if (kept !== undefined) names += ' kept';
  if (found) names += ' found';
  return names;
}

function spoken(
  { spoken: card }: CardModel,
  { broken, note, selected }: CardState,
  words: CardWords,
): string {
  if (!broken && !note && !selected) return card;
  return [card, broken, note, selected ? words.isSelected : ''].filter((part) => part !== '').join(', ');
}

function renderOwner({ owner, initials, avatar, ownerName }: CardModel): unknown {
  if (!initials) return owner ? html`<span class="card-owner">${owner}</span>` : nothing;
  return html`<span class="card-avatar" part="card-avatar" title=${ownerName ?? nothing} aria-hidden="true"
    >${avatar === undefined
      ? initials
      : html`<img
          src=${avatar}
          alt=""
          width="20"
          height="20"
          loading="lazy"
          referrerpolicy="no-referrer"
        />`}</span
  >`;
}

function parts(card: CardModel, state: CardState): string {
  let names = 'card';
  if (card.idle) names += ' idle';
  if (card.overdue) names += ' overdue';
  if (state.pending) names += ' pending';
  if (state.found) names += ' found';
  if (state.lifted) names += ' origin';
  if (state.carried) names += ' carried';
  if (state.selected) names += ' selected';
  if (state.broken) names += ' rule-broken';
  return names;
}

/** Links from the data go to the web, to mail, or stay on the host's site: a `javascript:` address is no link. */
export function safeHref(url: string | undefined): string | undefined {
  if (!url) return undefined;
  // Control characters and blanks are dropped by the browser's own parser, and would hide a scheme from a pattern.
  const plain = [...url].filter((letter) => letter > ' ').join('');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
  return scheme === undefined || scheme === 'https' || scheme === 'http' || scheme === 'mailto'
    ? plain
    : undefined;
}
