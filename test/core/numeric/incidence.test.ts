import { expect } from 'chai';
import fc from 'fast-check';
import { aalenJohansen, stepAt, type CompetingDurations } from '../../../src/core/numeric/aalen-johansen.js';
import type { Counts } from '../../../src/core/numeric/counts.js';
import { grayErrors, incidenceErrors } from '../../../src/core/numeric/incidence-errors.js';
import { kaplanMeier, restrictedMean } from '../../../src/core/numeric/kaplan-meier.js';
import { stateOccupancy } from '../../../src/core/numeric/multi-state.js';
import {
  countPaths,
  occupancyErrors,
  type WatchedPath,
} from '../../../src/core/numeric/multi-state-errors.js';
import {
  restrictedMeanError,
  shareInterval,
  survivalErrors,
  survivalQuantileInterval,
} from '../../../src/core/numeric/survival-errors.js';

const none: Counts = new Map();
const counts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 })), { maxLength: 8 })
  .map((pairs): Counts => new Map(pairs));
const durations = fc.record({ ended: fc.tuple(counts, counts), running: counts });
const times = (factor: number, of: Counts, by = 1): Counts =>
  new Map([...of].map(([age, n]) => [age * factor, n * by]));
const scaled = ({ ended, running }: CompetingDurations, factor: number, by = 1): CompetingDurations => ({
  ended: ended.map((of) => times(factor, of, by)),
  running: times(factor, running, by),
});
const expectSame = (found: readonly number[], wanted: readonly number[], tolerance = 1e-10): void => {
  expect(found.length).to.equal(wanted.length);
  for (const [i, value] of wanted.entries()) expect(found[i], String(i)).to.be.closeTo(value, tolerance);
};

/** The same durations one by one, as paths through states 0 (running), 1 and 2. */
const pathsOf = ({ ended, running }: CompetingDurations): readonly WatchedPath[] => [
  ...ended.flatMap((of, end) =>
    [...of].map(([to, n]) => ({ stays: [{ state: 0, from: -1, to, next: end + 1 }], n })),
  ),
  ...[...running].map(([to, n]) => ({ stays: [{ state: 0, from: -1, to, next: null }], n })),
];

