import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DerivedLane } from './derive.js';
import { icon } from './icons.js';

/** Lanes come with their styles, when a board first has some. */
export { lanesStyles } from './lanes.styles.js';

export interface LaneState {
  /** Its place on the board: keys of lanes may hold blanks, which ids of elements must not. */
  readonly at: number;
  readonly isFolded: boolean;
  /** Cards hang over it. */
  readonly over: boolean;
  /** Of its heading. */
  readonly level: number;
  /** What it shows of its open deals. */
  readonly total: string;
  /** That is what it would be after a drop. */
  readonly preview: boolean;
}

/** A lane: its heading, which folds it, and its part of each column. */
export function renderLane({ key, name }: DerivedLane, state: LaneState, cells: unknown): TemplateResult {
  const id = `lane-${state.at}`;
  return html`<section
    class=${`lane${state.isFolded ? ' folded' : ''}${state.preview ? ' preview' : ''}`}
    part=${`lane${state.isFolded ? ' folded' : ''}${state.over ? ' over' : ''}`}
    data-lane-row=${key}
    aria-labelledby=${id}
  >
    <div class="lane-head" part="lane-header" role="heading" aria-level=${state.level} id=${id}>
      <button
        class="lane-fold"
        type="button"
        data-stop="lane"
        tabindex="-1"
        aria-expanded=${state.isFolded ? 'false' : 'true'}
      >
        ${icon('fold')}<span class="lane-name"><bdi>${name}</bdi></span
        ><span class="hidden">, </span><span class="lane-total"><bdi>${state.total}</bdi></span>
      </button>
    </div>
    <div class="row">${cells}</div>
  </section>`;
}

export interface CellModel {
  /** The place that it is; see `places.ts`. */
  readonly key: string;
  readonly column: string;
  readonly lane: string;
  readonly n: number;
  /** "3 deals, €4,000"; `''`: it is empty. */
  readonly total: string;
  /** "Ana Gomez, Offer: 3 deals, €4,000". */
  readonly label: string;
}

export interface CellState {
  /** Id of the element that names its list. */
  readonly id: string;
  readonly kind: string;
  /** Of its column. */
  readonly collapsed: boolean;
  readonly chosen: boolean;
  /** Its lane is folded, or its column collapsed: it shows no cards. */
  readonly closed: boolean;
  /** Its total is what it would be after a drop. */
  readonly preview: boolean;
  readonly takes: boolean;
  readonly over: boolean;
  readonly refusal?: string;
  readonly drop: string;
}

/** The part of a column in a lane. */
export function renderCell(cell: CellModel, state: CellState, cards: unknown): TemplateResult {
  const { collapsed, chosen, takes, over, refusal } = state;
  return html`<div
    class=${`column cell ${state.kind}${collapsed ? ' collapsed' : ''}${chosen ? ' chosen' : ''}${
      takes ? ' takes' : ''
    }${over ? ' over' : ''}${state.preview ? ' preview' : ''}`}
    part=${over ? 'cell over' : 'cell'}
    data-column=${cell.column}
    data-lane=${cell.lane}
    data-place=${cell.key}
  >
    <p class="cell-total" part="cell-total">
      <span class="hidden" id=${state.id}>${cell.label}</span><bdi aria-hidden="true">${cell.total}</bdi>
    </p>
    ${refusal !== undefined && over
      ? html`<div class="zone refused" part=${'drop-zone refused'}><bdi>${refusal}</bdi></div>`
      : takes && (state.closed || cell.n === 0)
        ? html`<div class="zone" part=${over ? 'drop-zone over' : 'drop-zone'}>${state.drop}</div>`
        : nothing}
    ${state.closed || cell.n === 0 ? nothing : cards}
  </div>`;
}
