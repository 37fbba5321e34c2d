import { expect } from 'chai';
import { parseDay } from '../../../src/core/calendar/days.js';
import { intervalsOf } from '../../../src/core/calendar/period.js';
import { readBook } from '../../../src/core/forecast/book.js';
import { forecastRevenue } from '../../../src/core/forecast/index.js';
import { periodsFrom } from '../../../src/core/forecast/origins.js';
import { waysOf } from '../../../src/core/forecast/ways.js';
import { measureBooked, measureWeightedPipeline, summarize, viewAt } from '../../../src/core/index.js';
import type { Deal, PipelineData, Submission } from '../../../src/core/model.js';
import type { Filter } from '../../../src/core/view/types.js';
import { createDemoData } from '../../../src/data/demo/index.js';

const deal = (id: string, rest: Partial<Deal>): Deal => ({
  id,
  name: id,
  pipeline: 'p',
  stage: 'lead',
  visits: [],
  ...rest,
});

/** Everything that can be changed after an origin is changed after it. */
const data: PipelineData = {
  pipelines: [
    {
      id: 'p',
      name: 'Sales',
      stages: [
        { id: 'lead', name: 'Lead', kind: 'open', probability: 0.2, forecastCategory: 'pipeline' },
        { id: 'offer', name: 'Offer', kind: 'open', probability: 0.5, forecastCategory: 'commit' },
        { id: 'won', name: 'Won', kind: 'won', probability: 1, forecastCategory: 'closed' },
      ],
    },
  ],
  deals: [
    deal('pushed', {
      stage: 'offer',
      amount: 1000,
      createdAt: '2026-01-10',
      expectedCloseAt: '2026-05-15',
      probability: 0.9,
      forecastCategory: 'commit',
      visits: [
        { stage: 'lead', enteredAt: '2026-01-10' },
        { stage: 'offer', enteredAt: '2026-03-10' },
      ],
      changes: [
        { at: '2026-04-06', field: 'forecastCategory', from: 'pipeline', to: 'commit' },
        { at: '2026-04-05', field: 'probability', from: null, to: 0.9 },
        { at: '2026-03-20', field: 'expectedCloseAt', from: '2026-04-10', to: '2026-05-15' },
      ],
    }),
    // Closing it wrote into its date, its probability and its category.
    deal('won', {
      stage: 'won',
      amount: 500,
      createdAt: '2026-02-01',
      closedAt: '2026-03-25',
      expectedCloseAt: '2026-03-25',
      probability: 1,
      forecastCategory: 'closed',
      visits: [
        { stage: 'offer', enteredAt: '2026-02-01' },
        { stage: 'won', enteredAt: '2026-03-25' },
      ],
      changes: [
        { at: '2026-03-22', field: 'amount', from: 400, to: 500 },
        { at: '2026-03-25', field: 'expectedCloseAt', from: '2026-04-20', to: '2026-03-25' },
      ],
    }),
    deal('overdue', {
      amount: 100,
      createdAt: '2026-02-01',
      expectedCloseAt: '2026-02-20',
      visits: [{ stage: 'lead', enteredAt: '2026-02-01' }],
    }),
    deal('without amount', {
      createdAt: '2026-02-01',
      expectedCloseAt: '2026-04-01',
      visits: [{ stage: 'lead', enteredAt: '2026-02-01' }],
    }),
    deal('without date', {
      amount: 70,
      createdAt: '2026-02-01',
      visits: [{ stage: 'lead', enteredAt: '2026-02-01' }],
    }),
  ],
  rates: { base: 'EUR', per: { USD: 0.9 } },
  provenance: { system: 'test', history: 'full', complete: true, timeZone: 'UTC', currency: 'EUR' },
};

const ASOF = '2026-04-30';
const dayOf = (text: string) => parseDay(text)!;

/** What the ways say at a day of the past, in its month and the two after it. */
function said(at: string, given: PipelineData = data, filter: Filter = {}) {
  const view = viewAt(given, { asOf: ASOF, filter });
  const book = readBook(view, undefined, dayOf('2026-05-01'));
  const { weighted, category, submitted } = waysOf(view, book)(
    dayOf(at),
    periodsFrom(dayOf(at), 'month', 3, {}),
  );
  return {
    weighted: weighted && [...weighted],
    category: category && [...category],
    submitted: submitted && [...submitted],
  };
}

