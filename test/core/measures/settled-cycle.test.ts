import { expect } from 'chai';
import { measureSettledCycle } from '../../../src/core/measures/settled-cycle.js';
import { day, end, summaryOf } from './tables.js';

const of = (rows: Parameters<typeof end>[0][]) =>
  measureSettledCycle(summaryOf({ end: rows.map((row) => end({ stage: '', ...row })) }));

describe('measureSettledCycle', () => {
  it('counts open deals as "at least so long": those won so far look too fast', () => {
    // By hand: at 10 one of 3 is won, 1/3; the one open for 20 (since 11 March) leaves; at 40 the last one: 2/3.
    // Of what is won in the end a third is won by 10 and all by 40: mean (10 + 2 × 40) ÷ 3.
    const { rows, leftOut } = of([{ days: 10 }, { days: 40 }, { outcome: 'open', since: day('2026-03-11') }]);
    expect(rows[0]).to.include({ value: 40, p25: 10, p75: 40, n: 2, nOpen: 1, unresolved: 0 });
    expect(rows[0]!.mean).to.be.closeTo(30, 1e-12);
    expect(leftOut).to.deep.equal([]);
  });

  it('complete data: the days of the won, whatever was lost', () => {
    const { rows } = of([
      { days: 10, n: 2 },
      { days: 20 },
      { days: 60 },
      { outcome: 'lost', days: 5, n: 4 },
      { outcome: 'lost', days: 90, n: 2 },
      { stage: 'a', days: 1, n: 50 },
    ]);
    expect(rows[0]).to.include({ value: 10, p75: 20, p90: 60, n: 4 });
    expect(rows[0]!.mean).to.be.closeTo(25, 1e-12);
  });

  it('nothing won, nothing known', () => {
    const { rows, needs, leftOut } = of([{ outcome: 'lost', days: 5 }, { days: null }]);
    expect(rows[0]).to.include({ value: null, mean: null, n: 0 });
    expect(needs).to.deep.equal(['closed-deals']);
    expect(leftOut).to.deep.equal([{ code: 'no-created-date', n: 1 }]);
    expect(of([]).rows[0]!.value).to.equal(null);
  });
});
