import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DealMove, PipelineSelectDetail, RequestResult } from '../../context/types.js';
import { boardTables } from '../../core/measures/board.js';
import { idleTables } from '../../core/measures/idle.js';
import type { LeftOut, Row } from '../../core/measures/types.js';
import { fromMinor } from '../../core/numeric/money.js';
import type { PipelineSummary, SummaryRequest } from '../../core/summary/types.js';
import type { DealOrder } from '../../core/view/order.js';
import type { DealFacts } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type { Snapshot } from '../shared/base.js';
import type { FrameTexts, TableModel } from '../shared/frame.js';
import { renderColumn } from './column.js';
import type { ColumnState, ColumnWords } from './column.js';
import { BoardCursor } from './cursor.js';
import { landingIndex } from './derive.js';
import { drawingStyles } from './drawing.styles.js';
import type { DeriveOptions, DerivedColumn } from './derive.js';
import { BoardLift } from './lift.js';
import { BoardMenu } from './menu.js';
import type { MenuItem } from './menu.js';
import { BoardMoves } from './moves.js';
import { renderBar, renderChooser } from './parts.js';
import { renderCard } from './card.js';
import { BoardState } from './state.js';
import { boardTable, boardTexts } from './texts.js';
import { BoardWindows, cards } from './windows.js';

/** Only boards with long columns load it. */
const loadVirtual = () => import('./virtual.js');

/** The element that the board is drawn in. */
export interface BoardElement extends ReactiveControllerHost, HTMLElement {
  readonly readonly: boolean;
  readonly heading?: string;
  readonly headingLevel: number;
}

/** What the element lets its drawing read and ask for. */
export interface BoardAccess {
  snapshot(): Snapshot;
  words(): BoardMessages;
  frameWords(): FrameMessages;
  format(): Formatter;
  order(): DealOrder | undefined;
  need<T>(load: () => Promise<T>): T | undefined;
  summary(request: SummaryRequest): PipelineSummary | undefined;
  isRtl(): boolean;
  request(move: DealMove): Promise<RequestResult>;
  undo(): Promise<RequestResult>;
  select(row: Row): boolean;
}

/** Everything about the board that only matters once there are deals: columns, cards, keys, drag, menu, moves. */
export class BoardDrawing {
  readonly #element: BoardElement;
  readonly #access: BoardAccess;
  readonly #state = new BoardState();
  readonly #cursor: BoardCursor;
  readonly #moves: BoardMoves;
  readonly #lift: BoardLift;
  readonly #menu: BoardMenu;
  readonly #windows: BoardWindows;

