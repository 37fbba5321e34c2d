import { round } from './hatch.js';
import type { Box } from './hatch.js';

/** Part of a bar: deals that moved on, are still there, were lost, or skipped the next stage. */
export type PartKind = 'moved' | 'here' | 'lost' | 'skipped';

export interface FunnelBar {
  readonly key: string;
  /** Length of the bar; nothing is drawn below zero. */
  readonly value: number;
  /** In this order from the baseline. They are drawn in proportion; empty ones are left out. */
  readonly parts: readonly { readonly kind: PartKind; readonly n: number }[];
  /** Stands apart, after a gap and without a wedge. */
  readonly isSpecial?: boolean;
}

export interface FunnelSpace {
  readonly width: number;
  /** Where bars start and end, measured from the reading side: left, or right where mirrored. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly barHeight: number;
  /** Between two bars. */
  readonly gap: number;
  /** Before the first special bar, beyond `gap`. */
  readonly apart?: number;
  readonly isMirrored?: boolean;
  readonly isCentered?: boolean;
  readonly hasWedges?: boolean;
}

export interface FunnelSegment extends Box {
  readonly kind: PartKind;
}

export interface FunnelShape extends Box {
  readonly key: string;
  readonly segments: readonly FunnelSegment[];
  /** Down to the next bar; undefined: none. */
  readonly wedge?: string;
}

export interface FunnelShapes {
  readonly bars: readonly FunnelShape[];
  /** x of the line that all bars start from; undefined where they are centred. */
  readonly baseline?: number;
  readonly height: number;
}

/** Between two segments. */
const SEAM = 1;
/** What is there must be seen: no segment is thinner. */
const THINNEST = 2;

/**
 * Bars from a common baseline, split into segments one pixel apart, and the wedges between them.
 * Segments and seams fill a bar exactly; bars are in proportion to their values and stay within [from, to].
 */
export function layOutFunnel(bars: readonly FunnelBar[], space: FunnelSpace): FunnelShapes {
  const { width, from, to, top, barHeight, gap, apart = 0 } = space;
  const room = Math.max(0, to - from);
  const longest = Math.max(0, ...bars.map(({ value }) => value));
  const lengthOf = (value: number): number => {
    const exact = longest > 0 ? (Math.max(0, value) / longest) * room : 0;
    return value > 0 ? Math.min(room, Math.max(1, half(exact))) : 0;
  };
  const mirror = <T extends Box>(box: T): T => ({
    ...box,
    x: round(space.isMirrored ? width - box.x - box.width : box.x),
    width: round(box.width),
  });
  const startOf = (length: number): number => (space.isCentered ? from + (room - length) / 2 : from);

  let y = top;
  const boxes = bars.map((bar, at) => {
    if (at > 0) y += barHeight + gap + (bar.isSpecial && !bars[at - 1]?.isSpecial ? apart : 0);
    const length = lengthOf(bar.value);
    return { x: startOf(length), y, width: length, height: barHeight };
  });
  const shapes = bars.map((bar, at): FunnelShape => {
    const box = boxes[at] as Box;
    const next = boxes[at + 1];
    const hasWedge = space.hasWedges && next && !bar.isSpecial && !bars[at + 1]?.isSpecial;
    return {
      ...mirror(box),
      key: bar.key,
      segments: segmentsOf(bar, box).map(mirror),
      ...(hasWedge ? { wedge: wedgeBetween(mirror(box), mirror(next)) } : {}),
    };
  });
  return {
    bars: shapes,
    ...(space.isCentered ? {} : { baseline: space.isMirrored ? round(width - from) : from }),
    height: y + (bars.length > 0 ? barHeight : 0),
  };
}

const half = (value: number): number => Math.round(value * 2) / 2;

/** Splits a bar: seams come off its length, the rest is shared out. */
function segmentsOf(bar: FunnelBar, box: Box): FunnelSegment[] {
  const parts = bar.parts.filter(({ n }) => n > 0);
  const room = box.width - SEAM * (parts.length - 1);
  if (parts.length === 0 || box.width <= 0) return [];
  // A bar too short to be split says only how long it is.
  if (room < parts.length * THINNEST) {
    const main = parts.reduce((most, part) => (part.n > most.n ? part : most));
    return [{ ...box, kind: main.kind }];
  }
  const lengths = shareOut(
    parts.map(({ n }) => n),
    room,
  );
  let x = box.x;
  return parts.map(({ kind }, at) => {
    const width = lengths[at] as number;
    const segment: FunnelSegment = { ...box, kind, x, width };
    x += width + SEAM;
    return segment;
  });
}

/** Lengths in proportion to `ns`, none below {@link THINNEST}: what thin ones lack the others give. */
function shareOut(ns: readonly number[], room: number): readonly number[] {
  const thin = new Set<number>();
  for (;;) {
    const rest = room - thin.size * THINNEST;
    const total = ns.reduce((sum, n, at) => sum + (thin.has(at) ? 0 : n), 0);
    const lengths = ns.map((n, at) => (thin.has(at) ? THINNEST : (n / total) * rest));
    const found = lengths.findIndex((length, at) => length < THINNEST && !thin.has(at));
    if (found < 0) return lengths;
    thin.add(found);
  }
}

function wedgeBetween(upper: Box, lower: Box): string {
  const bottom = upper.y + upper.height;
  return (
    `M${round(upper.x)} ${bottom}H${round(upper.x + upper.width)}` +
    `L${round(lower.x + lower.width)} ${lower.y}H${round(lower.x)}Z`
  );
}
