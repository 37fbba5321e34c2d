import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { LeftOut } from '../../core/measures/types.js';
import { board as english } from '../../locales/en/board.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import { PipelineChart } from '../shared/frame.js';
import type { EmptyState, FrameTexts, KeySet, TableModel } from '../shared/frame.js';
import { boardStyles } from './board.styles.js';
import type { BoardDrawing } from './drawing.js';
import { renderSkeleton } from './skeleton.js';

/** Loads while the data is on its way. */
const loadDrawing = () => import('./drawing.js');

/**
 * Deals as cards in the columns of their stages, with what each stage is worth, and ways to move them on.
 *
 * @tag pipeline-board
 *
 * @slot card-ID - What a host adds to the card of the deal with this id, e.g. `slot="card-4711"`: at its end, as long as the card is drawn.
 * @slot empty-action - What can be done when no deal counts, e.g. a button that clears filters.
 *
 * @event {PipelineRequestEvent} pipeline-deal-move-request - Deals are to be moved: `{ moves: [{ dealId, fromStage, toStage, index? }], changes? }`, one request for all that move together; `changes` hold what a stage has asked for, `index` the place where the source keeps an order by hand. Cancelable; `waitUntil(promise)` delays it.
 * @event {PipelineRequestEvent} pipeline-save-retry-request - A save that takes long is to be tried again. Cancelable.
 * @event {PipelineRequestEvent} pipeline-save-cancel-request - A save that takes long is to be given up, and its change taken back. Cancelable.
 * @event {PipelineRequestEvent} pipeline-undo-request - The last change is to be taken back. Cancelable.
 * @event {CustomEvent<PipelineGateDetail>} pipeline-gate-open - A stage asks something before a move: `{ dealIds, toStage, asks, answer }`. Cancelable: a host can ask it in a dialog of its own, and calls `answer(changes)`, or `answer(null)` to cancel the move.
 * @event {CustomEvent<{ dealId: string }>} pipeline-deal-open - A deal's panel is about to open. Cancelable: a host can show one of its own.
 * @event {CustomEvent<{ pipeline: string }>} pipeline-switch - Another pipeline was chosen by the switch, for this board only. Cancelable: a host can set that of its provider instead.
 * @event {CustomEvent<PipelineSelectDetail>} pipeline-select - A card or a column was chosen: `{ rowKey, value, n, dealIds }`. Cancelable.
 *
 * @csspart frame - The whole figure.
 * @csspart header - Heading, badges and subtitle.
 * @csspart heading - The heading.
 * @csspart subtitle - Pipeline, open deals with sum and weighted sum, order, period and as-of.
 * @csspart badge - A badge beside the heading.
 * @csspart takeaway - The sentence above the columns.
 * @csspart plot - The columns, or the table in their place.
 * @csspart table - The table view.
 * @csspart row - A row of it.
 * @csspart note - A note below the columns.
 * @csspart notice - The expandable list of what was found in the data.
 * @csspart state - What stands for the columns, with `empty` or `error`.
 * @csspart footer - The line below the columns.
 * @csspart table-toggle - The button that shows the table.
 * @csspart more - The button that opens the menu at the foot.
 * @csspart dialog - The list of keys, and with `gate` the questions that a stage asks before a move.
 * @csspart column - A stage; with `collapsed`, and with `over` under a drag.
 * @csspart column-header - Name, count, sum and weighted sum of a column; with `over` under a drag.
 * @csspart lane - A lane across the columns; with `folded`, and with `over` under a drag.
 * @csspart lane-header - Its name, and the count, sum and weighted sum of its open deals.
 * @csspart cell - The part of a column in a lane; in the table view, a cell of that.
 * @csspart cell-total - Count and sum of it.
 * @csspart card - A deal; with `idle`, `overdue`, `pending` (its change is on its way), `origin` (it hangs at the pointer), `dragging` (the copy that does), `carried` (picked up by keyboard), `selected` and `rule-broken` (its deal does not keep a rule of its pipeline).
 * @csspart card-check - The box of a card, while any card is selected.
 * @csspart card-avatar - Initials or picture of a card's owner.
 * @csspart card-lines - Further fields of a card.
 * @csspart column-limit - What a column holds of what it is meant to; with `passed`.
 * @csspart pipelines - The choice of the pipeline that is shown.
 * @csspart find - The search for a deal, where not all cards are drawn.
 * @csspart panel - A deal's panel.
 * @csspart card-actions - The button of a card's menu.
 * @csspart drop-line - Where a dragged card will lie.
 * @csspart drop-zone - Takes drops in a collapsed or an empty column; with `over` under a drag, and with `refused` where a rule is against it.
 * @csspart menu - The menu of a card, and the one at the foot.
 * @csspart menu-item - A line of one; with `here` or `disabled`.
 * @csspart undo - The bar after a move.
 * @csspart selection - The bar while cards are selected.
 *
 * @cssproperty [--pipeline-board-column-width=232px] - Width of a column; where there is less room it gives way by an eighth, then the board scrolls.
 * @cssproperty [--pipeline-board-column-height=640px] - Most height of a column's cards on a board where one has more than 60 of them.
 * @cssproperty [--pipeline-board-gap=var(--pipeline-space-4)] - Between columns; below 640 px `--pipeline-space-3`.
 * @cssproperty [--pipeline-card-padding=10px 12px] - Inside a card; by default times `--pipeline-density`.
 * @cssproperty [--pipeline-card-radius=var(--pipeline-radius-control)] - Corners of cards and drop zones.
 */
