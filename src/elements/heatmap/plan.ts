import { textWidth } from '../../charts/text.js';
import type { Room } from '../shared/frame.js';
import type { HeatCell, HeatLine, HeatmapModel } from './model.js';

/** Where a heatmap is drawn, and how its reader wants it. */
export interface Place {
  readonly room: Room;
  readonly width: number;
  /** Key of what to sort by, with `-` before it from small to large; undefined: in their own order. */
  readonly sort: string | undefined;
  /** All groups, however many. */
  readonly isWhole: boolean;
  /** Key of the stage that the list shows; undefined: the slowest. */
  readonly stage: string | undefined;
}

export interface Plan {
  readonly stages: readonly HeatLine[];
  readonly groups: readonly HeatLine[];
  /** How many groups are not drawn. */
  readonly hidden: number;
  /** Stages as rows, groups as columns. */
  readonly isTransposed: boolean;
  /** The table is wider than the widget. */
  readonly isScrolled: boolean;
  readonly names: number;
  readonly margin: number;
  readonly least: number;
  /** Columns have no room for words. */
  readonly isTight: boolean;
  readonly sortKey: string | undefined;
  readonly direction: 'ascending' | 'descending';
  /** The stage that the list shows. */
  readonly stage: HeatLine | undefined;
}

/** More groups than this are shown on demand. */
const LIMIT = 25;
const MARGIN = 62;
const WIDEST_MARGIN = 92;
/** Names wrap to two lines before anything scrolls. */
const LEAST_NAMES = 84;
const NARROW_MARGIN = 46;
const STAGE_COLUMN = 64;
const GROUP_COLUMN = 42;
const NAMED_COLUMN = 56;
const HEAD_SIZE = 12;
const HEAD_PADDING = 10;
/** What a word takes at least of the width that is planned for it. */
const LEAST_SHARE = 0.92;

export function planHeatmap(
  model: HeatmapModel,
  slowest: HeatLine | undefined,
  { room, width, sort, isWhole, stage }: Place,
  won: string,
): Plan {
  const direction = sort?.startsWith('-') ? 'ascending' : 'descending';
  const sortKey = sort?.replace(/^-/, '');
  const { stages, groups } = ordered(model, sortKey, direction === 'ascending');
  const shown = isWhole || groups.length <= LIMIT + 2 ? groups : groups.slice(0, LIMIT);
  const isByOwner = model.measures.options.by === 'owner';
  const groupColumn = isByOwner ? GROUP_COLUMN : NAMED_COLUMN;
  const most = Math.floor(width * 0.34);
  const namesFor = (lines: readonly HeatLine[]): number =>
    Math.min(
      most,
      Math.max(72, Math.ceil(Math.max(0, ...lines.map(({ name }) => textWidth(name, 13))) + 14)),
    );
  /** Whether a head has a word that is wider than its column. */
  const breaksIn = (column: number): boolean =>
    stages.some(({ name }) =>
      name
        .split(/\s|(?<=-)/)
        .some((word) => LEAST_SHARE * textWidth(word, HEAD_SIZE) > column - HEAD_PADDING),
    );
  const stageNames = namesFor(stages);
  const groupNames = namesFor(shown);
  const hasWon = model.wonOf !== undefined;
  const words = won.split(/\s+/u).map((word) => Math.ceil(textWidth(word, 12)) + 6);
  const wonColumn = hasWon ? Math.min(WIDEST_MARGIN, Math.max(MARGIN, ...words)) : 0;
  const wideRest = stages.length * STAGE_COLUMN + wonColumn;
  const longRest = shown.length * groupColumn + NARROW_MARGIN;
  const squeezed = (names: number, others: number): number =>
    Math.max(Math.min(names, LEAST_NAMES), Math.min(names, width - others));
  const wideNames = squeezed(groupNames, wideRest);
  const longNames = squeezed(stageNames, longRest);
  const wideLeast = wideNames + wideRest;
  const longLeast = longNames + longRest;
  // Words broken in two are worse than rows: compound words may be wider than a column.
  const isWide = wideLeast <= width && !breaksIn((width - wideNames - wonColumn) / stages.length);
  const isTransposed =
    room === 'compact' ? longLeast <= width || wideLeast > width : !isWide && longLeast <= width;
  const least = isTransposed ? longLeast : wideLeast;
  const names = isTransposed ? longNames : wideNames;
  const columns = isTransposed ? shown.length : stages.length;
  const margin = isTransposed ? NARROW_MARGIN : wonColumn;
  return {
    stages,
    groups: shown,
    hidden: groups.length - shown.length,
    isTransposed,
    isScrolled: least > width,
    names,
    margin,
    least,
    isTight: (Math.max(least, width) - names - margin) / Math.max(1, columns) < 82,
    sortKey,
    direction,
    stage: stages.find(({ key }) => key === stage) ?? slowest ?? stages[0],
  };
}

/** Groups by a stage's (or by won's) figures, or stages by a group's; whatever has none comes last. */
function ordered(
  { stages, groups, cellOf, wonOf }: HeatmapModel,
  key: string | undefined,
  isAscending: boolean,
): Pick<Plan, 'stages' | 'groups'> {
  const by = (cell: (line: HeatLine) => HeatCell | undefined) => {
    const valueOf = (line: HeatLine): number | undefined => {
      const value = cell(line)?.value;
      return value === null ? Infinity : value;
    };
    return (a: HeatLine, b: HeatLine): number => {
      const [x, y] = [valueOf(a), valueOf(b)];
      if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
      return x === y ? 0 : (x < y ? -1 : 1) * (isAscending ? 1 : -1);
    };
  };
  if (key === undefined) return { stages, groups };
  const stage = stages.find((line) => line.key === key);
  if (stage) return { stages, groups: [...groups].sort(by((group) => cellOf(stage, group))) };
  if (key === 'won') return { stages, groups: [...groups].sort(by((group) => wonOf?.(group))) };
  const group = groups.find((line) => line.key === key);
  if (!group && key !== 'all') return { stages, groups };
  return { stages: [...stages].sort(by((line) => cellOf(line, group))), groups };
}
