import { nothing, render } from 'lit';
import { recoloured } from '../../../charts/picture.js';
import type { Colour, Measure, Picture, Run, Shape, TextShape } from '../../../charts/picture.js';
import { layOutTable } from '../../../charts/table-picture.js';
import { plain } from '../../../locales/say.js';
import type { Said } from '../../../locales/say.js';
import type { PictureFigure, PictureKey, PlotPicture } from '../frame-types.js';
import { Colours, surfaceOf } from './colours.js';
import { createMeasure } from './png.js';
import { readSvg } from './read-svg.js';
import type { Exported } from './types.js';

const PAD = 16;
/** Pictures are of the widest form, however narrow the widget is on the page. */
const [LEAST, MOST] = [640, 1600];
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const LETTER = /\p{L}/u;

interface Pen {
  readonly colours: Colours;
  readonly measure: Measure;
  readonly isRtl: boolean;
  readonly width: number;
  readonly ink: Colour;
  readonly muted: Colour;
  readonly shapes: Shape[];
  /** How far down it has come. */
  y: number;
}

/** The whole widget as shapes: heading, subtitle, sentence, plot, legend, notes and the date of the data. */
export function composePicture(exported: Exported): Picture | undefined {
  const { root, isRtl, texts, lang } = exported;
  const frame = root.querySelector<HTMLElement>('.frame');
  const least = Math.min(MOST, Math.max(LEAST, Math.floor(exported.width)));
  const plot = frame && exported.picture(least);
  if (!frame || !plot) return undefined;
  const stage = document.createElement('div');
  const { style } = stage;
  style.setProperty('position', 'absolute');
  style.setProperty('inline-size', `${least}px`);
  style.setProperty('opacity', '0');
  style.setProperty('pointer-events', 'none');
  style.setProperty('forced-color-adjust', 'none');
  frame.append(stage);
  try {
    const own = getComputedStyle(frame);
    const colours = new Colours(stage);
    const font = own.fontFamily;
    const measure = createMeasure(font);
    const drawn = drawPlot(plot, stage, colours, measure, isRtl, least);
    const width = Math.max(least, Math.ceil(drawn.width));
    const pen: Pen = {
      colours,
      measure,
      isRtl,
      width,
      ink: colours.of(own.color),
      muted: colours.named('--_muted'),
      shapes: [],
      y: PAD,
    };
    const heading = root.querySelector('.heading')?.textContent.trim() ?? '';
    const badges = textsOf(root, '.badge');
    if (heading) write(pen, [strong(pen, heading), ...badges.map((text) => muted(pen, `  ${text}`))], 14, 20);
    if (texts.subtitle) write(pen, [muted(pen, texts.subtitle)], 12, 16);
    const takeaway = root.querySelector('.takeaway') ? texts.takeaway : undefined;
    if (takeaway) {
      pen.y += 12;
      write(pen, runsOf(takeaway, pen), 14, 20);
    }
    pen.y += 16;
    if (plot.kind === 'drawn' && plot.figures.length > 0) writeFigures(pen, plot.figures);
    pen.shapes.push({
      kind: 'group',
      x: PAD + (isRtl ? width - drawn.width : 0),
      y: pen.y,
      shapes: drawn.shapes,
    });
    pen.y += drawn.height;
    if (plot.legend.length > 0) writeLegend(pen, plot.legend, stage);
    for (const note of textsOf(root, '.note')) {
      pen.y += 8;
      write(pen, [muted(pen, note)], 12, 16);
    }
    const from = textsOf(root, '.footer > span')[0];
    if (from) {
      pen.y += 12;
      pen.shapes.push({
        kind: 'rect',
        x: PAD,
        y: pen.y,
        width,
        height: 1,
        fill: colours.named('--_hairline'),
      });
      pen.y += 8;
      write(pen, [muted(pen, from)], 12, 16);
    }
    const size = { width: width + 2 * PAD, height: Math.ceil(pen.y + PAD) };
    return {
      ...size,
      shapes: [{ kind: 'rect', x: 0, y: 0, ...size, fill: surfaceOf(root.host, colours) }, ...pen.shapes],
      font,
      title: heading || texts.heading,
      description: [texts.subtitle, takeaway && plain(takeaway), from].filter(Boolean).join('. '),
      lang,
      direction: isRtl ? 'rtl' : 'ltr',
    };
  } finally {
    render(nothing, stage);
    stage.remove();
  }
}

const textsOf = (root: ShadowRoot, selector: string): readonly string[] =>
  [...root.querySelectorAll(selector)]
    .map(({ textContent }) => textContent.replaceAll(/\s+/gu, ' ').trim())
    .filter(Boolean);

interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

function drawPlot(
  plot: PlotPicture,
  stage: HTMLElement,
  colours: Colours,
  measure: Measure,
  isRtl: boolean,
  width: number,
): Drawn {
  if (plot.kind === 'drawn') return stageSvg(plot.template, stage, colours);
  const { paints, table } = plot;
  const { shapes, ...size } = layOutTable(table, { paints, measure, isRtl, width });
  return { ...size, shapes: recoloured(shapes, (paint) => colours.named(paint)) };
}

/** Draws a template inside the widget, where its styles hold, and reads the first `<svg>` of it. */
function stageSvg(template: unknown, stage: HTMLElement, colours: Colours): Drawn {
  const place = document.createElement('div');
  stage.append(place);
  render(template, place);
  const svg = place.querySelector('svg');
  const drawn = svg && {
    width: Number(svg.getAttribute('width')),
    height: Number(svg.getAttribute('height')),
    shapes: readSvg(svg, colours),
  };
  render(nothing, place);
  place.remove();
  return drawn ?? { width: 0, height: 0, shapes: [] };
}

