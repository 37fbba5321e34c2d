import { expect } from 'chai';
import type { Goal } from '../../../src/core/model.js';
import { leaderboardTables, measureLeaderboard } from '../../../src/core/measures/leaderboard.js';
import { closed, day, open, pipelineOf, summaryOf, type Made } from './tables.js';

const owners = [
  { id: 'a', name: 'Ana', team: 'north' },
  { id: 'b', name: 'Ben' },
  { id: 'c', name: 'Cem' },
  { id: 'd', name: 'Dia' },
];
const deals = (owner: string, won: number, amount: number, lost: number) => [
  closed({
    dims: [owner],
    outcome: 'won',
    n: won,
    nAmount: won,
    amount: amount * 100,
    cycleN: won,
    cycle: won * 30,
  }),
  closed({ dims: [owner], outcome: 'lost', n: lost, nAmount: lost, amount: lost * 100_00 }),
];
const made = (more: Made = {}) =>
  summaryOf({
    owners,
    request: { closed: { by: ['owner'] }, open: { by: ['owner'] } },
    closed: [
      ...deals('a', 5, 900, 5),
      ...deals('b', 3, 900, 2),
      ...deals('c', 4, 400, 1),
      ...deals('d', 2, 2000, 0),
      ...deals('', 6, 5000, 0),
    ],
    open: [
      // Ana: 300 in A at 10 %: 30
      open({ dims: ['a'], n: 2, nAmount: 2, amount: 300_00 }),
      open({ dims: ['x'], stage: 'old', nAmount: 0, amount: 0 }),
    ],
    ...more,
  });
const board = (rows: readonly { rank: number | null; name: string }[]) =>
  rows.map((row) => [row.rank, row.name]);
const q1 = { from: day('2026-01-01'), to: day('2026-04-01') };
const monthly = (owner: string, amounts: readonly number[]): Goal[] =>
  amounts.map((amount, i) => ({ from: `2026-0${i + 1}-01`, to: `2026-0${i + 2}-01`, amount, owner }));

