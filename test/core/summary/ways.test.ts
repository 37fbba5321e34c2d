import { expect } from 'chai';
import fc from 'fast-check';
import { monthOf, parseDay, weekStartOf } from '../../../src/core/calendar/days.js';
import { AGE_EDGES, ageBin } from '../../../src/core/history/ages.js';
import { funnelTables, measureFunnel } from '../../../src/core/measures/funnel.js';
import type { Deal, Provenance } from '../../../src/core/model.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import type { PipelineSummary, TableName, TableRows } from '../../../src/core/summary/types.js';
import { viewAt } from '../../../src/core/view/view.js';
import { asOfs, data as randomData, dataOf } from '../arbitraries.js';

const day = (text: string) => parseDay(text) as number;
const month = (text: string) => monthOf(day(`${text}-01`));
const keys = { pipeline: 'b2b', currency: '', dims: [] };
const rowsOf = <T extends TableName>(summary: PipelineSummary, name: T): TableRows[T][] => [
  ...(summary.tables[name] as ReadonlyMap<string, TableRows[T]>).values(),
];

const deal = (id: string, createdAt: string, visits: string, more: Partial<Deal> = {}): Deal => {
  const list = visits
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => ({ stage: one.split('@')[0]!, enteredAt: `2025-${one.split('@')[1]!}` }));
  return {
    id,
    name: id,
    pipeline: 'b2b',
    stage: list.at(-1)?.stage ?? '',
    createdAt: createdAt && `2025-${createdAt}`,
    visits: list,
    ...more,
  };
};
/** Stages of b2b: new, qualified, old (archived), proposal; won, lost. */
const deals = [
  // straight through
  deal('straight', '01-01', 'new@01-01 qualified@01-11 proposal@01-21 won@02-05'),
  // skips a stage, comes back, is still open in the last stage
  deal('back', '01-02', 'new@01-02 proposal@01-12 new@01-15 proposal@01-20'),
  // lost from the first stage, opened again, still there
  deal('again', '02-01', 'new@02-01 lost@02-03 new@02-10'),
  // won from the first stage
  deal('fast', '02-01', 'new@02-01 won@02-01'),
  // lost, nobody knows when
  deal('undated', '03-01', 'new@03-01 qualified@03-05', { stage: 'lost' }),
];
const provenance = (historyFrom: string): Provenance => ({
  system: 'x',
  history: 'full',
  complete: true,
  historyFrom,
});
const viewOf = (list: readonly Deal[], historyFrom?: string) =>
  viewAt(dataOf(list, historyFrom === undefined ? {} : { provenance: provenance(historyFrom) }), {
    asOf: '2025-04-30',
  });

