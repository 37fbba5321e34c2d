import { expect } from 'chai';
import fc from 'fast-check';
import { randomNormal, randomUniform } from 'd3-random';
import {
  currencyExponent,
  fromMinor,
  rateOf,
  roundHalfAway,
  toMinor,
  totalOf,
} from '../../src/core/numeric/money.js';
import { createRandom } from '../../src/core/numeric/random.js';

describe('money', () => {
  it('has the minor units of ISO 4217', () => {
    for (const [code, exponent] of [
      ['EUR', 2],
      ['JPY', 0],
      ['KWD', 3],
      ['CLF', 4],
      ['', 2],
      ['???', 2],
      ['F C', 2],
    ] as const) {
      expect(currencyExponent(code), code).to.equal(exponent);
    }
  });

  it('rounds half away from zero, by the digits as written', () => {
    const rows: [number, string, number][] = [
      [1.005, 'EUR', 101],
      [-1.005, 'EUR', -101],
      [1.0049999, 'EUR', 100],
      [8.345, 'EUR', 835],
      [0.5, 'JPY', 1],
      [-0.5, 'JPY', -1],
      [0.49999999999999994, 'JPY', 0],
      [1.0005, 'KWD', 1001],
      [0.1 + 0.2, 'EUR', 30],
      [1e-7, 'EUR', 0],
      [90071992547409.9, 'EUR', 9007199254740990],
      [-0, 'EUR', 0],
    ];
    for (const [amount, currency, minor] of rows)
      expect(toMinor(amount, currency), String(amount)).to.equal(minor);
  });

  it('does not take what sums could not keep exact', () => {
    for (const amount of [NaN, Infinity, -Infinity, 1e308, 90071992547409.92, -1e15]) {
      expect(toMinor(amount, 'EUR'), String(amount)).to.equal(undefined);
    }
    expect(toMinor(9007199254740991, 'JPY')).to.equal(9007199254740991);
  });

  it('agrees with decimal arithmetic on the digits, and comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), fc.nat(9999), (whole, rest) => {
        const text = `${whole}.${String(rest).padStart(4, '0')}`;
        const size = BigInt(text.replace('.', '').replace('-', ''));
        const cents = Number((size + 50n) / 100n);
        const expected = text.startsWith('-') ? 0 - cents : cents;
        expect(toMinor(Number(text), 'EUR'), text).to.equal(expected);
        expect(toMinor(fromMinor(expected, 'EUR'), 'EUR')).to.equal(expected);
      }),
    );
  });

  it('rounds plain numbers alike', () => {
    expect([2.5, -2.5, -0.4, 0].map(roundHalfAway)).to.deep.equal([3, -3, 0, 0]);
  });
});

describe('totals', () => {
  const rates = { base: 'EUR', per: { USD: 0.5, JPY: 0.006, BAD: 0 } };

  it('of nothing are 0', () => {
    expect(totalOf(new Map())).to.deep.equal({ amount: 0, currency: '', per: [] });
    expect(totalOf(new Map(), rates, 'USD')).to.deep.equal({ amount: 0, currency: 'USD', per: [] });
  });

  it('of one currency stay in it', () => {
    const per = [{ currency: 'USD', amount: 2 }];
    expect(totalOf(new Map([['USD', 200]]))).to.deep.equal({ amount: 2, currency: 'USD', per });
    expect(totalOf(new Map([['USD', 200]]), rates)).to.deep.equal({ amount: 2, currency: 'USD', per });
    expect(totalOf(new Map([['USD', 200]]), rates, 'EUR')).to.deep.equal({ amount: 1, currency: 'EUR', per });
    expect(totalOf(new Map([['USD', 200]]), undefined, 'EUR')).to.deep.equal({
      amount: 2,
      currency: 'USD',
      per,
    });
    expect(totalOf(new Map([['', 200]]), rates).currency).to.equal('');
  });

  it('of several are converted where the data states the rates, else null', () => {
    const sums = new Map([
      ['USD', 200],
      ['EUR', 150],
      ['JPY', 1000],
    ]);
    expect(totalOf(sums, rates)).to.include({ amount: 8.5, currency: 'EUR' });
    expect(totalOf(sums, rates, 'USD')).to.include({ amount: 17, currency: 'USD' });
    expect(totalOf(sums, rates, 'JPY')).to.include({ amount: 1417, currency: 'JPY' });
    expect(totalOf(sums, rates).per.map(({ currency }) => currency)).to.deep.equal(['EUR', 'JPY', 'USD']);
    expect(totalOf(sums)).to.include({ amount: null, currency: null });
    expect(totalOf(new Map([...sums, ['CHF', 1]]), rates)).to.include({ amount: null, currency: null });
    expect(totalOf(new Map([...sums, ['', 1]]), rates)).to.include({ amount: null, currency: null });
  });

  it('do not depend on the order, and fit their parts to the cent', () => {
    const sums = fc.uniqueArray(
      fc.tuple(fc.constantFrom('EUR', 'USD', 'JPY'), fc.integer({ min: -1e12, max: 1e12 })),
      {
        selector: ([currency]) => currency,
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(sums, (entries) => {
        const total = totalOf(new Map(entries), rates, 'EUR');
        expect(totalOf(new Map([...entries].reverse()), rates, 'EUR')).to.deep.equal(total);
        const exact = entries.reduce(
          (sum, [code, n]) => sum + fromMinor(n, code) * (rateOf(code, rates) ?? NaN),
          0,
        );
        expect(Math.abs((total.amount ?? NaN) - exact)).to.be.lessThan(0.0051);
      }),
    );
  });

  it('take no rate that is not a positive number, nor one from the prototype', () => {
    expect(rateOf('BAD', rates)).to.equal(undefined);
    expect(rateOf('constructor', rates)).to.equal(undefined);
    expect(rateOf('EUR', rates)).to.equal(1);
    expect(rateOf('EUR', undefined)).to.equal(undefined);
  });
});

describe('random numbers', () => {
  it('are the same for the same seed, and others for another', () => {
    const draw = (seed: string | number) => Array.from({ length: 5 }, createRandom(seed));
    expect(draw('demo')).to.deep.equal(draw('demo'));
    expect(draw('demo')).to.not.deep.equal(draw('demp'));
    expect(draw(1)).to.deep.equal(draw('1'));
    expect(draw('ab')).to.not.deep.equal(draw('ba'));
  });

  it('feed d3-random', () => {
    const normal = randomNormal.source(createRandom(7))(10, 2);
    const values = Array.from({ length: 20_000 }, normal);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
    expect(mean).to.be.closeTo(10, 0.06);
    expect(deviation).to.be.closeTo(2, 0.05);
    expect(randomUniform.source(createRandom(7))(0, 1)()).to.equal(createRandom(7)());
  });

  it('are spread evenly: chi-squared over 64 bins', () => {
    for (const seed of ['a', 'b', 0, 12345]) {
      const random = createRandom(seed);
      const bins = new Array<number>(64).fill(0);
      for (let i = 0; i < 64_000; i++) bins[Math.floor(random() * 64)]!++;
      const chi2 = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
      expect(chi2).to.be.within(30, 110); // 63 degrees of freedom
    }
  });
});
