import { expect } from 'chai';
import fc from 'fast-check';
import { formatDay, parseDay } from '../../src/core/calendar/days.js';
import { instantOf } from '../../src/core/calendar/when.js';
import { PipelineError } from '../../src/core/errors.js';
import type { Deal, PipelineData, Visit } from '../../src/core/model.js';
import { columnsOf, NO_DAY } from '../../src/core/view/columns.js';
import { dealOrder, updateOrder } from '../../src/core/view/order.js';
import type { DealFacts, Filter } from '../../src/core/view/types.js';
import { replaceDeals, viewAt } from '../../src/core/view/view.js';
import {
  asOfs,
  data as randomData,
  dataOf,
  dealOf,
  moments,
  pipelines,
  stage,
  zones,
} from './arbitraries.js';

const day = (text: string) => parseDay(text) as number;
const deal = (more: Partial<Deal> = {}): Deal => ({
  id: 'd',
  name: 'Deal',
  pipeline: 'b2b',
  stage: 'new',
  createdAt: '2025-01-01',
  visits: [],
  ...more,
});
const visits = (text: string): Visit[] =>
  text.split(' ').map((entry) => {
    const [place = '', enteredAt = ''] = entry.split('@');
    const [first = '', second] = place.split('/');
    return second === undefined ? { stage: first, enteredAt } : { stage: second, enteredAt, pipeline: first };
  });
const factsOf = (one: Deal, asOf: string, more: Partial<PipelineData> = {}) => {
  const [facts] = viewAt(dataOf([one], more), { asOf }).facts();
  return facts;
};
const known = (one: Deal, asOf: string, more: Partial<PipelineData> = {}): DealFacts => {
  const facts = factsOf(one, asOf, more);
  if (facts === undefined) throw new Error('absent');
  return facts;
};
/** Visits as text: `new 2025-01-01..2025-02-01 >proposal`. */
const told = ({ visits: list }: DealFacts): string[] =>
  list.map(
    ({ pipeline, stage: id, entered, left, next, transferred }) =>
      `${pipeline === 'b2b' ? '' : pipeline + '/'}${id} ${formatDay(entered)}..${left === undefined ? '' : formatDay(left)}` +
      `${next === '' ? '' : ' >' + next}${transferred ? ' (transferred)' : ''}`,
  );

