import { expect } from 'chai';
import fc from 'fast-check';
import { formatDay, parseDay } from '../../../src/core/calendar/days.js';
import { intervalsOf, intervalsWithin } from '../../../src/core/calendar/period.js';
import type { PipelineData } from '../../../src/core/model.js';
import { boardTables, measureBoard } from '../../../src/core/measures/board.js';
import { bookedTables, measureBooked } from '../../../src/core/measures/booked.js';
import { funnelTables, measureFunnel } from '../../../src/core/measures/funnel.js';
import { leaderboardTables, measureLeaderboard } from '../../../src/core/measures/leaderboard.js';
import {
  measureWeightedPipeline,
  weightedPipelineTables,
} from '../../../src/core/measures/weighted-pipeline.js';
import { measureWinRate, winRateTables } from '../../../src/core/measures/win-rate.js';
import { dealsBehind } from '../../../src/core/summary/behind.js';
import { mergeSummaries, summarize } from '../../../src/core/summary/summarize.js';
import type { DayRange, View } from '../../../src/core/view/types.js';
import { viewAt } from '../../../src/core/view/view.js';
import { asOfs, data } from '../arbitraries.js';
import { countsMore, dims, measures, pipelineIds, said, windows, years } from './every.js';

const views = fc.tuple(data(20), asOfs).map(([one, asOf]) => viewAt(one, { asOf }));
const half = (view: View, part: 0 | 1): View => {
  const deals = view.data.deals.filter((_, i) => i % 2 === part);
  const some: PipelineData = { ...view.data, deals };
  return viewAt(some, { asOf: view.frame.asOf, timeZone: view.frame.timeZone });
};

describe('every measure', () => {
  for (const [name, ask] of Object.entries(measures)) {
    it(`${name}: dealsBehind finds exactly the deals of each row`, () => {
      fc.assert(
        fc.property(views, pipelineIds, windows, dims, (view, pipeline, window, by) => {
          const { tables, measure } = ask({ pipeline, window, by });
          for (const row of measure(summarize(view, tables)).rows) {
            const { total } = dealsBehind(view, row);
            if (countsMore.has(name)) expect(total, row.key).to.be.within(Math.min(row.n, 1), row.n);
            else expect(total, row.key).to.equal(row.n);
          }
        }),
      );
    });

    it(`${name}: says the same of merged parts as of the whole`, () => {
      fc.assert(
        fc.property(views, pipelineIds, windows, dims, (view, pipeline, window, by) => {
          const { tables, measure } = ask({ pipeline, window, by });
          const merged = mergeSummaries(summarize(half(view, 0), tables), summarize(half(view, 1), tables));
          expect(said(measure(merged))).to.deep.equal(said(measure(summarize(view, tables))));
        }),
      );
    });

    it(`${name}: holds no NaN, and nobody twice by key`, () => {
      fc.assert(
        fc.property(views, pipelineIds, windows, dims, (view, pipeline, window, by) => {
          const { tables, measure } = ask({ pipeline, window, by });
          const { rows } = measure(summarize(view, tables));
          expect(new Set(rows.map((row) => row.key)).size).to.equal(rows.length);
          JSON.stringify(rows, (key, value: unknown) => {
            if (typeof value === 'number') expect(Number.isFinite(value), key).to.equal(true);
            return value;
          });
        }),
      );
    });
  }
});

