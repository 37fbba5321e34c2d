import type { Said } from '../say.js';

interface Between {
  readonly low: string;
  readonly high: string;
  /** Half of the outcomes lie below it; where the middle estimate lies outside of its own range. */
  readonly median?: string;
}

/** What is said of a forecast before it is there, and beside it. Figures are worded. */
export interface FanMessages {
  /** Heading where there is no forecast, but the weighted pipeline. */
  readonly weightedHeading: string;
  /** In the place of "weighted pipeline" in the subtitle. */
  readonly subtitle: (facts: {
    readonly mode: 'cumulative' | 'per-period';
    readonly period: string;
    readonly asOf?: string;
    readonly pipelines: string;
  }) => string;
  /** Before it is there. */
  readonly awaited: (facts: {
    readonly period: string;
    readonly won?: string;
    readonly weighted?: string;
  }) => Said;
  /** A range of 80 % or 50 % of outcomes, of any share. */
  readonly between: (facts: Between & { readonly share: string }) => string;
  readonly strip: {
    readonly forecast: string;
    readonly noRange: string;
    readonly chance: string;
    readonly toReach: (facts: { readonly goal: string }) => string;
    /** A chance that lies outside of what the ranges can say. */
    readonly over: (facts: { readonly share: string }) => string;
    readonly under: (facts: { readonly share: string }) => string;
  };
  /** While it is worked out. */
  readonly working: (facts: { readonly share: string }) => string;
  readonly failed: (facts: { readonly reason: string }) => string;
  readonly updating: string;
  /** No past to learn from, so the model was not asked: weighted pipeline is shown. */
  readonly needsPast: string;
  /** Ways to say what will come, side by side, each with its error in the past. */
  readonly ways: {
    readonly title: string;
    readonly way: string;
    readonly says: string;
    /** How far forecasts of single intervals were off. */
    readonly off: Readonly<Record<'week' | 'month' | 'quarter', string>>;
    readonly leans: string;
    readonly rows: {
      readonly model: string;
      readonly weighted: string;
      readonly commit: string;
      readonly bestCase: string;
      readonly submitted: string;
    };
    readonly tooHigh: (facts: { readonly share: string }) => string;
    readonly tooLow: (facts: { readonly share: string }) => string;
    readonly neither: string;
    readonly unknown: string;
  };
}
