import type { CsvValue } from '../../data/write-csv.js';
import type { Formatter } from '../../locales/format.js';
import type { Said } from '../../locales/say.js';
import type { Room, TipRow } from '../shared/frame.js';
import type { LegendKey } from '../shared/legend.js';
import type { Fan } from './fan.js';
import type { ForecastLine, ForecastModel, ForecastWords } from './model.js';
import type { FanLines } from './plan.js';
import type { SeriesKey } from './swatch.js';

/** A column of the table: key, head, figure, how it is written; without one the figure is a text. */
export type Column = readonly [
  string,
  string,
  (line: ForecastLine) => CsvValue,
  ((figure: number | null) => string)?,
];

/** What a forecast says of an interval, in the place of the weighted pipeline. */
export interface FanMark {
  readonly label: string;
  readonly rows: () => readonly TipRow[];
}

export type KeyOf = (series: SeriesKey, text: string) => LegendKey;

/** A forecast as the drawing asks it for words, columns and lines. What answers loads after the first figures. */
export interface Ahead {
  readonly fan: Fan;
  readonly badges: readonly string[];
  takeaway(model: ForecastModel): Said;
  /** What the forecast rests on, its error, and what it could not use; the error first: it stands nearest to the figures. */
  notes(model: ForecastModel, format: Formatter): readonly string[];
  /** Name and explanation of an interval's mark; undefined: the forecast does not reach it. */
  mark(model: ForecastModel, words: ForecastWords, line: ForecastLine): FanMark | undefined;
  /** Parts, middle estimate and ranges, and, where there is a goal, the chance to reach it. */
  columns(
    model: ForecastModel,
    words: ForecastWords,
  ): { readonly figures: readonly Column[]; readonly chance: readonly Column[] };
  /** Keys of the legend. */
  keys(isCumulative: boolean, room: Room, format: Formatter, key: KeyOf): readonly LegendKey[];
  /** What it adds to the lines. */
  lines(model: ForecastModel, format: Formatter): FanLines;
}
