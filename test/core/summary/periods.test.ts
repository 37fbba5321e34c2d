import { expect } from 'chai';
import fc from 'fast-check';
import { formatDay, parseDay } from '../../../src/core/calendar/days.js';
import type { Change, Deal } from '../../../src/core/model.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import type { FlowRow, PipelineSummary, TableName, TableRows } from '../../../src/core/summary/types.js';
import { viewAt } from '../../../src/core/view/view.js';
import { asOfs, data as randomData, dataOf } from '../arbitraries.js';

const day = (text: string) => parseDay(text) as number;
const rowsOf = <T extends TableName>(summary: PipelineSummary, name: T): TableRows[T][] => [
  ...(summary.tables[name] as ReadonlyMap<string, TableRows[T]>).values(),
];
const quarter = { from: day('2025-01-01'), to: day('2025-04-01') };

const deal = (id: string, more: Partial<Deal>): Deal => ({
  id,
  name: id,
  pipeline: 'b2b',
  stage: 'new',
  createdAt: '2024-11-01',
  amount: 100,
  currency: 'EUR',
  expectedCloseAt: '2025-03-15',
  visits: [{ stage: 'new', enteredAt: '2024-11-01' }],
  ...more,
});
const to = (stage: string, enteredAt: string) => ({ stage, enteredAt });
const due = (at: string, from: string | null, now: string | null): Change => ({
  at,
  field: 'expectedCloseAt',
  from,
  to: now,
});

/** One deal a bar, in the order of the bars. */
const deals: Deal[] = [
  deal('stays', {}),
  deal('created', { createdAt: '2025-01-10', amount: 40, visits: [to('new', '2025-01-10')] }),
  deal('reopened', {
    amount: 30,
    visits: [to('new', '2024-11-01'), to('lost', '2024-12-01'), to('new', '2025-02-01')],
  }),
  deal('transferred-in', {
    amount: 20,
    visits: [{ ...to('offer', '2024-11-01'), pipeline: 'b2c' }, to('new', '2025-02-01')],
  }),
  deal('pulled-in', { amount: 15, changes: [due('2025-02-01', '2025-06-30', '2025-03-15')] }),
  deal('up', { changes: [{ at: '2025-02-01', field: 'amount', from: 90, to: 100 }] }),
  deal('down', { changes: [{ at: '2025-02-01', field: 'amount', from: 100.5, to: 100 }] }),
  deal('pushed-out', {
    amount: 60,
    expectedCloseAt: '2025-05-14',
    changes: [due('2025-02-01', '2025-03-15', '2025-03-25'), due('2025-03-01', '2025-03-25', '2025-05-14')],
  }),
  deal('transferred-out', {
    pipeline: 'b2c',
    stage: 'offer',
    amount: 7,
    visits: [{ ...to('new', '2024-11-01'), pipeline: 'b2b' }, to('offer', '2025-02-01')],
  }),
  deal('lost', { stage: 'lost', amount: 11, visits: [to('new', '2024-11-01'), to('lost', '2025-02-01')] }),
  // 80 at the start, won for 85.25 on the day on which that was agreed
  deal('won', {
    stage: 'won',
    amount: 85.25,
    visits: [to('new', '2024-11-01'), to('won', '2025-02-01T10:00')],
    changes: [{ at: '2025-02-01T11:00', field: 'amount', from: 80, to: 85.25 }],
  }),
  // No part of the quarter: expected later, won before, no dates at all, closed nobody knows when.
  deal('later', { expectedCloseAt: '2025-04-01' }),
  deal('before', { stage: 'won', visits: [to('new', '2024-11-01'), to('won', '2024-12-31')] }),
  deal('dateless', { createdAt: null, visits: [] }),
  deal('closed', { stage: 'lost', visits: [] }),
];
const view = viewAt(dataOf(deals), { asOf: '2025-04-30' });

