import { expect } from 'chai';
import fc from 'fast-check';
import { normalQuantile } from '../../../src/core/numeric/normal.js';
import { wilson } from '../../../src/core/numeric/wilson.js';

describe('normalQuantile', () => {
  it('gives the tabled values', () => {
    // R: qnorm(c(.975, .995, .9, .75, 1e-10)), and the other side of pnorm's table.
    const table = [
      [0.975, 1.959963984540054],
      [0.995, 2.5758293035489],
      [0.9, 1.2815515655446],
      [0.75, 0.674489750196082],
      [1e-10, -6.361340902404056],
      [0.00134989803163, -3],
      [0.1150696702217, -1.2],
      [6.220960574272e-16, -8],
      [0.5, 0],
    ] as const;
    for (const [p, x] of table) expect(normalQuantile(p), String(p)).to.be.closeTo(x, 1e-10);
    expect([normalQuantile(0), normalQuantile(1)]).to.deep.equal([-Infinity, Infinity]);
    expect([normalQuantile(-1), normalQuantile(NaN)]).to.deep.equal([NaN, NaN]);
  });

  it('is odd about one half', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 0.5, noNaN: true }), (p) => {
        expect(normalQuantile(p)).to.be.closeTo(-normalQuantile(1 - p), 1e-9);
      }),
    );
  });
});

describe('wilson', () => {
  it('gives published intervals', () => {
    // Newcombe 1998 (Statistics in Medicine 17, table I, method 3, score without continuity correction)
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [won, n, low, high] of published) {
      const interval = wilson(won, n)!;
      expect(interval.low, `${won}/${n}`).to.be.closeTo(low, 5e-5);
      expect(interval.high, `${won}/${n}`).to.be.closeTo(high, 5e-5);
    }
    // R: prop.test(8, 10, correct = FALSE)$conf.int
    expect(wilson(8, 10)!.low).to.be.closeTo(0.490162471536642, 1e-12);
    expect(wilson(8, 10)!.high).to.be.closeTo(0.943317848545625, 1e-12);
  });

  it('holds the share, stays in [0, 1], and is not bare at the ends', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const n = Math.max(a, b);
        const won = Math.min(a, b);
        const interval = wilson(won, n);
        if (n === 0) {
          expect(interval).to.equal(null);
          return;
        }
        expect(interval!.low).to.be.within(0, won / n);
        expect(interval!.high).to.be.within(won / n, 1);
        expect(interval!.high - interval!.low).to.be.greaterThan(0);
      }),
    );
    expect(wilson(2, 2)!.high).to.equal(1);
    // 2 of 2 never beats 40 of 60.
    expect(wilson(2, 2)!.low).to.be.lessThan(wilson(40, 60)!.low);
  });
});
