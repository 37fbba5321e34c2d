import { expect } from 'chai';
import { measureSettledConversion } from '../../../src/core/measures/settled-conversion.js';
import { measureStageProbability } from '../../../src/core/measures/stage-probability.js';
import { abc, day, end, next, pipelineOf, stage, summaryOf } from './tables.js';

describe('measureSettledConversion', () => {
  it('counts deals on their way as "at least so long"', () => {
    // A: 4 reached; 1 moved on after 2 days, 1 there for 3, 1 lost after 4, 1 there for 10 (as-of is 31 March).
    // By hand: at 2 one of 4: 1/4; at 4 one of 2 of the 3/4 that remain: 3/8 lost; 3/8 unresolved.
    const measure = measureSettledConversion(
      summaryOf({
        next: [
          next({ days: 2 }),
          next({ outcome: 'open', since: day('2026-03-28') }),
          next({ outcome: 'lost', days: 4 }),
          next({ outcome: 'open', since: day('2026-03-21') }),
          next({ stage: 'b', days: 0 }),
          next({ stage: 'b', outcome: 'lost', days: null }),
          next({ stage: 'b', outcome: 'open', since: null }),
          next({ stage: 'c', outcome: 'open', since: day('2026-03-01'), n: 3 }),
        ],
      }),
      { pipeline: 'p' },
    );
    const [a, b, c] = measure.rows;
    expect(a).to.include({
      key: 'stage:a',
      to: 'b',
      n: 4,
      movedOn: 1,
      lost: 1,
      stillHere: 2,
      soFar: 0.25,
      upTo: 10,
    });
    expect([a!.settled, a!.settledLost, a!.unresolved]).to.deep.equal([0.25, 0.375, 0.375]);
    // Of a share of 1/4 at n = 4 Greenwood's error is √(1/4 × 3/4 ÷ 4).
    expect(a!.interval!.low).to.be.within(0, 0.25);
    expect(b).to.include({ to: 'c', soFar: 1 / 3, settled: 1, interval: null });
    expect(c).to.include({ to: '', toName: '', settled: null, soFar: 0, upTo: null });
    expect(measure.leftOut).to.deep.equal([{ code: 'no-entry-date', n: 2 }]);
  });

  it('a young cohort does not look weak: so far 20 %, settled 50 %', () => {
    // 10 new a week ago; of 10 older ones 4 moved on after 20 days, 4 were lost after 20.
    // By hand: at 20 all of the 8 that are left at risk end: half and half.
    const [row] = measureSettledConversion(
      summaryOf({
        next: [
          next({ days: 20, n: 4 }),
          next({ outcome: 'lost', days: 20, n: 4 }),
          next({ outcome: 'open', since: day('2026-03-24'), n: 12 }),
        ],
      }),
      { pipeline: 'p' },
    ).rows;
    expect(row).to.include({ soFar: 0.2, settled: 0.5, settledLost: 0.5, unresolved: 0 });
  });

  it('watched late: at risk only from the age at which they joined', () => {
    // 2 joined at 10 and moved on at 15 and 20; one was there from the start and lost at 5.
    // By hand: at 5 one of one is lost. Nothing remains to move on.
    const late = [
      next({ outcome: 'joins', days: 10, n: 2 }),
      next({ days: 15 }),
      next({ days: 20 }),
      next({ outcome: 'lost', days: 5 }),
    ];
    const of = (rows: typeof late) =>
      measureSettledConversion(summaryOf({ next: rows }), { pipeline: 'p' }).rows[0]!;
    expect(of(late)).to.include({ settled: 0, settledLost: 1, n: 3 });
    // With 3 more that stay from the start: at 5 one of 4; then all of what remains moves on at 15 (1 of 5) and 20 (1 of 4).
    const more = of([...late, next({ outcome: 'open', since: day('2026-03-01'), n: 3 })]);
    expect(more.settled).to.be.closeTo(0.75 * (1 / 5) + 0.75 * (4 / 5) * (1 / 4), 1e-12);
    expect(more.settledLost).to.equal(0.25);
  });

  it('passes archived stages over, and says when it needs history', () => {
    const pipelines = [
      pipelineOf([stage('a'), stage('x', { archived: true }), stage('c'), ...abc.stages.slice(3)]),
    ];
    const measure = measureSettledConversion(summaryOf({ pipelines, next: [], history: 'none' }), {
      pipeline: 'p',
    });
    expect(measure.rows.map((row) => [row.stage, row.to, row.settled])).to.deep.equal([
      ['a', 'c', null],
      ['c', '', null],
    ]);
    expect(measure.needs).to.deep.equal(['history']);
  });
});