describe('flow', () => {
  const table = (pipeline: string) =>
    Object.fromEntries(
      rowsOf(summarize(view, { flow: { periods: [quarter] } }), 'flow')
        .filter((row) => row.pipeline === pipeline)
        .map((row) => [row.what, `${row.n}: ${row.amount / 100}`]),
    );

  it('puts each change into one bar', () => {
    expect(table('b2b')).to.deep.equal({
      // 100 stays, 90 up, 100.5 down, 60 pushed out, 7 transferred, 11 lost, 80 won
      opening: '7: 448.5',
      created: '1: 40',
      reopened: '1: 30',
      'transferred-in': '1: 20',
      'pulled-in': '1: 15',
      up: '2: 15.25',
      down: '1: 0.5',
      'pushed-out': '1: 60',
      'transferred-out': '1: 7',
      lost: '1: 11',
      won: '1: 85.25',
      // 448.5 + 40 + 30 + 20 + 15 + 15.25 − 0.5 − 60 − 7 − 11 − 85.25
      closing: '7: 405',
      'no-created-date': '1: 100',
      'no-closed-date': '1: 100',
    });
    expect(table('b2c')).to.deep.equal({
      opening: '1: 20',
      'transferred-out': '1: 20',
      'transferred-in': '1: 7',
      closing: '1: 7',
    });
  });

  it('of all open deals knows no pulling and no pushing', () => {
    const rows = rowsOf(summarize(view, { flow: { periods: [quarter], scope: 'open' } }), 'flow');
    expect(rows.map((row) => row.what)).to.not.include.members(['pulled-in', 'pushed-out']);
    const open = rows.filter((row) => row.pipeline === 'b2b' && row.what === 'closing');
    expect(open.map((row) => [row.n, row.amount])).to.deep.equal([[9, 565_00]]);
  });
});

describe('due', () => {
  it('says what became of each deal that was to close by the end of the period', () => {
    const rows = rowsOf(summarize(view, { due: { periods: [quarter] } }), 'due');
    const told = rows.map((row) =>
      [row.pipeline, row.fate, `pushes ${row.pushes}`, row.days, row.n, row.amount / 100].join(' '),
    );
    expect(told).to.have.members([
      // stays, created, reopened, pulled in, up, down
      'b2b due pushes 0 0 6 385',
      // from 15 March to 14 May
      'b2b slipped pushes 2 60 1 60',
      'b2b transferred pushes 0 0 1 7',
      'b2b lost pushes 0 0 1 11',
      'b2b won pushes 0 0 1 85.25',
      // due in the pipeline that it was in first
      'b2c transferred pushes 0 0 1 20',
    ]);
  });
});

const SIGNS: Readonly<Record<string, number>> = {
  opening: 1,
  created: 1,
  reopened: 1,
  'transferred-in': 1,
  'pulled-in': 1,
  up: 1,
  down: -1,
  'pushed-out': -1,
  'transferred-out': -1,
  lost: -1,
  won: -1,
  closing: -1,
};
const sumsBy = (rows: readonly FlowRow[], value: (row: FlowRow) => number): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const row of rows) {
    const key = `${row.pipeline} ${row.currency}`;
    sums[key] = (sums[key] ?? 0) + value(row);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
};