describe('next: from reaching a stage to reaching the one after it', () => {
  const row = (
    stage: string,
    reached: string,
    outcome: string,
    days: number | null,
    since?: string,
    n = 1,
  ) => ({
    ...keys,
    stage,
    reached: month(reached),
    outcome,
    days,
    since: since === undefined ? null : day(since),
    n,
  });

  it('counts each deal once a stage; who passed a stage over reached it with the next', () => {
    expect(rowsOf(summarize(viewOf(deals), { next: {} }), 'next')).to.have.deep.members([
      // straight: 10 days to qualified, 10 to proposal, 15 to won; back: 10 days to qualified, reached with proposal
      row('new', '2025-01', 'next', 10, undefined, 2),
      row('qualified', '2025-01', 'next', 10),
      row('proposal', '2025-01', 'next', 15),
      row('qualified', '2025-01', 'next', 0),
      row('proposal', '2025-01', 'open', null, '2025-01-12'),
      row('new', '2025-02', 'open', null, '2025-02-01'),
      // fast: all at once
      ...['new', 'qualified', 'proposal'].map((stage) => row(stage, '2025-02', 'next', 0)),
      row('new', '2025-03', 'next', 4),
      row('qualified', '2025-03', 'lost', null),
    ]);
  });

  it('with history from 20 January on: watched late, or, where it was over by then, never', () => {
    const rows = rowsOf(summarize(viewOf(deals.slice(0, 2), '2025-01-15'), { next: {} }), 'next');
    expect(rows).to.have.deep.members([
      row('qualified', '2025-01', 'joins', 4),
      row('qualified', '2025-01', 'next', 10),
      row('proposal', '2025-01', 'next', 15),
      row('proposal', '2025-01', 'joins', 3),
      row('proposal', '2025-01', 'open', null, '2025-01-12'),
    ]);
  });

  it('an import’s entries are no beginnings: who is older began with its creation, and joins at the import', () => {
    const list = Array.from({ length: 3000 }, (_, i) =>
      deal(`i${i}`, '01-01', i % 3 === 0 ? 'new@03-01 qualified@03-11' : 'new@03-01'),
    );
    const rows = rowsOf(summarize(viewOf(list, '2025-03-01'), { next: {} }), 'next');
    expect(rows.filter((one) => one.stage === 'new')).to.have.deep.members([
      row('new', '2025-01', 'joins', 59, undefined, 3000),
      row('new', '2025-01', 'next', 69, undefined, 1000),
      row('new', '2025-01', 'open', null, '2025-01-01', 2000),
    ]);
    const ends = rowsOf(summarize(viewOf(list, '2025-03-01'), { end: {} }), 'end');
    expect(ends.filter((one) => one.stage === 'new' || one.stage === '')).to.have.deep.members(
      ['', 'new'].flatMap((stage) => [
        row(stage, '2025-01', 'joins', 59, undefined, 3000),
        row(stage, '2025-01', 'open', null, '2025-01-01', 3000),
      ]),
    );
  });

  it('so far, it says what the funnel says of reached', () => {
    fc.assert(
      fc.property(randomData(), asOfs, fc.constantFrom('b2b', 'b2c'), (data, asOf, pipeline) => {
        const known = { ...data, provenance: { ...data.provenance!, historyFrom: undefined } };
        const view = viewAt(known, { asOf });
        const funnel = measureFunnel(summarize(view, funnelTables({ pipeline })), { pipeline });
        const rows = rowsOf(summarize(view, { next: {} }), 'next').filter((one) => one.pipeline === pipeline);
        const steps = funnel.rows.filter(
          (one) => (one.kind === 'stage' && !one.archived) || one.kind === 'won',
        );
        for (const [i, { stage, n, kind }] of steps.entries()) {
          if (kind === 'won') continue;
          const own = rows.filter((one) => one.stage === stage && one.outcome !== 'joins');
          const sum = (some: typeof own) => some.reduce((total, one) => total + one.n, 0);
          expect(sum(own), stage).to.equal(n);
          expect(sum(own.filter((one) => one.outcome === 'next')), stage).to.equal(steps[i + 1]!.n);
        }
      }),
    );
  });
});

describe('end: from a stage to won or lost', () => {
  it('counts each stage a deal was in, from its first entry, and the deal as a whole', () => {
    const rows = rowsOf(summarize(viewOf(deals), { end: {} }), 'end');
    const told = rows.map(({ stage, outcome, days, since, n }) =>
      [stage || 'all', outcome, days ?? since ?? '?', ...(n > 1 ? [n] : [])].join(' '),
    );
    expect(told).to.have.members([
      'all won 35',
      'new won 35',
      'qualified won 25',
      'proposal won 15',
      `all open ${day('2025-01-02')}`,
      `new open ${day('2025-01-02')}`,
      `proposal open ${day('2025-01-12')}`,
      `all open ${day('2025-02-01')}`,
      `new open ${day('2025-02-01')}`,
      'all won 0',
      'new won 0',
      'all lost ?',
      'new lost ?',
      'qualified lost ?',
    ]);
  });

  it('a close before the creation has no days', () => {
    const odd = deal('odd', '03-01', '', { stage: 'won', closedAt: '2025-02-01' });
    expect(rowsOf(summarize(viewOf([odd]), { end: {} }), 'end')).to.deep.equal([
      { ...keys, stage: '', reached: month('2025-03'), outcome: 'won', days: null, since: null, n: 1 },
    ]);
  });
});

