/** Data as it comes: every measure gives a stated result, quickly, and never NaN. */
import { expect } from 'chai';
import type { Deal, PipelineData, Provenance, Stage } from '../../../src/core/model.js';
import { formatDay, parseDay } from '../../../src/core/calendar/days.js';
import { measureFlow, flowTables } from '../../../src/core/measures/flow.js';
import {
  measureSettledConversion,
  settledConversionTables,
} from '../../../src/core/measures/settled-conversion.js';
import {
  measureStageProbability,
  stageProbabilityTables,
} from '../../../src/core/measures/stage-probability.js';
import { measureVelocity, velocityTables } from '../../../src/core/measures/velocity.js';
import { createRandom } from '../../../src/core/numeric/random.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import { viewAt } from '../../../src/core/view/view.js';
import { intervals, measures, years } from './every.js';

const first = parseDay('2024-01-10')!;
const stages: readonly Stage[] = [
  { id: 'a', name: 'A', kind: 'open', probability: 0.2 },
  { id: 'b', name: 'B', kind: 'open', probability: 0.5 },
  { id: 'won', name: 'Won', kind: 'won' },
  { id: 'lost', name: 'Lost', kind: 'lost' },
];
const full: Provenance = { system: 'test', history: 'full', complete: true, currency: 'EUR' };
const dataOf = (deals: readonly Deal[], more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines: [{ id: 'p', name: 'P', stages }],
  deals,
  provenance: full,
  ...more,
});
/** Deals that end in turn as told, a week apart. */
const dealsOf = (
  n: number,
  ends: readonly string[],
  more: (i: number) => Partial<Deal> = () => ({}),
): Deal[] =>
  Array.from({ length: n }, (_, i) => {
    const end = ends[i % ends.length]!;
    const at = (days: number): string => formatDay(first + (i % 80) * 7 + days);
    const isClosed = end === 'won' || end === 'lost';
    return {
      id: String(i),
      name: '',
      pipeline: 'p',
      stage: end,
      amount: 100 + i,
      owner: i % 3 === 0 ? 'ana' : 'ben',
      createdAt: at(0),
      closedAt: isClosed ? at(20 + (i % 5)) : null,
      expectedCloseAt: at(30),
      visits: [
        { stage: 'a', enteredAt: at(0) },
        ...(end === 'a' ? [] : [{ stage: 'b', enteredAt: at(5 + (i % 7)) }]),
        ...(isClosed ? [{ stage: end, enteredAt: at(20 + (i % 5)) }] : []),
      ],
      ...more(i),
    };
  });

const flat = (deals: readonly Deal[]): Deal[] => deals.map((deal) => ({ ...deal, visits: [] }));
const all = ['a', 'b', 'won', 'lost'];
const cases: Readonly<Record<string, PipelineData>> = {
  'no deals': dataOf([]),
  'no pipeline but an empty one': dataOf([], { pipelines: [{ id: 'p', name: 'P', stages: [] }] }),
  'no history': dataOf(flat(dealsOf(40, all)), { provenance: { ...full, history: 'none' } }),
  'one open deal': dataOf(dealsOf(1, ['b'])),
  'one won deal': dataOf(dealsOf(1, ['won'])),
  'no wins': dataOf(dealsOf(40, ['a', 'b', 'lost'])),
  'no losses': dataOf(dealsOf(40, ['a', 'b', 'won'])),
  'all won': dataOf(dealsOf(40, ['won'])),
  'all lost': dataOf(dealsOf(40, ['lost'])),
  'nothing closed': dataOf(dealsOf(40, ['a', 'b'])),
  'an absurd amount': dataOf(dealsOf(40, all, (i) => (i === 3 ? { amount: 9e12 } : {}))),
  'negative amounts': dataOf(dealsOf(40, all, (i) => ({ amount: i % 2 ? -100 : 60 }))),
  'no amounts': dataOf(dealsOf(40, all, () => ({ amount: null }))),
  'closed before created': dataOf(
    dealsOf(40, all, (i) => ({ createdAt: formatDay(first + 330 + i), visits: [] })),
  ),
  'no dates at all': dataOf(
    flat(dealsOf(40, all, () => ({ createdAt: null, closedAt: null, expectedCloseAt: null }))),
  ),
  'a stage emptied by a rename': dataOf(
    dealsOf(40, all, () => ({})).map((deal) => ({
      ...deal,
      stage: deal.stage === 'b' ? 'renamed' : deal.stage,
    })),
    {
      pipelines: [
        { id: 'p', name: 'P', stages: [stages[0]!, { ...stages[1]!, id: 'renamed' }, ...stages.slice(2)] },
      ],
    },
  ),
  'days in the years 1 and 9999': dataOf(
    dealsOf(8, all, (i) => ({
      createdAt: i % 2 ? '0001-01-01' : '2024-01-01',
      expectedCloseAt: '9999-12-31',
      visits: [],
    })),
  ),
  'everything within a day': dataOf(
    dealsOf(40, all, () => ({})).map((deal) => ({
      ...deal,
      createdAt: '2024-05-01T08:00:00Z',
      closedAt: deal.closedAt && '2024-05-01T09:00:00Z',
      visits: deal.visits.map((visit, i) => ({ ...visit, enteredAt: `2024-05-01T08:0${i}:00Z` })),
    })),
  ),
};