describe('a deal as of an instant', () => {
  const won = deal({
    stage: 'won',
    amount: 100,
    closedAt: '2025-03-01T10:00:00Z',
    visits: visits(
      'new@2025-01-01 qualified@2025-01-15T12:00:00Z proposal@2025-02-01 won@2025-03-01T10:00:00Z',
    ),
  });

  it('that is won', () => {
    const facts = known(won, '2025-12-31');
    expect(facts).to.include({
      stage: 'won',
      kind: 'won',
      closed: day('2025-03-01'),
      mask: 'b',
      closedFrom: 'proposal',
    });
    expect(told(facts)).to.deep.equal([
      'new 2025-01-01..2025-01-15 >qualified',
      'qualified 2025-01-15..2025-02-01 >proposal',
      'proposal 2025-02-01..2025-03-01 >won',
      'won 2025-03-01..',
    ]);
  });

  it('before that is open, in the stage of its last visit by then', () => {
    const facts = known(won, '2025-02-10');
    expect(facts).to.include({
      stage: 'proposal',
      kind: 'open',
      closed: undefined,
      mask: 'b',
      closedFrom: '',
    });
    expect(facts.enteredStage).to.equal(day('2025-02-01'));
    expect(told(facts)).to.deep.equal([
      'new 2025-01-01..2025-01-15 >qualified',
      'qualified 2025-01-15..2025-02-01 >proposal',
      'proposal 2025-02-01..',
    ]);
    expect(known(won, '2025-01-14')).to.include({ stage: 'new', mask: '1' });
  });

  it('counts events strictly before as-of, those of a plain as-of day included', () => {
    expect(known(won, '2025-03-01').kind).to.equal('won');
    expect(known(won, '2025-03-01T10:00:00Z').kind).to.equal('open');
    expect(known(won, '2025-03-01T10:00:00.001Z').kind).to.equal('won');
    expect(known(won, '2025-02-01T00:00:00Z').stage).to.equal('qualified');
  });

  it('before its creation is absent', () => {
    expect(factsOf(won, '2024-12-31')).to.equal(undefined);
    expect(factsOf(won, '2025-01-01')).to.not.equal(undefined);
    expect(factsOf(deal({ createdAt: null, visits: visits('new@2025-05-01') }), '2025-04-01')).to.equal(
      undefined,
    );
    expect(factsOf(deal({ createdAt: null }), '2025-04-01')?.created).to.equal(undefined);
  });

  it('without history, closed later: open, in an unknown stage', () => {
    const flat = deal({ stage: 'won', closedAt: '2025-03-01' });
    expect(known(flat, '2025-02-01')).to.include({
      stage: '',
      kind: 'open',
      mapped: false,
      mask: '0',
      closed: undefined,
    });
    expect(known(flat, '2025-03-01')).to.include({
      stage: 'won',
      kind: 'won',
      mask: '0',
      closedFrom: '',
      closed: day('2025-03-01'),
    });
  });

  it('in the data’s own present a later close date opens nothing again', () => {
    const flat = deal({ stage: 'won', closedAt: '2025-03-01' });
    const data = dataOf([flat]);
    const facts = viewAt(data, { asOf: '2025-02-01', present: true }).factsOf(flat);
    expect(facts).to.include({ stage: 'won', kind: 'won', mapped: true, closed: undefined });
    const replaced = replaceDeals(viewAt(data, { asOf: '2025-02-01', present: true }), {
      ...data,
      owners: [],
    });
    expect(replaced.factsOf(flat)).to.include({ kind: 'won' });
  });

  it('without history knows its present stage only', () => {
    expect(known(deal({ stage: 'proposal' }), '2025-06-01')).to.include({
      mask: '8',
      enteredStage: undefined,
    });
    expect(known(deal({ stage: 'lost', lostReason: 'price' }), '2025-06-01')).to.include({
      mask: '0',
      closedFrom: '',
      lostReason: 'price',
      closed: undefined,
    });
  });

  it('gets a missing closing visit from closedAt, not before the visit ahead of it', () => {
    const facts = known(
      deal({ stage: 'lost', closedAt: '2025-02-01', visits: visits('new@2025-01-10') }),
      '2025-06-01',
    );
    expect(told(facts)).to.deep.equal(['new 2025-01-10..2025-02-01 >lost', 'lost 2025-02-01..']);
    expect(facts).to.include({ closedFrom: 'new', closed: day('2025-02-01') });
    const odd = known(
      deal({ stage: 'lost', closedAt: '2025-02-01', visits: visits('new@2025-02-05') }),
      '2025-06-01',
    );
    expect(told(odd)).to.deep.equal(['new 2025-02-05..2025-02-05 >lost', 'lost 2025-02-05..']);
    expect(odd.closed).to.equal(day('2025-02-01'));
  });

  it('closed without closedAt closes on the day of its closing visit', () => {
    expect(
      known(deal({ stage: 'won', visits: visits('new@2025-01-10 won@2025-02-03') }), '2025-06-01').closed,
    ).to.equal(day('2025-02-03'));
  });

  it('reads visits in order of time, and repeated entries as one stay', () => {
    const facts = known(
      deal({
        stage: 'proposal',
        visits: visits(
          'proposal@2025-03-01 new@2025-01-01 new@2025-01-05 qualified@2025-02-01 proposal@2025-03-09',
        ),
      }),
      '2025-06-01',
    );
    expect(told(facts)).to.deep.equal([
      'new 2025-01-01..2025-02-01 >qualified',
      'qualified 2025-02-01..2025-03-01 >proposal',
      'proposal 2025-03-01..',
    ]);
  });

  it('reopened is open; in between it was won', () => {
    const reopened = deal({
      stage: 'proposal',
      visits: visits('proposal@2025-01-01 won@2025-02-01 proposal@2025-03-01'),
    });
    expect(known(reopened, '2025-02-10')).to.include({ kind: 'won', closed: day('2025-02-01') });
    expect(known(reopened, '2025-06-01')).to.include({
      kind: 'open',
      closed: undefined,
      mask: '8',
      enteredStage: day('2025-03-01'),
    });
    const again = { ...reopened, stage: 'won', closedAt: '2025-04-01' };
    expect(known(again, '2025-02-10')).to.include({ kind: 'won', closed: day('2025-02-01') });
    expect(known(again, '2025-03-10')).to.include({ kind: 'open', closed: undefined });
    expect(known(again, '2025-04-01')).to.include({ kind: 'won', closed: day('2025-04-01') });
  });

  it('that came from another pipeline was transferred', () => {
    const moved = deal({ stage: 'qualified', visits: visits('b2c/offer@2025-01-01 qualified@2025-02-01') });
    const facts = known(moved, '2025-06-01');
    expect(told(facts)).to.deep.equal([
      'b2c/offer 2025-01-01..2025-02-01 >qualified (transferred)',
      'qualified 2025-02-01..',
    ]);
    expect(facts).to.include({ pipeline: 'b2b', mask: '2' });
    expect(known(moved, '2025-01-20')).to.include({ pipeline: 'b2c', stage: 'offer', mask: '2' });
  });

  it('whose last visit is not where it is now left for there on an unknown day', () => {
    const facts = known(deal({ stage: 'proposal', visits: visits('new@2025-01-01') }), '2025-06-01');
    expect(told(facts)).to.deep.equal(['new 2025-01-01.. >proposal']);
    expect(facts).to.include({ stage: 'proposal', enteredStage: undefined, mask: '9' });
  });

  it('in a stage that the pipeline lacks is open and unmapped; so is one in no stage', () => {
    for (const id of ['gone', '']) {
      expect(known(deal({ stage: id, closedAt: '2025-02-01' }), '2025-06-01')).to.include({
        stage: id,
        mapped: false,
        kind: 'open',
        mask: '0',
        closed: undefined,
      });
    }
    expect(known(deal({ pipeline: 'unknown' }), '2025-06-01')).to.include({ mapped: false, kind: 'open' });
  });

  it('has the values its fields had before later changes', () => {
    const changed = deal({
      amount: 9,
      expectedCloseAt: '2025-12-01',
      owner: 'ben',
      probability: 0.9,
      forecastCategory: 'commit',
      changes: [
        { at: '2025-04-01', field: 'amount', from: 7, to: 9 },
        { at: '2025-03-01', field: 'amount', from: 5, to: 7 },
        { at: '2025-02-01', field: 'amount', from: null, to: 5 },
        { at: '2025-03-01', field: 'expectedCloseAt', from: '2025-06-01', to: '2025-12-01' },
        { at: '2025-03-01', field: 'owner', from: null, to: 'ben' },
        { at: '2025-03-01', field: 'probability', from: null, to: 0.9 },
        { at: '2025-03-01', field: 'forecastCategory', from: null, to: 'commit' },
        { at: 'soon', field: 'amount', from: 1, to: 2 },
      ],
    });
    expect(known(changed, '2025-05-01')).to.include({
      amount: 900,
      owner: 'ben',
      probability: 0.9,
      category: 'commit',
      expected: day('2025-12-01'),
    });
    expect(known(changed, '2025-03-15')).to.include({ amount: 700 });
    expect(known(changed, '2025-02-15')).to.include({
      amount: 500,
      owner: '',
      probability: undefined,
      category: '',
      expected: day('2025-06-01'),
    });
    expect(known(changed, '2025-01-15').amount).to.equal(undefined);
  });

  it('has days of the data’s zone', () => {
    const late = deal({ createdAt: '2025-01-01T23:30:00Z' });
    const provenance = {
      system: 'x',
      history: 'none' as const,
      complete: true,
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
    };
    expect(known(late, '2025-06-01', { provenance })).to.include({
      created: day('2025-01-02'),
      currency: 'EUR',
    });
    expect(known(late, '2025-06-01').created).to.equal(day('2025-01-01'));
  });

  it('takes no chance outside of 0..1 and no amount that sums could not keep', () => {
    expect(known(deal({ probability: 60, amount: 1e300 }), '2025-06-01')).to.include({
      probability: undefined,
      amount: undefined,
    });
    expect(known(deal({ probability: NaN, amount: NaN }), '2025-06-01')).to.include({
      probability: undefined,
      amount: undefined,
    });
    expect(known(deal({ probability: 0, amount: -1.005 }), '2025-06-01')).to.include({
      probability: 0,
      amount: -101,
    });
  });

  it('takes its category, else its stage’s', () => {
    expect(known(deal({ stage: 'proposal' }), '2025-06-01').category).to.equal('best-case');
    expect(known(deal({ stage: 'proposal', forecastCategory: 'omit' }), '2025-06-01').category).to.equal(
      'omit',
    );
    expect(known(deal(), '2025-06-01').category).to.equal('');
  });

  it('marks visited stages in pipelines of any length', () => {
    const many = { id: 'many', name: 'Many', stages: Array.from({ length: 70 }, (_, i) => stage(`s${i}`)) };
    for (const list of [[0, 30], [31, 0], [0, 31, 32, 69], [69]]) {
      const one = deal({
        pipeline: 'many',
        stage: `s${list.at(-1)}`,
        visits: list.map((k, i) => ({ stage: `s${k}`, enteredAt: `2025-01-0${i + 1}` })),
      });
      const expected = list.reduce((mask, k) => mask | (1n << BigInt(k)), 0n).toString(16);
      expect(known(one, '2025-06-01', { pipelines: [many] }).mask).to.equal(expected);
    }
  });
});

