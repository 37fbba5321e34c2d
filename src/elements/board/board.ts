import { html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PipelineSelectDetail } from '../../context/types.js';
import { boardTables } from '../../core/measures/board.js';
import { idleTables } from '../../core/measures/idle.js';
import type { LeftOut } from '../../core/measures/types.js';
import { fromMinor } from '../../core/numeric/money.js';
import type { DealFacts } from '../../core/view/types.js';
import { board as english } from '../../locales/en/board.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import { PipelineChart } from '../shared/frame.js';
import type { EmptyState, FrameTexts, TableModel } from '../shared/frame.js';
import { boardStyles } from './board.styles.js';
import { renderColumn } from './column.js';
import type { ColumnState, ColumnWords } from './column.js';
import { BoardCursor } from './cursor.js';
import { BoardModel, landingIndex } from './derive.js';
import type { Derived, DerivedColumn } from './derive.js';
import { watchDrags } from './drag.js';
import type { Cleanup, DropTarget } from './drag.js';
import { openMenu, renderMenu } from './menu.js';
import type { MenuModel } from './menu.js';
import { BoardMoves } from './moves.js';
import { renderBar, renderChooser, renderSkeleton } from './parts.js';

/** How many cards a column draws at first, and how many "Show more" adds. */
const CARDS = 50;

/**
 * Deals as cards in the columns of their stages, with what each stage is worth, and ways to move them on.
 *
 * @tag pipeline-board
 *
 * @event {PipelineRequestEvent} pipeline-deal-move-request - A deal is to be moved: `{ moves: [{ dealId, fromStage, toStage }] }`. Cancelable; `waitUntil(promise)` delays it.
 * @event {PipelineRequestEvent} pipeline-undo-request - The last change is to be taken back. Cancelable.
 * @event {CustomEvent<PipelineSelectDetail>} pipeline-select - A card or a column was chosen: `{ rowKey, value, n, dealIds }`. Cancelable.
 *
 * @csspart column - A stage; with `collapsed`, and with `over` under a drag.
 * @csspart column-header - Name, count, sum and weighted sum of a column; with `over` under a drag.
 * @csspart card - A deal; with `idle`, `overdue`, `pending` (its change is on its way), `origin` (it hangs at the pointer) and `dragging` (the copy that does).
 * @csspart card-actions - The button of a card's menu.
 * @csspart drop-line - Where a dragged card will lie.
 * @csspart drop-zone - Takes drops in a collapsed or an empty column; with `over` under a drag.
 * @csspart menu - The menu of a card.
 * @csspart menu-item - A line of it; with `here` or `disabled`.
 * @csspart undo - The bar after a move.
 *
 * @cssproperty [--pipeline-board-column-width=232px] - Width of a column; where there is less room it gives way by an eighth, then the board scrolls.
 * @cssproperty [--pipeline-board-gap=16px] - Between columns; 12px below 640 px.
 * @cssproperty [--pipeline-card-padding=10px 12px] - Inside a card.
 * @cssproperty [--pipeline-card-radius=6px] - Corners of cards and drop zones.
 */
export class PipelineBoard extends PipelineChart {
  static override styles = [...PipelineChart.styles, boardStyles];

