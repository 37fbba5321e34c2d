/** What may change without any figure changing. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Deal, PipelineData } from '../../../src/core/model.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import type { View } from '../../../src/core/view/types.js';
import { viewAt } from '../../../src/core/view/view.js';
import { asOfs, data as randomData, moments, pipelines, stage } from '../arbitraries.js';
import { dims, measures, pipelineIds, said, windows, type Options } from './every.js';

const runs = { numRuns: 40 };
const byTime = (a: { enteredAt: string }, b: { enteredAt: string }): number =>
  Date.parse(a.enteredAt) - Date.parse(b.enteredAt);

/** Deals that have been somewhere, and are where they were last. */
function consistent(data: PipelineData): readonly Deal[] {
  return data.deals.flatMap((one): Deal[] => {
    const visits = one.visits
      .filter(({ enteredAt }) => Date.parse(enteredAt) > 0)
      .map((visit) => ({ pipeline: one.pipeline, ...visit }))
      .sort(byTime);
    const last = visits.at(-1);
    return last === undefined
      ? []
      : [{ ...one, pipeline: last.pipeline, stage: last.stage, visits, closedAt: null, changes: [] }];
  });
}

const measured = (view: View, name: string, options: Options): unknown => {
  const { tables, measure } = measures[name]!(options);
  return said(measure(summarize(view, tables)));
};

describe('every measure stays as it is', () => {
  for (const name of Object.keys(measures)) {
    it(`${name}: whatever happens after as-of`, () => {
      const futures = fc.record({
        enteredAt: fc.constantFrom('2026-01-01', '2026-02-03T04:05:06Z', '2027-12-31'),
        stage: fc.constantFrom('new', 'proposal', 'won', 'lost', 'no', 'gone'),
        pipeline: fc.constantFrom('b2b', 'b2c'),
        amount: fc.integer({ min: -1000, max: 1_000_000_000 }),
        newcomers: fc.nat(2),
      });
      fc.assert(
        fc.property(
          randomData(15),
          futures,
          pipelineIds,
          windows,
          dims,
          (data, future, pipeline, window, by) => {
            const { enteredAt, amount, newcomers } = future;
            const deals = consistent(data);
            const at = enteredAt;
            const later = deals.map((one, i): Deal => {
              if (i % 4 === 3) return one;
              return {
                ...one,
                stage: future.stage,
                pipeline: future.pipeline,
                visits: [...one.visits, { stage: future.stage, pipeline: future.pipeline, enteredAt }],
                closedAt: enteredAt,
                amount,
                expectedCloseAt: '2030-01-01',
                owner: 'cem',
                probability: 0.99,
                forecastCategory: 'omit',
                changes: [
                  { at, field: 'amount', from: one.amount ?? null, to: amount },
                  { at, field: 'expectedCloseAt', from: one.expectedCloseAt ?? null, to: '2030-01-01' },
                  { at, field: 'owner', from: one.owner ?? null, to: 'cem' },
                  { at, field: 'probability', from: one.probability ?? null, to: 0.99 },
                  { at, field: 'forecastCategory', from: one.forecastCategory ?? null, to: 'omit' },
                ],
              };
            });
            const fresh = Array.from(
              { length: newcomers },
              (_, i): Deal => ({
                id: `fresh${i}`,
                name: '',
                pipeline: 'b2b',
                stage: 'won',
                amount,
                createdAt: enteredAt,
                closedAt: enteredAt,
                visits: [{ stage: 'won', enteredAt }],
              }),
            );
            const options = { pipeline, window, by };
            const asOf = '2025-12-31';
            const before = viewAt({ ...data, deals }, { asOf, timeZone: 'UTC' });
            const after = viewAt({ ...data, deals: [...fresh, ...later] }, { asOf, timeZone: 'UTC' });
            expect(measured(after, name, options)).to.deep.equal(measured(before, name, options));
          },
        ),
        runs,
      );
    });

    it(`${name}: in whatever order deals come`, () => {
      const shuffled = randomData().chain((data) =>
        fc.tuple(fc.constant(data), fc.shuffledSubarray([...data.deals], { minLength: data.deals.length })),
      );
      fc.assert(
        fc.property(
          shuffled,
          asOfs,
          pipelineIds,
          windows,
          dims,
          ([data, deals], asOf, pipeline, window, by) => {
            const options = { pipeline, window, by };
            expect(measured(viewAt({ ...data, deals }, { asOf }), name, options)).to.deep.equal(
              measured(viewAt(data, { asOf }), name, options),
            );
          },
        ),
        runs,
      );
    });

    it(`${name}: with a stage that nobody uses, open or lost, anywhere`, () => {
      const places = fc.tuple(fc.nat(6), fc.constantFrom('open' as const, 'lost' as const));
      fc.assert(
        fc.property(randomData(), asOfs, places, windows, dims, (data, asOf, [place, kind], window, by) => {
          const stages = [...pipelines[0]!.stages];
          stages.splice(place, 0, stage('unused', kind));
          const more = { ...data, pipelines: [{ ...pipelines[0]!, stages }, ...pipelines.slice(1)] };
          const options = { pipeline: 'b2b', window, by };
          const figures = (view: View): unknown => {
            const { tables, measure } = measures[name]!(options);
            return measure(summarize(view, tables))
              .rows.filter(({ key }) => !key.startsWith('stage:unused'))
              .map(({ key, value, n }) => [key, value, n]);
          };
          // `strict` asks for every stage, and everybody has reached the first one: there it is no stage that nobody uses.
          // Nor is one that deals passed on their way to an archived stage, which itself is no step.
          const isUsed =
            name === 'strict' ||
            ((name === 'reached' || name === 'settled') && place === 0) ||
            (name === 'settled' && place === 2);
          if (kind === 'open' && isUsed) return;
          expect(figures(viewAt(more, { asOf }))).to.deep.equal(figures(viewAt(data, { asOf })));
        }),
        runs,
      );
    });

    it(`${name}: in any zone that the data's clocks show`, () => {
      const local = (when: string | null | undefined) =>
        when == null ? when : when.length === 10 ? when : when.slice(0, 16);
      fc.assert(
        fc.property(
          randomData(),
          moments,
          fc.constantFrom('Asia/Kathmandu', 'Pacific/Kiritimati', 'America/Bogota'),
          pipelineIds,
          windows,
          (data, asOf, timeZone, pipeline, window) => {
            const deals = data.deals.map(
              (one): Deal => ({
                ...one,
                createdAt: local(one.createdAt) ?? null,
                closedAt: local(one.closedAt) ?? null,
                visits: one.visits.map((visit) => ({ ...visit, enteredAt: local(visit.enteredAt)! })),
                changes: one.changes?.map((change) => ({ ...change, at: local(change.at)! })),
              }),
            );
            const { historyFrom } = data.provenance!;
            const known = {
              ...data,
              deals,
              provenance: {
                ...data.provenance!,
                timeZone: undefined,
                historyFrom: local(historyFrom) ?? undefined,
              },
            };
            const options = { pipeline, window, by: undefined };
            const day = asOf.slice(0, 10);
            expect(measured(viewAt(known, { asOf: day, timeZone }), name, options)).to.deep.equal(
              measured(viewAt(known, { asOf: day, timeZone: 'UTC' }), name, options),
            );
          },
        ),
        runs,
      );
    });
  }
});
