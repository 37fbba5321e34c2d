import { boardGroupOf, boardGroups, sumDeals } from '../../core/measures/board-groups.js';
import type { DealSums } from '../../core/measures/board-groups.js';
import type { Pipeline } from '../../core/model.js';
import type { DealFacts, ViewFrame } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import { isSettable, nameOfGroup } from './groups.js';

/** What is parted into lanes. */
export interface Partable {
  /** `stage` is the column's key also where columns are no stages. */
  readonly row: { readonly stage: string };
  readonly facts: readonly DealFacts[];
  readonly isClosed: boolean;
}

export type Parted<C extends Partable> = C & { readonly cells: Cells };

/** The part of a column that lies in one lane. */
export interface DerivedCell {
  readonly facts: readonly DealFacts[];
  readonly sums: DealSums;
  /** "3 deals, €4,000"; `''`: it is empty. */
  readonly total: string;
}

/** A lane: a band across all columns. */
export interface DerivedLane {
  readonly key: string;
  readonly name: string;
  /** Of its open deals: "12 open deals, €40,000, weighted €12K". */
  readonly total: string;
  /** A deal can be made to belong to it by moving its card. */
  readonly isTarget: boolean;
}

export interface LaneOptions {
  /** What lanes are made of. */
  readonly by: string;
  readonly frame: ViewFrame;
  readonly pipeline: Pipeline;
  readonly currency: string;
  /** Names of owners, by id. */
  readonly owners: ReadonlyMap<string, string>;
  readonly messages: BoardMessages;
  readonly words: LayoutMessages;
  readonly format: Formatter;
}

/** By lane; a lane that has no deals in it is missing. */
export type Cells = ReadonlyMap<string, DerivedCell>;
type OpenPart = Pick<Partable, 'isClosed'> & {
  readonly cells?: ReadonlyMap<string, Pick<DerivedCell, 'facts'>>;
};
type TotalOptions = Pick<LaneOptions, 'frame' | 'currency' | 'messages' | 'words' | 'format'>;

/** Parts columns into lanes. What stays as it was while deals move stays the same object: what is drawn hangs on it. */
export class LaneModel {
  readonly #known = new WeakMap<readonly DealFacts[], { readonly key: string; readonly cells: Cells }>();
  /** Of each column, as it was last time. */
  readonly #last = new Map<string, Cells>();
  readonly #open = new Map<
    string,
    { readonly parts: readonly (readonly DealFacts[])[]; readonly total: string }
  >();
  /** Lanes that were shown before, which stay when their last deal goes. */
  #seen = new Set<string>();
  #of = '';
  #words: LayoutMessages | undefined;

  derive<C extends Partable>(
    columns: readonly C[],
    options: LaneOptions,
  ): { readonly columns: readonly Parted<C>[]; readonly lanes: readonly DerivedLane[] } {
    const { by, frame, pipeline, currency, format, words } = options;
    const of = JSON.stringify([pipeline.id, by, currency, format.locale, frame.asOfDay]);
    if (of !== this.#of || words !== this.#words) {
      this.#of = of;
      this.#words = words;
      this.#seen = new Set();
      this.#last.clear();
      this.#open.clear();
    }
    const parted = columns.map((column): Parted<C> => ({ ...column, cells: this.#cellsOf(column, options) }));
    for (const { cells } of parted) for (const key of cells.keys()) this.#seen.add(key);
    return {
      columns: parted,
      lanes: this.#keys(by, pipeline, frame).map((key) => ({
        key,
        name: nameOfLane(key, by, options),
        total: this.#totalOf(key, parted, options),
        isTarget: by === 'stage' ? isOpenStage(pipeline, key) : isSettable(by, key),
      })),
    };
  }

  /** In the order of columns made of the same: stages as the pipeline has them, owners as the data lists them. */
  #keys(by: string, pipeline: Pipeline, frame: ViewFrame): readonly string[] {
    if (by !== 'stage') return boardGroups([], by, frame, this.#seen);
    const known = pipeline.stages.filter(
      ({ id, kind, archived }) => this.#seen.has(id) || (kind === 'open' && !archived),
    );
    const ids = known.map(({ id }) => id);
    return [...ids, ...[...this.#seen].filter((key) => !ids.includes(key)).sort()];
  }

  #cellsOf({ row, facts }: Partable, options: LaneOptions): Cells {
    const known = this.#known.get(facts);
    if (known?.key === this.#of) return known.cells;
    const byLane = new Map<string, DealFacts[]>();
    for (const one of facts) {
      const key = boardGroupOf(one, options.by, options.frame);
      const lane = byLane.get(key);
      if (lane) lane.push(one);
      else byLane.set(key, [one]);
    }
    const last = this.#last.get(row.stage);
    const cells: Cells = new Map(
      [...byLane].map(([key, list]) => {
        const before = last?.get(key);
        if (before && isSameList(before.facts, list)) return [key, before];
        const sums = sumDeals(list, options.frame, options.currency || undefined);
        return [key, { facts: list, sums, total: cellTotal(sums, options) }];
      }),
    );
    this.#last.set(row.stage, cells);
    this.#known.set(facts, { key: this.#of, cells });
    return cells;
  }

  #totalOf(key: string, columns: readonly OpenPart[], options: LaneOptions): string {
    const parts = openParts(key, columns);
    const known = this.#open.get(key);
    if (known && isSameList(known.parts, parts)) return known.total;
    const total = laneTotal(parts.flat(), options);
    this.#open.set(key, { parts, total });
    return total;
  }
}

/** The cells of a lane whose deals are open. */
export const openParts = (key: string, columns: readonly OpenPart[]): readonly (readonly DealFacts[])[] =>
  columns.flatMap(({ isClosed, cells }) => (isClosed ? [] : [cells?.get(key)?.facts ?? NONE]));

const NONE: readonly never[] = [];

export function cellTotal(
  { n, nAmount, sum }: DealSums,
  { messages, format }: Pick<TotalOptions, 'messages' | 'format'>,
): string {
  if (n === 0) return '';
  return messages.cellTotal(
    { n, sum: nAmount > 0 ? format.moneyTotal(sum, { compact: true }) : undefined },
    format,
  );
}

export function laneTotal(
  facts: readonly DealFacts[],
  { frame, currency, words, format }: Pick<TotalOptions, 'frame' | 'currency' | 'words' | 'format'>,
): string {
  const { n, nAmount, sum, weighted } = sumDeals(facts, frame, currency || undefined);
  return words.laneTotal(
    {
      n,
      sum: nAmount > 0 ? format.moneyTotal(sum) : undefined,
      weighted: nAmount > 0 && weighted ? format.moneyTotal(weighted, { compact: true }) : undefined,
    },
    format,
  );
}

function nameOfLane(key: string, by: string, options: LaneOptions): string {
  if (by !== 'stage') return nameOfGroup(key, by, options);
  return options.pipeline.stages.find(({ id }) => id === key)?.name ?? (key || options.messages.noStage);
}

const isOpenStage = ({ stages }: Pipeline, key: string): boolean =>
  stages.some(({ id, archived }) => id === key && !archived);

const isSameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);
