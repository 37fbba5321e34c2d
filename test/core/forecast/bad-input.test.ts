/** Data as it comes: the forecast says something sensible, or what it could not use; never NaN, never a hang. */
import { expect } from 'chai';
import { PipelineError } from '../../../src/core/errors.js';
import { forecastRevenue } from '../../../src/core/forecast/index.js';
import type { Forecast, ForecastOptions } from '../../../src/core/forecast/types.js';
import type { Deal, PipelineData, Stage } from '../../../src/core/model.js';
import { dataOf, dateOf, dealOf, flaws, history, JAN, provenance, sales } from './walk.js';

const DAYS = 300;
const AS_OF = dateOf(JAN + DAYS - 1);
const usual = history('bad input', DAYS);

/** A forecast without a flaw, within two seconds. */
function forecast(data: PipelineData, options: Partial<ForecastOptions> = {}): Forecast {
  const start = performance.now();
  const result = forecastRevenue(data, { asOf: AS_OF, period: 'week', goal: 10_000, ...options });
  expect(performance.now() - start).to.be.below(2000);
  expect(flaws(result)).to.deep.equal([]);
  return result;
}

const total = ({ cumulative }: Forecast): number => cumulative[cumulative.length - 1]?.mean as number;
const codes = ({ leftOut }: Forecast): string[] => leftOut.map(({ code }) => code).sort();
const isOpen = ({ stage }: Deal): boolean => stage === 'new' || stage === 'offer';
const flat = (deals: readonly Deal[]): Deal[] => deals.map((deal) => ({ ...deal, visits: [] }));

