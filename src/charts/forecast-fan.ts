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
