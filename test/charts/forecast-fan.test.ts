import { expect } from 'chai';
import fc from 'fast-check';
import { layOutBars, layOutThin } from '../../src/charts/forecast-bars.js';
import { layOutBand } from '../../src/charts/forecast-fan.js';
import { layOutSplit } from '../../src/charts/forecast-split.js';
import { layOutLines } from '../../src/charts/forecast.js';

const identity = (value: number): number => value;

describe('the fan', () => {
  it('is an area between its edges, which run from day to day', () => {
    const { area, edges } = layOutBand(
      [
        { day: 0, low: 5, high: 5 },
        { day: 10, low: 2, high: 8 },
      ],
      identity,
      identity,
    );
    expect(area).to.equal('M0,5L10,8L10,2L0,5Z');
    expect(edges).to.equal('M0,5L10,2M0,5L10,8');
  });

  it('of one day is none', () => {
    expect(layOutBand([{ day: 0, low: 1, high: 2 }], identity, identity)).to.deep.equal({
      area: '',
      edges: '',
    });
  });

  it('lies within the money that is shown', () => {
    const space = { width: 200, from: 0, to: 200, top: 10, bottom: 110 };
    const { y } = layOutLines(
      {
        from: 0,
        to: 10,
        series: [
          {
            key: 'forecast',
            spots: [
              { day: 0, value: 5 },
              { day: 10, value: 6 },
            ],
          },
        ],
        goal: [],
        bands: [
          {
            key: 'most',
            spots: [
              { day: 0, low: 5, high: 5 },
              { day: 10, low: -3, high: 30 },
            ],
          },
        ],
        stops: [],
      },
      space,
    );
    expect(y(30)).to.be.within(10, 110);
    expect(y(-3)).to.be.within(10, 110);
  });
});

describe('the bar of parts', () => {
  it('lays parts end to end, a pixel apart, with the goal on it', () => {
    expect(layOutSplit([50, 25], 100, { width: 200 })).to.deep.equal({
      parts: [
        { x: 0, width: 99 },
        { x: 100, width: 49 },
      ],
      mark: 198,
    });
    expect(layOutSplit([50, 25], 100, { width: 200, isMirrored: true })).to.deep.equal({
      parts: [
        { x: 101, width: 99 },
        { x: 51, width: 49 },
      ],
      mark: 0,
    });
  });

  it('of nothing is empty', () => {
    expect(layOutSplit([0, 0, 0], undefined, { width: 200 }).parts.map(({ width }) => width)).to.deep.equal([
      0, 0, 0,
    ]);
  });

  it('never leaves its track, and is as long as its parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 4 }),
        fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }),
        fc.boolean(),
        (values, goal, isMirrored) => {
          const { parts, mark } = layOutSplit(values, goal, { width: 300, isMirrored });
          for (const { x, width } of parts) {
            expect(width).to.be.at.least(0);
            expect(x).to.be.at.least(-0.02);
            expect(x + width).to.be.at.most(300.02);
          }
          if (mark !== undefined) expect(mark).to.be.within(-0.02, 298.02);
        },
      ),
    );
  });
});

describe('bars with a forecast', () => {
  const bars = [
    {
      key: 'now',
      won: 40,
      weighted: 30,
      fresh: 20,
      range: { most: [60, 130], half: [80, 100] },
      open: null,
      goal: 100,
    },
  ] as const;

  it('stack won, open deals and those not yet created; whiskers stand for values, not for parts', () => {
    const {
      bars: [bar],
      y,
    } = layOutBars(bars, { width: 100, from: 0, to: 100, top: 0, bottom: 100 });
    expect(bar?.won.y).to.equal(y(40));
    expect(bar?.weighted?.y).to.equal(y(70));
    expect(bar?.fresh?.y).to.equal(y(90));
    expect(bar?.range).to.deep.equal({ at: bar?.x, most: [y(130), y(60)], half: [y(100), y(80)] });
    expect(y(130)).to.be.at.least(0);
  });

  it('lie end to end in a list', () => {
    const [bar] = layOutThin(bars, { width: 100, height: 3 });
    expect(bar?.won?.width).to.be.closeTo(40, 0.2);
    expect(bar?.weighted?.x).to.be.closeTo(41, 0.2);
    expect(bar?.fresh?.x).to.be.closeTo(71, 0.2);
    expect(bar!.fresh!.x + bar!.fresh!.width).to.be.at.most(100);
  });
});
