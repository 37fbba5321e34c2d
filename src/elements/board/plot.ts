import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DealFacts } from '../../core/view/types.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import type { MovingMessages } from '../../locales/messages/moving.js';
import { renderCard } from './card.js';
import { renderColumn } from './column.js';
import type { ColumnWords } from './column.js';
import type { DerivedColumn, DerivedLane } from './derive.js';
import type * as Lanes from './lanes.js';
import type { BoardMoving } from './moving.js';
import { cellKey } from './places.js';
import type { Preview } from './preview.js';
import { slotOf } from './slots.js';
import type { BoardState } from './state.js';
import { BoardWindows, cards } from './windows.js';

export interface PlotAccess {
  readonly state: BoardState;
  readonly moving: BoardMoving;
  readonly windows: BoardWindows;
  words(): BoardMessages;
  movingWords(): MovingMessages;
  layoutWords(): LayoutMessages;
  isReadonly(): boolean;
  /** Of the columns' headings. */
  level(): number;
  /** What draws lanes; undefined where there are none. */
  lanes(): typeof Lanes | undefined;
  /** The host adds something to this deal's card. */
  hasSlot(deal: string): boolean;
  /** The deal that the search has jumped to. */
  found(): string | undefined;
}

/** Columns with their cards, as a whole or lane by lane. */
export class BoardPlot {
  readonly #access: PlotAccess;
  /** While cards hang over the board: figures as they would be. */
  #preview: Preview | undefined;

  constructor(access: PlotAccess) {
    this.#access = access;
  }

  /** Some list is so long that it draws a part of its cards only, and scrolls. */
  get isTall(): boolean {
    const { columns, lanes } = this.#access.state;
    return columns.some(({ facts, cells }) =>
      lanes.length === 0
        ? BoardWindows.isLong(facts.length)
        : [...(cells?.values() ?? [])].some((cell) => BoardWindows.isLong(cell.facts.length)),
    );
  }

  render(): TemplateResult {
    const { columns, lanes } = this.#access.state;
    const words = this.#columnWords();
    this.#preview = this.#access.moving.preview;
    const heads = repeat(
      columns,
      ({ row }) => row.key,
      (column, at) => this.#renderColumn(column, at, words),
    );
    const part = this.#access.lanes();
    if (!part || lanes.length === 0) return html`<div class="columns">${heads}</div>`;
    return html`<div class="columns laned">
      <div class="row heads">${heads}</div>
      ${repeat(
        lanes,
        ({ key }) => key,
        (lane, at) => this.#renderLane(part, lane, at, words),
      )}
    </div>`;
  }

  #renderColumn(column: DerivedColumn, at: number, words: ColumnWords): TemplateResult {
    const { state, moving, windows } = this.#access;
    const { row, model, facts, isClosed } = column;
    const key = row.stage;
    const isWhole = state.lanes.length === 0;
    const aim = isWhole ? moving.aimOf(key) : { takes: false, over: moving.isOver(key) };
    const { takes, over } = aim;
    const preview = this.#preview?.columns.get(key);
    return renderColumn(
      preview ?? model,
      {
        at,
        level: this.#access.level(),
        collapsed: state.isCollapsed(key),
        foldable: isClosed,
        chosen: key === state.chosen,
        takes,
        over,
        refusal: 'refusal' in aim ? aim.refusal : undefined,
        isHead: !isWhole,
        preview: preview !== undefined,
        isEmpty: facts.length === 0,
      },
      row.value === null ? { ...words, empty: model.deals } : words,
      isWhole
        ? cards(windows, {
            key,
            label: `column-${at}`,
            facts,
            line: 'line' in aim ? aim.line : undefined,
            renderCard: (one, index, kept) => this.#renderCard(one, index, kept, facts.length, words),
          })
        : undefined,
    );
  }

  #renderLane(part: typeof Lanes, lane: DerivedLane, at: number, words: ColumnWords): TemplateResult {
    const { state, moving } = this.#access;
    const preview = this.#preview?.lanes.get(lane.key);
    return part.renderLane(
      lane,
      {
        at,
        preview: preview !== undefined,
        isFolded: state.isFolded(lane.key),
        over: moving.isOverLane(lane.key),
        level: Math.min(6, this.#access.level() + 1),
        total: preview ?? lane.total,
      },
      repeat(
        state.columns,
        ({ row }) => row.key,
        (column, index) => this.#renderCell(part, column, lane, `cell-${at}-${index}`, words),
      ),
    );
  }

  #renderCell(
    part: typeof Lanes,
    { row, model, cells }: DerivedColumn,
    lane: DerivedLane,
    id: string,
    words: ColumnWords,
  ): TemplateResult {
    const { state, moving, windows } = this.#access;
    const key = cellKey(row.stage, lane.key);
    const { facts = [], total = '' } = cells?.get(lane.key) ?? {};
    const collapsed = state.isCollapsed(row.stage);
    const { takes, over, refusal, line } = moving.aimOf(key);
    const preview = this.#preview?.cells.get(key);
    const hasPreview = preview !== undefined && preview !== total;
    const label = this.#access.layoutWords().cell({
      column: model.name,
      lane: lane.name,
      total: total || words.empty,
    });
    const closed = collapsed || state.isFolded(lane.key);
    return part.renderCell(
      { key, column: row.stage, lane: lane.key, n: facts.length, total: preview ?? total, label },
      {
        preview: hasPreview,
        id,
        kind: model.kind,
        collapsed,
        closed,
        chosen: row.stage === state.chosen,
        takes,
        over,
        refusal,
        drop: words.drop,
      },
      closed || facts.length === 0
        ? undefined
        : cards(windows, {
            key,
            label: id,
            facts,
            line,
            renderCard: (one, index, kept) => this.#renderCard(one, index, kept, facts.length, words),
          }),
    );
  }

  #renderCard(
    facts: DealFacts,
    index: number,
    kept: number | undefined,
    count: number,
    words: ColumnWords,
  ): TemplateResult {
    const { state, moving } = this.#access;
    return renderCard(
      state.card(facts),
      {
        ...moving.motionOf(facts),
        found: this.#access.found() === facts.deal.id,
        ...(this.#access.hasSlot(facts.deal.id) && { slot: slotOf(facts.deal.id) }),
        actions: !this.#access.isReadonly(),
        index,
        kept,
        ...(BoardWindows.isLong(count) && { of: count }),
      },
      words,
    );
  }

  #columnWords(): ColumnWords {
    const words = this.#access.words();
    const moving = this.#access.movingWords();
    return {
      ...words,
      showColumn: (stage) => words.showColumn({ stage }),
      hideColumn: (stage) => words.hideColumn({ stage }),
      empty: words.emptyColumn,
      actionsFor: (deal) => words.actionsFor({ deal }),
      selectCard: (deal) => moving.selectCard({ deal }),
      isSelected: moving.isSelected,
    };
  }
}
