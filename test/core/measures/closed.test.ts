import { expect } from 'chai';
import { cycleTables, measureCycle } from '../../../src/core/measures/cycle.js';
import { measureWinRate, winRateTables } from '../../../src/core/measures/win-rate.js';
import { closed, cycle, day, month, summaryOf } from './tables.js';

describe('measureWinRate', () => {
  const rows = [
    closed({ outcome: 'won', n: 6, nAmount: 6, amount: 600_00 }),
    closed({ outcome: 'won', n: 2, nAmount: 1, amount: 300_00, closed: month('2026-02') }),
    closed({ outcome: 'lost', n: 2, nAmount: 2, amount: 300_00, reason: 'price' }),
    closed({ outcome: 'won', n: 9, pipeline: 'q' }),
    closed({ outcome: 'lost', closed: null }),
  ];

  it('divides won by closed, by count and by amount, with an interval', () => {
    const measure = measureWinRate(summaryOf({ closed: rows.slice(0, 3) }), { pipeline: 'p' });
    const [row] = measure.rows;
    // 8 of 10; R: prop.test(8, 10, correct = FALSE); 900 of 1,200
    expect(row).to.include({ key: 'all', value: 0.8, rate: 0.8, n: 10, won: 8, lost: 2, rateByAmount: 0.75 });
    expect(row!.interval!.low).to.be.closeTo(0.490162471536642, 1e-12);
    expect(row!.interval!.high).to.be.closeTo(0.943317848545625, 1e-12);
    expect([row!.wonAmount.amount, row!.lostAmount.amount]).to.deep.equal([900, 300]);
    expect([measure.leftOut, measure.needs]).to.deep.equal([[], []]);
    const byAmount = measureWinRate(summaryOf({ closed: rows.slice(0, 3) }), {
      pipeline: 'p',
      value: 'amount',
    });
    expect(byAmount.rows[0]!.value).to.equal(0.75);
    expect(byAmount.leftOut).to.deep.equal([{ code: 'no-amount', n: 1 }]);
  });

  it('keeps to deals closed in the window', () => {
    const january = { from: day('2026-01-01'), to: day('2026-02-01') };
    const measure = measureWinRate(summaryOf({ closed: rows }), { pipeline: 'p', window: january });
    expect(measure.rows[0]).to.include({ rate: 0.75, n: 8 });
    expect(measure.leftOut).to.deep.equal([{ code: 'no-closed-date', n: 1 }]);
    expect(winRateTables({ window: { to: day('2026-01-05') }, by: 'source' })).to.deep.equal({
      closed: { by: ['source'], within: { to: day('2026-01-05') } },
    });
  });

  it('gives a row a value of the dimension', () => {
    const made = summaryOf({
      request: { closed: { by: ['source', 'owner'] } },
      closed: [
        closed({ outcome: 'won', dims: ['web', 'ana'] }),
        closed({ outcome: 'lost', dims: ['fair', 'ana'] }),
        closed({ outcome: 'lost', dims: ['web', ''] }),
      ],
    });
    const measure = measureWinRate(made, { by: 'owner' });
    expect(measure.rows.map((row) => [row.key, row.group, row.rate, row.n])).to.deep.equal([
      ['owner:', '', 0, 1],
      ['owner:ana', 'ana', 0.5, 2],
    ]);
    expect(measureWinRate(made).rows[0]!.rate).to.equal(1 / 3);
    expect(() => measureWinRate(made, { by: 'team' })).to.throw('summary-lacks');
  });

  it('gives no rate where nothing was closed, and none by mixed amounts', () => {
    const empty = measureWinRate(summaryOf({ closed: [] }));
    expect(empty.rows[0]).to.include({ value: null, rate: null, interval: null, rateByAmount: null, n: 0 });
    expect(empty.needs).to.deep.equal(['closed-deals']);
    const both = [closed({ outcome: 'won' }), closed({ outcome: 'lost', currency: 'USD' })];
    const mixed = measureWinRate(summaryOf({ closed: both }));
    expect([mixed.rows[0]!.rate, mixed.rows[0]!.rateByAmount]).to.deep.equal([0.5, null]);
    expect(mixed.leftOut).to.deep.equal([{ code: 'mixed-currencies', n: 2 }]);
    // 100 EUR won, 100 USD = 50 EUR lost
    const converted = measureWinRate(summaryOf({ closed: both, rates: { base: 'EUR', per: { USD: 0.5 } } }));
    expect(converted.rows[0]!.rateByAmount).to.equal(100 / 150);
  });
});

describe('measureCycle', () => {
  it('describes the days from creation to won', () => {
    // 10, 10, 20, 60: rank (n − 1) p: p25 → 10, median 15, p75 = 20 + 0.25 × 40 = 30, p90 = 20 + 0.7 × 40 = 48
    const made = summaryOf({
      cycle: [
        cycle({ days: 60 }),
        cycle({ days: 10, n: 2 }),
        cycle({ days: 20 }),
        cycle({ days: 1, pipeline: 'q' }),
      ],
      closed: [
        closed({ outcome: 'won', n: 5, cycleN: 4, cycle: 100, cycle2: 4200 }),
        closed({ outcome: 'won', closed: null, n: 2 }),
        closed({ outcome: 'lost', n: 3, cycleN: 0 }),
      ],
    });
    const measure = measureCycle(made, { pipeline: 'p' });
    expect(measure.rows[0]).to.include({
      key: 'all',
      value: 15,
      median: 15,
      mean: 25,
      p25: 10,
      p75: 30,
      n: 4,
    });
    expect(measure.rows[0]!.p90).to.be.closeTo(48, 1e-12);
    expect(measure.leftOut).to.deep.equal([
      { code: 'no-created-date', n: 1 },
      { code: 'no-closed-date', n: 2 },
    ]);
    expect(Object.keys(cycleTables())).to.deep.equal(['cycle', 'closed']);
  });

  it('says that it needs closed deals where there are none', () => {
    const measure = measureCycle(summaryOf({ cycle: [], closed: [closed({ outcome: 'lost' })] }));
    expect(measure.rows[0]).to.include({ value: null, mean: null, n: 0 });
    expect(measure.needs).to.deep.equal(['closed-deals']);
  });
});
