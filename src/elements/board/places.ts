import { boardGroupOf } from '../../core/measures/board-groups.js';
import type { DealFacts, ViewFrame } from '../../core/view/types.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import type { Derived, DerivedColumn, DerivedLane } from './derive.js';

/**
 * Where a deal can be: a column, on a board with lanes a cell (the part of a column in a lane), or a lane as a whole. What
 * a place does not say stays as it is when a deal is moved to it.
 */
export interface Place {
  readonly key: string;
  readonly column?: DerivedColumn;
  readonly lane?: DerivedLane;
  readonly name: string;
  /** How many deals are there. */
  readonly n: number;
  readonly facts: readonly DealFacts[];
}

const NONE: readonly never[] = [];

/** The key of a cell; without a column: that of a lane. */
export const cellKey = (column: string | null, lane: string): string => JSON.stringify([column, lane]);

/** All places of a board. */
export class Places {
  readonly #derived: Derived;
  readonly #frame: ViewFrame;
  readonly #words: LayoutMessages | undefined;
  readonly #known = new Map<string, Place | undefined>();

  /** @param words undefined: there are no lanes */
  constructor(derived: Derived, frame: ViewFrame, words: LayoutMessages | undefined) {
    this.#derived = derived;
    this.#frame = frame;
    this.#words = words;
  }

  get hasLanes(): boolean {
    return this.#derived.lanes.length > 0;
  }

  /** The column of a deal, by what columns are made of. */
  columnOf(facts: DealFacts): string {
    return boardGroupOf(facts, this.#derived.layout.groupBy, this.#frame);
  }

  /** The lane of a deal; undefined: there are none. */
  laneOf(facts: DealFacts): string | undefined {
    return this.hasLanes ? boardGroupOf(facts, this.#derived.layout.lanesBy, this.#frame) : undefined;
  }

  /** The key of the place that a deal is drawn in. */
  homeOf(facts: DealFacts): string {
    const lane = this.laneOf(facts);
    return lane === undefined ? this.columnOf(facts) : cellKey(this.columnOf(facts), lane);
  }

  get(key: string): Place | undefined {
    if (this.#known.has(key)) return this.#known.get(key);
    const place = this.#make(key);
    this.#known.set(key, place);
    return place;
  }

  /** Whether a deal is there. */
  isAt(facts: DealFacts, { column, lane }: Place): boolean {
    return (
      (!column || this.columnOf(facts) === column.row.stage) && (!lane || this.laneOf(facts) === lane.key)
    );
  }

  /** Where a deal is, said as that place is: by column, by lane, or by both. */
  likewise(facts: DealFacts, { column, lane }: Place): Place | undefined {
    if (!lane) return this.get(this.columnOf(facts));
    return this.get(cellKey(column ? this.columnOf(facts) : null, this.laneOf(facts) ?? ''));
  }

  /** The stage that being at a place means; undefined: any. */
  stageOf({ column, lane }: Place): string | undefined {
    const { groupBy, lanesBy } = this.#derived.layout;
    if (groupBy === 'stage') return column?.row.stage;
    return this.hasLanes && lanesBy === 'stage' ? lane?.key : undefined;
  }

  #make(key: string): Place | undefined {
    const { columns, lanes } = this.#derived;
    const column = columns.find(({ row }) => row.stage === key);
    if (column) return { key, column, name: column.model.name, n: column.row.n, facts: column.facts };
    const [columnKey, laneKey] = this.hasLanes ? parts(key) : [];
    const lane = lanes.find((one) => one.key === laneKey);
    if (!lane || !this.#words) return undefined;
    if (columnKey === null) {
      const facts = columns.flatMap(({ cells }) => cells?.get(lane.key)?.facts ?? NONE);
      return { key, lane, name: lane.name, n: facts.length, facts };
    }
    const one = columns.find(({ row }) => row.stage === columnKey);
    if (!one) return undefined;
    const facts = one.cells?.get(lane.key)?.facts ?? NONE;
    const name = this.#words.place({ column: one.model.name, lane: lane.name });
    return { key, column: one, lane, name, n: facts.length, facts };
  }
}

function parts(key: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(key);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
