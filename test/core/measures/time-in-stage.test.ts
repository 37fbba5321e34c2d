import { expect } from 'chai';
import fc from 'fast-check';
import { measureTimeInStage, timeInStageTables } from '../../../src/core/measures/time-in-stage.js';
import { summarize, updateSummary } from '../../../src/core/summary/summarize.js';
import { replaceDeals, viewAt } from '../../../src/core/view/view.js';
import { asOfs, data } from '../arbitraries.js';

const plain = (measure: ReturnType<typeof measureTimeInStage>) => ({
  ...measure,
  rows: measure.rows.map((row) => ({ ...row, behind: undefined })),
});

describe('time in stage after deals changed', () => {
  it('equals counting all visits again, forwards and back', () => {
    fc.assert(
      fc.property(
        data(20),
        asOfs,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
        fc.constantFrom(undefined, 'owner' as const, 'entered' as const),
        (one, asOf, swaps, by) => {
          fc.pre(one.deals.length > 0);
          const options = { pipeline: 'b2b', by };
          const request = timeInStageTables(options);
          let view = viewAt(one, { asOf });
          const first = summarize(view, request);
          let summary = first;
          let now = one;
          measureTimeInStage(summary, options);
          for (const [to, from] of swaps) {
            const at = to % one.deals.length;
            const before = now.deals[at]!;
            // The fate of another deal, under the deal's own name.
            const after = { ...one.deals[from % one.deals.length]!, id: before.id };
            now = { ...now, deals: now.deals.map((deal, place) => (place === at ? after : deal)) };
            view = replaceDeals(view, now);
            summary = updateSummary(summary, before, after);
            const measured = measureTimeInStage(summary, options);
            const anew = measureTimeInStage(summarize(viewAt(now, { asOf }), request), options);
            expect(plain(measured)).to.deep.equal(plain(anew));
          }
          const anew = measureTimeInStage(summarize(viewAt(one, { asOf }), request), options);
          expect(plain(measureTimeInStage(first, options))).to.deep.equal(plain(anew));
        },
      ),
    );
  });
});
