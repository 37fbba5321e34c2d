/** A box of the plane, in px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Diagonal lines that fill a box, as a path. Drawn rather than a pattern fill: it needs no id, prints, survives
 * forced colours and can be painted on a canvas.
 * @param step px between two lines, along the box's side
 */
export function hatch({ x, y, width, height }: Box, step = 7): string {
  const lines: string[] = [];
  // Lines rise to the right and lie on one grid of the plane, so that boxes side by side match.
  const from = Math.ceil((x + y) / step) * step;
  for (let sum = from; sum < x + y + width + height; sum += step) {
    const left = Math.max(x, sum - y - height);
    const right = Math.min(x + width, sum - y);
    if (right > left)
      lines.push(`M${round(left)} ${round(sum - left)}L${round(right)} ${round(sum - right)}`);
  }
  return lines.join('');
}

/** Tenths of a pixel are enough, and keep the markup short. */
export const round = (value: number): number => Math.round(value * 10) / 10;