describe('funnel and board', () => {
  const funnelOf = (
    view: View,
    pipeline: string,
    window?: DayRange,
    counting?: 'reached' | 'strict' | 'current',
  ) => {
    const options = { pipeline, window, counting };
    return measureFunnel(summarize(view, funnelTables(options)), options);
  };

  it('reached only falls, and each row is moved on + still here + lost', () => {
    fc.assert(
      fc.property(views, pipelineIds, windows, (view, pipeline, window) => {
        const { rows, total, won } = funnelOf(view, pipeline, window);
        const main = rows.filter((row) => row.kind === 'stage' || row.kind === 'won');
        for (const [i, row] of main.entries()) {
          expect(row.n).to.be.at.most(main[i - 1]?.n ?? Infinity);
          if (row.kind !== 'stage') continue;
          expect(row.movedOn + row.stillHere + row.lost).to.equal(row.n);
          expect(row.skipped).to.equal(0);
          expect(row.movedOn).to.equal(main[i + 1]!.n);
          expect(row.lostStageUnknown).to.be.at.most(i === 0 ? row.lost : 0);
          if (row.ofPrevious !== null) expect(row.ofPrevious).to.be.within(0, 1);
          expect(row.didNot).to.equal(i === 0 ? null : main[i - 1]!.n - row.n);
        }
        // Nobody is lost on the way: open, lost and won make up the first row.
        const ended = main.reduce((n, row) => n + row.stillHere + row.lost, 0);
        expect(ended + won).to.equal(total);
      }),
    );
  });

  it('strict never exceeds reached, and its split adds up with those that skipped', () => {
    fc.assert(
      fc.property(views, pipelineIds, windows, (view, pipeline, window) => {
        const reached = funnelOf(view, pipeline, window);
        const strict = funnelOf(view, pipeline, window, 'strict');
        for (const [i, row] of strict.rows.entries()) {
          expect(row.key).to.equal(reached.rows[i]!.key);
          expect(row.n).to.be.at.most(reached.rows[i]!.n);
          expect(row.skipped).to.be.at.least(0);
        }
      }),
    );
  });

  it('current says what the board says, and together they hold every deal', () => {
    fc.assert(
      fc.property(views, pipelineIds, (view, pipeline) => {
        const funnel = funnelOf(view, pipeline, undefined, 'current');
        const board = measureBoard(summarize(view, boardTables({ pipeline })), { pipeline });
        const open = board.rows.filter((row) => row.kind !== 'won' && row.kind !== 'lost');
        const ns = new Map(funnel.rows.map((row) => [row.key, row.n]));
        for (const row of open) expect(ns.get(row.key) ?? 0, row.key).to.equal(row.n);
        const wonOnBoard = board.rows.reduce((n, row) => n + (row.kind === 'won' ? row.n : 0), 0);
        expect(funnel.won).to.equal(wonOnBoard);
        const deals = [...view.facts()].filter((facts) => facts.pipeline === pipeline).length;
        expect(board.rows.reduce((n, row) => n + row.n, 0)).to.equal(deals);
        expect(board.open.n).to.equal(open.reduce((n, row) => n + row.n, 0));
      }),
    );
  });

  it('the windows of a year add up to it', () => {
    fc.assert(
      fc.property(views, pipelineIds, (view, pipeline) => {
        const days = [0, 91, 182, 274, 366].map((day) => parseDay('2024-01-01')! + day);
        const year = { from: days[0]!, to: days[4]! };
        const whole = funnelOf(view, pipeline, year);
        const parts = days.slice(0, 4).map((from, i) => funnelOf(view, pipeline, { from, to: days[i + 1]! }));
        expect(formatDay(year.to)).to.equal('2025-01-01');
        expect(parts.reduce((n, part) => n + part.total, 0)).to.equal(whole.total);
        expect(parts.reduce((n, part) => n + part.won, 0)).to.equal(whole.won);
      }),
    );
  });
});

describe('closed deals and owners', () => {
  it('owners, the unassigned among them, add up to everyone', () => {
    fc.assert(
      fc.property(views, windows, (view, window) => {
        const summary = summarize(view, leaderboardTables({ window }));
        const { rows } = measureLeaderboard(summary, { window });
        const [all] = measureWinRate(summary, { window }).rows;
        expect(rows.reduce((n, row) => n + row.wonCount, 0)).to.equal(all!.won);
        expect(rows.reduce((n, row) => n + row.lostCount, 0)).to.equal(all!.lost);
        const ranks = rows.flatMap((row) => (row.rank === null ? [] : [row]));
        for (const [i, row] of ranks.entries()) {
          expect(row.n).to.be.at.least(5);
          expect(row.rank).to.equal(1 + ranks.findIndex((other) => other.value === row.value));
          expect(row.value).to.be.at.most(ranks[i - 1]?.value ?? Infinity);
        }
      }),
    );
  });

  it('booked: intervals of any grain add up to the window, and agree with the deals won by the win rate', () => {
    const grain = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const);
    fc.assert(
      fc.property(
        views,
        pipelineIds,
        grain,
        fc.nat(500),
        fc.nat(300),
        (view, pipeline, unit, start, length) => {
          const window = { from: years.from + start, to: years.from + start + length + 1 };
          const cut = intervalsWithin(window.from, window.to, unit);
          const tables = { ...bookedTables(), ...winRateTables({ window }) };
          const summary = summarize(view, tables);
          const rows = measureBooked(summary, { pipeline, intervals: cut }).rows;
          const [rate] = measureWinRate(summary, { pipeline, window }).rows;
          expect(rows.reduce((n, row) => n + row.n, 0)).to.equal(rate!.won);
          const total = rows.at(-1)!.upTo;
          expect(total.per).to.deep.equal(rate!.wonAmount.per);
          if (total.per.length === 1 && total.amount !== null) {
            // Of an interval in which no deal has an amount the value is not known; it adds nothing to the total.
            const sum = rows.reduce((all, row) => all + (row.nAmount === 0 ? 0 : (row.value ?? NaN)), 0);
            expect(sum).to.be.closeTo(total.amount, 1e-6 * Math.max(1, Math.abs(total.amount)));
          }
        },
      ),
    );
  });

  it('every open deal with a date is expected in one period, or beyond those asked for', () => {
    fc.assert(
      fc.property(views, (view) => {
        const { frame } = view;
        const span = intervalsOf(frame.asOfDay, parseDay('2026-12-31')!, 'quarter');
        const measure = measureWeightedPipeline(summarize(view, weightedPipelineTables()), {
          intervals: span,
        });
        const open = [...view.facts()].filter(
          (facts) => facts.kind === 'open' && facts.expected !== undefined,
        );
        expect(measure.rows.reduce((n, row) => n + row.n, 0)).to.equal(open.length);
        expect(measure.overdue.n).to.equal(open.filter((facts) => facts.expected! < frame.asOfDay).length);
        expect(measure.rows[0]?.overdue.n ?? 0).to.equal(measure.overdue.n);
      }),
    );
  });
});
