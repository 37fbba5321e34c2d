import { expect } from 'chai';
import fc from 'fast-check';
import { parseDay } from '../../../src/core/calendar/days.js';
import { cycleTables, measureCycle } from '../../../src/core/measures/cycle.js';
import { leaderboardTables, measureLeaderboard } from '../../../src/core/measures/leaderboard.js';
import type { Measure, Row } from '../../../src/core/measures/types.js';
import { summarize, updateSummary } from '../../../src/core/summary/summarize.js';
import type { PipelineSummary, SummaryRequest } from '../../../src/core/summary/types.js';
import { replaceDeals, viewAt } from '../../../src/core/view/view.js';
import { asOfs, data } from '../arbitraries.js';

type Measuring = (summary: PipelineSummary) => Measure<Row>;

const plain = (measure: Measure<Row>) => ({
  ...measure,
  rows: measure.rows.map((row) => ({ ...row, behind: undefined })),
});
const window = { from: parseDay('2025-01-01')!, to: parseDay('2026-01-01')! };
const windows = [undefined, window];

/** Each measure with the tables that it reads. */
const measures: readonly (readonly [SummaryRequest, Measuring])[] = [
  ...windows.flatMap((within) =>
    ([undefined, 'owner', 'team'] as const).map((by): readonly [SummaryRequest, Measuring] => {
      const options = { by, ...(within && { window: within }) };
      return [cycleTables(options), (summary) => measureCycle(summary, options)];
    }),
  ),
  ...windows.flatMap((within) =>
    (['won', 'openWeighted', 'cycle'] as const).map((sort): readonly [SummaryRequest, Measuring] => {
      const options = { sort, minClosed: 1, ...(within && { window: within }) };
      return [leaderboardTables(options), (summary) => measureLeaderboard(summary, options)];
    }),
  ),
];

describe('leaderboard and cycle after deals changed', () => {
  it('equal measuring all deals again, forwards and back', () => {
    fc.assert(
      fc.property(
        data(20),
        asOfs,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
        fc.constantFrom(...measures),
        (one, asOf, swaps, [request, measure]) => {
          fc.pre(one.deals.length > 0);
          let view = viewAt(one, { asOf });
          const first = summarize(view, request);
          let summary = first;
          let now = one;
          measure(summary);
          for (const [to, from] of swaps) {
            const at = to % one.deals.length;
            const before = now.deals[at]!;
            // The fate of another deal, under the deal's own name.
            const after = { ...one.deals[from % one.deals.length]!, id: before.id };
            now = { ...now, deals: now.deals.map((deal, place) => (place === at ? after : deal)) };
            view = replaceDeals(view, now);
            summary = updateSummary(summary, before, after);
            const anew = summarize(viewAt(now, { asOf }), request);
            expect(plain(measure(summary))).to.deep.equal(plain(measure(anew)));
          }
          const anew = summarize(viewAt(one, { asOf }), request);
          expect(plain(measure(first))).to.deep.equal(plain(measure(anew)));
        },
      ),
    );
  });

  it('keep the rows that nothing happened to', () => {
    const deal = (id: string, owner: string, amount: number) => ({
      id,
      name: id,
      pipeline: 'p',
      stage: 'won',
      owner,
      amount,
      currency: 'EUR',
      createdAt: '2025-01-01',
      closedAt: '2025-02-01',
      visits: [],
    });
    const pipelines = [{ id: 'p', name: 'P', stages: [{ id: 'won', name: 'Won', kind: 'won' as const }] }];
    const deals = [deal('a', 'ana', 10), deal('b', 'ben', 20)];
    const summary = summarize(viewAt({ pipelines, deals }, { asOf: '2025-03-01' }), leaderboardTables());
    const rows = measureLeaderboard(summary, { minClosed: 1 }).rows;
    const later = measureLeaderboard(updateSummary(summary, deals[0], deal('a', 'ana', 11)), {
      minClosed: 1,
    }).rows;
    expect(rows.map(({ id, won }) => [id, won.amount])).to.deep.equal([
      ['ben', 20],
      ['ana', 10],
    ]);
    expect(later.map(({ id, won }) => [id, won.amount])).to.deep.equal([
      ['ben', 20],
      ['ana', 11],
    ]);
    expect(later[0]).to.equal(rows[0]);
  });
});
