import { barOf, extentOf, shareIn } from '../../charts/bars.js';
import type { LeaderboardRow } from '../../core/measures/leaderboard.js';
import type { MoneyTotal } from '../../core/measures/types.js';
import type { Owner } from '../../core/model.js';
import type { Formatter } from '../../locales/format.js';
import type { FrameMessages } from '../../locales/messages/frame.js';
import type {
  LeaderboardBy,
  LeaderboardMessages,
  LeaderboardSort,
  RankChange,
} from '../../locales/messages/leaderboard.js';
import { namesOf } from '../shared/names.js';
import type { LeaderboardMeasures } from './measure.js';

/** What a leaderboard is described in, and from. */
export interface LeaderboardWords {
  readonly own: LeaderboardMessages;
  readonly frame: FrameMessages;
  readonly format: Formatter;
  readonly by: LeaderboardBy;
  readonly sort: LeaderboardSort;
  /** Id or name of the reader's own row. */
  readonly me: string | undefined;
  readonly owners: readonly Owner[];
}

/** Fewer closed deals than this are not ranked, and their win rate is a ratio without a range. */
export const MIN_CLOSED = 5;

/** An owner or a team in words. Figures of columns are as short as the column allows. */
export interface LeaderLine {
  readonly row: LeaderboardRow;
  readonly name: string;
  readonly isMe: boolean;
  readonly rank: string;
  readonly change: RankChange | undefined;
  readonly figures: Readonly<Record<LeaderboardSort, string>>;
  readonly wonInFull: string;
  readonly goal: string;
  readonly interval: string;
  readonly label: string;
  /** Shares of their columns, 0..1. Of the bar: undefined where amounts can't be compared. */
  readonly bar: { readonly from: number; readonly size: number } | undefined;
  readonly goalAt: number | undefined;
  readonly range: { readonly low: number; readonly high: number; readonly rate: number } | undefined;
  /** Length of the value that is sorted by, where that is not what was won. */
  readonly share: number;
}

export interface LeaderboardModel {
  readonly measures: LeaderboardMeasures;
  readonly lines: readonly LeaderLine[];
  /** Where zero lies in the bars, and everyone's win rate in the ranges. */
  readonly zero: number;
  readonly everyone: { readonly rate: number; readonly at: number } | undefined;
  readonly hasGoals: boolean;
  /** Amounts can be compared. */
  readonly hasBars: boolean;
  readonly hasChanges: boolean;
  readonly hasWeighted: boolean;
  readonly moneyOf: (amount: number) => string;
}

const currencyOf = (totals: readonly (MoneyTotal | null)[]): string =>
  totals.find((total) => total?.currency)?.currency ?? '';