export class PipelineBoard extends PipelineChart {
  static override styles = [...PipelineChart.styles, boardStyles];

  /** Hides everything that moves deals. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  /** What columns are made of: `stage` (default), `owner`, `forecast-category`, `close-month`, or the name of a field. */
  @property({ attribute: 'group-by' }) groupBy = 'stage';
  /** What lanes across the columns are made of, in the same words as `group-by`; none: there are no lanes. */
  @property({ attribute: 'lanes-by' }) lanesBy?: string;
  /** Order in a column: `amount` (default), `close`, `age`, `activity`, or `hand`, where the source keeps an order. */
  @property({ attribute: 'sort-by' }) sortBy: string = 'amount';
  /** What cards show: `"name, owner, amount, date, next-step"`; or a record of such lists by pipeline id. */
  @property({ attribute: 'card-fields' }) cardFields?: string | Readonly<Record<string, string>>;
  /** How many deals a column is meant to hold, and how many days they may stay: `"proposal-sent=8; negotiation=5, 30d"`. */
  @property() limits?: string;
  /** Lets cards load the owners' pictures from their addresses, where `card-fields` names `avatar`. */
  @property({ type: Boolean }) avatars = false;

  /** Lets its user choose which pipeline the board shows, where the data holds several; the one that is set is the first. */
  @property({ type: Boolean, attribute: 'pipeline-switch' }) pipelineSwitch = false;

  #drawing: BoardDrawing | undefined;
  /** What its user has chosen, and what was set before that. */
  #switched: { readonly to: string; readonly from: string | undefined } | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const part = this.need(loadDrawing);
    if (!part) return;
    this.#drawing ??= new part.BoardDrawing(this, {
      snapshot: () => this.snapshot,
      words: () => this.#words,
      frameWords: () => this.words,
      format: () => this.formatter,
      order: () => this.order,
      look: () => this,
      need: (load) => this.need(load),
      adopt: (styles) => this.adopt(styles),
      summary: (request) => this.summary(request),
      isRtl: () => this.direction === 'rtl',
      isNarrow: () => this.inlineSize > 0 && this.inlineSize < 400,
      canSwitch: () => this.pipelineSwitch,
      switchTo: (pipeline) => this.#switchTo(pipeline),
      moving: (words) => this.messages('moving', words),
      layoutWords: (words) => this.messages('layout', words),
      panelWords: (words) => this.messages('panel', words),
      lang: () => this.ownLanguage,
      request: (detail) => this.request('pipeline-deal-move-request', detail),
      change: (changes) => this.request('pipeline-deal-change-request', { changes }),
      ask: (what) => this.request(`pipeline-save-${what}-request`, {}),
      undo: () => this.undo(),
      select: (row) => this.select(row),
    });
    this.#drawing.derive();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#checkSwitch();
    // After the frame's own news, which it takes the place of: a move is said as a move.
    const said = this.#drawing?.takeSaid();
    if (said !== undefined) this.announce(said, 100);
  }

  protected override get isEditor(): boolean {
    return true;
  }

  protected override get isWaiting(): boolean {
    return !this.#drawing || this.#drawing.isWaiting;
  }

  protected override texts(): FrameTexts {
    return this.#drawing?.texts() ?? { heading: this.#words.heading, subtitle: '' };
  }

  protected override tableModel(): TableModel | undefined {
    return this.#drawing?.table();
  }

  protected override emptyState(): EmptyState | undefined {
    return this.#drawing ? this.#drawing.emptyState : 'empty';
  }

  protected override leftOut(): readonly LeftOut[] {
    return this.#drawing?.leftOut ?? [];
  }

  protected override notes(): readonly string[] {
    const broken = this.#drawing?.notes() ?? [];
    return this.readonly || this.snapshot.canSave ? broken : [...broken, this.#words.staysHere];
  }

  protected override get keySet(): KeySet {
    return 'board';
  }

  protected override renderSkeleton(): unknown {
    return renderSkeleton();
  }

  protected override renderPlot(): unknown {
    return this.#drawing?.render();
  }

  #switchTo(pipeline: string): boolean {
    const asked = new CustomEvent('pipeline-switch', {
      detail: { pipeline },
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (!this.dispatchEvent(asked)) return false;
    this.#switched = { to: pipeline, from: this.#switched ? this.#switched.from : this.pipeline };
    this.pipeline = pipeline;
    return true;
  }

  /** New data may lack what was chosen: then what the host has set holds again. */
  #checkSwitch(): void {
    const { phase, pipelines } = this.snapshot;
    const { to, from } = this.#switched ?? {};
    if (to === undefined || phase !== 'ready') return;
    if (this.pipeline !== to) this.#switched = undefined;
    else if (!pipelines.some(({ id }) => id === to)) {
      this.#switched = undefined;
      this.pipeline = from;
    }
  }

  get #words(): BoardMessages {
    return this.messages('board', english);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-board': PipelineBoard;
  }
}
