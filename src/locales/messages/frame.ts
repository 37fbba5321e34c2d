import type { LeftOutCode, Needs } from '../../core/measures/types.js';
import type { Formatter } from '../format.js';

/** A heading and the reason below it, for the states in which nothing can be drawn. */
export interface StateWords {
  readonly title: string;
  readonly reason: string;
}

/** Words of the frame around every widget. */
export interface FrameMessages {
  readonly loading: string;
  readonly tableToggle: string;
  /** At the foot: the moment the data is from. */
  readonly dataFrom: (facts: { readonly at: string }) => string;
  readonly asOf: (facts: { readonly day: string }) => string;
  readonly notAvailable: string;
  readonly none: string;
  readonly unassigned: string;
  readonly retry: string;
  /** While the sentence for the problem itself is still on its way. */
  readonly failed: StateWords;
  readonly empty: StateWords;
  readonly emptyFiltered: StateWords;
  readonly needs: Readonly<Record<Needs, StateWords>>;
  /** Where only one figure needs it, e.g. in a cell. */
  readonly needsShort: Readonly<Record<Needs, string>>;
  readonly partial: string;
  readonly stale: string;
  readonly staleNote: (facts: { readonly at: string; readonly reason: string }) => string;
  /** Head of the expandable notice: how many findings there are. */
  readonly issuesFound: (facts: { readonly count: number }, format: Formatter) => string;
  readonly moreIssues: (facts: { readonly count: number }, format: Formatter) => string;
  readonly leftOut: Readonly<
    Record<LeftOutCode, (facts: { readonly n: number }, format: Formatter) => string>
  >;
  readonly mixedCurrencies: (facts: { readonly currencies: readonly string[] }, format: Formatter) => string;
  /** Said once after data changed. */
  readonly updated: (facts: { readonly sentence: string }) => string;
}
