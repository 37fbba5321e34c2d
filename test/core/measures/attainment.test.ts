import { expect } from 'chai';
import { intervalOf } from '../../../src/core/calendar/period.js';
import { attainmentTables, measureAttainment } from '../../../src/core/measures/attainment.js';
import type { Goal } from '../../../src/core/model.js';
import { daily, day, summaryOf, type Made } from './tables.js';

const q3 = intervalOf(day('2026-07-01'), 'quarter');
const [q1, q2] = [intervalOf(day('2026-01-01'), 'quarter'), intervalOf(day('2026-04-01'), 'quarter')];
const goal = (amount: number, more: Partial<Goal> = {}): Goal => ({
  from: '2026-07-01',
  to: '2026-10-01',
  amount,
  ...more,
});
/** 46 of the 92 days of the third quarter are over at the end of 15 August. */
const half = '2026-08-15';
const won = [
  daily({ day: day('2026-07-01'), amount: 250_00 }),
  daily({ day: day('2026-08-15'), amount: 150_00 }),
  // 45 of 90 days: up to and including 14 February; 45.5 of 91, rounded to 46: up to and including 16 May
  daily({ day: day('2026-02-14'), amount: 300_00 }),
  daily({ day: day('2026-02-15'), amount: 700_00 }),
  daily({ day: day('2026-05-16'), amount: 300_00 }),
  daily({ day: day('2026-06-30'), amount: 200_00 }),
  daily({ day: null, n: 2, nAmount: 2 }),
  daily({ day: day('2026-08-01'), what: 'lost' }),
];
const of = (made: Made, options = {}) =>
  measureAttainment(summaryOf({ asOf: half, daily: won, ...made }), { window: q3, ...options });

describe('measureAttainment', () => {
  it('is won ÷ goal, against an even pace and the pace of earlier quarters', () => {
    const measure = of({ goals: [goal(1000)] }, { previous: [q1, q2] });
    const [row] = measure.rows;
    // 400 of 1,000 where half of the days are over; by then 600 of 1,500 were won before: 40 %
    expect(row).to.include({ value: 0.4, n: 2, goal: 1000, elapsed: 0.5, even: 500, ahead: -100, pace: 0.8 });
    expect(row!.previous.map((point) => [point.wonByNow, point.won, point.share])).to.deep.equal([
      [300, 1000, 0.3],
      [300, 500, 0.6],
    ]);
    expect(row).to.include({ usual: 0.4, usualByNow: 400, aheadOfUsual: 0 });
    expect(measure.leftOut).to.deep.equal([{ code: 'no-closed-date', n: 2 }]);
  });

  it('without a goal, or one of 0, there is nothing attained; without earlier windows nothing usual', () => {
    for (const goals of [[], [goal(0)], [goal(100, { to: '2026-09-01' })]])
      expect(of({ goals }).rows[0]).to.include({ value: null, usual: null, aheadOfUsual: null });
    expect(of({ goals: [goal(0)] }).rows[0]).to.include({ even: 0, ahead: 400, pace: null });
  });

  it('before the window nothing is over, after it all is', () => {
    expect(of({ goals: [goal(1000)], asOf: '2026-06-30' }).rows[0]).to.include({ elapsed: 0, even: 0 });
    expect(of({ goals: [goal(1000)], asOf: '2026-10-31' }).rows[0]).to.include({ elapsed: 1, even: 1000 });
  });

  it('by owner: who has a goal has a row, with 0 where nothing was won', () => {
    const measure = measureAttainment(
      summaryOf({
        asOf: half,
        request: attainmentTables({ by: 'owner' }),
        daily: [
          daily({ day: day('2026-07-10'), dims: ['ana'], amount: 90_00 }),
          daily({ day: day('2026-07-10'), dims: [''], amount: 5_00 }),
        ],
        owners: [
          { id: 'ana', name: 'Ana' },
          { id: 'ben', name: 'Ben' },
          { id: 'cem', name: 'Cem' },
        ],
        goals: [goal(100, { owner: 'ana' }), goal(50, { owner: 'ben' }), goal(999)],
      }),
      { window: q3, by: 'owner' },
    );
    expect(measure.rows.map((row) => [row.group, row.won.amount, row.goal, row.value])).to.deep.equal([
      ['', 5, null, null],
      ['ana', 90, 100, 0.9],
      ['ben', 0, 50, 0],
    ]);
  });

  it('a host’s goals stand in the place of the data’s; won deals without any amount are not 0', () => {
    expect(of({ goals: [goal(1000)] }, { goals: [goal(800)] }).rows[0]).to.include({ value: 0.5, goal: 800 });
    const unknown = of({
      daily: [daily({ day: day('2026-07-01'), nAmount: 0, amount: 0 })],
      goals: [goal(10, { currency: 'EUR' })],
    });
    expect(unknown.rows[0]).to.include({ value: null, n: 1, goal: 10 });
    expect(unknown.leftOut).to.deep.equal([{ code: 'no-amount', n: 1 }]);
  });

  it('mixed currencies without rates are attained of nothing', () => {
    const mixed = of({
      daily: [...won, daily({ day: day('2026-07-01'), currency: 'USD' })],
      goals: [goal(1000)],
    });
    expect(mixed.rows[0]).to.include({ value: null, goal: null });
    expect(mixed.leftOut).to.deep.include({ code: 'mixed-currencies', n: 3 });
  });
});
