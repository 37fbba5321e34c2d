import type { ChartSpace, StopShape } from './forecast.js';
import { moneyScale } from './forecast-money.js';
import { round } from './hatch.js';
import type { Box } from './hatch.js';
import { band } from './scale.js';

/** One interval: won, what is laid on top of it, a dot beside that, and a goal. null: not known, or not there. */
export interface PeriodBar {
  readonly key: string;
  readonly won: number;
  readonly weighted: number | null;
  /** On top of that again. */
  readonly fresh?: number;
  /** Where most and half of what may come lies: whiskers beside the bar's middle. */
  readonly range?: {
    readonly most: readonly [low: number, high: number];
    readonly half: readonly [low: number, high: number];
  };
  readonly open: number | null;
  readonly goal: number | null;
}

export interface PeriodShape extends StopShape {
  readonly won: Box;
  readonly weighted?: Box;
  readonly fresh?: Box;
  /** Both ends of the whiskers, the higher value first; they stand on `at`. */
  readonly range?: {
    readonly at: number;
    readonly most: readonly [number, number];
    readonly half: readonly [number, number];
  };
  /** Centre of the dot. */
  readonly dot?: number;
  /** The goal, wider than the bar. */
  readonly tick?: Box;
}

export interface PeriodShapes {
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  readonly bars: readonly PeriodShape[];
  readonly barWidth: number;
}

const WIDEST = 52;
/** Between two segments. */
const SEAM = 1;
const OVERHANG = 5;

/** Where the weighted pipeline ends that stands on what is won; credits go down from there, or from zero. */
const topOf = (won: number, weighted: number | null): number => {
  const own = weighted ?? 0;
  return own < 0 ? Math.min(0, won) + own : Math.max(0, won) + own;
};

/** Bars side by side from zero, credits below it; the weighted pipeline stands on what is won. */
export function layOutBars(bars: readonly PeriodBar[], space: ChartSpace): PeriodShapes {
  const { width, from, top, bottom, isMirrored } = space;
  const to = Math.max(from, space.to);
  const bands = band(
    bars.map(({ key }) => key),
    [from, to],
  );
  const barWidth = round(Math.max(1, Math.min(WIDEST, bands.step * 0.68)));
  const money = moneyScale(
    bars.flatMap(({ won, weighted, fresh = 0, range, open, goal }) => [
      won,
      topOf(won, weighted) + Math.max(0, fresh),
      ...(range?.most ?? []),
      open,
      goal,
    ]),
    [bottom, top],
  );
  const y = (value: number): number => round(money.y(value));
  const boxOf = (x: number, low: number, high: number, seam = 0): Box => {
    const [upper, lower] = [Math.min(y(low), y(high)), Math.max(y(low), y(high))];
    return { x, y: upper, width: barWidth, height: round(Math.max(0, lower - upper - seam)) };
  };
  const shapes = bars.map(({ key, won, weighted, fresh = 0, range, open, goal }): PeriodShape => {
    const start = bands(key) ?? from;
    const left = round(isMirrored ? width - start - bands.step : start);
    const middle = round(left + bands.step / 2);
    const x = round(middle - barWidth / 2);
    const base = topOf(won, weighted) - (weighted ?? 0);
    const stacked = weighted ? boxOf(x, base, base + weighted, base === 0 ? 0 : SEAM) : undefined;
    const top = topOf(won, weighted);
    const more = fresh > 0 ? boxOf(x, top, top + fresh, top === 0 ? 0 : SEAM) : undefined;
    const ends = ([low, high]: readonly [number, number]) => [y(high), y(low)] as const;
    const tick = Math.min(OVERHANG, Math.max(0, (bands.step - barWidth) / 2));
    return {
      key,
      x: middle,
      left,
      width: round(bands.step),
      won: boxOf(x, 0, won),
      ...(stacked && stacked.height > 0 ? { weighted: stacked } : {}),
      ...(more && more.height > 0 ? { fresh: more } : {}),
      ...(range && { range: { at: middle, most: ends(range.most), half: ends(range.half) } }),
      ...(open === null ? {} : { dot: y(open) }),
      ...(goal === null
        ? {}
        : {
            tick: { x: round(x - tick), y: round(y(goal) - 1), width: round(barWidth + 2 * tick), height: 2 },
          }),
    };
  });
  return { y, ticks: money.ticks, bars: shapes, barWidth };
}

/** A bar that lies: for lists. */
export interface ThinShape {
  readonly key: string;
  readonly won?: Box;
  readonly weighted?: Box;
  readonly fresh?: Box;
  readonly tick?: Box;
}

/** Bars of one line each, from the reading side's start; credits have no length. */
export function layOutThin(
  bars: readonly PeriodBar[],
  {
    width,
    height,
    isMirrored,
  }: { readonly width: number; readonly height: number; readonly isMirrored?: boolean },
): readonly ThinShape[] {
  const longest = Math.max(
    0,
    ...bars.flatMap(({ won, weighted, fresh = 0, goal }) => [
      Math.max(0, won) + Math.max(0, weighted ?? 0) + Math.max(0, fresh),
      goal ?? 0,
    ]),
  );
  const sizeOf = (value: number | null): number =>
    longest > 0 ? round((Math.max(0, value ?? 0) / longest) * width) : 0;
  const boxOf = (start: number, size: number): Box => ({
    x: round(isMirrored ? width - start - size : start),
    y: 0,
    width: size,
    height,
  });
  return bars.map(({ key, won, weighted, fresh = 0, goal }) => {
    const own = sizeOf(won);
    const more = Math.max(0, sizeOf(weighted) - (own > 0 ? SEAM : 0));
    const start = own > 0 ? own + SEAM : 0;
    const top = more > 0 ? start + more + SEAM : start;
    const last = Math.max(0, sizeOf(fresh) - (top > 0 ? SEAM : 0));
    const at = goal === null ? 0 : Math.min(sizeOf(goal), width - 2);
    return {
      key,
      ...(own > 0 ? { won: boxOf(0, own) } : {}),
      ...(more > 0 ? { weighted: boxOf(start, more) } : {}),
      ...(last > 0 ? { fresh: boxOf(top, last) } : {}),
      ...(goal === null ? {} : { tick: boxOf(Math.max(0, at), 2) }),
    };
  });
}
