import type { Pipeline } from '../../core/model.js';
import type { Day } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';

/** What figures and cards are put into words with. */
export interface Describing {
  readonly messages: BoardMessages;
  readonly format: Formatter;
  /** Names of owners, by id. */
  readonly owners: ReadonlyMap<string, string>;
  /** Two letters or more for each owner, by id. */
  readonly initials: ReadonlyMap<string, string>;
  /** Addresses of owners' pictures, by id; empty where pictures are not allowed. */
  readonly avatars: ReadonlyMap<string, string>;
  readonly asOfDay: Day;
  readonly timeZone: string;
  readonly pipeline: Pipeline;
}
