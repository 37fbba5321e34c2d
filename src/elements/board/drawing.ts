import { html, nothing } from 'lit';
import type { CSSResult, ReactiveControllerHost, TemplateResult } from 'lit';
import type {
  DealMove,
  DealPatch,
  PipelineRequestDetails,
  PipelineSelectDetail,
  RequestResult,
} from '../../context/types.js';
import { boardGroupOf } from '../../core/measures/board-groups.js';
import { boardTables } from '../../core/measures/board.js';
import { idleTables } from '../../core/measures/idle.js';
import type { LeftOut, Row } from '../../core/measures/types.js';
import { fromMinor } from '../../core/numeric/money.js';
import type { Pipeline } from '../../core/model.js';
import type { PipelineSummary, SummaryRequest } from '../../core/summary/types.js';
import type { DealOrder } from '../../core/view/order.js';
import type { DealFacts } from '../../core/view/types.js';
import { layout as englishLayout } from '../../locales/en/layout.js';
import { moving as english } from '../../locales/en/moving.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import type { MovingMessages } from '../../locales/messages/moving.js';
import type { PanelMessages } from '../../locales/messages/panel.js';
import type { Snapshot } from '../shared/base.js';
import type { EmptyState, FrameTexts, TableModel } from '../shared/frame.js';
import { BoardCursor } from './cursor.js';
import type { Spot } from './cursor.js';
import { drawingStyles } from './drawing.styles.js';
import type { DeriveOptions, DerivedColumn } from './derive.js';
import { regrouped } from './groups.js';
import type * as Lanes from './lanes.js';
import { layoutStyles } from './layout.styles.js';
import { LookReader } from './look.js';
import type { LookSettings } from './look.js';
import type { DealPanel } from './panel.js';
import { BoardMoving } from './moving.js';
import { movingStyles } from './moving.styles.js';
import { renderBar, renderChooser, renderPipelines } from './parts.js';
import { cellKey } from './places.js';
import { BoardPlot } from './plot.js';
import type { BoardSearch } from './search.js';
import { CardSlots, isHostControl } from './slots.js';
import { BoardState } from './state.js';
import { BoardSwipe } from './swipe.js';
import { boardTable, boardTexts } from './texts.js';
import { BoardWindows } from './windows.js';

/** Only boards with long columns load it. */
const loadVirtual = () => import('./virtual.js');
/** Only boards with lanes load it. */
const loadLanes = () => import('./lanes.js');
const loadSearch = () => import('./search.js');
/** Only boards whose deals are opened load it. */
const loadPanel = () => import('./panel.js');

/** Frames in which a card is brought into view. */
const MOST_TRIES = 20;

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
  moving(english: MovingMessages): MovingMessages;
  layoutWords(english: LayoutMessages): LayoutMessages;
  panelWords(english: PanelMessages): PanelMessages;
  lang(): string | undefined;
  frameWords(): FrameMessages;
  format(): Formatter;
  order(): DealOrder | undefined;
  look(): LookSettings;
  need<T>(load: () => Promise<T>): T | undefined;
  /** Adds styles that came with a part, once. */
  adopt(styles: CSSResult): void;
  summary(request: SummaryRequest): PipelineSummary | undefined;
  isRtl(): boolean;
  /** There is room for one column only. */
  isNarrow(): boolean;
  /** Its user may choose another pipeline. */
  canSwitch(): boolean;
  /** @returns false where the host does not let it */
  switchTo(pipeline: string): boolean;
  request(detail: PipelineRequestDetails['pipeline-deal-move-request']): Promise<RequestResult>;
  change(changes: readonly DealPatch[]): Promise<RequestResult>;
  ask(what: 'retry' | 'cancel'): Promise<RequestResult>;
  undo(): Promise<RequestResult>;
  select(row: Row): boolean;
}

