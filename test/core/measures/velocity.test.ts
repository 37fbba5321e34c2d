import { expect } from 'chai';
import fc from 'fast-check';
import { formatDay, parseDay } from '../../../src/core/calendar/days.js';
import { intervalsOf } from '../../../src/core/calendar/period.js';
import { PipelineError } from '../../../src/core/errors.js';
import { measureVelocity, velocityTables } from '../../../src/core/measures/velocity.js';
import { splitChange, velocityOf } from '../../../src/core/measures/velocity-factors.js';
import { measureWinRate, winRateTables } from '../../../src/core/measures/win-rate.js';
import type { Deal } from '../../../src/core/model.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import { viewAt } from '../../../src/core/view/view.js';
import { data as randomData } from '../arbitraries.js';
import { day, move, summaryOf, type Made } from './tables.js';

const months = intervalsOf(day('2026-01-01'), day('2026-04-01'), 'month');
const of = (made: Made, options = {}) =>
  measureVelocity(summaryOf({ request: velocityTables(), ...made }), { intervals: months, ...options });
const at = (text: string) => ({ start: day(`${text}-01`) });
const sums = (n: number, amount: number) => ({ n, nAmount: n, amount });

describe('measureVelocity', () => {
  // January: 20 created, 4 won for 2,000 after 30 days each, 4 lost: 12 open. 12 × 0.5 × 500 / 30 = 100
  // February: 10 created, 5 won for 2,500 after 25 days each, 5 lost: 12 open. 12 × 0.5 × 500 / 25 = 120
  // March: one of January's won opened again, 3 lost: 10 open. Nothing won: 0
  const rows = [
    move({ ...at('2025-12'), ...sums(2, 0), to: 'a' }),
    move({ ...at('2026-01'), ...sums(18, 0), to: 'a' }),
    move({ ...at('2026-01'), ...sums(4, 2000_00), from: 'b', to: 'won', ageN: 4, age: 120 }),
    move({ ...at('2026-01'), ...sums(4, 900_00), from: 'a', to: 'lost', ageN: 4, age: 8 }),
    move({ ...at('2026-01'), ...sums(6, 0), from: 'a', to: 'b' }),
    // won and opened again in the same month
    move({ ...at('2026-02'), from: 'b', to: 'won', undone: true, ageN: 1, age: 99 }),
    move({ ...at('2026-02'), from: 'won', to: 'b' }),
    move({ ...at('2026-02'), ...sums(10, 0), to: 'a' }),
    move({ ...at('2026-02'), ...sums(5, 2500_00), from: 'a', to: 'won', ageN: 5, age: 125 }),
    move({ ...at('2026-02'), ...sums(5, 0), from: 'a', to: 'lost', ageN: 5, age: 5 }),
    move({ ...at('2026-03'), from: 'won', to: 'b' }),
    move({ ...at('2026-03'), ...sums(3, 0), from: 'a', to: 'lost', ageN: 3, age: 0 }),
    // beyond those asked for, and without a day
    move({ ...at('2026-04'), from: 'a', to: 'won' }),
    move({ start: null, n: 2, to: 'a' }),
    move({ start: null, n: 3, to: '' }),
    move({ start: null, n: 3, from: '', to: 'won' }),
  ];

  it('is open × win rate × average ÷ cycle, as things stood at each month’s end', () => {
    const measure = of({ move: rows });
    expect(
      measure.rows.map((r) => [r.key, r.value, r.open, r.winRate, r.averageWon, r.cycle, r.n]),
    ).to.deep.equal([
      ['2026-01', 100, 12, 0.5, 500, 30, 8],
      ['2026-02', 120, 12, 0.5, 500, 25, 10],
      ['2026-03', 0, 10, 0, null, null, 3],
    ]);
    expect(measure.leftOut).to.deep.equal([
      { code: 'no-created-date', n: 5 },
      { code: 'no-closed-date', n: 3 },
    ]);
    expect(measure.rows.map((r) => r.running)).to.deep.equal([false, false, false]);
    expect(of({ move: rows, asOf: '2026-03-15' }).rows[2]!.running).to.equal(true);
  });

  it('says which factor moved it', () => {
    const [january, february, march] = of({ move: rows }).rows;
    expect(january!.change).to.equal(null);
    expect(february!.change).to.deep.include({ open: 0, winRate: 0, averageWon: 0 });
    expect(february!.change!.cycle).to.be.closeTo(20, 1e-9);
    // from 12 × 0.5 × 20 to 10 × 0 × 20: fewer deals first −20 or last 0, the win rate the rest
    expect(march!.change!.total).to.equal(-120);
    expect(march!.change!.open).to.be.closeTo(-10, 1e-9);
    expect(march!.change!.winRate).to.be.closeTo(-110, 1e-9);
  });

  it('never tells months from weeks, nor parts of months', () => {
    const summary = summaryOf({ request: { move: {} }, move: rows });
    expect(() => measureVelocity(summary, { intervals: months })).to.throw(PipelineError, 'summary-lacks');
    expect(() => of({ move: rows }, { intervals: [{ ...months[0], from: day('2026-01-02') }] })).to.throw(
      PipelineError,
      'summary-lacks',
    );
  });

  it('is not known where won deals took 0 days, have no amount, or nothing was closed', () => {
    const won = { ...at('2026-01'), from: 'a', to: 'won', ageN: 1 };
    expect(of({ move: [move(won)] }).rows[0]).to.include({ value: null, cycle: 0, n: 1 });
    expect(of({ move: [move({ ...won, age: 5, nAmount: 0, amount: 0 })] }).rows[0]!.value).to.equal(null);
    const nothing = of({ move: [move({})] });
    expect(nothing.rows.map((row) => [row.value, row.open])).to.deep.equal([
      [null, 1],
      [null, 1],
      [null, 1],
    ]);
    expect(nothing.needs).to.deep.equal(['closed-deals']);
    expect(of({ move: [] }).rows.map((row) => row.value)).to.deep.equal([null, null, null]);
  });
});

