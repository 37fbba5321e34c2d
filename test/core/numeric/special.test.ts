import { expect } from 'chai';
import fc from 'fast-check';
import {
  betaI,
  betaQuantile,
  digamma,
  gammaP,
  gammaQ,
  gammaQuantile,
  logBeta,
  logGamma,
  negativeBinomialQuantile,
  normalCdf,
  normalQuantile,
  studentQuantile,
  studentT,
  trigamma,
} from '../../../src/core/numeric/special.js';

/** Relative error; the tables below were worked out with 40 digits by mpmath. */
const expectClose = (found: number, wanted: number, label: unknown, tolerance = 1e-12): void => {
  expect(Math.abs(found / wanted - 1), `${String(label)}: ${found}`).to.be.at.most(tolerance);
};

describe('gamma functions', () => {
  it('give the tabled values', () => {
    const table = [
      [0.1, 2.252712651734206, -10.423754940411077, 101.43329915079276],
      [1.0009765625, -0.00056290317999120463, -0.57561042934062191, 1.642589392152617],
      [2.5, 0.28468287047291916, 0.7031566406452432, 0.49035775610023486],
      [123.4, 469.33609744219056, 4.8113737751162774, 0.0081366516108652637],
      [1e8, 1742068066.1038347, 18.420680738952365, 1.000000005e-8],
    ] as const;
    for (const [x, log, first, second] of table) {
      expectClose(logGamma(x), log, x, 1e-14);
      expectClose(digamma(x), first, x, 1e-14);
      expectClose(trigamma(x), second, x, 1e-14);
    }
    expect([logGamma(1), logGamma(2)].map(Math.abs)).to.deep.equal([0, 0]);
    expect([logGamma(0), logGamma(Infinity)]).to.deep.equal([Infinity, Infinity]);
    expect([logGamma(-1), logGamma(NaN), digamma(0), trigamma(-2)]).to.deep.equal([NaN, NaN, NaN, NaN]);
  });

  it('follow their recurrences', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 60, noNaN: true }), (x) => {
        expect(logGamma(x + 1)).to.be.closeTo(logGamma(x) + Math.log(x), 1e-12 * (1 + logGamma(x + 1)));
        expect(digamma(x + 1)).to.be.closeTo(digamma(x) + 1 / x, 1e-12 / x + 1e-12);
        expect(trigamma(x + 1) + 1 / (x * x)).to.be.closeTo(trigamma(x), 1e-12 * trigamma(x));
      }),
    );
  });
});

describe('gammaP', () => {
  it('gives the tabled values, with large shapes too', () => {
    const table = [
      [0.3, 0.07, 0.4938273116461307],
      [1, 5, 0.9932620530009145],
      [4.5, 2, 0.08858747316832083],
      [120, 100, 0.02823039396486569],
      [1000, 1100, 0.99894067674607],
      [20000, 19500, 0.00018327005188799396],
      [20000, 20000, 0.5009403162337493],
      [20000, 20600, 0.9999868470017777],
      [1e6, 999000, 0.15865521357430365],
      [1e6, 1002000, 0.9771959041012301],
    ] as const;
    for (const [shape, x, p] of table) {
      expectClose(gammaP(shape, x), p, [shape, x]);
      expect(gammaP(shape, x) + gammaQ(shape, x)).to.be.closeTo(1, 1e-14);
    }
    expectClose(gammaQ(20000, 20600), 0.000013152998222272686, 'upper tail');
  });

  it('has stated ends', () => {
    expect([gammaP(2, 0), gammaP(2, -1), gammaP(2, Infinity), gammaQ(2, 0)]).to.deep.equal([0, 0, 1, 1]);
    expect([gammaP(0, 1), gammaP(1, NaN), gammaP(NaN, 1)]).to.deep.equal([NaN, NaN, NaN]);
    expect([gammaQuantile(0, 3), gammaQuantile(1, 3)]).to.deep.equal([0, Infinity]);
    expect([gammaQuantile(-0.1, 3), gammaQuantile(0.5, 0)]).to.deep.equal([NaN, NaN]);
  });

  it('is undone by gammaQuantile', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 6, noNaN: true }),
        fc.double({ min: 1e-9, max: 0.9999, noNaN: true }),
        (logShape, p) => {
          const shape = 10 ** logShape;
          const x = gammaQuantile(p, shape);
          if (x > 1e-280) expectClose(gammaP(shape, x), p, [shape, p], 1e-11);
        },
      ),
    );
  });

  it('is the sum of a Poisson distribution', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        (n, mean) => {
          let term = Math.exp(-mean);
          let sum = term;
          for (let k = 1; k < n; k++) sum += term *= mean / k;
          expect(gammaQ(n, mean)).to.be.closeTo(sum, 1e-13);
        },
      ),
    );
  });
});

