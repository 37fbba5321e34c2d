import { expect } from 'chai';
import fc from 'fast-check';
import { countQuantiles } from '../../../src/core/numeric/counts.js';
import { kaplanMeier, restrictedMean, survivalQuantile } from '../../../src/core/numeric/kaplan-meier.js';

const none = new Map<number, number>();
const counts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 5 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((pairs) => new Map(pairs));

describe('kaplanMeier', () => {
  it('lets running durations leave the risk set without ending', () => {
    // At 2 one of 3 ends: 2/3. At 3 one is last seen. At 4 the only one left ends: 0.
    const curve = kaplanMeier({
      ended: new Map([
        [2, 1],
        [4, 1],
      ]),
      running: new Map([[3, 1]]),
    });
    expect(curve.survival).to.deep.equal([1 - 1 / 3, 1 - 1 / 3, 0]);
    expect(curve.atRisk).to.deep.equal([3, 2, 1]);
    expect(survivalQuantile(curve, 0.5)).to.equal(4);
    // 2 days at height 1, 2 more at 2/3
    expect(restrictedMean(curve)).to.be.closeTo(2 + 4 / 3, 1e-12);
    expect(restrictedMean(curve, 3)).to.be.closeTo(2 + 2 / 3, 1e-12);
  });

  it('counts who joins late only afterwards', () => {
    // One watched from the start ends at 2, when nobody else is watched yet but the one that joined at 1: 1/2.
    // A third joins at 2, so it is not at risk then, but at 5: there 2 are, one ends: 1/4.
    const curve = kaplanMeier({
      ended: new Map([
        [2, 1],
        [5, 1],
      ]),
      running: new Map([[6, 1]]),
      joined: new Map([
        [1, 1],
        [2, 1],
      ]),
    });
    expect(curve.atRisk).to.deep.equal([2, 2, 1]);
    expect(curve.survival).to.deep.equal([1 / 2, 1 / 4, 1 / 4]);
  });

  it('has same-day departures at risk at age 0', () => {
    const curve = kaplanMeier({
      ended: new Map([
        [0, 3],
        [7, 1],
      ]),
      running: none,
    });
    expect(curve.survival).to.deep.equal([0.25, 0]);
    expect(survivalQuantile(curve, 0.5)).to.equal(0);
  });

  it('does not give a quantile that was not reached', () => {
    const curve = kaplanMeier({ ended: new Map([[3, 1]]), running: new Map([[9, 3]]) });
    expect(survivalQuantile(curve, 0.5)).to.equal(null);
    // The curve ends level at exactly 3/4: the middle of 3 and the last age seen.
    expect(survivalQuantile(curve, 0.25)).to.equal(6);
    const nobody = kaplanMeier({ ended: none, running: none });
    expect([survivalQuantile(nobody, 0.5), restrictedMean(nobody)]).to.deep.equal([null, null]);
  });

  it('gives the ordinary median and mean for complete data', () => {
    fc.assert(
      fc.property(counts, (ended) => {
        const curve = kaplanMeier({ ended, running: none });
        const [median] = countQuantiles(ended, [0.5]);
        expect(survivalQuantile(curve, 0.5)).to.be.closeTo(median!, 1e-9);
        const n = [...ended.values()].reduce((a, b) => a + b, 0);
        const mean = [...ended].reduce((sum, [age, k]) => sum + age * k, 0) / n;
        expect(restrictedMean(curve)).to.be.closeTo(mean, 1e-9);
      }),
    );
  });

  it('only falls, within [0, 1], and quantiles grow with p', () => {
    fc.assert(
      fc.property(counts, counts, (ended, running) => {
        const curve = kaplanMeier({ ended, running });
        let last = 1;
        for (const s of curve.survival) {
          expect(s).to.be.within(0, last);
          last = s;
        }
        const [low, middle, high] = [0.25, 0.5, 0.9].map((p) => survivalQuantile(curve, p) ?? Infinity);
        expect(low!).to.be.at.most(middle!);
        expect(middle!).to.be.at.most(high!);
      }),
    );
  });
});

describe('countQuantiles', () => {
  it('is type 7, as in R', () => {
    // quantile(c(1, 1, 4, 4, 10), c(0, .25, .5, .9, 1)): 1, 1, 4, 7.6, 10
    const found = countQuantiles(
      new Map([
        [10, 1],
        [1, 2],
        [4, 2],
      ]),
      [0, 0.25, 0.5, 0.9, 1],
    );
    expect(found.map((q) => Number(q!.toFixed(12)))).to.deep.equal([1, 1, 4, 7.6, 10]);
    expect(countQuantiles(none, [0.5])).to.deep.equal([null]);
  });
});
