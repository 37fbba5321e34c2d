import type { BoardAsking } from './asking.js';
import { BoardCarry } from './carry.js';
import type { Carried, CarryPlace } from './carry.js';
import { calledIn, handIndexIn, landingIn, placeNameIn, takesIn } from './moving-access.js';
import type { MovingAccess, MovingHost, MovingPath } from './moving-access.js';
import { cellKey } from './places.js';

/** Moving by keyboard, in words: what is in the hand, what it is held over, where it was put down. */
export class BoardCarrying {
  readonly #host: MovingHost;
  readonly #access: MovingAccess;
  readonly #path: MovingPath;
  readonly #asking: BoardAsking;
  readonly #carry: BoardCarry;
  /** Places of the cards in the hand, as they were picked up: several may come from several. */
  #held: ReadonlyMap<string, string> = new Map();

  constructor(host: MovingHost, access: MovingAccess, path: MovingPath, asking: BoardAsking) {
    this.#host = host;
    this.#access = access;
    this.#path = path;
    this.#asking = asking;
    this.#carry = new BoardCarry(host, {
      row: (over) => this.#row(over),
      lanes: (over) => this.#lanes(over),
      landing: (ids, column) => landingIn(access, ids, column),
      isByHand: () => access.isByHand(),
      isRtl: () => access.isRtl(),
      onOver: (over, stuck) => this.#sayOver(over, stuck),
      onDrop: (over) => void this.#putDown(over),
      onCancel: (over) => this.#sayCancelled(over),
    });
  }

  get carried(): Carried | undefined {
    return this.#carry.carried;
  }

  has(id: string): boolean {
    return this.#carry.has(id);
  }

  /** True: the key was one of its own. */
  onKeydown(event: KeyboardEvent): boolean {
    return this.#carry.onKeydown(event);
  }

  /** Called with the figures that are about to be drawn. */
  notice(): void {
    // What was in the hand has gone, or somebody else has moved it.
    if (this.carried && ![...this.#held].every(([id, column]) => this.#access.isIn(id, column)))
      this.#carry.cancel();
  }

  /** The focus has left a card: what is in the hand goes back, unless the card was only drawn again. */
  async onFocusout(): Promise<void> {
    const { carried } = this;
    if (!carried) return;
    await this.#host.updateComplete;
    await new Promise((done) => requestAnimationFrame(done));
    const active = this.#host.shadowRoot?.activeElement?.closest<HTMLElement>('[data-deal]');
    const held = active?.dataset['deal'];
    if (this.carried === carried && (held === undefined || !carried.ids.includes(held))) this.#carry.cancel();
  }

  pickUp(deal: string): void {
    const { state } = this.#access;
    const ids = this.#path.group(deal);
    const facts = state.find(deal);
    if (!facts) return;
    if (!ids.every((id) => this.#path.canMove(id))) {
      this.#path.say(`${state.card(facts).label}: ${this.#access.words().saving}`);
      return;
    }
    this.#path.hideBar();
    const home = state.homeOf(facts);
    this.#held = new Map(
      ids.flatMap((id) => {
        const one = state.find(id);
        return one ? [[id, state.homeOf(one)] as const] : [];
      }),
    );
    const carried = this.#carry.pickUp(ids, home);
    const said = { ...calledIn(this.#access, ids), stage: this.#nameOf(home), ...this.#place(carried) };
    this.#path.say(this.#access.moving().pickedUp(said, this.#access.format()));
  }

  #sayOver(over: Carried, stuck?: 'across' | 'within'): void {
    const words = this.#access.moving();
    const format = this.#access.format();
    const stage = this.#nameOf(over.column);
    const isHome = over.column === over.home;
    const { refusal, open } = isHome
      ? { refusal: undefined, open: [] }
      : this.#asking.ruling(over.ids, over.column);
    this.#access.reveal(over.column);
    if (stuck === 'across') this.#path.say(words.noFurther({ stage }));
    else if (stuck) this.#path.say(this.#access.isByHand() ? words.noFurther({ stage }) : words.sorted);
    else if (refusal !== undefined) this.#path.say(words.overRefused({ stage, reason: refusal }));
    else {
      const place = { stage, ...this.#place(over) };
      const isWhereItWas = isHome && over.index === landingIn(this.#access, over.ids, over.home);
      this.#path.say(
        isWhereItWas ? words.overHome(place, format) : words.over({ ...place, asks: open }, format),
      );
    }
  }

  async #putDown(over: Carried): Promise<void> {
    const { ids, column, home } = over;
    const index = this.#access.isByHand() ? handIndexIn(this.#access, ids, column, over.index) : undefined;
    if (column === home && (index === undefined || over.index === landingIn(this.#access, ids, home))) {
      this.#sayCancelled(over);
      return;
    }
    await this.#path.move(ids, column, {
      stop: 'card',
      placed: true,
      ...(index !== undefined && { index }),
    });
  }

  #sayCancelled({ ids, home }: Carried): void {
    const facts = { ...calledIn(this.#access, ids), stage: this.#nameOf(home) };
    this.#path.say(this.#access.moving().cancelled(facts, this.#access.format()));
  }

  /** Places beside each other: the columns, on a board with lanes those of one lane. */
  #row({ ids, home, column }: Carried): readonly CarryPlace[] {
    const { state } = this.#access;
    const lane = state.place(column)?.lane?.key;
    return this.#places(
      ids,
      home,
      state.columns.map(({ row }) => (lane === undefined ? row.stage : cellKey(row.stage, lane))),
    );
  }

  /** Places below each other: those of one column, by lane. */
  #lanes({ ids, home, column }: Carried): readonly CarryPlace[] {
    const { state } = this.#access;
    const key = state.place(column)?.column?.row.stage;
    if (key === undefined) return [];
    return this.#places(
      ids,
      home,
      state.lanes.map((lane) => cellKey(key, lane.key)),
    );
  }

  #places(ids: readonly string[], home: string, keys: readonly string[]): readonly CarryPlace[] {
    return keys
      .filter((key) => key === home || takesIn(this.#access, ids, key))
      .map((key) => ({ key, n: this.#access.state.place(key)?.n ?? 0 }));
  }

  /** Position from 1, and of how many with the cards in the hand. */
  #place({ ids, column, home, index }: Carried): { readonly position: number; readonly of: number } {
    const n = this.#access.state.place(column)?.n ?? 0;
    return { position: index + 1, of: column === home ? n : n + ids.length };
  }

  #nameOf(place: string): string {
    return placeNameIn(this.#access, place);
  }
}
