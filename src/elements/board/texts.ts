import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
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
        sum: hasAmounts ? format.moneyTotal(open.sum) : undefined,
        weighted:
          hasAmounts && open.weighted ? format.moneyTotal(open.weighted, { compact: true }) : undefined,
        period: period && { from: format.date(period.from), to: format.date(period.to - 1) },
        asOf: format.date(asOf.day),
      },
      format,
    ),
    takeaway: words.takeaway(
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

/** The columns as rows. */
export function boardTable(
  { columns }: Derived,
  caption: string,
  { columns: heads }: BoardMessages,
  format: Formatter,
  none: string,
): TableModel {
  const unit = columns.find(({ row }) => row.sum.currency)?.row.sum.currency ?? undefined;
  return {
    caption,
    columns: [
      { key: 'stage', label: heads.stage },
      { key: 'deals', label: heads.deals, numeric: true },
      { key: 'sum', label: heads.sum, numeric: true, unit },
      { key: 'weighted', label: heads.weighted, numeric: true, unit },
    ],
    // A sum of several currencies is a text.
    values: () =>
      columns.map(({ row }) => [
        undefined,
        row.n,
        row.sum.per.length > 1 && row.sum.amount === null ? undefined : row.sum.amount,
        row.weighted && row.nAmount > 0 ? (row.weighted.amount ?? undefined) : null,
      ]),
    rows: columns.map(({ row, model }) => ({
      key: row.key,
      cells: [
        model.name,
        model.count,
        model.sum,
        row.weighted && row.nAmount > 0 ? format.moneyTotal(row.weighted) : none,
      ],
    })),
  };
}
