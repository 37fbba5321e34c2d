import { curveMonotoneX, line } from 'd3-shape';
import type { Day } from '../core/view/types.js';
import { layOutBand } from './forecast-fan.js';
import type { Band, BandShape } from './forecast-fan.js';
import { round } from './hatch.js';
import type { Box } from './hatch.js';
import { moneyScale } from './forecast-money.js';
import { linear } from './scale.js';
import type { LinearScale } from './scale.js';

/** A value on a day; null: not known, and no line is drawn through it. */
export interface Spot {
  readonly day: number;
  readonly value: number | null;
}

/** A line of the chart. What is drawn beside it later (bands around it) has the same days. */
export interface Series {
  readonly key: string;
  readonly spots: readonly Spot[];
}

/** A level that holds from one day to another; the next one begins with a step. */
export interface Level {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Where the cursor stops. */
export interface Stop {
  readonly key: string;
  readonly day: number;
}

export interface LinesInput {
  /** The days shown, [from, to]. */
  readonly from: Day;
  readonly to: Day;
  readonly series: readonly Series[];
  readonly goal: readonly Level[];
  /** Around one of the lines, the widest first. */
  readonly bands?: readonly Band[];
  readonly stops: readonly Stop[];
}

/** The box that is drawn in, measured from the reading side: mirrored where the text runs from right to left. */
export interface ChartSpace {
  readonly width: number;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  readonly isMirrored?: boolean;
}

export interface StopShape {
  readonly key: string;
  /** The cursor. */
  readonly x: number;
  /** What belongs to it: halfway to its neighbours. */
  readonly left: number;
  readonly width: number;
}

export interface LinesShape {
  readonly x: (day: number) => number;
  readonly y: (value: number) => number;
  /** Values of the lines across, from the lowest. */
  readonly ticks: readonly number[];
  readonly paths: ReadonlyMap<string, string>;
  readonly bands: ReadonlyMap<string, BandShape>;
  readonly goal: string;
  readonly stops: readonly StopShape[];
}

/** Lines over time: monotone between their points, never through a value that is not known, goals as steps. */
export function layOutLines(
  { from, to, series, goal, stops, bands = [] }: LinesInput,
  space: ChartSpace,
): LinesShape {
  const days = linear([from, to], [space.from, Math.max(space.from, space.to)]);
  const place = (at: number): number => round(space.isMirrored ? space.width - at : at);
  const x = (day: number): number => place(days(day));
  const values = [
    ...series.flatMap(({ spots }) => spots.map(({ value }) => value)),
    ...goal.map(({ value }) => value),
    ...bands.flatMap(({ spots }) => spots.flatMap(({ low, high }) => [low, high])),
  ];
  const money = moneyScale(values, [space.bottom, space.top]);
  const y = (value: number): number => round(money.y(value));
  const draw = line<Spot>()
    .defined(({ value }) => value !== null)
    .x(({ day }) => x(day))
    .y(({ value }) => y(value as number))
    .curve(curveMonotoneX);
  return {
    x,
    y,
    ticks: money.ticks,
    paths: new Map(series.map(({ key, spots }) => [key, hasLine(spots) ? (draw(spots) ?? '') : ''])),
    bands: new Map(bands.map(({ key, spots }) => [key, layOutBand(spots, x, y)])),
    goal: stepsOf(goal, x, y),
    stops: stopsOf(stops, days, space, place),
  };
}

/** One point alone is no line. */
const hasLine = (spots: readonly Spot[]): boolean =>
  spots.some(({ value }, at) => value !== null && (spots[at + 1]?.value ?? null) !== null);

/** Across for as long as a goal holds, then up or down to the next. */
function stepsOf(levels: readonly Level[], x: (day: number) => number, y: (value: number) => number): string {
  return levels
    .map(({ from, to, value }, at) => {
      const isJoined = levels[at - 1]?.to === from;
      // Lines of a pixel and a half are sharp half way between two.
      const height = Math.floor(y(value)) + 0.5;
      return `${isJoined ? 'V' : `M${x(from)} `}${height}H${x(to)}`;
    })
    .join('');
}

function stopsOf(
  stops: readonly Stop[],
  days: LinearScale,
  space: ChartSpace,
  place: (at: number) => number,
): StopShape[] {
  const places = stops.map(({ day }) => days(day));
  return stops.map(({ key }, at) => {
    const own = places[at] as number;
    const before = places[at - 1];
    const after = places[at + 1];
    const start = before === undefined ? space.from : (before + own) / 2;
    const end = after === undefined ? Math.max(space.from, space.to) : (own + after) / 2;
    const left = Math.min(place(start), place(end));
    return { key, x: place(own), left, width: round(Math.abs(end - start)) };
  });
}

/**
 * Moves labels apart: at least `gap` between two, in the order of their places, as near to them as that allows, and
 * within [top, bottom] while there is room for all.
 * @example spread([10, 12, 50], 16, 0, 100) // [3, 19, 50]
 */
export function spread(places: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = places
    .map((_, at) => at)
    .sort((a, b) => (places[a] as number) - (places[b] as number) || a - b);
  interface Block {
    /** Sum of the members' wishes, each for where the block begins. */
    sum: number;
    readonly members: number[];
  }
  const startOf = ({ sum, members }: Block): number =>
    Math.min(Math.max(sum / members.length, top), Math.max(top, bottom - (members.length - 1) * gap));
  const blocks: Block[] = [];
  for (const at of order) {
    let block: Block = { sum: places[at] as number, members: [at] };
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      if (startOf(last) + last.members.length * gap <= startOf(block)) break;
      blocks.pop();
      const shift = last.members.length * gap;
      block = {
        sum: last.sum + block.sum - shift * block.members.length,
        members: [...last.members, ...block.members],
      };
    }
    blocks.push(block);
  }
  const result = [...places];
  for (const block of blocks) {
    const start = startOf(block);
    block.members.forEach((at, index) => (result[at] = round(start + index * gap)));
  }
  return result;
}

