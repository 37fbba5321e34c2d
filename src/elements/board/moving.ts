import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import type { PipelineRequestDetails, RequestResult } from '../../context/types.js';
import type { DealFacts } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { MovingMessages } from '../../locales/messages/moving.js';
import type { Snapshot } from '../shared/base.js';
import { BoardCarry } from './carry.js';
import type { Carried } from './carry.js';
import type { DerivedColumn } from './derive.js';
import type { Gate } from './gate.js';
import { handIndex } from './hand.js';
import { BoardLift } from './lift.js';
import { BoardMenu } from './menu.js';
import type { MenuItem } from './menu.js';
import { BoardMoves } from './moves.js';
import type { Move, MovedDeal } from './moves.js';
import { BrokenRules, isOpenAsk, ruleOn } from './rules.js';
import type { Ruling } from './rules.js';
import { BoardSelection } from './selection.js';
import type { BoardState } from './state.js';

/** Only boards that ask something load it. */
const loadGate = () => import('./gate.js');

/** The element that deals are moved in. */
export type MovingHost = ReactiveControllerHost & HTMLElement & { readonly readonly: boolean };

/** What moving reads of the board, and asks of it. */
export interface MovingAccess {
  snapshot(): Snapshot;
  words(): BoardMessages;
  moving(): MovingMessages;
  format(): Formatter;
  isRtl(): boolean;
  /** `lang` of what the board says, where that is another language than the one around it. */
  lang(): string | undefined;
  readonly state: BoardState;
  isIn(deal: string, stage: string): boolean;
  cardOf(deal: string): HTMLElement | null;
  focusDeal(deal: string, stop: string, still?: boolean): void;
  request(detail: PipelineRequestDetails['pipeline-deal-move-request']): Promise<RequestResult>;
  ask(what: 'retry' | 'cancel'): Promise<RequestResult>;
  undo(): Promise<RequestResult>;
  open(deal: string): void;
  /** The source keeps an order by hand, and the columns show it. */
  isByHand(): boolean;
  /** A column's place in the board, so that it can be seen. */
  reveal(column: string): void;
}

/** What a column looks like while cards hang over the board. */
export interface ColumnAim {
  /** It can be dropped on. */
  readonly takes: boolean;
  readonly over: boolean;
  /** Why it can't be. */
  readonly refusal?: string;
  /** Before which of its cards the cards will lie. */
  readonly line?: number;
}

/** What a card shows of being moved. */
export interface CardMotion {
  readonly pending: boolean;
  readonly lifted: boolean;
  readonly carried: boolean;
  /** undefined: nothing is selected, so that there is nothing to tick. */
  readonly selected?: boolean;
  readonly menuOpen: boolean;
  /** What stands below the figures: being saved, not saved yet, being moved. */
  readonly note: string;
  /** Rules that its deal does not keep. */
  readonly broken: string;
}

const NO_AIM: ColumnAim = { takes: false, over: false };

/**
 * Everything about the board that moves deals: pointer, keyboard, menu, several at once; the questions of a stage and
 * what rules say; what becomes of a move. All ways lead through {@link BoardMoving.move}.
 */
export class BoardMoving implements ReactiveController {
  readonly moves: BoardMoves;
  readonly selection: BoardSelection;
  readonly menu: BoardMenu;
  readonly #host: MovingHost;
  readonly #access: MovingAccess;
  readonly #lift: BoardLift;
  readonly #carry: BoardCarry;
  readonly #broken = new BrokenRules();
  #gate: Gate | undefined;
  /** Columns of the cards in the hand, as they were picked up: several may come from several. */
  #held: ReadonlyMap<string, string> = new Map();
  /** What the rules say to what hangs over the board, by column. */
  #rulings: { readonly key: string; readonly by: Map<string, Ruling> } | undefined;

