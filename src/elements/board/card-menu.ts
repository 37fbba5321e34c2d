import type { DealFacts } from '../../core/view/types.js';
import type { BoardAsking } from './asking.js';
import { BoardMenu } from './menu.js';
import type { MenuItem, MenuModel } from './menu.js';
import { handIndexIn } from './moving-access.js';
import type { MovingAccess, MovingHost, MovingPath } from './moving-access.js';
import { cellKey } from './places.js';
import { groupingName } from './texts.js';

export interface CardMenuOptions {
  isSelected(deal: string): boolean;
  toggle(deal: string): void;
}

/** What a card's menu offers: the stages, and the lanes, each with what is against it or asked for, and what else can be done. */
export class CardMenu {
  readonly #access: MovingAccess;
  readonly #path: MovingPath;
  readonly #asking: BoardAsking;
  readonly #options: CardMenuOptions;
  readonly #menu: BoardMenu;
  readonly #host: MovingHost;
  /** Where the deal was when its menu was opened. */
  #home = '';

  constructor(
    host: MovingHost,
    access: MovingAccess,
    path: MovingPath,
    asking: BoardAsking,
    options: CardMenuOptions,
  ) {
    this.#host = host;
    this.#access = access;
    this.#path = path;
    this.#asking = asking;
    this.#options = options;
    this.#menu = new BoardMenu(host, {
      onChoose: (deal, column, from) => void path.move(path.group(deal), column, { stop: from }),
      onAct: (deal, act, from) => this.#act(deal, act, from),
      onClosed: (deal, from) => access.focusDeal(deal, from, true),
    });
  }

  /** Whose menu is open. */
  get deal(): string | undefined {
    return this.#menu.deal;
  }

  /** The board has left the page. */
  forget(): void {
    if (this.deal !== undefined) this.#menu.forget();
  }

  /** Called with the figures that are about to be drawn: a deal that has gone elsewhere takes its menu with it. */
  notice(): void {
    const { deal } = this;
    if (deal === undefined || this.#access.isIn(deal, this.#home)) return;
    void this.#host.updateComplete.then(() => {
      if (this.deal === deal) this.#menu.close();
    });
  }

  render(): unknown {
    return this.#menu.render();
  }

  async open(deal: string): Promise<void> {
    const { state } = this.#access;
    const facts = state.find(deal);
    const card = this.#access.cardOf(deal);
    if (!facts || !card) return;
    const words = this.#access.words();
    const ids = this.#path.group(deal);
    const label =
      ids.length > 1 ? words.deals({ n: ids.length }, this.#access.format()) : state.card(facts).label;
    const home = state.homeOf(facts);
    const { pending } = this.#access.snapshot();
    const isPending = ids.some((id) => pending.has(id));
    this.#home = home;
    await this.#menu.open(
      {
        deal,
        title: words.moveTo({ deal: label }),
        items: this.#columns(ids, facts, isPending),
        ...this.#lanes(ids, facts, isPending),
        acts: this.#acts(deal, home, this.#access.isByHand() && !isPending && ids.length === 1),
      },
      card,
    );
  }

  /** Columns: what lane a card is in stays as it is. */
  #columns(ids: readonly string[], facts: DealFacts, isPending: boolean): readonly MenuItem[] {
    const { state } = this.#access;
    const home = state.columnOf(facts);
    return state.columns
      .filter(({ row, isTarget }) => isTarget || row.stage === home)
      .map(({ row: { stage }, model: { name } }) =>
        this.#item(stage, name, stage === home && ids.length === 1, ids, isPending),
      );
  }

  /** Lanes: the column stays as it is. */
  #lanes(ids: readonly string[], facts: DealFacts, isPending: boolean): Pick<MenuModel, 'lanes'> {
    const { state } = this.#access;
    const home = state.laneOf(facts);
    const lanes = state.lanes.filter(({ key, isTarget }) => isTarget || key === home);
    const by = state.derived?.layout.lanesBy;
    if (by === undefined || home === undefined || !lanes.some(({ isTarget }) => isTarget)) return {};
    const items = lanes.map(({ key, name }) =>
      this.#item(cellKey(null, key), name, key === home && ids.length === 1, ids, isPending),
    );
    return { lanes: { title: groupingName(by, this.#access.layoutWords()), items } };
  }

  #item(key: string, label: string, here: boolean, ids: readonly string[], isPending: boolean): MenuItem {
    const words = this.#access.words();
    if (here) return { key, label, here, hint: words.here };
    if (isPending) return { key, label, reason: words.saving };
    const { refusal, open } = this.#asking.ruling(ids, key);
    const asks = (): string => this.#access.moving().missing({ labels: open }, this.#access.format());
    return {
      key,
      label,
      ...(refusal !== undefined && { reason: refusal }),
      ...(refusal === undefined && open.length > 0 && { hint: asks() }),
    };
  }

  #acts(deal: string, home: string, isByHand: boolean): readonly MenuItem[] {
    const { state } = this.#access;
    const moving = this.#access.moving();
    const at = state.indexIn(home, deal);
    const last = (state.place(home)?.facts.length ?? 0) - 1;
    return [
      ...(isByHand && at > 0 ? [{ key: 'up', label: moving.moveUp }] : []),
      ...(isByHand && at < last ? [{ key: 'down', label: moving.moveDown }] : []),
      { key: 'open', label: moving.open },
      { key: 'select', label: this.#options.isSelected(deal) ? moving.deselect : moving.select },
    ];
  }

  #act(deal: string, act: string, from: string): void {
    const facts = this.#access.state.find(deal);
    if (!facts) return;
    this.#access.focusDeal(deal, from, true);
    if (act === 'open') this.#access.open(deal);
    else if (act === 'select') this.#options.toggle(deal);
    else {
      const home = this.#access.state.homeOf(facts);
      const index = this.#access.state.indexIn(home, deal) + (act === 'up' ? -1 : 1);
      const hand = handIndexIn(this.#access, [deal], home, index);
      if (hand !== undefined) void this.#path.move([deal], home, { stop: from, index: hand });
    }
  }
}
