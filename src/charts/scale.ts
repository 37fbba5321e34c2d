import { tickIncrement, ticks } from 'd3-array';

/** Maps numbers of `domain` to positions of `range`, straight on beyond both ends. */
export interface LinearScale {
  (value: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  /** Round values within the domain, about `count` of them. */
  ticks(count?: number): readonly number[];
  invert(position: number): number;
}

/**
 * A domain without extent maps to the middle of the range.
 * @example linear([0, 10], [0, 100])(2.5) // 25
 */
export function linear(domain: readonly [number, number], range: readonly [number, number]): LinearScale {
  const between = (from: readonly [number, number], to: readonly [number, number]) => {
    const span = from[1] - from[0];
    return (value: number): number => to[0] + (span === 0 ? 0.5 : (value - from[0]) / span) * (to[1] - to[0]);
  };
  return Object.assign(between(domain, range), {
    domain,
    range,
    ticks: (count = 10) => ticks(domain[0], domain[1], count),
    invert: between(range, domain),
  });
}

/**
 * A domain widened to round values, so that the first and the last tick lie on its ends.
 * @example niceDomain([0.2, 9.7], 5) // [0, 10]
 */
export function niceDomain(domain: readonly [number, number], count = 10): readonly [number, number] {
  let [from, to] = domain;
  let before: number | undefined;
  // Widening can make the step larger once or twice; it settles after that.
  for (let round = 0; round < 10; round++) {
    const step = tickIncrement(from, to, count);
    if (step === before || step === 0 || !Number.isFinite(step)) break;
    if (step > 0) {
      from = Math.floor(from / step) * step;
      to = Math.ceil(to / step) * step;
    } else {
      from = Math.ceil(from * step) / step;
      to = Math.floor(to * step) / step;
    }
    before = step;
  }
  return [from, to];
}

/** Places for keys side by side. */
export interface BandScale {
  /** Start of a key's band; undefined: no such key. */
  (key: string): number | undefined;
  readonly step: number;
  readonly bandwidth: number;
}

/**
 * @param padding share of a step left empty between bands
 * @param outer share of a step left empty before the first and after the last band
 * @example band(['a', 'b'], [0, 100])('b') // 50
 */
export function band(
  keys: readonly string[],
  range: readonly [number, number],
  { padding = 0, outer = 0 }: { readonly padding?: number; readonly outer?: number } = {},
): BandScale {
  const isReversed = range[1] < range[0];
  const start = Math.min(...range);
  const unique = [...new Set(keys)];
  const count = unique.length;
  const step = (Math.max(...range) - start) / Math.max(1, count - padding + outer * 2);
  const first = start + (Math.max(...range) - start - step * (count - padding)) / 2;
  const at = new Map(
    unique.map((key, index) => [key, first + step * (isReversed ? count - 1 - index : index)]),
  );
  return Object.assign((key: string) => at.get(key), { step, bandwidth: step * (1 - padding) });
}