describe('ways of forecasting that people know, at a day of the past', () => {
  it('weights what was listed then, by the probability and for the date of then', () => {
    // March: the overdue 100 × .2. April: 1000 × .5, its offer's, not yet .9 of its own; 400 × .5, not yet 500 nor 1.
    expect(said('2026-03-15').weighted).to.deep.equal([20, 700, 0]);
  });

  it('knows the stage of then', () => {
    // The first deal was still a lead: 1000 × .2 + 400 × .5.
    expect(said('2026-03-08').weighted).to.deep.equal([20, 400, 0]);
  });

  it('does not know what happened on the day itself', () => {
    expect(said('2026-03-20').weighted).to.deep.equal([20, 700, 0]);
    expect(said('2026-03-21').weighted).to.deep.equal([20, 200, 500]);
    expect(said('2026-03-22').weighted).to.deep.equal([20, 200, 500]);
    expect(said('2026-03-23').weighted).to.deep.equal([20, 250, 500]);
  });

  it('sums the commit category of then: a deal’s own, else its stage’s, never the one that closing wrote', () => {
    // The first deal was in `pipeline` by its own category until April 6, though its stage commits.
    expect(said('2026-03-15').category).to.deep.equal([0, 400, 0]);
    expect(said('2026-04-07').category).to.deep.equal([0, 1000, 0]);
  });

  it('says today what is listed today', () => {
    expect(said('2026-05-01')).to.deep.include({ weighted: [920, 0, 0], category: [1000, 0, 0] });
  });

  it('says nothing of the past where no change of an expected date is recorded', () => {
    const unrecorded: PipelineData = {
      ...data,
      deals: data.deals.map(({ changes: _, ...rest }) => rest),
    };
    expect(said('2026-03-15', unrecorded)).to.deep.include({ weighted: undefined, category: undefined });
    expect(said('2026-05-01', unrecorded).weighted).to.deep.equal([920, 0, 0]);
  });

  it('says nothing of the past where the stages that most deals stood in are not recorded', () => {
    const unseen: PipelineData = { ...data, deals: data.deals.map((one) => ({ ...one, visits: [] })) };
    expect(said('2026-03-15', unseen).weighted).to.equal(undefined);
    expect(said('2026-05-01', unseen).weighted).to.deep.equal([920, 0, 0]);
  });

  it('reads nothing that happened at or after as-of', () => {
    const later: PipelineData = {
      ...data,
      deals: data.deals.map((one) => ({
        ...one,
        amount: 9,
        expectedCloseAt: '2027-01-01',
        probability: 0.01,
        forecastCategory: 'omit',
        changes: [
          ...(one.changes ?? []),
          { at: '2026-05-02', field: 'amount', from: one.amount ?? null, to: 9 },
          { at: '2026-05-02', field: 'expectedCloseAt', from: one.expectedCloseAt ?? null, to: '2027-01-01' },
          { at: '2026-05-02', field: 'probability', from: one.probability ?? null, to: 0.01 },
          { at: '2026-05-02', field: 'forecastCategory', from: one.forecastCategory ?? null, to: 'omit' },
        ],
      })),
      submissions: [{ owner: 'ann', at: '2026-05-02', from: '2026-05-01', to: '2026-06-01', amount: 5 }],
    };
    for (const day of ['2026-03-08', '2026-03-21', '2026-04-07', '2026-05-01'])
      expect(said(day, later), day).to.deep.equal(said(day));
  });
});

describe('what owners submitted', () => {
  const march = { from: '2026-03-01', to: '2026-04-01' };
  const submissions: readonly Submission[] = [
    { owner: 'ann', at: '2026-03-10', ...march, amount: 500 },
    { owner: 'ann', at: '2026-03-02', ...march, amount: 300 },
    { owner: 'ann', at: '2026-03-15T08:00:00Z', ...march, amount: 900 },
    { owner: 'bo', at: '2026-03-05', ...march, amount: 200, currency: 'USD' },
    { owner: 'bo', at: '2026-03-05', from: '2026-04-01', to: '2026-07-01', amount: 7777 },
    { owner: 'cy', at: '2026-03-06', from: '2026-05-01', to: '2026-06-01', amount: 0 },
  ];
  const with_ = (more: Partial<PipelineData>): PipelineData => ({ ...data, submissions, ...more });

  it('is each owner’s latest of the days before, for exactly the period, in one currency', () => {
    // 500 + 200 × .9; the quarter is no month; cy said that nothing will come, which is not silence.
    expect(said('2026-03-15', with_({})).submitted).to.deep.equal([680, NaN, 0]);
    expect(said('2026-03-16', with_({})).submitted).to.deep.equal([1080, NaN, 0]);
    expect(said('2026-03-06', with_({})).submitted).to.deep.equal([480, NaN, NaN]);
  });

  it('is of the owners that a view shows, and nobody’s where it shows a part of their deals', () => {
    const owners = [{ id: 'ann', name: 'Ann', team: 'North' }];
    expect(said('2026-03-15', with_({}), { owner: ['ann'] }).submitted).to.deep.equal([500, NaN, NaN]);
    expect(said('2026-03-15', with_({ owners }), { team: ['North'] }).submitted?.[0]).to.equal(500);
    expect(said('2026-03-15', with_({}), { pipeline: ['p'] }).submitted?.[0]).to.equal(680);
    expect(said('2026-03-15', with_({}), { source: ['web'] }).submitted).to.equal(undefined);
    const more = [...data.pipelines, { id: 'q', name: 'Other', stages: [] }];
    expect(said('2026-03-15', with_({ pipelines: more }), { pipeline: ['p'] }).submitted).to.equal(undefined);
  });

  it('is not known where one cannot be converted', () => {
    const unknown = submissions.map((one) => (one.owner === 'bo' ? { ...one, currency: 'XTS' } : one));
    expect(said('2026-03-15', with_({ submissions: unknown })).submitted?.[0]).to.deep.equal(NaN);
  });
});