describe('as-of', () => {
  /** What a deal looked like when nothing after `asOf` had happened yet; undefined where no visit says so. */
  const pastOf = (one: Deal, at: number): Deal | undefined => {
    const before = (text: string) => (instantOf(text, 'UTC') ?? Infinity) < at;
    const past = one.visits.filter((visit) => before(visit.enteredAt));
    const last = [...past]
      .sort((a, b) => (instantOf(a.enteredAt, 'UTC') ?? 0) - (instantOf(b.enteredAt, 'UTC') ?? 0))
      .at(-1);
    if (last === undefined) return undefined;
    const pipeline = last.pipeline ?? one.pipeline;
    return {
      ...one,
      pipeline,
      stage: last.stage,
      closedAt: null, // so that it closed on the day of its visit, which later events do not overwrite
      visits: past.map((visit) => ({ ...visit, pipeline: visit.pipeline ?? one.pipeline })),
      changes: one.changes?.filter((change) => change.field !== 'pipeline' && before(change.at)),
    };
  };

  it('nothing that happens later changes anything', () => {
    const laters = fc.array(fc.tuple(moments, fc.constantFrom('new', 'proposal', 'won', 'lost')), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(dealOf('d'), asOfs, laters, (one, asOf, events) => {
        const { frame } = viewAt(dataOf([]), { asOf });
        const past = pastOf(one, frame.asOf);
        fc.pre(past !== undefined);
        if (past === undefined) return;
        // Two days later at least: whatever form the moment has.
        const shift = (text: string) =>
          new Date(frame.asOf + 2 * 86_400_000 + (Date.parse(text) % 1e10)).toISOString();
        const later = events
          .map(([text, id]): Visit => ({ enteredAt: shift(text), stage: id, pipeline: 'b2b' }))
          .sort((a, b) => (a.enteredAt < b.enteredAt ? -1 : 1));
        const last = later.at(-1) as Visit;
        const future: Deal = {
          ...past,
          pipeline: 'b2b',
          stage: last.stage,
          closedAt: last.stage === 'won' || last.stage === 'lost' ? last.enteredAt : null,
          amount: 123_456,
          owner: 'cem',
          expectedCloseAt: '2031-01-01',
          updatedAt: '2032-01-01',
          visits: [...past.visits, ...later],
          changes: [
            ...(past.changes ?? []),
            { at: last.enteredAt, field: 'amount', from: past.amount ?? null, to: 123_456 },
            { at: last.enteredAt, field: 'owner', from: past.owner ?? null, to: 'cem' },
            {
              at: last.enteredAt,
              field: 'expectedCloseAt',
              from: past.expectedCloseAt ?? null,
              to: '2031-01-01',
            },
            { at: last.enteredAt, field: 'pipeline', from: past.pipeline, to: 'b2b' },
          ],
        };
        const [then] = viewAt(dataOf([past]), { asOf }).facts();
        const [now] = viewAt(dataOf([future]), { asOf }).facts();
        expect(now && { ...now, deal: '' }).to.deep.equal(then && { ...then, deal: '' });
      }),
      { numRuns: 400 },
    );
  });

  it('facts hang together, whatever the data', () => {
    fc.assert(
      fc.property(randomData(), asOfs, (data, asOf) => {
        const view = viewAt(data, { asOf });
        for (const facts of view.facts()) {
          const { frame } = view;
          expect(facts.created ?? -Infinity).to.be.at.most(frame.asOfDay);
          expect(facts.closed ?? -Infinity).to.be.at.most(frame.asOfDay);
          expect(facts.kind === 'open' ? facts.closed : undefined).to.equal(undefined);
          expect(facts.mask).to.match(/^(0|[1-9a-f][0-9a-f]*)$/);
          facts.visits.forEach((visit, i) => {
            const next = facts.visits[i + 1];
            expect(visit.left).to.equal(next?.entered);
            if (next) expect(visit.next).to.equal(next.stage);
            if (next)
              expect(visit.pipeline + '/' + visit.stage).to.not.equal(next.pipeline + '/' + next.stage);
            expect(visit.entered).to.be.at.most(frame.asOfDay);
          });
        }
      }),
    );
  });
});

