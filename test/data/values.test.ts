import { expect } from 'chai';
import fc from 'fast-check';
import {
  hasTime,
  isDateColumn,
  noDateEvidence,
  orderFrom,
  orderOfLocale,
  parseDate,
  roughTime,
  weighDate,
} from '../../src/data/dates.js';
import { DecimalVote } from '../../src/data/decimal.js';
import {
  currencyIn,
  decimalOfLocale,
  parseBoolean,
  parseCurrency,
  parseNumber,
} from '../../src/data/numbers.js';

describe('numbers', () => {
  const either: readonly (readonly [string, number])[] = [
    ['1234.5', 1234.5],
    ['€ 1.234,56', 1234.56],
    ['1.234,56 €', 1234.56],
    ['EUR 1.234,56', 1234.56],
    ['$1,234.56', 1234.56],
    ['US$ 5', 5],
    ['R$ 5,50', 5.5],
    ['5 kr', 5],
    ['(500)', -500],
    ['($5.00)', -5],
    ['-$5', -5],
    ['$-5', -5],
    ['500-', -500],
    ['−5', -5],
    ['+5', 5],
    ['1 234,56', 1234.56],
    ['1\u00A0234,56', 1234.56],
    ['1\u202F234,56', 1234.56],
    ["1'234.50", 1234.5],
    ['CHF 1’234.50', 1234.5],
    ['12,34,567', 1234567],
    ['1.234.567', 1234567],
    ['40%', 0.4],
    ['12,5 %', 0.125],
    ['0,125', 0.125],
    ['0.125', 0.125],
    ['1234.567', 1234.567],
    ['1e5', 100000],
    ['1E308', 1e308],
    ['007', 7],
  ];
  for (const [text, value] of either) {
    it(`reads ${text} whatever the file's decimal mark`, () => {
      expect(parseNumber(text, '.')).to.equal(value);
      expect(parseNumber(text, ',')).to.equal(value);
    });
  }

  it('asks the decimal mark for what can be read both ways', () => {
    expect(parseNumber('1.234', '.')).to.equal(1.234);
    expect(parseNumber('1.234', ',')).to.equal(1234);
    expect(parseNumber('$1,200', '.')).to.equal(1200);
    expect(parseNumber('1,200', ',')).to.equal(1.2);
  });

  for (const text of [
    '',
    'abc',
    '%',
    '1,2,3',
    '1.2.3',
    '--5',
    '(-5)',
    '5 apples',
    'Infinity',
    'NaN',
    '0x10',
    '1e400',
    '1.23,456.7',
    '9'.repeat(65),
  ]) {
    it(`finds no number in ${JSON.stringify(text)}`, () => {
      expect(parseNumber(text, '.')).to.equal(undefined);
      expect(parseNumber(text, ',')).to.equal(undefined);
    });
  }

  it('takes numbers as they are, but no NaN and no infinity', () => {
    expect(parseNumber(1.5, ',')).to.equal(1.5);
    expect(parseNumber(Number.NaN, '.')).to.equal(undefined);
    expect(parseNumber(Number.POSITIVE_INFINITY, '.')).to.equal(undefined);
    expect(parseNumber(true, '.')).to.equal(undefined);
  });

  it('never gives a negative zero', () => {
    for (const text of ['-0', '(0)', '0-', '-0,00'])
      expect(Object.is(parseNumber(text, '.'), 0)).to.equal(true);
  });

  it('reads what Intl writes, for every language of the kit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.constantFrom('en', 'de', 'es', 'fr', 'zh', 'de-CH', 'en-IN'),
        (cents, locale) => {
          const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100);
          expect(parseNumber(text, decimalOfLocale(locale))).to.be.closeTo(cents / 100, 1e-6);
        },
      ),
    );
  });

  it('tells the decimal mark from many numbers, and says from which one it guessed', () => {
    const vote = (cells: readonly string[], delimiter?: string, locale?: string) => {
      const all = new DecimalVote();
      for (const cell of cells) all.add(cell);
      return all.decide(delimiter, locale);
    };
    expect(vote(['1.234,56', '5', '7'], ',')).to.deep.equal({ decimal: ',' });
    expect(vote(['1,234.56', '1.234'], ';')).to.deep.equal({ decimal: '.' });
    expect(vote(['1.234.567', '1.234'], ',')).to.deep.equal({ decimal: ',' });
    expect(vote(['1.234', '2.500'], ';')).to.deep.equal({ decimal: ',', guessedFrom: '1.234' });
    // Three digits behind the mark are a group: money has two decimals.
    expect(vote(['1.234'], ',', 'en')).to.deep.equal({ decimal: ',', guessedFrom: '1.234' });
    expect(vote(['1,234'], ';', 'de')).to.deep.equal({ decimal: '.', guessedFrom: '1,234' });
    expect(vote(['1.234', '1,234'], '\t', 'de-AT')).to.deep.equal({ decimal: ',', guessedFrom: '1.234' });
    expect(vote(['1.234', '1,234'], '\t', 'de-CH')).to.deep.equal({ decimal: '.', guessedFrom: '1.234' });
    // Who writes 12000 does not group.
    expect(vote(['1.234', '12000'], ';')).to.deep.equal({ decimal: '.', guessedFrom: '1.234' });
    expect(vote(['5', 'x'], ',')).to.deep.equal({ decimal: '.' });
  });

  it('knows a currency by its code or sign, but guesses none', () => {
    expect(['€ 5', '5 €', 'EUR 5', '5 CHF', '£5', '$5', '¥5', '5', 'kr 5'].map(currencyIn)).to.deep.equal([
      'EUR',
      'EUR',
      'EUR',
      'CHF',
      'GBP',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['usd', 'USD', 'US Dollar (USD)', '€', 'dollars', 'Euro'].map(parseCurrency)).to.deep.equal([
      'USD',
      'USD',
      'USD',
      'EUR',
      undefined,
      undefined,
    ]);
  });

  it('reads yes and no', () => {
    expect([true, 'TRUE', 'yes', '1', 'x'].map(parseBoolean)).to.deep.equal([true, true, true, true, true]);
    expect([false, 'False', 'no', '0'].map(parseBoolean)).to.deep.equal([false, false, false, false]);
    expect(['', 'perhaps', null].map(parseBoolean)).to.deep.equal([undefined, undefined, undefined]);
  });
});

