import { expect } from 'chai';
import { intervalsWithin } from '../../../src/core/calendar/period.js';
import { bookedTables, measureBooked } from '../../../src/core/measures/booked.js';
import { coverageTables, measureCoverage } from '../../../src/core/measures/coverage.js';
import { goalFor, goalScopes, goalSteps } from '../../../src/core/measures/goals.js';
import { measureOutlook, outlookTables } from '../../../src/core/measures/outlook.js';
import type { Goal } from '../../../src/core/model.js';
import { abc, daily, day, expected, pipelineOf, stage, summaryOf, type Made } from './tables.js';

const span = (from: string, to: string) => ({ from: day(from), to: day(to), key: `${from}/${to}` });
const q1 = span('2026-01-01', '2026-04-01');
const months = intervalsWithin(q1.from, q1.to, 'month');
const goalOf = (from: string, to: string, amount: number, more: Partial<Goal> = {}): Goal => ({
  from,
  to,
  amount,
  ...more,
});

const won = [
  daily({ day: day('2026-01-03'), amount: 100_10 }),
  daily({ day: day('2026-01-31'), amount: 50_20 }),
  daily({ day: day('2026-02-20'), amount: -20_00 }),
  daily({ day: day('2026-02-21'), n: 2, nAmount: 0, amount: 0 }),
  daily({ day: null, n: 3, nAmount: 3, amount: 900_00 }),
  // Not won, or not in the quarter.
  daily({ day: day('2026-02-20'), what: 'lost' }),
  daily({ day: day('2026-02-20'), what: 'created' }),
  daily({ day: day('2025-12-31'), amount: 70_00 }),
  daily({ day: day('2026-04-01') }),
];

describe('measureBooked', () => {
  it('sums what was won by its close date, credits included, and cumulates', () => {
    const measure = measureBooked(summaryOf({ daily: won }), { intervals: months });
    expect(
      measure.rows.map((row) => [row.key, row.value, row.n, row.nAmount, row.upTo.amount]),
    ).to.deep.equal([
      ['2026-01', 150.3, 2, 2, 150.3],
      ['2026-02', -20, 3, 1, 130.3],
      ['2026-03', 0, 0, 0, 130.3],
    ]);
    expect(measure.leftOut).to.deep.equal([
      { code: 'no-closed-date', n: 3 },
      { code: 'no-amount', n: 2 },
    ]);
    expect(bookedTables()).to.deep.equal({ daily: {} });
  });

  it('does not call amounts that nobody knows 0', () => {
    const unknown = { nAmount: 0, amount: 0 };
    const rows = [daily(unknown), daily({ day: day('2026-03-02'), amount: 10_00 })];
    const measure = measureBooked(summaryOf({ daily: rows }), { intervals: months });
    expect(measure.rows.map((row) => [row.value, row.upTo.amount, row.n])).to.deep.equal([
      [null, null, 1],
      [0, null, 0],
      [10, 10, 1],
    ]);
    expect(measure.leftOut).to.deep.equal([{ code: 'no-amount', n: 1 }]);
    const goals = [goalOf('2026-01-01', '2026-04-01', 500)];
    const none = measureOutlook(summaryOf({ daily: rows.slice(0, 1), expected: [], goals }), {
      window: { ...q1, key: 'q1' },
      intervals: months,
    });
    expect(none.won).to.deep.equal({ n: 1, amount: null });
    expect([none.goal, none.attainment, none.toGo, none.gap, none.coverage]).to.deep.equal([
      500,
      null,
      null,
      null,
      null,
    ]);
  });

  it('reads any grain from the same table', () => {
    const weeks = intervalsWithin(q1.from, q1.to, 'week');
    const measure = measureBooked(summaryOf({ daily: won }), { intervals: weeks });
    expect(measure.rows.filter((row) => row.n > 0).map((row) => [row.key, row.value])).to.deep.equal([
      ['2025-12-29', 100.1],
      ['2026-01-26', 50.2],
      ['2026-02-16', -20],
    ]);
    expect(measure.rows.at(-1)!.upTo.amount).to.equal(130.3);
  });

  it('converts by the data’s rates, and never adds up currencies without', () => {
    const mixed = [
      daily({ amount: 10_00 }),
      daily({ currency: 'USD', amount: 10_00, day: day('2026-02-02') }),
    ];
    const without = measureBooked(summaryOf({ daily: mixed }), { intervals: months });
    expect(without.rows.map((row) => [row.value, row.upTo.amount])).to.deep.equal([
      [10, 10],
      [10, null],
      [0, null],
    ]);
    expect(without.leftOut).to.deep.equal([{ code: 'mixed-currencies', n: 2 }]);
    const rates = { base: 'EUR', per: { USD: 0.5 } };
    const converted = measureBooked(summaryOf({ daily: mixed, rates }), { intervals: months });
    expect(converted.rows.map((row) => row.upTo.amount)).to.deep.equal([10, 15, 15]);
  });

  it('throws where the summary lacks the table', () => {
    expect(() => measureBooked(summaryOf({ closed: [] }), { intervals: months })).to.throw('summary-lacks');
  });
});

