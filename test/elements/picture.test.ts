import { expect } from 'chai';
import fc from 'fast-check';
import { circle, recoloured, writeSvg } from '../../src/charts/picture.js';
import type { Colour, Picture, Shape } from '../../src/charts/picture.js';
import { layOutTable, wrapText } from '../../src/charts/table-picture.js';
import type { PictureCell, PictureColumn, TablePaints } from '../../src/charts/table-picture.js';
import { textWidth } from '../../src/charts/text.js';

const paints: TablePaints = {
  ink: 'ink',
  muted: 'muted',
  hairline: 'hairline',
  rule: 'rule',
  track: 'track',
  compare: 'compare',
  goal: 'goal',
  page: 'page',
};
const black: Colour = { rgb: '#000000', alpha: 1 };
const measure = (text: string, size: number, weight: number): number => textWidth(text, size, weight > 400);
const pictureOf = (shapes: readonly Shape[], title = 'T', description = 'D'): Picture => ({
  width: 100,
  height: 50,
  shapes,
  font: 'sans-serif',
  title,
  description,
  lang: 'en',
  direction: 'ltr',
});
const textShape = (text: string): Shape => ({
  kind: 'text',
  x: 1,
  y: 2,
  size: 12,
  anchor: 'start',
  direction: 'ltr',
  runs: [{ text, fill: black, weight: 400 }],
});
const parse = (svg: string): Document => {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')?.textContent ?? '').to.equal('');
  return parsed;
};

describe('pictures as SVG', () => {
  it('writes every kind of shape, in figures', () => {
    const parsed = parse(
      writeSvg(
        pictureOf([
          {
            kind: 'rect',
            x: 0,
            y: 1.006,
            width: 10,
            height: 5,
            radius: 2,
            fill: { rgb: '#123456', alpha: 0.5 },
          },
          { kind: 'path', d: circle(5, 5, 2), stroke: black, strokeWidth: 2, dash: [5, 4], cap: 'round' },
          { kind: 'group', x: 3, y: 4, shapes: [textShape('a')] },
        ]),
      ),
    );
    const rect = parsed.querySelector('rect')!;
    expect(rect.getAttribute('fill')).to.equal('#123456');
    expect(rect.getAttribute('fill-opacity')).to.equal('0.5');
    expect(rect.getAttribute('y')).to.equal('1.01');
    const path = parsed.querySelector('path')!;
    expect(path.getAttribute('fill')).to.equal('none');
    expect(path.getAttribute('stroke-dasharray')).to.equal('5 4');
    expect(parsed.querySelector('g > text')?.textContent).to.equal('a');
    expect(parsed.querySelector('title')?.textContent).to.equal('T');
    expect(parsed.querySelector('desc')?.textContent).to.equal('D');
  });

  it('keeps any text text: markup, quotes, what XML can’t hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parse(writeSvg(pictureOf([textShape(`x${text}`)], text, text)));
        expect(parsed.querySelectorAll('svg > *').length).to.equal(3);
        expect(parsed.querySelector('text')!.children.length).to.equal(0);
      }),
    );
    const hostile = '<img src=x onerror=alert(1)>"&\u0000\ud800]]>';
    const parsed = parse(writeSvg(pictureOf([textShape(hostile)], hostile)));
    expect(parsed.querySelector('img')).to.equal(null);
    expect(parsed.querySelector('text')?.textContent).to.equal(
      '<img src=x onerror=alert(1)>"&\ufffd\ufffd]]>',
    );
  });
});

describe('tables as pictures', () => {
  const cell: fc.Arbitrary<PictureCell> = fc.record(
    {
      text: fc.string({ maxLength: 60 }),
      isStrong: fc.boolean(),
      fill: fc.constant('fill'),
      hatch: fc.constant('hatch'),
      outline: fc.constant('outline'),
      under: fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), paint: fc.constant('under') }),
      bar: fc.record({
        paint: fc.constant('bar'),
        from: fc.double({ min: 0, max: 1, noNaN: true }),
        size: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      range: fc.record({
        low: fc.double({ min: 0, max: 1, noNaN: true }),
        high: fc.double({ min: 0, max: 1, noNaN: true }),
        rate: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
    { requiredKeys: [] },
  );
  const column: fc.Arbitrary<PictureColumn> = fc.record({
    head: fc.string({ maxLength: 40 }),
    kind: fc.constantFrom('text', 'cell', 'bar', 'range'),
    align: fc.constantFrom('start', 'end'),
  });

  it('any rows make a picture that is well formed, with boxes of no negative size', () => {
    const tables = fc.array(column, { minLength: 1, maxLength: 8 }).chain((columns) =>
      fc.record({
        columns: fc.constant(columns),
        rows: fc.array(
          fc.record({ cells: fc.array(cell, { minLength: columns.length, maxLength: columns.length }) }),
          { maxLength: 12 },
        ),
        hasLines: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(tables, fc.boolean(), fc.integer({ min: 0, max: 900 }), (table, isRtl, width) => {
        const laid = layOutTable(table, { paints, measure, isRtl, width });
        expect(laid.width).to.be.at.least(0);
        const shapes = recoloured(laid.shapes, () => black);
        parse(writeSvg({ ...pictureOf(shapes), width: laid.width, height: laid.height }));
        for (const shape of laid.shapes) {
          if (shape.kind !== 'rect') continue;
          expect(shape.width).to.be.at.least(0);
          expect(shape.height).to.be.at.least(0);
          expect(Number.isFinite(shape.x)).to.equal(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('mirrors: the first column lies at the right, figures keep their right edge', () => {
    const table = {
      columns: [
        { head: 'Name', kind: 'text' },
        { head: 'Won', kind: 'text', align: 'end' },
      ],
      rows: [{ cells: [{ text: 'Ana' }, { text: '12' }] }],
      hasLines: true,
    } as const;
    const placeOf = (isRtl: boolean, wanted: string) => {
      const { shapes } = layOutTable(table, { paints, measure, isRtl, width: 0 });
      return shapes.find((shape) => shape.kind === 'text' && shape.runs[0]?.text.includes(wanted)) as {
        x: number;
        anchor: string;
      };
    };
    expect(placeOf(false, 'Ana').x).to.be.below(placeOf(false, '12').x);
    expect(placeOf(true, 'Ana').x).to.be.above(placeOf(true, '12').x);
    expect(placeOf(true, '12').anchor).to.equal('end');
  });

  it('wraps at spaces and cuts a word that is too wide', () => {
    const widthOf = (text: string): number => text.length;
    expect(wrapText('Meeting was scheduled', 11, widthOf)).to.deep.equal(['Meeting was', 'scheduled']);
    expect(wrapText('Auftragsverhandlung', 8, widthOf)).to.deep.equal(['Auftrag…']);
    expect(wrapText('', 8, widthOf)).to.deep.equal([]);
  });
});
