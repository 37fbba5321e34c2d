import type { ChangedField } from '../../core/model.js';
import type { Formatter } from '../format.js';

/** Words of a deal's panel and of the search on a board; they load when one of them is first needed. */
export interface PanelMessages {
  readonly close: string;
  /** Headings of its parts. */
  readonly facts: string;
  readonly visits: string;
  readonly criteria: string;
  readonly changes: string;
  readonly links: string;
  readonly owner: string;
  readonly amount: string;
  readonly closeDate: string;
  readonly openDeal: string;
  /** A stay that goes on; one that has ended; one of unknown length. */
  readonly staysFor: (facts: { readonly days: number }, format: Formatter) => string;
  readonly stayed: (facts: { readonly days: number }, format: Formatter) => string;
  readonly stayedUnknown: string;
  readonly noVisits: string;
  /** Beside a question of a stage. */
  readonly met: string;
  readonly notMet: string;
  readonly changed: (facts: {
    readonly what: string;
    /** Absent: it was, or is now, not known. */
    readonly from?: string;
    readonly to?: string;
  }) => string;
  readonly fieldNames: Readonly<Record<ChangedField, string>>;

  readonly find: string;
  /** How the field is used. */
  readonly findHint: string;
  readonly found: (
    facts: { readonly deal: string; readonly column: string; readonly at: number; readonly of: number },
    format: Formatter,
  ) => string;
  readonly foundShort: (facts: { readonly at: number; readonly of: number }, format: Formatter) => string;
  readonly notFound: string;
}
