import type { Formatter } from '../format.js';
import type { Said } from '../say.js';
import type { FanMessages } from './fan.js';

/** A stretch of time; `from` and `to` are its first and last day, worded. */
export type SpanFacts =
  | { readonly kind: 'quarter'; readonly quarter: number; readonly year: number; readonly fiscal: boolean }
  | { readonly kind: 'year'; readonly year: number; readonly fiscal: boolean }
  | { readonly kind: 'month'; readonly month: string }
  | { readonly kind: 'days'; readonly from: string; readonly to: string };

/** Figures are worded; what is missing is not known, or not there. */
export interface ForecastFigures {
  readonly won?: string;
  /** Share of the goal, and the goal. */
  readonly ofGoal?: { readonly share: string; readonly goal: string };
  readonly goal?: string;
  readonly weighted?: string;
  /** How far won and weighted pipeline together are from the goal, without a sign. */
  readonly gap?: { readonly amount: string; readonly isShort: boolean };
}

export interface ForecastMessages {
  /** What the marks are, for assistive technology. */
  readonly role: string;
  readonly subtitle: (
    facts: {
      readonly mode: 'cumulative' | 'per-period';
      readonly period: string;
      readonly asOf?: string;
      readonly pipelines: readonly string[];
    },
    format: Formatter,
  ) => string;
  readonly span: (facts: SpanFacts) => string;
  /** Beside spans that say the year. */
  readonly spanShort: (facts: SpanFacts) => string;
  /** The window around as-of, one that is over, one that is to come. Without `won`, no deal won in it has an amount. */
  readonly takeaway: (
    facts: ForecastFigures & {
      readonly phase: 'past' | 'current' | 'future';
      readonly period: string;
      readonly asOf: string;
      /** Open deals expected in it. */
      readonly open: number;
    },
  ) => Said;
  /** Name of a mark. */
  readonly mark: (
    facts: ForecastFigures & {
      readonly mode: 'cumulative' | 'per-period';
      readonly interval: string;
      /** Won and weighted pipeline together, up to the end of the interval. */
      readonly expected?: string;
      readonly overdue: number;
    },
    format: Formatter,
  ) => string;
  readonly today: string;
  readonly asOf: (facts: { readonly day: string }) => string;
  readonly elapsed: (facts: { readonly share: string }) => string;
  /** Labels at the ends of lines: the figure is set apart, `figure` stands in its place. */
  readonly ends: {
    readonly won: string;
    readonly weighted: string;
    readonly goal: string;
    /** Of a stretch of days without a name. */
    readonly previous: string;
  };
  readonly strip: {
    readonly won: string;
    readonly wonDeals: (facts: { readonly n: number }, format: Formatter) => string;
    /** After a change; `running`: compared by the same share of the days. */
    readonly onPrevious: (facts: {
      readonly period: string | undefined;
      readonly running: boolean;
    }) => string;
    readonly attainment: string;
    readonly elapsed: (facts: { readonly share: string }) => string;
    readonly weighted: string;
    readonly ofOpen: (facts: { readonly n: number; readonly amount: string }, format: Formatter) => string;
    readonly gap: string;
    readonly goal: (facts: { readonly goal: string }) => string;
    readonly coverage: string;
    readonly coverageBase: (facts: { readonly toGo: string }) => string;
    readonly times: (facts: { readonly times: string }) => string;
    readonly goalMet: string;
  };
  /** Below 240 px: what the one figure is. */
  readonly figure: (
    facts: ForecastFigures & {
      readonly period: string;
      /** Nothing of it is over. */ readonly isAhead: boolean;
    },
  ) => string;
  /** In a list, under the interval and under its figure. */
  readonly weightedOf: (facts: { readonly amount: string }) => string;
  readonly ofGoal: (facts: { readonly share: string | undefined; readonly goal: string }) => string;
  readonly columns: {
    readonly interval: Readonly<Record<'week' | 'month' | 'quarter', string>>;
    readonly wonDeals: string;
    readonly won: string;
    readonly wonUpTo: string;
    readonly openDeals: string;
    readonly open: string;
    readonly overdue: string;
    readonly weighted: string;
    readonly expectedUpTo: string;
    readonly goal: string;
    readonly goalUpTo: string;
    readonly ofGoal: string;
  };
  readonly legend: {
    readonly won: string;
    readonly weighted: string;
    readonly open: string;
    readonly goal: string;
  };
  readonly deals: (facts: { readonly n: number }, format: Formatter) => string;
  readonly notes: {
    /** What the weighted pipeline is, and what it is not. */
    readonly definition: string;
    readonly overdue: (
      facts: { readonly n: number; readonly interval: string; readonly weighted?: string },
      format: Formatter,
    ) => string;
    readonly needsProbabilities: string;
    readonly goalsMissing: (facts: { readonly period: string }) => string;
    readonly beyond: (facts: { readonly intervals: number }, format: Formatter) => string;
  };
  readonly fan: FanMessages;
}
