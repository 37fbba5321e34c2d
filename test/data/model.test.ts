import { expect } from 'chai';
import fc from 'fast-check';
import type { DataIssue } from '../../src/core/errors.js';
import type { Deal, PipelineData } from '../../src/core/model.js';
import { readPipelineData, type ReadOptions } from '../../src/data/index.js';

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
};

const clean = (): PipelineData => ({
  pipelines: [
    {
      id: 'p',
      name: 'Sales',
      stages: [
        { id: 'new', name: 'New', kind: 'open', probability: 0.2, idleAfterDays: 14 },
        { id: 'won', name: 'Signed', kind: 'won' },
        { id: 'lost', name: 'Gone', kind: 'lost' },
      ],
    },
  ],
  deals: [
    {
      id: 'a',
      name: 'ACME',
      pipeline: 'p',
      stage: 'new',
      amount: 100,
      createdAt: '2026-01-01T10:00:00.000Z',
      expectedCloseAt: '2026-04-01',
      visits: [{ stage: 'new', enteredAt: '2026-01-01T10:00:00.000Z' }],
      changes: [{ at: '2026-01-05', field: 'amount', from: 90, to: 100 }],
      splits: [
        { owner: 'ann', share: 0.5 },
        { owner: 'bo', share: 0.5 },
      ],
      fields: { size: 'L', seats: 5, vip: true, note: null },
    },
    {
      id: 'b',
      name: 'Bolt',
      pipeline: 'p',
      stage: 'won',
      amount: null,
      closedAt: '2026-02-01T09:00+01:00',
      visits: [
        { stage: 'new', enteredAt: '2026-01-01' },
        { stage: 'won', enteredAt: '2026-02-01T09:00+01:00' },
      ],
    },
  ],
  owners: [{ id: 'ann', name: 'Ann' }],
  goals: [{ from: '2026-01-01', to: '2026-04-01', amount: 1000 }],
  rates: { base: 'EUR', per: { USD: 0.9 } },
  provenance: { system: 'test', history: 'full', complete: true, timeZone: 'Europe/Berlin' },
});

async function read(input: object, options: ReadOptions = {}) {
  const { data, issues, mapping } = await readPipelineData(freeze(input), options);
  return { data, issues, mapping, deals: data.deals };
}

/** Reads the clean model with other properties in its first deal. */
async function readDeal(changes: Record<string, unknown>, options: ReadOptions = {}) {
  const model = clean();
  const input = { ...model, deals: [{ ...model.deals[0], ...changes }, model.deals[1]] };
  const result = await read(input, options);
  return { ...result, deal: result.deals[0] as Deal, untouched: result.deals[1] === model.deals[1] };
}

const brief = (issues: readonly DataIssue[]) =>
  issues.map(({ code, column, params }) => [code, column, params['value']]);

