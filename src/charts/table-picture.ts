import { hatch } from './hatch.js';
import type { Measure, Run, Shape, TextShape } from './picture.js';

/** What stands in a cell of a drawn table. Paints are names, which the caller resolves. */
export interface PictureCell {
  readonly text?: string;
  readonly ink?: string;
  readonly isStrong?: boolean;
  /** The box behind it. */
  readonly fill?: string;
  readonly outline?: string;
  readonly hatch?: string;
  /** A thin bar under the text, by its share of the cell: a heatmap's second sign. */
  readonly under?: { readonly share: number; readonly paint: string };
  /** Shares of a column of bars, 0..1. */
  readonly bar?: {
    readonly paint: string;
    readonly from: number;
    readonly size: number;
    readonly zero?: number;
    readonly goal?: number;
  };
  /** Shares of a column of ranges, 0..1. */
  readonly range?: {
    readonly low?: number;
    readonly high?: number;
    readonly rate?: number;
    readonly all?: number;
  };
}

export interface PictureColumn {
  readonly head: string;
  /** `text`: as wide as its texts; `cell`: the same share of the room for each; `bar`: what is left; `range`: a fixed width. */
  readonly kind: 'text' | 'cell' | 'bar' | 'range';
  readonly align?: 'start' | 'end';
  /** Rows are in its order. */
  readonly sorted?: 'ascending' | 'descending';
  /** Room before it, beyond what columns have. */
  readonly pad?: number;
}

export interface PictureTable {
  readonly columns: readonly PictureColumn[];
  readonly rows: readonly { readonly cells: readonly PictureCell[]; readonly fill?: string }[];
  /** Lines between rows; cells with a box stand apart instead. */
  readonly hasLines: boolean;
}

/** Names of the paints that every table uses. */
export interface TablePaints {
  readonly ink: string;
  readonly muted: string;
  readonly hairline: string;
  readonly rule: string;
  readonly track: string;
  readonly compare: string;
  readonly goal: string;
  readonly page: string;
}

export interface TableShapes {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape<string>[];
}

const TEXT = 13;
const SMALL = 12;
const LINE = 16;
const ROW = 36;
const GAP = 12;
const APART = 2;
const PAD = 10;
const LEAST_CELL = 64;
const LEAST_BAR = 96;
const RANGE = 60;
const WIDEST_NAME = 220;

interface Setting {
  readonly paints: TablePaints;
  readonly measure: Measure;
  readonly isRtl: boolean;
  readonly width: number;
}

/**
 * A table as shapes: for pictures of widgets that are drawn as HTML tables. As wide as its place, wider where its cells
 * need more.
 */
