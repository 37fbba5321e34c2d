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
