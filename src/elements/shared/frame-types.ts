import type { Needs, Row } from '../../core/measures/types.js';
import type { Said } from '../../locales/say.js';
import type { TipModel } from './tooltip.js';

/** One thing that can be focused, explained and selected. Its element carries `data-key`. */
export interface Mark {
  readonly key: string;
  /** Accessible name, with stage and unit. */
  readonly label: string;
  readonly row: Row;
  readonly tip: TipModel;
}

export interface FrameTexts {
  readonly heading: string;
  /** Measure, period, counting rule, as-of. */
  readonly subtitle: string;
  readonly takeaway?: Said;
}

/** Why a widget with data draws nothing: no deal counts, or the data lacks what the measure needs. */
export type EmptyState = 'empty' | `needs-${Needs}`;

/** How much room there is: CHARTS' four sizes, by the widget's own width. */
export type Room = 'full' | 'compact' | 'list' | 'figure';