export function layOutTable(table: PictureTable, place: Setting): TableShapes {
  const { paints, measure, isRtl } = place;
  const { columns, rows } = table;
  const widths = widthsOf(table, place);
  const width = widths.reduce((sum, size) => sum + size, 0);
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, size) => sum + size, 0));
  const heads = columns.map((column, at) => {
    const { kind, align } = column;
    const isName = kind === 'text' && align !== 'end';
    return wrapText(titleOf(column), (widths[at] ?? 0) - (isName ? 0 : kind === 'cell' ? PAD : 0), (text) =>
      measure(text, SMALL, 400),
    );
  });
  const headHeight = Math.max(1, ...heads.map(({ length }) => length)) * LINE + 7;
  const height = headHeight + rows.length * ROW;
  const shapes: Shape<string>[] = [];
  /** Mirrored, a box of the reading side lies on the other one. */
  const left = (x: number, size: number): number => (isRtl ? width - x - size : x);
  const text = (
    x: number,
    size: number,
    y: number,
    align: 'start' | 'end',
    run: Run<string>,
    font: number,
  ): void => {
    // Figures keep their right edge in both directions, so that units line up.
    const isEnd = align === 'end' || isRtl;
    const right = left(x, size) + size - (align === 'end' && isRtl && x > 0 ? GAP : 0);
    shapes.push(label(isEnd ? right : left(x, size), y, isEnd ? 'end' : 'start', run, font, isRtl));
  };

  heads.forEach((lines, at) => {
    const column = columns[at] as PictureColumn;
    const inset = column.kind === 'cell' ? PAD : (column.pad ?? 0);
    lines.forEach((line, index) => {
      const y = headHeight - 11 - (lines.length - 1 - index) * LINE;
      const run = { text: line, fill: column.sorted ? paints.ink : paints.muted, weight: 400 };
      text((lefts[at] ?? 0) + inset, (widths[at] ?? 0) - inset, y, column.align ?? 'start', run, SMALL);
    });
  });

  rows.forEach(({ cells, fill }, index) => {
    const y = headHeight + index * ROW;
    if (fill) shapes.push({ kind: 'rect', x: -8, y, width: width + 16, height: ROW, radius: 6, fill });
    if (table.hasLines) shapes.push({ kind: 'rect', x: 0, y, width, height: 1, fill: paints.hairline });
    cells.forEach((cell, at) => {
      const column = columns[at];
      const size = widths[at] ?? 0;
      const from = lefts[at] ?? 0;
      if (!column) return;
      if (column.kind === 'cell') {
        const box = {
          x: left(from, size) + APART / 2,
          y: y + APART / 2,
          width: size - APART,
          height: ROW - APART,
        };
        if (cell.fill) shapes.push({ kind: 'rect', ...box, radius: 2, fill: cell.fill });
        if (cell.hatch) shapes.push({ kind: 'path', d: hatch(box, 5), stroke: cell.hatch, strokeWidth: 1 });
        if (cell.outline) {
          const { x, y: top, width: wide, height: high } = box;
          const inner = { x: x + 0.5, y: top + 0.5, width: wide - 1, height: high - 1 };
          shapes.push({ kind: 'rect', ...inner, radius: 2, stroke: cell.outline, strokeWidth: 1 });
        }
        if (cell.under && cell.under.share > 0) {
          const room = box.width - 2 * PAD;
          const wide = Math.max(0.5, room * Math.min(1, cell.under.share));
          const x = isRtl ? box.x + box.width - PAD - wide : box.x + PAD;
          shapes.push({
            kind: 'rect',
            x,
            y: box.y + box.height - 7,
            width: wide,
            height: 2,
            radius: 1,
            fill: cell.under.paint,
          });
        }
      }
      if (cell.bar)
        shapes.push(...barShapes(cell.bar, left(from, size - GAP), y + 9, size - GAP, paints, isRtl));
      if (cell.range)
        shapes.push(...rangeShapes(cell.range, left(from + (column.pad ?? 0), RANGE), y + 9, paints, isRtl));
      if (cell.text) {
        const inset = column.kind === 'cell' ? PAD + 1 : (column.pad ?? 0);
        const room =
          size -
          (column.kind === 'cell' ? 2 : 1) * inset -
          (column.kind === 'text' && column.align !== 'end' ? GAP : 0);
        const weight = cell.isStrong ? 600 : 400;
        const shown = cut(cell.text, room, (part) => measure(part, TEXT, weight));
        const run = { text: shown, fill: cell.ink ?? paints.ink, weight };
        const baseline = y + (column.kind === 'cell' ? 20 : 22.5);
        text(from + inset, size - inset, baseline, column.align ?? 'start', run, TEXT);
      }
    });
  });
  return { width, height, shapes };
}

const SORTED = { ascending: '\u00a0↑', descending: '\u00a0↓' } as const;

/** The head, with the sign of its order. */
const titleOf = ({ head, sorted }: PictureColumn): string => head + (sorted && head ? SORTED[sorted] : '');