export interface Tick {
  readonly at: number;
  /** Width of its text. */
  readonly size: number;
}

/**
 * Which labels of an axis fit side by side: the first, aligned to its start, the last, aligned to its end, and of
 * those between as many as leave `gap` free on both sides. Places from the reading side, in order.
 * @returns their indices
 */
export function fitTicks(ticks: readonly Tick[], gap = 12): number[] {
  const last = ticks.length - 1;
  const [first] = ticks;
  if (!first) return [];
  const fits: number[] = [0];
  let end = first.at + first.size;
  const lastTick = ticks[last] as Tick;
  const limit = last > 0 ? lastTick.at - lastTick.size : Infinity;
  for (let at = 1; at < last; at++) {
    const { at: middle, size } = ticks[at] as Tick;
    if (middle - size / 2 < end + gap || middle + size / 2 + gap > limit) continue;
    fits.push(at);
    end = middle + size / 2;
  }
  if (last > 0 && limit >= end + gap) fits.push(last);
  return fits;
}

/** Points joined by straight lines, in px. */
export type Polyline = readonly (readonly [x: number, y: number])[];

/**
 * Where a label stands clear of lines.
 * @returns the first of the boxes that none of the lines crosses, else the first of those that the fewest cross
 */
export function clearest(boxes: readonly Box[], lines: readonly Polyline[]): number {
  const crossings = boxes.map(
    (box) =>
      lines.filter((line) => line.some((to, at) => at > 0 && crosses(line[at - 1] as typeof to, to, box)))
        .length,
  );
  return crossings.indexOf(Math.min(...crossings));
}

/** Whether some of the way from one point to another lies in a box: clipped by its four sides in turn. */
function crosses(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  { x, y, width, height }: Box,
): boolean {
  let [start, end] = [0, 1];
  const clip = (delta: number, from: number, to: number): boolean => {
    if (delta === 0) return from <= 0 && to >= 0;
    const [a, b] = [from / delta, to / delta];
    start = Math.max(start, Math.min(a, b));
    end = Math.min(end, Math.max(a, b));
    return start <= end;
  };
  return clip(x2 - x1, x - x1, x + width - x1) && clip(y2 - y1, y - y1, y + height - y1);
}
