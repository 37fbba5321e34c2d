import type { TemplateResult } from 'lit';
import type { Shape } from '../../charts/picture.js';
import type { PictureTable, TablePaints } from '../../charts/table-picture.js';
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

/** Files that a widget can be saved as. */
export type ExportKind = 'csv' | 'svg' | 'png';

/** Which keys a plot answers to: what "?" lists. */
export type KeySet = 'marks' | 'cells' | 'rows' | 'board';

export interface PictureSwatch {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape<string>[];
}

/** A key of a picture's legend: a template whose `<svg>` is read, or shapes. */
export interface PictureKey {
  readonly swatch: TemplateResult | PictureSwatch;
  readonly text: string;
}

/** A figure above a plot, with what it is and what it rests on. */
export interface PictureFigure {
  readonly label: string;
  readonly figure: string;
  readonly base: string;
  readonly change?: { readonly text: string; readonly isUp: boolean };
}

/**
 * What a widget's picture shows, whatever room there is on the page: the template of its widest form, whose first
 * `<svg>` is read; or, where that form is an HTML table, the table's rows. Paints of a table are custom properties of
 * the widget, with the classes that set them behind: `--_fill heat diverging-3`.
 */
export type PlotPicture =
  | {
      readonly kind: 'drawn';
      readonly template: unknown;
      readonly figures: readonly PictureFigure[];
      readonly legend: readonly PictureKey[];
    }
  | {
      readonly kind: 'table';
      readonly table: PictureTable;
      readonly paints: TablePaints;
      readonly legend: readonly PictureKey[];
    };
