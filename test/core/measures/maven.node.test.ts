import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { parseDay } from '../../../src/core/calendar/days.js';
import { boardTables, measureBoard } from '../../../src/core/measures/board.js';
import { cycleTables, measureCycle } from '../../../src/core/measures/cycle.js';
import { funnelTables, measureFunnel } from '../../../src/core/measures/funnel.js';
import { leaderboardTables, measureLeaderboard } from '../../../src/core/measures/leaderboard.js';
import {
  measureStageProbability,
  stageProbabilityTables,
} from '../../../src/core/measures/stage-probability.js';
import { measureTimeInStage, timeInStageTables } from '../../../src/core/measures/time-in-stage.js';
import { measureWinRate, winRateTables } from '../../../src/core/measures/win-rate.js';
import {
  measureWeightedPipeline,
  weightedPipelineTables,
} from '../../../src/core/measures/weighted-pipeline.js';
import { aalenJohansen, stepAt } from '../../../src/core/numeric/aalen-johansen.js';
import { incidenceErrors } from '../../../src/core/numeric/incidence-errors.js';
import { spellsOf } from '../../../src/core/measures/spell-curves.js';
import { kaplanMeier, survivalQuantile } from '../../../src/core/numeric/kaplan-meier.js';
import { dealsBehind } from '../../../src/core/summary/behind.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import type { View } from '../../../src/core/view/types.js';
import { viewAt } from '../../../src/core/view/view.js';
import { readPipelineData } from '../../../src/data/index.js';
import { itWithShared } from '../../shared-data.js';

const FILE = 'data/maven_crm/sales_pipeline.csv';

