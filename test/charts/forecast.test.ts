import { expect } from 'chai';
import fc from 'fast-check';
import { moneyScale } from '../../src/charts/forecast-money.js';
import { clearest, fitTicks, layOutLines, spread } from '../../src/charts/forecast.js';
import type { ChartSpace, LinesInput } from '../../src/charts/forecast.js';
import { layOutBars, layOutThin } from '../../src/charts/forecast-bars.js';
import type { PeriodBar } from '../../src/charts/forecast-bars.js';

/** Positions are written in tenths of a pixel. */
const TENTHS = 0.2;
const amount = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -500_000, max: 2_000_000 }),
  fc.double({ min: -1e12, max: 3e12, noNaN: true }),
);
const maybe = fc.option(amount, { nil: null, freq: 4 });
const space = fc
  .record({
    width: fc.integer({ min: 240, max: 2000 }),
    start: fc.integer({ min: 0, max: 90 }),
    end: fc.integer({ min: 0, max: 90 }),
    top: fc.integer({ min: 0, max: 20 }),
    height: fc.integer({ min: 40, max: 300 }),
    isMirrored: fc.boolean(),
  })
  .map(({ width, start, end, top, height, isMirrored }): ChartSpace => {
    return { width, from: start, to: width - end, top, bottom: top + height, isMirrored };
  });
const lines = fc
  .record({
    from: fc.integer({ min: 10_000, max: 30_000 }),
    gaps: fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 20 }),
    values: fc.array(maybe, { minLength: 21, maxLength: 21 }),
    goals: fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 3 }),
  })
  .map(({ from, gaps, values, goals }): LinesInput => {
    const days = gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? from) + gap], [from]);
    const to = days.at(-1)!;
    const step = (to - from) / Math.max(1, goals.length);
    return {
      from,
      to,
      series: [{ key: 'won', spots: days.map((day, at) => ({ day, value: values[at]! })) }],
      goal: goals.map((value, at) => ({ from: from + at * step, to: from + (at + 1) * step, value })),
      stops: days.slice(1).map((day) => ({ key: String(day), day })),
    };
  });
