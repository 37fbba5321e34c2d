import { wilson, type Interval } from '../numeric/wilson.js';
import type { ClosedRow, OpenRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { goalFor } from './goals.js';
import { isOfGroup, Kept, keptGroups } from './kept-groups.js';
import { dealsIn, tableRequest } from './read.js';
import { addRow, emptySums, knownMoney, leftOutOf, moneyOf, ratio } from './sums.js';
import type { Sums } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';
import { addStageWeights, probabilityLookup, weighStages, type StageWeights } from './weighted.js';
import { outcomesOf } from './win-rate.js';

/** What to rank by; `cycle` from short to long, all others from high to low. */
export type LeaderboardColumn =
  | 'won'
  | 'wonCount'
  | 'attainment'
  | 'winRate'
  | 'winRateLow'
  | 'averageWon'
  | 'cycle'
  | 'openWeighted';

export interface LeaderboardOptions {
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  /** Deals closed in it; open deals are those of now. */
  readonly window?: DayRange;
  /** Default `owner`. */
  readonly by?: 'owner' | 'team';
  /** Default `won`. */
  readonly sort?: LeaderboardColumn;
  /** Everyone's goal, in the currency shown; default: each one's own of the data's goals for the window. */
  readonly goal?: number;
  /** Fewer closed deals than this are not ranked; default 5. */
  readonly minClosed?: number;
  /** Coverage of the interval; default 0.95. */
  readonly level?: number;
  readonly currency?: string;
}

/** An owner or a team. `value` is the column sorted by, `n` the deals closed. */
export interface LeaderboardRow extends Row {
  /** Id of the owner, or the team; `''`: unassigned. */
  readonly id: string;
  /** The owner's name; the id where the data does not name it, `''` for unassigned. */
  readonly name: string;
  readonly team: string;
  /** 1, 1, 3: ties share a rank. null: not ranked (too few closed deals, no value, or unassigned). */
  readonly rank: number | null;
  readonly wonCount: number;
  readonly lostCount: number;
  readonly won: MoneyTotal;
  readonly goal: number | null;
  /** Won ÷ goal. */
  readonly attainment: number | null;
  readonly winRate: number | null;
  readonly interval: Interval | null;
  /** Amount won ÷ won deals with an amount, major units of `won.currency`. */
  readonly averageWon: number | null;
  /** Mean days from creation to won. */
  readonly cycle: number | null;
  /** null where nobody knows which deals were open then (see `ViewOptions.pastUnknown`); so the amounts. */
  readonly openCount: number | null;
  readonly open: MoneyTotal;
  readonly openWeighted: MoneyTotal | null;
}

/** The tables that {@link measureLeaderboard} reads. */
export function leaderboardTables({ window, by = 'owner' }: LeaderboardOptions = {}): SummaryRequest {
  return { closed: tableRequest({ window, by }), open: { by: [by] } };
}

const valueOf = (row: LeaderboardRow, column: LeaderboardColumn): number | null => {
  if (column === 'won') return row.won.amount;
  if (column === 'openWeighted') return row.openWeighted?.amount ?? null;
  if (column === 'winRateLow') return row.interval?.low ?? null;
  return row[column];
};

/**
 * Owners or teams side by side, by deals closed in the window: won, attainment of the goal, win rate with Wilson's
 * interval (sort by its lower bound, and 2 of 2 never beats 40 of 60), average won deal, mean cycle of the won, and the
 * open pipeline of now. Ranked first; then, unranked, who closed fewer than 5 deals; "unassigned" last. Equal values
 * stand in the order of names.
 *
 * Money that can't be compared (mixed currencies, no rates) ranks nobody, and who won deals without any amount is not
 * ranked by it. Attainment is null where no goal covers the window, or the goal is 0. A deal counts in full for its owner.
 * Someone with neither a closed nor an open deal has no row.
 *
 * @throws PipelineError `summary-lacks`
 * @example measureLeaderboard(summary, { window: q1 }).rows.map((row) => [row.rank, row.name, row.won.amount])
 *   // [[1, 'Ana', 900], [1, 'Ben', 900], [3, 'Cem', 400], [null, 'Dia', 2000]]
 */
export function measureLeaderboard(
  summary: PipelineSummary,
  options: LeaderboardOptions = {},
): Measure<LeaderboardRow> {
  const { pipeline, window, by = 'owner', sort = 'won', minClosed = 5, level = 0.95, currency } = options;
  const { frame } = summary;
  const closed = keptGroups(summary, 'closed', { pipeline, window, by });
  const open = keptGroups(summary, 'open', { pipeline, by });
  const definition: Definition = {
    measure: 'leaderboard',
    pipeline: pipeline ?? null,
    window: window ?? null,
    by,
    sort,
    minClosed,
    level,
    currency: currency ?? null,
  };
  const sumsFor = keptSums.of(frame, definition);
  const ids = [...new Set([...closed.groups.keys(), ...open.groups.keys()])];
  const parts = ids.map((id): Part => {
    const ofClosed = closed.groups.get(id) ?? NONE;
    const ofOpen = open.groups.get(id) ?? NONE;
    return sumsFor(id, [ofClosed, ofOpen], () => partOf(id, ofClosed, ofOpen));
  });
  const money = moneyOf(summary, parts.flatMap(currenciesOf), currency);
  const shown = money(new Map()).currency;
  const probabilities = probabilityLookup(summary);
  const owners = new Map(frame.owners.map((owner) => [owner.id, owner]));

  const rowOf = (part: Part): LeaderboardRow => {
    const { id, won, lost } = part;
    const wonTotal = knownMoney(money(won.per), won);
    const { per, known } = weighStages(part.weights, probabilities);
    const isOpenKnown = part.open.n > 0 || open.unplaced.every((row) => open.dim(row) !== id);
    const openTotal = money(part.open.per);
    const n = won.n + lost.n;
    const scope = by === 'team' ? { team: id } : { owner: id };
    const goal =
      id === ''
        ? null
        : (options.goal ?? goalFor(frame, { ...scope, pipeline }, window, wonTotal.currency ?? ''));
    const row: LeaderboardRow = {
      key: `${by}:${id}`,
      value: null,
      n,
      definition,
      behind: closed.behind(isOfGroup(closed.dim, id)),
      id,
      name: by === 'owner' ? (owners.get(id)?.name ?? id) : id,
      team: by === 'owner' ? (owners.get(id)?.team ?? '') : id,
      rank: null,
      wonCount: won.n,
      lostCount: lost.n,
      won: wonTotal,
      goal,
      attainment: ratio(wonTotal.amount, goal),
      winRate: ratio(won.n, n),
      interval: wilson(won.n, n, level),
      averageWon: ratio(wonTotal.amount, won.nAmount),
      cycle: ratio(part.cycle, part.cycleN),
      openCount: isOpenKnown ? part.open.n : null,
      open: isOpenKnown ? openTotal : { ...openTotal, amount: null },
      openWeighted: known ? money(per) : null,
    };
    return { ...row, value: valueOf(row, sort) };
  };

  const rowFor = keptRows.of(frame, [definition, options.goal]);
  const all = parts.map((part) => rowFor(part.id, [part, shown, open.unplaced.length], () => rowOf(part)));
  const isMixed = !isComparable(all, (row) => row.won);
  const isValueMixed =
    sort === 'openWeighted'
      ? !isComparable(all, (row) => row.openWeighted)
      : isMixed && (sort === 'won' || sort === 'averageWon');
  const rows = ranked(
    isValueMixed ? all.map((row) => ({ ...row, value: null })) : all,
    minClosed,
    sort === 'cycle' ? 1 : -1,
  );
  const sumOf = (of: (sums: Sums) => number): number =>
    parts.reduce((sum, { won, lost }) => sum + of(won) + of(lost), 0);
  const nAmount = sumOf((sums) => sums.nAmount);
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-closed-date', dealsIn(closed.undated)],
      ['no-amount', sumOf((sums) => sums.n) - nAmount],
      ['mixed-currencies', isMixed ? nAmount : 0],
      ['stage-then-unknown', dealsIn(open.unplaced)],
    ]),
    needs: closed.groups.size === 0 ? ['closed-deals'] : [],
  };
}

