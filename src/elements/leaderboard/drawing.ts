import { nothing } from 'lit';
import type { LeftOut, MoneyTotal } from '../../core/measures/types.js';
import type { CsvValue } from '../../data/write-csv.js';
import type { Said } from '../../locales/say.js';
import type { EmptyState, Mark, PlotPicture, Room, TableModel, TipModel, TipRow } from '../shared/frame.js';
import { columnOf, leaderboardOf, leaderboardTables } from './measure.js';
import type { LeaderboardMeasures } from './measure.js';
import { describeLeaderboard, MIN_CLOSED } from './model.js';
import type { LeaderboardModel, LeaderboardWords, LeaderLine } from './model.js';
import type { leaderboardPicture } from './picture.js';
import { planLeaderboard } from './plan.js';
import type { Place, Plan } from './plan.js';
import { renderBoard, renderFigure, renderLegend, renderList } from './plot.js';
import type { LeaderboardActs } from './plot.js';

export { leaderboard as english } from '../../locales/en/leaderboard.js';
export { drawingStyles } from './drawing.styles.js';
export { columnOf, leaderboardOf, leaderboardTables, MIN_CLOSED };

/**
 * A measured leaderboard in words, and how it is drawn: marks, table, notes, sentence, plot. Loaded while the data is
 * on its way. Immutable but for its plan, which is made once a place.
 */
export class LeaderboardDrawing {
  readonly model: LeaderboardModel;
  readonly takeaway: Said | undefined;
  readonly #words: LeaderboardWords;
  readonly #leaders: readonly LeaderLine[];
  #place?: Place;
  #plan?: Plan;
  #marks: readonly Mark[] = [];

  constructor(measures: LeaderboardMeasures, words: LeaderboardWords) {
    this.model = describeLeaderboard(measures, words);
    this.#words = words;
    this.#leaders = this.model.lines.filter(({ row }) => row.rank === 1);
    this.takeaway = this.#leaders.length > 0 ? this.#sentence() : undefined;
  }

