import { expect } from 'chai';
import fc from 'fast-check';
import { monthOf, parseDay } from '../../src/core/calendar/days.js';
import { PipelineError } from '../../src/core/errors.js';
import type { Behind } from '../../src/core/measures/types.js';
import type { Deal } from '../../src/core/model.js';
import { toMinor } from '../../src/core/numeric/money.js';
import { dealsBehind } from '../../src/core/summary/behind.js';
import { hasUnsafeSums, mergeSummaries, summarize, updateSummary } from '../../src/core/summary/summarize.js';
import type { PipelineSummary, SummaryRequest, TableName, TableRows } from '../../src/core/summary/types.js';
import { replaceDeals, viewAt } from '../../src/core/view/view.js';
import { asOfs, data as randomData, dataOf, dealOf, requests } from './arbitraries.js';

const [plainRequest, requestBy] = requests;
const names = Object.keys(plainRequest) as TableName[];
const day = (text: string) => parseDay(text) as number;
const month = (text: string) => monthOf(day(`${text}-01`));

/** Tables as plain objects, whatever the order in which their rows were added. */
const plain = (summary: PipelineSummary) => ({
  deals: summary.deals,
  ...Object.fromEntries(
    names.map((name) => [name, summary.tables[name] && Object.fromEntries(summary.tables[name])]),
  ),
});
const rowsOf = <T extends TableName>(summary: PipelineSummary, name: T): TableRows[T][] => [
  ...(summary.tables[name] as ReadonlyMap<string, TableRows[T]>).values(),
];

const deals: Deal[] = [
  {
    id: 'won',
    name: 'Won',
    pipeline: 'b2b',
    stage: 'won',
    amount: 100.5,
    currency: 'EUR',
    owner: 'anna',
    createdAt: '2025-01-10',
    closedAt: '2025-02-09',
    visits: [
      { stage: 'new', enteredAt: '2025-01-10' },
      { stage: 'proposal', enteredAt: '2025-01-20' },
      { stage: 'won', enteredAt: '2025-02-09' },
    ],
  },
  {
    id: 'lost',
    name: 'Lost',
    pipeline: 'b2b',
    stage: 'lost',
    amount: null,
    currency: 'EUR',
    owner: 'anna',
    createdAt: '2025-01-12',
    closedAt: '2025-03-01',
    lostReason: 'price',
    visits: [
      { stage: 'new', enteredAt: '2025-01-12' },
      { stage: 'lost', enteredAt: '2025-03-01' },
    ],
  },
  {
    id: 'open',
    name: 'Open',
    pipeline: 'b2b',
    stage: 'proposal',
    amount: 10.01,
    currency: 'EUR',
    probability: 0.5,
    owner: 'ben',
    createdAt: '2025-02-01',
    expectedCloseAt: '2025-06-30',
    visits: [
      { stage: 'new', enteredAt: '2025-02-01' },
      { stage: 'proposal', enteredAt: '2025-02-11' },
    ],
  },
  {
    id: 'flat',
    name: 'Flat',
    pipeline: 'b2b',
    stage: 'new',
    amount: 5,
    currency: 'EUR',
    createdAt: null,
    visits: [],
  },
];

