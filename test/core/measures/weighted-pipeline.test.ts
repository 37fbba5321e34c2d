import { expect } from 'chai';
import { intervalsOf } from '../../../src/core/calendar/period.js';
import {
  measureWeightedPipeline,
  weightedPipelineTables,
} from '../../../src/core/measures/weighted-pipeline.js';
import { abc, day, expected, pipelineOf, stage, summaryOf } from './tables.js';

const months = intervalsOf(day('2026-03-01'), day('2026-06-01'), 'month');

// As-of is 2026-03-31; A 10 %, B 25 %, C 50 %.
describe('measureWeightedPipeline', () => {
  const rows = [
    // April: 1,000 in A, of which 400 at their own 50 %: 200 + 60 = 260
    expected({
      expected: day('2026-04-30'),
      n: 3,
      nAmount: 3,
      amount: 1000_00,
      ownN: 1,
      ownAmount: 400_00,
      ownWeighted: 200_00,
    }),
    // May: 200 in C: 100
    expected({ stage: 'c', expected: day('2026-05-01'), amount: 200_00 }),
    // today, in March: 80 in B: 20, not overdue
    expected({ stage: 'b', expected: day('2026-03-31'), amount: 80_00 }),
    // overdue since January and since yesterday: 400 in B: 100, 40 in A: 4
    expected({ stage: 'b', expected: day('2026-01-15'), amount: 400_00 }),
    expected({ stage: 'a', expected: day('2026-03-30'), amount: 40_00 }),
    expected({ expected: null, n: 7, nAmount: 0, amount: 0 }),
    expected({ expected: day('2027-01-01'), amount: 5_00 }),
  ];

  it('weighs what is expected in each period, overdue deals in the current one', () => {
    const measure = measureWeightedPipeline(summaryOf({ expected: rows }), { intervals: months });
    expect(measure.rows.map((r) => [r.key, r.value, r.n, r.sum.amount, r.current])).to.deep.equal([
      ['2026-03', 124, 3, 520, true],
      ['2026-04', 260, 3, 1000, false],
      ['2026-05', 100, 1, 200, false],
    ]);
    expect(measure.rows.map((r) => [r.overdue.n, r.overdue.weighted?.amount])).to.deep.equal([
      [2, 104],
      [0, 0],
      [0, 0],
    ]);
    expect(measure.overdue).to.deep.include({ n: 2, nAmount: 2 });
    expect(measure.leftOut).to.deep.equal([
      { code: 'no-expected-date', n: 7 },
      { code: 'no-amount', n: 7 },
    ]);
    expect(weightedPipelineTables()).to.deep.equal({ expected: {} });
  });

  it('still says what is overdue where the current period is not asked for', () => {
    const measure = measureWeightedPipeline(summaryOf({ expected: rows }), { intervals: months.slice(1) });
    expect(measure.rows.map((r) => r.overdue.n)).to.deep.equal([0, 0]);
    expect(measure.overdue.n).to.equal(2);
  });

  it('needs probabilities, and never says zero instead', () => {
    const bare = [pipelineOf([stage('a'), ...abc.stages.slice(3)])];
    const without = measureWeightedPipeline(summaryOf({ pipelines: bare, expected: rows.slice(1, 2) }), {
      intervals: months,
    });
    expect(without.rows.map((r) => r.value)).to.deep.equal([null, null, null]);
    expect([without.needs, without.leftOut]).to.deep.equal([
      ['probabilities'],
      [{ code: 'no-probability', n: 1 }],
    ]);
    const some = measureWeightedPipeline(summaryOf({ pipelines: bare, expected: rows.slice(0, 1) }), {
      intervals: months,
    });
    expect(some.rows.map((r) => r.value)).to.deep.equal([null, 200, null]);
    expect(some.leftOut).to.deep.equal([{ code: 'no-probability', n: 2 }]);
  });

  it('splits by a dimension', () => {
    const made = summaryOf({
      request: { expected: { by: ['owner'] } },
      expected: [
        expected({ dims: ['ben'], expected: day('2026-04-02') }),
        expected({ dims: ['ana'], expected: day('2026-05-02') }),
      ],
    });
    const measure = measureWeightedPipeline(made, { intervals: months, by: 'owner' });
    expect(measure.rows.map((r) => [r.key, r.n])).to.deep.equal([
      ['2026-03|owner:ana', 0],
      ['2026-03|owner:ben', 0],
      ['2026-04|owner:ana', 0],
      ['2026-04|owner:ben', 1],
      ['2026-05|owner:ana', 1],
      ['2026-05|owner:ben', 0],
    ]);
  });
});