describe('measureLeaderboard', () => {
  it('ranks by what was won, with ties, and leaves unranked who closed too little', () => {
    const measure = measureLeaderboard(made());
    expect(board(measure.rows)).to.deep.equal([
      [1, 'Ana'],
      [1, 'Ben'],
      [3, 'Cem'],
      [null, 'Dia'],
      [null, 'x'],
      [null, ''],
    ]);
    expect(measure.rows[0]).to.include({
      key: 'owner:a',
      value: 900,
      n: 10,
      wonCount: 5,
      lostCount: 5,
      winRate: 0.5,
      averageWon: 180,
      cycle: 30,
      openCount: 2,
      team: 'north',
      goal: null,
      attainment: null,
    });
    expect(measure.rows[0]!.openWeighted?.amount).to.equal(30);
    // x has one deal in a stage that nobody gave a probability.
    expect(measure.rows[4]).to.include({ openWeighted: null, winRate: null, cycle: null, averageWon: null });
    expect(board(measureLeaderboard(made(), { minClosed: 2 }).rows)[0]).to.deep.equal([1, 'Dia']);
    expect(leaderboardTables({ by: 'team' })).to.deep.equal({
      closed: { by: ['team'] },
      open: { by: ['team'] },
    });
  });

  it('sorts by any column; 2 of 2 does not beat 40 of 60 by the lower bound', () => {
    const rates = { closed: [...deals('d', 2, 1, 0), ...deals('c', 40, 1, 20), ...deals('b', 30, 1, 30)] };
    const low = measureLeaderboard(made(rates), { sort: 'winRateLow', minClosed: 1 });
    expect(board(low.rows).slice(0, 3)).to.deep.equal([
      [1, 'Cem'],
      [2, 'Ben'],
      [3, 'Dia'],
    ]);
    expect(board(measureLeaderboard(made(rates), { sort: 'winRate', minClosed: 1 }).rows)[0]).to.deep.equal([
      1,
      'Dia',
    ]);
    const cycles = {
      closed: [
        closed({ dims: ['a'], n: 5, cycleN: 5, cycle: 200 }),
        closed({ dims: ['b'], n: 5, cycleN: 5, cycle: 100 }),
        closed({ dims: ['c'], n: 5, cycleN: 0, cycle: 0 }),
      ],
    };
    expect(board(measureLeaderboard(made(cycles), { sort: 'cycle' }).rows).slice(0, 3)).to.deep.equal([
      [1, 'Ben'],
      [2, 'Ana'],
      [null, 'Cem'],
    ]);
  });

  it('divides by the goals that cover the window, or by the one given', () => {
    const goals = [
      ...monthly('a', [100, 200, 300]),
      // February is missing.
      ...monthly('b', [500]),
      { from: '2026-03-01', to: '2026-04-01', amount: 500, owner: 'b' },
      // Reaches beyond the window.
      { from: '2026-01-01', to: '2027-01-01', amount: 500, owner: 'c' },
      { from: '2026-01-01', to: '2026-04-01', amount: 500 },
    ];
    const measure = measureLeaderboard(made({ goals }), { window: q1 });
    expect(measure.rows.slice(0, 3).map((row) => [row.goal, row.attainment])).to.deep.equal([
      [600, 1.5],
      [null, null],
      [null, null],
    ]);
    const given = measureLeaderboard(made({ goals }), { window: q1, goal: 1000 });
    expect(given.rows.slice(0, 3).map((row) => row.attainment)).to.deep.equal([0.9, 0.9, 0.4]);
    expect(measureLeaderboard(made(), { goal: 0 }).rows[0]!.attainment).to.equal(null);
  });

  it('takes the goals of the pipeline asked for', () => {
    const year = (amount: number, pipeline?: string): Goal => ({
      from: '2026-01-01',
      to: '2026-04-01',
      amount,
      owner: 'a',
      pipeline,
    });
    const two = {
      pipelines: [pipelineOf([]), { ...pipelineOf([]), id: 'q' }],
      goals: [year(100, 'p'), year(200, 'q')],
    };
    const goal = (more: Made, pipeline?: string) =>
      measureLeaderboard(made(more), { window: q1, pipeline }).rows[0]!.goal;
    expect([goal(two), goal(two, 'p')]).to.deep.equal([300, 100]);
    const general = { ...two, goals: [...two.goals, year(1000)] };
    expect([goal(general), goal(general, 'p')]).to.deep.equal([1000, 100]);
    expect(goal({ goals: [year(1000)] }, 'p')).to.equal(1000);
  });

  it('does not rank by amounts that nobody knows', () => {
    const unknown = { nAmount: 0, amount: 0 };
    const some = {
      closed: [
        closed({ dims: ['a'], n: 5, ...unknown }),
        closed({ dims: ['b'], outcome: 'lost', n: 5 }),
        closed({ dims: ['c'], n: 5, nAmount: 1 }),
      ],
    };
    const measure = measureLeaderboard(made(some), { goal: 1000 });
    expect(measure.rows.map((row) => [row.rank, row.name, row.value, row.attainment])).to.deep.equal([
      [1, 'Cem', 100, 0.1],
      [2, 'Ben', 0, 0],
      [null, 'x', 0, 0],
      [null, 'Ana', null, null],
    ]);
    expect(measure.rows[3]!.averageWon).to.equal(null);
    expect(measure.leftOut).to.deep.equal([{ code: 'no-amount', n: 13 }]);
    expect(measureLeaderboard(made(some), { sort: 'wonCount' }).rows[0]).to.include({ rank: 1, value: 5 });
  });

  it('compares in one currency, or says that it can not', () => {
    const mixed = { closed: [closed({ dims: ['a'], n: 5 }), closed({ dims: ['b'], n: 5, currency: 'USD' })] };
    const without = measureLeaderboard(made(mixed));
    expect(without.leftOut).to.deep.include({ code: 'mixed-currencies', n: 2 });
    expect(without.rows.slice(0, 2).map((row) => [row.rank, row.value])).to.deep.equal([
      [null, null],
      [null, null],
    ]);
    expect(measureLeaderboard(made(mixed), { sort: 'winRate' }).rows[0]!.rank).to.equal(1);
    const rates = { base: 'EUR', per: { USD: 0.5 } };
    const converted = measureLeaderboard(made({ ...mixed, rates }));
    expect(
      converted.rows.slice(0, 2).map((row) => [row.name, row.won.amount, row.won.currency]),
    ).to.deep.equal([
      ['Ana', 100, 'EUR'],
      ['Ben', 50, 'EUR'],
    ]);
  });
});