  /** Whether it still says what these would make it say. */
  isOf(measures: LeaderboardMeasures, words: LeaderboardWords): boolean {
    return measures === this.model.measures && isSame(words, this.#words);
  }

  get emptyState(): EmptyState | undefined {
    const { now, options } = this.model.measures;
    const isAboutOpen = options.sort === 'openWeighted';
    if (now.rows.length > 0 && (isAboutOpen || !now.needs.includes('closed-deals'))) return undefined;
    return now.rows.length > 0 && !options.window ? 'needs-closed-deals' : 'empty';
  }

  get leftOut(): readonly LeftOut[] {
    return this.model.measures.now.leftOut.filter(({ code }) => code !== 'mixed-currencies');
  }

  get notes(): readonly string[] {
    const { own, frame, format, by } = this.#words;
    const { rows } = this.model.measures.now;
    const isMixed = this.model.measures.now.leftOut.some(({ code }) => code === 'mixed-currencies');
    const currencies = [
      ...new Set(rows.flatMap(({ won }) => won.per.map(({ currency }) => currency || frame.none))),
    ];
    return [
      ...(this.#leaders.length > 0 || isMixed
        ? []
        : [own.nobody({ by, why: this.#whyNobody(), minClosed: MIN_CLOSED }, format)]),
      ...(isMixed ? [frame.mixedCurrencies({ currencies }, format)] : []),
    ];
  }

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** A row for each line, with everything that is known of it; made when it is looked at. */
  table(caption: string): TableModel {
    const { own, by, format, frame } = this.#words;
    const { columns } = own;
    const { lines, hasGoals, hasChanges, hasWeighted } = this.model;
    const count = (n: number): string => format.number(n);
    const currency = (totals: readonly (MoneyTotal | null)[]): string | undefined =>
      totals.find((total) => total?.currency)?.currency ?? undefined;
    const unit = currency(lines.map(({ row }) => row.won));
    /** A sum of several currencies is a text. */
    const amountOf = (total: MoneyTotal | null): CsvValue =>
      total === null || total.per.length === 0 ? null : (total.amount ?? undefined);
    /** Key, head, text of a cell, its value in a file (undefined: the text), its currency. */
    type Column = readonly [
      string,
      string,
      (line: LeaderLine) => string,
      ((line: LeaderLine) => CsvValue)?,
      string?,
    ];
    const all: readonly Column[] = [
      ['name', columns.name[by], ({ name, isMe }) => (isMe ? `${name} ${own.you}` : name)],
      [
        'rank',
        columns.rank,
        ({ rank, row }) => (row.rank === null ? own.unranked : rank),
        ({ row }) => row.rank ?? undefined,
      ],
      ...(hasChanges
        ? ([
            [
              'change',
              columns.change,
              ({ change }: LeaderLine) => (change === undefined ? '' : own.change({ change }, format)),
            ],
          ] as const)
        : []),
      [
        'won',
        columns.won,
        ({ wonInFull }) => wonInFull,
        ({ row }) => (row.won.per.length === 0 ? row.won.amount : amountOf(row.won)),
        unit,
      ],
      ...(hasGoals
        ? ([
            ['goal', columns.goal, ({ goal }: LeaderLine) => goal, ({ row }: LeaderLine) => row.goal, unit],
            [
              'attainment',
              columns.attainment,
              ({ figures }: LeaderLine) => figures.attainment,
              ({ row }: LeaderLine) => row.attainment,
            ],
          ] as const)
        : []),
      ['win-rate', columns['win-rate'], ({ figures }) => figures['win-rate'], ({ row }) => row.winRate],
      ['interval', columns.interval, ({ interval }) => interval],
      ['won-deals', columns.wonDeals, ({ row }) => count(row.wonCount), ({ row }) => row.wonCount],
      ['lost-deals', columns.lostDeals, ({ row }) => count(row.lostCount), ({ row }) => row.lostCount],
      ['average', columns.average, (line) => this.#averageInFull(line), ({ row }) => row.averageWon, unit],
      ['cycle', columns.cycle, ({ figures }) => figures.cycle, ({ row }) => row.cycle, own.daysUnit],
      [
        'open-deals',
        columns.openDeals,
        (line) => this.#openOf(line),
        ({ row }) => row.openCount ?? undefined,
      ],
      ...(hasWeighted
        ? ([
            [
              'open-weighted',
              columns['open-weighted'],
              ({ row }: LeaderLine) =>
                row.openWeighted?.per.length ? format.moneyTotal(rounded(row.openWeighted)) : frame.none,
              ({ row }: LeaderLine) => amountOf(row.openWeighted),
              currency(lines.map(({ row }) => row.openWeighted)),
            ],
          ] as const)
        : []),
    ];
    return {
      caption,
      columns: all.map(([key, label, , , unit], at) => ({ key, label, numeric: at > 0, unit })),
      values: () => lines.map((line) => all.map(([, , , value]) => value?.(line))),
      get rows() {
        return lines.map((line) => ({ key: line.row.key, cells: all.map(([, , cell]) => cell(line)) }));
      },
    };
  }

  legend(room: Room): unknown {
    const plan = this.#plan;
    if (!plan || room === 'figure' || (room === 'list' && !this.model.hasGoals)) return nothing;
    return renderLegend(this.model, plan, this.#words, room !== 'list');
  }

  /** Rows and columns are chosen here, before drawing; the same place draws the same plan. */
  place(place: Place): void {
    if (place.width <= 0 || (this.#place && isSame(place, this.#place))) return;
    this.#place = place;
    const plan = planLeaderboard(this.model, this.#words, place);
    this.#plan = plan;
    this.#marks = place.room === 'figure' ? [] : plan.lines.map((line) => this.#markOf(line));
  }

  /** The widest form, whatever room there is here. */
  picture(paint: typeof leaderboardPicture, width: number): PlotPicture | undefined {
    const place = this.#place && { ...this.#place, room: 'full' as const, width };
    return place && paint(this.model, planLeaderboard(this.model, this.#words, place), this.#words);
  }

  render(acts: LeaderboardActs): unknown {
    const plan = this.#plan;
    const place = this.#place;
    if (!plan || !place) return nothing;
    const { isWhole, room, top } = place;
    const setting = {
      model: this.model,
      plan,
      words: this.#words,
      acts,
      isWhole,
      canFold: plan.total > top + 2,
    };
    if (room === 'list') return renderList(setting);
    if (room !== 'figure') return renderBoard(setting);
    const leader = this.#leaders[0] ?? plan.lines[0];
    return leader ? renderFigure(leader, leader.figures[this.#words.sort]) : nothing;
  }

  #averageInFull({ row }: LeaderLine): string {
    const { frame, format } = this.#words;
    if (row.averageWon === null) return frame.none;
    return format.money(Math.round(row.averageWon), row.won.currency ?? '');
  }

  #openOf({ row }: LeaderLine): string {
    const { frame, format } = this.#words;
    return row.openCount === null ? frame.none : format.number(row.openCount);
  }

  #markOf(line: LeaderLine): Mark {
    const tip = (): TipModel => this.#tipOf(line);
    return {
      key: line.row.key,
      label: line.label,
      row: line.row,
      get tip() {
        return tip();
      },
    };
  }

  #tipOf(line: LeaderLine): TipModel {
    const { own, format } = this.#words;
    const { columns } = own;
    const { row, figures, wonInFull, goal, interval, change, name, isMe } = line;
    const isRated = line.range !== undefined;
    const at = (label: string, value: string, strong = false): TipRow => ({ label, value, strong });
    const weighted = row.openWeighted?.per.length ? row.openWeighted : undefined;
    return {
      title: isMe ? `${name} ${own.you}` : name,
      rows: [
        at(columns.won, wonInFull, true),
        ...(row.goal === null ? [] : [at(columns.goal, goal), at(columns.attainment, figures.attainment)]),
        'rule',
        ...(row.winRate === null ? [] : [at(columns['win-rate'], figures['win-rate'])]),
        ...(isRated ? [at(columns.interval, interval)] : []),
        at(columns.wonDeals, format.number(row.wonCount)),
        at(columns.lostDeals, format.number(row.lostCount)),
        ...(row.averageWon === null ? [] : [at(columns.average, this.#averageInFull(line))]),
        ...(row.cycle === null ? [] : [at(columns.cycle, figures.cycle)]),
        at(columns.openDeals, this.#openOf(line)),
        ...(weighted ? [at(columns['open-weighted'], format.moneyTotal(rounded(weighted)))] : []),
        ...(change === undefined ? [] : [at(columns.change, own.change({ change }, format))]),
        ...(row.rank === null && row.id !== '' && row.n < MIN_CLOSED
          ? (['rule', at(own.tooFew({ minClosed: MIN_CLOSED }, format), '')] as const)
          : []),
      ],
    };
  }

  #whyNobody(): 'few' | 'nobody-named' | 'no-goal' | 'no-figure' {
    const people = this.model.lines.filter(({ row }) => row.id !== '');
    if (people.length === 0) return 'nobody-named';
    if (people.every(({ row }) => row.n < MIN_CLOSED)) return 'few';
    return this.#words.sort === 'attainment' ? 'no-goal' : 'no-figure';
  }

  #sentence(): Said {
    const { own, format, by, sort } = this.#words;
    const { lines, moneyOf } = this.model;
    if (sort === 'won' && (this.#leaders[0]?.row.value ?? 0) <= 0) {
      return [lines.every(({ row }) => row.won.amount !== null) ? own.nothingWon : own.nothingKnown];
    }
    const people = lines.filter(({ row }) => row.id !== '');
    const withGoal = people.filter(({ row }) => row.attainment !== null);
    // The middle of those who are ranked: a figure that no rank stands for would put the leader in another list.
    const amounts = people.flatMap(({ row }) =>
      row.rank === null || row.won.amount === null ? [] : [row.won.amount],
    );
    const few = people.filter(({ row }) => row.rank === null && row.n < MIN_CLOSED && row.n > 0);
    const isAboutWon: boolean = sort === 'won' || sort === 'attainment';
    const leader = this.#leaders[0];
    return own.takeaway(
      {
        by,
        sort,
        leaders: this.#leaders.map(({ name }) => name),
        value: leader?.figures[sort] ?? '',
        ...(isAboutWon &&
          withGoal.length > 0 && {
            goals: {
              reached: withGoal.filter(({ row }) => (row.attainment ?? 0) >= 1).length,
              of: withGoal.length,
            },
          }),
        ...(isAboutWon && amounts.length > 2 && { median: moneyOf(median(amounts)) }),
        few: { count: few.length, name: few[0]?.name ?? '' },
      },
      format,
    );
  }
}

/** Weighted amounts are estimates: cents say more than is known. */
const rounded = (total: NonNullable<LeaderLine['row']['openWeighted']>): typeof total => ({
  ...total,
  amount: total.amount === null ? null : Math.round(total.amount),
  per: total.per.map((part) => ({ ...part, amount: Math.round(part.amount) })),
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
