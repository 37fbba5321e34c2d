import type { Board } from '../../core/measures/board.js';
import { measureBoard } from '../../core/measures/board.js';
import { idleLimits } from '../../core/measures/idle.js';
import type { IdleLimit } from '../../core/measures/idle.js';
import type { Owner, Pipeline } from '../../core/model.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { DealOrder } from '../../core/view/order.js';
import { rankBy, sortByRank } from '../../core/view/sort.js';
import type { BoardOrder } from '../../core/view/sort.js';
import type { DayRange, DealFacts, View, ViewFrame } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import { initialsOf, namesOf } from '../shared/names.js';
import { safeHref } from './card.js';
import type { CardModel } from './card.js';
import type { ColumnModel } from './column.js';
import { NO_FIELDS } from './fields.js';
import type { CardFields } from './fields.js';
import { groupColumns } from './groups.js';
import { LaneModel } from './lane-model.js';
import type { Cells, DerivedLane } from './lane-model.js';
import { limitOf } from './limits.js';
import type { ColumnLimit } from './limits.js';
import { describeCard, describeColumn } from './model.js';
import type { Describing } from './describing.js';
import type { ColumnRow, ColumnScope } from './model.js';

/** What stands in a column, and in which order. */
export interface BoardLayout {
  /** `stage`, or what else columns are made of. */
  readonly groupBy: string;
  /** What lanes are made of; `''`: there are none. */
  readonly lanesBy: string;
  readonly sortBy: BoardOrder;
}

export interface DerivedColumn {
  /** `stage` is the column's key also where columns are no stages. */
  readonly row: ColumnRow;
  readonly model: ColumnModel;
  /** All deals of the column, in order. */
  readonly facts: readonly DealFacts[];
  readonly isClosed: boolean;
  /** A stage (or group) that deals can be moved to. */
  readonly isTarget: boolean;
  /** Its parts, where there are lanes. */
  readonly cells?: Cells;
}

export type { DerivedCell, DerivedLane } from './lane-model.js';

export interface Derived {
  readonly board: Board;
  readonly columns: readonly DerivedColumn[];
  readonly lanes: readonly DerivedLane[];
  readonly layout: BoardLayout;
  /** What figures of a column are put into words with. */
  readonly scope: ColumnScope;
  /** Narrows the closed columns. */
  readonly window?: DayRange;
  /** Deals that rest longer than their stage allows; undefined: not known of any stage. */
  readonly idle?: number;
}

/** How its user wants the board. */
export interface BoardLook {
  /** Default: by stage, without lanes, the largest amount first. */
  readonly layout?: BoardLayout;
  readonly limits?: ReadonlyMap<string, ColumnLimit>;
  readonly fields?: CardFields;
  /** Owners' pictures may be loaded. */
  readonly avatars?: boolean;
}

export interface DeriveOptions extends BoardLook {
  readonly summary: PipelineSummary;
  readonly order: DealOrder;
  readonly pipeline: Pipeline;
  /** Narrows the closed columns. */
  readonly window?: DayRange;
  readonly currency?: string;
  readonly messages: BoardMessages;
  /** Loads with what draws lanes; without it there are none. */
  readonly layoutWords?: LayoutMessages;
  readonly format: Formatter;
  readonly noProbabilities: string;
  readonly noHistory: string;
  /** Stands for a figure that is not known. */
  readonly none: string;
}

const BY_STAGE: BoardLayout = { groupBy: 'stage', lanesBy: '', sortBy: 'amount' };