describe('bad input', () => {
  for (const [what, data] of Object.entries(cases)) {
    it(`${what}: a figure or none, never NaN`, () => {
      for (const asOf of ['2024-06-30', '2025-12-31']) {
        const view = viewAt(data, { asOf });
        for (const [name, ask] of Object.entries(measures)) {
          const { tables, measure } = ask({ pipeline: 'p', window: undefined, by: undefined });
          const { rows, leftOut, needs } = measure(summarize(view, tables));
          JSON.stringify({ rows, leftOut, needs }, (key, value: unknown) => {
            if (typeof value === 'number') expect(Number.isFinite(value), `${name} ${key}`).to.equal(true);
            return value;
          });
        }
      }
    });
  }

  const of = (data: PipelineData) => {
    const options = { pipeline: 'p', intervals, interval: 'quarter' as const, window: years };
    const view = viewAt(data, { asOf: '2025-12-31' });
    const summary = summarize(view, {
      ...flowTables(options),
      ...settledConversionTables({ window: undefined }),
      ...stageProbabilityTables(),
      ...velocityTables(options),
    });
    return {
      flow: measureFlow(summary, options),
      settled: measureSettledConversion(summary, { pipeline: 'p' }),
      chances: measureStageProbability(summary, { pipeline: 'p' }),
      velocity: measureVelocity(summary, options),
    };
  };

  it('no history: the configured chances, said to need history', () => {
    const { chances, settled, flow } = of(cases['no history']!);
    expect(chances.rows.map((row) => [row.value, row.n])).to.deep.equal([
      [0.2, 0],
      [0.5, 0],
    ]);
    expect([chances.needs, settled.needs, flow.needs]).to.deep.equal([['history'], ['history'], ['history']]);
    expect(flow.unexplained).to.equal(0);
  });

  it('one won deal is not 100 %', () => {
    const [a] = of(cases['one won deal']!).chances.rows;
    expect(a).to.include({ estimate: 1, n: 1 });
    expect(a!.value).to.be.closeTo((1 + 5 * 0.2) / 6, 1e-12);
    expect(a!.interval!.high).to.be.lessThan(1);
  });

  it('no wins: velocity is 0; nothing closed: not known', () => {
    expect(of(cases['no wins']!).velocity.rows[2]!.value).to.equal(0);
    const nothing = of(cases['nothing closed']!);
    expect(nothing.velocity.rows.every((row) => row.value === null)).to.equal(true);
    expect(nothing.velocity.needs).to.deep.equal(['closed-deals']);
    expect(nothing.chances.rows.map((row) => row.value)).to.deep.equal([0.2, 0.5]);
  });

  it('credits are taken off where they come in, and added where they go', () => {
    const { rows, unexplained } = of(cases['negative amounts']!).flow;
    const sum = rows.reduce((total, row) => total + row.sign * row.value!, 0);
    expect(rows[0]!.value! + sum).to.equal(rows.at(-1)!.value);
    expect(unexplained).to.equal(0);
  });

  it('a stage emptied by a rename: what was in the old one has been in none; who is in the new one counts from an unknown day', () => {
    const { chances } = of(cases['a stage emptied by a rename']!);
    expect(chances.rows[1]).to.include({ stage: 'renamed', n: 0, nOpen: 10, value: 0.5 });
    expect(chances.leftOut).to.deep.equal([{ code: 'no-entry-date', n: 10 }]);
  });

  it('closed before created: no cycle, but closed; the flow still adds up', () => {
    const { velocity, flow } = of(cases['closed before created']!);
    expect(velocity.rows.some((row) => row.won > 0 && row.cycle === null && row.value === null)).to.equal(
      true,
    );
    expect(flow.unexplained).to.equal(0);
  });

  it('an import of thousands in one second is no crowd of new visits', () => {
    // 3,000 deals, created over 400 days, all entered in one second; from then on each day 1 in 100 of them is decided.
    const random = createRandom('import');
    const at = '2025-03-01T04:00:00Z';
    const deals = Array.from({ length: 3000 }, (_, i): Deal => {
      const age = Math.floor(random() * 400);
      const days = Math.floor(-Math.log(1 - random()) * 100) + 1;
      const createdAt = formatDay(parseDay('2025-03-01')! - 1 - age);
      const isClosed = days < 270;
      const end = random() < 0.4 ? 'won' : 'lost';
      const closedAt = isClosed ? formatDay(parseDay('2025-03-01')! + days) : null;
      return {
        id: String(i),
        name: '',
        pipeline: 'p',
        stage: isClosed ? end : 'a',
        amount: 100,
        createdAt,
        closedAt,
        visits: [{ stage: 'a', enteredAt: at }, ...(closedAt ? [{ stage: end, enteredAt: closedAt }] : [])],
      };
    });
    const data = dataOf(deals, { provenance: { ...full, historyFrom: at } });
    const { chances, velocity } = of(data);
    // Watched from the age that each had: the chance is the 40 % it was made with, whatever the ages.
    expect(chances.overall.estimate).to.be.closeTo(0.4, 0.05);
    expect(chances.rows[0]!.estimate).to.be.closeTo(0.4, 0.05);
    // And they were created when they were created, not on the day of the import: 65 and 340 of 400 days were over.
    expect(velocity.rows[0]!.open / 3000).to.be.closeTo(65 / 400, 0.03);
    expect(velocity.rows[3]!.open / 3000).to.be.closeTo(340 / 400, 0.03);
  });

  it('5,000 stages: each measure within seconds', function () {
    this.timeout(60_000);
    const many: Stage[] = Array.from({ length: 5000 }, (_, i) => ({
      id: `s${i}`,
      name: '',
      kind: 'open' as const,
    }));
    const random = createRandom('stages');
    const deals = dealsOf(200, all).map((deal): Deal => {
      const from = Math.floor(random() * 4000);
      const visits = Array.from({ length: 5 }, (_, i) => ({
        stage: `s${from + i * 200}`,
        enteredAt: formatDay(parseDay(deal.createdAt as string)! + i),
      }));
      const isOpen = deal.closedAt === null;
      return {
        ...deal,
        stage: isOpen ? visits.at(-1)!.stage : deal.stage,
        visits: isOpen ? visits : [...visits, deal.visits.at(-1)!],
      };
    });
    const data = dataOf(deals, {
      pipelines: [{ id: 'p', name: 'P', stages: [...many, ...stages.slice(2)] }],
    });
    const view = viewAt(data, { asOf: '2025-12-31' });
    for (const [name, ask] of Object.entries(measures)) {
      const { tables, measure } = ask({ pipeline: 'p', window: undefined, by: undefined });
      const start = performance.now();
      const { rows } = measure(summarize(view, tables));
      expect(performance.now() - start, name).to.be.lessThan(10_000);
      expect(
        rows.every((row) => row.value === null || Number.isFinite(row.value)),
        name,
      ).to.equal(true);
    }
  });
});