describe('a forecast beside what people know', () => {
  const months = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
  const steady: PipelineData = {
    ...data,
    deals: months.flatMap((month) =>
      ['a', 'b'].map((name) =>
        deal(`${month}${name}`, {
          stage: 'won',
          amount: 50,
          createdAt: `${month}-02`,
          closedAt: `${month}-10`,
          visits: [
            { stage: 'lead', enteredAt: `${month}-02` },
            { stage: 'won', enteredAt: `${month}-10` },
          ],
        }),
      ),
    ),
    // Each month on its second day: 120 where 100 came, 10 of it less in the last.
    submissions: months.map((month, i) => ({
      owner: 'ann',
      at: `${month}-01T09:00:00Z`,
      from: `${month}-01`,
      to: `${months[i + 1] ?? '2026-05'}-01`,
      amount: i === months.length - 1 ? 110 : 120,
    })),
  };
  // Half a month in: what was submitted is the whole month's, so nothing that is booked comes on top of it.
  const asOf = '2026-04-14T00:00:00Z';

  it('says what each way says now, booked deals included, null where nobody spoke', () => {
    const { ways, periods } = forecastRevenue(steady, { asOf, period: 'month', periods: 2 });
    expect(periods[0]?.booked).to.equal(100);
    expect(ways).to.deep.equal({ submitted: [110, null] });
    const rich = forecastRevenue(data, { asOf: ASOF, period: 'month', periods: 2 });
    expect(rich.ways).to.deep.equal({ weighted: [920, 0], category: [1000, 0] });
    const march = forecastRevenue(data, { asOf: '2026-03-31', period: 'quarter', periods: 2 });
    expect(march.ways).to.deep.equal({ weighted: [520, 0], category: [0, 0] });
    const running = forecastRevenue(data, { asOf: '2026-03-30', period: 'month', periods: 3 });
    expect(running.ways?.weighted).to.deep.equal([520, 0, 500]);
  });

  it('and how far each was off in the past, over the periods of which it said anything', () => {
    const { replay } = forecastRevenue(steady, { asOf, period: 'month', periods: 2 });
    const submitted = replay?.errors.find(({ way }) => way === 'submitted');
    // Origins on the 14th of October to March; each knows its own month alone: 120 for 100.
    expect(submitted?.all.n).to.be.greaterThan(3);
    expect(submitted?.all.n).to.equal(replay?.origins.length);
    expect(submitted?.all.wape).to.be.closeTo(0.2, 1e-12);
    expect(submitted?.all.bias).to.be.closeTo(0.2, 1e-12);
    expect(submitted?.byHorizon[1]?.n).to.equal(0);
    expect(replay?.errors.map(({ way }) => way)).not.to.include('weighted');
  });

  it('weights like the measure that every widget shows', () => {
    const demo = createDemoData({ deals: 400 });
    const at = demo.provenance!.fetchedAt!;
    const view = viewAt(demo, { asOf: at, filter: { pipeline: [demo.pipelines[0]!.id] } });
    const { ways, periods } = forecastRevenue(view, { asOf: at, period: 'month', periods: 4, origins: 0 });
    const intervals = intervalsOf(dayOf(periods[0]!.from), dayOf(periods[3]!.to), 'month');
    const summary = summarize(view, { expected: {}, daily: {} });
    const weighted = measureWeightedPipeline(summary, { intervals }).rows.map(({ value }) => value ?? 0);
    const booked = measureBooked(summary, { intervals }).rows.map(({ value }) => value ?? 0);
    expect(weighted.length).to.equal(4);
    expect(weighted[0]).to.be.greaterThan(0);
    ways?.weighted?.forEach((value, i) =>
      expect(value).to.be.closeTo((weighted[i] ?? 0) + (booked[i] ?? 0), 0.011),
    );
    expect(ways?.weighted).to.have.length(4);
  });
});
