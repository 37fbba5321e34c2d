import { expect } from 'chai';
import { createFormatter, usableLocale } from '../../src/locales/format.js';

const en = createFormatter('en');
/** Intl writes narrow and plain no-break spaces, and direction marks. */
const text = (value: string): string =>
  value.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '');

describe('locales/format', () => {
  it('is made once a locale', () => {
    expect(createFormatter('de-DE')).to.equal(createFormatter('de-DE'));
  });

  it('passes over what is no language tag', () => {
    expect(usableLocale(undefined, '', 'not a tag', 'de_CH', 'fr')).to.equal('de-CH');
    expect(usableLocale('%%')).to.equal('en');
    expect(createFormatter('%%').number(1234)).to.equal('1,234');
  });

  it('writes numbers with a minus, and never minus zero', () => {
    expect(en.number(-122)).to.equal('−122');
    expect(en.signed(-122)).to.equal('−122');
    expect(en.signed(5)).to.equal('+5');
    expect(en.signed(0)).to.equal('0');
    expect(en.number(-0)).to.equal('0');
  });

  it('claims neither end of a percentage that is not reached', () => {
    expect(en.percent(52 / 403)).to.equal('13%');
    expect(en.percent(0)).to.equal('0%');
    expect(en.percent(1)).to.equal('100%');
    expect(en.percent(0.004)).to.equal('0.4%');
    expect(en.percent(0.9996)).to.equal('99.9%');
    expect(en.percent(1.12)).to.equal('112%');
    expect(text(createFormatter('de').percent(0.49))).to.equal('49 %');
  });

  it('writes whole amounts without cents, others with them', () => {
    expect(en.money(4_756_000, 'EUR')).to.equal('€4,756,000');
    expect(en.money(12.5, 'EUR')).to.equal('€12.50');
    expect(en.money(1200, 'JPY')).to.equal('¥1,200');
    expect(en.money(-5, 'EUR')).to.equal('−€5');
    expect(en.money(10_005_534, '')).to.equal('10,005,534');
    expect(text(en.money(5, 'points'))).to.equal('5 points');
    expect(text(createFormatter('de').money(738_000, 'EUR'))).to.equal('738.000 €');
  });

  it('writes single figures with three digits', () => {
    expect(en.money(1_360_500, 'EUR', { compact: true })).to.equal('€1.36M');
    expect(en.money(738_287, 'EUR', { compact: true })).to.equal('€738K');
    expect(en.money(28_130, 'EUR', { compact: true })).to.equal('€28.1K');
  });

  it('writes a column with one precision', () => {
    const column = (values: readonly (number | null)[], locale = 'en', currency = 'EUR'): string[] => {
      const write = createFormatter(locale).moneyColumn(values, currency);
      return values.filter((value) => value !== null).map((value) => text(write(value)));
    };
    expect(column([10_805_000, 7_607_500, 6_004_500, null])).to.deep.equal(['€10.8M', '€7.6M', '€6.0M']);
    expect(column([1_430_500, 955_000])).to.deep.equal(['€1.4M', '€955K']);
    expect(column([210_000, 253_000])).to.deep.equal(['€210K', '€253K']);
    expect(column([900, 12])).to.deep.equal(['€900', '€12']);
    expect(column([10_805_000, 738_000], 'de')).to.deep.equal(['10,8 Mio. €', '738.000 €']);
    expect(column([])).to.deep.equal([]);
  });

  it('names every currency of a total that can’t be one', () => {
    const per = [
      { currency: 'EUR', amount: 5 },
      { currency: 'USD', amount: 6 },
    ];
    expect(en.moneyTotal({ amount: null, currency: null, per })).to.equal('€5 and $6');
    expect(en.moneyTotal({ amount: 5, currency: 'EUR', per: per.slice(0, 1) })).to.equal('€5');
  });

  it('writes days as days, whatever the browser’s zone', () => {
    expect(en.date(20_775)).to.equal('Nov 18, 2026');
    expect(en.date('2026-11-18')).to.equal('Nov 18, 2026');
    expect(en.date('2026-11-18', 'short')).to.equal('Nov 18');
    expect(en.date('0099-12-31')).to.match(/99/);
    expect(en.date('soon')).to.equal('soon');
    expect(createFormatter('en-GB').date(20_775)).to.equal('18 Nov 2026');
  });

  it('writes instants by the clock of the data’s zone', () => {
    const instant = Date.UTC(2026, 10, 18, 23, 30);
    expect(text(en.dateTime(instant, 'UTC'))).to.equal('Nov 18, 2026, 11:30 PM');
    expect(text(en.dateTime(instant, 'Europe/Berlin', 'short'))).to.equal('Nov 19, 12:30 AM');
  });

  it('writes counts with their words', () => {
    expect(en.plural(1, { one: '# deal', other: '# deals' })).to.equal('1 deal');
    expect(en.plural(1200, { one: '# deal', other: '# deals' })).to.equal('1,200 deals');
    expect(en.days(1)).to.equal('1 day');
    expect(en.days(25)).to.equal('25 days');
    expect(en.list(['a', 'b', 'c'])).to.equal('a, b, and c');
  });

  it('keeps a bounded number of Intl objects', () => {
    // Builds more than the cache holds; a formatter made before still works.
    for (let digits = 0; digits <= 20; digits++) {
      for (const locale of ['en', 'de', 'fr', 'es', 'zh', 'ar']) {
        createFormatter(locale).number(1 / 3, { maximumFractionDigits: digits });
      }
    }
    expect(en.number(1234.5)).to.equal('1,234.5');
  });
});
