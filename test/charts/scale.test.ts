import { expect } from 'chai';
import { scaleBand, scaleLinear } from 'd3-scale';
import fc from 'fast-check';
import { band, linear, niceDomain } from '../../src/charts/scale.js';

const number = fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true });
const close = (a: number, b: number, size: number): void => {
  expect(Math.abs(a - b)).to.be.at.most(1e-9 * Math.max(1, size));
};

describe('charts/scale', () => {
  it('maps, inverts and ticks as d3-scale does', () => {
    fc.assert(
      fc.property(number, number, number, fc.integer({ min: 1, max: 20 }), (from, to, value, count) => {
        fc.pre(Math.abs(to - from) > 1e-3);
        const ours = linear([from, to], [10, 410]);
        const theirs = scaleLinear([from, to], [10, 410]);
        const at = theirs(value);
        close(ours(value), at, Math.abs(at));
        expect(ours.ticks(count)).to.deep.equal(theirs.ticks(count));
        const back = theirs.invert(200);
        close(ours.invert(200), back, Math.max(Math.abs(from), Math.abs(to)));
      }),
    );
  });

  it('puts a domain without extent in the middle', () => {
    expect(linear([3, 3], [0, 100])(3)).to.equal(50);
  });

  it('widens a domain to round values as d3-scale does', () => {
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 12 }), (a, b, count) => {
        fc.pre(Math.abs(a - b) > 1e-3);
        const domain: [number, number] = [Math.min(a, b), Math.max(a, b)];
        expect([...niceDomain(domain, count)]).to.deep.equal(
          scaleLinear().domain(domain).nice(count).domain(),
        );
      }),
    );
  });

  it('sets bands as d3-scale does, in both directions', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        share,
        share,
        fc.boolean(),
        (keys, padding, outer, isReversed) => {
          const range: [number, number] = isReversed ? [500, 20] : [20, 500];
          const ours = band(keys, range, { padding, outer });
          const theirs = scaleBand<string>(keys, range).paddingInner(padding).paddingOuter(outer);
          close(ours.bandwidth, theirs.bandwidth(), 500);
          close(ours.step, theirs.step(), 500);
          for (const key of keys) close(ours(key)!, theirs(key)!, 500);
        },
      ),
    );
    expect(band(['a'], [0, 10])('b')).to.equal(undefined);
  });
});