describe('goals', () => {
  const frameOf = (goals: readonly Goal[], more: Made = {}) => summaryOf({ goals, ...more }).frame;
  const year = span('2026-01-01', '2027-01-01');
  const quarters = [
    goalOf('2026-01-01', '2026-04-01', 100),
    goalOf('2026-04-01', '2026-07-01', 100),
    goalOf('2026-07-01', '2026-10-01', 100),
    goalOf('2026-10-01', '2027-01-01', 150),
  ];

  it('do not count twice where a year’s goal stands beside its quarters', () => {
    const both = [...quarters, goalOf('2026-01-01', '2027-01-01', 500)];
    expect(goalFor(frameOf(quarters), {}, year, 'EUR')).to.equal(450);
    expect(goalFor(frameOf(both), {}, year, 'EUR')).to.equal(500);
    expect(goalFor(frameOf(both), {}, q1, 'EUR')).to.equal(100);
  });

  it('find the chain that fits where the longest leads nowhere, and give none where goals leave gaps', () => {
    const odd = [
      goalOf('2026-01-01', '2026-02-15', 70),
      goalOf('2026-01-01', '2026-02-01', 40),
      goalOf('2026-02-01', '2026-04-01', 60),
    ];
    expect(goalFor(frameOf(odd), {}, q1, 'EUR')).to.equal(100);
    expect(goalFor(frameOf([odd[0]!, odd[2]!]), {}, q1, 'EUR')).to.equal(null);
    expect(goalFor(frameOf([quarters[0]!, quarters[2]!]), {}, year, 'EUR')).to.equal(null);
  });

  it('for the very same days add up, as do those of several pipelines', () => {
    const twice = [quarters[0]!, quarters[0]!];
    expect(goalFor(frameOf(twice), {}, q1, 'EUR')).to.equal(200);
    const pipelines = [abc, { ...abc, id: 'q' }];
    const of = (goals: readonly Goal[]) => goalFor(frameOf(goals, { pipelines }), {}, q1, 'EUR');
    const [p, q] = ['p', 'q'].map((pipeline) => goalOf('2026-01-01', '2026-04-01', 100, { pipeline }));
    expect(of([p!, q!])).to.equal(200);
    // Only a part of the quarter has a goal in q: it is not known what both are to reach.
    expect(of([p!, goalOf('2026-01-01', '2026-02-01', 5, { pipeline: 'q' })])).to.equal(null);
  });

  it('come as steps, in order', () => {
    const steps = goalSteps(frameOf([...quarters].reverse()), [{}], year, 'EUR');
    expect(steps?.map(({ amount }) => amount)).to.deep.equal([100, 100, 100, 150]);
    expect(steps?.[1]).to.deep.equal({ from: day('2026-04-01'), to: day('2026-07-01'), amount: 100 });
    const owners = ['a', 'b'].map((owner) => goalOf('2026-01-01', '2026-04-01', 7, { owner }));
    expect(goalSteps(frameOf(owners), [{ owner: 'a' }, { owner: 'b' }], q1, 'EUR')).to.have.length(2);
    expect(goalSteps(frameOf(owners), [{ owner: 'a' }, { owner: 'c' }], q1, 'EUR')).to.equal(null);
  });

  it('are those of whom a filter shows', () => {
    expect(goalScopes({})).to.deep.equal([{}]);
    expect(goalScopes({ owner: ['a', 'b'] })).to.deep.equal([{ owner: 'a' }, { owner: 'b' }]);
    expect(goalScopes({ team: ['t'], pipeline: ['p'] })).to.deep.equal([{ team: 't', pipeline: 'p' }]);
    expect(goalScopes({ source: ['web'] })).to.equal(undefined);
    expect(goalScopes({ owner: ['a'], team: ['t'] })).to.equal(undefined);
  });
});