describe('a model from the host', () => {
  it('locates closes that lie after the day that it is of', async () => {
    const base = clean();
    const { issues, data } = await read({
      ...base,
      deals: [
        { id: 'x', name: 'X', pipeline: 'p', stage: 'won', closedAt: '2027-01-01', visits: [] },
        { id: 'y', name: 'Y', pipeline: 'p', stage: 'new', closedAt: '2027-01-01', visits: [] },
      ],
      provenance: { system: 't', fetchedAt: '2026-06-01', history: 'none', complete: true },
    });
    expect(issues.filter(({ code }) => code === 'closed-after-data')).to.deep.equal([
      {
        code: 'closed-after-data',
        severity: 'warning',
        column: 'deals[0].closedAt',
        dealId: 'x',
        params: { value: '2027-01-01' },
      },
    ]);
    expect(data.deals[0]!.closedAt).to.equal('2027-01-01');
  });

  it('that is right stays the very same object, all of it', async () => {
    const model = clean();
    const { data, issues, mapping } = await read(model);
    expect(data).to.equal(model);
    expect(issues).to.deep.equal([]);
    expect(mapping).to.include({ format: 'model', system: 'test', rows: 2, kept: 2 });
  });

  it('keeps every deal that needs no change, and every list in which nothing changed', async () => {
    const model = clean();
    const bad = { ...model.deals[0], id: 'c', amount: '12.50' };
    const { data } = await read({ ...model, deals: [...model.deals, bad] });
    expect(data.deals[0]).to.equal(model.deals[0]);
    expect(data.deals[1]).to.equal(model.deals[1]);
    expect(data.deals[2]).to.deep.equal({ ...bad, amount: 12.5 });
    for (const key of ['pipelines', 'owners', 'goals', 'rates', 'provenance'] as const)
      expect(data[key]).to.equal(model[key]);
    expect(data.deals[2]?.visits).to.equal(bad.visits);
  });

  it('reads the same again when it has been read once', async () => {
    const { data } = await read({
      pipelines: [{ id: 1, stages: [{ name: 'Won' }] }],
      deals: [{ id: 5, stage: 'Won', createdAt: new Date(0) }],
    });
    const again = await read(data);
    expect(again.data).to.equal(data);
  });

  it('takes Date and epoch milliseconds for moments', async () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
    const { deal, issues } = await readDeal({
      createdAt: new Date(at),
      updatedAt: at,
      expectedCloseAt: new Date(at),
      visits: [{ stage: 'new', enteredAt: at }],
    });
    expect(deal).to.include({
      createdAt: '2026-01-02T03:04:05.006Z',
      updatedAt: '2026-01-02T03:04:05.006Z',
      expectedCloseAt: '2026-01-02',
    });
    expect(deal.visits).to.deep.equal([{ stage: 'new', enteredAt: '2026-01-02T03:04:05.006Z' }]);
    expect(issues).to.deep.equal([]);
  });

  const wrong: readonly (readonly [
    string,
    Record<string, unknown>,
    Record<string, unknown>,
    readonly unknown[],
  ])[] = [
    [
      'an impossible date',
      { createdAt: '2026-02-30' },
      { createdAt: null },
      ['date-unreadable', 'deals[0].createdAt', '2026-02-30'],
    ],
    [
      'an ambiguous date',
      { createdAt: '03/04/2026' },
      { createdAt: null },
      ['date-unreadable', 'deals[0].createdAt', '03/04/2026'],
    ],
    [
      'an invalid Date',
      { createdAt: new Date(Number.NaN) },
      { createdAt: null },
      ['date-unreadable', 'deals[0].createdAt', 'Invalid Date'],
    ],
    [
      'a date beyond belief',
      { createdAt: 8e15 },
      { createdAt: null },
      ['date-unreadable', 'deals[0].createdAt', '8000000000000000'],
    ],
    ['NaN', { amount: Number.NaN }, { amount: null }, ['amount-unreadable', 'deals[0].amount', 'NaN']],
    [
      'infinity',
      { amount: Infinity },
      { amount: null },
      ['amount-unreadable', 'deals[0].amount', 'Infinity'],
    ],
    ['1e308', { amount: 1e308 }, { amount: null }, ['number-unsafe', 'deals[0].amount', '1e+308']],
    [
      'an object for an amount',
      { amount: {} },
      { amount: null },
      ['amount-unreadable', 'deals[0].amount', '[object Object]'],
    ],
    [
      'a probability of 40',
      { probability: 40 },
      { probability: undefined },
      ['probability-unreadable', 'deals[0].probability', '40'],
    ],
    [
      'an unknown category',
      { forecastCategory: 'hope' },
      { forecastCategory: undefined },
      ['value-invalid', 'deals[0].forecastCategory', 'hope'],
    ],
    [
      'a list for an account',
      { account: [1] },
      { account: undefined },
      ['value-invalid', 'deals[0].account', '1'],
    ],
    [
      'visits that are no list',
      { visits: 'new' },
      { visits: [] },
      ['json-shape', 'deals[0].visits', undefined],
    ],
    [
      'fields that are no object',
      { fields: 7 },
      { fields: undefined },
      ['value-invalid', 'deals[0].fields', '7'],
    ],
  ];
  for (const [title, changes, expected, issue] of wrong) {
    it(`${title}: said, unknown, and no other deal touched`, async () => {
      const { deal, issues, untouched } = await readDeal(changes);
      for (const [key, value] of Object.entries(expected))
        expect(deal[key as keyof Deal]).to.deep.equal(value);
      expect(brief(issues)).to.deep.include(issue);
      expect(untouched).to.equal(true);
    });
  }

  it('reads what is merely written differently', async () => {
    const { deal, issues } = await readDeal({
      id: 7,
      amount: '1234.5',
      probability: '0.4',
      forecastCategory: 'BEST_CASE',
      createdAt: '2026-01-02 10:00',
      owner: 12,
    });
    expect(deal).to.include({
      id: '7',
      amount: 1234.5,
      probability: 0.4,
      forecastCategory: 'best-case',
      createdAt: '2026-01-02T10:00:00',
      owner: '12',
    });
    expect(issues.map(({ code }) => code)).to.deep.equal(['owner-unknown']);
    expect((await readDeal({ createdAt: '03/04/2026' }, { dateOrder: 'mdy' })).deal.createdAt).to.equal(
      '2026-03-04',
    );
  });

  it('sorts visits and says so', async () => {
    const { deal, issues } = await readDeal({
      visits: [
        { stage: 'won', enteredAt: '2026-03-01' },
        { stage: 'new', enteredAt: '2026-01-01' },
      ],
    });
    expect(deal.visits.map(({ stage }) => stage)).to.deep.equal(['new', 'won']);
    expect(issues[0]).to.include({ code: 'visit-order', dealId: 'a', severity: 'note' });
  });

  it('leaves out visits without a readable moment or stage', async () => {
    const { deal, issues } = await readDeal({
      visits: [
        { stage: 'new', enteredAt: 'soon' },
        { enteredAt: '2026-01-01' },
        null,
        { stage: 'new', enteredAt: '2026-01-03' },
      ],
    });
    expect(deal.visits).to.deep.equal([{ stage: 'new', enteredAt: '2026-01-03' }]);
    expect(issues.map(({ code }) => code)).to.have.members([
      'date-unreadable',
      'value-invalid',
      'value-invalid',
    ]);
  });

  it('adds the last visit of a closed deal from its close date, with a note; of no other', async () => {
    const { deal, issues } = await readDeal({ stage: 'won', closedAt: '2026-03-01' });
    expect(deal.visits[1]).to.deep.equal({ stage: 'won', enteredAt: '2026-03-01' });
    expect(issues.map(({ code }) => code)).to.deep.equal(['visit-added']);
    const open = await readDeal({ visits: [] });
    expect(open.deal.visits).to.deep.equal([]);
    const model = clean();
    const none = await read({
      ...model,
      provenance: { ...model.provenance, history: 'none' },
      deals: [{ ...model.deals[0], stage: 'won', closedAt: '2026-03-01', visits: [] }],
    });
    expect(none.deals[0]?.visits).to.deep.equal([]);
  });

  it('begins the added visit with the last step where the close date, a day, lies before it', async () => {
    const visits = [{ stage: 'new', enteredAt: '2026-03-01T15:00:00Z' }];
    const { deal, issues } = await readDeal({ stage: 'won', closedAt: '2026-03-01', visits });
    expect(deal.visits).to.deep.equal([...visits, { stage: 'won', enteredAt: '2026-03-01T15:00:00Z' }]);
    expect(issues.map(({ code }) => code)).to.deep.equal(['visit-added']);
    const without = await readDeal({ stage: 'won', closedAt: '2026-03-01', visits: undefined });
    expect(without.deal.visits).to.deep.equal([{ stage: 'won', enteredAt: '2026-03-01' }]);
  });

  it('keeps deals of stages and pipelines that nobody described', async () => {
    const model = clean();
    const { data, issues } = await read({
      ...model,
      deals: [
        { ...model.deals[0], stage: 'limbo' },
        { ...model.deals[0], id: 'x', pipeline: 'other' },
        { ...model.deals[0], id: 'y', stage: null },
      ],
    });
    expect(data.deals.map(({ pipeline, stage }) => [pipeline, stage])).to.deep.equal([
      ['p', 'limbo'],
      ['other', 'new'],
      ['p', ''],
    ]);
    expect(data.pipelines.map(({ id }) => id)).to.deep.equal(['p', 'other']);
    expect(data.pipelines[0]).to.equal(model.pipelines[0]);
    expect(issues.map(({ code }) => code)).to.have.members([
      'stage-unmapped',
      'pipeline-unknown',
      'stage-unmapped',
      'stage-missing',
    ]);
  });

  it('says which owners are not in the list, once each, and where a closed deal has no date for that', async () => {
    const model = clean();
    const deal = { ...model.deals[0], owner: 'zoe' };
    const { issues, deals } = await read({
      ...model,
      deals: [deal, { ...deal, id: 'x' }, { ...deal, id: 'y', owner: 'ann', stage: 'won' }],
    });
    expect(deals[0]).to.equal(deal);
    expect(issues.map(({ code, params }) => [code, params['owner'] ?? params['field']])).to.deep.equal([
      ['owner-unknown', 'zoe'],
      ['owner-unknown', 'zoe'],
      ['date-missing', 'closedAt'],
    ]);
    expect(
      (await read({ pipelines: model.pipelines, deals: [deal] })).issues.map(({ code }) => code),
    ).to.not.include('owner-unknown');
  });

  it('mends pipelines: kinds from probability or name, double stages, missing names', async () => {
    const { data, issues } = await read({
      pipelines: [
        {
          id: 'p',
          stages: [
            { id: 'a' },
            { id: 'w', probability: 1 },
            { id: 'l', name: 'Lost' },
            { id: 'a', kind: 'won' },
            { id: 'z', kind: 'closed' },
          ],
        },
      ],
      deals: [],
    });
    expect(data.pipelines[0]?.name).to.equal('p');
    expect(data.pipelines[0]?.stages.map(({ id, kind }) => [id, kind])).to.deep.equal([
      ['a', 'open'],
      ['w', 'won'],
      ['l', 'lost'],
      ['z', 'open'],
    ]);
    expect(issues.map(({ code }) => code)).to.have.members([
      'kind-inferred',
      'stage-duplicate',
      'value-invalid',
    ]);
  });

  it('takes out names of prototypes at every level, and changes nothing else', async () => {
    const text = JSON.stringify(clean())
      .replace('"name":"ACME"', '"name":"ACME","__proto__":{"stage":"lost"}')
      .replace('"size":"L"', '"size":"L","__proto__":{"x":1},"constructor":"y"')
      .replace('"USD":0.9', '"USD":0.9,"__proto__":5');
    const { data, issues } = await readPipelineData(text);
    const deal = data.deals[0] as Deal;
    expect(Object.hasOwn(deal, '__proto__')).to.equal(false);
    expect(Object.getPrototypeOf(deal)).to.equal(Object.prototype);
    expect(Object.keys(deal.fields ?? {})).to.deep.equal(['size', 'seats', 'vip', 'note']);
    expect(Object.keys(data.rates?.per ?? {})).to.deep.equal(['USD']);
    expect(issues.map(({ code }) => code)).to.deep.equal([
      'key-forbidden',
      'key-forbidden',
      'key-forbidden',
      'key-forbidden',
    ]);
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined);
  });

  it('leaves out what no object, goal or rate can be', async () => {
    const { data, issues } = await read({
      ...clean(),
      deals: [null, 5, clean().deals[0]],
      goals: [
        { from: '2026-04-01', to: '2026-01-01', amount: 5 },
        { from: '2026-01-01', to: '2026-04-01', amount: 5 },
      ],
      rates: { base: 'EUR', per: { USD: 0.9, XXX: -1 } },
      owners: [{ name: 'Bo' }, {}],
    });
    expect(data.deals.map(({ id }) => id)).to.deep.equal(['a']);
    expect(data.goals).to.deep.equal([{ from: '2026-01-01', to: '2026-04-01', amount: 5 }]);
    expect(data.rates).to.deep.equal({ base: 'EUR', per: { USD: 0.9 } });
    expect(data.owners).to.deep.equal([{ name: 'Bo', id: 'Bo' }]);
    expect(issues.every(({ code }) => code === 'value-invalid')).to.equal(true);
  });

  it('keeps what owners submitted, lists what says nothing, and puts none of it on others', async () => {
    const right = { owner: 'ann', at: '2026-01-05T09:00', from: '2026-01-01', to: '2026-04-01', amount: 900 };
    const submissions = [
      right,
      { ...right, amount: '1200.50', at: new Date(Date.UTC(2026, 1, 1)), currency: 'USD' },
      { ...right, owner: 'zed' },
      { ...right, owner: '' },
      { ...right, from: '2026-04-01', to: '2026-01-01' },
      { ...right, at: 'soon' },
      { ...right, amount: 'much' },
      { ...right, currency: 5 },
      null,
    ];
    const { data, issues } = await read({ ...clean(), submissions });
    expect(data.submissions?.[0]).to.equal(right);
    expect(data.submissions?.slice(1)).to.deep.equal([
      { ...right, amount: 1200.5, at: '2026-02-01T00:00:00Z', currency: 'USD' },
      { ...right, owner: 'zed' },
      right,
    ]);
    expect(issues.map(({ code, column }) => [code, column])).to.have.deep.members([
      ['owner-unknown', 'submissions[2].owner'],
      ['value-invalid', 'submissions[3].owner'],
      ['value-invalid', 'submissions[4].submission'],
      ['date-unreadable', 'submissions[5].at'],
      ['amount-unreadable', 'submissions[6].amount'],
      ['value-invalid', 'submissions[7].currency'],
      ['value-invalid', 'submissions[8]'],
    ]);
    const again = await read(data);
    expect(again.data).to.equal(data);
    const text = await readPipelineData(JSON.stringify({ ...clean(), submissions: [right] }));
    expect(text.data.submissions).to.deep.equal([right]);
    const silent = await read({ ...clean(), submissions: null });
    expect(silent.issues).to.deep.equal([]);
  });

  it('completes the provenance, from the options where it is silent', async () => {
    const { pipelines, deals } = clean();
    const { data, issues } = await read({ pipelines, deals }, { currency: 'EUR', fetchedAt: '2026-03-01' });
    expect(data.provenance).to.deep.equal({
      system: 'model',
      history: 'full',
      complete: true,
      currency: 'EUR',
      fetchedAt: '2026-03-01',
    });
    expect(data.deals).to.equal(deals);
    expect(issues.map(({ code }) => code)).to.deep.equal(['time-zone-assumed']);
  });

  it('says when currencies are mixed and no rates are given', async () => {
    const model = clean();
    const deals = [
      { ...model.deals[0], currency: 'EUR' },
      { ...model.deals[0], id: 'x', currency: 'USD' },
    ];
    const mixed = await read({ pipelines: model.pipelines, deals });
    expect(mixed.issues.find(({ code }) => code === 'currency-mixed')?.params).to.deep.equal({
      currencies: ['EUR', 'USD'],
    });
    expect((await read({ ...model, deals })).issues).to.deep.equal([]);
  });

  it('folds what a thousand deals have in common', async () => {
    const model = clean();
    const deals = Array.from({ length: 1000 }, (_, i) => ({
      ...model.deals[0],
      id: `d${i}`,
      createdAt: 'never',
    }));
    const { issues } = await read({ ...model, deals });
    expect(issues).to.deep.equal([
      {
        code: 'date-unreadable',
        severity: 'warning',
        column: 'deals[0].createdAt',
        dealId: 'd0',
        params: { value: 'never' },
        count: 1000,
      },
    ]);
  });

  it('never throws, whatever stands in a deal, and reads its own result without a change', async () => {
    const value = fc.oneof(
      fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true }),
      fc.constantFrom('new', 'won', '2026-01-01', '2026-02-30', 0.5, -1, 1e308, [], {}),
    );
    const keys = [
      'id',
      'name',
      'pipeline',
      'stage',
      'amount',
      'currency',
      'probability',
      'owner',
      'createdAt',
      'closedAt',
      'expectedCloseAt',
      'visits',
      'changes',
      'splits',
      'fields',
      'forecastCategory',
    ];
    const deal = fc.dictionary(fc.constantFrom(...keys), value);
    await fc.assert(
      fc.asyncProperty(fc.array(deal, { maxLength: 5 }), async (deals) => {
        const { data } = await readPipelineData({ ...clean(), deals });
        expect(data.deals).to.have.length(deals.length);
        for (const { id, name, stage, pipeline, visits, amount } of data.deals) {
          expect([typeof id, typeof name, typeof stage, typeof pipeline]).to.deep.equal(
            Array(4).fill('string'),
          );
          expect(Array.isArray(visits)).to.equal(true);
          expect(amount == null || Number.isFinite(amount)).to.equal(true);
        }
        expect(new Set(data.deals.map(({ id }) => id)).size).to.equal(deals.length);
        const again = await readPipelineData(data);
        expect(again.data.deals).to.equal(data.deals);
      }),
      { numRuns: 300 },
    );
  });
});
