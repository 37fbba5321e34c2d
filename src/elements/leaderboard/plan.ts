import { textWidth } from '../../charts/text.js';
import type { LeaderboardSort } from '../../locales/messages/leaderboard.js';
import type { Room } from '../shared/frame.js';
import type { LeaderboardModel, LeaderboardWords, LeaderLine } from './model.js';

export interface Place {
  readonly room: Room;
  readonly width: number;
  /** Rows shown at first. */
  readonly top: number;
  readonly isWhole: boolean;
}

/** A column of the table that stands there where there is room for it. */
export type Extra = 'change' | 'win-rate' | 'cycle' | 'average' | 'open-weighted';

export interface Plan {
  readonly lines: readonly LeaderLine[];
  readonly total: number;
  readonly extras: ReadonlySet<Extra>;
  /** Most that a name takes, in px. */
  readonly names: number;
}

const TEXT = 13;
const SMALL = 12;
const BETWEEN = 12;
const RANK = 44;
const CHANGE = 40;
const BAR = 84;
const RANGE = 60;
/** Sign of the column that is sorted by. */
const SIGN = 16;

/** Which rows, and which columns: what does not fit goes, open, average, cycle, interval, rank change in this order. */
export function planLeaderboard(model: LeaderboardModel, words: LeaderboardWords, place: Place): Plan {
  const { width, top, isWhole } = place;
  const { own, sort } = words;
  const { lines } = model;
  const widest = (texts: readonly string[], size: number, isStrong = false): number =>
    Math.max(0, ...texts.map((text) => textWidth(text, size, isStrong)));
  const figures = (column: LeaderboardSort): number =>
    Math.ceil(
      Math.max(
        widest([own.columns[column]], SMALL) + (sort === column ? SIGN : 0),
        widest(
          lines.map((line) => line.figures[column]),
          TEXT,
          column === 'won',
        ),
      ),
    ) + BETWEEN;
  const shown = rowsOf(model, top, isWhole);
  const fixed = RANK + BAR + figures('won') + (model.hasGoals ? figures('attainment') : 0);
  const names = Math.min(
    Math.floor(Math.max(width * 0.34, Math.min(width * 0.45, width - fixed))),
    Math.ceil(
      widest(
        shown.map(({ name, isMe }) => (isMe ? `${name} ${own.you}` : name)),
        TEXT,
      ),
    ) + 8,
  );
  // A rate without its range says less than it seems to: both, below one head, or none.
  const rate = Math.max(
    figures('win-rate'),
    RANGE +
      20 +
      BETWEEN +
      widest(
        lines.map((line) => line.figures['win-rate']),
        TEXT,
      ),
  );
  const sizes: readonly (readonly [Extra, number, boolean])[] = [
    ['change', CHANGE, model.hasChanges],
    ['win-rate', rate, true],
    ['cycle', figures('cycle'), true],
    ['average', figures('average'), true],
    ['open-weighted', figures('open-weighted'), model.hasWeighted],
  ];
  let rest = width - fixed - names;
  const extras = new Set<Extra>();
  // What is sorted by is there in any case.
  for (const [extra, size] of sizes) {
    if (extra !== sort) continue;
    extras.add(extra);
    rest -= size;
  }
  for (const [extra, size, exists] of sizes) {
    if (!exists || extras.has(extra)) continue;
    if (size > rest) break;
    extras.add(extra);
    rest -= size;
  }
  return { lines: shown, total: lines.length, extras, names };
}

/** The first ones, and the reader's own row wherever it is. */
function rowsOf({ lines }: LeaderboardModel, top: number, isWhole: boolean): readonly LeaderLine[] {
  // A button for one or two rows costs as much room as they do.
  if (isWhole || lines.length <= top + 2) return lines;
  return lines.filter((line, at) => at < top || line.isMe);
}
