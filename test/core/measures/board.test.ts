import { expect } from 'chai';
import { boardTables, measureBoard } from '../../../src/core/measures/board.js';
import { abc, closed, day, month, open, pipelineOf, stage, summaryOf } from './tables.js';

describe('measureBoard', () => {
  it('gives a column a stage with count, sum and weighted sum', () => {
    const board = measureBoard(
      summaryOf({
        open: [
          // A (10 %): 3 deals of 1,000 in all, one of them 400 at its own 50 %: 200 + 600 × 0.1 = 260
          open({
            stage: 'a',
            n: 3,
            nAmount: 3,
            amount: 1000_00,
            ownN: 1,
            ownAmount: 400_00,
            ownWeighted: 200_00,
          }),
          // and one without an amount
          open({ stage: 'a', n: 1, nAmount: 0, amount: 0, entered: null }),
          // B (25 %): 200 → 50
          open({ stage: 'b', amount: 200_00 }),
          open({ stage: 'old', amount: 70_00 }),
          open({ stage: '', n: 2, nAmount: 0, amount: 0 }),
          open({ pipeline: 'q', stage: 'a' }),
        ],
        closed: [
          closed({ outcome: 'won', n: 2, nAmount: 2, amount: 500_00 }),
          closed({ outcome: 'won', closed: month('2025-12'), amount: 900_00 }),
          closed({ outcome: 'lost', closed: null, amount: 30_00 }),
        ],
      }),
      { pipeline: 'p' },
    );
    const figures = board.rows.map((r) => [
      r.key,
      r.n,
      r.nAmount,
      r.sum.amount,
      r.weighted?.amount,
      r.probability,
    ]);
    expect(figures).to.deep.equal([
      ['stage:a', 4, 3, 1000, 260, 0.1],
      ['stage:b', 1, 1, 200, 50, 0.25],
      ['stage:c', 0, 0, 0, 0, 0.5],
      ['unmapped:old', 1, 1, 70, undefined, null],
      ['no-stage', 2, 0, 0, undefined, null],
      ['stage:won', 3, 3, 1400, undefined, 1],
      ['stage:lost', 1, 1, 30, undefined, 0],
    ]);
    expect(board.open).to.deep.equal({
      n: 8,
      sum: { amount: 1270, currency: 'EUR', per: [{ currency: 'EUR', amount: 1270 }] },
      weighted: { amount: 310, currency: 'EUR', per: [{ currency: 'EUR', amount: 310 }] },
    });
    expect(board.leftOut).to.deep.equal([
      { code: 'no-amount', n: 3 },
      { code: 'no-stage', n: 2 },
      { code: 'unmapped-stage', n: 1 },
      { code: 'no-probability', n: 3 },
    ]);
    expect(board.needs).to.deep.equal([]);
  });

  it('cuts only the closed columns to the window, by their own date', () => {
    const made = summaryOf({
      open: [open({ entered: day('2025-01-01') })],
      closed: [
        closed({ outcome: 'won' }),
        closed({ outcome: 'won', closed: month('2025-12') }),
        closed({ outcome: 'lost', closed: null }),
      ],
    });
    const board = measureBoard(made, {
      pipeline: 'p',
      window: { from: day('2026-01-01'), to: day('2026-04-01') },
    });
    expect(board.rows.map((r) => r.n)).to.deep.equal([1, 0, 0, 1, 0]);
    expect(board.leftOut).to.deep.equal([{ code: 'no-closed-date', n: 1 }]);
    expect(boardTables({ pipeline: 'p', window: { from: day('2026-01-02') } })).to.deep.equal({
      open: {},
      closed: { within: { from: day('2026-01-02') } },
    });
  });

  it('keeps several closed stages apart, and hides archived stages that are empty', () => {
    const stages = [
      stage('lost', { kind: 'lost' }),
      stage('won', { kind: 'won', archived: true }),
      stage('a', { archived: true }),
      stage('b'),
      stage('junk', { kind: 'lost' }),
    ];
    const made = (holds: string) =>
      summaryOf({
        pipelines: [pipelineOf(stages)],
        open: [open({ stage: holds })],
        closed: [closed({ outcome: 'lost', stage: 'junk', n: 2 })],
      });
    const keys = (holds: string) =>
      measureBoard(made(holds), { pipeline: 'p' }).rows.map((r) => [r.key, r.n]);
    expect(keys('b')).to.deep.equal([
      ['stage:b', 1],
      ['stage:lost', 0],
      ['stage:junk', 2],
    ]);
    expect(keys('a')[0]).to.deep.equal(['stage:a', 1]);
  });

  it('says that it needs probabilities where there are none, and never zero', () => {
    const bare = pipelineOf([stage('a'), ...abc.stages.slice(3)]);
    const without = summaryOf({ pipelines: [bare], open: [open({})], closed: [] });
    const board = measureBoard(without, { pipeline: 'p' });
    expect([board.rows[0]!.weighted, board.open.weighted, board.needs]).to.deep.equal([
      null,
      null,
      ['probabilities'],
    ]);
    // One deal with its own chance is enough for a figure; the other is counted as left out.
    const own = summaryOf({
      pipelines: [bare],
      open: [open({ n: 2, nAmount: 2, amount: 300_00, ownN: 1, ownAmount: 100_00, ownWeighted: 40_00 })],
      closed: [],
    });
    const some = measureBoard(own, { pipeline: 'p' });
    expect([some.rows[0]!.weighted?.amount, some.needs]).to.deep.equal([40, []]);
    expect(some.leftOut).to.deep.equal([{ code: 'no-probability', n: 1 }]);
  });

  it('never adds currencies up without rates', () => {
    const rows = [open({ amount: 100_00 }), open({ currency: 'USD', amount: 100_00 })];
    const mixed = measureBoard(summaryOf({ open: rows, closed: [] }), { pipeline: 'p' });
    expect([mixed.rows[0]!.sum.amount, mixed.rows[0]!.weighted?.amount]).to.deep.equal([null, null]);
    expect(mixed.leftOut).to.deep.equal([{ code: 'mixed-currencies', n: 2 }]);
    const rates = { base: 'EUR', per: { USD: 0.5 } };
    const board = measureBoard(summaryOf({ open: rows, closed: [], rates }), { pipeline: 'p' });
    expect([board.rows[0]!.sum.amount, board.rows[0]!.weighted?.amount]).to.deep.equal([150, 15]);
    const shown = measureBoard(summaryOf({ open: rows, closed: [], rates }), {
      pipeline: 'p',
      currency: 'USD',
    });
    expect(shown.rows[0]!.sum).to.include({ amount: 300, currency: 'USD' });
  });
});