describe('a view', () => {
  it('is refused for an unknown zone and an unreadable as-of', () => {
    expect(() => viewAt(dataOf([]), { asOf: '2025-01-01', timeZone: 'Mars/Base' })).to.throw(
      PipelineError,
      'time-zone-unknown',
    );
    expect(() => viewAt(dataOf([]), { asOf: 'soon' })).to.throw(PipelineError, 'setting-invalid');
  });

  it('takes as-of as a number too', () => {
    const view = viewAt(dataOf([]), { asOf: Date.UTC(2026, 0, 1), timeZone: 'UTC' });
    expect(view.frame).to.include({
      asOf: Date.UTC(2026, 0, 1),
      asOfDay: day('2025-12-31'),
      timeZone: 'UTC',
    });
  });

  it('filters by what was true at as-of', () => {
    const list = [
      deal({
        id: 'a',
        owner: 'anna',
        amount: 10,
        currency: 'EUR',
        source: 'web',
        fields: { size: 'small', hot: true },
      }),
      deal({ id: 'b', owner: 'ben', amount: 20, stage: 'proposal', fields: { size: null } }),
      deal({ id: 'c', stage: 'won', closedAt: '2025-02-01', pipeline: 'b2b' }),
      deal({
        id: 'd',
        pipeline: 'b2c',
        owner: 'cem',
        amount: -5,
        changes: [{ at: '2025-12-01', field: 'owner', from: 'anna', to: 'cem' }],
      }),
    ];
    const ids = (filter: Filter, asOf = '2025-12-31') =>
      [...viewAt(dataOf(list), { asOf, filter }).facts()].map((facts) => facts.deal.id).join('');
    expect(ids({})).to.equal('abcd');
    expect(ids({ owner: ['anna'] })).to.equal('a');
    expect(ids({ owner: ['anna'] }, '2025-06-01')).to.equal('ad');
    expect(ids({ owner: ['anna', ''] })).to.equal('ac');
    expect(ids({ owner: [] })).to.equal('abcd');
    expect(ids({ team: ['south'] })).to.equal('b');
    expect(ids({ team: [''] })).to.equal('cd');
    expect(ids({ kind: ['won', 'lost'] })).to.equal('c');
    expect(ids({ kind: ['won', 'lost'] }, '2025-01-15')).to.equal('');
    expect(ids({ pipeline: ['b2b'], stage: ['new'] })).to.equal('a');
    expect(ids({ currency: ['EUR'] })).to.equal('a');
    expect(ids({ source: ['web'] })).to.equal('a');
    expect(ids({ forecastCategory: ['best-case'] })).to.equal('b');
    expect(ids({ amount: { from: 10 } })).to.equal('ab');
    expect(ids({ amount: { from: -5, to: 10 } })).to.equal('ad');
    expect(ids({ fields: { size: [''] } })).to.equal('bcd');
    expect(ids({ fields: { hot: ['true'] } })).to.equal('a');
  });

  it('keeps the facts of deals that were not replaced', () => {
    const [a, b] = [deal({ id: 'a' }), deal({ id: 'b' })];
    const data = dataOf([a, b]);
    const view = viewAt(data, { asOf: '2025-12-31' });
    const kept = view.factsOf(a);
    const moved = { ...b, stage: 'proposal' };
    const next = replaceDeals(view, { ...data, deals: [a, moved] });
    expect(next.frame).to.equal(view.frame);
    expect(next.factsOf(a)).to.equal(kept);
    expect([...next.facts()].map((facts) => facts.stage)).to.deep.equal(['new', 'proposal']);
    expect([...view.facts()].map((facts) => facts.stage)).to.deep.equal(['new', 'new']);
    const renamed = replaceDeals(view, { ...data, owners: [] });
    expect(renamed.frame).to.not.equal(view.frame);
    expect(renamed.frame).to.include({ asOf: view.frame.asOf, timeZone: view.frame.timeZone });
  });
});

