import { expect } from 'chai';
import { intervalOf } from '../../../src/core/calendar/period.js';
import { PipelineError } from '../../../src/core/errors.js';
import { flowTables, measureFlow } from '../../../src/core/measures/flow.js';
import { measureSlippage, slippageTables } from '../../../src/core/measures/slippage.js';
import { day, due, flow, summaryOf } from './tables.js';

const window = intervalOf(day('2026-02-01'), 'quarter');
const of = (made: Parameters<typeof summaryOf>[0], options = {}) =>
  measureFlow(summaryOf({ request: flowTables({ window }), ...made }), { window, ...options });

describe('measureFlow', () => {
  // 1,000 + 200 + 50.5 + 30 + 20 + 10.01 − 5.01 − 300 − 40 − 65.5 − 400 = 500
  const rows = [
    flow({ what: 'opening', n: 5, nAmount: 4, amount: 1000_00 }),
    flow({ what: 'created', n: 2, nAmount: 2, amount: 200_00 }),
    flow({ what: 'reopened', amount: 50_50 }),
    flow({ what: 'transferred-in', amount: 30_00 }),
    flow({ what: 'pulled-in', amount: 20_00 }),
    flow({ what: 'up', amount: 10_01 }),
    flow({ what: 'down', amount: 5_01 }),
    flow({ what: 'pushed-out', amount: 300_00 }),
    flow({ what: 'transferred-out', amount: 40_00 }),
    flow({ what: 'lost', amount: 65_50 }),
    flow({ what: 'won', n: 2, nAmount: 2, amount: 400_00 }),
    flow({ what: 'closing', n: 5, nAmount: 5, amount: 500_00 }),
    flow({ what: 'no-expected-date', n: 3 }),
    flow({ what: 'no-closed-date', n: 4 }),
  ];

  it('names the bars in their order, each with where it ends', () => {
    const measure = of({ flow: rows });
    expect(measure.rows.map((row) => [row.kind, row.sign, row.value, row.upTo])).to.deep.equal([
      ['opening', 0, 1000, 1000],
      ['created', 1, 200, 1200],
      ['reopened', 1, 50.5, 1250.5],
      ['transferred-in', 1, 30, 1280.5],
      ['pulled-in', 1, 20, 1300.5],
      ['up', 1, 10.01, 1310.51],
      ['down', -1, 5.01, 1305.5],
      ['pushed-out', -1, 300, 1005.5],
      ['transferred-out', -1, 40, 965.5],
      ['lost', -1, 65.5, 900],
      ['won', -1, 400, 500],
      ['closing', 0, 500, 500],
    ]);
    expect([measure.unexplained, measure.currency]).to.deep.equal([0, 'EUR']);
    expect(measure.leftOut).to.deep.equal([
      { code: 'no-closed-date', n: 4 },
      { code: 'no-expected-date', n: 3 },
      { code: 'no-amount', n: 1 },
    ]);
  });

  it('says what a table does not explain, rather than to fill it in', () => {
    expect(of({ flow: [...rows, flow({ what: 'closing', amount: 1_23 })] }).unexplained).to.equal(1.23);
  });

  it('rounds converted amounts along the way: the bars still add up', () => {
    // At 1/3 each dollar cent: 0.33 + 0.33 + 0.33 would be 0.99; along the way 0.33, 0.67, 1.00.
    const dollars = (what: 'opening' | 'created' | 'reopened' | 'closing', amount: number) =>
      flow({ what, currency: 'USD', amount });
    const measure = of({
      rates: { base: 'EUR', per: { USD: 1 / 3 } },
      flow: [
        flow({ what: 'opening', amount: 0 }),
        dollars('opening', 100),
        dollars('created', 100),
        dollars('reopened', 100),
        dollars('closing', 300),
        flow({ what: 'closing', amount: 0 }),
      ],
    });
    expect(measure.rows.filter((row) => row.n > 0).map((row) => row.value)).to.deep.equal([
      0.33, 0.34, 0.33, 1,
    ]);
    expect(measure.unexplained).to.equal(0);
  });

  it('mixed currencies without rates are no figure, but still explained', () => {
    const mixed = of({
      flow: [
        flow({}),
        flow({ currency: 'USD' }),
        flow({ what: 'closing' }),
        flow({ what: 'closing', currency: 'USD' }),
      ],
    });
    expect(mixed.rows.map((row) => row.value).filter((value) => value !== null)).to.deep.equal([]);
    expect([mixed.currency, mixed.unexplained]).to.deep.equal([null, 0]);
    expect(mixed.leftOut).to.deep.equal([{ code: 'mixed-currencies', n: 4 }]);
  });

  it('never tells of another period or scope than was summed', () => {
    expect(() => of({ flow: rows }, { scope: 'open' })).to.throw(PipelineError, 'summary-lacks');
    const other = { ...window, to: window.to + 1 };
    expect(() => of({ flow: rows }, { window: other })).to.throw(PipelineError, 'summary-lacks');
  });

  it('of nothing is nothing', () => {
    const measure = of({ flow: [], history: 'none' });
    expect(measure.rows.map((row) => row.value)).to.deep.equal(Array(12).fill(0));
    expect(measure.needs).to.deep.equal(['history']);
  });
});

describe('measureSlippage', () => {
  const slippage = (rows: Parameters<typeof due>[0][], options = {}) =>
    measureSlippage(summaryOf({ request: slippageTables({ window }), due: rows.map(due) }), {
      window,
      ...options,
    });

  it('shares, days and pushes', () => {
    // 10 due: 4 won (1 of them after a push), 1 lost, 3 slipped by 20, 30 and 70 days (1 + 1 + 4 pushes), 2 still due
    const measure = slippage([
      { fate: 'won', n: 3, nAmount: 3, amount: 900_00 },
      { fate: 'won', pushes: 1 },
      { fate: 'lost' },
      { fate: 'slipped', pushes: 1, days: 20, amount: 10_00 },
      { fate: 'slipped', pushes: 1, days: 30, amount: 20_00 },
      { fate: 'slipped', pushes: 4, days: 70, nAmount: 0, amount: 0 },
      { fate: 'due', n: 2, nAmount: 2 },
    ]);
    const [row] = measure.rows;
    expect(row).to.include({ value: 0.3, n: 3, of: 10, pushes: 7, pushed: 4, medianDays: 30, meanDays: 40 });
    expect([
      row!.won.n,
      row!.lost.n,
      row!.stillDue.n,
      row!.slipped.sum.amount,
      row!.slipped.nAmount,
    ]).to.deep.equal([4, 1, 2, 30, 2]);
    expect(measure.leftOut).to.deep.equal([{ code: 'no-amount', n: 1 }]);
  });

  it('of nothing due there is no share', () => {
    expect(slippage([]).rows[0]).to.include({ value: null, n: 0, of: 0, medianDays: null, meanDays: null });
    expect(() => slippage([], { window: { ...window, from: 0 } })).to.throw(PipelineError, 'summary-lacks');
  });
});