/** All numbers of a path, in pairs. */
const pointsOf = (path: string): number[][] =>
  [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('charts/forecast', () => {
  it('gives money four or five round values, zero among them', () => {
    const ticks = (...values: number[]) => moneyScale(values, [100, 0]).ticks;
    expect(ticks(566_000)).to.deep.equal([0, 150_000, 300_000, 450_000]);
    expect(ticks(800_000)).to.deep.equal([0, 200_000, 400_000, 600_000, 800_000]);
    expect(ticks(-500, 400)).to.deep.equal([-400, -200, 0, 200, 400]);
    expect(ticks(0, 0)).to.deep.equal([0]);
    expect(ticks()).to.deep.equal([0]);
    fc.assert(
      fc.property(fc.array(maybe), (values) => {
        const { y, ticks } = moneyScale(values, [300, 0]);
        const known = values.filter((value) => value !== null);
        if (known.some((value) => Math.abs(value) > 1e-6)) expect(ticks.length).to.be.within(2, 5);
        for (const value of [...ticks, ...known]) expect(y(value)).to.be.within(-1e-6, 300 + 1e-6);
        if (ticks.length > 3) expect(ticks.some((tick) => Object.is(tick, 0))).to.equal(true);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e14, noNaN: true }), (value) => {
        expect(moneyScale([value], [1, 0]).ticks.length).to.be.within(4, 5);
      }),
    );
  });

  it('draws within the box, onwards, and never through what is not known', () => {
    fc.assert(
      fc.property(lines, space, (input, box) => {
        const shape = layOutLines(input, box);
        const [left, right] = [shape.x(input.from), shape.x(input.to)].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const path = shape.paths.get('won')!;
        const points = pointsOf(path);
        for (const [x = NaN, y = NaN] of points) {
          expect(x).to.be.within(left - TENTHS, right + TENTHS);
          // Monotone: between two points the line does not leave what they span.
          expect(y).to.be.within(box.top - TENTHS, box.bottom + TENTHS);
        }
        const spots = input.series[0]!.spots;
        const runs = spots.filter(
          ({ value }, at) => value !== null && (spots[at - 1]?.value ?? null) === null,
        );
        const isDrawn = spots.some(
          ({ value }, at) => value !== null && (spots[at + 1]?.value ?? null) !== null,
        );
        expect([...path.matchAll(/M/g)].length).to.equal(isDrawn ? runs.length : 0);
        const xs = points.map(([x]) => (box.isMirrored ? -x! : x!));
        for (const [at, x] of xs.entries()) if (at > 0) expect(x).to.be.at.least(xs[at - 1]! - TENTHS);
        const numbers = [...shape.goal.matchAll(/[\d.]+/g)].map(([text]) => Number(text));
        expect(numbers.every(Number.isFinite)).to.equal(true);
      }),
    );
  });

  it('shares the width out among the stops, each around its cursor', () => {
    fc.assert(
      fc.property(lines, space, (input, box) => {
        const { stops } = layOutLines(input, box);
        const width = Math.max(0, box.to - box.from);
        expect(stops.reduce((sum, stop) => sum + stop.width, 0)).to.be.closeTo(width, stops.length * TENTHS);
        for (const { x, left, width: own } of stops) expect(x).to.be.within(left - 0.3, left + own + 0.3);
        const ordered = box.isMirrored ? [...stops].reverse() : stops;
        for (const [at, stop] of ordered.entries()) {
          const before = ordered[at - 1];
          if (before) expect(stop.left).to.be.closeTo(before.left + before.width, 0.3);
        }
      }),
    );
  });

  it('mirrors', () => {
    fc.assert(
      fc.property(lines, space, (input, box) => {
        const plain = layOutLines(input, { ...box, isMirrored: false });
        const mirrored = layOutLines(input, { ...box, isMirrored: true });
        for (const [at, stop] of plain.stops.entries()) {
          const other = mirrored.stops[at]!;
          expect(other.x).to.be.closeTo(box.width - stop.x, TENTHS);
          expect(other.left).to.be.closeTo(box.width - stop.left - stop.width, TENTHS);
        }
        expect(mirrored.ticks).to.deep.equal(plain.ticks);
      }),
    );
  });

  it('goes up to the next goal in a step', () => {
    const box: ChartSpace = { width: 100, from: 0, to: 100, top: 0, bottom: 104 };
    const goal = [
      { from: 0, to: 50, value: 50 },
      { from: 50, to: 100, value: 100 },
    ];
    const shape = layOutLines({ from: 0, to: 100, series: [], goal, stops: [] }, box);
    expect(shape.goal).to.equal('M0 54.5H50V4.5H100');
    const apart = [goal[0]!, { ...goal[1]!, from: 60 }];
    expect(layOutLines({ from: 0, to: 100, series: [], goal: apart, stops: [] }, box).goal).to.equal(
      'M0 54.5H50M60 4.5H100',
    );
  });

  it('spreads labels: apart, in order, within, and not moved where there is no need', () => {
    expect(spread([10, 12, 50], 16, 0, 100)).to.deep.equal([3, 19, 50]);
    expect(spread([95, 99], 16, 0, 100)).to.deep.equal([84, 100]);
    const places = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(places, (wishes) => {
        const moved = spread(wishes, 16, 0, 300);
        const order = wishes.map((_, at) => at).sort((a, b) => wishes[a]! - wishes[b]! || a - b);
        for (const [index, at] of order.entries()) {
          expect(moved[at]).to.be.within(-TENTHS, 300 + TENTHS);
          if (index > 0) expect(moved[at]! - moved[order[index - 1]!]!).to.be.at.least(16 - TENTHS);
        }
        const isRoomy = order.every(
          (at, index) => index === 0 || wishes[at]! - wishes[order[index - 1]!]! >= 16,
        );
        if (isRoomy) expect(moved).to.deep.equal(wishes);
      }),
    );
  });

  it('keeps labels of an axis apart, the first and the last before those between', () => {
    const ticks = fc
      .array(fc.record({ gap: fc.integer({ min: 1, max: 90 }), size: fc.integer({ min: 10, max: 60 }) }), {
        minLength: 1,
        maxLength: 15,
      })
      .map((list) => {
        let at = 0;
        return list.map(({ gap, size }) => ({ at: (at += gap), size }));
      });
    fc.assert(
      fc.property(ticks, (list) => {
        const fits = fitTicks(list);
        expect(fits[0]).to.equal(0);
        const last = list.length - 1;
        const spans = fits.map((index): [number, number] => {
          const { at, size } = list[index]!;
          return index === 0
            ? [at, at + size]
            : index === last
              ? [at - size, at]
              : [at - size / 2, at + size / 2];
        });
        for (const [index, [start]] of spans.entries()) {
          if (index > 0) expect(start - spans[index - 1]![1]).to.be.at.least(12);
        }
      }),
    );
    expect(fitTicks([])).to.deep.equal([]);
  });

  it('finds the place that lines leave clear', () => {
    const boxes = [
      { x: 0, y: 0, width: 20, height: 10 },
      { x: 0, y: 20, width: 20, height: 10 },
    ];
    expect(
      clearest(boxes, [
        [
          [-5, 5],
          [25, 5],
        ],
      ]),
    ).to.equal(1);
    expect(
      clearest(boxes, [
        [
          [10, -5],
          [10, 15],
        ],
      ]),
    ).to.equal(1);
    expect(
      clearest(boxes, [
        [
          [30, 0],
          [30, 40],
        ],
      ]),
    ).to.equal(0);
    expect(
      clearest(boxes, [
        [
          [0, 40],
          [40, 0],
        ],
      ]),
    ).to.equal(0);
    expect(clearest([], [])).to.equal(-1);
  });
});