describe('a forecast of bad input', function () {
  this.timeout(20_000);
  const base = total(forecast(dataOf(usual)));

  it('says 0 of no deals, of none before as-of, of no pipelines', () => {
    for (const data of [dataOf([]), dataOf([], { pipelines: [] })]) {
      const none = forecast(data);
      expect(total(none)).to.equal(0);
      expect(none.provisional).to.equal(true);
      expect(none.provisionalReasons).to.include.members(['no-history', 'no-replay']);
      expect(none.periods[0]?.quantiles).to.deep.equal([]);
    }
    const early = forecast(dataOf(usual), { asOf: '2020-06-30' });
    expect(total(early)).to.equal(0);
    expect(early.deals).to.deep.equal([]);
  });

  it('takes configured probabilities where there is no history', () => {
    const open = flat(usual.filter(isOpen));
    const listed = open.reduce((sum, { amount }) => sum + (amount as number), 0);
    const without = dataOf(open, { provenance: { ...provenance, history: 'none' } });
    const result = forecast(without, { period: 'month', periods: 12 });
    expect(result.provisionalReasons).to.include('no-history');
    expect(total(result)).to.be.above(0);
    // No deal can be worth more than the best configured chance, plus as many new ones as were created lately.
    expect(result.cumulative[11]?.open).to.be.at.most(0.6 * listed);
    const undated = forecast(dataOf(open.map((deal) => ({ ...deal, createdAt: null }))));
    expect(total(undated)).to.equal(0);
    expect(codes(undated)).to.include('no-date');
    expect(undated.leftOut.find(({ code }) => code === 'no-date')?.n).to.equal(open.length);
  });

  it('learns from creation and closing dates alone', () => {
    const result = forecast(dataOf(flat(usual), { provenance: { ...provenance, history: 'none' } }));
    expect(total(result)).to.be.within(base * 0.6, base * 1.6);
    expect(result.periods[0]?.quantiles).to.have.length(5);
    const closedOnly = forecast(dataOf(flat(usual).map((deal) => ({ ...deal, createdAt: null }))));
    expect(total(closedOnly)).to.be.above(0);
  });

  it('says something of one deal, be it open, won or lost', () => {
    const created = JAN + 280;
    const one = forecast(dataOf([dealOf({ id: 'a', created, amount: 1000 })]));
    expect(total(one)).to.be.within(0, 1000);
    expect(one.periods[0]?.quantiles).to.deep.equal([]);
    expect(one.provisional).to.equal(true);
    forecast(dataOf([dealOf({ id: 'a', created, closed: created + 5, end: 'lost' })]));
    const won = forecast(dataOf([dealOf({ id: 'a', created, closed: JAN + 299, end: 'won' })]));
    expect(won.periods[0]?.booked).to.equal(1000);
  });

  it('expects little where nothing was ever won, and knows its error: none', () => {
    const none = forecast(dataOf(usual.filter(({ stage }) => stage !== 'won')));
    expect(total(none)).to.be.within(0, base / 10);
    expect(none.provisionalReasons).to.include('few-wins');
    expect(JSON.stringify(none)).to.not.include('null');
  });

  it('works where nothing was lost, all was won, one owner owns all', () => {
    expect(total(forecast(dataOf(usual.filter(({ stage }) => stage !== 'lost'))))).to.be.above(base / 2);
    const won = usual.filter(({ stage }) => stage === 'won');
    expect(total(forecast(dataOf(won)))).to.be.above(base / 4);
    const owned = usual.map((deal) => ({ ...deal, owner: 'anna' }));
    expect(total(forecast(dataOf(owned, { owners: [{ id: 'anna', name: 'Anna' }] })))).to.equal(base);
  });

  for (const [what, deals, isCapped] of [
    ['many wins', usual, true],
    ['few wins', usual.filter(({ id, stage }) => stage !== 'won' || Number(id.slice(1)) % 10 === 0), true],
  ] as const)
    it(`an absurd open amount does not own the forecast with ${what}`, () => {
      const plain = total(forecast(dataOf(deals)));
      const at = deals.findIndex(isOpen);
      const absurd = deals.map((deal, i) => (i === at ? { ...deal, amount: 2_000_000 } : deal));
      const result = forecast(dataOf(absurd));
      expect(codes(result).includes('capped')).to.equal(isCapped);
      const capped = result.leftOut.find(({ code }) => code === 'capped');
      expect(capped).to.deep.include({ dealIds: [deals[at]?.id], amount: 2_000_000 });
      expect(capped?.used).to.be.below(6000);
      expect(total(result)).to.be.within(plain, plain + 6000);
    });

  for (const [what, day] of [
    ['long ago', 60],
    ['lately', 285],
  ] as const)
    it(`an absurd won amount does not own the forecast: ${what}`, () => {
      const at = usual.findIndex(
        ({ stage, closedAt }) => stage === 'won' && (closedAt as string) > dateOf(JAN + day),
      );
      const absurd = usual.map((deal, i) => (i === at ? { ...deal, amount: 2_000_000 } : deal));
      const result = forecast(dataOf(absurd));
      expect(total(result) - (result.cumulative[5]?.booked as number)).to.be.within(base * 0.8, base * 1.25);
      const usualRange = forecast(dataOf(usual)).cumulative[5]?.quantiles[4] as number;
      expect(result.cumulative[5]?.quantiles[4]).to.be.below(usualRange * 1.5);
    });

  it('an absurd won amount with an absurd listed one caps both, and a listed one alone teaches no discount', () => {
    const at = usual.findIndex(({ stage }) => stage === 'won');
    const changes = [{ at: dateOf(JAN + 2), field: 'amount' as const, from: 2_000_000, to: 1000 }];
    const result = forecast(
      dataOf(
        usual.map((deal, i) =>
          i === at ? { ...deal, changes: [{ ...changes[0]!, at: deal.closedAt as string }] } : deal,
        ),
      ),
    );
    expect(total(result)).to.be.within(base * 0.8, base * 1.25);
  });

  it('credits count below 0, and no range is upside down', () => {
    const credits = usual.map((deal, i) =>
      i % 5 === 0 ? { ...deal, amount: -(deal.amount as number) } : deal,
    );
    const result = forecast(dataOf(credits));
    expect(total(result)).to.be.below(base);
    expect(total(result)).to.be.above(0);
    const all = forecast(dataOf(usual.map((deal) => ({ ...deal, amount: -(deal.amount as number) }))));
    expect(total(all)).to.be.at.most(0);
  });

  it('a stage emptied by a rename keeps what its old name taught, apart', () => {
    const renamed: PipelineData = dataOf(
      usual.map((deal) =>
        deal.stage === 'offer'
          ? {
              ...deal,
              stage: 'quote',
              visits: [
                ...deal.visits.slice(0, -1),
                { ...deal.visits[deal.visits.length - 1]!, stage: 'quote' },
              ],
            }
          : deal,
      ),
      {
        pipelines: [
          {
            ...sales,
            stages: [...sales.stages, { id: 'quote', name: 'Quote', kind: 'open', probability: 0.6 }],
          },
        ],
      },
    );
    const result = forecast(renamed);
    expect(codes(result)).to.include('stage-unseen');
    expect(total(result)).to.be.within(base * 0.5, base * 1.5);
    const gone = forecast({ ...renamed, pipelines: [sales] });
    expect(codes(gone)).to.include('stage-unknown');
  });

  it('an import is no burst of arrivals: thousands of entries in one second', () => {
    const at = '2025-06-01T08:00:00Z';
    const imported = Array.from(
      { length: 3000 },
      (_, i): Deal => ({
        id: `i${i}`,
        name: 'Imported',
        pipeline: 'p',
        stage: 'new',
        amount: 1000,
        createdAt: at,
        visits: [{ stage: 'new', enteredAt: at }],
      }),
    );
    const later = usual.filter(({ createdAt }) => (createdAt as string) > '2025-06-01');
    const options = { asOf: '2025-08-01', periods: 4 };
    const alone = forecast(dataOf(later), options);
    const result = forecast(dataOf([...imported, ...later]), options);
    const fresh = ({ cumulative }: Forecast): number => cumulative[3]?.fresh as number;
    expect(fresh(result)).to.be.at.most(fresh(alone) * 1.5);
    const undated = forecast(
      dataOf([...imported.map((deal) => ({ ...deal, createdAt: null })), ...later]),
      options,
    );
    expect(fresh(undated)).to.be.at.most(fresh(alone) * 1.5);
    forecast(dataOf(imported), { asOf: '2025-06-01' });
    forecast(dataOf(imported), { asOf: '2025-06-02' });
  });

  it('history that begins late is delayed entry: nobody is taken for having stayed without leaving before', () => {
    const since = dateOf(JAN + 100);
    const entered = usual.filter(({ closedAt }) => closedAt === undefined || (closedAt as string) >= since);
    const result = forecast(
      dataOf(entered, { provenance: { ...provenance, history: 'entered', historyFrom: since } }),
    );
    expect(total(result)).to.be.within(base * 0.75, base * 1.3);
  });

  it('dates of the future are not seen', () => {
    const future = usual.map((deal) => deal);
    future.push(dealOf({ id: 'f', created: JAN + 1000 }));
    future.push(dealOf({ id: 'g', created: JAN + 1000, closed: JAN + 1010, end: 'won', amount: 1e9 }));
    expect(total(forecast(dataOf(future)))).to.equal(base);
  });

  it('deals closed before they were created, in each order', () => {
    const odd = usual.map((deal, i) =>
      i % 3 === 0 && deal.closedAt ? { ...deal, createdAt: deal.closedAt, closedAt: deal.createdAt } : deal,
    );
    expect(total(forecast(dataOf(odd)))).to.be.within(base * 0.4, base * 1.6);
    expect(total(forecast(dataOf(flat(odd))))).to.be.above(0);
  });

  it('5,000 stages and 40 pipelines', () => {
    const stages: Stage[] = Array.from({ length: 5000 }, (_, i) => ({
      id: `s${i}`,
      name: 'S',
      kind: 'open',
    }));
    const pipelines = [{ ...sales, stages: [...stages, ...sales.stages.slice(2)] }];
    const spread = usual.map((deal, i) => {
      const visits = deal.visits.map((visit, v) =>
        visit.stage === 'won' || visit.stage === 'lost'
          ? visit
          : { ...visit, stage: `s${(i * 7 + v) % 5000}` },
      );
      return { ...deal, visits, stage: visits[visits.length - 1]?.stage ?? '' };
    });
    expect(total(forecast(dataOf(spread, { pipelines })))).to.be.within(base * 0.5, base * 1.7);
    const walked: Deal = {
      ...(spread[spread.length - 1] as Deal),
      id: 'walked',
      visits: stages.map(({ id }, i) => ({ stage: id, enteredAt: dateOf(JAN + Math.floor(i / 40)) })),
      stage: 's4999',
    };
    forecast(dataOf([...spread, walked], { pipelines }));
    const many = Array.from({ length: 40 }, (_, k) => ({
      ...sales,
      id: `p${k}`,
      stages: sales.stages.map((stage) =>
        stage.kind === 'open' ? { ...stage, idleAfterDays: k + 1 } : stage,
      ),
    }));
    const parted = usual.map((deal, i) => ({ ...deal, pipeline: `p${i % 40}` }));
    expect(total(forecast(dataOf(parted, { pipelines: many })))).to.be.within(base * 0.5, base * 1.7);
  });

  it('currencies without rates add no money, and are named', () => {
    const mixed = usual.map((deal, i) => (i % 2 === 0 ? { ...deal, currency: 'XXX' } : deal));
    const result = forecast(dataOf(mixed), { currency: 'EUR' });
    expect(codes(result)).to.include('no-rate');
    expect(total(result)).to.be.within(base * 0.2, base * 0.8);
    const none = forecast(dataOf(mixed), { currency: 'USD' });
    expect(total(none)).to.equal(0);
    const invalid = { base: 'EUR', per: { XXX: 0 } };
    expect(codes(forecast(dataOf(mixed, { rates: invalid })))).to.include('no-rate');
  });

  it('closed without a date is not open', () => {
    const undated = usual.map((deal): Deal => {
      const { closedAt: _, ...rest } = deal;
      return isOpen(deal) ? deal : { ...rest, visits: rest.visits.slice(0, -1) };
    });
    for (const deals of [undated, flat(undated)]) {
      const result = forecast(dataOf(deals));
      expect(new Set(result.deals.map(({ id }) => id))).to.deep.equal(
        new Set(usual.filter(isOpen).map(({ id }) => id)),
      );
      expect(codes(result)).to.include('closed-without-date');
    }
  });

  it('no creation dates: visits say when deals began', () => {
    const result = forecast(dataOf(usual.map((deal) => ({ ...deal, createdAt: null }))));
    expect(total(result)).to.be.within(base * 0.8, base * 1.2);
  });

  it('years 0001 and 9999', () => {
    const deals = [
      ...usual,
      {
        ...dealOf({ id: 'y1', created: JAN }),
        createdAt: '0001-01-01',
        visits: [{ stage: 'new', enteredAt: '0001-01-01' }],
      },
      { ...dealOf({ id: 'y2', created: JAN, closed: JAN + 2, end: 'won' }), closedAt: '9999-12-31' },
      {
        ...dealOf({ id: 'y3', created: JAN, closed: JAN + 2, end: 'won' }),
        createdAt: '0001-01-01',
        closedAt: '0001-01-02',
        visits: [],
      },
      {
        ...dealOf({ id: 'y4', created: JAN, closed: JAN + 2, end: 'won' }),
        createdAt: '0001-01-01',
        closedAt: '9999-01-02',
        visits: [],
      },
    ];
    expect(total(forecast(dataOf(deals)))).to.be.within(base * 0.9, base * 1.1);
    forecast(dataOf(deals), { asOf: '0001-06-01' });
    forecast(dataOf(deals), { asOf: '9999-06-01' });
  });

  it('an old export: with nothing new for years, next to nothing is expected', () => {
    for (const [asOf, most] of [
      ['2026-03-01', base],
      ['2027-12-31', base / 10],
      ['2055-01-01', base / 10],
    ] as const) {
      const old = forecast(dataOf(usual), { asOf });
      expect(total(old)).to.be.within(0, most);
    }
  });

  it('as many periods as may be asked for', () => {
    const weeks = forecast(dataOf(usual), { periods: 104 });
    expect(weeks.periods).to.have.length(104);
    forecast(dataOf(usual), { period: 'month', periods: 60 });
    forecast(dataOf(usual), { period: 'quarter', periods: 20 });
  });

  it('goals of 0, below, and beyond all reach', () => {
    const chance = (goal: number): number | undefined =>
      forecast(dataOf(usual), { goal }).cumulative[0]?.chanceOfGoal;
    expect(chance(0)).to.equal(1);
    expect(chance(-1e12)).to.equal(1);
    expect(chance(1e300)).to.equal(0);
    expect(chance(Number.MAX_VALUE)).to.equal(0);
  });

  it('refuses options that mean nothing', () => {
    const invalid: Partial<ForecastOptions>[] = [
      { periods: 0 },
      { periods: 1.5 },
      { periods: 105 },
      { periods: NaN },
      { period: 'day' as 'week' },
      { period: 'toString' as 'week' },
      { period: 'month', periods: 61 },
      { period: 'quarter', periods: 21 },
      { levels: [0.5, 0.4] },
      { levels: [0, 0.5] },
      { levels: [0.5, 1] },
      { levels: [NaN] },
      { weekStart: 7 },
      { weekStart: -1 },
      { fiscalYearStart: 0 },
      { fiscalYearStart: 13 },
      { goal: NaN },
      { goal: Infinity },
      { origins: -1 },
      { origins: 0.5 },
      { origins: Infinity },
      { asOf: 'soon' },
      { asOf: NaN },
    ];
    for (const options of invalid) {
      let thrown: unknown;
      try {
        forecastRevenue(dataOf(usual), { asOf: AS_OF, period: 'week', ...options });
      } catch (error) {
        thrown = error;
      }
      expect(thrown, JSON.stringify(options)).to.be.instanceOf(PipelineError);
      expect((thrown as PipelineError).code, JSON.stringify(options)).to.equal('setting-invalid');
    }
    expect(forecast(dataOf(usual), { levels: [] }).periods[0]?.quantiles).to.deep.equal([]);
    expect(forecast(dataOf(usual), { origins: 0 }).replay).to.equal(undefined);
  });

  it('amounts at the edge of what a number can hold', () => {
    const huge = usual.map((deal, i) => ({
      ...deal,
      amount: [9e13, -9e13, 1e300, NaN, Infinity, 1e-300][i % 6] as number,
    }));
    forecast(dataOf(huge));
  });
});