describe('measureStageProbability', () => {
  const of = (rows: Parameters<typeof end>[0][], options = {}, made = {}) =>
    measureStageProbability(summaryOf({ end: rows.map(end), ...made }), { pipeline: 'p', ...options });

  it('draws the estimate towards the configured value, as if that were 5 closed deals', () => {
    // C is configured with 50 %: (8 + 2.5) ÷ 15 = 0.7
    const { rows } = of([
      { stage: 'c', n: 8 },
      { stage: 'c', outcome: 'lost', n: 2 },
    ]);
    expect(rows[2]).to.include({
      value: 0.7,
      estimate: 0.8,
      configured: 0.5,
      prior: 0.5,
      n: 10,
      won: 8,
      lost: 2,
    });
    expect(rows[2]!.weight).to.equal(10 / 15);
    // Beta(10.5, 4.5), from tables of the incomplete beta function: 2.5 % and 97.5 % lie at about 0.45 and 0.90.
    expect(rows[2]!.interval!.low).to.be.closeTo(0.45, 0.01);
    expect(rows[2]!.interval!.high).to.be.closeTo(0.9, 0.01);
    expect(rows[0]).to.include({ value: 0.1, estimate: null, weight: 0, n: 0 });
  });

  it('open deals count as "at least so long": lost fast is not lost often', () => {
    // 2 of 6 are lost on day 1, 2 have been there for 10 days, then both others are won at 20.
    // By hand: 1/3 lost at 1; at 20 both of those at risk are won: 2/3.
    const { rows } = of([
      { stage: 'b', outcome: 'lost', days: 1, n: 2 },
      { stage: 'b', outcome: 'open', since: day('2026-03-21'), n: 2 },
      { stage: 'b', days: 20, n: 2 },
    ]);
    expect(rows[1]!.estimate).to.be.closeTo(2 / 3, 1e-12);
    expect(rows[1]!.unresolved).to.equal(0);
    // n is 4 closed deals: (4 × 2/3 + 5 × 1/4) ÷ 9
    expect(rows[1]!.value).to.be.closeTo((8 / 3 + 5 / 4) / 9, 1e-12);
  });

  it('never says 0 or 100 % of a few; where nothing is configured, all deals are the prior', () => {
    const pipelines = [pipelineOf([stage('a'), ...abc.stages.slice(3)])];
    const { rows, overall } = of(
      [{ n: 3 }, { stage: '', n: 3 }, { stage: '', outcome: 'lost', n: 3 }],
      {},
      { pipelines },
    );
    expect(overall).to.include({ estimate: 0.5, n: 6 });
    expect(rows[0]).to.include({ configured: null, prior: 0.5, estimate: 1 });
    expect(rows[0]!.value).to.be.closeTo((3 + 2.5) / 8, 1e-12);
    const bare = of([{ n: 3 }], {}, { pipelines });
    expect(bare.rows[0]).to.include({ value: 1, weight: 1, prior: null, interval: null });
    const none = of([], {}, { pipelines, history: 'none' });
    expect(none.rows[0]).to.include({ value: null, weight: 0 });
    expect(none.needs).to.deep.equal(['history']);
  });

  it('leaves out what has no day', () => {
    const { rows, leftOut } = of([
      { stage: 'a', outcome: 'open', since: null },
      { stage: 'a', outcome: 'won', days: null },
      { stage: '', outcome: 'won', days: null },
    ]);
    expect(rows[0]).to.include({ n: 0, won: 1, nOpen: 1, value: 0.1 });
    expect(leftOut).to.deep.equal([{ code: 'no-entry-date', n: 2 }]);
  });
});
