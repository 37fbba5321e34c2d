import { html } from 'lit';
import type { ReactiveController, TemplateResult } from 'lit';
import type { DealFacts } from '../../core/view/types.js';
import { BoardAsking } from './asking.js';
import { CardMenu } from './card-menu.js';
import { BoardCarrying } from './carrying.js';
import { BoardLift } from './lift.js';
import { calledIn, handIndexIn, landingIn, takesIn } from './moving-access.js';
import type { MoveHow, MovingAccess, MovingHost, MovingPath } from './moving-access.js';
import { BoardMoves } from './moves.js';
import type { Move, MovedDeal } from './moves.js';
import type { Place } from './places.js';
import type { Preview } from './preview.js';
import { BrokenRules } from './rules.js';
import { BoardSelecting } from './selecting.js';

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
  readonly selecting: BoardSelecting;
  readonly #host: MovingHost;
  readonly #access: MovingAccess;
  readonly #asking: BoardAsking;
  readonly #lift: BoardLift;
  readonly #carrying: BoardCarrying;
  readonly #menu: CardMenu;
  readonly #broken = new BrokenRules();

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
        return facts && state.place(state.homeOf(facts));
      },
      count: (place) => state.place(place)?.n ?? 0,
      indexIn: (place, deal) => state.indexIn(place, deal),
    });
    const say = (text: string): void => this.moves.say(text);
    const path: MovingPath = {
      say,
      hideBar: () => this.moves.hideBar(),
      move: (ids, target, how) => this.move(ids, target, how),
      group: (deal) => this.#group(deal),
      canMove: (deal) => this.#canMove(deal),
    };
    this.#asking = new BoardAsking(host, access);
    this.selecting = new BoardSelecting(host, access, {
      say,
      openMenu: (deal) => void this.openMenu(deal),
    });
    this.#lift = new BoardLift(host, {
      canLift: (deal) => this.#canMove(deal),
      canDrop: (deal, place) => takesIn(access, this.#group(deal), place),
      count: (deal) => this.#group(deal).length,
      isByHand: () => access.isByHand(),
      onDrop: (deal, place) => this.#drop(deal, place),
    });
    this.#carrying = new BoardCarrying(host, access, path, this.#asking);
    this.#menu = new CardMenu(host, access, path, this.#asking, {
      isSelected: (deal) => this.selecting.has(deal),
      toggle: (deal) => this.selecting.toggle(deal),
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asking.close();
    this.#menu.forget();
  }

  /** Cards hang over the board. */
  get isAiming(): boolean {
    return this.#lift.dragged !== undefined || this.#carrying.carried !== undefined;
  }

  /** A card's menu is open. */
  get isMenuOpen(): boolean {
    return this.#menu.deal !== undefined;
  }

  /** Called with the figures that are about to be drawn. */
  notice(): void {
    this.moves.noticeApplied();
    this.selecting.notice();
    this.#carrying.notice();
    this.#menu.notice();
  }

  /** How many of the data's deals do not keep the rules of their pipeline. */
  get brokenCount(): number {
    const { pipeline, data } = this.#access.snapshot();
    return pipeline && data ? this.#broken.count(pipeline, data.deals, data.provenance?.history) : 0;
  }

  /** @param key of a place that cards can be dropped on: a column, or the part of one in a lane */
  aimOf(key: string): ColumnAim {
    const aim = this.#aim();
    const place = aim && this.#access.state.place(key);
    if (!aim || !place) return NO_AIM;
    const takes = (key !== aim.home || this.#access.isByHand()) && takesIn(this.#access, aim.ids, key);
    const over = aim.column === key && (takes || this.#carrying.carried !== undefined);
    if (!takes) return { takes: false, over: over && key !== aim.home };
    const { refusal } = this.#asking.ruling(aim.ids, key);
    const frame = this.#access.snapshot().view?.frame;
    if (!over || refusal !== undefined || place.facts.length === 0 || !frame) return { takes, over, refusal };
    return { takes, over, line: aim.index ?? landingIn(this.#access, aim.ids, key) };
  }

  /** What would be shown if the cards that hang over the board were dropped; undefined: nothing would come of it. */
  get preview(): Preview | undefined {
    const aim = this.#aim();
    const place = this.#placeOver();
    if (!aim || !place || this.aimOf(place.key).refusal !== undefined) return undefined;
    return this.#access.state.preview(aim.ids, place.key);
  }

  /** Cards hang over a part of this column. */
  isOver(column: string): boolean {
    return this.#placeOver()?.column?.row.stage === column;
  }

  /** Cards hang over a part of this lane. */
  isOverLane(lane: string): boolean {
    return this.#placeOver()?.lane?.key === lane;
  }

  motionOf(facts: DealFacts): CardMotion {
    const { id } = facts.deal;
    const { pending, late, pipeline, data } = this.#access.snapshot();
    const moving = this.#access.moving();
    const words = this.#access.words();
    const isCarried = this.#carrying.has(id);
    const format = this.#access.format();
    return {
      pending: pending.has(id),
      lifted: this.#lift.dragged !== undefined && this.#group(this.#lift.dragged).includes(id),
      carried: isCarried,
      ...(this.selecting.size > 0 && { selected: this.selecting.has(id) }),
      menuOpen: this.#menu.deal === id,
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
    if (this.#carrying.carried) return this.#carrying.onKeydown(event);
    const stop = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stop]') : null;
    const deal = stop?.dataset['stop'] === 'card' ? stop.dataset['deal'] : undefined;
    if (this.#host.readonly || event.altKey) return false;
    const { key, shiftKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && !shiftKey && key.toLowerCase() === 'z') {
      if (!this.#access.snapshot().canUndo) return false;
      void this.moves.undo();
    } else if (key === 'Escape' && this.selecting.size > 0) {
      this.selecting.clear();
    } else if (deal === undefined) return false;
    else if (key === ' ' && (ctrl || shiftKey)) this.selecting.toggle(deal);
    else if (key === ' ') {
      if (!event.repeat) this.#carrying.pickUp(deal);
    } else if (shiftKey && !ctrl && (key === 'ArrowDown' || key === 'ArrowUp')) {
      this.selecting.extend(deal, key === 'ArrowDown' ? 1 : -1);
    } else return false;
    event.preventDefault();
    return true;
  }

  /** True: the click selects, and does not open. */
  onCardClick(event: MouseEvent, deal: string): boolean {
    return !this.#host.readonly && this.selecting.onCardClick(event, deal);
  }

  onFocusout(): Promise<void> {
    return this.#carrying.onFocusout();
  }

  /** The one way of all moves: rules, then the questions of a gate, then the request. The focus goes with the card. */
  async move(ids: readonly string[], target: string, { stop, still, ...how }: MoveHow): Promise<void> {
    const { state } = this.#access;
    const to = state.place(target);
    const found = ids.flatMap((id) => state.find(id) ?? []);
    const going = how.index === undefined && to ? found.filter((facts) => !state.isAt(facts, to)) : found;
    const [first] = going;
    if (!to || !first) return;
    const deals = going.flatMap((facts): MovedDeal[] => {
      const from = state.likewise(facts, to);
      return from ? [{ id: facts.deal.id, label: state.card(facts).label, from }] : [];
    });
    this.#access.focusDeal(first.deal.id, stop, still);
    const ruling = this.#asking.rule(going, target);
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
    const changes = await this.#asking.ask(ruling, to, deals);
    if (!changes) {
      const facts = { ...calledIn(this.#access, ids), stage: deals[0]?.from.name ?? '' };
      this.moves.say(this.#access.moving().cancelled(facts, this.#access.format()));
    }
    // A dialog had the focus: it goes back to where the move began.
    if (!changes || ruling.open.length > 0) this.#access.focusDeal(first.deal.id, stop, still);
    if (!changes) return;
    const isBatch = deals.length > 1;
    await this.moves.move({ ...move, changes });
    if (isBatch) this.selecting.drop();
  }

  async openMenu(deal: string): Promise<void> {
    if (!this.#host.readonly) await this.#menu.open(deal);
  }

  renderMenu(): unknown {
    return this.#menu.render();
  }

  /** The layer that carries the dragged card. */
  renderLayer(): TemplateResult {
    return html`<div class="lift" popover="manual" aria-hidden="true"></div>`;
  }

  #canMove(deal: string): boolean {
    return !this.#host.readonly && !this.#access.snapshot().pending.has(deal);
  }

  #group(deal: string): readonly string[] {
    if (!this.selecting.has(deal)) return [deal];
    const { pending } = this.#access.snapshot();
    return this.selecting.ids.filter((id) => id === deal || !pending.has(id));
  }

  #aim(): { ids: readonly string[]; home: string; column?: string; index?: number } | undefined {
    const { carried } = this.#carrying;
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

  /** What cards hang over, where they can be put down. */
  #placeOver(): Place | undefined {
    const { column } = this.#aim() ?? {};
    return column !== undefined && this.aimOf(column).over ? this.#access.state.place(column) : undefined;
  }

  #drop(deal: string, place: string): void {
    const ids = this.#group(deal);
    const { index } = this.#lift;
    const hand =
      index === undefined || !this.#access.state.find(deal) || !this.#access.isByHand()
        ? undefined
        : handIndexIn(this.#access, ids, place, index);
    void this.move(ids, place, { stop: 'card', still: true, ...(hand !== undefined && { index: hand }) });
  }
}
