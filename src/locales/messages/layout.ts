import type { Formatter } from '../format.js';

/** Words of how a board is laid out: lanes across the columns, one of several pipelines, one column at a time. */
export interface LayoutMessages {
  /** What lanes and columns can be made of; a field of the data is called by its own name. */
  readonly groupings: Readonly<
    Record<
      'stage' | 'owner' | 'forecast-category' | 'close-month' | 'source' | 'account' | 'contact' | 'currency',
      string
    >
  >;
  /** Of the open deals of a lane. `sum`, `weighted`: absent where they are not known. */
  readonly laneTotal: (
    facts: { readonly n: number; readonly sum?: string; readonly weighted?: string },
    format: Formatter,
  ) => string;
  /** The part of a column in a lane, as a place that a card is moved to. */
  readonly place: (facts: { readonly column: string; readonly lane: string }) => string;
  /** Names the list of its cards. */
  readonly cell: (facts: {
    readonly column: string;
    readonly lane: string;
    readonly total: string;
  }) => string;
  /** In the table: the row of a column that holds all of its lanes. */
  readonly allLanes: string;
  /** Of the select that says which pipeline the board shows. */
  readonly pipeline: string;
  /** Said where there is room for one column only, and another one has come. */
  readonly columnShown: (facts: { readonly column: string; readonly n: number }, format: Formatter) => string;
}