describe('the tables of four deals', () => {
  const summary = summarize(viewAt(dataOf(deals), { asOf: '2025-04-30' }), plainRequest);
  const keys = { pipeline: 'b2b', currency: 'EUR', dims: [] };

  it('count each deal once', () => {
    expect(summary.deals).to.equal(4);
  });

  it('cohort', () => {
    expect(rowsOf(summary, 'cohort')).to.have.deep.members([
      {
        ...keys,
        created: month('2025-01'),
        mask: '9',
        last: 'won',
        lostFrom: '',
        n: 1,
        nAmount: 1,
        amount: 10050,
      },
      {
        ...keys,
        created: month('2025-01'),
        mask: '1',
        last: 'lost',
        lostFrom: 'new',
        n: 1,
        nAmount: 0,
        amount: 0,
      },
      {
        ...keys,
        created: month('2025-02'),
        mask: '9',
        last: 'proposal',
        lostFrom: '',
        n: 1,
        nAmount: 1,
        amount: 1001,
      },
      { ...keys, created: null, mask: '1', last: 'new', lostFrom: '', n: 1, nAmount: 1, amount: 500 },
    ]);
  });

  it('closed', () => {
    expect(rowsOf(summary, 'closed')).to.have.deep.members([
      {
        ...keys,
        closed: month('2025-02'),
        outcome: 'won',
        stage: 'won',
        from: 'proposal',
        reason: '',
        n: 1,
        nAmount: 1,
        amount: 10050,
        cycleN: 1,
        cycle: 30,
        cycle2: 900,
      },
      {
        ...keys,
        closed: month('2025-03'),
        outcome: 'lost',
        stage: 'lost',
        from: 'new',
        reason: 'price',
        n: 1,
        nAmount: 0,
        amount: 0,
        cycleN: 1,
        cycle: 48,
        cycle2: 2304,
      },
    ]);
  });

  it('cycle', () => {
    expect(rowsOf(summary, 'cycle')).to.deep.equal([{ ...keys, closed: month('2025-02'), days: 30, n: 1 }]);
  });

  it('daily', () => {
    const one = { ...keys, n: 1, nAmount: 1 };
    expect(rowsOf(summary, 'daily')).to.have.deep.members([
      { ...one, day: day('2025-01-10'), what: 'created', amount: 10050 },
      { ...one, day: day('2025-02-09'), what: 'won', amount: 10050 },
      { ...one, day: day('2025-01-12'), what: 'created', nAmount: 0, amount: 0 },
      { ...one, day: day('2025-03-01'), what: 'lost', nAmount: 0, amount: 0 },
      { ...one, day: day('2025-02-01'), what: 'created', amount: 1001 },
    ]);
  });

  it('open: half of 10.01 is 5.005, rounded away from zero', () => {
    expect(rowsOf(summary, 'open')).to.have.deep.members([
      {
        ...keys,
        stage: 'proposal',
        entered: day('2025-02-11'),
        n: 1,
        nAmount: 1,
        amount: 1001,
        ownN: 1,
        ownAmount: 1001,
        ownWeighted: 501,
      },
      {
        ...keys,
        stage: 'new',
        entered: null,
        n: 1,
        nAmount: 1,
        amount: 500,
        ownN: 0,
        ownAmount: 0,
        ownWeighted: 0,
      },
    ]);
  });

  it('expected', () => {
    expect(rowsOf(summary, 'expected')).to.have.deep.members([
      {
        ...keys,
        stage: 'proposal',
        expected: day('2025-06-30'),
        category: 'best-case',
        n: 1,
        nAmount: 1,
        amount: 1001,
        ownN: 1,
        ownAmount: 1001,
        ownWeighted: 501,
      },
      {
        ...keys,
        stage: 'new',
        expected: null,
        category: '',
        n: 1,
        nAmount: 1,
        amount: 500,
        ownN: 0,
        ownAmount: 0,
        ownWeighted: 0,
      },
    ]);
  });

  it('stay: finished visits to open stages', () => {
    expect(rowsOf(summary, 'stay')).to.have.deep.members([
      { ...keys, stage: 'new', entered: month('2025-01'), event: 'left', days: 10, next: 'proposal', n: 1 },
      { ...keys, stage: 'proposal', entered: month('2025-01'), event: 'left', days: 20, next: 'won', n: 1 },
      { ...keys, stage: 'new', entered: month('2025-01'), event: 'left', days: 48, next: 'lost', n: 1 },
      { ...keys, stage: 'new', entered: month('2025-02'), event: 'left', days: 10, next: 'proposal', n: 1 },
    ]);
  });

  it('stay with history from 2025-01-15 on: earlier visits join late, those that ended before were never watched', () => {
    const provenance = { system: 'x', history: 'full' as const, complete: true, historyFrom: '2025-01-20' };
    const late = summarize(viewAt(dataOf(deals, { provenance }), { asOf: '2025-04-30' }), { stay: {} });
    expect(rowsOf(late, 'stay')).to.have.deep.members([
      { ...keys, stage: 'proposal', entered: month('2025-01'), event: 'left', days: 20, next: 'won', n: 1 },
      { ...keys, stage: 'new', entered: month('2025-01'), event: 'joins', days: 8, next: '', n: 1 },
      { ...keys, stage: 'new', entered: month('2025-01'), event: 'left', days: 48, next: 'lost', n: 1 },
      { ...keys, stage: 'new', entered: month('2025-02'), event: 'left', days: 10, next: 'proposal', n: 1 },
    ]);
    const running = summarize(
      viewAt(dataOf(deals, { provenance: { ...provenance, historyFrom: '2025-02-20' } }), {
        asOf: '2025-04-30',
      }),
      { stay: {}, open: {} },
    );
    expect(rowsOf(running, 'stay')).to.deep.include({
      ...keys,
      stage: 'proposal',
      entered: month('2025-02'),
      event: 'joins',
      days: 9,
      next: '',
      n: 1,
    });
  });

  it('stay: a transfer names the pipeline it went to, and belongs to the one it left', () => {
    const moved: Deal = {
      ...(deals[2] as Deal),
      visits: [
        { stage: 'offer', enteredAt: '2025-01-01', pipeline: 'b2c' },
        { stage: 'proposal', enteredAt: '2025-01-08' },
      ],
    };
    const one = summarize(viewAt(dataOf([moved]), { asOf: '2025-04-30' }), { stay: {} });
    expect(rowsOf(one, 'stay')).to.deep.equal([
      {
        ...keys,
        pipeline: 'b2c',
        stage: 'offer',
        entered: month('2025-01'),
        event: 'left',
        days: 7,
        next: '→b2b',
        n: 1,
      },
    ]);
  });

  it('by owner, team and field', () => {
    const by = summarize(viewAt(dataOf(deals), { asOf: '2025-04-30' }), {
      cohort: { by: ['team', 'owner', 'field:size'] },
    });
    expect(
      rowsOf(by, 'cohort')
        .map((row) => row.dims.join('|'))
        .sort(),
    ).to.deep.equal(['north|anna|', 'north|anna|', 'south|ben|', '||']);
    expect(by.tables.open).to.equal(undefined);
  });

  it('within a window of days: what has no date stays, so that it can be counted as left out', () => {
    const within = { from: day('2025-01-11'), to: day('2025-02-01') };
    const cut = summarize(viewAt(dataOf(deals), { asOf: '2025-04-30' }), {
      cohort: { within },
      closed: { within },
      stay: { within },
      open: { within },
      expected: { within },
      cycle: { within },
    });
    expect(rowsOf(cut, 'cohort').map((row) => row.last)).to.deep.equal(['lost', 'new']);
    expect(rowsOf(cut, 'closed')).to.deep.equal([]);
    expect(rowsOf(cut, 'cycle')).to.deep.equal([]);
    expect(rowsOf(cut, 'open').map((row) => row.entered)).to.deep.equal([null]);
    expect(rowsOf(cut, 'expected').map((row) => row.expected)).to.deep.equal([null]);
    expect(rowsOf(cut, 'stay').map((row) => row.days)).to.have.members([20, 48]);
  });

  it('a close before the creation has no cycle', () => {
    const odd = summarize(
      viewAt(dataOf([{ ...(deals[0] as Deal), createdAt: '2025-03-01' }]), { asOf: '2025-04-30' }),
      plainRequest,
    );
    expect(rowsOf(odd, 'closed')[0]).to.include({ cycleN: 0, cycle: 0, cycle2: 0 });
    expect(rowsOf(odd, 'cycle')).to.deep.equal([]);
  });
});

