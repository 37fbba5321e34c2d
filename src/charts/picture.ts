/** A colour as sRGB in hexadecimal, and how opaque it is: what every viewer of pictures understands. */
export interface Colour {
  readonly rgb: string;
  readonly alpha: number;
}

/** How a shape is painted. `C` is what names a colour: geometry names paints, which are resolved before they are drawn. */
export interface Painted<C> {
  readonly fill?: C;
  readonly stroke?: C;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
  readonly cap?: CanvasLineCap;
  readonly join?: CanvasLineJoin;
}

export interface RectShape<C> extends Painted<C> {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
}

export interface PathShape<C> extends Painted<C> {
  readonly kind: 'path';
  readonly d: string;
}

/** A stretch of text in one colour and weight. */
export interface Run<C> {
  readonly text: string;
  readonly fill: C;
  readonly weight: number;
}

export interface TextShape<C> {
  readonly kind: 'text';
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly direction: 'ltr' | 'rtl';
  readonly runs: readonly Run<C>[];
  /** A line around the letters, below them. */
  readonly halo?: { readonly colour: C; readonly width: number };
}

/** Shapes that lie elsewhere. */
export interface GroupShape<C> {
  readonly kind: 'group';
  readonly x: number;
  readonly y: number;
  readonly shapes: readonly Shape<C>[];
}

/** What pictures are made of: written as SVG, or painted on a canvas. */
export type Shape<C = Colour> = RectShape<C> | PathShape<C> | TextShape<C> | GroupShape<C>;

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly font: string;
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  readonly direction: 'ltr' | 'rtl';
}

/** How wide a text is, by size and weight. */
export type Measure = (text: string, size: number, weight: number) => number;

/** The same shapes in other colours: names of paints resolved. */
export function recoloured<A, B>(
  shapes: readonly Shape<A>[],
  colourOf: (paint: A) => B,
): readonly Shape<B>[] {
  const optional = (paint: A | undefined): B | undefined =>
    paint === undefined ? undefined : colourOf(paint);
  return shapes.map((shape): Shape<B> => {
    switch (shape.kind) {
      case 'group':
        return { ...shape, shapes: recoloured(shape.shapes, colourOf) };
      case 'text': {
        const { halo, ...text } = shape;
        return {
          ...text,
          runs: shape.runs.map((run) => ({ ...run, fill: colourOf(run.fill) })),
          ...(halo && { halo: { ...halo, colour: colourOf(halo.colour) } }),
        };
      }
      default:
        return { ...shape, fill: optional(shape.fill), stroke: optional(shape.stroke) };
    }
  });
}

/** A circle as a path. */
export const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/**
 * A picture as a standalone SVG file: colours in figures, text as text, nothing that only holds inside the page it came
 * from (no class, no custom property, no id).
 */
export function writeSvg(picture: Picture): string {
  const { width, height, shapes, font, title, description, lang, direction } = picture;
  const root = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'xml:lang': lang,
      'font-family': font,
      // Places are those of left-to-right; which way a text runs, it says itself.
      direction: 'ltr',
      'data-direction': direction,
    },
    [
      element('title', {}, [escaped(title)]),
      element('desc', {}, [escaped(description)]),
      ...shapes.map(written),
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function written(shape: Shape): string {
  switch (shape.kind) {
    case 'group':
      return element(
        'g',
        { transform: `translate(${number(shape.x)} ${number(shape.y)})` },
        shape.shapes.map(written),
      );
    case 'rect': {
      const { x, y, width, height, radius } = shape;
      return element('rect', { x, y, width, height, rx: radius || undefined, ...paintOf(shape) });
    }
    case 'path':
      return element('path', { d: shape.d, ...paintOf(shape) });
    case 'text':
      return writtenText(shape);
  }
}

function writtenText({ x, y, size, anchor, direction, runs, halo }: TextShape<Colour>): string {
  const [first] = runs;
  const setting = ({ fill, weight }: Run<Colour>): Attributes => ({
    ...colour('fill', fill),
    'font-weight': weight === 400 ? undefined : weight,
  });
  const isPlain = runs.length === 1 && first;
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      direction: direction === 'rtl' ? direction : undefined,
      ...(halo && {
        ...colour('stroke', halo.colour),
        'stroke-width': halo.width,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      }),
      ...(isPlain ? setting(first) : {}),
      // Spaces between two runs count.
      'xml:space': isPlain ? undefined : 'preserve',
    },
    isPlain ? [escaped(first.text)] : runs.map((run) => element('tspan', setting(run), [escaped(run.text)])),
  );
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function paintOf({ fill, stroke, strokeWidth, dash, cap, join }: Painted<Colour>): Attributes {
  return {
    ...(fill ? colour('fill', fill) : { fill: 'none' }),
    ...(stroke && {
      ...colour('stroke', stroke),
      'stroke-width': strokeWidth === 1 ? undefined : strokeWidth,
      'stroke-dasharray': dash?.join(' '),
      'stroke-linecap': cap,
      'stroke-linejoin': join,
    }),
  };
}

const colour = (name: 'fill' | 'stroke', { rgb, alpha }: Colour): Attributes => ({
  [name]: rgb,
  [`${name}-opacity`]: alpha < 1 ? alpha : undefined,
});

function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const set = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? number(value) : escaped(value ?? '')}"`);
  const tag = `${name}${set.join('')}`;
  return children.length > 0 ? `<${tag}>${children.join('')}</${name}>` : `<${tag}/>`;
}

/** Hundredths of a pixel are enough. */
const number = (value: number): string => String(Math.round(value * 100) / 100);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 can't hold, not even as a reference: control characters, halves of surrogate pairs, two non-characters. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string): string =>
  text.replaceAll(UNWRITABLE, '\uFFFD').replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
