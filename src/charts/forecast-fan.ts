import { area, curveMonotoneX, line } from 'd3-shape';

/** What lies between two values on a day. */
export interface BandSpot {
  readonly day: number;
  readonly low: number;
  readonly high: number;
}

/** A band around a line. */
export interface Band {
  readonly key: string;
  readonly spots: readonly BandSpot[];
}

export interface BandShape {
  readonly area: string;
  /** Both edges, without the ends between them. */
  readonly edges: string;
}

/** A band and its edges, monotone between its days like the line that it belongs to. */
export function layOutBand(
  spots: readonly BandSpot[],
  x: (day: number) => number,
  y: (value: number) => number,
): BandShape {
  const edge = (of: (spot: BandSpot) => number): string =>
    line<BandSpot>()
      .x(({ day }) => x(day))
      .y((spot) => y(of(spot)))
      .curve(curveMonotoneX)(spots) ?? '';
  const fill = area<BandSpot>()
    .x(({ day }) => x(day))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
    .curve(curveMonotoneX);
  return spots.length < 2
    ? { area: '', edges: '' }
    : { area: fill(spots) ?? '', edges: edge(({ low }) => low) + edge(({ high }) => high) };
}

/** Parts of one bar, laid end to end, and a mark on it. */
export interface SplitShape {
  /** In the order of the parts; parts of nothing, and those below zero, have no width. */
  readonly parts: readonly { readonly x: number; readonly width: number }[];
  /** Left edge of the mark, 2 px wide. */
  readonly mark?: number;
}

/**
 * A bar whose parts add up, from the reading side, on a track as long as the larger of their sum and the mark.
 * @example layOutSplit([50, 25], 100, { width: 200 }) // parts 0..99 and 100..150, mark at 198
 */
export function layOutSplit(
  values: readonly number[],
  mark: number | undefined,
  { width, isMirrored }: { readonly width: number; readonly isMirrored?: boolean },
): SplitShape {
  const own = values.map((value) => Math.max(0, value));
  const longest = Math.max(
    own.reduce((sum, value) => sum + value, 0),
    mark ?? 0,
  );
  const size = (value: number): number => (longest > 0 ? (value / longest) * width : 0);
  let at = 0;
  const parts = own.map((value) => {
    const start = at;
    at += size(value);
    // Segments are a pixel apart.
    const length = Math.max(0, at - start - (at < width - 0.5 ? 1 : 0));
    return { x: round(isMirrored ? width - start - length : start), width: round(length) };
  });
  if (mark === undefined || mark <= 0) return { parts };
  const place = Math.max(0, size(mark) - 2);
  return { parts, mark: round(isMirrored ? width - place - 2 : place) };
}

const round = (value: number): number => Math.round(value * 100) / 100;