  /** Hides everything that moves deals. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  readonly #model = new BoardModel();
  readonly #cursor = new BoardCursor(this, {
    root: () => this.#find('.board'),
    isRtl: () => this.direction === 'rtl',
    onSelect: (deal) => this.#selectDeal(deal),
    onMenu: (deal) => void this.#openMenu(deal),
  });
  readonly #moves = new BoardMoves(this, {
    messages: () => this.#words,
    format: () => this.formatter,
    request: (move) => this.request('pipeline-deal-move-request', { moves: [move] }),
    undo: () => this.request('pipeline-undo-request', {}),
    isIn: (deal, stage) => this.#factsIn(stage, deal) !== undefined,
    count: (stage) => this.#column(stage)?.row.n ?? 0,
  });
  #derived: Derived | undefined;
  /** What the user has done to columns, by stage; of this pipeline only. */
  #touched = { pipeline: '', shown: new Map<string, number>(), unfolded: new Set<string>(), chosen: '' };
  #menu: (MenuModel & { readonly from: string }) | undefined;
  #drag: { readonly deal: string; readonly over?: string } | undefined;
  #unwatch: Cleanup | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watchDrags(this, {
      pick: (path) => this.#pick(path),
      targets: () => this.#dropTargets(),
      scroller: () => this.#find('.scroller') ?? undefined,
      layer: () => this.#find('.lift') ?? undefined,
      onStart: (deal) => this.#setDrag({ deal }),
      onOver: (deal, over) => this.#setDrag({ deal, over }),
      onDrop: (deal, target) => this.#onDrop(deal, target),
      onEnd: () => this.#setDrag(undefined),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#derived = this.#derive();
    this.#moves.noticeApplied();
    this.#followCursor();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    // After the frame's own news, which it takes the place of: a move is said as a move.
    const said = this.#moves.takeSaid();
    if (said !== undefined) this.announce(said, 100);
  }

  protected override texts(): FrameTexts {
    const words = this.#words;
    const { asOf, period, pipeline } = this.snapshot;
    const derived = this.#derived;
    if (!derived || !asOf) return { heading: words.heading, subtitle: '' };
    const { open } = derived.board;
    const format = this.formatter;
    const hasSum = derived.columns.some(({ row, isClosed }) => !isClosed && row.nAmount > 0);
    const [largest] = derived.columns
      .filter(({ row, isClosed }) => !isClosed && row.nAmount > 0 && row.sum.amount !== null)
      .sort((a, b) => (b.row.sum.amount ?? 0) - (a.row.sum.amount ?? 0));
    const share = (part: number | null, of: number | null): number | null =>
      part !== null && of !== null && of > 0 && part >= 0 && part <= of ? part / of : null;
    return {
      heading: words.heading,
      subtitle: words.subtitle(
        {
          pipeline: pipeline?.name,
          open: open.n,
          sum: hasSum ? format.moneyTotal(open.sum) : undefined,
          weighted: hasSum && open.weighted ? format.moneyTotal(open.weighted, { compact: true }) : undefined,
          period: period && { from: format.date(period.from), to: format.date(period.to - 1) },
          asOf: format.date(asOf.day),
        },
        format,
      ),
      takeaway: words.takeaway(
        {
          open: open.n,
          hasAmounts: hasSum,
          largest: largest && {
            stage: largest.model.name,
            sum: largest.model.sum,
            share: share(largest.row.sum.amount, open.sum.amount),
          },
          idle: derived.idle,
        },
        format,
      ),
    };
  }

  protected override emptyState(): EmptyState | undefined {
    return this.#derived?.columns.some(({ row }) => row.n > 0) ? undefined : 'empty';
  }

  protected override leftOut(): readonly LeftOut[] {
    return this.#derived?.board.leftOut ?? [];
  }

  protected override notes(): readonly string[] {
    return this.readonly || this.snapshot.canSave ? [] : [this.#words.staysHere];
  }

  protected override tableModel(): TableModel | undefined {
    const { columns: heads, heading } = this.#words;
    return (
      this.#derived && {
        caption: this.heading || heading,
        columns: [
          { key: 'stage', label: heads.stage },
          { key: 'deals', label: heads.deals, numeric: true },
          { key: 'sum', label: heads.sum, numeric: true },
          { key: 'weighted', label: heads.weighted, numeric: true },
        ],
        rows: this.#derived.columns.map(({ row, model }) => ({
          key: row.key,
          cells: [
            model.name,
            model.count,
            model.sum,
            row.weighted && row.nAmount > 0 ? this.formatter.moneyTotal(row.weighted) : this.words.none,
          ],
        })),
      }
    );
  }

  protected override renderSkeleton(): unknown {
    return renderSkeleton();
  }

  protected override renderPlot(): TemplateResult {
    const columns = this.#derived?.columns ?? [];
    const chosen = this.#chosen(columns);
    const words = this.#columnWords();
    return html`<div
      class=${this.#isMovable ? 'board movable' : 'board'}
      role="group"
      aria-labelledby="heading"
      aria-describedby="keys"
      @keydown=${this.#onKeydown}
      @focusin=${(event: FocusEvent) => this.#cursor.onFocusin(event)}
      @click=${this.#onClick}
      @contextmenu=${this.#onContextmenu}
    >
      <p id="keys" class="hidden">${this.#words.keys({ moves: this.#isMovable })}</p>
      ${renderChooser(columns, chosen, this.#words, (key) => this.#onChoose(key))}
      <div class=${this.#drag ? 'scroller dragging' : 'scroller'}>
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
      ${renderMenu(this.#menu, {
        onChoose: (key) => this.#onMove(key),
        onToggle: (event) => this.#onMenuToggle(event),
      })}
    </div>`;
  }

  #renderColumn(column: DerivedColumn, at: number, chosen: string, words: ColumnWords): TemplateResult {
    const { row, model, facts, isClosed } = column;
    const key = row.stage;
    const collapsed = isClosed && !this.#touched.unfolded.has(key);
    const drawn = collapsed ? [] : this.#drawn(column);
    const dragged = this.#drag && this.#dragged;
    const takes = dragged !== undefined && column.isTarget && dragged.stage !== key;
    const over = takes && this.#drag?.over === key;
    const { pending } = this.snapshot;
    const limit = this.#limit(key);
    const state: ColumnState = {
      at,
      level: Math.min(6, (Math.round(this.headingLevel) || 3) + 1),
      collapsed,
      foldable: isClosed,
      chosen: key === chosen,
      takes,
      over,
      line: over && drawn.length > 0 && this.#derived ? this.#landing(drawn, dragged) : undefined,
      cards: drawn.map((one) => this.#model.card(one)),
      more: collapsed ? 0 : Math.max(0, facts.length - limit),
    };
    return renderColumn(
      model,
      state,
      (card, index) => ({
        pending: pending.has(card.id),
        lifted: this.#drag?.deal === card.id,
        actions: this.#isMovable,
        menuOpen: this.#menu?.id === card.id,
        ...(facts.length > drawn.length && {
          // A card that is drawn beyond the limit, because the focus is on it, has its true place.
          position: index < limit ? index + 1 : facts.findIndex(({ deal }) => deal.id === card.id) + 1,
          of: facts.length,
        }),
      }),
      { ...words, showMore: this.#words.showMore({ n: Math.min(CARDS, state.more) }, this.formatter) },
    );
  }

  #derive(): Derived | undefined {
    const { phase, pipeline, period, reportCurrency } = this.snapshot;
    const order = this.order;
    if (phase !== 'ready' || !pipeline || !order) return undefined;
    const window = period && { from: period.from, to: period.to };
    const summary = this.summary({ ...boardTables({ pipeline: pipeline.id, window }), ...idleTables() });
    if (!summary) return undefined;
    if (this.#touched.pipeline !== pipeline.id) {
      this.#touched = { pipeline: pipeline.id, shown: new Map(), unfolded: new Set(), chosen: '' };
    }
    return this.#model.derive({
      summary,
      order,
      pipeline,
      window,
      currency: reportCurrency,
      messages: this.#words,
      format: this.formatter,
      noProbabilities: this.words.needsShort.probabilities,
    });
  }

  /** The tab stop goes where its deal went: by a move of this board, by undo, or by anybody else's. */
  #followCursor(): void {
    const { place } = this.#cursor;
    const deal = place?.deal;
    if (!place || deal === undefined || this.#factsIn(place.column, deal)) return;
    const changed = this.snapshot.state?.change?.deals.find(({ after }) => after?.id === deal)?.after?.stage;
    const ends = [...(changed === undefined ? [] : [changed]), ...this.#moves.endsOf(deal)];
    const column = ends.find((stage) => this.#factsIn(stage, deal));
    // In a collapsed column there is nothing to be on: then the card that takes its place is next.
    if (column !== undefined && !this.#isCollapsed(column)) this.#cursor.moveTo({ ...place, column });
  }

  /** The cards that a column draws: the first ones, and the one with the focus wherever it lies. */
  #drawn({ row, facts }: DerivedColumn): readonly DealFacts[] {
    const limit = this.#limit(row.stage);
    const first = facts.slice(0, limit);
    const { place } = this.#cursor;
    if (facts.length <= limit || place?.deal === undefined || place.column !== row.stage) return first;
    const kept = facts.find(({ deal }, index) => index >= limit && deal.id === place.deal);
    return kept ? [...first, kept] : first;
  }

  #limit(key: string): number {
    return this.#touched.shown.get(key) ?? CARDS;
  }

  #landing(drawn: readonly DealFacts[], dragged: DealFacts): number | undefined {
    const frame = this.snapshot.view?.frame;
    return frame && landingIndex(drawn, dragged, frame);
  }

  #isCollapsed(key: string): boolean {
    return this.#column(key)?.isClosed === true && !this.#touched.unfolded.has(key);
  }

  /** The stage shown where there is room for one: the one chosen, else the first open one that holds deals. */
  #chosen(columns: readonly DerivedColumn[]): string {
    const known = columns.find(
      ({ row }) => row.stage === this.#touched.chosen && this.#touched.chosen !== '',
    );
    return (known ?? columns.find(({ row }) => row.n > 0) ?? columns[0])?.row.stage ?? '';
  }

  #column(key: string): DerivedColumn | undefined {
    return this.#derived?.columns.find(({ row }) => row.stage === key);
  }

  #factsIn(key: string, deal: string): DealFacts | undefined {
    return this.#column(key)?.facts.find((facts) => facts.deal.id === deal);
  }

  /** A deal whose card is drawn. */
  #factsOf(deal: string): DealFacts | undefined {
    const key = this.#cardOf(deal)?.closest<HTMLElement>('[data-column]')?.dataset['column'];
    return key === undefined ? undefined : this.#factsIn(key, deal);
  }

  get #dragged(): DealFacts | undefined {
    return this.#drag && this.#factsOf(this.#drag.deal);
  }

  get #isMovable(): boolean {
    return !this.readonly;
  }

  get #words(): BoardMessages {
    return this.messages('board', english);
  }

  #columnWords(): ColumnWords {
    const words = this.#words;
    return {
      show: words.show,
      hide: words.hide,
      showColumn: (stage) => words.showColumn({ stage }),
      hideColumn: (stage) => words.hideColumn({ stage }),
      showMore: '',
      drop: words.drop,
      empty: words.emptyColumn,
      actionsFor: (deal) => words.actionsFor({ deal }),
      saving: words.saving,
    };
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  #cardOf(deal: string): HTMLElement | null {
    return this.#find(`.columns [data-deal="${CSS.escape(deal)}"]`);
  }

  #selectDeal(id: string): void {
    const facts = this.#factsOf(id);
    if (!facts) return;
    const value = facts.amount === undefined ? null : fromMinor(facts.amount, facts.currency);
    const detail: PipelineSelectDetail = { rowKey: `deal:${id}`, value, n: 1, dealIds: [id] };
    this.dispatchEvent(
      new CustomEvent('pipeline-select', { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  #moveDeal(facts: DealFacts, target: string): void {
    const from = this.#column(facts.stage)?.model;
    const to = this.#column(target)?.model;
    if (!from || !to) return;
    void this.#moves.move({ deal: facts.deal.id, label: this.#model.card(facts).label, from, to });
  }

  async #openMenu(deal: string): Promise<void> {
    const facts = this.#factsOf(deal);
    const card = this.#cardOf(deal);
    if (!facts || !card || !this.#isMovable) return;
    const words = this.#words;
    const isPending = this.snapshot.pending.has(deal);
    const items = (this.#derived?.columns ?? [])
      .filter(({ row, isTarget }) => isTarget || row.stage === facts.stage)
      .map(({ row, model }) => ({
        key: row.stage,
        label: model.name,
        ...(row.stage === facts.stage
          ? { here: true, hint: words.here }
          : isPending
            ? { reason: words.saving }
            : {}),
      }));
    const from = this.shadowRoot?.activeElement === card ? 'card' : 'actions';
    this.#menu = { id: deal, from, title: words.moveTo({ deal: this.#model.card(facts).label }), items };
    this.requestUpdate();
    await this.updateComplete;
    const menu = this.#find('.menu');
    const anchor = card.querySelector('[data-stop=actions]');
    if (menu && anchor && this.isConnected) openMenu(menu, anchor);
  }

  #onMenuToggle(event: ToggleEvent): void {
    if (event.newState !== 'closed') return;
    // Back to where it was opened from, unless a press elsewhere has already taken the focus. Browsers do this by
    // themselves only outside shadow roots.
    const active = this.shadowRoot?.activeElement;
    const menu = event.target as HTMLElement;
    const isLost = active
      ? menu.contains(active)
      : [null, this, document.body].includes(document.activeElement as HTMLElement | null);
    const facts = this.#menu && this.#factsOf(this.#menu.id);
    if (this.#menu && facts && isLost) this.#focusDeal(facts, this.#menu.from, { still: true });
    this.#menu = undefined;
    this.requestUpdate();
  }

  #onMove(target: string): void {
    const menu = this.#menu;
    const facts = menu && this.#factsOf(menu.id);
    this.#menu = undefined;
    this.#find('.menu')?.hidePopover();
    if (!menu || !facts) return;
    // The focus goes back to what opened the menu, and with the card to its new column.
    this.#focusDeal(facts, menu.from);
    this.#moveDeal(facts, target);
  }

  #setDrag(drag: { readonly deal: string; readonly over?: string } | undefined): void {
    this.#drag = drag;
    this.requestUpdate();
  }

  #onDrop(deal: string, target: string): void {
    const facts = this.#factsOf(deal);
    if (!facts) return;
    this.#focusDeal(facts, 'card', { still: true });
    this.#moveDeal(facts, target);
  }

  #focusDeal(
    { deal: { id: deal }, stage: column }: DealFacts,
    stop: string,
    options?: { still: boolean },
  ): void {
    const { place } = this.#cursor;
    const index =
      place?.deal === deal
        ? place.index
        : this.#column(column)?.facts.findIndex((one) => one.deal.id === deal);
    this.#cursor.focusNext({ column, stop, deal, index }, options);
  }

  #pick(path: readonly EventTarget[]): { readonly id: string; readonly element: HTMLElement } | undefined {
    if (!this.#isMovable) return undefined;
    for (const target of path) {
      if (target === this) return undefined;
      if (!(target instanceof HTMLElement)) continue;
      if (target.dataset['stop'] === 'actions') return undefined;
      const id = target.dataset['deal'];
      if (id !== undefined && target.getRootNode() === this.renderRoot) {
        return this.snapshot.pending.has(id) ? undefined : { id, element: target };
      }
    }
    return undefined;
  }

  #dropTargets(): DropTarget[] {
    const sections = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-column]')];
    return sections.flatMap((element) => {
      const key = element.dataset['column'] ?? '';
      return this.#column(key)?.isTarget ? [{ key, element }] : [];
    });
  }

  #onChoose(key: string): void {
    this.#touched.chosen = key;
    this.#touched.unfolded.add(key);
    this.requestUpdate();
  }

  #onContextmenu(event: MouseEvent): void {
    // The key for a context menu has opened ours.
    if (this.#menu && event.button !== 2) event.preventDefault();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (
      (event.ctrlKey || event.metaKey) &&
      !event.shiftKey &&
      !event.altKey &&
      event.key.toLowerCase() === 'z'
    ) {
      if (!this.#isMovable || !this.snapshot.canUndo) return;
      event.preventDefault();
      void this.#moves.undo();
      return;
    }
    this.#cursor.onKeydown(event);
  }

  #onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stop]') : null;
    const column = this.#column(target?.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? '');
    if (!target || !column) return;
    const key = column.row.stage;
    const deal = target.closest<HTMLElement>('[data-deal]')?.dataset['deal'];
    switch (target.dataset['stop']) {
      case 'header':
        this.select(column.row);
        break;
      case 'fold':
        if (!this.#touched.unfolded.delete(key)) this.#touched.unfolded.add(key);
        this.requestUpdate();
        break;
      case 'more': {
        const limit = this.#limit(key);
        const first = column.facts[limit]?.deal.id;
        this.#touched.shown.set(key, limit + CARDS);
        this.#cursor.focusNext({ column: key, stop: 'card', deal: first, index: limit });
        break;
      }
      case 'actions':
        if (deal !== undefined) void this.#openMenu(deal);
        break;
      case 'card':
        if (deal !== undefined) this.#selectDeal(deal);
        break;
      default:
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-board': PipelineBoard;
  }
}
