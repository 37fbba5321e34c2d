import type { Needs } from '../../core/measures/types.js';
import type { Formatter } from '../format.js';
import type { StateWords } from './problems.js';

/** Words of the frame around every widget. What is wrong with data has its own section, which loads when needed. */
export interface FrameMessages {
  /** Of widgets whose other words come later. */
  readonly headings: {
    readonly funnel: string;
    readonly heatmap: string;
    readonly forecast: string;
    /** Of the leaderboard, by whom it compares. */
    readonly owner: string;
    readonly team: string;
  };
  readonly loading: string;
  readonly tableToggle: string;
  /** Name of the button that opens the menu at the foot. */
  readonly more: string;
  /** At the foot: the moment the data is from. */
  readonly dataFrom: (facts: { readonly at: string }) => string;
  readonly notAvailable: string;
  readonly none: string;
  /** In the place of a figure that the data can't give. */
  readonly needsShort: Readonly<Record<Needs, string>>;
  readonly mixedCurrencies: (facts: { readonly currencies: readonly string[] }, format: Formatter) => string;
  /** Badges beside the heading. */
  readonly partial: string;
  readonly stale: string;
  readonly retry: string;
  /** A part of the kit itself could not be loaded. */
  readonly failed: StateWords;
  /** Said once after data changed. */
  readonly updated: (facts: { readonly sentence: string }) => string;
}
