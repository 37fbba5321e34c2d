import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { vars } from '../shared/vars.js';
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

const NOT_KEPT = {};

/**
 * One card: an item of its column's list, with its own controls inside. The board hears its events, and its cursor
 * makes one card (and its controls) the tab stop.
 */
export function renderCard(card: CardModel, state: CardState, words: CardWords): TemplateResult {
  return html`<li
    class=${`card${state.lifted ? ' origin' : ''}${state.carried ? ' carried' : ''}${
      state.selected ? ' selected' : ''
    }${state.kept === undefined ? '' : ' kept'}${state.found ? ' found' : ''}`}
    part=${parts(card, state)}
    data-deal=${card.id}
    data-stop="card"
    data-index=${state.index}
    tabindex="-1"
    aria-label=${spoken(card, state, words)}
    aria-setsize=${state.of ?? nothing}
    aria-posinset=${state.of === undefined ? nothing : state.index + 1}
    aria-busy=${state.pending ? 'true' : nothing}
    ${vars(state.kept === undefined ? NOT_KEPT : { '--_at': `${state.kept}px` })}
  >
    <div class="card-head">
      ${state.selected === undefined
        ? nothing
        : html`<input
            class="card-check"
            part="card-check"
            type="checkbox"
            data-stop="check"
            tabindex="-1"
            aria-label=${words.selectCard(card.label)}
            .checked=${state.selected}
          />`}
      ${card.href === undefined
        ? html`<span class="card-title"><bdi>${card.title}</bdi></span>`
        : html`<a class="card-title" data-stop="link" href=${card.href} tabindex="-1" draggable="false"
            ><bdi>${card.title}</bdi></a
          >`}
      ${state.actions
        ? html`<button
            class="card-actions"
            part="card-actions"
            type="button"
            data-stop="actions"
            tabindex="-1"
            aria-haspopup="menu"
            aria-expanded=${state.menuOpen ? 'true' : 'false'}
            aria-label=${words.actionsFor(card.label)}
          >
            ${icon('actions')}
          </button>`
        : nothing}
    </div>
    ${card.what || card.owner || card.initials
      ? html`<div class="card-what">
          <span class="card-name"><bdi>${card.what}</bdi></span
          >${renderOwner(card)}
        </div>`
      : nothing}
    ${card.amount || card.date
      ? html`<div class="card-figures">
          <span class=${card.amountKnown ? 'card-amount' : 'card-amount unknown'}
            ><bdi>${card.amount}</bdi></span
          >
          ${card.overdue
            ? html`<span class="flag overdue">${icon('overdue')}<bdi>${card.date}</bdi></span>`
            : html`<span class="card-date"><bdi>${card.date}</bdi></span>`}
        </div>`
      : nothing}
    ${card.lines.length > 0
      ? html`<dl class="card-lines" part="card-lines">
          ${card.lines.map(
            ({ label, text }) =>
              html`<div>
                <dt><bdi>${label}</bdi></dt>
                <dd><bdi>${text}</bdi></dd>
              </div>`,
          )}
        </dl>`
      : nothing}
    ${card.idle ? html`<div class="flag idle">${icon('idle')}<bdi>${card.idle}</bdi></div>` : nothing}
    ${state.broken ? html`<div class="flag broken">${icon('rule')}<bdi>${state.broken}</bdi></div>` : nothing}
    ${state.note ? html`<div class="card-pending"><bdi>${state.note}</bdi></div>` : nothing}
  </li>`;
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
  if (!initials) return owner ? html`<span class="card-owner"><bdi>${owner}</bdi></span>` : nothing;
  return html`<span class="card-avatar" part="card-avatar" title=${ownerName ?? nothing} aria-hidden="true"
    >${avatar === undefined
      ? html`<bdi>${initials}</bdi>`
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