describe('betaI', () => {
  it('gives the tabled values', () => {
    const table = [
      [0.5, 0.5, 0.1, 0.2048327646991335],
      [3, 7, 0.02, 0.000613886126375936],
      [250, 50, 0.8, 0.06566664291534459],
      [0.01, 5, 0.5, 0.9998897842885542],
      [2000, 3000, 0.37, 6.246536702299346e-6],
    ] as const;
    for (const [a, b, x, p] of table) expectClose(betaI(a, b, x), p, [a, b, x]);
    expect([betaI(2, 3, 0), betaI(2, 3, 1), betaI(2, 3, -1), betaI(2, 3, 2)]).to.deep.equal([0, 1, 0, 1]);
    expect([betaI(0, 1, 0.5), betaI(1, -1, 0.5), betaI(1, 1, NaN)]).to.deep.equal([NaN, NaN, NaN]);
    expectClose(logBeta(3, 4), Math.log(1 / 60), 'B(3, 4)');
    expectClose(logBeta(30, 40), logGamma(30) + logGamma(40) - logGamma(70), 'B(30, 40)');
  });

  it('is mirrored, and undone by betaQuantile', () => {
    const parameter = fc.double({ min: -1.3, max: 4, noNaN: true }).map((log) => 10 ** log);
    fc.assert(
      fc.property(parameter, parameter, fc.double({ min: 1e-6, max: 0.9999, noNaN: true }), (a, b, p) => {
        const x = betaQuantile(p, a, b);
        expect(x).to.be.within(0, 1);
        const y = 1 - x;
        expect(betaI(b, a, y)).to.be.closeTo(1 - betaI(a, b, 1 - y), 1e-11);
        if (x > 1e-280 && x < 0.99) expectClose(betaI(a, b, x), p, [a, b, p], 1e-10);
      }),
    );
  });

  it('is the sum of a binomial distribution', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(29),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, from, p) => {
          const k = Math.min(from + 1, n);
          let sum = 0;
          for (let i = k; i <= n; i++)
            sum += Math.exp(
              logGamma(n + 1) -
                logGamma(i + 1) -
                logGamma(n - i + 1) +
                i * Math.log(p) +
                (n - i) * Math.log1p(-p),
            );
          expect(betaI(k, n - k + 1, p)).to.be.closeTo(sum, 1e-12);
        },
      ),
    );
  });

  it('has stated ends of its quantile', () => {
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).to.deep.equal([0, 1]);
    expect([betaQuantile(1.1, 2, 3), betaQuantile(0.5, 0, 3)]).to.deep.equal([NaN, NaN]);
    // Half of the mass lies so near to both ends that no double is nearer.
    expect(betaQuantile(0.3, 1e-5, 1e-5)).to.be.lessThan(1e-300);
    expect(betaQuantile(0.7, 1e-5, 1e-5)).to.equal(1);
  });
});

describe("Student's t", () => {
  it('gives the tabled values', () => {
    const table = [
      [-3, 1, 0.1024163823495667],
      [2.5, 2, 0.9351941398892446],
      [-1, 4.3, 0.1851051964521438],
      [0.01, 30, 0.5039562537134112],
      [-3, 1e5, 0.00135023044203236],
    ] as const;
    for (const [t, df, p] of table) {
      expectClose(studentT(t, df), p, [t, df]);
      expectClose(studentQuantile(p, df), t, [p, df], 1e-10);
    }
    expect(studentQuantile(0.975, 4)).to.be.closeTo(2.7764451051977987, 1e-12);
    expect([studentT(1.2, Infinity), studentQuantile(0.9, Infinity)]).to.deep.equal([
      normalCdf(1.2),
      normalQuantile(0.9),
    ]);
    expect([studentQuantile(0, 3), studentQuantile(0.5, 3), studentQuantile(1, 3)]).to.deep.equal([
      -Infinity,
      0,
      Infinity,
    ]);
    expect([studentT(0, 0), studentQuantile(2, 3)]).to.deep.equal([NaN, NaN]);
  });
});

describe('normalCdf', () => {
  it('gives the tabled values and undoes the quantile', () => {
    const table = [
      [-37, 5.725571222524577e-300],
      [-8, 6.220960574271784e-16],
      [-5.7, 5.990371401063534e-9],
      [-1.2, 0.11506967022170827],
      [0, 0.5],
      [0.7, 0.758036347776927],
      [4, 0.9999683287581669],
    ] as const;
    for (const [x, p] of table) expectClose(normalCdf(x), p, x, 1e-14);
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(NaN)]).to.deep.equal([0, 1, NaN]);
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.9999, noNaN: true }), (p) =>
        expectClose(normalCdf(normalQuantile(p)), p, p, 1e-13),
      ),
    );
  });
});

describe('negativeBinomialQuantile', () => {
  it('is the first count whose probabilities add up to p', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: 0.2, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (mean, size, p) => {
          let term = (size / (size + mean)) ** size;
          let sum = term;
          let count = 0;
          for (; sum < p && count < 10_000; count++)
            sum += term *= ((size + count) / (count + 1)) * (mean / (size + mean));
          expect(negativeBinomialQuantile(p, mean, size)).to.equal(count);
        },
      ),
    );
    expect([negativeBinomialQuantile(0.4, 0, 2), negativeBinomialQuantile(1, 3, 2)]).to.deep.equal([
      0,
      Infinity,
    ]);
    expect(negativeBinomialQuantile(2, 3, 2)).to.deep.equal(NaN);
  });
});
