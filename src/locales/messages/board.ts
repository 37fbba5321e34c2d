import type { ForecastCategory } from '../../core/model.js';
import type { Formatter } from '../format.js';
import type { Said } from '../say.js';

/** A move in words. `deal` is what the deal is called; stages are called by their names. */
export interface MoveFacts {
  readonly deal: string;
  readonly from: string;
  readonly to: string;
}

/** Why the kit itself refuses a change. What a host refuses comes with the host's own words. */
export type ChangeRefusal =
  | 'vetoed'
  | 'deal-unknown'
  | 'stage-unknown'
  | 'stage-stale'
  | 'stages-skipped'
  | 'stage-backwards'
  | 'criteria-missing'
  | 'cancelled'
  | 'as-of-past'
  | 'conflict'
  | 'not-ready'
  | 'nothing-to-undo'
  | 'superseded'
  | 'failed';

export interface BoardMessages {
  readonly heading: string;
  readonly subtitle: (
    facts: {
      readonly pipeline?: string;
      /** Columns are stages, the largest amount first. */
      readonly isStandard: boolean;
      /** Open deals of the board. */
      readonly open: number;
      /** Nobody knows what was open then: there are no figures. */
      readonly isUnknown?: boolean;
      /** Worded; absent where no deal has an amount. */
      readonly sum?: string;
      /** Worded; absent where no probability is known. */
      readonly weighted?: string;
      /** Narrows the won and lost columns. */
      readonly period?: { readonly from: string; readonly to: string };
      readonly asOf?: string;
    },
    format: Formatter,
  ) => string;
  readonly takeaway: (
    facts: {
      readonly open: number;
      readonly hasAmounts: boolean;
      /** The open stage with the most money in it; its share of the open amount, 0..1. Absent where it can’t be told. */
      readonly largest?: { readonly stage: string; readonly sum: string; readonly share: number | null };
      /** Deals that rest longer than their stage allows; absent where that can't be known. */
      readonly idle?: number;
    },
    format: Formatter,
  ) => Said;

  readonly deals: (facts: { readonly n: number }, format: Formatter) => string;
  readonly weighted: (facts: { readonly sum: string; readonly share: string }) => string;
  readonly weightedOnly: (facts: { readonly sum: string }) => string;
  readonly noAmounts: string;
  readonly noStage: string;
  readonly unmapped: (facts: { readonly stage: string }) => string;
  readonly archived: (facts: { readonly stage: string }) => string;
  /** Of the columns of months: what lies before them and beyond them, and what has no month. */
  readonly overdueColumn: string;
  readonly laterColumn: string;
  readonly noCloseDate: string;
  readonly noCategory: string;
  readonly noValue: (facts: { readonly field: string }) => string;
  readonly categories: Readonly<Record<ForecastCategory, string>>;
  /** Of the part of a column in a lane, and of a lane. `sum`: absent where no deal has an amount. */
  readonly cellTotal: (facts: { readonly n: number; readonly sum?: string }, format: Formatter) => string;
  /** More deals than a column is meant to hold, or as many; beside its heading, short; `spoken` in whole words. */
  readonly limitDeals: (
    facts: { readonly n: number; readonly limit: number; readonly spoken: boolean },
    format: Formatter,
  ) => string;
  /** Deals that are in a column for longer than they are meant to be. */
  readonly limitDays: (
    facts: { readonly n: number; readonly limit: number; readonly spoken: boolean },
    format: Formatter,
  ) => string;
  readonly emptyColumn: string;
  readonly show: string;
  readonly hide: string;
  readonly showColumn: (facts: { readonly stage: string }) => string;
  readonly hideColumn: (facts: { readonly stage: string }) => string;
  /** In an empty or a collapsed column, while a card hangs over the board. */
  readonly drop: string;
  /** Of the select that stands for the columns where there is room for one. */
  readonly stageSelect: string;
  readonly stageOption: (facts: { readonly stage: string; readonly count: string }) => string;

  readonly unassigned: string;
  readonly noAmount: string;
  readonly due: (facts: { readonly day: string }) => string;
  readonly closed: (facts: { readonly day: string }) => string;
  /** On the card, short; `spoken` is the same in whole words. */
  readonly overdue: (facts: { readonly days: number; readonly spoken: boolean }, format: Formatter) => string;
  readonly idle: (
    facts: { readonly days: number; readonly allowed: number; readonly spoken: boolean },
    format: Formatter,
  ) => string;
  readonly saving: string;
  readonly yes: string;
  readonly no: string;
  /** Heads of what a card can show beside its name, owner, amount and date. */
  readonly fields: Readonly<
    Record<
      | 'probability'
      | 'nextStep'
      | 'category'
      | 'stage'
      | 'source'
      | 'contact'
      | 'account'
      | 'age'
      | 'activity'
      | 'nextActivity'
      | 'created',
      string
    >
  >;
  readonly actionsFor: (facts: { readonly deal: string }) => string;
  readonly moveTo: (facts: { readonly deal: string }) => string;
  readonly here: string;
  /** How the board is used by keyboard; `moves`: there are menus to move deals with. */
  readonly keys: (facts: { readonly moves: boolean }) => string;
  readonly staysHere: string;

  readonly undo: string;
  readonly undoKey: (facts: { readonly apple: boolean }) => string;
  readonly close: string;
  /** In the bar after a move. */
  readonly movedTo: (facts: MoveFacts) => Said;
  readonly saidMoved: (
    facts: MoveFacts & { readonly fromCount: number; readonly toCount: number },
    format: Formatter,
  ) => string;
  readonly saidRefused: (facts: MoveFacts & { readonly reason: string }) => string;
  readonly saidRolledBack: (facts: MoveFacts & { readonly reason: string }) => string;
  readonly saidUndone: string;
  readonly saidUndoFailed: (facts: { readonly reason: string }) => string;
  /** Whole clauses, without a full stop: they stand behind a colon. */
  readonly refusals: Readonly<Record<ChangeRefusal, string>>;

  readonly columns: {
    readonly stage: string;
    readonly deals: string;
    readonly sum: string;
    readonly weighted: string;
  };
}
