import { expect } from 'chai';
import fc from 'fast-check';
import { calibrationBins, calibrationError } from '../../../src/core/evaluate/calibration.js';
import {
  brier,
  coverage,
  crpsOfQuantiles,
  crpsOfSample,
  gaussianCrps,
  pinball,
} from '../../../src/core/evaluate/scores.js';
import { normalQuantile } from '../../../src/core/numeric/normal.js';

const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('pinball', () => {
  it('costs by the side on which the quantile is wrong', () => {
    expect(pinball(0.9, 5, 8)).to.be.closeTo(2.7, 1e-12);
    expect(pinball(0.9, 5, 3)).to.be.closeTo(0.2, 1e-12);
    expect(pinball(0.9, 5, 5)).to.equal(0);
  });
});

describe('crpsOfSample', () => {
  it('is the mean distance to the sample less half of its own', () => {
    // |3 − 4| and |5 − 4|: 1; pairs 3-3, 3-5, 5-3, 5-5: mean distance 1.
    expect(crpsOfSample([5, 3], 4)).to.equal(0.5);
    expect(crpsOfSample([7], 4)).to.equal(3);
    expect(crpsOfSample([], 4)).to.deep.equal(NaN);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), value, (sample, y) => {
        const n = sample.length;
        const own = sample.flatMap((a) => sample.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
        const far = sample.reduce((sum, x) => sum + Math.abs(x - y), 0);
        expect(crpsOfSample(sample, y)).to.be.closeTo(far / n - own / (2 * n * n), 1e-8);
      }),
    );
  });

  it('scales with its unit and is the same for a sample taken twice', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), value, (sample, y) => {
        const score = crpsOfSample(sample, y);
        expect(crpsOfSample([...sample, ...sample], y)).to.be.closeTo(score, 1e-8);
        const scaled = crpsOfSample(
          sample.map((x) => 3 * x + 1),
          3 * y + 1,
        );
        expect(scaled).to.be.closeTo(3 * score, 1e-7);
      }),
    );
  });
});

describe('gaussianCrps', () => {
  it('is what fine quantiles and large samples tend to', () => {
    expect(gaussianCrps(0, 1, 0)).to.be.closeTo((Math.SQRT2 - 1) / Math.sqrt(Math.PI), 1e-15);
    expect(gaussianCrps(2, 0, 5)).to.equal(3);
    const levels = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
    const quantiles = levels.map((p) => 2 + 3 * normalQuantile(p));
    for (const y of [-4, 1.5, 2, 9]) {
      expect(crpsOfQuantiles(levels, quantiles, y), String(y)).to.be.closeTo(gaussianCrps(2, 3, y), 2e-3);
      expect(crpsOfSample(quantiles, y), String(y)).to.be.closeTo(gaussianCrps(2, 3, y), 2e-3);
    }
  });
});

describe('crpsOfQuantiles', () => {
  it('is the absolute error where only the median is known', () => {
    expect(crpsOfQuantiles([0.5], [5], 8)).to.equal(3);
    // 2 × (.1 × 2 + .9 × 0) / 2 for 10 % and 90 % quantiles 6 and 8
    expect(crpsOfQuantiles([0.1, 0.9], [6, 8], 8)).to.be.closeTo(0.2, 1e-12);
    expect(crpsOfQuantiles([], [], 8)).to.deep.equal(NaN);
    expect(crpsOfQuantiles([0.1, 0.9], [6], 8)).to.deep.equal(NaN);
  });
});

describe('brier', () => {
  it('is the mean square of what was missed', () => {
    expect(brier([0.8, 0.3], [1, 0])).to.be.closeTo(0.065, 1e-12);
    // Three cases of probability .4, of which one happened: (.36 + 2 × .16) / 3
    expect(brier([0.4], [1 / 3], [3])).to.be.closeTo(0.68 / 3, 1e-12);
    expect(brier([], [])).to.deep.equal(NaN);
  });

  it('is lowest for the true share', () => {
    fc.assert(
      fc.property(share, share, (truth, other) => {
        expect(brier([truth], [truth], [9])).to.be.at.most(brier([other], [truth], [9]) + 1e-12);
      }),
    );
  });
});

describe('coverage', () => {
  it('counts the ends in', () => {
    expect(coverage([1, 1, 1, 1], [3, 3, 3, 3], [1, 3, 0, 4])).to.equal(0.5);
    expect(coverage([], [], [])).to.deep.equal(NaN);
    expect(coverage([NaN], [3], [2])).to.equal(0);
  });
});

describe('calibrationError', () => {
  it('weighs the distance in each bin by its cases', () => {
    expect(calibrationError([0.2, 0.2, 0.9], [0, 1, 1])).to.be.closeTo(0.7 / 3, 1e-12);
    expect(calibrationError([0.2, 0.9], [0.5, 1], { weights: [2, 1] })).to.be.closeTo(0.7 / 3, 1e-12);
    // Ten bins keep .12 and .18 together, a hundred do not.
    expect(calibrationError([0.12, 0.18], [0, 1])).to.be.closeTo(0.35, 1e-12);
    expect(calibrationError([0.12, 0.18], [0, 1], { bins: 100 })).to.be.closeTo(0.47, 1e-12);
    expect(calibrationError([], [])).to.deep.equal(NaN);
  });

  it('has half-open bins, the last one closed', () => {
    const bins = calibrationBins([0, 0.1, 0.29, 1], [0, 0, 1, 1], { bins: 100 });
    expect(bins.flatMap(({ n, from }) => (n > 0 ? [from] : []))).to.deep.equal([0, 0.1, 0.29, 0.99]);
    expect(bins[1]).to.deep.equal({ from: 0.01, to: 0.02, n: 0, mean: null, share: null });
    expect(bins[99]).to.deep.equal({ from: 0.99, to: 1, n: 1, mean: 1, share: 1 });
  });

  it('loses no case', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1 }), fc.integer({ min: 1, max: 37 }), (p, bins) => {
        const found = calibrationBins(p, p, { bins });
        expect(found.reduce((sum, { n }) => sum + n, 0)).to.equal(p.length);
        for (const { from, to, mean } of found)
          if (mean !== null) expect(mean).to.be.within(from - 1e-12, to + 1e-12);
        expect(calibrationError(p, p, { bins })).to.be.closeTo(0, 1e-12);
      }),
    );
  });
});
