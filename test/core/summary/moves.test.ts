import { expect } from 'chai';
import fc from 'fast-check';
import { formatDay, monthStart, parseDay } from '../../../src/core/calendar/days.js';
import { intervalOf } from '../../../src/core/calendar/period.js';
import type { Deal } from '../../../src/core/model.js';
import { intervalStart } from '../../../src/core/summary/interval-start.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import type { MoveRow } from '../../../src/core/summary/types.js';
import { viewAt } from '../../../src/core/view/view.js';
import type { View } from '../../../src/core/view/types.js';
import { asOfs, data as randomData, dataOf } from '../arbitraries.js';

const day = (text: string) => parseDay(text) as number;
const movesOf = (view: View, interval?: 'week' | 'month' | 'quarter'): MoveRow[] => [
  ...summarize(view, { move: { interval } }).tables.move!.values(),
];
const deal = (id: string, more: Partial<Deal>): Deal => ({
  id,
  name: id,
  pipeline: 'b2b',
  stage: 'new',
  createdAt: '2025-01-01',
  visits: [],
  amount: 10,
  ...more,
});

describe('move: every entry into a stage', () => {
  const told = (deals: readonly Deal[], interval?: 'week' | 'month') =>
    movesOf(viewAt(dataOf(deals), { asOf: '2025-04-30' }), interval).map((row) =>
      [
        row.pipeline,
        row.start === null ? 'some day' : formatDay(row.start),
        `${row.from ?? 'created'} > ${row.to}`,
        ...(row.undone ? ['undone'] : []),
        ...(row.ageN > 0 ? [`${row.age} days`] : []),
      ].join(' '),
    );

  it('by the week in which it happened, closings with the days since creation', () => {
    const one = deal('one', {
      createdAt: '2025-01-02',
      stage: 'won',
      visits: [
        { stage: 'new', enteredAt: '2025-01-05' },
        { stage: 'lost', enteredAt: '2025-01-20' },
        { stage: 'new', enteredAt: '2025-01-22' },
        { stage: 'won', enteredAt: '2025-02-03' },
      ],
    });
    expect(told([one])).to.deep.equal([
      'b2b 2024-12-30 created > ',
      'b2b 2024-12-30  > new',
      'b2b 2025-01-20 new > lost undone 18 days',
      'b2b 2025-01-20 lost > new',
      'b2b 2025-02-03 new > won 32 days',
    ]);
    expect(told([one], 'month')[2]).to.equal('b2b 2025-01-01 new > lost undone 18 days');
  });

  it('a transfer leaves one pipeline and enters the other; what has no day has no week', () => {
    const moved = deal('moved', {
      visits: [
        { stage: 'offer', enteredAt: '2025-01-06', pipeline: 'b2c' },
        { stage: 'new', enteredAt: '2025-01-13' },
      ],
      createdAt: '2025-01-06',
      stage: 'proposal',
    });
    expect(told([moved, deal('nothing', { createdAt: null }), deal('flat', { stage: 'won' })])).to.deep.equal(
      [
        'b2c 2025-01-06 created > offer',
        'b2c 2025-01-13 offer > →b2b',
        'b2b 2025-01-13 ←b2c > new',
        'b2b some day new > proposal',
        'b2b some day created > new',
        'b2b some day created > ',
        'b2b some day  > won',
      ],
    );
  });

  it('intervals start where those of the calendar do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -800_000, max: 100_000 }),
        fc.constantFrom('week' as const, 'month' as const, 'quarter' as const),
        fc.record({ weekStart: fc.nat(6), fiscalYearStart: fc.integer({ min: 1, max: 12 }) }),
        (at, interval, options) => {
          expect(intervalStart(interval, options)(at)).to.equal(intervalOf(at, interval, options).from);
        },
      ),
    );
  });

  /** Deals by pipeline and stage, from the moves before a day. */
  const occupancy = (moves: readonly MoveRow[], before: number): Record<string, number> => {
    const found: Record<string, number> = {};
    const count = (pipeline: string, stage: string | null, n: number): void => {
      if (stage === null || stage.startsWith('→') || stage.startsWith('←')) return;
      found[`${pipeline} ${stage}`] = (found[`${pipeline} ${stage}`] ?? 0) + n;
    };
    for (const row of moves) {
      if ((row.start ?? -Infinity) >= before) continue;
      count(row.pipeline, row.from, -row.n);
      count(row.pipeline, row.to, row.n);
    }
    return Object.fromEntries(Object.entries(found).filter(([, n]) => n !== 0));
  };
  const stagesIn = (view: View): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const { pipeline, stage } of view.facts())
      found[`${pipeline} ${stage}`] = (found[`${pipeline} ${stage}`] ?? 0) + 1;
    return found;
  };

  it('add up to where deals are now', () => {
    fc.assert(
      fc.property(randomData(), asOfs, (data, asOf) => {
        const view = viewAt(data, { asOf });
        expect(occupancy(movesOf(view), Infinity)).to.deep.equal(stagesIn(view));
      }),
    );
  });

  it('and to where they were at the end of any month', () => {
    fc.assert(
      fc.property(randomData(), fc.integer({ min: 24_288, max: 24_311 }), (data, month) => {
        const deals = data.deals.flatMap((one): Deal[] => {
          const visits = one.visits
            .filter(({ enteredAt }) => Date.parse(enteredAt) > 0)
            .sort((a, b) => Date.parse(a.enteredAt) - Date.parse(b.enteredAt))
            .map((visit) => ({ pipeline: one.pipeline, ...visit }));
          const last = visits.at(-1);
          const createdAt = visits[0]?.enteredAt ?? null;
          return last ? [{ ...one, ...last, visits, createdAt, closedAt: null, changes: [] }] : [];
        });
        const known = { ...data, deals, provenance: { ...data.provenance!, timeZone: 'UTC' } };
        const end = monthStart(month);
        const then = viewAt(known, { asOf: formatDay(end - 1) });
        const now = viewAt(known, { asOf: '2026-06-30' });
        expect(occupancy(movesOf(now, 'month'), end)).to.deep.equal(stagesIn(then));
        expect(day('2024-01-01')).to.equal(monthStart(24_288));
      }),
    );
  });
});
