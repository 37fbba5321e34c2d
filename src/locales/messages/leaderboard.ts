import type { Formatter } from '../format.js';
import type { Said } from '../say.js';

export type LeaderboardBy = 'owner' | 'team';
/** What to rank by; `win-rate` by the lower bound of its interval. */
export type LeaderboardSort = 'won' | 'attainment' | 'win-rate' | 'average' | 'cycle' | 'open-weighted';

/** How a rank moved since the period before; `new`: there was none. */
export type RankChange = number | 'new';

export interface LeaderboardMessages {
  readonly subtitle: (
    facts: {
      readonly sort: LeaderboardSort;
      readonly period?: { readonly from: string; readonly to: string };
      readonly asOf?: string;
      /** Names of the pipelines counted; empty: all of several. */
      readonly pipelines: readonly string[];
      readonly minClosed: number;
    },
    format: Formatter,
  ) => string;
  readonly takeaway: (
    facts: {
      readonly by: LeaderboardBy;
      readonly sort: LeaderboardSort;
      /** One, or several with the same value. */
      readonly leaders: readonly string[];
      /** Worded. */
      readonly value: string;
      /** Of how many with a goal how many have reached it. */
      readonly goals?: { readonly reached: number; readonly of: number };
      /** Median of what was won, worded. */
      readonly median?: string;
      /** Not ranked, for too few closed deals; the first of them by name. */
      readonly few: { readonly count: number; readonly name: string };
    },
    format: Formatter,
  ) => Said;
  /** Amounts were to lead, but none is above zero. */
  readonly nothingWon: string;
  /** The same, but some won deals of which none has an amount. */
  readonly nothingKnown: string;
  readonly nobody: (
    facts: {
      readonly by: LeaderboardBy;
      readonly why: 'few' | 'nobody-named' | 'no-goal' | 'no-figure';
      readonly minClosed: number;
    },
    format: Formatter,
  ) => string;
  readonly unassigned: Readonly<Record<LeaderboardBy, string>>;
  readonly you: string;
  /** Two owners with one name: what tells them apart stands behind it. */
  readonly namesake: (facts: { readonly name: string; readonly by: string }) => string;
  readonly columns: Readonly<Record<LeaderboardSort, string>> & {
    readonly rank: string;
    readonly change: string;
    readonly name: Readonly<Record<LeaderboardBy, string>>;
    readonly wonAgainstGoal: string;
    readonly goal: string;
    readonly interval: string;
    readonly wonDeals: string;
    readonly lostDeals: string;
    readonly openDeals: string;
  };
  readonly sortBy: (facts: { readonly column: string }) => string;
  readonly change: (facts: { readonly change: RankChange }, format: Formatter) => string;
  readonly new: string;
  readonly unranked: string;
  /** Name of a row. */
  readonly mark: (
    facts: {
      readonly name: string;
      readonly isMe: boolean;
      readonly rank: number | null;
      readonly change?: RankChange;
      readonly won: string;
      readonly deals: number;
      readonly ofGoal?: number | null;
    },
    format: Formatter,
  ) => string;
  readonly ofGoal: (facts: { readonly share: string }) => string;
  readonly ratio: (facts: { readonly won: number; readonly closed: number }, format: Formatter) => string;
  readonly range: (facts: { readonly from: string; readonly to: string }) => string;
  readonly days: (facts: { readonly days: string }) => string;
  /** In a file's head, where the figures stand alone. */
  readonly daysUnit: string;
  readonly noGoal: string;
  readonly tooFew: (facts: { readonly minClosed: number }, format: Formatter) => string;
  readonly legend: {
    readonly won: string;
    readonly goal: string;
    readonly interval: (facts: { readonly everyone: string }) => string;
    readonly change: (facts: { readonly from: string; readonly to: string }) => string;
  };
  readonly showAll: (facts: { readonly count: number }, format: Formatter) => string;
  readonly showFewer: string;
  readonly leads: string;
  readonly mixed: string;
}
