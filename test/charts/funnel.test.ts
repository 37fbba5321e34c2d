import { expect } from 'chai';
import fc from 'fast-check';
import { layOutFunnel } from '../../src/charts/funnel.js';
import type { FunnelBar, FunnelSpace, PartKind } from '../../src/charts/funnel.js';

const kinds: readonly PartKind[] = ['moved', 'skipped', 'here', 'lost'];
const bars = fc
  .array(
    fc.record({
      n: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5000 })), {
        minLength: 4,
        maxLength: 4,
      }),
      isSpecial: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(
      ({ n, isSpecial }, at): FunnelBar => ({
        key: `row-${at}`,
        value: n.reduce((sum, one) => sum + one, 0),
        parts: kinds.map((kind, of) => ({ kind, n: n[of]! })),
        isSpecial,
      }),
    ),
  );
const space = fc
  .record({
    width: fc.integer({ min: 240, max: 2000 }),
    start: fc.integer({ min: 0, max: 100 }),
    end: fc.integer({ min: 0, max: 100 }),
    isMirrored: fc.boolean(),
    isCentered: fc.boolean(),
  })
  .map(({ width, start, end, ...rest }): FunnelSpace => {
    return { width, from: start, to: width - end, top: 22, barHeight: 24, gap: 24, hasWedges: true, ...rest };
  });

/** Positions are written in tenths of a pixel. */
const TENTHS = 0.2;

describe('charts/funnel', () => {
  const picture: readonly FunnelBar[] = [
    bar('lead', 403, [281, 8, 114]),
    bar('meet', 281, [224, 9, 48]),
    bar('won', 224, [224]),
  ];
  function bar(key: string, value: number, [moved = 0, here = 0, lost = 0]: readonly number[]): FunnelBar {
    return {
      key,
      value,
      parts: [
        { kind: 'moved', n: moved },
        { kind: 'here', n: here },
        { kind: 'lost', n: lost },
      ],
    };
  }
  const plain: FunnelSpace = {
    width: 620,
    from: 160,
    to: 438,
    top: 22,
    barHeight: 24,
    gap: 24,
    hasWedges: true,
  };

  it('starts bars at a common line and makes the longest as long as there is room', () => {
    const {
      bars: [lead, meet, won],
      baseline,
      height,
    } = layOutFunnel(picture, plain);
    expect(baseline).to.equal(160);
    expect([lead?.x, lead?.y, lead?.width, lead?.height]).to.deep.equal([160, 22, 278, 24]);
    expect([meet?.x, meet?.y, meet?.width]).to.deep.equal([160, 70, 194]);
    expect(won?.segments.map(({ kind }) => kind)).to.deep.equal(['moved']);
    expect(height).to.equal(22 + 24 * 5);
  });

  it('joins a bar’s lower edge to the next one’s upper edge', () => {
    const [lead, , won] = layOutFunnel(picture, plain).bars;
    expect(lead?.wedge).to.equal('M160 46H438L354 70H160Z');
    expect(won?.wedge).to.equal(undefined);
  });

  it('mirrors everything, and nothing else', () => {
    fc.assert(
      fc.property(bars, space, (given, place) => {
        const left = layOutFunnel(given, { ...place, isMirrored: false });
        const right = layOutFunnel(given, { ...place, isMirrored: true });
        for (const [at, one] of left.bars.entries()) {
          const other = right.bars[at]!;
          expect(other.x + other.width).to.be.closeTo(place.width - one.x, TENTHS);
          expect(other.width).to.equal(one.width);
          for (const [of, segment] of one.segments.entries()) {
            expect(other.segments[of]!.x).to.be.closeTo(place.width - segment.x - segment.width, TENTHS);
          }
        }
      }),
    );
  });

  it('keeps bars inside, in proportion, and segments one pixel apart filling their bar', () => {
    fc.assert(
      fc.property(bars, space, (given, place) => {
        const { bars: shapes } = layOutFunnel(given, { ...place, isMirrored: false });
        const longest = Math.max(0, ...given.map(({ value }) => value));
        for (const [at, shape] of shapes.entries()) {
          const { value, parts } = given[at]!;
          expect(shape.x).to.be.at.least(place.from - TENTHS);
          expect(shape.x + shape.width).to.be.at.most(place.to + TENTHS);
          const exact = longest === 0 ? 0 : (value / longest) * (place.to - place.from);
          expect(shape.width).to.be.closeTo(exact, 1);
          if (value > 0) expect(shape.width).to.be.at.least(1);
          // A bar too short to be split is one segment.
          const there = parts.filter(({ n }) => n > 0);
          expect(shape.segments.length).to.be.oneOf([there.length, Math.min(1, there.length)]);
          let x = shape.x;
          for (const segment of shape.segments) {
            expect(segment.x).to.be.closeTo(x, TENTHS);
            if (shape.segments.length > 1) expect(segment.width).to.be.at.least(2 - TENTHS);
            x = segment.x + segment.width + 1;
          }
          if (there.length > 0) expect(x - 1).to.be.closeTo(shape.x + shape.width, TENTHS);
        }
      }),
    );
  });

  it('never draws a smaller value longer', () => {
    fc.assert(
      fc.property(bars, space, (given, place) => {
        const { bars: shapes } = layOutFunnel(given, place);
        const byValue = given.map(({ value }, at) => ({ value, width: shapes[at]!.width }));
        byValue.sort((a, b) => a.value - b.value);
        for (const [at, { width }] of byValue.entries()) {
          if (at > 0) expect(width).to.be.at.least(byValue[at - 1]!.width);
        }
      }),
    );
  });

  it('draws nothing below zero, and no wedge to or from a special row', () => {
    const { bars: shapes } = layOutFunnel(
      [
        { key: 'a', value: 10, parts: [{ kind: 'moved', n: 10 }] },
        { key: 'b', value: -5, parts: [{ kind: 'moved', n: 0 }] },
        { key: 'c', value: 4, parts: [{ kind: 'lost', n: 4 }], isSpecial: true },
      ],
      { ...plain, apart: 8 },
    );
    expect(shapes.map(({ width }) => width)).to.deep.equal([278, 0, 111]);
    expect(shapes[1]?.segments).to.deep.equal([]);
    expect(shapes.map(({ wedge }) => wedge === undefined)).to.deep.equal([false, true, true]);
    expect(shapes[2]?.y).to.equal(22 + 48 * 2 + 8);
  });

  it('keeps every sum of parts: nothing there is left without a segment', () => {
    const [lead] = layOutFunnel([bar('a', 5000, [4998, 1, 1])], plain).bars;
    expect(lead?.segments.map(({ kind, width }) => [kind, width])).to.deep.equal([
      ['moved', 272],
      ['here', 2],
      ['lost', 2],
    ]);
  });
});
