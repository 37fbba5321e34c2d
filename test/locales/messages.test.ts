import { expect } from 'chai';
import { en } from '../../src/locales/en.js';
import { createFormatter } from '../../src/locales/format.js';
import { languageOf, loadLocale } from '../../src/locales/load.js';
import { isolate, name, plain, say, strong } from '../../src/locales/say.js';

const format = createFormatter('en');

describe('locales/say', () => {
  it('keeps figures and names apart from words, and leaves no lone spaces', () => {
    const said = say`Of ${strong('4')} deals, ${strong('1')} ${'was'} won${say` in ${name('A')}`}.`;
    expect(said).to.deep.equal([
      'Of ',
      { strong: '4' },
      ' deals, ',
      { strong: '1' },
      ' was won in ',
      { name: 'A' },
      '.',
    ]);
    expect(plain(said)).to.equal('Of 4 deals, 1 was won in A.');
  });

  it('isolates with the page’s own direction', () => {
    expect(isolate('70%', 'rtl')).to.equal('\u206770%\u2069');
    expect(isolate('70%', 'ltr')).to.equal('\u206670%\u2069');
  });
});

describe('locales: English', () => {
  const { problems, funnel, frame } = en;

  it('is what elements bring along', () => {
    expect(languageOf('de-CH')).to.equal('de');
    expect(loadLocale('en')).to.equal(undefined);
    expect(loadLocale('tlh')).to.equal(undefined);
  });

  it('has a sentence for every code, also without its parameters', () => {
    const params = {
      value: 'x'.repeat(200),
      column: 'Close Date',
      field: 'closedAt',
      columns: ['a', 'b'],
      expected: 5,
      found: 4,
      order: 'dmy',
      name: 'period',
    };
    for (const [code, sentence] of Object.entries({ ...problems.issues, ...problems.problems })) {
      for (const given of [{}, params]) {
        const { happened, todo } = sentence(given, format);
        if (given === params) expect(happened, code).to.match(/^\S.*[^.\s]$/);
        expect(happened.length, code).to.be.below(180);
        if (todo !== undefined) expect(todo, code).to.match(/^[\S].*[.!]$/);
        expect(`${happened} ${todo}`, code).not.to.match(/undefined ?[^ ]|\[object|NaN/);
      }
    }
    for (const sentence of Object.values(problems.leftOut)) {
      expect(sentence({ n: 1 }, format)).to.match(/^1 deal /);
      expect(sentence({ n: 1500 }, format)).to.match(/^1,500 deals /);
    }
  });

  it('says where', () => {
    expect(problems.where({ line: 1214, column: 'Entered' }, format)).to.equal('line 1214, column “Entered”');
    expect(problems.where({ line: 1, column: '24' }, format)).to.equal('line 1, column 24');
    expect(problems.where({ dealId: 'd1' }, format)).to.equal('deal d1');
    expect(problems.where({}, format)).to.equal('');
  });

  it('tells no answer from a bad one, and another site from the page’s own', () => {
    const failed = problems.problems['load-failed'];
    const url = 'https://crm.example/deals.csv';
    const reason = 'Failed to fetch';
    expect(failed({ url, reason, status: 404 }, format).happened).to.match(/: the server answered 404$/);
    expect(failed({ url, reason }, format)).to.deep.equal({
      happened: 'The data could not be loaded: there was no answer',
      todo: `The address is ${url}. Check that it opens in this browser.`,
    });
    expect(failed({ url, reason, site: 'crm.example' }, format).todo).to.match(/crm\.example does not allow/);
    expect(failed({ reason: 'no token' }, format).happened).to.match(/: no token$/);
  });

  it('calls fields by their words', () => {
    const { happened } = problems.issues['date-missing']({ field: 'createdAt' }, format);
    expect(happened).to.equal('This deal has no creation date');
    const odd = problems.issues['column-missing']({ field: '__proto__' }, format);
    expect(odd.happened).to.equal('There is no column for the “__proto__”');
  });

  it('says what a funnel shows', () => {
    const facts = { counting: 'reached', by: 'count', asOf: 'Nov 18, 2026', pipeline: 'Sales' } as const;
    expect(funnel.subtitle(facts, format)).to.equal(
      'All deals, each counted once per stage reached. Sales, as of Nov 18, 2026',
    );
    const period = { from: 'Jan 1, 2026', to: 'Mar 31, 2026' };
    expect(funnel.subtitle({ ...facts, period, counting: 'strict', by: 'amount' }, format)).to.equal(
      'Amount of deals created Jan 1, 2026 to Mar 31, 2026, counted where they went through every stage before. Sales, as of Nov 18, 2026',
    );
    const weakest = { from: 'Proposal', to: 'Negotiation', share: 0.51, lost: '190' };
    const told = { by: 'count', total: '948', deals: 948, won: '152', wonDeals: 152, share: 0.16 } as const;
    expect(plain(funnel.takeaway({ ...told, weakest, needsHistory: false }, format))).to.equal(
      'Of 948 deals, 152 were won (16%). The weakest step is Proposal to Negotiation: 51% continued, 190 did not.',
    );
    const soFar = { lost: '86', lostDeals: 86, here: '9', hereDeals: 9 };
    const end = (more: typeof soFar, by: 'count' | 'amount' = 'count') =>
      plain(
        funnel.takeaway({ ...told, by, weakest: { ...weakest, soFar: more }, needsHistory: false }, format),
      ).split(': ')[1];
    expect(end(soFar)).to.equal('51% continued so far, 86 were lost, 9 are still there.');
    expect(end({ lost: '1', lostDeals: 1, here: '1', hereDeals: 1 })).to.equal(
      '51% continued so far, 1 was lost, 1 is still there.',
    );
    expect(end({ ...soFar, lost: '€6K', here: '€1K' }, 'amount')).to.equal(
      '51% continued so far, €6K was lost, €1K is still there.',
    );
    expect(
      plain(
        funnel.takeaway(
          { ...told, total: '1', deals: 1, won: '1', wonDeals: 1, share: 1, needsHistory: true },
          format,
        ),
      ),
    ).to.equal('Of 1 deal, 1 was won (100%). The weakest step needs stage history.');
    expect(
      plain(funnel.takeaway({ ...told, won: undefined, share: null, needsHistory: false }, format)),
    ).to.equal('948 deals are counted here.');
    expect(funnel.mark({ stage: 'Qualified', deals: 734, ofPrevious: 0.77 }, format)).to.equal(
      'Qualified: 734 deals, 77% of previous',
    );
    expect(frame.updated({ sentence: 'x' })).to.equal('Updated: x');
  });
});