/** A published CRM table without stage history: 8,800 deals, counted and summed by other tools beforehand. */
describe('the Maven table', () => {
  const read = async (file: string): Promise<{ view: View; pipeline: string }> => {
    const { data } = await readPipelineData(readFileSync(file));
    return { view: viewAt(data, { asOf: '2017-12-31' }), pipeline: data.pipelines[0]!.id };
  };
  const named = (rows: readonly { name: string; kind: string; n: number }[]) =>
    rows.map((row) => [row.name || row.kind, row.n]);

  itWithShared('funnel: reached, strict, current', FILE, async (file) => {
    const { view, pipeline } = await read(file);
    const summary = summarize(view, funnelTables({ pipeline }));
    const reached = measureFunnel(summary, { pipeline });
    expect(named(reached.rows)).to.deep.equal([
      ['Prospecting', 8800],
      ['Engaging', 1589 + 4238],
      ['won', 4238],
      ['lost-stage-unknown', 2473],
    ]);
    const won = reached.rows[2]!;
    expect([won.amount.amount, won.value]).to.deep.equal([10_005_534, 4238]);
    expect([reached.overall, reached.weakest, reached.needs]).to.deep.equal([4238 / 8800, null, ['history']]);
    expect(reached.rows.every((row) => row.ofPrevious === null)).to.equal(true);
    for (const row of reached.rows) expect(dealsBehind(view, row).total).to.equal(row.n);
    // R: median(closed - created) of the won
    expect(reached.cycle?.median).to.equal(57);
    const current = measureFunnel(summary, { pipeline, counting: 'current' });
    expect(named(current.rows)).to.deep.equal([
      ['Prospecting', 500],
      ['Engaging', 1589],
      ['won', 4238],
    ]);
    const strict = measureFunnel(summary, { pipeline, counting: 'strict' });
    expect(strict.rows.slice(0, 3).map((row) => row.value)).to.deep.equal([null, null, null]);
  });

  itWithShared('funnel of a quarter: the 500 without any date are left out', FILE, async (file) => {
    const { view, pipeline } = await read(file);
    const window = { from: parseDay('2016-10-01')!, to: parseDay('2018-01-01')! };
    const options = { pipeline, window };
    const funnel = measureFunnel(summarize(view, funnelTables(options)), options);
    expect(funnel.total).to.equal(8300);
    expect(funnel.leftOut[0]).to.deep.equal({ code: 'no-created-date', n: 500 });
  });

  itWithShared('board, win rate, cycle', FILE, async (file) => {
    const { view, pipeline } = await read(file);
    const board = measureBoard(summarize(view, boardTables({ pipeline })), { pipeline });
    expect(board.rows.map((row) => [row.name, row.n, row.nAmount, row.sum.amount])).to.deep.equal([
      ['Prospecting', 500, 0, 0],
      ['Engaging', 1589, 0, 0],
      ['Won', 4238, 4238, 10_005_534],
      ['Lost', 2473, 2473, 0],
    ]);
    expect([board.open.weighted, board.needs]).to.deep.equal([null, ['probabilities']]);
    const [rate] = measureWinRate(summarize(view, winRateTables()), {}).rows;
    // R: naive_resolved_winrate = 4238 / 6711
    expect(rate).to.include({ value: 4238 / 6711, n: 6711, rateByAmount: 1 });
    const [cycle] = measureCycle(summarize(view, cycleTables()), {}).rows;
    expect([cycle!.median, cycle!.n]).to.deep.equal([57, 4238]);
  });

  itWithShared('what needs history, probabilities or dates says so', FILE, async (file) => {
    const { view, pipeline } = await read(file);
    const stays = measureTimeInStage(summarize(view, timeInStageTables({ pipeline })), { pipeline });
    expect(stays.needs).to.deep.equal(['history']);
    expect(stays.rows.map((row) => row.value)).to.deep.equal([null, null]);
    const weighted = measureWeightedPipeline(summarize(view, weightedPipelineTables()), { intervals: [] });
    expect(weighted.needs).to.deep.equal(['probabilities']);
    expect(weighted.leftOut).to.deep.include({ code: 'no-expected-date', n: 2089 });
  });

  itWithShared('leaderboard', FILE, async (file) => {
    const { view } = await read(file);
    const board = measureLeaderboard(summarize(view, leaderboardTables()));
    // 30 agents closed deals; Darcel Schlecht sold most: 349 deals for 1,153,214 (counted by awk).
    expect(board.rows.filter((row) => row.rank !== null).length).to.equal(30);
    expect(board.rows[0]).to.include({ name: 'Darcel Schlecht', rank: 1, value: 1_153_214, wonCount: 349 });
    expect(board.rows.reduce((sum, row) => sum + (row.won.amount ?? 0), 0)).to.equal(10_005_534);
  });

  itWithShared('days until any close, against R', 'reference/maven_aj.json', async (reference) => {
    const { km_any_close: km, delayed_entry: delayed } = JSON.parse(readFileSync(reference, 'utf8')) as {
      km_any_close: { quantiles: { probs: number[]; quantile: (number | null)[] } };
      delayed_entry: { km_quantiles: { probs: number[]; quantile: (number | null)[] } };
    };
    const { view } = await read(reference.replace('reference/maven_aj.json', FILE));
    const end = parseDay('2017-12-31')!;
    // R was run on exact days; a day's start is half a day before it there, so that joining counts on that very day.
    const start = parseDay('2017-03-01')! - 0.5;
    const count = (counts: Map<number, number>, age: number): void =>
      void counts.set(age, (counts.get(age) ?? 0) + 1);
    const quantilesFrom = (from: number, probs: readonly number[]): (number | null)[] => {
      const durations = {
        ended: new Map<number, number>(),
        running: new Map<number, number>(),
        joined: new Map<number, number>(),
      };
      for (const { created, closed } of view.facts()) {
        if (created === undefined) continue;
        const age = (closed ?? end) - created || 0.5;
        if (from - created >= age) continue;
        count(closed === undefined ? durations.running : durations.ended, age);
        if (from > created) count(durations.joined, from - created);
      }
      const curve = kaplanMeier(durations);
      return probs.map((p) => survivalQuantile(curve, p));
    };
    expect(quantilesFrom(-Infinity, km.quantiles.probs)).to.deep.equal(km.quantiles.quantile);
    expect(quantilesFrom(start, delayed.km_quantiles.probs)).to.deep.equal(delayed.km_quantiles.quantile);
  });

  itWithShared('won and lost as competing ends, against R', 'reference/maven_aj.json', async (reference) => {
    interface Reference {
      readonly times: number[];
      /** Remaining, won, lost. */
      readonly pstate: number[][];
      readonly 'std.err': number[][];
      readonly delayed_entry: { readonly n: number; readonly pstate: number[][] };
    }
    const expected = JSON.parse(readFileSync(reference, 'utf8')) as Reference;
    const { view, pipeline } = await read(reference.replace('reference/maven_aj.json', FILE));
    const check = (one: View, pstate: number[][], errors?: number[][]): void => {
      const summary = summarize(one, stageProbabilityTables());
      const rows = [...summary.tables.end!.values()].filter(
        ({ stage, reached }) => stage === '' && reached !== null,
      );
      const curves = aalenJohansen(spellsOf(rows, one.frame.asOfDay).durations);
      const found = incidenceErrors(curves);
      for (const [i, time] of expected.times.entries()) {
        const at = (values: readonly number[], before: number): number =>
          stepAt(curves.ages, values, time, before);
        expect(at(curves.remaining, 1)).to.be.closeTo(pstate[i]![0]!, 1e-9);
        expect(at(curves.incidence[0]!, 0)).to.be.closeTo(pstate[i]![1]!, 1e-9);
        expect(at(curves.incidence[1]!, 0)).to.be.closeTo(pstate[i]![2]!, 1e-9);
        if (errors) expect(at(found.incidence[0]!, 0)).to.be.closeTo(errors[i]![1]!, 1e-9);
      }
      const { overall } = measureStageProbability(summary, { pipeline });
      expect(overall.estimate).to.be.closeTo(pstate.at(-1)![1]!, 1e-9);
    };
    check(view, expected.pstate, expected['std.err']);
    // R's entries lie half a day before the day: watched from that very day on.
    const provenance = { ...view.data.provenance!, historyFrom: '2017-02-28' };
    check(viewAt({ ...view.data, provenance }, { asOf: '2017-12-31' }), expected.delayed_entry.pstate);
  });
});
