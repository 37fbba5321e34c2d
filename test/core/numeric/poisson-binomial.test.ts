import { expect } from 'chai';
import fc from 'fast-check';
import {
  massQuantile,
  poissonBinomial,
  sumDistribution,
} from '../../../src/core/numeric/poisson-binomial.js';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const deals = fc.array(fc.tuple(fc.integer({ min: -3, max: 20 }), probability), { maxLength: 9 });

describe('poissonBinomial', () => {
  it('gives a binomial distribution where all are alike', () => {
    expect([...poissonBinomial([0.5, 0.5])]).to.deep.equal([0.25, 0.5, 0.25]);
    expect([...poissonBinomial([])]).to.deep.equal([1]);
    expect([...poissonBinomial([0, 1, 1])]).to.deep.equal([0, 0, 1, 0]);
  });

  it('sums to one, has the mean and variance of the events, in any order', () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 30 }), (p) => {
        const mass = poissonBinomial(p);
        const mean = mass.reduce((sum, m, k) => sum + k * m, 0);
        const square = mass.reduce((sum, m, k) => sum + k * k * m, 0);
        expect(mass.reduce((a, b) => a + b, 0)).to.be.closeTo(1, 1e-12);
        expect(mean).to.be.closeTo(
          p.reduce((a, b) => a + b, 0),
          1e-10,
        );
        expect(square - mean * mean).to.be.closeTo(
          p.reduce((sum, q) => sum + q * (1 - q), 0),
          1e-9,
        );
        const back = poissonBinomial([...p].reverse());
        for (const [k, m] of mass.entries()) expect(back[k]!).to.be.closeTo(m, 1e-12);
      }),
    );
  });
});

describe('sumDistribution', () => {
  it('adds amounts up exactly', () => {
    const { values, masses } = sumDistribution([2, 3], [0.5, 0.1])!;
    expect([...values]).to.deep.equal([0, 2, 3, 5]);
    expect([...masses]).to.deep.equal([0.45, 0.45, 0.05, 0.05]);
    expect([0, 0.45, 0.46, 0.9, 0.95, 1].map((p) => massQuantile({ values, masses }, p))).to.deep.equal([
      0, 0, 2, 2, 3, 5,
    ]);
  });

  it('is every subset with its probability', () => {
    fc.assert(
      fc.property(deals, (list) => {
        const wanted = new Map<number, number>();
        for (let mask = 0; mask < 2 ** list.length; mask++) {
          let [sum, mass] = [0, 1];
          for (const [i, [amount, p]] of list.entries()) {
            const comes = (mask >> i) & 1;
            sum += comes ? amount : 0;
            mass *= comes ? p : 1 - p;
          }
          wanted.set(sum, (wanted.get(sum) ?? 0) + mass);
        }
        const { values, masses } = sumDistribution(
          list.map(([amount]) => amount),
          list.map(([, p]) => p),
        )!;
        for (const [i, value] of values.entries()) {
          if (i > 0) expect(value).to.be.greaterThan(values[i - 1]!);
          expect(masses[i]!).to.be.closeTo(wanted.get(value) ?? 0, 1e-12);
          wanted.delete(value);
        }
        for (const mass of wanted.values()) expect(mass).to.equal(0);
      }),
    );
  });

  it('counts as poissonBinomial does where every amount is 1, and says where it gets too large', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { maxLength: 20 }), (p) => {
        const sums = sumDistribution(
          p.map(() => 1),
          p,
        )!;
        for (const [k, mass] of poissonBinomial(p).entries())
          expect(sums.masses[k]!).to.be.closeTo(mass, 1e-12);
      }),
    );
    expect(sumDistribution([1, 2, 4, 8], [0.5, 0.5, 0.5, 0.5], 15)).to.equal(null);
    expect(sumDistribution([1, 2, 4, 8], [0.5, 0.5, 0.5, 0.5], 16)!.values.length).to.equal(16);
  });
});