  constructor(element: BoardElement, access: BoardAccess) {
    this.#element = element;
    this.#access = access;
    const sheet = drawingStyles.styleSheet;
    if (element.shadowRoot && sheet) element.shadowRoot.adoptedStyleSheets.push(sheet);
    // Before the cursor, which looks for the card that it is on among those drawn.
    this.#windows = new BoardWindows(element, {
      need: () => access.need(loadVirtual),
      kept: (key) => {
        const { place } = this.#cursor;
        return place?.deal === undefined || place.column !== key
          ? undefined
          : this.#state.indexIn(key, place.deal);
      },
      onDrawn: () => this.#cursor.refresh(),
    });
    this.#cursor = new BoardCursor(element, {
      root: () => this.#find('.board'),
      card: (column, index) => this.#windows.card(column, index),
      count: (column) => this.#windows.count(column),
      isRtl: () => access.isRtl(),
      onSelect: (deal) => this.#selectDeal(deal),
      onMenu: (deal) => void this.#openMenu(deal),
    });
    this.#moves = new BoardMoves(element, {
      messages: () => this.#words,
      format: () => access.format(),
      request: (move) => access.request(move),
      undo: () => access.undo(),
      isIn: (deal, stage) => this.#isIn(deal, stage),
      count: (stage) => this.#state.column(stage)?.row.n ?? 0,
    });
    this.#lift = new BoardLift(element, {
      canLift: (deal) => !element.readonly && !this.#snapshot.pending.has(deal),
      canDrop: (column) => this.#state.column(column)?.isTarget === true,
      onDrop: (deal, column) => this.#moveDeal(deal, column, 'card', true),
    });
    this.#menu = new BoardMenu(element, {
      onChoose: (deal, column, from) => this.#moveDeal(deal, column, from),
      onClosed: (deal, from) => this.#focusDeal(deal, from, true),
    });
  }

  /** Takes over what the element has; called before each drawing. */
  derive(): void {
    this.#state.derive(this.#deriveOptions());
    this.#moves.noticeApplied();
    this.#followCursor();
  }

  /** What is to be announced, once. */
  takeSaid(): string | undefined {
    return this.#moves.takeSaid();
  }

  get isEmpty(): boolean {
    return !this.#state.columns.some(({ row }) => row.n > 0);
  }

  get leftOut(): readonly LeftOut[] {
    return this.#state.derived?.board.leftOut ?? [];
  }

  texts(): FrameTexts {
    return boardTexts(this.#state.derived, this.#snapshot, this.#words, this.#access.format());
  }

  table(): TableModel | undefined {
    const { derived } = this.#state;
    const caption = this.#element.heading || this.#words.heading;
    return (
      derived &&
      boardTable(derived, caption, this.#words, this.#access.format(), this.#access.frameWords().none)
    );
  }

  /** The plot. */
  render(): TemplateResult {
    const { columns, chosen } = this.#state;
    const words = this.#columnWords();
    const isTall = columns.some(({ facts }) => BoardWindows.isLong(facts.length));
    return html`<div
      class=${`board${this.#element.readonly ? '' : ' movable'}${isTall ? ' tall' : ''}`}
      role="group"
      aria-labelledby="heading"
      aria-describedby="keys"
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
      @focusin=${(event: FocusEvent) => this.#cursor.onFocusin(event)}
      @click=${(event: MouseEvent) => this.#onClick(event)}
      @contextmenu=${(event: MouseEvent) => this.#onContextmenu(event)}
    >
      <p id="keys" class="hidden">${this.#words.keys({ moves: !this.#element.readonly })}</p>
      ${renderChooser(columns, chosen, this.#words, (key) => this.#onChoose(key))}
      <div class=${this.#lift.dragged === undefined ? 'scroller' : 'scroller dragging'}>
        <div class="columns">
          ${repeat(
            columns,
            ({ row }) => row.key,
            (column, at) => this.#renderColumn(column, at, chosen, words),
          )}
        </div>
      </div>
      <div class="dock">${renderBar(this.#moves, this.#words)}</div>
      <div class="lift" popover="manual" aria-hidden="true"></div>
      ${this.#menu.render()}
    </div>`;
  }

  #renderColumn(column: DerivedColumn, at: number, chosen: string, words: ColumnWords): TemplateResult {
    const { row, model, facts, isClosed } = column;
    const key = row.stage;
    const collapsed = this.#state.isCollapsed(key);
    const dragged = this.#lift.dragged === undefined ? undefined : this.#factsOf(this.#lift.dragged);
    const takes = dragged !== undefined && column.isTarget && dragged.stage !== key;
    const over = takes && this.#lift.over === key;
    const frame = this.#snapshot.view?.frame;
    const state: ColumnState = {
      at,
      level: Math.min(6, (Math.round(this.#element.headingLevel) || 3) + 1),
      collapsed,
      foldable: isClosed,
      chosen: key === chosen,
      takes,
      over,
    };
    const list = {
      key,
      label: `column-${at}`,
      facts,
      line: over && facts.length > 0 && frame ? landingIndex(facts, dragged, frame) : undefined,
      renderCard: (one: DealFacts, index: number, kept: number | undefined) =>
        this.#renderCard(one, index, kept, facts.length, words),
    };
    return renderColumn(model, state, words, cards(this.#windows, list));
  }

  #renderCard(
    facts: DealFacts,
    index: number,
    kept: number | undefined,
    count: number,
    words: ColumnWords,
  ): TemplateResult {
    const { id } = facts.deal;
    const state = {
      pending: this.#snapshot.pending.has(id),
      lifted: this.#lift.dragged === id,
      actions: !this.#element.readonly,
      menuOpen: this.#menu.deal === id,
      index,
      kept,
      ...(BoardWindows.isLong(count) && { of: count }),
    };
    return renderCard(this.#state.card(facts), state, words);
  }

  get #snapshot(): Snapshot {
    return this.#access.snapshot();
  }

  get #words(): BoardMessages {
    return this.#access.words();
  }

  #columnWords(): ColumnWords {
    const words = this.#words;
    return {
      ...words,
      showColumn: (stage) => words.showColumn({ stage }),
      hideColumn: (stage) => words.hideColumn({ stage }),
      empty: words.emptyColumn,
      actionsFor: (deal) => words.actionsFor({ deal }),
    };
  }

  #deriveOptions(): DeriveOptions | undefined {
    const { phase, pipeline, period, reportCurrency } = this.#snapshot;
    const order = this.#access.order();
    if (phase !== 'ready' || !pipeline || !order) return undefined;
    const window = period && { from: period.from, to: period.to };
    const summary = this.#access.summary({
      ...boardTables({ pipeline: pipeline.id, window }),
      ...idleTables(),
    });
    return (
      summary && {
        summary,
        order,
        pipeline,
        window,
        currency: reportCurrency,
        messages: this.#words,
        format: this.#access.format(),
        noProbabilities: this.#access.frameWords().needsShort.probabilities,
      }
    );
  }

  /** The tab stop goes where its deal went: by a move of this board, by undo, or by anybody else's. */
  #followCursor(): void {
    const { place } = this.#cursor;
    const deal = place?.deal;
    if (!place || deal === undefined || this.#isIn(deal, place.column)) return;
    const changed = this.#changedStage(deal);
    const ends = changed === undefined ? this.#moves.endsOf(deal) : [changed];
    const column = ends.find((stage) => this.#isIn(deal, stage));
    // In a collapsed column there is nothing to be on: then the card that takes its place is next.
    if (column !== undefined && !this.#state.isCollapsed(column)) this.#cursor.moveTo({ ...place, column });
  }

  /** The stage of a deal that the last change was about: known without looking for it. */
  #changedStage(id: string): string | undefined {
    const { state, view } = this.#snapshot;
    if (!view || state?.data !== view.data) return undefined;
    const after = state.change?.deals.find((change) => change.after?.id === id)?.after;
    return after && view.factsOf(after)?.stage;
  }

  #isIn(deal: string, stage: string): boolean {
    const changed = this.#changedStage(deal);
    return changed === undefined ? this.#state.factsIn(stage, deal) !== undefined : changed === stage;
  }

  #find(selector: string): HTMLElement | null {
    return this.#element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  #cardOf(deal: string): HTMLElement | null {
    return this.#find(`.columns [data-deal="${CSS.escape(deal)}"]`);
  }

  #factsOf(deal: string): DealFacts | undefined {
    return this.#state.find(deal);
  }

  #focusDeal(id: string, stop: string, still = false): void {
    const facts = this.#factsOf(id);
    if (!facts) return;
    const { place } = this.#cursor;
    const index = place?.deal === id ? place.index : this.#state.indexIn(facts.stage, id);
    this.#cursor.focusNext({ column: facts.stage, stop, deal: id, index }, { still });
  }

  #selectDeal(id: string): void {
    const facts = this.#factsOf(id);
    if (!facts) return;
    const value = facts.amount === undefined ? null : fromMinor(facts.amount, facts.currency);
    const detail: PipelineSelectDetail = { rowKey: `deal:${id}`, value, n: 1, dealIds: [id] };
    this.#element.dispatchEvent(
      new CustomEvent('pipeline-select', { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  /** The one way that drag and menu share. The focus goes with the card. */
  #moveDeal(id: string, target: string, stop: string, still = false): void {
    const facts = this.#factsOf(id);
    const from = facts && this.#state.column(facts.stage)?.model;
    const to = this.#state.column(target)?.model;
    if (!facts || !from || !to) return;
    this.#focusDeal(id, stop, still);
    void this.#moves.move({ deal: id, label: this.#state.card(facts).label, from, to });
  }

  async #openMenu(deal: string): Promise<void> {
    const facts = this.#factsOf(deal);
    const card = this.#cardOf(deal);
    if (!facts || !card || this.#element.readonly) return;
    const words = this.#words;
    const isPending = this.#snapshot.pending.has(deal);
    const items = this.#state.columns
      .filter(({ row, isTarget }) => isTarget || row.stage === facts.stage)
      .map(({ row: { stage }, model: { name } }): MenuItem => {
        if (stage === facts.stage) return { key: stage, label: name, here: true, hint: words.here };
        return { key: stage, label: name, ...(isPending && { reason: words.saving }) };
      });
    await this.#menu.open(
      { deal, title: words.moveTo({ deal: this.#state.card(facts).label }), items },
      card,
    );
  }

  #onChoose(key: string): void {
    this.#state.choose(key);
    this.#element.requestUpdate();
  }

  #onContextmenu(event: MouseEvent): void {
    // The key for a context menu has opened ours.
    if (this.#menu.deal !== undefined && event.button !== 2) event.preventDefault();
  }

  #onKeydown(event: KeyboardEvent): void {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'z';
    if (!isUndo) {
      this.#cursor.onKeydown(event);
    } else if (!this.#element.readonly && this.#snapshot.canUndo) {
      event.preventDefault();
      void this.#moves.undo();
    }
  }

  #onClick(event: MouseEvent): void {
    const stop = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stop]') : null;
    const key = stop?.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? '';
    const deal = stop?.closest<HTMLElement>('[data-deal]')?.dataset['deal'] ?? '';
    const column = this.#state.column(key);
    switch (stop?.dataset['stop']) {
      case 'header':
        if (column) this.#access.select(column.row);
        break;
      case 'fold':
        this.#state.toggle(key);
        this.#element.requestUpdate();
        break;
      case 'actions':
        void this.#openMenu(deal);
        break;
      case 'card':
        this.#selectDeal(deal);
        break;
      default:
    }
  }
}
