import { moneyScale } from '../../charts/forecast.js';
import type { LinesShape } from '../../charts/forecast.js';
import type { PeriodShapes } from '../../charts/forecast-bars.js';
import { textWidth } from '../../charts/text.js';
import type { Formatter } from '../../locales/format.js';
import type { Room } from '../shared/frame.js';

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

interface Axes {
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

export type Plan = LinesPlan | BarsPlan;

/** Values of the lines across, their texts, and the room that these take beside the plot. */
export function moneyTicks(values: readonly (number | null)[], format: Formatter, currency: string) {
  const { ticks } = moneyScale(values, [1, 0]);
  const money = format.moneyColumn(ticks, currency);
  const texts = ticks.map((value) => money(value));
  const margin = Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, SMALL)))) + 10;
  return { ticks, texts, margin };
}