describe('summaries', () => {
  it('add up: the parts in any order and grouping are the whole', () => {
    fc.assert(
      fc.property(
        randomData(),
        asOfs,
        fc.constantFrom(...requests),
        fc.array(fc.nat(2), { minLength: 26, maxLength: 26 }),
        (data, asOf, request, parts) => {
          const of = (list: readonly Deal[]) =>
            summarize(viewAt({ ...data, deals: list }, { asOf }), request);
          const [a, b, c] = [0, 1, 2].map((part) => of(data.deals.filter((_, i) => parts[i] === part))) as [
            PipelineSummary,
            PipelineSummary,
            PipelineSummary,
          ];
          const whole = plain(of(data.deals));
          expect(plain(mergeSummaries(mergeSummaries(a, b), c))).to.deep.equal(whole);
          expect(plain(mergeSummaries(a, mergeSummaries(b, c)))).to.deep.equal(whole);
          expect(plain(mergeSummaries(mergeSummaries(c, b), a))).to.deep.equal(whole);
          expect(plain(mergeSummaries(of([]), of(data.deals)))).to.deep.equal(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('that asked for other things do not', () => {
    const view = viewAt(dataOf(deals), { asOf: '2025-04-30' });
    const of = (request: SummaryRequest) => summarize(view, request);
    expect(() => mergeSummaries(of({ open: {} }), of({ open: { by: ['owner'] } }))).to.throw(
      PipelineError,
      'summary-mismatch',
    );
    expect(() => mergeSummaries(of({ open: {} }), of({ closed: {} }))).to.throw(
      PipelineError,
      'summary-mismatch',
    );
    expect(() => mergeSummaries(of({ open: {}, closed: {} }), of({ closed: {}, open: {} }))).to.not.throw();
  });

  it('updated one deal at a time equal summing again, and leave the old ones as they were', () => {
    const steps = fc.array(fc.tuple(fc.nat(20), fc.constantFrom('replace', 'add', 'remove'), dealOf('x')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(randomData(), asOfs, fc.constantFrom(...requests), steps, (first, asOf, request, list) => {
        let data = first;
        let view = viewAt(data, { asOf, filter: { pipeline: ['b2b', 'b2c'] } });
        let summary = summarize(view, request);
        for (const [at, kind, after] of list) {
          const old = kind === 'add' ? undefined : data.deals[at % Math.max(data.deals.length, 1)];
          const rest = data.deals.filter((one) => one !== old);
          const added = kind === 'remove' ? undefined : after;
          data = { ...data, deals: added ? [...rest, added] : rest };
          const before = plain(summary);
          const next = updateSummary(summary, old, added);
          expect(plain(summary)).to.deep.equal(before);
          view = replaceDeals(view, data);
          expect(plain(next)).to.deep.equal(plain(summarize(view, request)));
          summary = next;
        }
      }),
    );
  });

  it('keep the tables that a replacement does not touch', () => {
    const view = viewAt(dataOf(deals), { asOf: '2025-04-30' });
    const summary = summarize(view, plainRequest);
    const open = deals[2] as Deal;
    const renamed = updateSummary(summary, open, { ...open, name: 'Renamed' });
    expect(renamed).to.equal(summary);
    const moved = updateSummary(summary, open, {
      ...open,
      stage: 'qualified',
      visits: [...open.visits, { stage: 'qualified', enteredAt: '2025-03-01' }],
    });
    expect(names.filter((name) => moved.tables[name] === summary.tables[name])).to.deep.equal([
      'closed',
      'cycle',
      'daily',
      'next',
      'flow',
      'due',
    ]);
    expect(rowsOf(moved, 'open').map((row) => row.stage)).to.have.members(['new', 'qualified']);
  });

  it('may come as plain maps, as from a worker', () => {
    const view = viewAt(dataOf(deals), { asOf: '2025-04-30' });
    const [first, ...others] = deals;
    const { open } = summarize(view, { open: {} }).tables;
    const sent = { ...summarize(view, { open: {} }), tables: { open: new Map(open) } };
    const rest = summarize(viewAt(dataOf(others), { asOf: '2025-04-30' }), { open: {} });
    expect(plain(updateSummary(sent, first))).to.deep.equal(plain(rest));
    expect(plain(mergeSummaries(updateSummary(sent, deals[2]), sent)).deals).to.equal(7);
  });

  it('lose no deal to names that hold what stands between the parts of a key', () => {
    const one = (id: string, owner: string, source: string): Deal => ({
      ...(deals[3] as Deal),
      id,
      owner,
      source,
    });
    const list = [one('a', 'x\u0000y', 'z'), one('b', 'x', 'y\u0000z'), one('c', 'x\u0000y', 'z')];
    const request: SummaryRequest = { open: { by: ['owner', 'source'] } };
    const of = (some: Deal[]) => summarize(viewAt(dataOf(some), { asOf: '2025-04-30' }), request);
    expect(rowsOf(of(list), 'open').reduce((n, row) => n + row.n, 0)).to.equal(3);
    expect(plain(updateSummary(of(list), list[2]))).to.deep.equal(plain(of(list.slice(0, 2))));
  });

  it('copies of one table that change apart stay apart', () => {
    const view = viewAt(dataOf(deals), { asOf: '2025-04-30' });
    const summary = summarize(view, plainRequest);
    const extra = (id: string): Deal => ({ ...(deals[3] as Deal), id, stage: id });
    const [one, two] = [extra('gone'), extra('away')];
    const [a, b] = [updateSummary(summary, undefined, one), updateSummary(summary, undefined, two)];
    const of = (...list: Deal[]) =>
      plain(summarize(viewAt(dataOf(list), { asOf: '2025-04-30' }), plainRequest));
    expect(plain(a)).to.deep.equal(of(...deals, one));
    expect(plain(b)).to.deep.equal(of(...deals, two));
    expect(plain(updateSummary(b, two))).to.deep.equal(of(...deals));
    const { open } = b.tables;
    expect([...(open?.values() ?? [])]).to.deep.equal([...(open?.entries() ?? [])].map(([, row]) => row));
    expect([...(open?.keys() ?? [])].every((key) => open?.has(key))).to.equal(true);
    expect(open?.size).to.equal([...(open ?? [])].length);
    let seen = 0;
    open?.forEach((row, key, table) => (seen += table.get(key) === row ? 1 : 0));
    expect(seen).to.equal(open?.size);
  });

  it('do not depend on the order of the deals', () => {
    const shuffled = randomData().chain((data) =>
      fc.tuple(fc.constant(data), fc.shuffledSubarray([...data.deals], { minLength: data.deals.length })),
    );
    fc.assert(
      fc.property(shuffled, asOfs, fc.constantFrom(...requests), ([data, list], asOf, request) => {
        expect(plain(summarize(viewAt({ ...data, deals: list }, { asOf }), request))).to.deep.equal(
          plain(summarize(viewAt(data, { asOf }), request)),
        );
      }),
    );
  });

  it('count every deal once, and its amount to the cent', () => {
    fc.assert(
      fc.property(randomData(), fc.constantFrom(...requests), (data, request) => {
        const view = viewAt(data, { asOf: '2030-01-01' });
        const summary = summarize(view, request);
        const sum = (
          name: 'cohort' | 'open' | 'closed' | 'expected',
          column: 'n' | 'amount' | 'nAmount',
          currency?: string,
        ) =>
          rowsOf(summary, name)
            .filter((row) => currency === undefined || row.currency === currency)
            .reduce((total, row) => total + row[column], 0);
        expect(sum('cohort', 'n')).to.equal(data.deals.length);
        expect(sum('open', 'n') + sum('closed', 'n')).to.equal(data.deals.length);
        expect(sum('expected', 'n')).to.equal(sum('open', 'n'));
        expect(sum('open', 'amount') + sum('closed', 'amount')).to.equal(sum('cohort', 'amount'));
        for (const currency of ['EUR', 'USD', 'JPY', 'KWD']) {
          const naive = data.deals
            .filter((one) => (one.currency ?? 'EUR') === currency && typeof one.amount === 'number')
            .map((one) => BigInt(toMinor(one.amount as number, currency) as number))
            .reduce((total, minor) => total + minor, 0n);
          const none = data.provenance?.currency !== 'EUR';
          if (!none) expect(BigInt(sum('cohort', 'amount', currency))).to.equal(naive);
        }
      }),
    );
  });

  it('of a filtered view are those of the deals that the filter lets through; of an owner, the rows by owner', () => {
    fc.assert(
      fc.property(randomData(), asOfs, fc.constantFrom('anna', 'ben', ''), (data, asOf, owner) => {
        const view = viewAt(data, { asOf });
        const filtered = summarize(viewAt(data, { asOf, filter: { owner: [owner] } }), requestBy);
        const subset = data.deals.filter((one) => view.factsOf(one)?.owner === owner);
        expect(plain(filtered)).to.deep.equal(
          plain(summarize(viewAt({ ...data, deals: subset }, { asOf }), requestBy)),
        );
        const all = summarize(view, requestBy);
        for (const name of ['closed', 'stay', 'open'] as const) {
          expect(rowsOf(all, name).filter((row) => row.dims[0] === owner)).to.have.deep.members(
            rowsOf(filtered, name),
          );
        }
      }),
    );
  });

  it('say when sums are beyond what stays exact', () => {
    const big = (id: string): Deal => ({ ...(deals[2] as Deal), id, amount: 9e13 - 1 });
    const of = (list: Deal[]) => summarize(viewAt(dataOf(list), { asOf: '2025-04-30' }), { open: {} });
    expect(hasUnsafeSums(of([big('a')]))).to.equal(false);
    expect(hasUnsafeSums(of([big('a'), big('b')]))).to.equal(true);
  });
});

describe('the deals behind a row', () => {
  it('are as many as the row counts, and all rows together are all deals', () => {
    fc.assert(
      fc.property(randomData(12), asOfs, fc.constantFrom(...requests), (data, asOf, request) => {
        const view = viewAt(data, { asOf });
        const summary = summarize(view, request);
        for (const table of ['cohort', 'closed', 'open', 'expected', 'cycle'] as const) {
          const seen = new Set<Deal>();
          for (const [key, row] of summary.tables[table] as ReadonlyMap<string, { n: number }>) {
            const { by } = request[table] as { by?: Behind['by'] };
            const keep = (one: object) => summaryKey(one) === summaryKey(row);
            const { deals: list, total } = dealsBehind(view, { behind: { table, by, keep } });
            expect(total, key).to.equal(row.n);
            for (const one of list) seen.add(one);
          }
          if (table === 'cohort') expect(seen.size).to.equal(summary.deals);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('come in pages, in the order of the data, each deal once', () => {
    const view = viewAt(dataOf(deals), { asOf: '2025-04-30' });
    const row = {
      behind: {
        table: 'stay',
        keep: ({ stage: id }: { stage: string }) => id === 'new' || id === 'proposal',
      } as Behind,
    };
    const ids = (page?: { offset?: number; limit?: number }) => {
      const { deals: list, total } = dealsBehind(view, row, page);
      return `${list.map(({ id }) => id).join(' ')} of ${total}`;
    };
    expect(ids()).to.equal('won lost open of 3');
    expect(ids({ limit: 2 })).to.equal('won lost of 3');
    expect(ids({ offset: 2, limit: 2 })).to.equal('open of 3');
    expect(ids({ limit: 0 })).to.equal(' of 3');
  });

  it('are those of several tables, and of the window', () => {
    const view = viewAt(dataOf(deals), { asOf: '2025-04-30' });
    const behind: Behind<'stay'> = {
      table: 'stay',
      keep: (row) => row.stage === 'proposal',
      also: [{ table: 'open', keep: (row: { stage: string }) => row.stage === 'proposal' } as Behind],
    };
    expect(dealsBehind(view, { behind: behind }).deals.map(({ id }) => id)).to.deep.equal(['won', 'open']);
    const within = { from: day('2025-01-11'), to: day('2025-02-01') };
    expect(
      dealsBehind(view, { behind: { table: 'cohort', within, keep: () => true } }).deals.map(({ id }) => id),
    ).to.deep.equal(['lost', 'flat']);
  });
});

/** A row without what it sums. */
function summaryKey(row: object): string {
  const sums = ['n', 'nAmount', 'amount', 'ownN', 'ownAmount', 'ownWeighted', 'cycleN', 'cycle', 'cycle2'];
  return JSON.stringify(Object.entries(row).filter(([name]) => !sums.includes(name)));
}
