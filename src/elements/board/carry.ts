import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A column, or the part of one in a lane. */
export interface CarryPlace {
  readonly key: string;
  /** How many cards it holds. */
  readonly n: number;
}

export interface CarryOptions {
  /** Places that the cards can go to, beside the one that they are held over, in order; and where they are. */
  row(over: Carried): readonly CarryPlace[];
  /** The same, above and below it: one a lane; none where there are no lanes. */
  lanes(over: Carried): readonly CarryPlace[];
  /** Where the cards would lie in a column; in their own: where they lie. From 0. */
  landing(ids: readonly string[], column: string): number;
  /** The source keeps an order by hand, and the board shows it. */
  isByHand(): boolean;
  isRtl(): boolean;
  /** Another place is looked at. @param stuck the arrow led nowhere: in this direction */
  onOver(over: Carried, stuck?: 'across' | 'within'): void;
  onDrop(over: Carried): void;
  onCancel(over: Carried): void;
}

/** Cards in the hand, and where they would be put down. */
export interface Carried {
  readonly ids: readonly string[];
  readonly home: string;
  /** The place, which is a column where there are no lanes. */
  readonly column: string;
  /** Place in the column, from 0; its own where the order follows a rule. */
  readonly index: number;
}

/** Picking cards up by keyboard: the place is looked for with arrows, and nothing changes before the drop. */
export class BoardCarry implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: CarryOptions;
  #carried: Carried | undefined;

  constructor(host: ReactiveControllerHost, options: CarryOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#carried = undefined;
  }

  get carried(): Carried | undefined {
    return this.#carried;
  }

  has(id: string): boolean {
    return this.#carried?.ids.includes(id) === true;
  }

  pickUp(ids: readonly string[], home: string): Carried {
    const index = this.#options.landing(ids, home);
    this.#carried = { ids, home, column: home, index };
    this.#host.requestUpdate();
    return this.#carried;
  }

  /** Puts the cards down where they are held over. */
  drop(): void {
    const over = this.#release();
    if (over) this.#options.onDrop(over);
  }

  cancel(): void {
    const over = this.#release();
    if (over) this.#options.onCancel(over);
  }

  /** True: the key was one of its own. */
  onKeydown(event: KeyboardEvent): boolean {
    const now = this.#carried;
    if (!now) return false;
    if (event.key === 'Tab') {
      this.cancel();
      return false;
    }
    if (event.key === 'Escape') this.cancel();
    else if (event.key === 'Enter' || event.key === ' ') {
      if (!event.repeat) this.drop();
    } else if (event.key.startsWith('Arrow') && !event.altKey) this.#look(now, event);
    // Whatever else is pressed meanwhile does nothing: least of all scroll the page under the card.
    else if (event.ctrlKey || event.metaKey || event.key.length > 1) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #look(now: Carried, { key, ctrlKey, metaKey }: KeyboardEvent): void {
    const toEnd = ctrlKey || metaKey;
    const isWithin = key === 'ArrowUp' || key === 'ArrowDown';
    const next = isWithin
      ? this.#within(now, key === 'ArrowDown' ? 1 : -1, toEnd)
      : this.#across(now, (key === 'ArrowRight') === this.#options.isRtl() ? -1 : 1, toEnd);
    const isSame = next.column === now.column && next.index === now.index;
    this.#carried = next;
    this.#host.requestUpdate();
    this.#options.onOver(next, isSame ? (isWithin ? 'within' : 'across') : undefined);
  }

  #within(now: Carried, way: 1 | -1, toEnd: boolean): Carried {
    const lanes = this.#options.lanes(now);
    const at = lanes.findIndex(({ key }) => key === now.column);
    const isByHand = this.#options.isByHand();
    if (isByHand && !(toEnd && lanes.length > 0)) {
      const place = (lanes.length > 0 ? lanes : this.#options.row(now)).find(({ key }) => key === now.column);
      const last = Math.max(0, (place?.n ?? 0) - (now.column === now.home ? now.ids.length : 0));
      const wished = toEnd ? (way > 0 ? last : 0) : now.index + way;
      const index = Math.max(0, Math.min(wished, last));
      if (index !== now.index || lanes.length === 0) return { ...now, index };
    }
    const lane = toEnd ? lanes.at(way > 0 ? -1 : 0) : lanes[at + way];
    if (!lane || lane.key === now.column) return now;
    const index = isByHand && way > 0 ? 0 : this.#options.landing(now.ids, lane.key);
    return { ...now, column: lane.key, index };
  }

  #across(now: Carried, way: 1 | -1, toEnd: boolean): Carried {
    const columns = this.#options.row(now);
    const at = columns.findIndex(({ key }) => key === now.column);
    const column = toEnd ? columns.at(way > 0 ? -1 : 0) : columns[at + way];
    if (!column || column.key === now.column) return now;
    return { ...now, column: column.key, index: this.#options.landing(now.ids, column.key) };
  }

  #release(): Carried | undefined {
    const over = this.#carried;
    this.#carried = undefined;
    if (over) this.#host.requestUpdate();
    return over;
  }
}
