import type { TableModel } from '../shared/frame.js';
import type { Ahead, Column } from './ahead.js';
import { attainmentOf } from './model.js';
import type { ForecastModel, ForecastWords } from './model.js';

/** The table view. */
export function tableOf(
  model: ForecastModel,
  words: ForecastWords,
  fan: Ahead | undefined,
  caption: string,
): TableModel {
  const { lines, full, rough } = model;
  const all = columnsOf(model, words, fan);
  return {
    caption,
    columns: all.map(([key, label, , write], at) => ({
      key,
      label,
      numeric: at > 0,
      ...(write && (write === full || write === rough) && { unit: model.outlook.currency ?? undefined }),
    })),
    rows: lines.map((line) => ({
      key: line.row.key,
      cells: all.map(([, , figure, write]) => {
        const value = figure(line);
        return write && typeof value !== 'string' ? write(value as number | null) : String(value);
      }),
    })),
    values: () => lines.map((line) => all.map(([, , figure]) => figure(line))),
  };
}

function columnsOf(model: ForecastModel, words: ForecastWords, fan: Ahead | undefined): readonly Column[] {
  const { own, frame, format } = words;
  const { full, rough, range } = model;
  const { columns } = own;
  const number = (figure: number | null): string => (figure === null ? frame.none : format.number(figure));
  const { figures, chance } = fan?.columns(model, words) ?? { figures: [], chance: [] };
  const common: readonly Column[] = [
    ['interval', columns.interval[range.interval], ({ name }) => name],
    ['won-deals', columns.wonDeals, ({ row }) => row.booked.n, number],
    ['won', columns.won, ({ row }) => row.booked.value, full],
  ];
  const open: readonly Column[] = [
    ['open-deals', columns.openDeals, ({ row }) => row.open.n, number],
    ['open', columns.open, ({ row }) => row.open.sum.amount, full],
    ['overdue', columns.overdue, ({ row }) => row.open.overdue.n, number],
    ['weighted', columns.weighted, ({ row }) => row.weighted, rough],
  ];
  return range.mode === 'cumulative'
    ? [
        ...common,
        ['won-up-to', columns.wonUpTo, ({ row }) => row.upTo.won, full],
        ...figures,
        ...open,
        ['expected-up-to', columns.expectedUpTo, ({ row }) => row.upTo.expected, rough],
        ['goal-up-to', columns.goalUpTo, ({ row }) => row.upTo.goal, full],
        ...chance,
      ]
    : [
        ...common,
        ...figures,
        ...open,
        ['goal', columns.goal, ({ row }) => row.goal, full],
        [
          'of-goal',
          columns.ofGoal,
          ({ row }) => attainmentOf(row),
          (share) => (share === null ? frame.none : format.percent(share)),
        ],
        ...chance,
      ];
}