describe('what moved velocity', () => {
  const number = fc.integer({ min: -50, max: 1000 });
  const factors = fc.record({
    open: fc.nat(500),
    winRate: fc.integer({ min: 0, max: 100 }).map((p) => p / 100),
    averageWon: number,
    cycle: fc.integer({ min: 1, max: 400 }),
  });

  it('10 × 0.5 × 100 / 50 = 10 becomes 20 × 0.5 × 100 / 40 = 25: 11.25 by deals, 3.75 by days', () => {
    const before = { open: 10, winRate: 0.5, averageWon: 100, cycle: 50 };
    const change = splitChange(before, { ...before, open: 20, cycle: 40 })!;
    expect(change.total).to.equal(15);
    expect(change.open).to.be.closeTo(11.25, 1e-12);
    expect(change.cycle).to.be.closeTo(3.75, 1e-12);
  });

  it('adds up to the change; backwards it is the opposite; a factor alone is all of it', () => {
    fc.assert(
      fc.property(factors, factors, (a, b) => {
        const { total, ...parts } = splitChange(a, b)!;
        const size =
          1e-9 *
          Math.max(
            1,
            Math.abs(velocityOf(a)),
            Math.abs(velocityOf(b)),
            ...Object.values(parts).map(Math.abs),
          );
        expect(parts.open + parts.winRate + parts.averageWon + parts.cycle).to.be.closeTo(total, size);
        const back = splitChange(b, a)!;
        for (const name of ['open', 'winRate', 'averageWon', 'cycle'] as const) {
          expect(back[name]).to.be.closeTo(-parts[name], size);
          const alone = splitChange(a, { ...a, [name]: b[name] })!;
          expect(alone[name]).to.be.closeTo(alone.total, size);
        }
      }),
    );
  });
});

describe('the trend of velocity', () => {
  const quarters = intervalsOf(parseDay('2024-01-01')!, parseDay('2026-01-01')!, 'quarter');

  it('is what was measured at the time: later moves change nothing, nor do today’s stages', () => {
    fc.assert(
      fc.property(randomData(), fc.nat(7), (data, i) => {
        const deals = data.deals.flatMap((one): Deal[] => {
          const visits = one.visits
            .filter(({ enteredAt }) => Date.parse(enteredAt) > 0)
            .sort((a, b) => Date.parse(a.enteredAt) - Date.parse(b.enteredAt))
            .map((visit) => ({ pipeline: one.pipeline, ...visit }));
          const [first, last] = [visits[0], visits.at(-1)];
          return first && last
            ? [
                {
                  ...one,
                  ...last,
                  visits,
                  currency: 'EUR',
                  createdAt: first.enteredAt,
                  closedAt: null,
                  changes: [],
                },
              ]
            : [];
        });
        const known = { ...data, deals, provenance: { ...data.provenance!, timeZone: 'UTC' } };
        const options = {
          intervals: quarters,
          interval: 'quarter' as const,
          pipeline: 'b2b',
          currency: 'EUR',
        };
        const measure = (asOf: string) => {
          const view = viewAt(known, { asOf });
          const summary = summarize(view, { ...velocityTables(options), ...winRateTables() });
          return { summary, rows: measureVelocity(summary, options).rows };
        };
        const end = quarters[i]!;
        const then = measure(formatDay(end.to - 1));
        const now = measure('2027-01-01');
        const plain = (row: (typeof now.rows)[number]) =>
          JSON.parse(JSON.stringify({ ...row, behind: null })) as unknown;
        expect(now.rows.slice(0, i + 1).map(plain)).to.deep.equal(then.rows.slice(0, i + 1).map(plain));
        // And what other measures said then.
        const [rate] = measureWinRate(then.summary, { pipeline: 'b2b', window: end, currency: 'EUR' }).rows;
        expect([now.rows[i]!.won, now.rows[i]!.lost]).to.deep.equal([rate!.won, rate!.lost]);
        expect(now.rows[i]!.wonAmount.per).to.deep.equal(rate!.wonAmount.per);
        const open = [...viewAt(known, { asOf: formatDay(end.to - 1) }).facts()].filter(
          (facts) => facts.kind === 'open' && facts.pipeline === 'b2b',
        );
        expect(now.rows[i]!.open).to.equal(open.length);
      }),
    );
  });
});