describe('ages', () => {
  it('lie in 30 bins, each from its edge to the next', () => {
    expect(AGE_EDGES.length).to.equal(30);
    for (let age = 0; age < 500; age++) {
      const bin = ageBin(age);
      expect(age).to.be.within(AGE_EDGES[bin]!, (AGE_EDGES[bin + 1] ?? Infinity) - 1);
    }
  });
});

describe('lexis: days by week and age', () => {
  it('a visit from Saturday to Tuesday: a day of age 0 and one of age 1 in one week, one of age 2 in the next, then gone', () => {
    const one = deal('one', '01-04', 'new@01-04 qualified@01-07');
    const told = (weekStart?: number) =>
      rowsOf(summarize(viewOf([one]), { lexis: { weekStart } }), 'lexis').map((row) => [
        row.week,
        row.bin,
        row.to,
        row.n,
      ]);
    const [first, second] = [day('2024-12-30'), day('2025-01-06')];
    expect(told()).to.deep.equal([
      [first, 0, null, 1],
      [first, 1, null, 1],
      [second, 2, null, 1],
      [second, 3, 'qualified', 1],
    ]);
    // Weeks from Sunday on: the second day is in the second week.
    expect(told(0)).to.deep.equal([
      [day('2024-12-29'), 0, null, 1],
      [day('2025-01-05'), 1, null, 1],
      [day('2025-01-05'), 2, null, 1],
      [day('2025-01-05'), 3, 'qualified', 1],
    ]);
  });

  it('holds each day that was watched and each departure once', () => {
    fc.assert(
      fc.property(randomData(8), asOfs, fc.integer({ min: 0, max: 6 }), (data, asOf, weekStart) => {
        const view = viewAt(data, { asOf });
        const expected = new Map<string, number>();
        const count = (...key: (string | number)[]): void =>
          void expected.set(key.join('|'), (expected.get(key.join('|')) ?? 0) + 1);
        const { historyFrom } = data.provenance!;
        // The zone decides on which day an instant lies; compare where history has a day of its own.
        fc.pre(historyFrom === undefined || historyFrom.length === 10);
        const started =
          historyFrom === undefined
            ? -Infinity
            : viewAt(data, { asOf: historyFrom.slice(0, 10) }).frame.asOfDay;
        for (const facts of view.facts()) {
          for (const [i, visit] of facts.visits.entries()) {
            const stages = data.pipelines.find(({ id }) => id === visit.pipeline)?.stages;
            const kind = stages?.find(({ id }) => id === visit.stage)?.kind ?? 'open';
            if (kind !== 'open' || visit.left === undefined) continue;
            for (let at = visit.entered; at <= visit.left; at++) {
              if (visit.entered < started && at <= started) continue;
              const to = visit.transferred
                ? `→${facts.visits[i + 1]?.pipeline ?? facts.pipeline}`
                : visit.next;
              const bin = AGE_EDGES.filter((edge) => edge <= at - visit.entered).length - 1;
              const head = [visit.pipeline, facts.currency, weekStartOf(at, weekStart), visit.stage, bin];
              count(...head, at === visit.left ? `to ${to}` : 'stayed');
            }
          }
        }
        const found = rowsOf(summarize(view, { lexis: { weekStart } }), 'lexis').map(
          (row): [string, number] => [
            [
              row.pipeline,
              row.currency,
              row.week,
              row.stage,
              row.bin,
              row.to === null ? 'stayed' : `to ${row.to}`,
            ].join('|'),
            row.n,
          ],
        );
        expect(Object.fromEntries(found)).to.deep.equal(Object.fromEntries(expected));
      }),
    );
  });
});