/** Everything about the board that only matters once there are deals: columns, cards, keys, drag, menu, moves. */
export class BoardDrawing {
  readonly #element: BoardElement;
  readonly #access: BoardAccess;
  readonly #state = new BoardState();
  readonly #look = new LookReader();
  readonly #cursor: BoardCursor;
  readonly #moving: BoardMoving;
  readonly #windows: BoardWindows;
  readonly #plot: BoardPlot;
  readonly #slots: CardSlots;
  /** Lanes are wanted, and what draws them is on its way. A board that is there already stays meanwhile. */
  #isWaiting = false;
  #isDrawn = false;
  #panel: DealPanel | undefined;
  #search: BoardSearch | undefined;
  /** The deal that is being brought into view. */
  #showing: string | undefined;

  constructor(element: BoardElement, access: BoardAccess) {
    this.#element = element;
    this.#access = access;
    for (const { styleSheet } of [drawingStyles, movingStyles, layoutStyles]) {
      if (element.shadowRoot && styleSheet) element.shadowRoot.adoptedStyleSheets.push(styleSheet);
    }
    // Before the cursor, which looks for the card that it is on among those drawn.
    this.#windows = new BoardWindows(element, {
      need: () => access.need(loadVirtual),
      kept: (key) => {
        const { place } = this.#cursor;
        return place?.deal === undefined || keyOfSpot(place) !== key
          ? undefined
          : this.#state.indexIn(key, place.deal);
      },
      onDrawn: () => this.#cursor.refresh(),
    });
    this.#cursor = new BoardCursor(element, {
      root: () => this.#find('.board'),
      card: (list, index) => this.#windows.card(list, index),
      count: (list) => this.#windows.count(list),
      isRtl: () => access.isRtl(),
      turn: (way) => {
        const column = access.isNarrow() ? this.#turn(way) : undefined;
        if (column) this.#cursor.focusNext(firstSpot(column));
        return column !== undefined;
      },
      onSelect: (deal) => this.#selectDeal(deal),
      onMenu: (deal) => void this.#moving.openMenu(deal),
    });
    this.#moving = new BoardMoving(element, {
      snapshot: () => this.#snapshot,
      words: () => this.#words,
      moving: () => this.#movingWords,
      layoutWords: () => this.#layoutWords,
      format: () => access.format(),
      isRtl: () => access.isRtl(),
      lang: () => access.lang(),
      state: this.#state,
      isIn: (deal, place) => this.#isIn(deal, place),
      cardOf: (deal) => this.#cardOf(deal),
      focusDeal: (deal, stop, still) => this.#focusDeal(deal, stop, still),
      request: (detail) => this.#request(detail),
      ask: (what) => access.ask(what),
      undo: () => access.undo(),
      open: (deal) => this.#selectDeal(deal),
      isByHand: () =>
        this.#state.isByStage &&
        this.#state.derived?.layout.sortBy === 'hand' &&
        this.#snapshot.state?.keepsOrder === true,
      reveal: (place) => this.#reveal(place),
    });
    new BoardSwipe(element, {
      surface: () => (access.isNarrow() ? (this.#find('.columns') ?? undefined) : undefined),
      isRtl: () => access.isRtl(),
      isBusy: () => this.#moving.isAiming,
      canTurn: (way) => this.#beside(way) !== undefined,
      turn: (way) => {
        const column = this.#turn(way);
        if (!column) return;
        const facts = { column: column.model.name, n: column.row.n };
        this.#moving.moves.say(this.#layoutWords.columnShown(facts, access.format()));
      },
    });
    this.#slots = new CardSlots(element);
    this.#plot = new BoardPlot({
      state: this.#state,
      moving: this.#moving,
      windows: this.#windows,
      words: () => this.#words,
      movingWords: () => this.#movingWords,
      layoutWords: () => this.#layoutWords,
      isReadonly: () => element.readonly,
      level: () => Math.min(6, (Math.round(element.headingLevel) || 3) + 1),
      lanes: () => this.#lanesPart(),
      hasSlot: (deal) => this.#slots.has(deal),
      found: () => this.#search?.found,
    });
  }

  /** Takes over what the element has; called before each drawing. */
  derive(): void {
    this.#state.derive(this.#deriveOptions());
    this.#moving.notice();
    this.#followCursor();
    this.#panel?.draw();
  }

  /** What draws it is not all there yet. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** What is to be announced, once. */
  takeSaid(): string | undefined {
    return this.#moving.moves.takeSaid();
  }

  /** What is to be noted below the columns. */
  notes(): readonly string[] {
    const n = this.#moving.brokenCount;
    return n > 0 ? [this.#movingWords.violations({ n }, this.#access.format())] : [];
  }

  /** Why there is nothing to show; undefined: there is something. */
  get emptyState(): EmptyState | undefined {
    if (this.#state.columns.some(({ row }) => row.n > 0)) return undefined;
    if (this.#state.derived?.board.needs.includes('history')) return 'needs-history';
    // Another pipeline may hold some, and can be chosen where the columns are.
    return this.#pipelines.length > 1 ? undefined : 'empty';
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
      boardTable(derived, caption, {
        words: this.#words,
        layout: this.#layoutWords,
        format: this.#access.format(),
        none: this.#access.frameWords().none,
      })
    );
  }

  /** The plot. */
  render(): TemplateResult {
    const { columns, chosen } = this.#state;
    const { isTall } = this.#plot;
    this.#isDrawn = true;
    return html`<div
      class=${`board${this.#element.readonly ? '' : ' movable'}${isTall ? ' tall' : ''}`}
      role="group"
      aria-labelledby="heading"
      aria-describedby="keys"
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
      @focusin=${(event: FocusEvent) => this.#cursor.onFocusin(event)}
      @focusout=${() => void this.#moving.onFocusout()}
      @click=${(event: MouseEvent) => this.#onClick(event)}
      @contextmenu=${(event: MouseEvent) => this.#onContextmenu(event)}
    >
      <p id="keys" class="hidden">${this.#words.keys({ moves: !this.#element.readonly })}</p>
      ${isTall ? this.#renderSearch() : nothing} ${this.#renderPipelines()}
      ${renderChooser(columns, chosen, this.#words, (key) => this.#onChoose(key))}
      <div class=${this.#moving.isAiming ? 'scroller dragging' : 'scroller'}>${this.#plot.render()}</div>
      ${this.#element.readonly
        ? nothing
        : html`<p class="key-hint" aria-hidden="true">${this.#movingWords.hint}</p>`}
      <div class="dock">
        ${this.#moving.selecting.renderBar()}${renderBar(this.#moving.moves, this.#words, this.#movingWords)}
      </div>
      <div class="panel-box"></div>
      ${this.#moving.renderLayer()} ${this.#moving.renderMenu()}
    </div>`;
  }

  /** What the board can be switched between; none where that is not allowed. */
  get #pipelines(): readonly Pipeline[] {
    const { pipelines, pipeline } = this.#snapshot;
    if (!this.#access.canSwitch()) return [];
    return pipelines.filter((one) => !one.archived || one === pipeline);
  }

  #renderPipelines(): unknown {
    const pipelines = this.#pipelines;
    const { pipeline } = this.#snapshot;
    if (pipelines.length < 2 || !pipeline) return nothing;
    return renderPipelines(pipelines, pipeline.id, this.#layoutWords.pipeline, (id) =>
      this.#access.switchTo(id),
    );
  }

  /** The column on one side of the one that is shown alone. */
  #beside(way: 1 | -1): DerivedColumn | undefined {
    const { columns, chosen } = this.#state;
    const at = columns.findIndex(({ row }) => row.stage === chosen);
    return at < 0 ? undefined : columns[at + way];
  }

  #turn(way: 1 | -1): DerivedColumn | undefined {
    const column = this.#beside(way);
    if (column) this.#onChoose(column.row.stage);
    return column;
  }

  get #snapshot(): Snapshot {
    return this.#access.snapshot();
  }

  get #words(): BoardMessages {
    return this.#access.words();
  }

  get #movingWords(): MovingMessages {
    return this.#access.moving(english);
  }

  get #layoutWords(): LayoutMessages {
    return this.#access.layoutWords(englishLayout);
  }

  #deriveOptions(): DeriveOptions | undefined {
    const { phase, pipeline, period, reportCurrency } = this.#snapshot;
    const order = this.#access.order();
    if (phase !== 'ready' || !pipeline || !order) return undefined;
    const window = period && { from: period.from, to: period.to };
    const look = this.#look.read(this.#access.look(), pipeline.id);
    const hasLanes = Boolean(look.layout?.lanesBy) && this.#lanesPart() !== undefined;
    this.#isWaiting = Boolean(look.layout?.lanesBy) && !hasLanes && !this.#isDrawn;
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
        noHistory: this.#access.frameWords().needsShort.history,
        none: this.#access.frameWords().none,
        ...(hasLanes && { layoutWords: this.#layoutWords }),
        ...look,
      }
    );
  }

  /** What draws lanes, with its styles; undefined until it is there. */
  #lanesPart(): typeof Lanes | undefined {
    if (!this.#look.read(this.#access.look(), this.#snapshot.pipeline?.id).layout?.lanesBy) return undefined;
    const part = this.#access.need(loadLanes);
    if (part) this.#access.adopt(part.lanesStyles);
    return part;
  }

  /** The tab stop goes where its deal went: by a move of this board, by undo, or by anybody else's. */
  #followCursor(): void {
    const { place } = this.#cursor;
    const deal = place?.deal;
    if (!place || deal === undefined || this.#isIn(deal, keyOfSpot(place))) return;
    const changed = this.#changed(deal);
    const ends = changed ? [this.#state.homeOf(changed)] : this.#moving.moves.endsOf(deal);
    const end = ends.find((key) => this.#isIn(deal, key));
    const facts = changed ?? (end === undefined ? undefined : this.#state.factsIn(end, deal));
    if (end === undefined || !facts) return;
    const column = this.#state.columnOf(facts);
    const lane = this.#state.laneOf(facts);
    // In a collapsed column there is nothing to be on: then the card that takes its place is next.
    if (!this.#state.isCollapsed(column)) this.#cursor.moveTo({ ...place, column, lane });
  }

  /** A deal that the last change was about, as it is now: known without looking for it. */
  #changed(id: string): DealFacts | undefined {
    const { state, view } = this.#snapshot;
    if (!view || state?.data !== view.data) return undefined;
    const after = state.change?.deals.find((change) => change.after?.id === id)?.after;
    return after && view.factsOf(after);
  }

  #isIn(deal: string, key: string): boolean {
    const changed = this.#changed(deal);
    const place = changed && this.#state.place(key);
    return place ? this.#state.isAt(changed, place) : this.#state.factsIn(key, deal) !== undefined;
  }

  #reveal(place: string): void {
    const name = this.#state.lanes.length > 0 ? 'place' : 'column';
    this.#find(`[data-${name}="${CSS.escape(place)}"]`)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
    });
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
    const { place } = this.#cursor;
    // It has gone: the card that took its place is next.
    if (!facts && place?.deal === id) this.#cursor.focusNext(place, { still });
    if (!facts) return;
    const index = place?.deal === id ? place.index : undefined;
    this.#cursor.focusNext(
      { ...this.#spotOf(facts, stop), ...(index !== undefined && { index }) },
      { still },
    );
  }

  #spotOf(facts: DealFacts, stop: string): Spot {
    const { id: deal } = facts.deal;
    const lane = this.#state.laneOf(facts);
    const index = this.#state.indexIn(this.#state.homeOf(facts), deal);
    return { column: this.#state.columnOf(facts), ...(lane !== undefined && { lane }), stop, deal, index };
  }

  #selectDeal(id: string): void {
    const facts = this.#factsOf(id);
    if (!facts) return;
    const value = facts.amount === undefined ? null : fromMinor(facts.amount, facts.currency);
    this.#tell({ rowKey: `deal:${id}`, value, n: 1, dealIds: [id] });
    void this.#openPanel(id);
  }

  async #openPanel(id: string): Promise<void> {
    const asked = new CustomEvent('pipeline-deal-open', {
      detail: { dealId: id },
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (!this.#element.dispatchEvent(asked)) return;
    const { DealPanel } = await loadPanel();
    const root = this.#element.shadowRoot;
    if (!root || !this.#element.isConnected) return;
    this.#panel ??= new DealPanel({
      root,
      box: () => this.#find('.panel-box'),
      words: (words) => this.#access.panelWords(words),
      model: (deal) => {
        const facts = this.#state.find(deal);
        const { describing } = this.#state;
        return facts && describing && { facts, describing, card: this.#state.card(facts) };
      },
      onClosed: (deal) => this.#focusDeal(deal, 'card'),
    });
    this.#panel.open(id);
  }

  /** Where columns draw a part of their cards only, the page's own search would not find the others. */
  #renderSearch(): unknown {
    const part = this.#access.need(loadSearch);
    const root = this.#element.shadowRoot;
    if (!part || !root) return nothing;
    this.#search ??= new part.BoardSearch({
      root,
      words: (words) => this.#access.panelWords(words),
      format: () => this.#access.format(),
      columns: () => this.#state.columns,
      labelOf: (facts) => this.#state.card(facts).label,
      ownerOf: (facts) => this.#state.describing?.owners.get(facts.owner) ?? '',
      show: (column, deal) => void this.#showCard(column, deal),
      enter: (_column, deal) => this.#focusDeal(deal, 'card'),
      say: (text) => this.#moving.moves.say(text),
      update: () => this.#element.requestUpdate(),
    });
    return this.#search.render();
  }

  async #showCard(column: string, deal: string): Promise<void> {
    if (this.#state.isCollapsed(column)) this.#state.toggle(column);
    if (this.#state.chosen !== column) this.#state.choose(column);
    const facts = this.#state.factsIn(column, deal);
    if (!facts) return;
    const lane = this.#state.laneOf(facts);
    if (lane !== undefined && this.#state.isFolded(lane)) this.#state.toggleLane(lane);
    const list = this.#state.homeOf(facts);
    this.#element.requestUpdate();
    await this.#element.updateComplete;
    if (BoardWindows.isLong(this.#windows.count(list))) await loadVirtual();
    // Heights of cards that were never drawn are estimates, and measuring them moves what lies below: it is there when
    // it has stayed in view. Another jump, or a reader who goes elsewhere, ends it.
    const ours = (this.#showing = deal);
    let stayed = 0;
    for (let tries = 0; tries < MOST_TRIES && stayed < 2 && this.#showing === ours; tries++) {
      const card = this.#windows.card(list, this.#state.indexIn(list, deal));
      const shaft = card?.closest<HTMLElement>('.shaft');
      if (!card || !shaft) return;
      const [box, view] = [card.getBoundingClientRect(), shaft.getBoundingClientRect()];
      if (tries > 0 && box.top >= view.top && box.bottom <= view.bottom) {
        stayed++;
      } else {
        stayed = 0;
        card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        // In the middle of its column, so that its neighbours are seen too.
        shaft.scrollTop +=
          card.getBoundingClientRect().top - shaft.getBoundingClientRect().top - shaft.clientHeight / 2;
      }
      await new Promise((done) => requestAnimationFrame(done));
    }
  }

  #selectColumn({ row, facts }: DerivedColumn): void {
    const stage = this.#state.derived?.board.rows.find(({ key }) => key === row.key);
    if (stage) this.#access.select(stage);
    else this.#tell({ rowKey: row.key, value: row.n, n: row.n, dealIds: facts.map(({ deal }) => deal.id) });
  }

  /** One request for all that a move changes: the stage, and what else its column and its lane say of a deal. */
  #request(detail: PipelineRequestDetails['pipeline-deal-move-request']): Promise<RequestResult> {
    const { derived } = this.#state;
    const frame = this.#snapshot.view?.frame;
    if (!derived || !frame || (this.#state.isByStage && derived.lanes.length === 0)) {
      return this.#access.request(detail);
    }
    const { groupBy, lanesBy } = derived.layout;
    const moves: DealMove[] = [];
    const changes: DealPatch[] = [];
    for (const move of detail.moves) {
      const facts = this.#state.find(move.dealId);
      const place = this.#state.place(move.toStage);
      if (!facts || !place) continue;
      const stage = this.#state.stageOf(place);
      if (stage !== undefined && (stage !== facts.stage || move.index !== undefined)) {
        moves.push({ ...move, fromStage: facts.stage, toStage: stage });
      }
      for (const [by, key] of [
        [groupBy, place.column?.row.stage],
        [lanesBy, place.lane?.key],
      ] as const) {
        if (key === undefined || by === 'stage' || boardGroupOf(facts, by, frame) === key) continue;
        changes.push(regrouped(facts, by, key, frame));
      }
    }
    // What a gate has asked for comes last: it was answered by somebody who saw where the card goes.
    const all = [...changes, ...(detail.changes ?? [])];
    if (moves.length === 0) return this.#access.change(all);
    return this.#access.request({ moves, ...(all.length > 0 && { changes: all }) });
  }

  #tell(detail: PipelineSelectDetail): boolean {
    return this.#element.dispatchEvent(
      new CustomEvent('pipeline-select', { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  #onChoose(key: string): void {
    this.#state.choose(key);
    this.#element.requestUpdate();
  }

  #onContextmenu(event: MouseEvent): void {
    // The key for a context menu has opened ours.
    if (this.#moving.isMenuOpen && event.button !== 2) event.preventDefault();
  }

  #onKeydown(event: KeyboardEvent): void {
    // What the host adds to cards has keys of its own.
    if (this.#isHosts(event)) return;
    if (!this.#moving.onKeydown(event)) this.#cursor.onKeydown(event);
  }

  #isHosts(event: Event): boolean {
    return isHostControl(event.composedPath(), this.#element.shadowRoot);
  }

  #onClick(event: MouseEvent): void {
    if (this.#isHosts(event)) return;
    const { shadowRoot } = this.#element;
    const own = event
      .composedPath()
      .find((one) => one instanceof Element && one.getRootNode() === shadowRoot);
    const stop = own instanceof Element ? own.closest<HTMLElement>('[data-stop]') : null;
    const key = stop?.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? '';
    const deal = stop?.closest<HTMLElement>('[data-deal]')?.dataset['deal'] ?? '';
    const column = this.#state.column(key);
    switch (stop?.dataset['stop']) {
      case 'header':
        if (column) this.#selectColumn(column);
        break;
      case 'fold':
        this.#state.toggle(key);
        this.#element.requestUpdate();
        break;
      case 'lane':
        this.#state.toggleLane(stop.closest<HTMLElement>('[data-lane-row]')?.dataset['laneRow'] ?? '');
        this.#element.requestUpdate();
        break;
      case 'actions':
        void this.#moving.openMenu(deal);
        break;
      case 'check':
        this.#moving.onCardClick(event, deal);
        break;
      case 'card':
        if (!this.#moving.onCardClick(event, deal)) this.#selectDeal(deal);
        break;
      default:
    }
  }
}

/** What the list of cards is known by that a spot lies in. */
const keyOfSpot = ({ column, lane }: Spot): string => (lane === undefined ? column : cellKey(column, lane));

const firstSpot = ({ row, facts: [first] }: DerivedColumn): Spot =>
  first
    ? { column: row.stage, stop: 'card', deal: first.deal.id, index: 0 }
    : { column: row.stage, stop: 'header' };