describe('aalenJohansen', () => {
  it('lets running durations leave the risk set, and each end have its share', () => {
    // At 2 one of 3 is won: 1/3, 2/3 remain. At 3 one is last seen. At 4 the only one left is lost: 2/3.
    const curves = aalenJohansen({
      ended: [new Map([[2, 1]]), new Map([[4, 1]])],
      running: new Map([[3, 1]]),
    });
    expect(curves.ages).to.deep.equal([2, 3, 4]);
    expect(curves.atRisk).to.deep.equal([3, 2, 1]);
    expectSame(curves.remaining, [2 / 3, 2 / 3, 0]);
    expectSame(curves.incidence[0]!, [1 / 3, 1 / 3, 1 / 3]);
    expectSame(curves.incidence[1]!, [0, 0, 2 / 3]);
    const errors = incidenceErrors(curves);
    // A share of 1/3 of 3: √(1/3 × 2/3 / 3). That the last one is lost is no longer chance.
    const first = Math.sqrt(2 / 27);
    expectSame(errors.incidence[0]!, [first, first, first]);
    expectSame(errors.incidence[1]!, [0, 0, first]);
    expectSame(errors.remaining, [first, first, 0]);
    expect([1.9, 2, 3.5, 9].map((age) => stepAt(curves.ages, curves.incidence[0]!, age, 0))).to.deep.equal([
      0,
      curves.incidence[0]![0],
      curves.incidence[0]![0],
      curves.incidence[0]![2],
    ]);
  });

  it('counts who joins late only afterwards', () => {
    // At 2, two are at risk (the one that joined at 2 is not yet): one won, 1/2. At 5, two: one lost, 1/4.
    const curves = aalenJohansen({
      ended: [new Map([[2, 1]]), new Map([[5, 1]])],
      running: new Map([[6, 1]]),
      joined: new Map([
        [1, 1],
        [2, 1],
      ]),
    });
    expect(curves.atRisk).to.deep.equal([2, 2, 1]);
    expectSame(curves.remaining, [1 / 2, 1 / 4, 1 / 4]);
    expectSame(curves.incidence[1]!, [0, 1 / 4, 1 / 4]);
  });

  it('says nothing of nothing', () => {
    const curves = aalenJohansen({ ended: [none, none], running: none });
    expect(curves).to.deep.equal({
      ages: [],
      remaining: [],
      incidence: [[], []],
      atRisk: [],
      ended: [[], []],
    });
    expect(incidenceErrors(curves)).to.deep.equal({ remaining: [], incidence: [[], []] });
    expect(stateOccupancy(countPaths([], 3))).to.deep.equal({ ages: [], shares: [[], [], []], start: [] });
    expect(occupancyErrors([], 2, [1])).to.deep.equal([[0, 0]]);
  });

  it('gives the shares of complete data, with their binomial errors', () => {
    fc.assert(
      fc.property(fc.tuple(counts, counts), (ended) => {
        const curves = aalenJohansen({ ended, running: none });
        const sum = (of: Counts): number => [...of.values()].reduce((a, b) => a + b, 0);
        const n = sum(ended[0]) + sum(ended[1]);
        if (n === 0) return;
        const { incidence } = incidenceErrors(curves);
        for (const end of [0, 1]) {
          const share = sum(ended[end]!) / n;
          expect(curves.incidence[end]!.at(-1)).to.be.closeTo(share, 1e-12);
          expect(incidence[end]!.at(-1)).to.be.closeTo(Math.sqrt((share * (1 - share)) / n), 1e-7);
        }
      }),
    );
  });

  it('has shares that sum to one, never fall, and with one end are those of Kaplan and Meier', () => {
    fc.assert(
      fc.property(durations, ({ ended, running }) => {
        const curves = aalenJohansen({ ended, running });
        const [won, lost] = curves.incidence;
        for (const i of curves.ages.keys()) {
          expect(curves.remaining[i]! + won![i]! + lost![i]!).to.be.closeTo(1, 1e-12);
          expect(won![i]!).to.be.at.least(won![i - 1] ?? 0);
        }
        const one = aalenJohansen({ ended: [ended[0]], running });
        const curve = kaplanMeier({ ended: ended[0], running });
        expect(one.ages).to.deep.equal(curve.ages);
        expectSame(one.remaining, curve.survival);
        const errors = incidenceErrors(one);
        const greenwood = survivalErrors(curve);
        expectSame(errors.remaining, greenwood, 1e-7);
        expectSame(errors.incidence[0]!, greenwood, 1e-7);
      }),
    );
  });

  it('does not know the unit of time, the order of the ends, nor of the rows', () => {
    fc.assert(
      fc.property(durations, ({ ended, running }) => {
        const curves = aalenJohansen({ ended, running });
        const weeks = aalenJohansen(scaled({ ended, running }, 7));
        expect(weeks.ages).to.deep.equal(curves.ages.map((age) => 7 * age));
        expect(weeks.incidence).to.deep.equal(curves.incidence);
        const turned = aalenJohansen({
          ended: [new Map([...ended[1]].reverse()), new Map([...ended[0]].reverse())],
          running: new Map([...running].reverse()),
        });
        expectSame(turned.incidence[1]!, curves.incidence[0]!);
        expectSame(turned.remaining, curves.remaining);
      }),
    );
  });

  it('takes four of each for one with half the error', () => {
    fc.assert(
      fc.property(durations, (given) => {
        const curves = aalenJohansen(given);
        const four = aalenJohansen(scaled(given, 1, 4));
        expectSame(four.incidence[0]!, curves.incidence[0]!);
        const errors = incidenceErrors(curves).incidence[0]!;
        expectSame(
          incidenceErrors(four).incidence[0]!,
          errors.map((error) => error / 2),
          1e-7,
        );
        for (const error of grayErrors(curves, 0)) expect(error).to.be.at.least(0);
      }),
    );
  });
});

