import { expect } from 'chai';
import type { CohortRow } from '../../../src/core/summary/types.js';
import { PipelineError } from '../../../src/core/errors.js';
import { funnelTables, measureFunnel } from '../../../src/core/measures/funnel.js';
import { abc, closed, cohort, cycle, day, month, pipelineOf, stage, summaryOf } from './tables.js';

/*
 * Pipeline A, B, C, won, lost; bits A = 1, B = 2, C = 4. Twenty deals:
 *
 *   rows                              n   amount each   A  B  C  won
 *   open in A (mask 1)                4   100           x
 *   open in B, skipped A (mask 2)     3   none          x  x
 *   open in A, back from B (mask 3)   1   100           x  x
 *   lost from A (mask 1)              2   100           x
 *   lost from C via A (mask 5)        2   200           x  x  x
 *   lost, nothing recorded            1   50            x
 *   won from C, all stages (mask 7)   4   300           x  x  x  x
 *   won from B (mask 3)               1   300           x  x  x  x
 *   in stage "old", unmapped          1   100
 *   no stage                          1   none
 *
 * reached: A 18, B 3+1+2+4+1 = 11, C 2+5 = 7, won 5.
 */
const twenty = [
  cohort({ mask: '1', last: 'a', n: 4, nAmount: 4, amount: 400_00 }),
  cohort({ mask: '2', last: 'b', n: 3, nAmount: 0, amount: 0 }),
  cohort({ mask: '3', last: 'a', n: 1, nAmount: 1, amount: 100_00 }),
  cohort({ mask: '1', last: 'lost', lostFrom: 'a', n: 2, nAmount: 2, amount: 200_00 }),
  cohort({ mask: '5', last: 'lost', lostFrom: 'c', n: 2, nAmount: 2, amount: 400_00 }),
  cohort({ mask: '', last: 'lost', n: 1, nAmount: 1, amount: 50_00 }),
  cohort({ mask: '7', last: 'won', n: 4, nAmount: 4, amount: 1200_00 }),
  cohort({ mask: '3', last: 'won', n: 1, nAmount: 1, amount: 300_00 }),
  cohort({ mask: '', last: 'old', n: 1, nAmount: 1, amount: 100_00 }),
  cohort({ mask: '', last: '', n: 1, nAmount: 0, amount: 0 }),
];
const ns = (rows: readonly { key: string; n: number }[]) =>
  Object.fromEntries(rows.map((row) => [row.key, row.n]));

