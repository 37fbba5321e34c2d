import type { Formatter } from '../format.js';
import type { Said } from '../say.js';

/** What the rows are, beside stages. */
export type HeatmapBy = 'owner' | 'team' | 'entry-month' | 'source';
/** The days after which half, three quarters or nine tenths of the visits have ended. */
export type HeatmapStatistic = 'median' | 'p75' | 'p90';
/** What colours stand for. */
export type HeatmapScale = 'per-stage' | 'absolute' | 'vs-target';

/** How a cell compares: days above (or, negative, below) what it is compared with. */
export interface HeatmapDifference {
  readonly days: number;
  readonly with: 'median' | 'target';
}

export interface HeatmapMessages {
  readonly subtitle: (facts: {
    readonly statistic: HeatmapStatistic;
    readonly period?: { readonly from: string; readonly to: string };
    /** Days to won are shown as well: of deals won in the period, whenever their visits began. */
    readonly won?: boolean;
    readonly asOf?: string;
    readonly pipeline?: string;
  }) => string;
  readonly takeaway: (
    facts: {
      readonly statistic: HeatmapStatistic;
      readonly by: HeatmapBy;
      /** `days` null: not reached; `seen` is the longest stay then. */
      readonly slowest: {
        readonly stage: string;
        readonly days: number | null;
        readonly seen: number | null;
      };
      /** The slowest there, and the one that is furthest above in another stage. */
      readonly there?: { readonly group: string; readonly days: number; readonly above: number };
      readonly elsewhere?: {
        readonly group: string;
        readonly stage: string;
        readonly days: number;
        readonly above: number;
      };
    },
    format: Formatter,
  ) => Said;
  readonly nothingKnown: string;
  /** Head of the row headers, and of their column in the table. */
  readonly by: Readonly<Record<HeatmapBy, string>>;
  /** For deals that name none. */
  readonly without: Readonly<Record<HeatmapBy, string>>;
  readonly stage: string;
  readonly everyone: Readonly<Record<HeatmapBy, string>>;
  readonly all: string;
  readonly daysToWon: string;
  readonly statistic: Readonly<Record<HeatmapStatistic, string>>;
  /** Name of a cell. `value` is undefined where there were no visits, null where the statistic is not reached. */
  readonly mark: (
    facts: {
      readonly group: string;
      readonly stage: string;
      readonly statistic: HeatmapStatistic;
      readonly value: number | null | undefined;
      /** The longest stay seen, where the statistic is not reached. */
      readonly seen: number | null;
      readonly difference?: HeatmapDifference;
      readonly visits: number;
      readonly open: number;
      readonly few: boolean;
    },
    format: Formatter,
  ) => string;
  readonly wonMark: (
    facts: { readonly group: string; readonly value: number | null; readonly deals: number },
    format: Formatter,
  ) => string;
  /** In a cell: the statistic lies beyond all that was seen. */
  readonly notReached: string;
  /** The same where there is no room for words; the longest stay seen. */
  readonly moreThan: (facts: { readonly days: string }) => string;
  readonly tip: {
    readonly days: (facts: { readonly days: number }, format: Formatter) => string;
    readonly notReached: (facts: { readonly days: number }, format: Formatter) => string;
    readonly difference: Readonly<Record<HeatmapDifference['with'], string>>;
    readonly half: string;
    readonly from: (facts: { readonly from: string; readonly to: string }) => string;
    readonly p90: string;
    readonly visits: string;
    readonly counts: (facts: { readonly ended: number; readonly open: number }, format: Formatter) => string;
    readonly none: string;
    readonly few: string;
    readonly won: string;
  };
  /** In the list, below a name. */
  readonly compared: (facts: HeatmapDifference, format: Formatter) => string;
  readonly onlyVisits: (facts: { readonly visits: number }, format: Formatter) => string;
  readonly unit: string;
  readonly legend: {
    readonly bounds: Readonly<Record<HeatmapScale, string>>;
    readonly few: string;
  };
  readonly noTarget: string;
  readonly stageSelect: string;
  readonly sortBy: (facts: { readonly name: string }) => string;
  readonly showAll: (facts: { readonly count: number }, format: Formatter) => string;
  readonly columns: {
    readonly median: string;
    readonly p75: string;
    readonly p90: string;
    readonly visits: string;
    readonly open: string;
  };
}
