import { expect } from 'chai';
import { dropOffTables, measureDropOff } from '../../../src/core/measures/drop-off.js';
import { closed, month, summaryOf } from './tables.js';

describe('measureDropOff', () => {
  const lost = (from: string, reason: string, n: number, amount: number) =>
    closed({ outcome: 'lost', from, reason, n, nAmount: n, amount });
  const rows = [
    lost('b', 'price', 3, 300_00),
    lost('b', '', 1, 100_00),
    lost('a', 'timing', 2, 600_00),
    lost('', 'price', 1, 0),
    closed({ from: 'b', n: 9 }),
    lost('b', 'price', 1, 0),
    { ...lost('b', 'price', 5, 0), closed: null },
  ];

  it('is what was lost, by stage and reason', () => {
    const { rows: found, leftOut } = measureDropOff(summaryOf({ closed: rows.slice(0, 6) }), {
      pipeline: 'p',
    });
    expect(
      found.map((row) => [row.stage, row.reason, row.n, row.of, row.ofStage, row.ofAll, row.amount.amount]),
    ).to.deep.equal([
      ['a', 'timing', 2, 2, 1, 0.25, 600],
      ['b', 'price', 4, 5, 0.8, 0.5, 300],
      ['b', '', 1, 5, 0.2, 0.125, 100],
      ['', 'price', 1, 1, 1, 0.125, 0],
    ]);
    expect(leftOut).to.deep.equal([{ code: 'stage-at-loss-unknown', n: 1 }]);
  });

  it('by amount, in a month', () => {
    const window = { from: 20_454, to: 20_485 };
    expect(dropOffTables({ pipeline: 'p', window })).to.deep.equal({ closed: {} });
    const measure = measureDropOff(
      summaryOf({ closed: [...rows, { ...rows[0]!, closed: month('2026-02') }] }),
      {
        pipeline: 'p',
        window,
        value: 'amount',
      },
    );
    expect(measure.rows.map((row) => [row.value, row.ofStage])).to.deep.equal([
      [600, 1],
      [300, 0.75],
      [100, 0.25],
      [0, null],
    ]);
    expect(measure.leftOut[0]).to.deep.equal({ code: 'no-closed-date', n: 5 });
  });

  it('nothing lost, no rows', () => {
    expect(measureDropOff(summaryOf({ closed: [closed({})] }), { pipeline: 'p' }).rows).to.deep.equal([]);
  });
});
