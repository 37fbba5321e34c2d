import { expect } from 'chai';
import { idleLimits, measureIdle } from '../../../src/core/measures/idle.js';
import { measureTimeInStage, timeInStageTables } from '../../../src/core/measures/time-in-stage.js';
import { abc, day, month, open, pipelineOf, stage, stay, summaryOf } from './tables.js';

// As-of is 2026-03-31.
describe('measureTimeInStage', () => {
  it('takes running visits as "at least so long"', () => {
    // Left after 2 and 4 days, one there for 3: 2/3 from day 2, 0 from day 4. Mean: 2 × 1 + 2 × 2/3.
    const made = summaryOf({
      stay: [stay({ days: 2 }), stay({ days: 4 }), stay({ stage: 'gone', days: 9 })],
      open: [open({ entered: day('2026-03-28') }), open({ entered: null, n: 2 })],
    });
    const measure = measureTimeInStage(made, { pipeline: 'p' });
    expect(measure.rows.map((row) => [row.key, row.n, row.nOpen, row.value])).to.deep.equal([
      ['stage:a', 3, 1, 4],
      ['stage:b', 0, 0, null],
      ['stage:c', 0, 0, null],
    ]);
    const [row] = measure.rows;
    expect([row!.p25, row!.p75]).to.deep.equal([
      { days: 2, reached: true },
      { days: 4, reached: true },
    ]);
    expect(row!.mean).to.be.closeTo(2 + 4 / 3, 1e-12);
    expect(row!.meanUpTo).to.equal(4);
    expect(measure.leftOut).to.deep.equal([{ code: 'no-entry-date', n: 2 }]);
    expect(measure.needs).to.deep.equal([]);
  });

  it('says "not reached" instead of guessing', () => {
    const made = summaryOf({ stay: [stay({ days: 2 })], open: [open({ entered: day('2026-03-01'), n: 3 })] });
    const [row] = measureTimeInStage(made, { pipeline: 'p' }).rows;
    expect([row!.median, row!.value]).to.deep.equal([{ days: null, reached: false }, null]);
    // A quarter left at 2, level from there to the last age seen, 30: the middle.
    expect(row!.p25).to.deep.equal({ days: 16, reached: true });
  });

  it('counts visits under way at the start of history from the age they had then', () => {
    // Three visits: one of 1 day, one that joined at 5 and left at 6, one that joined at 5 and left at 8.
    // At 1: 1 at risk, gone: 0 for ever, as in R. With a second visit there for 4 days: 1/2, then 1/2 × 1/2, then 0.
    const made = summaryOf({
      stay: [
        stay({ days: 1 }),
        stay({ event: 'joins', days: 5, next: '', n: 2 }),
        stay({ days: 6 }),
        stay({ days: 8 }),
      ],
      open: [open({ entered: day('2026-03-27') })],
    });
    const [row] = measureTimeInStage(made, { pipeline: 'p' }).rows;
    expect([row!.n, row!.nOpen]).to.deep.equal([4, 1]);
    // 1 × 1 + 1/2 × 5 + 1/4 × 2
    expect(row!.mean).to.be.closeTo(4, 1e-12);
    expect(row!.p75).to.deep.equal({ days: 7, reached: true });
  });

  it('gives each stage by the month in which the visit began', () => {
    const made = summaryOf({
      stay: [
        stay({ entered: month('2026-01'), days: 10 }),
        stay({ entered: month('2026-02'), days: 4, n: 2 }),
        stay({ entered: month('2025-12'), days: 1 }),
      ],
      open: [open({ entered: day('2026-02-20') }), open({ entered: null })],
    });
    const window = { from: day('2026-01-01'), to: day('2026-04-01') };
    const measure = measureTimeInStage(made, { pipeline: 'p', by: 'entered', window });
    expect(
      measure.rows.filter((row) => row.stage === 'a').map((row) => [row.key, row.value, row.n, row.nOpen]),
    ).to.deep.equal([
      ['stage:a|entered:2026-01', 10, 1, 0],
      ['stage:a|entered:2026-02', 4, 3, 1],
    ]);
    const february = measure.rows.find((row) => row.key === 'stage:a|entered:2026-02')!.behind;
    expect(february.keep(stay({ entered: month('2026-02') }))).to.equal(true);
    expect(february.keep(stay({ entered: month('2026-01') }))).to.equal(false);
    expect(february.also?.[0]?.keep(open({ entered: day('2026-02-20') }))).to.equal(true);
    expect(february.also?.[0]?.keep(open({ entered: day('2026-01-20') }))).to.equal(false);
  });

  it('gives each stage by the values of a dimension', () => {
    const made = summaryOf({
      request: { stay: { by: ['owner'] }, open: { by: ['source', 'owner'] } },
      stay: [stay({ dims: ['ana'], days: 3 }), stay({ dims: ['ben'], days: 5, entered: month('2025-12') })],
      open: [open({ dims: ['web', 'ana'], stage: 'b', entered: day('2026-03-01') })],
    });
    const measure = measureTimeInStage(made, { pipeline: 'p', by: 'owner' });
    expect(measure.rows.slice(0, 4).map((row) => [row.key, row.group, row.n, row.value])).to.deep.equal([
      ['stage:a|owner:ana', 'ana', 1, 3],
      ['stage:a|owner:ben', 'ben', 1, 5],
      ['stage:b|owner:ana', 'ana', 1, null],
      ['stage:b|owner:ben', 'ben', 0, null],
    ]);
    const since = measureTimeInStage(made, {
      pipeline: 'p',
      by: 'owner',
      window: { from: day('2026-01-01') },
    });
    expect(since.rows.map((row) => row.group)).to.deep.equal(['ana', 'ana', 'ana']);
    const window = { from: day('2026-01-02') };
    expect(timeInStageTables({ pipeline: 'p', by: 'owner', window })).to.deep.equal({
      stay: { by: ['owner'], within: window },
      open: { by: ['owner'] },
    });
  });

  it('needs history', () => {
    const made = summaryOf({ stay: [], open: [open({ entered: null })], history: 'none' });
    expect(measureTimeInStage(made, { pipeline: 'p' }).needs).to.deep.equal(['history']);
  });
});

