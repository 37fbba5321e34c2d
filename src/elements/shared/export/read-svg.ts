import { circle } from '../../../charts/picture.js';
import type { Colour, Painted, Run, Shape } from '../../../charts/picture.js';
import type { Colours } from './colours.js';

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const ISOLATES = /[\u2066-\u2069]/gu;

/** The shapes of an SVG as it is shown, in the order of painting; what can't be seen is left out. */
export function readSvg(svg: Element, colours: Colours): readonly Shape[] {
  return [...svg.children].flatMap((child) => read(child, 1, colours));
}

function read(element: Element, opacity: number, colours: Colours): readonly Shape[] {
  const style = getComputedStyle(element);
  if (style.display === 'none') return [];
  const inner = opacity * Number(style.opacity);
  if (element instanceof SVGGElement) {
    return [...element.children].flatMap((child) => read(child, inner, colours));
  }
  if (style.visibility !== 'visible' || inner === 0) return [];
  if (element instanceof SVGTextElement) return readText(element, style, inner, colours);
  const paint = paintOf(style, inner, colours);
  if (!paint.fill && !paint.stroke) return [];
  if (element instanceof SVGRectElement) {
    const { x, y, width, height } = element;
    return [
      {
        kind: 'rect',
        x: x.baseVal.value,
        y: y.baseVal.value,
        width: width.baseVal.value,
        height: height.baseVal.value,
        radius: Number.parseFloat(style.rx) || 0,
        ...paint,
      },
    ];
  }
  if (element instanceof SVGCircleElement) {
    const { cx, cy, r } = element;
    return [{ kind: 'path', d: circle(cx.baseVal.value, cy.baseVal.value, r.baseVal.value), ...paint }];
  }
  const d = element instanceof SVGPathElement ? element.getAttribute('d') : null;
  return d ? [{ kind: 'path', d, ...paint }] : [];
}

function paintOf(style: CSSStyleDeclaration, opacity: number, colours: Colours): Painted<Colour> {
  const fill = visible(style.fill, Number(style.fillOpacity) * opacity, colours);
  const stroke = visible(style.stroke, Number(style.strokeOpacity) * opacity, colours);
  if (!stroke) return { fill };
  const dash =
    style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat);
  return {
    fill,
    stroke,
    strokeWidth: Number.parseFloat(style.strokeWidth),
    ...(dash.length > 0 && { dash }),
    ...(style.strokeLinecap !== 'butt' && { cap: style.strokeLinecap as CanvasLineCap }),
    ...(style.strokeLinejoin !== 'miter' && { join: style.strokeLinejoin as CanvasLineJoin }),
  };
}

function visible(computed: string, opacity: number, colours: Colours): Colour | undefined {
  if (computed === 'none') return undefined;
  const { rgb, alpha } = colours.of(computed);
  return alpha * opacity > 0 ? { rgb, alpha: alpha * opacity } : undefined;
}

function readText(
  element: SVGTextElement,
  style: CSSStyleDeclaration,
  opacity: number,
  colours: Colours,
): readonly Shape[] {
  const runs = [...element.childNodes].flatMap((node): Run<Colour>[] => {
    const isOwn = node instanceof Text;
    if (!isOwn && !(node instanceof SVGTSpanElement)) return [];
    const own = isOwn ? style : getComputedStyle(node);
    const text = (node.textContent ?? '').replaceAll(/\s+/gu, ' ');
    const fill = visible(own.fill, Number(own.fillOpacity) * opacity, colours);
    return text && fill ? [{ text, fill, weight: Number.parseInt(own.fontWeight, 10) || 400 }] : [];
  });
  // Space at the ends is the template's.
  const [first] = runs;
  const last = runs.at(-1);
  if (!first || !last) return [];
  runs[0] = { ...first, text: first.text.trimStart() };
  runs[runs.length - 1] = {
    ...last,
    text: (runs.length === 1 ? first.text.trimStart() : last.text).trimEnd(),
  };
  const all = runs.map(({ text }) => text).join('');
  if (all.trim() === '') return [];
  // Where all runs from left to right, isolates say nothing, and some viewers draw them as boxes.
  const plain = RTL.test(all) || all.includes('\u2067') ? runs : withoutIsolates(runs);
  const anchor = style.textAnchor;
  const halo = style.paintOrder.startsWith('stroke')
    ? visible(style.stroke, Number(style.strokeOpacity) * opacity, colours)
    : undefined;
  return [
    {
      kind: 'text',
      x: element.x.baseVal.length > 0 ? element.x.baseVal.getItem(0).value : 0,
      y: element.y.baseVal.length > 0 ? element.y.baseVal.getItem(0).value : 0,
      size: Number.parseFloat(style.fontSize),
      anchor: anchor === 'middle' || anchor === 'end' ? anchor : 'start',
      direction: 'ltr',
      runs: plain,
      ...(halo && { halo: { colour: halo, width: Number.parseFloat(style.strokeWidth) } }),
    },
  ];
}

const withoutIsolates = (runs: readonly Run<Colour>[]): readonly Run<Colour>[] =>
  runs.map((run) => ({ ...run, text: run.text.replaceAll(ISOLATES, '') })).filter(({ text }) => text !== '');