function widthsOf({ columns, rows }: PictureTable, { width, measure }: Setting): readonly number[] {
  const widest = (at: number, column: PictureColumn): number =>
    Math.max(
      measure(titleOf(column), SMALL, 400),
      ...rows.map(({ cells }) => measure(cells[at]?.text ?? '', TEXT, cells[at]?.isStrong ? 600 : 400)),
    );
  const fixed = columns.map((column, at) => {
    if (column.kind === 'range') return RANGE + (column.pad ?? 0);
    if (column.kind !== 'text') return 0;
    const size = Math.ceil(widest(at, column)) + (at === 0 && column.align === 'end' ? 0 : GAP);
    return (column.align === 'end' ? size : Math.min(size, WIDEST_NAME)) + (column.pad ?? 0);
  });
  const flexible = columns.filter(({ kind }) => kind === 'cell' || kind === 'bar');
  const rest = width - fixed.reduce((sum, size) => sum + size, 0);
  const share = flexible.length === 0 ? 0 : rest / flexible.length;
  return columns.map(({ kind }, at) => {
    if (kind === 'cell') return Math.max(LEAST_CELL, Math.floor(share));
    return kind === 'bar' ? Math.max(LEAST_BAR, Math.floor(share)) : (fixed[at] ?? 0);
  });
}

function barShapes(
  { paint, from, size, zero = 0, goal }: NonNullable<PictureCell['bar']>,
  x: number,
  y: number,
  width: number,
  { track, goal: goalPaint, page, rule }: TablePaints,
  isRtl: boolean,
): readonly Shape<string>[] {
  const box = (at: number, share: number, least: number): { x: number; width: number } => {
    const wide = Math.max(least, width * share);
    return { x: isRtl ? x + width - width * at - wide : x + width * at, width: wide };
  };
  const tick = goal === undefined ? undefined : box(goal, 0, 2).x - 1;
  return [
    ...(goal === undefined || goal <= zero
      ? []
      : [
          {
            kind: 'rect' as const,
            ...box(zero, goal - zero, 0),
            y: y + 4.5,
            height: 9,
            radius: 1.5,
            fill: track,
          },
        ]),
    ...(size > 0
      ? [{ kind: 'rect' as const, ...box(from, size, 2), y: y + 4, height: 10, radius: 2, fill: paint }]
      : []),
    ...(zero > 0 ? [{ kind: 'rect' as const, ...box(zero, 0, 1), y, height: 18, fill: rule }] : []),
    ...(tick === undefined
      ? []
      : [
          { kind: 'rect' as const, x: tick - 1, y: y - 1, width: 4, height: 20, fill: page },
          { kind: 'rect' as const, x: tick, y, width: 2, height: 18, fill: goalPaint },
        ]),
  ];
}

function rangeShapes(
  { low, high, rate, all }: NonNullable<PictureCell['range']>,
  x: number,
  y: number,
  { compare, rule, ink }: TablePaints,
  isRtl: boolean,
): readonly Shape<string>[] {
  const at = (share: number): number => x + RANGE * (isRtl ? 1 - share : share);
  const shapes: Shape<string>[] = [];
  if (all !== undefined) shapes.push({ kind: 'rect', x: at(all) - 0.5, y, width: 1, height: 18, fill: rule });
  if (low !== undefined && high !== undefined) {
    const [from, to] = [at(low), at(high)];
    shapes.push({
      kind: 'rect',
      x: Math.min(from, to),
      y: y + 8.25,
      width: Math.abs(to - from),
      height: 1.5,
      fill: compare,
    });
  }
  if (rate !== undefined) {
    shapes.push({ kind: 'rect', x: at(rate) - 3.5, y: y + 5.5, width: 7, height: 7, radius: 3.5, fill: ink });
  }
  return shapes;
}

function label(
  x: number,
  y: number,
  anchor: 'start' | 'end',
  run: Run<string>,
  size: number,
  isRtl: boolean,
): TextShape<string> {
  // Anchors are those of a left-to-right line; the text itself runs as its first letter does.
  const isolated = isRtl ? { ...run, text: `\u2068${run.text}\u2069` } : run;
  return { kind: 'text', x, y, anchor, size, direction: 'ltr', runs: [isolated] };
}

/** Lines of whole words, as many as it takes; a word that is too wide is cut. */
export function wrapText(text: string, room: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(joined) <= room) lines[lines.length - 1] = joined;
    else lines.push(cut(word, room, widthOf));
  }
  return lines;
}

/** The text, or its beginning and an ellipsis where it would be wider than `room`. */
function cut(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