describe('columns of deals', () => {
  it('hold what facts hold', () => {
    fc.assert(
      fc.property(randomData(), asOfs, (data, asOf) => {
        const view = viewAt(data, { asOf });
        const columns = columnsOf(view);
        expect(columnsOf(view)).to.equal(columns);
        expect(columns.facts).to.deep.equal([...view.facts()]);
        columns.facts.forEach((facts, i) => {
          const { pipeline, stage: id } = facts;
          expect(columns.stages[columns.stage[i]!]).to.deep.equal({ pipeline, stage: id });
          expect([columns.created[i], columns.closed[i], columns.expected[i]]).to.deep.equal(
            [facts.created, facts.closed, facts.expected].map((n) => n ?? NO_DAY),
          );
          expect(Number.isNaN(columns.amount[i])).to.equal(facts.amount === undefined);
          const [from, to] = [columns.visitStart[i]!, columns.visitStart[i + 1]!];
          expect([...columns.visitEntered.subarray(from, to)]).to.deep.equal(
            facts.visits.map((visit) => visit.entered),
          );
          expect([...columns.visitLeft.subarray(from, to)]).to.deep.equal(
            facts.visits.map((visit) => visit.left ?? NO_DAY),
          );
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('the order of deals', () => {
  const ids = (facts: readonly DealFacts[]) => facts.map(({ deal: { id } }) => id).join(' ');

  it('is by amount, the largest first, unknown amounts last, then by id', () => {
    const list = [
      deal({ id: 'c', amount: 5 }),
      deal({ id: 'b', amount: null }),
      deal({ id: 'a' }),
      deal({ id: 'e', amount: 7 }),
      deal({ id: 'd', amount: 5 }),
      deal({ id: 'f', amount: -1 }),
      deal({ id: 'g', amount: 600, currency: 'JPY' }), // 3.60 EUR
      deal({ id: 'h', stage: 'proposal' }),
    ];
    const order = dealOrder(viewAt(dataOf(list), { asOf: '2025-12-31' }));
    expect(ids(order.column('b2b', 'new'))).to.equal('e c d g f a b');
    expect(ids(order.column('b2b', 'proposal'))).to.equal('h');
    expect(order.column('b2b', 'won')).to.deep.equal([]);
    expect(order.column('b2b', 'new')).to.equal(order.column('b2b', 'new'));
    expect(dealOrder(order.view)).to.equal(order);
  });

  it('after replacing one deal at a time equals the order made anew', () => {
    const steps = fc.array(fc.tuple(fc.nat(20), fc.constantFrom('replace', 'add', 'remove'), dealOf('x')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        randomData(),
        fc.constantFrom(...zones),
        steps,
        fc.boolean(),
        (first, timeZone, list, isRead) => {
          let data = first;
          let view = viewAt(data, { asOf: '2025-06-30', timeZone, filter: { pipeline: ['b2b', 'b2c'] } });
          let order = dealOrder(view);
          const places = pipelines.flatMap((pipeline) => [
            ...pipeline.stages.map(({ id }) => [pipeline.id, id] as const),
            [pipeline.id, 'gone'] as const,
            [pipeline.id, ''] as const,
          ]);
          if (isRead) for (const [pipeline, id] of places) order.column(pipeline, id);
          list.forEach(([at, kind, drawn], i) => {
            const before = kind === 'add' ? undefined : data.deals[at % Math.max(data.deals.length, 1)];
            const after = kind === 'remove' ? undefined : { ...drawn, id: before?.id ?? `x${i}` };
            const rest = data.deals.filter((one) => one !== before);
            data = { ...data, deals: after ? [...rest, after] : rest };
            view = replaceDeals(view, data);
            order = updateOrder(order, view, before, after);
            const anew = dealOrder(
              viewAt(data, { asOf: '2025-06-30', timeZone, filter: { pipeline: ['b2b', 'b2c'] } }),
            );
            for (const [pipeline, id] of places.slice(0, isRead ? undefined : (at % places.length) + 1)) {
              expect(ids(order.column(pipeline, id))).to.equal(ids(anew.column(pipeline, id)));
            }
            expect(dealOrder(view)).to.equal(order);
          });
        },
      ),
    );
  });

  it('keeps the arrays of columns that did not change', () => {
    const list = [
      deal({ id: 'a' }),
      deal({ id: 'b', stage: 'proposal' }),
      deal({ id: 'c', stage: 'qualified' }),
    ];
    const view = viewAt(dataOf(list), { asOf: '2025-12-31' });
    const order = dealOrder(view);
    const untouched = order.column('b2b', 'qualified');
    const moved = { ...list[0]!, stage: 'proposal' };
    const next = updateOrder(
      order,
      replaceDeals(view, { ...view.data, deals: [moved, list[1]!, list[2]!] }),
      list[0],
      moved,
    );
    expect(next.column('b2b', 'qualified')).to.equal(untouched);
    expect(ids(next.column('b2b', 'proposal'))).to.equal('a b');
    expect(ids(order.column('b2b', 'new'))).to.equal('a');
  });
});