describe('the flow of any history', () => {
  const periodOf = fc
    .tuple(fc.integer({ min: 19_600, max: 20_400 }), fc.integer({ min: 1, max: 400 }))
    .map(([from, length]) => ({ from, to: from + length }));

  it('closes: nothing is unexplained, and what is left is what is open', () => {
    fc.assert(
      fc.property(randomData(), asOfs, periodOf, fc.boolean(), (data, asOf, period, all) => {
        const one = viewAt(data, { asOf });
        // As-of lies in the period: its end is the present.
        const running = { ...period, to: Math.max(period.to, one.frame.asOfDay + 1) };
        const scope = all ? 'open' : 'expected';
        const summary = summarize(one, { flow: { periods: [running], scope }, expected: {} });
        const rows = rowsOf(summary, 'flow');
        const signed = rows.filter((row) => row.what in SIGNS);
        expect(sumsBy(signed, (row) => SIGNS[row.what]! * row.amount)).to.deep.equal({});
        const counted = signed.filter((row) => row.what !== 'up' && row.what !== 'down');
        expect(sumsBy(counted, (row) => SIGNS[row.what]! * row.n)).to.deep.equal({});
        const open = [...one.facts()].filter(
          (facts) =>
            facts.kind === 'open' &&
            (all || (facts.expected !== undefined && facts.expected < running.to)) &&
            (facts.created !== undefined || facts.visits.length > 0),
        );
        const left: Record<string, number> = {};
        for (const { pipeline, currency, amount = 0 } of open) {
          const key = `${pipeline} ${currency}`;
          left[key] = (left[key] ?? 0) + amount;
        }
        const closing = rows.filter((row) => row.what === 'closing');
        expect(sumsBy(closing, (row) => row.amount)).to.deep.equal(
          Object.fromEntries(Object.entries(left).filter(([, sum]) => sum !== 0)),
        );
      }),
    );
  });

  it('follows on: what one period ends with the next begins with', () => {
    fc.assert(
      fc.property(randomData(), asOfs, periodOf, (data, asOf, first) => {
        const second = { from: first.to, to: first.to + 50 };
        const { flow } = summarize(viewAt(data, { asOf }), {
          flow: { periods: [first, second], scope: 'open' },
        }).tables;
        const of = (period: typeof first, what: string) =>
          sumsBy(
            [...flow!.values()].filter(
              (row) => row.from === period.from && row.to === period.to && row.what === what,
            ),
            (row) => row.amount,
          );
        expect(of(second, 'opening')).to.deep.equal(of(first, 'closing'));
      }),
    );
  });

  it('knows nothing of what came later: it is the same seen from the period’s own end', () => {
    fc.assert(
      fc.property(randomData(), asOfs, periodOf, (data, asOf, period) => {
        // Deals whose data hangs together, without owners and pipelines that change.
        const deals = data.deals.flatMap((one): Deal[] => {
          const visits = one.visits
            .filter(({ enteredAt }) => Date.parse(enteredAt) > 0)
            .sort((a, b) => Date.parse(a.enteredAt) - Date.parse(b.enteredAt));
          const [first, last] = [visits[0], visits.at(-1)];
          if (!first || !last || one.pipeline === 'unknown') return [];
          const isBefore = one.createdAt != null && Date.parse(one.createdAt) < Date.parse(first.enteredAt);
          const changes = one.changes?.filter(
            ({ field }) => field === 'amount' || field === 'expectedCloseAt',
          );
          const pipeline = last.pipeline ?? one.pipeline;
          // Where a deal was before its first visit nobody knows: it may have been in another pipeline.
          const createdAt =
            isBefore && (first.pipeline ?? one.pipeline) === pipeline ? one.createdAt : first.enteredAt;
          const placed = visits.map((visit) => ({ pipeline: one.pipeline, ...visit }));
          return [
            { ...one, pipeline, stage: last.stage, createdAt, closedAt: null, visits: placed, changes },
          ];
        });
        const known = { ...data, deals, provenance: { ...data.provenance!, timeZone: 'UTC' } };
        const end = formatDay(period.to - 1);
        const then = viewAt(known, { asOf: end });
        const now = viewAt(known, { asOf: asOf > end ? asOf : '2027-01-01' });
        const request = { flow: { periods: [period] }, due: { periods: [period] } };
        const tables = (view: typeof now) => {
          const summary = summarize(view, request);
          return [rowsOf(summary, 'flow'), rowsOf(summary, 'due')];
        };
        const [flowNow, dueNow] = tables(now);
        const [flowThen, dueThen] = tables(then);
        expect(flowNow).to.have.deep.members(flowThen!);
        expect(dueNow).to.have.deep.members(dueThen!);
      }),
    );
  });
});