  constructor(host: MovingHost, access: MovingAccess) {
    this.#host = host;
    this.#access = access;
    const { state } = access;
    this.moves = new BoardMoves(host, {
      messages: () => access.words(),
      moving: () => access.moving(),
      format: () => access.format(),
      request: (detail) => access.request(detail),
      undo: () => access.undo(),
      late: () => access.snapshot().late,
      ask: (what) => access.ask(what),
      isIn: (deal, stage) => access.isIn(deal, stage),
      stageOf: (deal) => {
        const facts = state.find(deal);
        return facts && state.column(state.homeOf(facts))?.model;
      },
      count: (stage) => state.column(stage)?.row.n ?? 0,
      indexIn: (stage, deal) => state.indexIn(stage, deal),
    });
    this.selection = new BoardSelection(host);
    this.#lift = new BoardLift(host, {
      canLift: (deal) => this.#canMove(deal),
      canDrop: (column) => state.column(column)?.isTarget === true,
      count: (deal) => this.#group(deal).length,
      isByHand: () => access.isByHand(),
      onDrop: (deal, column) => this.#drop(deal, column),
    });
    this.#carry = new BoardCarry(host, {
      columns: (home) =>
        state.columns
          .filter(({ row, isTarget }) => isTarget || row.stage === home)
          .map(({ row }) => ({ key: row.stage, n: row.n })),
      landing: (ids, column) => this.#landing(ids, column),
      isByHand: () => access.isByHand(),
      isRtl: () => access.isRtl(),
      onOver: (over, stuck) => this.#sayOver(over, stuck),
      onDrop: (over) => void this.#putDown(over),
      onCancel: (over) => {
        const facts = { ...this.#called(over.ids), stage: this.#nameOf(over.home) };
        this.moves.say(access.moving().cancelled(facts, access.format()));
      },
    });
    this.menu = new BoardMenu(host, {
      onChoose: (deal, column, from) => void this.move(this.#group(deal), column, { stop: from }),
      onAct: (deal, act, from) => this.#act(deal, act, from),
      onClosed: (deal, from) => access.focusDeal(deal, from, true),
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#gate?.close();
  }

  /** Cards hang over the board. */
  get isAiming(): boolean {
    return this.#lift.dragged !== undefined || this.#carry.carried !== undefined;
  }

  /** Called with the figures that are about to be drawn. */
  notice(): void {
    this.moves.noticeApplied();
    this.selection.prune((id) => this.#access.state.find(id) !== undefined);
    const { carried } = this.#carry;
    // What was in the hand has gone, or somebody else has moved it.
    if (carried && ![...this.#held].every(([id, column]) => this.#access.isIn(id, column)))
      this.#carry.cancel();
  }

  /** How many of the data's deals do not keep the rules of their pipeline. */
  get brokenCount(): number {
    const { pipeline, data } = this.#access.snapshot();
    return pipeline && data ? this.#broken.count(pipeline, data.deals, data.provenance?.history) : 0;
  }

  aimOf({ row, isTarget, facts }: DerivedColumn): ColumnAim {
    const aim = this.#aim();
    if (!aim) return NO_AIM;
    const key = row.stage;
    const takes = isTarget && (key !== aim.home || this.#access.isByHand());
    const over = aim.column === key && (takes || this.#carry.carried !== undefined);
    if (!takes) return { takes: false, over: over && key !== aim.home };
    const { refusal } = this.#ruling(aim.ids, key);
    const frame = this.#access.snapshot().view?.frame;
    if (!over || refusal !== undefined || facts.length === 0 || !frame) return { takes, over, refusal };
    return { takes, over, line: aim.index ?? this.#landing(aim.ids, key) };
  }

  motionOf(facts: DealFacts): CardMotion {
    const { id } = facts.deal;
    const { pending, late, pipeline, data } = this.#access.snapshot();
    const moving = this.#access.moving();
    const words = this.#access.words();
    const isCarried = this.#carry.has(id);
    const format = this.#access.format();
    return {
      pending: pending.has(id),
      lifted: this.#lift.dragged !== undefined && this.#group(this.#lift.dragged).includes(id),
      carried: isCarried,
      ...(this.selection.size > 0 && { selected: this.selection.has(id) }),
      menuOpen: this.menu.deal === id,
      note: isCarried
        ? moving.carrying
        : late.has(id)
          ? moving.notSaved
          : pending.has(id)
            ? words.saving
            : '',
      broken: pipeline
        ? this.#broken.of(pipeline, facts.deal, data?.provenance?.history, moving, format)
        : '',
    };
  }

  /** True: the key was one of its own. */
  onKeydown(event: KeyboardEvent): boolean {
    if (this.#carry.carried) return this.#carry.onKeydown(event);
    const stop = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stop]') : null;
    const deal = stop?.dataset['stop'] === 'card' ? stop.dataset['deal'] : undefined;
    if (this.#host.readonly || event.altKey) return false;
    const { key, shiftKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && !shiftKey && key.toLowerCase() === 'z') {
      if (!this.#access.snapshot().canUndo) return false;
      void this.moves.undo();
    } else if (key === 'Escape' && this.selection.size > 0) {
      this.#clearSelection();
    } else if (deal === undefined) return false;
    else if (key === ' ' && (ctrl || shiftKey)) this.#toggle(deal);
    else if (key === ' ') {
      if (!event.repeat) this.#pickUp(deal);
    } else if (shiftKey && !ctrl && (key === 'ArrowDown' || key === 'ArrowUp')) {
      this.#extend(deal, key === 'ArrowDown' ? 1 : -1);
    } else return false;
    event.preventDefault();
    return true;
  }

  /** True: the click selects, and does not open. */
  onCardClick(event: MouseEvent, deal: string): boolean {
    if (this.#host.readonly) return false;
    const isTick = event.target instanceof HTMLInputElement;
    if (isTick || event.ctrlKey || event.metaKey) this.#toggle(deal);
    else if (event.shiftKey) this.#extendTo(deal);
    else return false;
    return true;
  }

  /** The focus has left a card: what is in the hand goes back, unless the card was only drawn again. */
  async onFocusout(): Promise<void> {
    const { carried } = this.#carry;
    if (!carried) return;
    await this.#host.updateComplete;
    await new Promise((done) => requestAnimationFrame(done));
    const active = this.#host.shadowRoot?.activeElement?.closest<HTMLElement>('[data-deal]');
    const held = active?.dataset['deal'];
    if (this.#carry.carried === carried && (held === undefined || !carried.ids.includes(held)))
      this.#carry.cancel();
  }

  /** The one way of all moves: rules, then the questions of a gate, then the request. The focus goes with the card. */
  async move(
    ids: readonly string[],
    target: string,
    { stop, still, ...how }: { stop: string; still?: boolean; index?: number; placed?: boolean },
  ): Promise<void> {
    const { state } = this.#access;
    const to = state.column(target)?.model;
    const found = ids.flatMap((id) => state.find(id) ?? []);
    const going = how.index === undefined ? found.filter((facts) => state.homeOf(facts) !== target) : found;
    const [first] = going;
    if (!to || !first) return;
    const deals = going.flatMap((facts): MovedDeal[] => {
      const from = state.column(state.homeOf(facts))?.model;
      return from ? [{ id: facts.deal.id, label: state.card(facts).label, from }] : [];
    });
    this.#access.focusDeal(first.deal.id, stop, still);
    const ruling = this.#rule(going, target);
    const move: Move = {
      deals,
      to,
      ...how,
      ...(ruling.warning !== undefined && { warning: ruling.warning }),
    };
    if (ruling.refusal !== undefined) {
      this.moves.refuse(move, ruling.refusal);
      return;
    }
    const changes = await this.#ask(ruling, to.name, deals);
    if (!changes) {
      const facts = { ...this.#called(ids), stage: deals[0]?.from.name ?? '' };
      this.moves.say(this.#access.moving().cancelled(facts, this.#access.format()));
    }
    // A dialog had the focus: it goes back to where the move began.
    if (!changes || ruling.open.length > 0) this.#access.focusDeal(first.deal.id, stop, still);
    if (!changes) return;
    const isBatch = deals.length > 1;
    await this.moves.move({ ...move, changes });
    if (isBatch) this.selection.clear();
  }

  async openMenu(deal: string): Promise<void> {
    const { state } = this.#access;
    const facts = state.find(deal);
    const card = this.#access.cardOf(deal);
    if (!facts || !card || this.#host.readonly) return;
    const words = this.#access.words();
    const moving = this.#access.moving();
    const format = this.#access.format();
    const ids = this.#group(deal);
    const { pending } = this.#access.snapshot();
    const isPending = ids.some((id) => pending.has(id));
    const home = state.homeOf(facts);
    const items = state.columns
      .filter(({ row, isTarget }) => isTarget || row.stage === home)
      .map(({ row: { stage }, model: { name } }): MenuItem => {
        if (stage === home && ids.length === 1)
          return { key: stage, label: name, here: true, hint: words.here };
        if (isPending) return { key: stage, label: name, reason: words.saving };
        const { refusal, open } = this.#ruling(ids, stage);
        return {
          key: stage,
          label: name,
          ...(refusal !== undefined && { reason: refusal }),
          ...(refusal === undefined && open.length > 0 && { hint: moving.missing({ labels: open }, format) }),
        };
      });
    const at = state.indexIn(home, deal);
    const last = (state.column(home)?.facts.length ?? 0) - 1;
    const acts: MenuItem[] = [
      ...(this.#access.isByHand() && !isPending && ids.length === 1
        ? [
            ...(at > 0 ? [{ key: 'up', label: moving.moveUp }] : []),
            ...(at < last ? [{ key: 'down', label: moving.moveDown }] : []),
          ]
        : []),
      { key: 'open', label: moving.open },
      { key: 'select', label: this.selection.has(deal) ? moving.deselect : moving.select },
    ];
    const label = ids.length > 1 ? words.deals({ n: ids.length }, format) : state.card(facts).label;
    await this.menu.open({ deal, title: words.moveTo({ deal: label }), items, acts }, card);
  }

  /** Beside the bar after a move: how many are selected, and what can be done with them. */
  renderSelection(): unknown {
    const { size } = this.selection;
    if (size === 0) return nothing;
    const moving = this.#access.moving();
    return html`<div class="bar selection" part="selection">
      <span class="bar-words">${moving.selected({ n: size }, this.#access.format())}</span>
      <button type="button" @click=${() => this.#menuOfSelection()}>${moving.moveSelected}</button>
      <button type="button" @click=${() => this.#clearSelection()}>${moving.clearSelection}</button>
    </div>`;
  }

  /** The layer that carries the dragged card. */
  renderLayer(): TemplateResult {
    return html`<div class="lift" popover="manual" aria-hidden="true"></div>`;
  }

  #canMove(deal: string): boolean {
    return !this.#host.readonly && !this.#access.snapshot().pending.has(deal);
  }

  /** A selected card stands for all that are selected and can be moved. */
  #group(deal: string): readonly string[] {
    if (!this.selection.has(deal)) return [deal];
    const { pending } = this.#access.snapshot();
    return this.selection.ids.filter((id) => id === deal || !pending.has(id));
  }

  #rule(facts: readonly DealFacts[], target: string): Ruling {
    const { pipeline } = this.#access.snapshot();
    if (!pipeline || !this.#access.state.isByStage) return { asks: [], open: [] };
    const deals = facts.filter(({ stage }) => stage !== target).map(({ deal }) => deal);
    return ruleOn(pipeline, deals, target, this.#access.moving(), this.#access.format());
  }

  /** Kept while the same cards hang over the board: each drawing asks for each column. */
  #ruling(ids: readonly string[], target: string): Ruling {
    const { state } = this.#access;
    const facts = ids.flatMap((id) => state.find(id) ?? []);
    const key = JSON.stringify(facts.map(({ deal, stage }) => [deal.id, stage, deal.updatedAt]));
    if (this.#rulings?.key !== key) this.#rulings = { key, by: new Map() };
    let ruling = this.#rulings.by.get(target);
    if (!ruling) this.#rulings.by.set(target, (ruling = this.#rule(facts, target)));
    return ruling;
  }

  async #ask(
    ruling: Ruling,
    stage: string,
    deals: readonly MovedDeal[],
  ): Promise<NonNullable<Move['changes']> | undefined> {
    const root = this.#host.shadowRoot;
    if (ruling.open.length === 0 || !root) return [];
    const { Gate } = await loadGate();
    if (!this.#host.isConnected) return undefined;
    const words = this.#access.moving();
    const format = this.#access.format();
    const called = { deal: deals[0]?.label ?? '', n: deals.length };
    this.#gate?.close();
    const gate = (this.#gate = new Gate({
      title: words.gate.title({ ...called, stage }, format),
      // Of several deals those that have answered everything are not asked again.
      asked: ruling.asks.filter(({ asks }) => asks.some(isOpenAsk)),
      words,
      format,
      lang: this.#access.lang(),
    }));
    const answer = await gate.open(root);
    if (this.#gate === gate) this.#gate = undefined;
    return answer;
  }

  #aim(): { ids: readonly string[]; home: string; column?: string; index?: number } | undefined {
    const { carried } = this.#carry;
    if (carried) return { ...carried, index: this.#access.isByHand() ? carried.index : undefined };
    const { dragged, over } = this.#lift;
    const facts = dragged === undefined ? undefined : this.#access.state.find(dragged);
    return facts && dragged !== undefined
      ? {
          ids: this.#group(dragged),
          home: this.#access.state.homeOf(facts),
          column: over,
          index: this.#lift.index,
        }
      : undefined;
  }

  /** Where cards would lie in a column, from 0; in the one that they are in: where they lie. */
  #landing(ids: readonly string[], target: string): number {
    const { state } = this.#access;
    const [first] = ids.flatMap((id) => state.find(id) ?? []);
    const column = state.column(target);
    const frame = this.#access.snapshot().view?.frame;
    if (!first || !column || !frame) return 0;
    if (state.homeOf(first) === target) return state.indexIn(target, first.deal.id);
    if (this.#access.isByHand()) return column.facts.length;
    return state.landing(column, first);
  }

  #pickUp(deal: string): void {
    const ids = this.#group(deal);
    const facts = this.#access.state.find(deal);
    if (!facts) return;
    if (!ids.every((id) => this.#canMove(id))) {
      this.moves.say(`${this.#access.state.card(facts).label}: ${this.#access.words().saving}`);
      return;
    }
    this.moves.hideBar();
    const home = this.#access.state.homeOf(facts);
    const { state } = this.#access;
    this.#held = new Map(
      ids.flatMap((id) => {
        const one = state.find(id);
        return one ? [[id, state.homeOf(one)] as const] : [];
      }),
    );
    const carried = this.#carry.pickUp(ids, home);
    const place = { stage: this.#nameOf(home), ...this.#place(carried) };
    this.moves.say(this.#access.moving().pickedUp({ ...this.#called(ids), ...place }, this.#access.format()));
  }

  #sayOver(over: Carried, stuck?: 'across' | 'within'): void {
    const words = this.#access.moving();
    const format = this.#access.format();
    const stage = this.#nameOf(over.column);
    const { refusal, open } =
      over.column === over.home ? { refusal: undefined, open: [] } : this.#ruling(over.ids, over.column);
    this.#access.reveal(over.column);
    if (stuck === 'across') this.moves.say(words.noFurther({ stage }));
    else if (stuck) this.moves.say(this.#access.isByHand() ? words.noFurther({ stage }) : words.sorted);
    else if (refusal !== undefined) this.moves.say(words.overRefused({ stage, reason: refusal }));
    else {
      const place = { stage, ...this.#place(over) };
      const isHome = over.column === over.home && over.index === this.#landing(over.ids, over.home);
      this.moves.say(isHome ? words.overHome(place, format) : words.over({ ...place, asks: open }, format));
    }
  }

  async #putDown(over: Carried): Promise<void> {
    const index = this.#access.isByHand() ? this.#handIndex(over) : undefined;
    const isHome = over.column === over.home;
    if (isHome && (index === undefined || over.index === this.#landing(over.ids, over.home))) {
      const facts = { ...this.#called(over.ids), stage: this.#nameOf(over.home) };
      this.moves.say(this.#access.moving().cancelled(facts, this.#access.format()));
      return;
    }
    await this.move(over.ids, over.column, {
      stop: 'card',
      placed: true,
      ...(index !== undefined && { index }),
    });
  }

  #drop(deal: string, column: string): void {
    const ids = this.#group(deal);
    const facts = this.#access.state.find(deal);
    const { index } = this.#lift;
    const hand =
      index === undefined || !facts || !this.#access.isByHand()
        ? undefined
        : this.#handIndex({ ids, home: facts.stage, column, index });
    void this.move(ids, column, { stop: 'card', still: true, ...(hand !== undefined && { index: hand }) });
  }

  #handIndex({ ids, column, index }: Carried): number | undefined {
    const { data, pipeline } = this.#access.snapshot();
    if (!data || !pipeline) return undefined;
    const shown = (this.#access.state.column(column)?.facts ?? [])
      .map(({ deal }) => deal.id)
      .filter((id) => !ids.includes(id));
    return handIndex(data, pipeline.id, column, ids, shown, index);
  }

  /** Position from 1, and of how many with the cards in the hand. */
  #place({ ids, column, home, index }: Carried): { readonly position: number; readonly of: number } {
    const n = this.#access.state.column(column)?.row.n ?? 0;
    return { position: index + 1, of: column === home ? n : n + ids.length };
  }

  #called(ids: readonly string[]): { readonly deal: string; readonly n: number } {
    const { state } = this.#access;
    const facts = state.find(ids[0] ?? '');
    return { deal: facts ? state.card(facts).label : '', n: ids.length };
  }

  #nameOf(stage: string): string {
    return this.#access.state.column(stage)?.model.name ?? stage;
  }

  #idsIn(stage: string): readonly string[] {
    return (this.#access.state.column(stage)?.facts ?? []).map(({ deal }) => deal.id);
  }

  #toggle(deal: string): void {
    this.selection.toggle(deal);
    this.#saySelected(deal);
  }

  #saySelected(deal: string): void {
    const { has, size } = { has: this.selection.has(deal), size: this.selection.size };
    const facts = { deal: this.#called([deal]).deal, on: has, n: size };
    this.moves.say(this.#access.moving().selectedNow(facts, this.#access.format()));
  }

  #extend(deal: string, way: 1 | -1): void {
    const stage = this.#access.state.find(deal)?.stage;
    if (stage === undefined) return;
    const ids = this.#idsIn(stage);
    if (!this.selection.has(deal)) this.selection.anchorAt(deal);
    const next = ids[ids.indexOf(deal) + way];
    this.selection.extend(next ?? deal, ids);
    if (next !== undefined) this.#access.focusDeal(next, 'card');
    this.#saySelected(next ?? deal);
  }

  #extendTo(deal: string): void {
    const stage = this.#access.state.find(deal)?.stage;
    if (stage === undefined) return;
    this.selection.extend(deal, this.#idsIn(stage));
    this.#saySelected(deal);
  }

  #clearSelection(): void {
    this.selection.clear();
    this.moves.say(this.#access.moving().selectionCleared);
  }

  #menuOfSelection(): void {
    const [first] = this.selection.ids.filter((id) => this.#access.cardOf(id));
    const deal = first ?? this.selection.ids[0];
    if (deal !== undefined) void this.openMenu(deal);
  }

  #act(deal: string, act: string, from: string): void {
    const facts = this.#access.state.find(deal);
    if (!facts) return;
    this.#access.focusDeal(deal, from, true);
    if (act === 'open') this.#access.open(deal);
    else if (act === 'select') this.#toggle(deal);
    else {
      const index = this.#access.state.indexIn(facts.stage, deal) + (act === 'up' ? -1 : 1);
      const hand = this.#handIndex({ ids: [deal], home: facts.stage, column: facts.stage, index });
      if (hand !== undefined) void this.move([deal], facts.stage, { stop: from, index: hand });
    }
  }
}