/** What the deals of an owner or a team add up to. */
interface Part {
  readonly id: string;
  readonly won: Sums;
  readonly lost: Sums;
  readonly cycle: number;
  readonly cycleN: number;
  readonly open: Sums;
  readonly weights: StageWeights;
}

const NONE: readonly never[] = [];
const keptSums = new Kept<Part>();
const keptRows = new Kept<LeaderboardRow>();

function partOf(id: string, ofClosed: readonly ClosedRow[], ofOpen: readonly OpenRow[]): Part {
  const open = emptySums();
  const weights: StageWeights = new Map();
  for (const row of ofOpen) {
    addRow(open, row);
    addStageWeights(weights, row);
  }
  let cycle = 0;
  let cycleN = 0;
  for (const row of ofClosed) {
    if (row.outcome !== 'won') continue;
    cycle += row.cycle;
    cycleN += row.cycleN;
  }
  return { id, ...outcomesOf(ofClosed), cycle, cycleN, open, weights };
}

/** A row for each currency that has amounts: what decides which one is shown. */
const currenciesOf = ({ won, lost, open }: Part) =>
  [won, lost, open].flatMap(({ per }) =>
    [...per].map(([currency, amount]) => ({ n: 0, nAmount: 1, amount, currency })),
  );

/** Whether totals are all in one currency. */
function isComparable(
  rows: readonly LeaderboardRow[],
  totalOf: (row: LeaderboardRow) => MoneyTotal | null,
): boolean {
  const totals = rows.map(totalOf).filter((total) => total !== null && total.per.length > 0);
  return (
    new Set(totals.map((total) => total?.currency)).size <= 1 &&
    totals.every((total) => total?.amount !== null)
  );
}

/** A row is the same object again as long as its rank is the same. */
const lastRanked = new WeakMap<LeaderboardRow, LeaderboardRow>();

/** Sorts and ranks. @param direction 1: small values first, −1: large ones first */
function ranked(
  rows: readonly LeaderboardRow[],
  minClosed: number,
  direction: 1 | -1,
): readonly LeaderboardRow[] {
  const isRanked = (row: LeaderboardRow): boolean =>
    row.id !== '' && row.n >= minClosed && row.value !== null;
  const groupOf = (row: LeaderboardRow): number => (row.id === '' ? 2 : isRanked(row) ? 0 : 1);
  const order = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);
  const last = direction === 1 ? Infinity : -Infinity;
  const sorted = [...rows].sort(
    (a, b) =>
      groupOf(a) - groupOf(b) ||
      direction * order(a.value ?? last, b.value ?? last) ||
      order(a.name, b.name) ||
      order(a.id, b.id),
  );
  let rank = 0;
  return sorted.map((row, i) => {
    if (!isRanked(row)) return row;
    if (i === 0 || sorted[i - 1]?.value !== row.value) rank = i + 1;
    const known = lastRanked.get(row);
    if (known?.rank === rank) return known;
    const made = { ...row, rank };
    lastRanked.set(row, made);
    return made;
  });
}
