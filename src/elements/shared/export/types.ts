import type { Day } from '../../../core/view/types.js';
import type { MoreMessages } from '../../../locales/messages/more.js';
import type { FrameTexts, PlotPicture } from '../frame-types.js';
import type { TableModel } from '../table.js';

/** What a file is made from. Asked once the widget is up to date. */
export interface Exported {
  readonly root: ShadowRoot;
  readonly width: number;
  readonly isRtl: boolean;
  /** Of the words. */
  readonly lang: string;
  /** Of numbers, and of the spreadsheet that the file is for. */
  readonly locale: string;
  readonly texts: FrameTexts;
  readonly asOf: Day | undefined;
  readonly words: (english: MoreMessages) => MoreMessages;
  /** Undefined: nothing is drawn. */
  readonly table: TableModel | undefined;
  readonly picture: (width: number) => PlotPicture | undefined;
}
