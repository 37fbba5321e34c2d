import { moneyScale } from '../../charts/forecast-money.js';
import type { LinesShape, Spot } from '../../charts/forecast.js';
import type { Band } from '../../charts/forecast-fan.js';
import type { PeriodShapes } from '../../charts/forecast-bars.js';
import { textWidth } from '../../charts/text.js';
import type { Formatter } from '../../locales/format.js';
import type { Room } from '../shared/frame.js';
import type { ForecastModel } from './model.js';

/** Font size of axes and labels. */
export const SMALL = 12;

export interface Place {
  readonly room: Room;
  readonly width: number;
  readonly isRtl: boolean;
}

/** A text on the reading side's start or end of a point, or over its middle. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly align: 'start' | 'middle' | 'end';
}

/** At the end of a line: the figure, then what it is. */
export interface EndLabel extends Label {
  readonly key: LineKey | 'high' | 'low';
  readonly figure: string;
}

export type LineKey = 'won' | 'weighted' | 'forecast' | 'previous' | 'goal';
/** The fan: most of what may come, and half of it. */
export type BandKey = 'most' | 'half';

/** Lines across, and the box they are drawn in. */
export interface Axes {
  readonly width: number;
  readonly height: number;
  readonly isRtl: boolean;
  /** Both ends of the lines across. */
  readonly sides: readonly [number, number];
  readonly top: number;
  readonly bottom: number;
  readonly y: (value: number) => number;
  readonly money: readonly { readonly y: number; readonly label?: Label }[];
}

export interface LinesPlan extends Axes {
  readonly kind: 'lines';
  readonly shape: LinesShape;
  readonly dates: readonly Label[];
  /** What the dates rest on. */
  readonly axis: string;
  readonly today?: { readonly x: number; readonly label?: Label };
  readonly now?: { readonly x: number; readonly y: number; readonly label?: Label };
  readonly ends: readonly EndLabel[];
  /** From what is won and weighted to the goal. */
  readonly bracket?: { readonly x: number; readonly from: number; readonly to: number };
  /** Of each stop: the dots on the lines. */
  readonly dots: ReadonlyMap<
    string,
    readonly { readonly y: number; readonly key: 'won' | 'weighted' | 'forecast' }[]
  >;
  readonly split?: SplitPlan;
}

/** The bar of parts below the lines: booked, from open deals, not yet created. */
export interface SplitPlan {
  readonly y: number;
  /** The whole track. */
  readonly x: number;
  readonly width: number;
  /** Empty while the forecast is being worked out. */
  readonly parts: readonly {
    readonly key: 'booked' | 'open' | 'fresh';
    readonly x: number;
    readonly width: number;
  }[];
  readonly mark?: number;
  readonly labels: readonly (Label & { readonly figure: string })[];
}

export interface BarsPlan extends Axes {
  readonly kind: 'bars';
  readonly shapes: PeriodShapes;
  readonly names: readonly (Label & { readonly isCurrent: boolean })[];
  readonly elapsed?: Label;
  /** Won, in a bar's foot or above it, by interval. */
  readonly figures: ReadonlyMap<string, Label & { readonly isInside: boolean }>;
  readonly dots: ReadonlyMap<string, Label>;
}

/** What a forecast adds to the lines. */
export interface FanLines {
  readonly spots: readonly Spot[];
  /** The widest first. */
  readonly bands: readonly (Band & { readonly key: BandKey })[];
  /** Labels at the end, with the values that they stand for. */
  readonly ends: readonly (readonly [key: 'forecast' | 'high' | 'low', value: number, text: string])[];
  /** Of the whole window. */
  readonly mean: number;
  /** By interval, of those that it reaches. */
  readonly means: ReadonlyMap<string, number>;
  readonly split: (room: SplitRoom) => SplitPlan;
}

/** Where the bar of parts lies. */
export interface SplitRoom {
  readonly y: number;
  readonly width: number;
  readonly isRtl: boolean;
  /** Figures alone stand below it. */
  readonly isSmall: boolean;
}

/** Height of the bar of parts, and of all that belongs to it. */
export const BAR = 12;
export const SPLIT = 48;

/** Class of a line, in the plot as in the legend. */
export const pathClass: Readonly<Record<LineKey, string>> = {
  won: 'line won',
  weighted: 'line weighted',
  forecast: 'line forecast',
  previous: 'line previous',
  goal: 'line goal',
};

/** Where as-of lies, as a day with a fraction; undefined: outside of the window. */
export function nowOf({ outlook, asOfDay, phase }: ForecastModel): number | undefined {
  if (phase !== 'current') return undefined;
  const current = outlook.rows.find((row) => row.phase === 'current');
  // The end of as-of's day; where an interval ends with it, what is expected that day still needs room to rise.
  return Math.min(asOfDay + 1, (current?.interval.to ?? Infinity) - 0.5);
}

/** Where what is to come begins. */
export const startOf = (model: ForecastModel): number => nowOf(model) ?? model.outlook.window.from;

/** Values of the lines across, their texts, and the room that these take beside the plot. */
export function moneyTicks(values: readonly (number | null)[], format: Formatter, currency: string) {
  const { ticks } = moneyScale(values, [1, 0]);
  const money = format.moneyColumn(ticks, currency);
  const texts = ticks.map((value) => money(value));
  const margin = Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, SMALL)))) + 10;
  return { ticks, texts, margin };
}