describe('measureFunnel', () => {
  it('counts who reached a stage, with the split of each row', () => {
    const funnel = measureFunnel(summaryOf({ cohort: twenty }), { pipeline: 'p' });
    expect(ns(funnel.rows)).to.deep.equal({
      'stage:a': 18,
      'stage:b': 11,
      'stage:c': 7,
      won: 5,
      'lost-stage-unknown': 1,
      'unmapped:old': 1,
      'no-stage': 1,
    });
    const split = funnel.rows
      .slice(0, 3)
      .map((r) => [r.movedOn, r.stillHere, r.lost, r.lostStageUnknown, r.skipped]);
    // A: 4 open, 2 lost from A and 1 nobody knows where; B: 3 open and the one that went back; C: 2 lost.
    expect(split).to.deep.equal([
      [11, 4, 3, 1, 0],
      [7, 4, 0, 0, 0],
      [5, 0, 2, 0, 0],
    ]);
    expect(funnel.rows.slice(0, 4).map((r) => r.ofFirst)).to.deep.equal([1, 11 / 18, 7 / 18, 5 / 18]);
    expect(funnel.rows.slice(0, 4).map((r) => r.ofPrevious)).to.deep.equal([null, 11 / 18, 7 / 11, 5 / 7]);
    expect(funnel.rows.slice(0, 4).map((r) => r.didNot)).to.deep.equal([null, 7, 4, 2]);
    // Decided are 11 + 3 in A (79 %), 7 + 0 in B, 5 + 2 in C (71 %): A moved fewest on so far, C lost most.
    expect(funnel.weakest).to.deep.equal({
      from: 'stage:c',
      to: 'won',
      conversion: 5 / 7,
      didNot: 2,
      lost: 2,
      stillHere: 0,
    });
    expect(funnel.rows.filter((r) => r.weakest).map((r) => r.key)).to.deep.equal(['won']);
    expect([funnel.overall, funnel.won, funnel.total]).to.deep.equal([5 / 18, 5, 18]);
    expect(funnel.rows[0]!.lostAmount.amount).to.equal(250);
    // A: 400 + 100 + 200 + 400 + 50 + 1200 + 300
    expect([funnel.rows[0]!.amount.amount, funnel.rows[0]!.nAmount]).to.deep.equal([2650, 15]);
    expect(funnel.leftOut).to.deep.equal([
      { code: 'no-stage', n: 1 },
      { code: 'unmapped-stage', n: 1 },
      { code: 'stage-at-loss-unknown', n: 1 },
    ]);
    expect(funnel.needs).to.deep.equal([]);
  });

  it('counts strictly only who visited every stage so far', () => {
    const funnel = measureFunnel(summaryOf({ cohort: twenty }), { pipeline: 'p', counting: 'strict' });
    // A: all but the 3 that skipped it, and the unknown one counts in the first row: 18 − 3 = 15.
    // B through A: 1 back + 5 won = 6; C: the 4; won through all: 4.
    expect(ns(funnel.rows.slice(0, 4))).to.deep.equal({ 'stage:a': 15, 'stage:b': 6, 'stage:c': 4, won: 4 });
    const split = funnel.rows.slice(0, 3).map((r) => [r.movedOn, r.stillHere, r.lost, r.skipped]);
    // A: skipped are the 2 lost from C without B; B: skipped is the one won from B.
    expect(split).to.deep.equal([
      [6, 4, 3, 2],
      [4, 1, 0, 1],
      [4, 0, 0, 0],
    ]);
    // Who skipped B is neither lost in A nor moved on to B: 6 of 9.
    expect(funnel.weakest).to.deep.equal({
      from: 'stage:a',
      to: 'stage:b',
      conversion: 6 / 15,
      didNot: 9,
      lost: 3,
      stillHere: 4,
    });
  });

  it('counts what is in a stage now, without any conversion', () => {
    const funnel = measureFunnel(summaryOf({ cohort: twenty }), { pipeline: 'p', counting: 'current' });
    expect(ns(funnel.rows)).to.deep.equal({
      'stage:a': 5,
      'stage:b': 3,
      'stage:c': 0,
      won: 5,
      'unmapped:old': 1,
      'no-stage': 1,
    });
    for (const row of funnel.rows) {
      expect([row.ofFirst, row.ofPrevious, row.didNot, row.of]).to.deep.equal([null, null, null, undefined]);
    }
    expect([funnel.overall, funnel.weakest, funnel.total]).to.deep.equal([null, null, 13]);
  });

  it('measures by amount', () => {
    const funnel = measureFunnel(summaryOf({ cohort: twenty }), { pipeline: 'p', value: 'amount' });
    // B: 100 + 400 + 1200 + 300; C: 400 + 1500; won 1500
    expect(funnel.rows.slice(0, 4).map((r) => r.value)).to.deep.equal([2650, 2000, 1900, 1500]);
    expect(funnel.rows[1]!.ofPrevious).to.equal(2000 / 2650);
    expect(funnel.leftOut[0]).to.deep.equal({ code: 'no-amount', n: 4 });
    // A: 2000 of 2000 + 250; C: 1500 of 1500 + 400.
    expect(funnel.weakest).to.include({ from: 'stage:c', to: 'won', conversion: 1500 / 1900, lost: 400 });
  });

  it('does not call a step weak whose deals are still there', () => {
    const young = [
      cohort({ mask: '1', last: 'a', n: 90 }),
      cohort({ mask: '1', last: 'lost', lostFrom: 'a', n: 1 }),
      cohort({ mask: '3', last: 'lost', lostFrom: 'b', n: 4 }),
      cohort({ mask: '7', last: 'won', n: 5 }),
    ];
    const of = (rows: readonly CohortRow[]) => measureFunnel(summaryOf({ cohort: rows }), { pipeline: 'p' });
    expect(of(young).rows[1]!.ofPrevious).to.equal(9 / 100);
    expect(of(young).weakest).to.include({ from: 'stage:b', to: 'stage:c', lost: 4, stillHere: 0 });
    expect(of(young.slice(0, 2)).weakest).to.include({ from: 'stage:a', lost: 1, stillHere: 90 });
    // Nothing lost, nothing weak.
    expect(of([young[0]!, young[3]!]).weakest).to.equal(null);
    // Lost between two rows, from an archived stage that strict steps pass over.
    const old = pipelineOf([stage('a'), stage('old', { archived: true }), ...abc.stages.slice(2)]);
    const made = summaryOf({
      pipelines: [old],
      cohort: [
        cohort({ mask: '3', last: 'lost', lostFrom: 'old', n: 2 }),
        cohort({ mask: '5', last: 'won', n: 2 }),
      ],
    });
    expect(measureFunnel(made, { pipeline: 'p', counting: 'strict' }).weakest).to.include({
      from: 'stage:a',
      to: 'stage:c',
      conversion: 1 / 2,
      lost: 2,
    });
  });

  it('says what needs history instead of guessing it', () => {
    // The shape of a plain CRM table: two open stages, lost deals from nobody knows where.
    const plain = [
      cohort({ mask: '1', last: 'a', n: 500, nAmount: 0, created: null }),
      cohort({ mask: '2', last: 'b', n: 1589, nAmount: 0 }),
      cohort({ mask: '', last: 'won', n: 4238 }),
      cohort({ mask: '', last: 'lost', n: 2473 }),
    ];
    const made = summaryOf({ cohort: plain, history: 'none' });
    const funnel = measureFunnel(made, { pipeline: 'p' });
    expect(ns(funnel.rows)).to.deep.equal({
      'stage:a': 8800,
      'stage:b': 5827,
      'stage:c': 4238,
      won: 4238,
      'lost-stage-unknown': 2473,
    });
    expect(funnel.rows.map((r) => r.ofPrevious)).to.deep.equal([null, null, null, null, null]);
    expect(funnel.rows.map((r) => r.ofFirst)).to.deep.equal([1, null, null, 4238 / 8800, null]);
    expect([funnel.weakest, funnel.overall, funnel.needs]).to.deep.equal([null, 4238 / 8800, ['history']]);
    const strict = measureFunnel(made, { pipeline: 'p', counting: 'strict' });
    expect(strict.rows.slice(0, 4).map((r) => [r.value, r.n])).to.deep.equal(Array(4).fill([null, 0]));
    expect(strict.overall).to.equal(null);
    const windowed = measureFunnel(made, { pipeline: 'p', window: { from: day('2026-01-01') } });
    expect(windowed.rows[0]!.n).to.equal(8300);
    expect(windowed.leftOut[0]).to.deep.equal({ code: 'no-created-date', n: 500 });
  });

  it('finds out by itself whether there is history, where the data does not say', () => {
    const needs = (rows: readonly CohortRow[]) => {
      const { frame, ...made } = summaryOf({ cohort: rows });
      return measureFunnel({ ...made, frame: { ...frame, provenance: undefined } }, { pipeline: 'p' }).needs;
    };
    const flat = [cohort({ mask: '1' }), cohort({ last: 'won' }), cohort({ last: 'lost' })];
    expect(needs(flat)).to.deep.equal(['history']);
    expect(needs([...flat, cohort({ last: 'lost', mask: '1' })])).to.deep.equal([]);
    expect(needs(flat.slice(0, 1))).to.deep.equal([]);
  });

  it('shows an archived stage only where a deal is in it or got no further', () => {
    const old = pipelineOf([
      stage('a'),
      stage('old', { archived: true }),
      stage('c'),
      ...abc.stages.slice(3),
    ]);
    const passed = [cohort({ mask: '7', last: 'won', n: 3 }), cohort({ mask: '1', last: 'a', n: 1 })];
    const funnel = measureFunnel(summaryOf({ pipelines: [old], cohort: passed }), { pipeline: 'p' });
    expect(ns(funnel.rows)).to.deep.equal({ 'stage:a': 4, 'stage:c': 3, won: 3 });
    const held = [
      ...passed,
      cohort({ mask: '3', last: 'lost', lostFrom: 'old' }),
      cohort({ mask: '5', last: 'c' }),
    ];
    const made = summaryOf({ pipelines: [old], cohort: held });
    expect(ns(measureFunnel(made, { pipeline: 'p' }).rows)).to.deep.equal({
      'stage:a': 6,
      'stage:old': 5,
      'stage:c': 4,
      won: 3,
    });
    // Strictly, deals that never saw the archived stage still pass.
    const strict = measureFunnel(made, { pipeline: 'p', counting: 'strict' });
    expect(ns(strict.rows)).to.deep.equal({ 'stage:a': 6, 'stage:old': 4, 'stage:c': 4, won: 3 });
    expect(strict.rows[2]!.ofPrevious).to.equal(4 / 6);
  });

  it('shows mixed currencies as such, and converts by rates', () => {
    const rows = [
      cohort({ mask: '1', last: 'a', currency: 'EUR', amount: 10_00 }),
      cohort({ mask: '1', last: 'a', currency: 'USD', amount: 20_00 }),
      cohort({ mask: '1', last: 'a', currency: 'JPY', n: 5, nAmount: 0, amount: 0 }),
    ];
    const mixed = measureFunnel(summaryOf({ cohort: rows }), { pipeline: 'p', value: 'amount' });
    expect(mixed.rows[0]!.value).to.equal(null);
    expect(mixed.rows[0]!.amount.per.map((part) => part.currency)).to.deep.equal(['EUR', 'USD']);
    expect(mixed.leftOut).to.deep.include({ code: 'mixed-currencies', n: 2 });
    const rates = { base: 'EUR', per: { USD: 0.5 } };
    const summed = measureFunnel(summaryOf({ cohort: rows, rates }), { pipeline: 'p', value: 'amount' });
    expect(summed.rows[0]!.value).to.equal(20);
    // Won deals are all in dollars: shown in euros all the same, or the conversion would divide one by the other.
    const won = [...rows, cohort({ mask: '7', last: 'won', currency: 'USD', amount: 20_00 })];
    const converted = measureFunnel(summaryOf({ cohort: won, rates }), { pipeline: 'p', value: 'amount' });
    expect(converted.rows.slice(0, 4).map((r) => r.value)).to.deep.equal([30, 10, 10, 10]);
    expect(converted.overall).to.equal(1 / 3);
  });

  it('takes the median cycle from deals won in the window', () => {
    const cycles = [
      cycle({ days: 10, n: 2 }),
      cycle({ days: 20 }),
      cycle({ days: 90, closed: month('2025-12') }),
    ];
    const made = summaryOf({ cohort: twenty, cycle: cycles });
    expect(measureFunnel(made, { pipeline: 'p' }).cycle).to.deep.equal({ median: 15, n: 4 });
    const window = { from: day('2026-01-01'), to: day('2026-02-01') };
    expect(measureFunnel(made, { pipeline: 'p', window }).cycle).to.deep.equal({ median: 10, n: 3 });
    expect(measureFunnel(summaryOf({ cohort: twenty }), { pipeline: 'p' }).cycle).to.equal(null);
  });

  it('points at the rows it counted, its own pipeline and window only', () => {
    const rows = [
      ...twenty,
      cohort({ pipeline: 'q', last: 'a', mask: '1' }),
      cohort({ created: month('2025-06') }),
    ];
    const funnel = measureFunnel(summaryOf({ cohort: rows }), {
      pipeline: 'p',
      window: { from: day('2026-01-01') },
    });
    for (const row of funnel.rows) {
      const kept = rows.filter((r) => row.behind.keep(r)).reduce((n, r) => n + r.n, 0);
      expect([row.key, kept]).to.deep.equal([row.key, row.n]);
    }
  });

  it('asks for whole months plainly, for any other window while summing, and refuses what is not there', () => {
    const months = { from: day('2026-01-01'), to: day('2026-04-01') };
    const days = { from: day('2026-01-15') };
    expect(funnelTables({ pipeline: 'p', window: months })).to.deep.equal({ cohort: {}, cycle: {} });
    expect(funnelTables({ pipeline: 'p', window: days }).cohort).to.deep.equal({ within: days });
    const plain = summaryOf({ cohort: twenty });
    expect(() => measureFunnel(plain, { pipeline: 'p', window: days })).to.throw(
      PipelineError,
      'summary-lacks',
    );
    const cut = summaryOf({ cohort: twenty, request: { cohort: { within: days } } });
    expect(measureFunnel(cut, { pipeline: 'p', window: days }).total).to.equal(18);
    expect(() => measureFunnel(cut, { pipeline: 'p' })).to.throw(PipelineError, 'summary-lacks');
    expect(() => measureFunnel(summaryOf({ closed: [closed({})] }), { pipeline: 'p' })).to.throw(
      'summary-lacks',
    );
    expect(() => measureFunnel(plain, { pipeline: 'x' })).to.throw(PipelineError, 'pipeline-unknown');
  });

  it('holds for a pipeline without stages', () => {
    const made = summaryOf({ pipelines: [pipelineOf([])], cohort: [cohort({ last: '' })] });
    const funnel = measureFunnel(made, { pipeline: 'p' });
    expect(ns(funnel.rows)).to.deep.equal({ 'no-stage': 1 });
    expect([funnel.total, funnel.overall]).to.deep.equal([0, null]);
  });
});