/** From figures to columns and cards in words. Keeps what stays the same while deals move. */
export class BoardModel {
  #describing: Describing | undefined;
  #owners: readonly Owner[] | undefined;
  #limits: ReadonlyMap<string, IdleLimit> = new Map();
  readonly #cards = new Map<
    Describing,
    WeakMap<DealFacts, { readonly card: CardModel; readonly allowed?: number }>
  >();
  readonly #limitsOf = new WeakMap<ViewFrame, Map<string, ReadonlyMap<string, IdleLimit>>>();
  readonly #within = new WeakMap<
    readonly DealFacts[],
    { readonly key: string; readonly facts: readonly DealFacts[] }
  >();
  readonly #sorted = new WeakMap<
    readonly DealFacts[],
    { readonly key: string; readonly facts: readonly DealFacts[] }
  >();
  readonly #laneModel = new LaneModel();
  #seen: { readonly of: string; readonly keys: Set<string> } | undefined;
  #fields: CardFields = NO_FIELDS;
  #layout: BoardLayout | undefined;
  #avatars = false;

  derive(options: DeriveOptions): Derived {
    const { summary, order, pipeline, window, currency, layout = BY_STAGE } = options;
    const { view } = order;
    const board = measureBoard(summary, { pipeline: pipeline.id, window, currency });
    const describing = this.#describe(options);
    this.#limits = this.#limitsFor(summary, pipeline);
    const shown = board.open.sum.currency ?? currency ?? '';
    const stages = board.rows.map((row) => {
      const isClosed = row.kind === 'won' || row.kind === 'lost';
      const all = order.column(pipeline.id, row.stage);
      return {
        row: row,
        facts: isClosed && window ? this.#closedIn(all, window) : all,
        isClosed,
        isTarget: row.kind !== 'unmapped' && row.kind !== 'no-stage' && !row.archived,
      };
    });
    const groups =
      layout.groupBy === 'stage'
        ? stages
        : groupColumns(
            stages.filter(({ isClosed }) => !isClosed).map(({ facts }) => facts),
            layout.groupBy,
            {
              frame: view.frame,
              currency: shown,
              owners: describing.owners,
              messages: options.messages,
              format: options.format,
              seen: this.#seenOf(`${pipeline.id} ${layout.groupBy}`),
            },
          );
    const scope = {
      currency: shown,
      weights: groups.map(({ row: { weighted } }) => weighted && weighted.amount),
      noProbabilities: options.noProbabilities,
      noHistory: options.noHistory,
      none: options.none,
    };
    const columns = groups.map((group): DerivedColumn => {
      const { row } = group;
      const facts = this.#inOrder(group.facts, layout.groupBy === 'stage', layout.sortBy, view);
      const limit = limitOf(options.limits?.get(row.stage), facts, view.frame.asOfDay, describing);
      return { ...group, facts, model: describeColumn(row, describing, scope, limit) };
    });
    const { layoutWords } = options;
    return {
      board,
      layout,
      scope,
      window,
      ...(layout.lanesBy && layoutWords
        ? this.#laneModel.derive(columns, {
            ...{ by: layout.lanesBy, frame: view.frame, pipeline, currency: shown, words: layoutWords },
            ...describing,
          })
        : { columns, lanes: NO_LANES }),
      idle: this.#countIdle(summary, pipeline),
    };
  }

  #seenOf(of: string): Set<string> {
    if (this.#seen?.of !== of) this.#seen = { of, keys: new Set() };
    return this.#seen.keys;
  }

  /** Deals of a column in the order asked for; `isByAmount`: they come by amount already. */
  #inOrder(
    facts: readonly DealFacts[],
    isByAmount: boolean,
    by: BoardOrder,
    view: View,
  ): readonly DealFacts[] {
    if (by === 'amount' && isByAmount) return facts;
    // A place by hand may hang on the data's own order.
    const key = by === 'hand' ? by : `${by} ${view.frame.asOf}`;
    const known = this.#sorted.get(facts);
    if (known?.key === key) return known.facts;
    const sorted = sortByRank(facts, rankBy(by, view));
    this.#sorted.set(facts, { key, facts: sorted });
    return sorted;
  }

  /** What cards are put into words with; undefined before the first derivation. */
  get describing(): Describing | undefined {
    return this.#describing;
  }

  /** The card of a deal; the same object as long as nothing that it shows has changed. */
  card(facts: DealFacts): CardModel {
    const describing = this.#describing;
    if (!describing) throw new Error('derive() comes first');
    let cards = this.#cards.get(describing);
    if (!cards) {
      this.#cards.clear();
      this.#cards.set(describing, (cards = new WeakMap()));
    }
    const allowed = this.#limits.get(facts.stage)?.days ?? undefined;
    const known = cards.get(facts);
    if (known && known.allowed === allowed) return known.card;
    const card = describeCard(facts, allowed, describing, this.#fields, this.#layout?.groupBy);
    cards.set(facts, { card, allowed });
    return card;
  }

  #describe({
    summary,
    messages,
    format,
    fields = NO_FIELDS,
    layout = BY_STAGE,
    pipeline,
    avatars = false,
  }: DeriveOptions): Describing {
    const { asOfDay, owners, timeZone } = summary.frame;
    const known = this.#describing;
    if (
      known?.messages === messages &&
      known.format === format &&
      known.asOfDay === asOfDay &&
      known.pipeline === pipeline &&
      this.#owners === owners &&
      this.#avatars === avatars &&
      this.#fields === fields &&
      this.#layout?.groupBy === layout.groupBy
    ) {
      return known;
    }
    this.#owners = owners;
    this.#fields = fields;
    this.#layout = layout;
    this.#avatars = avatars;
    const names = namesOf(['', ...owners.map(({ id }) => id)], owners, messages.unassigned);
    const ids = [...names.keys()];
    const letters = initialsOf(ids.map((id) => (id === '' ? '' : (names.get(id) ?? ''))));
    return (this.#describing = {
      messages,
      format,
      asOfDay,
      timeZone,
      pipeline,
      owners: names,
      initials: new Map(ids.map((id, at) => [id, letters[at] ?? ''])),
      avatars: avatars ? picturesOf(owners) : NO_PICTURES,
    });
  }

  /**
   * Limits from a stage's own history are taken once for loaded data: a move in the page changes them by a hair, and
   * finding them anew would make each move dearer the longer the history is.
   */
  #limitsFor(summary: PipelineSummary, { id, stages }: Pipeline): ReadonlyMap<string, IdleLimit> {
    let known = this.#limitsOf.get(summary.frame);
    if (!known)
      this.#limitsOf.set(summary.frame, (known = new Map<string, ReadonlyMap<string, IdleLimit>>()));
    let limits = known.get(id);
    if (!limits) known.set(id, (limits = stages.length > 0 ? idleLimits(summary, id) : new Map()));
    return limits;
  }

  #countIdle({ tables, frame }: PipelineSummary, pipeline: Pipeline): number | undefined {
    let idle = 0;
    let known = false;
    for (const row of tables.open?.values() ?? []) {
      if (row.pipeline !== pipeline.id || row.entered === null) continue;
      const days = this.#limits.get(row.stage)?.days ?? null;
      if (days === null) continue;
      known = true;
      if (frame.asOfDay - row.entered > days) idle += row.n;
    }
    return known ? idle : undefined;
  }

  #closedIn(all: readonly DealFacts[], { from = -Infinity, to = Infinity }: DayRange): readonly DealFacts[] {
    const key = `${from} ${to}`;
    const known = this.#within.get(all);
    if (known?.key === key) return known.facts;
    const facts = all.filter(({ closed }) => closed !== undefined && closed >= from && closed < to);
    this.#within.set(all, { key, facts });
    return facts;
  }
}

const NO_PICTURES: ReadonlyMap<string, string> = new Map();

function picturesOf(owners: readonly Owner[]): ReadonlyMap<string, string> {
  return new Map(
    owners.flatMap(({ id, avatarUrl }) => {
      const url = safeHref(avatarUrl);
      return url === undefined || /^mailto:/i.test(url) ? [] : [[id, url]];
    }),
  );
}

const NO_LANES: readonly never[] = Object.freeze([]);