const strong = ({ ink }: Pen, text: string): Run<Colour> => ({ text, fill: ink, weight: 600 });
const muted = (pen: Pen, text: string): Run<Colour> => ({ text, fill: pen.muted, weight: 400 });

const runsOf = (said: Said, { ink }: Pen): readonly Run<Colour>[] =>
  said.map((piece) =>
    typeof piece === 'string'
      ? { text: piece, fill: ink, weight: 400 }
      : {
          text: 'strong' in piece ? piece.strong : piece.name,
          fill: ink,
          weight: 'strong' in piece ? 600 : 400,
        },
  );

/** A paragraph at the reading side, in lines of whole words. */
function write(pen: Pen, runs: readonly Run<Colour>[], size: number, line: number): void {
  const all = runs.map(({ text }) => text).join('');
  const direction = directionOf(all);
  for (const words of linesOf(runs, pen.width, size, pen.measure)) {
    pen.shapes.push(textAt(pen, 0, pen.y + line / 2 + size * 0.35, size, words, direction));
    pen.y += line;
  }
}

/** A text that starts `x` from the reading side. */
function textAt(
  { isRtl, width }: Pen,
  x: number,
  y: number,
  size: number,
  runs: readonly Run<Colour>[],
  direction = directionOf(runs.map(({ text }) => text).join('')),
): TextShape<Colour> {
  return {
    kind: 'text',
    x: PAD + (isRtl ? width - x : x),
    y,
    size,
    // `start` is the side at which a line of that direction begins.
    anchor: (direction === 'rtl') === isRtl ? 'start' : 'end',
    direction,
    runs,
  };
}

/** By the first letter. */
function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = LETTER.exec(text)?.[0];
  return letter !== undefined && RTL.test(letter) ? 'rtl' : 'ltr';
}

function linesOf(
  runs: readonly Run<Colour>[],
  room: number,
  size: number,
  measure: Measure,
): readonly (readonly Run<Colour>[])[] {
  const lines: Run<Colour>[][] = [[]];
  let used = 0;
  for (const run of runs) {
    for (const word of run.text.split(/(?<=\s)/u)) {
      const wide = measure(word, size, run.weight);
      let line = lines.at(-1) as Run<Colour>[];
      if (used > 0 && used + measure(word.trimEnd(), size, run.weight) > room) {
        lines.push((line = []));
        used = 0;
      }
      const last = line.at(-1);
      if (last?.weight === run.weight && last.fill === run.fill) {
        line[line.length - 1] = { ...last, text: last.text + word };
      } else line.push({ ...run, text: word });
      used += wide;
    }
  }
  return lines
    .filter((line) => line.length > 0)
    .map((line) =>
      line.map((run, at) => (at === line.length - 1 ? { ...run, text: run.text.trimEnd() } : run)),
    );
}

/** Label, figure and base, side by side; in several rows where there is less room. */
function writeFigures(pen: Pen, figures: readonly PictureFigure[]): void {
  const { colours, measure, ink } = pen;
  const between = 14;
  let x = 0;
  for (const { label, figure, base, change } of figures) {
    const sign = change ? `${change.isUp ? '▲' : '▼'} ${change.text} ` : '';
    const wide = Math.max(measure(label, 12, 400), measure(figure, 20, 600), measure(sign + base, 12, 400));
    if (x > 0 && x + between + wide > pen.width) {
      x = 0;
      pen.y += 60 + 12;
    }
    if (x > 0) {
      const at = PAD + (pen.isRtl ? pen.width - x - 1 : x);
      pen.shapes.push({
        kind: 'rect',
        x: at,
        y: pen.y,
        width: 1,
        height: 60,
        fill: colours.named('--_hairline'),
      });
      x += between;
    }
    const changed: Run<Colour>[] = change
      ? [{ text: sign, fill: colours.named(change.isUp ? '--_positive' : '--_negative'), weight: 400 }]
      : [];
    pen.shapes.push(
      textAt(pen, x, pen.y + 12, 12, [muted(pen, label)]),
      textAt(pen, x, pen.y + 37, 20, [{ text: figure, fill: ink, weight: 600 }]),
      textAt(pen, x, pen.y + 56, 12, [...changed, muted(pen, base)]),
    );
    x += wide + between;
  }
  pen.y += 60 + 16;
}

function writeLegend(pen: Pen, keys: readonly PictureKey[], stage: HTMLElement): void {
  const { colours, measure } = pen;
  pen.y += 12;
  let x = 0;
  let deepest = 0;
  for (const { swatch, text } of keys) {
    const drawn =
      'shapes' in swatch
        ? { ...swatch, shapes: recoloured(swatch.shapes, (paint) => colours.named(paint)) }
        : stageSvg(swatch, stage, colours);
    const wide = drawn.width + 6 + measure(text, 12, 400);
    if (x > 0 && x + wide > pen.width) {
      x = 0;
      pen.y += Math.max(24, deepest);
      deepest = 0;
    }
    // A tall swatch has its first line beside the text; a low one is centred on it.
    const drop = drawn.height > 20 ? 4 : (24 - drawn.height) / 2;
    deepest = Math.max(deepest, drop + drawn.height);
    const at = PAD + (pen.isRtl ? pen.width - x - drawn.width : x);
    pen.shapes.push(
      { kind: 'group', x: at, y: pen.y + drop, shapes: drawn.shapes },
      textAt(pen, x + drawn.width + 6, pen.y + 16, 12, [muted(pen, text)]),
    );
    x += wide + 16;
  }
  pen.y += Math.max(24, deepest);
}