describe('dates', () => {
  const known: readonly (readonly [string, string])[] = [
    ['2016-10-20', '2016-10-20'],
    ['2016/1/2', '2016-01-02'],
    ['2016.01.02', '2016-01-02'],
    ['20161020', '2016-10-20'],
    ['2016年1月2日', '2016-01-02'],
    ['20 Oct 2016', '2016-10-20'],
    ['20-Oct-16', '2016-10-20'],
    ['Oct 20, 2016', '2016-10-20'],
    ['Thursday, October 20th, 2016', '2016-10-20'],
    ['2021-01-07 6:49:18', '2021-01-07T06:49:18'],
    ['2020-07-09 15:25:37.051', '2020-07-09T15:25:37.051'],
    ['2020-07-09 15:25', '2020-07-09T15:25:00'],
    ['2020-07-09T15:25:37Z', '2020-07-09T15:25:37Z'],
    ['2020-07-09T15:25:37.000Z', '2020-07-09T15:25:37Z'],
    ['2025-01-31T22:30:00.000+0000', '2025-01-31T22:30:00Z'],
    ['2025-01-31T22:30:00+0530', '2025-01-31T22:30:00+05:30'],
    ['2025-01-31 22:30 UTC', '2025-01-31T22:30:00Z'],
    ['2025-01-31 10:30 PM', '2025-01-31T22:30:00'],
    ['2025-01-31 12:05 am', '2025-01-31T00:05:00'],
    ['1575463702000', '2019-12-04T12:48:22Z'],
    ['1575463702', '2019-12-04T12:48:22Z'],
    ['2024-02-29', '2024-02-29'],
  ];
  for (const [text, when] of known) {
    it(`reads ${text}`, () => {
      expect(parseDate(text, 'dmy')).to.equal(when);
      expect(parseDate(text, 'mdy')).to.equal(when);
    });
  }

  it('reads three numbers in the order given', () => {
    expect(parseDate('03/04/2026', 'dmy')).to.equal('2026-04-03');
    expect(parseDate('03/04/2026', 'mdy')).to.equal('2026-03-04');
    expect(parseDate('25-10-16', 'dmy')).to.equal('2016-10-25');
    expect(parseDate('16-10-25', 'ymd')).to.equal('2016-10-25');
    expect(parseDate('1. 2. 2020', 'dmy')).to.equal('2020-02-01');
    expect(parseDate('3/4/26 14:05', 'dmy')).to.equal('2026-04-03T14:05:00');
    // The year stands last if it has four digits, whatever the order says.
    expect(parseDate('25.10.2016', 'ymd')).to.equal('2016-10-25');
  });

  it('takes two-digit years from 70 on for the last century', () => {
    expect(parseDate('01/01/69', 'dmy')).to.equal('2069-01-01');
    expect(parseDate('01/01/70', 'dmy')).to.equal('1970-01-01');
  });

  for (const text of [
    '',
    '2016-02-30',
    '2023-02-29',
    '2016-13-01',
    '31.04.2020',
    '00/01/2020',
    '2016-10-20T24:00',
    '2016-10-20 12:61',
    '2016-10-20 13:00 PM',
    '9999-12-31',
    '0001-01-01',
    '2020-01-01T00:00:00+25:00',
    'soon',
    '12',
    'Q4 2016',
    '1.234,56',
    '20 Foo 2016',
    `2016-10-20 ${'x'.repeat(50)}`,
  ]) {
    it(`finds no date in ${JSON.stringify(text)}`, () => expect(parseDate(text, 'dmy')).to.equal(undefined));
  }

  it('reads every day of three centuries back in every order', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25567, max: 84005 }), fc.constantFrom('/', '-', '.'), (day, mark) => {
        const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
        expect(parseDate([d, m, y].join(mark), 'dmy')).to.equal(iso);
        expect(parseDate([m, d, y].join(mark), 'mdy')).to.equal(iso);
        expect(parseDate([y, m, d].join(mark), 'dmy')).to.equal(iso);
        expect(parseDate(iso, 'mdy')).to.equal(iso);
      }),
    );
  });

  it('never gives a date that does not exist', () => {
    const number = fc.integer({ min: 0, max: 40 }).map(String);
    fc.assert(
      fc.property(
        number,
        number,
        fc.constantFrom('1999', '2024', '23', '2100'),
        fc.constantFrom('dmy', 'mdy', 'ymd'),
        (a, b, y, order) => {
          const when = parseDate(`${a}/${b}/${y}`, order);
          if (when !== undefined)
            expect(new Date(`${when}T00:00:00Z`).toISOString().slice(0, 10)).to.equal(when);
        },
      ),
    );
  });

  const evidence = (cells: readonly string[]) => {
    const found = noDateEvidence();
    for (const cell of cells) weighDate(cell, found);
    return found;
  };

  it('decides the order by what a value can only be', () => {
    expect(orderFrom(evidence(['03/04/2026', '25/04/2026']))).to.equal('dmy');
    expect(orderFrom(evidence(['03/04/2026', '04/25/2026']))).to.equal('mdy');
    expect(orderFrom(evidence(['95-04-03', '95-04-25']))).to.equal('ymd');
    expect(orderFrom(evidence(['03.04.2026']))).to.equal('dmy');
    expect(orderFrom(evidence(['03/04/2026', '01/02/2026']))).to.equal(undefined);
    // One typing error does not turn a column round.
    expect(orderFrom(evidence(['25/04/2026', '26/04/2026', '04/25/2026']))).to.equal('dmy');
  });

  it('takes the locale for what no value decides', () => {
    expect(['en', 'en-US', 'en-PH', 'es-US', undefined].map(orderOfLocale)).to.deep.equal(
      Array(5).fill('mdy'),
    );
    expect(['en-GB', 'de', 'fr-CA', 'es-MX', 'en-AU'].map(orderOfLocale)).to.deep.equal(Array(5).fill('dmy'));
    expect(['zh', 'ja-JP', 'hu'].map(orderOfLocale)).to.deep.equal(Array(3).fill('ymd'));
  });

  it('knows a column of days by its midnights', () => {
    expect(isDateColumn(evidence(['2018-12-19 00:00:00', '2018-12-18 00:00:00.000', '2018-12-18']))).to.equal(
      true,
    );
    expect(isDateColumn(evidence(['2018-12-19 00:00:00', '2018-12-18 00:00:01']))).to.equal(false);
    expect(isDateColumn(evidence(['2018-12-19T00:00:00Z']))).to.equal(false);
    expect(isDateColumn(evidence(['2018-12-19']))).to.equal(false);
  });

  it('places moments in time', () => {
    expect(roughTime('2026-03-01')).to.equal(Date.UTC(2026, 2, 1));
    expect(roughTime('2026-03-01T10:00:00')).to.equal(Date.UTC(2026, 2, 1, 10));
    expect(roughTime('2026-03-01T10:00:00+02:00')).to.equal(Date.UTC(2026, 2, 1, 8));
    expect([hasTime('2026-03-01'), hasTime('2026-03-01T10:00:00')]).to.deep.equal([false, true]);
  });
});
