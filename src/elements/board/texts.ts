import type { DealSums } from '../../core/measures/board-groups.js';
import type { MoneyTotal } from '../../core/measures/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { LayoutMessages } from '../../locales/messages/layout.js';
import type { Snapshot } from '../shared/base.js';
import type { FrameTexts, TableModel } from '../shared/frame.js';
import type { Derived } from './derive.js';

/** Heading, subtitle and takeaway of the board. */
export function boardTexts(
  derived: Derived | undefined,
  { asOf, period, pipeline }: Snapshot,
  words: BoardMessages,
  format: Formatter,
): FrameTexts {
  if (!derived || !asOf) return { heading: words.heading, subtitle: '' };
  const { open } = derived.board;
  // Nobody knows what was open then: that is not nothing.
  const isUnknown = open.n === 0 && derived.board.needs.includes('history');
  const priced = derived.columns.filter(({ row, isClosed }) => !isClosed && row.nAmount > 0);
  const hasAmounts = priced.length > 0;
  // In several currencies without rates, nothing can be called the most.
  const [largest] = (open.sum.amount === null ? [] : priced).toSorted(
    (a, b) => (b.row.sum.amount ?? 0) - (a.row.sum.amount ?? 0),
  );
  return {
    heading: words.heading,
    subtitle: words.subtitle(
      {
        pipeline: pipeline?.name,
        isStandard: derived.layout.groupBy === 'stage' && derived.layout.sortBy === 'amount',
        open: open.n,
        isUnknown,
        sum: hasAmounts ? format.moneyTotal(open.sum) : undefined,
        weighted:
          hasAmounts && open.weighted ? format.moneyTotal(open.weighted, { compact: true }) : undefined,
        period: period && { from: format.date(period.from), to: format.date(period.to - 1) },
        asOf: format.date(asOf.day),
      },
      format,
    ),
    takeaway: isUnknown
      ? undefined
      : words.takeaway(
          {
            open: open.n,
            hasAmounts,
            largest: largest && {
              stage: largest.model.name,
              sum: largest.model.sum,
              share: shareOf(largest.row.sum.amount, open.sum.amount),
            },
            idle: derived.idle,
          },
          format,
        ),
  };
}

/** Credits can make a part larger than the whole: then there is no share to tell. */
function shareOf(part: number | null, of: number | null): number | null {
  return part !== null && of !== null && part >= 0 && of > 0 && part <= of ? part / of : null;
}

export interface TableWords {
  readonly words: BoardMessages;
  readonly layout: LayoutMessages;
  readonly format: Formatter;
  /** For what is not there. */
  readonly none: string;
}

/** The columns as rows; where there are lanes, each followed by its parts that hold deals. */
export function boardTable(
  { columns, lanes, layout: { lanesBy } }: Derived,
  caption: string,
  { words: { columns: heads }, layout, format, none }: TableWords,
): TableModel {
  const unit = columns.find(({ row }) => row.sum.currency)?.row.sum.currency ?? undefined;
  const hasLanes = lanes.length > 0;
  const all = hasLanes ? [layout.allLanes] : [];
  const rows = columns.flatMap(({ row, model, isClosed, cells }): TableLine[] => [
    {
      key: row.key,
      cells: [model.name, ...all, model.count, model.sum],
      sums: row,
      isUnknown: row.value === null,
    },
    ...lanes.flatMap(({ key, name }): TableLine[] => {
      const sums = cells?.get(key)?.sums;
      if (!sums) return [];
      const sum = sums.nAmount > 0 ? format.moneyTotal(sums.sum) : none;
      return [
        {
          key: `${row.key} ${key}`,
          cells: [model.name, name, format.number(sums.n), sum],
          sums: isClosed ? { ...sums, weighted: null } : sums,
        },
      ];
    }),
  ]);
  return {
    caption,
    columns: [
      { key: 'stage', label: heads.stage },
      ...(hasLanes ? [{ key: 'lane', label: groupingName(lanesBy, layout) }] : []),
      { key: 'deals', label: heads.deals, numeric: true },
      { key: 'sum', label: heads.sum, numeric: true, unit },
      { key: 'weighted', label: heads.weighted, numeric: true, unit },
    ],
    values: () =>
      rows.map(({ sums: { n, nAmount, sum, weighted }, isUnknown }) => [
        undefined,
        ...(hasLanes ? [undefined] : []),
        ...(isUnknown ? [null, null] : [n, amountOf(sum)]),
        weighted && nAmount > 0 ? (weighted.amount ?? undefined) : null,
      ]),
    rows: rows.map(({ key, cells, sums: { nAmount, weighted } }) => ({
      key,
      cells: [...cells, weighted && nAmount > 0 ? format.moneyTotal(weighted) : none],
    })),
  };
}

interface TableLine {
  readonly key: string;
  readonly cells: readonly string[];
  readonly sums: DealSums;
  /** Nobody knows which deals stood there. */
  readonly isUnknown?: boolean;
}

/** A sum of several currencies is a text. */
const amountOf = ({ per, amount }: MoneyTotal): number | null | undefined =>
  per.length > 1 && amount === null ? undefined : amount;

/** What lanes or columns are made of; a field of the data is called by its own name. */
export function groupingName(by: string, { groupings }: LayoutMessages): string {
  const known: Readonly<Record<string, string>> = groupings;
  return Object.hasOwn(known, by) ? (known[by] ?? by) : by;
}