describe('stateOccupancy', () => {
  it('follows deals forth and back', () => {
    // Two in state 0; at 3 one moves to 1, at 5 it comes back.
    const { ages, shares, start } = stateOccupancy({
      states: 2,
      moves: [
        { from: 0, to: 1, age: 3, n: 1 },
        { from: 1, to: 0, age: 5, n: 1 },
      ],
      joined: [{ state: 0, age: 0, n: 2 }],
      lastSeen: [{ state: 0, age: 9, n: 2 }],
    });
    expect([start, ages, shares]).to.deep.equal([
      [1, 0],
      [3, 5],
      [
        [0.5, 1],
        [0.5, 0],
      ],
    ]);
  });

  it('passes through states within one age, and lets a gap be a gap', () => {
    const through: WatchedPath = {
      stays: [
        { state: 0, from: -1, to: 4, next: 1 },
        { state: 1, from: 4, to: 4, next: 2 },
        { state: 2, from: 4, to: 9, next: null },
      ],
      n: 1,
    };
    const stays: WatchedPath = { stays: [{ state: 0, from: -1, to: 9, next: null }], n: 1 };
    const { ages, shares } = stateOccupancy(countPaths([through, stays], 3));
    expect([ages, shares]).to.deep.equal([[4], [[0.5], [0], [0.5]]]);
    const late = countPaths([{ ...stays, stays: [{ state: 0, from: 6, to: 7, next: 2 }] }, stays], 3);
    expect(stateOccupancy(late).shares.map(([share]) => share)).to.deep.equal([0.5, 0, 0.5]);
  });

  it('agrees with aalenJohansen and its errors where ends compete', () => {
    fc.assert(
      fc.property(durations, (given) => {
        const curves = aalenJohansen(given);
        const errors = incidenceErrors(curves);
        const paths = pathsOf(given);
        const { ages, shares } = stateOccupancy(countPaths(paths, 3));
        for (const [state, values] of [curves.remaining, ...curves.incidence].entries())
          expectSame(
            shares[state]!,
            ages.map((age) => stepAt(curves.ages, values, age, 0)),
          );
        const jackknife = occupancyErrors(paths, 3, curves.ages);
        for (const [state, values] of [errors.remaining, ...errors.incidence].entries())
          expectSame(
            jackknife.map((row) => row[state]!),
            values,
            1e-7,
          );
      }),
    );
  });

  const paths = fc.array(
    fc
      .tuple(
        fc.integer({ min: 0, max: 2 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 })), { minLength: 1 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
      )
      .map(([first, steps, isOpen, n]): WatchedPath => {
        let [state, from] = [first, -1];
        const stays = steps.map(([days, next], i) => {
          const to = Math.max(from + days, 0);
          const stay = { state, from, to, next: isOpen && i === steps.length - 1 ? null : next };
          [state, from] = [next, to];
          return stay;
        });
        return { stays, n };
      }),
    { minLength: 1, maxLength: 8 },
  );

  it('has shares that sum to one, takes weights as repeats, and knows no order', () => {
    fc.assert(
      fc.property(paths, (given) => {
        const { ages, shares } = stateOccupancy(countPaths(given, 4));
        for (const i of ages.keys()) {
          expect(shares.reduce((sum, values) => sum + values[i]!, 0)).to.be.closeTo(1, 1e-12);
          for (const values of shares) expect(values[i]!).to.be.at.least(0);
        }
        const repeated = given.flatMap(({ stays, n }) => Array.from({ length: n }, () => ({ stays, n: 1 })));
        const other = stateOccupancy(countPaths([...repeated].reverse(), 4));
        for (const state of shares.keys()) expectSame(other.shares[state]!, shares[state]!);
        const errors = occupancyErrors(given, 4, ages);
        for (const [i, row] of occupancyErrors([...repeated].reverse(), 4, ages).entries())
          expectSame(row, errors[i]!, 1e-7);
      }),
    );
  });

  it('has the errors that leaving out a little of each subject shows', () => {
    fc.assert(
      fc.property(paths, (given) => {
        const counted = countPaths(given, 4);
        const { ages, shares, start } = stateOccupancy(counted);
        const errors = occupancyErrors(given, 4, ages);
        const step = 1e-5;
        const sums = ages.map(() => [0, 0, 0, 0]);
        for (const [path, { stays, n }] of given.entries()) {
          const shifted = (sign: number) =>
            stateOccupancy(
              countPaths(
                given.map((other, i) => (i === path ? { stays, n: n + sign * step } : other)),
                4,
              ),
              start,
            ).shares;
          const [more, less] = [shifted(1), shifted(-1)];
          for (const [i, sum] of sums.entries())
            for (const state of shares.keys())
              sum[state]! += n * ((more[state]![i]! - less[state]![i]!) / (2 * step)) ** 2;
        }
        for (const [i, sum] of sums.entries()) expectSame(errors[i]!, sum.map(Math.sqrt), 1e-4);
      }),
      { numRuns: 50 },
    );
  });
});

