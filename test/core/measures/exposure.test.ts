import { expect } from 'chai';
import fc from 'fast-check';
import { weekStartOf } from '../../../src/core/calendar/days.js';
import { AGE_EDGES } from '../../../src/core/history/ages.js';
import { exposureOf, exposureTables } from '../../../src/core/measures/exposure.js';
import { measureTimeInStage, timeInStageTables } from '../../../src/core/measures/time-in-stage.js';
import type { Deal } from '../../../src/core/model.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import { viewAt } from '../../../src/core/view/view.js';
import { asOfs, data as randomData, dataOf } from '../arbitraries.js';

describe('exposureOf', () => {
  it('a visit of three days, and one that has run for two', () => {
    const deal = (id: string, visits: Deal['visits']): Deal => ({
      id,
      name: id,
      pipeline: 'b2b',
      stage: visits.at(-1)!.stage,
      visits,
    });
    // Monday, 6 January 2025
    const deals = [
      deal('left', [
        { stage: 'new', enteredAt: '2025-01-06' },
        { stage: 'won', enteredAt: '2025-01-08' },
      ]),
      deal('runs', [{ stage: 'new', enteredAt: '2025-01-07' }]),
    ];
    const summary = summarize(viewAt(dataOf(deals), { asOf: '2025-01-08' }), exposureTables());
    expect(
      exposureOf(summary, { pipeline: 'b2b' }).map(({ bin, exposure, left }) => [bin, exposure, [...left]]),
    ).to.deep.equal([
      [0, 2, []],
      [1, 2, []],
      [2, 1, [['won', 1]]],
    ]);
  });

  it('holds each day of each visit, running ones up to as-of; of earlier weeks what was known then', () => {
    fc.assert(
      fc.property(randomData(8), asOfs, fc.nat(6), fc.nat(100), (data, asOf, weekStart, back) => {
        const known = { ...data, provenance: { ...data.provenance!, historyFrom: undefined } };
        const view = viewAt(known, { asOf });
        const before = weekStartOf(view.frame.asOfDay - back, weekStart);
        const expected = new Map<string, number>();
        for (const facts of view.facts()) {
          for (const visit of facts.visits) {
            const stages = data.pipelines.find(({ id }) => id === visit.pipeline)?.stages;
            const kind = stages?.find(({ id }) => id === visit.stage)?.kind ?? 'open';
            const isRunning = visit === facts.visits.at(-1) && facts.enteredStage !== undefined;
            if (visit.pipeline !== 'b2b' || kind !== 'open') continue;
            if (visit.left === undefined && !isRunning) continue;
            for (let at = visit.entered; at <= (visit.left ?? view.frame.asOfDay) && at < before; at++) {
              const bin = AGE_EDGES.filter((edge) => edge <= at - visit.entered).length - 1;
              const key = `${weekStartOf(at, weekStart)} ${visit.stage} ${bin}`;
              expected.set(key, (expected.get(key) ?? 0) + 1);
            }
          }
        }
        const summary = summarize(view, exposureTables({ weekStart }));
        const cells = exposureOf(summary, { pipeline: 'b2b', before });
        expect(
          Object.fromEntries(cells.map((one) => [`${one.week} ${one.stage} ${one.bin}`, one.exposure])),
        ).to.deep.equal(Object.fromEntries(expected));
      }),
    );
  });

  it('counts as many visits as the time in stage does', () => {
    fc.assert(
      fc.property(randomData(12), asOfs, (data, asOf) => {
        const view = viewAt(data, { asOf });
        const summary = summarize(view, { ...exposureTables(), ...timeInStageTables({ pipeline: 'b2b' }) });
        const cells = exposureOf(summary, { pipeline: 'b2b' });
        for (const { stage, n, nOpen } of measureTimeInStage(summary, { pipeline: 'b2b' }).rows) {
          const left = cells
            .filter((cell) => cell.stage === stage)
            .flatMap((cell) => [...cell.left.values()])
            .reduce((sum, more) => sum + more, 0);
          expect(left, stage).to.equal(n - nOpen);
        }
      }),
    );
  });
});