describe('charts/forecast-bars', () => {
  const bars = fc
    .array(fc.record({ won: amount, weighted: maybe, open: maybe, goal: maybe }), { maxLength: 30 })
    .map((list) => list.map((one, at): PeriodBar => ({ ...one, key: `k${at}` })));

  it('draws within the box, side by side', () => {
    fc.assert(
      fc.property(bars, space, (list, box) => {
        const { bars: shapes, ticks, y } = layOutBars(list, box);
        expect(shapes).to.have.length(list.length);
        expect(ticks.length).to.be.at.most(5);
        const [left, right] = box.isMirrored
          ? [box.width - box.to, box.width - box.from]
          : [box.from, box.to];
        const ordered = box.isMirrored ? [...shapes].reverse() : shapes;
        for (const [at, { won, weighted, tick, dot, left: start, width, x }] of ordered.entries()) {
          for (const part of [won, weighted, tick]) {
            if (!part) continue;
            expect(part.x).to.be.at.least(left - TENTHS - 0.5);
            expect(part.x + part.width).to.be.at.most(right + TENTHS + 0.5);
            expect(part.height).to.be.at.least(0);
            expect(part.y).to.be.at.least(box.top - 1 - TENTHS);
            expect(part.y + part.height).to.be.at.most(box.bottom + 1 + TENTHS);
          }
          if (dot !== undefined) expect(dot).to.be.within(box.top - TENTHS, box.bottom + TENTHS);
          expect(x).to.be.closeTo(start + width / 2, TENTHS);
          const before = ordered[at - 1];
          if (before) expect(start).to.be.at.least(before.left + before.width - 0.3);
        }
        for (const [at, { won }] of shapes.entries()) {
          const own = list[at]!.won;
          expect(won.height).to.be.closeTo(Math.abs(y(own) - y(0)), TENTHS);
        }
      }),
    );
  });

  it('stands the weighted pipeline on what is won, a pixel apart', () => {
    const box: ChartSpace = { width: 100, from: 0, to: 100, top: 0, bottom: 104 };
    const one = { key: 'a', won: 40, weighted: 60, open: 80, goal: 90 };
    const [shape] = layOutBars([one], box).bars;
    expect(shape!.won).to.include({ y: 64, height: 40 });
    expect(shape!.weighted).to.include({ y: 4, height: 59 });
    expect(shape!.dot).to.equal(24);
    expect(shape!.tick).to.include({ y: 13, height: 2 });
    const [credit] = layOutBars([{ ...one, won: -40 }], box).bars;
    expect(credit!.won.y).to.be.at.most(credit!.weighted!.y + credit!.weighted!.height + TENTHS);
  });

  it('lays thin bars from the reading side', () => {
    fc.assert(
      fc.property(bars, fc.boolean(), (list, isMirrored) => {
        for (const { won, weighted, tick } of layOutThin(list, { width: 240, height: 3, isMirrored })) {
          for (const part of [won, weighted, tick]) {
            if (!part) continue;
            expect(part.x).to.be.at.least(-TENTHS);
            expect(part.x + part.width).to.be.at.most(240 + 1 + TENTHS);
          }
        }
      }),
    );
    const [plain] = layOutThin([{ key: 'a', won: 10, weighted: 10, open: null, goal: 20 }], {
      width: 100,
      height: 3,
    });
    expect([plain!.won, plain!.weighted, plain!.tick]).to.deep.equal([
      { x: 0, y: 0, width: 50, height: 3 },
      { x: 51, y: 0, width: 49, height: 3 },
      { x: 98, y: 0, width: 2, height: 3 },
    ]);
  });
});