describe('errors of survival curves', () => {
  const curve = kaplanMeier({
    ended: new Map([
      [2, 1],
      [4, 1],
    ]),
    running: new Map([[3, 1]]),
  });

  it("are Greenwood's", () => {
    // At 2: 2/3 × √(1 / (3 × 2)). At 4 the curve is 0.
    expectSame(survivalErrors(curve), [(2 / 3) * Math.sqrt(1 / 6), (2 / 3) * Math.sqrt(1 / 6), 0]);
    // The mean up to 4 is 2 + 4/3; of it 4/3 moves with the step at 2.
    expect(restrictedMean(curve, 4)).to.be.closeTo(10 / 3, 1e-12);
    expect(restrictedMeanError(curve, 4)).to.be.closeTo((4 / 3) * Math.sqrt(1 / 6), 1e-12);
    expect(restrictedMeanError(curve, 2)).to.equal(0);
    expect(restrictedMeanError(kaplanMeier({ ended: none, running: none }))).to.equal(null);
  });

  it('give the mean of complete data the error of a mean', () => {
    fc.assert(
      fc.property(counts, (ended) => {
        const values = [...ended].flatMap(([age, n]) => Array.from({ length: n }, () => age));
        const n = values.length;
        if (n === 0) return;
        const mean = values.reduce((a, b) => a + b, 0) / n;
        const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
        const complete = kaplanMeier({ ended, running: none });
        expect(restrictedMeanError(complete)).to.be.closeTo(Math.sqrt(square / n), 1e-7);
      }),
    );
  });

  it('give intervals that hold the share and stay within 0 and 1', () => {
    const { low, high } = shareInterval(0.5, 0.1)!;
    // exp(−exp(log(log 2) ± 1.96 × 0.2 / log 2))
    const width = (1.959963984540054 * 0.2) / Math.LN2;
    expect(low).to.be.closeTo(Math.exp(-Math.exp(Math.log(Math.LN2) + width)), 1e-12);
    expect(high).to.be.closeTo(Math.exp(-Math.exp(Math.log(Math.LN2) - width)), 1e-12);
    expect([shareInterval(0, 0), shareInterval(1, 0)]).to.deep.equal([null, null]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (share, error) => {
          for (const scale of ['log', 'log-log'] as const) {
            const interval = shareInterval(share, error, { scale })!;
            expect(interval.low).to.be.within(0, share + 1e-12);
            expect(interval.high).to.be.within(share - 1e-12, 1);
          }
        },
      ),
    );
  });

  it('leave open which age the data do not reach', () => {
    expect(survivalQuantileInterval(curve, 0.5)).to.deep.equal({ low: 2, high: null });
    expect(survivalQuantileInterval(kaplanMeier({ ended: none, running: none }), 0.5)).to.deep.equal({
      low: null,
      high: null,
    });
  });
});