// As-of is 2026-02-14, 45 of 90 days gone.
describe('measureOutlook', () => {
  const open = [
    // Overdue since January: 400 in B at 25 %: 100, in February.
    expected({ stage: 'b', expected: day('2026-01-15'), amount: 400_00 }),
    // March: 600 in C at 50 %: 300
    expected({ stage: 'c', expected: day('2026-03-31'), amount: 600_00 }),
    // After the quarter, and without a date.
    expected({ stage: 'c', expected: day('2026-04-01'), amount: 5_00 }),
    expected({ expected: null, amount: 5_00 }),
  ];
  const made = (more: Made = {}) =>
    summaryOf({
      asOf: '2026-02-14',
      goals: [goalOf('2026-01-01', '2026-04-01', 1000)],
      daily: [daily({ day: day('2026-01-10'), amount: 300_00 }), daily({ day: day('2026-02-02') })],
      expected: open,
      ...more,
    });
  const outlook = (more?: Made, options = {}) =>
    measureOutlook(made(more), { window: q1, intervals: months, ...options });

  it('puts won, weighted pipeline and goal side by side', () => {
    const measure = outlook();
    expect(
      measure.rows.map((row) => [row.phase, row.booked.value, row.weighted, row.value, row.n, row.upTo]),
    ).to.deep.equal([
      ['past', 300, 0, 300, 1, { won: 300, expected: null, goal: 1000 }],
      ['current', 100, 100, 200, 2, { won: 400, expected: 500, goal: 1000 }],
      ['future', 0, 300, 300, 1, { won: null, expected: 800, goal: 1000 }],
    ]);
    expect(measure).to.deep.include({
      currency: 'EUR',
      won: { n: 2, amount: 400 },
      goal: 1000,
      attainment: 0.4,
      elapsed: 0.5,
      toGo: 600,
      gap: -200,
      // 400 + 600 open ÷ 600 to go
      coverage: 1000 / 600,
      goalsMissing: false,
    });
    expect(measure.open).to.deep.include({ n: 2, weighted: 400 });
    expect(measure.overdue.n).to.equal(1);
    expect(measure.leftOut).to.deep.equal([{ code: 'no-expected-date', n: 1 }]);
    expect(Object.keys(outlookTables())).to.have.members(['daily', 'expected']);
  });

  it('covers nothing once the goal is met, and has no goal figures without one', () => {
    const met = outlook({ goals: [goalOf('2026-01-01', '2026-04-01', 350)] });
    expect(met).to.deep.include({ coverage: null, toGo: -50, gap: 450 });
    const none = outlook({ goals: [] });
    expect(none).to.deep.include({ goal: null, attainment: null, gap: null, coverage: null, toGo: null });
    const gaps = outlook({ goals: [goalOf('2026-01-01', '2026-02-01', 350)] });
    expect(gaps).to.deep.include({ goal: null, goalsMissing: true });
    expect(gaps.rows.map((row) => row.goal)).to.deep.equal([350, null, null]);
    expect(outlook({}, { goals: [goalOf('2026-01-01', '2026-04-01', 500)] }).goal).to.equal(500);
  });

  it('compares with the same share of another window', () => {
    const before = span('2025-10-01', '2026-01-01');
    const measure = outlook(
      {
        daily: [
          daily({ day: day('2025-10-01'), amount: 10_00 }),
          // The 46th and the 47th of 92 days.
          daily({ day: day('2025-11-15'), amount: 20_00 }),
          daily({ day: day('2025-11-16'), amount: 40_00 }),
        ],
      },
      { previous: { window: before, intervals: [before] } },
    );
    expect(measure.previous).to.deep.include({ won: 70, wonByNow: 30 });
  });

  it('says null, never zero, where no probability is known', () => {
    const bare = [pipelineOf([stage('a'), stage('b'), stage('c'), ...abc.stages.slice(3)])];
    const measure = outlook({ pipelines: bare });
    expect(measure.needs).to.deep.equal(['probabilities']);
    expect(measure.rows.map((row) => [row.value, row.upTo.expected])).to.deep.equal([
      [300, null],
      [null, null],
      [null, null],
    ]);
    expect([measure.open.weighted, measure.gap]).to.deep.equal([null, null]);
    expect(measure.coverage).to.equal(1000 / 600);
  });

  it('adds up nothing where won and open are in currencies without rates', () => {
    const mixed = outlook({ expected: [expected({ currency: 'USD', expected: day('2026-03-01') })] });
    expect([mixed.currency, mixed.gap, mixed.coverage]).to.deep.equal([null, null, null]);
    const elsewhere = outlook({ expected: [expected({ currency: 'USD', expected: day('2026-05-01') })] });
    expect([elsewhere.currency, elsewhere.gap]).to.deep.equal(['EUR', -600]);
  });

  it('holds for a window that is over, and for one that is to come', () => {
    const over = outlook({ asOf: '2026-06-30' });
    expect(over.rows.map((row) => [row.phase, row.upTo.won])).to.deep.equal([
      ['past', 300],
      ['past', 400],
      ['past', 400],
    ]);
    expect([over.elapsed, over.open.n, over.gap]).to.deep.equal([1, 0, -600]);
    const ahead = outlook({ asOf: '2025-12-31', daily: [] });
    expect(ahead.rows.map((row) => [row.phase, row.upTo.won, row.upTo.expected])).to.deep.equal([
      ['future', null, 100],
      ['future', null, 100],
      ['future', null, 400],
    ]);
    expect(ahead.elapsed).to.equal(0);
  });
});

describe('measureCoverage', () => {
  it('divides the open pipeline of the period by what the goal lacks', () => {
    const summary = summaryOf({
      asOf: '2026-02-14',
      goals: [goalOf('2026-01-01', '2026-04-01', 1000)],
      daily: [daily({ amount: 400_00 })],
      expected: [expected({ expected: day('2026-03-01'), n: 3, nAmount: 3, amount: 1500_00 })],
    });
    const [row] = measureCoverage(summary, { window: q1 }).rows;
    expect(row).to.deep.include({ value: 2.5, n: 3, toGo: 600, won: 400, goal: 1000 });
    expect(Object.keys(coverageTables())).to.have.members(['daily', 'expected']);
  });
});