/** Puts a measured leaderboard into words. Pure: the same measures and words give the same model. */
export function describeLeaderboard(
  measures: LeaderboardMeasures,
  words: LeaderboardWords,
): LeaderboardModel {
  const { own, frame, format, by, me } = words;
  const { rows } = measures.now;
  const names =
    by === 'owner'
      ? namesOf(
          rows.map(({ id }) => id),
          words.owners,
          own.unassigned.owner,
        )
      : new Map(rows.map(({ id }) => [id, id || own.unassigned.team]));
  const before = measures.before && new Map(measures.before.rows.map((row) => [row.id, row.rank]));
  const isMixed = rows.some(({ won }) => won.per.length > 0 && won.amount === null);

  const currency = currencyOf(rows.map(({ won }) => won));
  const column = (
    values: readonly (number | null)[],
    code = currency,
  ): ((value: number | null) => string) => {
    const money = format.moneyColumn(values, code);
    return (value) => (value === null ? frame.none : money(value));
  };
  const wonText = column(rows.map(({ won }) => won.amount));
  const averageText = column(rows.map(({ averageWon }) => averageWon));
  const weightedText = column(
    rows.map(({ openWeighted }) => openWeighted?.amount ?? null),
    currencyOf(rows.map(({ openWeighted }) => openWeighted)),
  );
  const total = (sum: MoneyTotal | null, text: (value: number | null) => string): string => {
    if (sum === null) return frame.none;
    return sum.amount === null ? format.moneyTotal(sum, { compact: true }) || frame.none : text(sum.amount);
  };
  const days = (count: number | null): string =>
    count === null ? frame.none : own.days({ days: format.number(count, { maximumFractionDigits: 0 }) });

  const goals = rows.flatMap(({ goal }) => (goal === null ? [] : [goal]));
  const amounts = rows.flatMap(({ won }) => (won.amount === null ? [] : [won.amount]));
  const money = extentOf([...amounts, ...goals]);
  const rated = rows.filter(({ n }) => n >= MIN_CLOSED);
  const rates = extentOf(rated.flatMap(({ interval }) => (interval ? [interval.high] : [])));
  const values = extentOf(rows.flatMap(({ value }) => (value === null ? [] : [value])));
  const wonDeals = rows.reduce((sum, { wonCount }) => sum + wonCount, 0);
  const closedDeals = rows.reduce((sum, { n }) => sum + n, 0);

  const lines = rows.map((row): LeaderLine => {
    const name = names.get(row.id) ?? row.name;
    const isMe = me !== undefined && row.id !== '' && (row.id === me || row.name === me);
    const rankBefore = before?.get(row.id);
    const change: RankChange | undefined =
      !before || row.rank === null ? undefined : rankBefore == null ? 'new' : rankBefore - row.rank;
    const isFew = row.n < MIN_CLOSED;
    const { per, amount } = row.won;
    const wonInFull =
      per.length > 0 ? format.moneyTotal(row.won) : amount === null ? frame.none : format.money(0, currency);
    const { interval, winRate } = row;
    return {
      row,
      name,
      isMe,
      rank: row.rank === null ? frame.none : format.number(row.rank),
      change,
      figures: {
        won: total(row.won, wonText),
        attainment:
          row.attainment === null
            ? row.goal === null
              ? frame.none
              : frame.notAvailable
            : format.percent(row.attainment),
        'win-rate':
          winRate === null
            ? frame.none
            : isFew
              ? own.ratio({ won: row.wonCount, closed: row.n }, format)
              : format.percent(winRate),
        average: averageText(row.averageWon),
        cycle: days(row.cycle),
        'open-weighted': total(row.openWeighted, weightedText),
      },
      wonInFull,
      goal: row.goal === null ? frame.none : format.money(row.goal, currency),
      interval:
        interval && !isFew
          ? own.range({ from: format.percent(interval.low), to: format.percent(interval.high) })
          : frame.none,
      label: own.mark(
        {
          name,
          isMe,
          rank: row.rank,
          change,
          won: wonInFull,
          deals: row.wonCount,
          ofGoal: row.attainment,
        },
        format,
      ),
      bar: isMixed || row.won.amount === null ? undefined : barOf(money, row.won.amount),
      goalAt: isMixed || row.goal === null ? undefined : shareIn(money, row.goal),
      range:
        interval && winRate !== null && !isFew
          ? {
              low: shareIn(rates, interval.low),
              high: shareIn(rates, interval.high),
              rate: shareIn(rates, winRate),
            }
          : undefined,
      share: row.value === null ? 0 : barOf(values, row.value).size,
    };
  });
  const rate = closedDeals === 0 ? undefined : wonDeals / closedDeals;
  return {
    measures,
    lines,
    zero: shareIn(money, 0),
    everyone: rate === undefined ? undefined : { rate, at: shareIn(rates, rate) },
    hasGoals: goals.length > 0,
    hasBars: !isMixed,
    hasChanges: lines.some(({ change }) => change !== undefined),
    hasWeighted: rows.some(({ openWeighted }) => openWeighted !== null && openWeighted.per.length > 0),
    moneyOf: (amount) => wonText(amount),
  };
}
