import { expect } from 'chai';
import fc from 'fast-check';
import {
  betaBinomialLogLikelihood,
  fitBetaBinomial,
  posteriorMean,
} from '../../../src/core/numeric/beta-binomial.js';
import { isotonic, isotonicCalibration } from '../../../src/core/numeric/isotonic.js';

const tallies = fc.array(
  fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({ successes: Math.min(a, b), n: Math.max(a, b) })),
  { maxLength: 8 },
);

describe('fitBetaBinomial', () => {
  it('finds the top of the likelihood', () => {
    // The root of the gradient, worked out with 40 digits by mpmath.
    const groups = [
      { successes: 12, n: 40 },
      { successes: 3, n: 30 },
      { successes: 0, n: 9 },
      { successes: 25, n: 60 },
      { successes: 7, n: 11 },
    ];
    const { alpha, beta } = fitBetaBinomial(groups)!;
    expect(alpha).to.be.closeTo(1.4710934850063381, 1e-9);
    expect(beta).to.be.closeTo(3.6128566209904934, 1e-9);
  });

  it('never does worse than its neighbours, and shrinks every group between its own rate and the mean', () => {
    fc.assert(
      fc.property(tallies, (groups) => {
        const prior = fitBetaBinomial(groups);
        if (prior === null) return;
        const { alpha, beta, logLikelihood } = prior;
        for (const [a, b] of [
          [1.01, 1],
          [0.99, 1],
          [1, 1.01],
          [1, 0.99],
          [1.01, 1.01],
          [0.99, 0.99],
        ] as const) {
          // At the cap the likelihood may still grow with the weight.
          if (alpha + beta > 9e6) continue;
          const other = betaBinomialLogLikelihood(groups, { alpha: alpha * a, beta: beta * b });
          expect(other).to.be.at.most(logLikelihood + 1e-9);
        }
        const mean = alpha / (alpha + beta);
        for (const tally of groups.filter(({ n }) => n > 0)) {
          const own = tally.successes / tally.n;
          expect(posteriorMean(tally, prior)).to.be.within(
            Math.min(own, mean) - 1e-9,
            Math.max(own, mean) + 1e-9,
          );
        }
      }),
    );
  });

  it('gives all the pooled rate where they differ by chance only', () => {
    const same = [
      { successes: 5, n: 10 },
      { successes: 5, n: 10 },
      { successes: 10, n: 20 },
    ];
    const prior = fitBetaBinomial(same)!;
    expect(posteriorMean({ successes: 2, n: 2 }, prior)).to.be.closeTo(0.5, 1e-6);
  });

  it('has 2 of 2 behind 40 of 60', () => {
    const prior = fitBetaBinomial([
      { successes: 2, n: 2 },
      { successes: 40, n: 60 },
      { successes: 10, n: 50 },
      { successes: 20, n: 70 },
    ])!;
    expect(posteriorMean({ successes: 2, n: 2 }, prior)).to.be.lessThan(
      posteriorMean({ successes: 40, n: 60 }, prior),
    );
  });

  it('learns nothing from nothing, or from all or none', () => {
    expect(fitBetaBinomial([])).to.equal(null);
    expect(fitBetaBinomial([{ successes: 0, n: 8 }])).to.equal(null);
    expect(fitBetaBinomial([{ successes: 8, n: 8 }])).to.equal(null);
  });
});

describe('isotonic', () => {
  const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { maxLength: 12 });

  it('pools neighbours that are out of order', () => {
    expect(isotonic([1, 3, 2])).to.deep.equal([1, 2.5, 2.5]);
    expect(isotonic([3, 2, 1])).to.deep.equal([2, 2, 2]);
    expect(isotonic([3, 0], [2, 1])).to.deep.equal([2, 2]);
    expect(isotonic([])).to.deep.equal([]);
  });

  it('only grows, keeps the mean, leaves ordered values, and is the best of its pools', () => {
    fc.assert(
      fc.property(values, (given) => {
        const fit = isotonic(given);
        for (let i = 1; i < fit.length; i++) expect(fit[i]!).to.be.at.least(fit[i - 1]!);
        const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
        expect(sum(fit)).to.be.closeTo(sum(given), 1e-9);
        const sorted = [...given].sort((a, b) => a - b);
        expect(isotonic(sorted)).to.deep.equal(sorted);
        // The conditions of the least squares (Barlow): remainders sum to 0 over each level, to 0 or more from left.
        let rest = 0;
        for (const [i, value] of given.entries()) {
          rest += value - fit[i]!;
          expect(rest).to.be.at.least(-1e-9);
          if (fit[i + 1] !== fit[i]) expect(rest).to.be.closeTo(0, 1e-9);
        }
      }),
    );
  });

  it('takes weights as repeats', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 4 })), { maxLength: 9 }),
        (pairs) => {
          const weighted = isotonic(
            pairs.map(([value]) => value),
            pairs.map(([, weight]) => weight),
          );
          const repeated = isotonic(
            pairs.flatMap(([value, weight]) => Array.from({ length: weight }, () => value)),
          );
          let at = 0;
          for (const [i, [, weight]] of pairs.entries()) {
            expect(repeated[at]!).to.be.closeTo(weighted[i]!, 1e-12);
            at += weight;
          }
        },
      ),
    );
  });

  it('calibrates probabilities, equal ones together', () => {
    const curve = isotonicCalibration([0.5, 0.1, 0.5, 0.9], [1, 1, 0, 1]);
    expect(curve.at).to.deep.equal([0.1, 0.5, 0.9]);
    // .1 came once of once, .5 once of twice: pooled, two of three.
    expect(curve.values.map((v) => v.toFixed(12))).to.deep.equal([
      (2 / 3).toFixed(12),
      (2 / 3).toFixed(12),
      (1).toFixed(12),
    ]);
  });
});
