import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CardWords } from './card.js';
import { icon } from './icons.js';
import type { LimitModel } from './limits.js';

/** A column as it is shown. The figures are those of all its deals, however many cards are drawn. */
export interface ColumnModel {
  /** The stage's id; `''`: no stage recorded. */
  readonly key: string;
  readonly name: string;
  /** A stage of the pipeline, open or closed; or one that the pipeline does not know. */
  readonly kind: 'open' | 'won' | 'lost' | 'unmapped';
  readonly n: number;
  readonly count: string;
  /** "8 deals". */
  readonly deals: string;
  /** In full for open columns; `sumShort` for the narrow, collapsed ones. */
  readonly sum: string;
  readonly sumShort: string;
  /** False: `sum` is words. */
  readonly sumKnown: boolean;
  /** "€29K weighted at 13%"; `''`: nothing to say (closed columns). */
  readonly weighted: string;
  /** Where a number or an age is meant for it. */
  readonly limit?: LimitModel;
}

export interface ColumnState {
  readonly collapsed: boolean;
  /** Closed columns can be folded away. */
  readonly foldable: boolean;
  /** The one that is shown where there is room for one only. */
  readonly chosen: boolean;
  /** A drag goes on, and may drop here. */
  readonly takes: boolean;
  readonly over: boolean;
  /** Why what hangs over the board can't be dropped here. */
  readonly refusal?: string;
  /** Its cards lie in lanes below. */
  readonly isHead?: boolean;
  /** Its figures are what they would be after a drop. */
  readonly preview?: boolean;
  /** It holds no cards, whatever its figures say. */
  readonly isEmpty: boolean;
  /** Of the column's heading. */
  readonly level: number;
  /** Its place on the board: ids of stages may hold blanks, which ids of elements must not. */
  readonly at: number;
}

export interface ColumnWords extends CardWords {
  readonly show: string;
  readonly hide: string;
  readonly showColumn: (name: string) => string;
  readonly hideColumn: (name: string) => string;
  readonly drop: string;
  readonly empty: string;
}

/**
 * One column: a section with its heading, its figures and its list of cards.
 * @param cards the list; what stands for it where there are none is drawn here
 */
export function renderColumn(
  column: ColumnModel,
  state: ColumnState,
  words: ColumnWords,
  cards: unknown,
): TemplateResult {
  const id = `column-${state.at}`;
  return html`<section
    class=${`column ${column.kind}${state.collapsed ? ' collapsed' : ''}${state.chosen ? ' chosen' : ''}${
      state.takes ? ' takes' : ''
    }${state.over ? ' over' : ''}${state.preview ? ' preview' : ''}`}
    part=${`column${state.collapsed ? ' collapsed' : ''}${state.over ? ' over' : ''}`}
    data-column=${column.key}
    aria-labelledby=${id}
  >
    <div class="column-head" part=${state.over ? 'column-header over' : 'column-header'}>
      <div role="heading" aria-level=${state.level} id=${id}>
        <button class="column-select" type="button" data-stop="header" tabindex="-1">
          <span class="column-name"
            ><span class="column-title"><bdi>${column.name}</bdi></span
            ><span class="column-count" aria-hidden="true">${column.count}</span></span
          >
          <span class=${column.sumKnown ? 'column-sum' : 'column-sum unknown'}
            ><bdi>${state.collapsed ? column.sumShort : column.sum}</bdi></span
          >
          <span class="column-note"
            >${column.weighted && !state.collapsed
              ? html`<span class="hidden">${column.deals}, </span><bdi>${column.weighted}</bdi>`
              : html`<bdi>${column.deals}</bdi>`}</span
          >
          ${column.limit?.text
            ? html`<span
                class=${column.limit.isPassed ? 'column-limit flag idle' : 'column-limit'}
                part=${column.limit.isPassed ? 'column-limit passed' : 'column-limit'}
                >${column.limit.isPassed ? icon('idle') : nothing}<span class="hidden"
                  >${column.limit.spoken}</span
                ><bdi aria-hidden="true">${column.limit.text}</bdi></span
              >`
            : nothing}
        </button>
      </div>
    </div>
    ${state.foldable && !(state.takes && state.collapsed)
      ? html`<button
          class="column-fold"
          type="button"
          data-stop="fold"
          tabindex="-1"
          aria-expanded=${state.collapsed ? 'false' : 'true'}
          aria-label=${state.collapsed ? words.showColumn(column.name) : words.hideColumn(column.name)}
        >
          ${state.collapsed ? words.show : words.hide}
        </button>`
      : nothing}
    ${state.refusal !== undefined && state.over
      ? html`<div class="zone refused" part=${'drop-zone refused'}><bdi>${state.refusal}</bdi></div>`
      : state.takes && (state.collapsed || state.isEmpty)
        ? html`<div class="zone" part=${state.over ? 'drop-zone over' : 'drop-zone'}>${words.drop}</div>`
        : nothing}
    ${state.collapsed || state.isHead
      ? nothing
      : !state.isEmpty
        ? cards
        : state.takes
          ? nothing
          : html`<p class="column-empty"><bdi>${words.empty}</bdi></p>`}
  </section>`;
}
