import type { Colour, GroupShape, Painted, Picture, Shape, TextShape } from '../../../charts/picture.js';

/** More pixels than this, or a longer side, are beyond what all browsers paint. */
const MOST_PIXELS = 16_000_000 * 4;
const LONGEST_SIDE = 16_384;

/** How wide texts are in a font, as a canvas sets them. */
export function createMeasure(font: string): (text: string, size: number, weight: number) => number {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, size, weight) => {
    const key = `${weight} ${size} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = `${weight} ${size}px ${font}`;
      width = context?.measureText(text).width ?? text.length * size * 0.6;
      known.set(key, width);
    }
    return width;
  };
}

/** @returns whether a picture of that scale can be painted everywhere */
export function fits({ width, height }: Picture, scale: number): boolean {
  const [wide, high] = [width * scale, height * scale];
  return wide <= LONGEST_SIDE && high <= LONGEST_SIDE && wide * high <= MOST_PIXELS;
}

/** Paints the shapes; an image of the SVG would need `img-src` to allow what a careful page does not. */
export async function paintPng(picture: Picture, scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(scale, scale);
  for (const shape of picture.shapes) paint(context, shape, picture.font);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}

function paint(context: CanvasRenderingContext2D, shape: Shape, font: string): void {
  switch (shape.kind) {
    case 'group':
      return paintGroup(context, shape, font);
    case 'text':
      return paintText(context, shape, font);
    case 'rect': {
      const { x, y, width, height, radius = 0 } = shape;
      const path = new Path2D();
      path.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
      return paintPath(context, path, shape);
    }
    case 'path':
      return paintPath(context, new Path2D(shape.d), shape);
  }
}

function paintGroup(
  context: CanvasRenderingContext2D,
  { x, y, shapes }: GroupShape<Colour>,
  font: string,
): void {
  context.save();
  context.translate(x, y);
  for (const shape of shapes) paint(context, shape, font);
  context.restore();
}

const css = ({ rgb, alpha }: Colour): string =>
  `${rgb}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;

function paintPath(context: CanvasRenderingContext2D, path: Path2D, shape: Painted<Colour>): void {
  if (shape.fill) {
    context.fillStyle = css(shape.fill);
    context.fill(path);
  }
  if (!shape.stroke) return;
  context.strokeStyle = css(shape.stroke);
  context.lineWidth = shape.strokeWidth ?? 1;
  context.lineCap = shape.cap ?? 'butt';
  context.lineJoin = shape.join ?? 'miter';
  context.setLineDash([...(shape.dash ?? [])]);
  context.stroke(path);
}

/** Runs side by side, in the direction of the text. */
function paintText(context: CanvasRenderingContext2D, shape: TextShape<Colour>, font: string): void {
  const { x, y, size, anchor, direction, runs, halo } = shape;
  const setFont = (weight: number): void => {
    context.font = `${weight} ${size}px ${font}`;
  };
  context.direction = direction;
  context.textAlign = 'left';
  const widths = runs.map(({ text, weight }) => {
    setFont(weight);
    return context.measureText(text).width;
  });
  const total = widths.reduce((sum, width) => sum + width, 0);
  const before = anchor === 'middle' ? 0.5 : (anchor === 'end') === (direction === 'ltr') ? 1 : 0;
  const isRightwards = direction === 'ltr' && !runs[0]?.text.startsWith('\u2067');
  const order = runs.map((run, at) => ({ run, width: widths[at] ?? 0 }));
  if (!isRightwards) order.reverse();
  const from = x - total * before;
  const each = (draw: (text: string, at: number) => void): void => {
    let at = from;
    for (const { run, width } of order) {
      setFont(run.weight);
      context.fillStyle = css(run.fill);
      draw(run.text, at);
      at += width;
    }
  };
  if (halo) {
    context.strokeStyle = css(halo.colour);
    context.lineWidth = halo.width;
    context.lineJoin = 'round';
    context.setLineDash([]);
    each((text, at) => context.strokeText(text, at, y));
  }
  each((text, at) => context.fillText(text, at, y));
}