describe('measureIdle', () => {
  const stages = pipelineOf([
    stage('a', { idleAfterDays: 14 }),
    stage('b'),
    stage('c'),
    ...abc.stages.slice(3),
  ]);
  const made = summaryOf({
    pipelines: [stages],
    open: [
      // A allows 14 days: 20 are too many, 14 are not.
      open({ stage: 'a', entered: day('2026-03-11'), n: 2, nAmount: 2, amount: 700_00 }),
      open({ stage: 'a', entered: day('2026-03-17') }),
      open({ stage: 'a', entered: null }),
      // B: 8 visits ended after 1 … 8 days, these two (5 and 9 days) still run.
      open({ stage: 'b', entered: day('2026-03-26') }),
      open({ stage: 'b', entered: day('2026-03-22') }),
      open({ stage: 'c', entered: day('2026-01-01') }),
    ],
    stay: [
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((days) => stay({ stage: 'b', days })),
      stay({ stage: 'c', days: 1, n: 4 }),
    ],
  });

  it('measures against what the stage allows, else against its own history', () => {
    // B: S is 0.9, 0.8, 0.7, 0.6, 0.5 (5 of 10 left at day 5, one censored then), at 6: 0.5 × 3/4 = 0.375,
    // at 7: 0.25, level at exactly a quarter until 8: the middle, 7.5 days.
    const measure = measureIdle(made, { pipeline: 'p' });
    expect(measure.rows.map((row) => [row.key, row.value, row.n, row.of, row.oldest])).to.deep.equal([
      ['stage:a', 2, 2, 3, 20],
      ['stage:b', 1, 1, 2, 9],
      // Four finished visits tell nothing.
      ['stage:c', null, 0, 1, 89],
    ]);
    expect(measure.rows.map((row) => row.limit)).to.deep.equal([
      { days: 14, source: 'stage' },
      { days: 7.5, source: 'history' },
      { days: null, source: null },
    ]);
    expect(measure.rows[0]!.amount.amount).to.equal(700);
    expect(measure.leftOut).to.deep.equal([{ code: 'no-entry-date', n: 1 }]);
  });

  it('hands the limits to cards', () => {
    expect([...idleLimits(made, 'p').keys()]).to.deep.equal(['a', 'b', 'c']);
    expect(idleLimits(made, 'p').get('b')).to.deep.equal({ days: 7.5, source: 'history' });
  });
});
