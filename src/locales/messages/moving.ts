import type { Formatter } from '../format.js';

/** A place in a column, from 1. */
export interface PlaceFacts {
  readonly stage: string;
  readonly position: number;
  readonly of: number;
}

/** Cards that move together: what the one is called, else how many they are. */
export interface Moved {
  readonly deal: string;
  readonly n: number;
}

/** Words of moving deals: by keyboard, several at once, through the questions of a stage, and what rules say to it. */
export interface MovingMessages {
  readonly pickedUp: (facts: Moved & PlaceFacts, format: Formatter) => string;
  /** `asks`: what the stage will ask for. */
  readonly over: (facts: PlaceFacts & { readonly asks: readonly string[] }, format: Formatter) => string;
  readonly overHome: (facts: PlaceFacts, format: Formatter) => string;
  readonly overRefused: (facts: { readonly stage: string; readonly reason: string }) => string;
  /** The place in a column follows from how it is sorted. */
  readonly sorted: string;
  readonly noFurther: (facts: { readonly stage: string }) => string;
  readonly cancelled: (facts: Moved & { readonly stage: string }, format: Formatter) => string;
  readonly dropped: (
    facts: Moved &
      PlaceFacts & { readonly from: string; readonly fromCount: number; readonly toCount: number },
    format: Formatter,
  ) => string;
  readonly placed: (facts: Moved & PlaceFacts, format: Formatter) => string;
  readonly movedMany: (
    facts: { readonly n: number; readonly to: string; readonly toCount: number },
    format: Formatter,
  ) => string;
  readonly refusedMany: (facts: { readonly n: number; readonly reason: string }, format: Formatter) => string;
  readonly rolledBackMany: (
    facts: { readonly n: number; readonly reason: string },
    format: Formatter,
  ) => string;
  /** Somebody else was faster. */
  readonly overtaken: (facts: { readonly deal: string; readonly stage: string }) => string;
  readonly late: (facts: Moved, format: Formatter) => string;
  readonly savedAfterAll: (facts: Moved, format: Formatter) => string;
  /** On the card, meanwhile. */
  readonly notSaved: string;
  readonly retry: string;
  readonly giveUp: string;
  readonly warned: (facts: { readonly reason: string }) => string;
  /** On the card while it is picked up. */
  readonly carrying: string;
  /** Below the board while a card has the focus by keyboard. */
  readonly hint: string;

  /** Whole clauses without a full stop, as reasons. */
  readonly skipped: (facts: { readonly stages: readonly string[] }, format: Formatter) => string;
  readonly backwards: (facts: { readonly from: string }) => string;
  /** Marks on a card whose deal does not keep a rule. */
  readonly hasSkipped: (facts: { readonly stages: readonly string[] }, format: Formatter) => string;
  readonly wentBack: (facts: { readonly from: string }) => string;
  readonly missing: (facts: { readonly labels: readonly string[] }, format: Formatter) => string;
  readonly violations: (facts: { readonly n: number }, format: Formatter) => string;

  readonly lostReason: string;
  readonly gate: {
    readonly title: (facts: Moved & { readonly stage: string }, format: Formatter) => string;
    /** Of a field that must be answered, behind its label. */
    readonly required: string;
    readonly submit: string;
    readonly cancel: string;
    readonly choose: string;
    readonly errors: {
      readonly required: string;
      readonly checkbox: string;
      readonly number: (facts: { readonly example: string }) => string;
      readonly date: string;
      readonly select: string;
    };
    readonly faults: (facts: { readonly n: number }, format: Formatter) => string;
  };

  readonly open: string;
  readonly moveUp: string;
  readonly moveDown: string;
  readonly select: string;
  readonly deselect: string;
  readonly selectCard: (facts: { readonly deal: string }) => string;
  readonly isSelected: string;
  readonly selected: (facts: { readonly n: number }, format: Formatter) => string;
  readonly selectedNow: (
    facts: { readonly deal: string; readonly on: boolean; readonly n: number },
    format: Formatter,
  ) => string;
  readonly moveSelected: string;
  readonly clearSelection: string;
  readonly selectionCleared: string;
}
