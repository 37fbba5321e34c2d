import { expect } from 'chai';
import fc from 'fast-check';
import { dayOfDate, formatDay, parseDay } from '../../../src/core/calendar/days.js';
import { boardTables, measureBoard } from '../../../src/core/measures/board.js';
import {
  boardGroupOf,
  boardGroups,
  dayOfMonthKey,
  movedToMonth,
  sumDeals,
} from '../../../src/core/measures/board-groups.js';
import type { Deal, PipelineData } from '../../../src/core/model.js';
import { summarize } from '../../../src/core/summary/summarize.js';
import { landingAt, rankBy, sortByRank } from '../../../src/core/view/sort.js';
import { viewAt } from '../../../src/core/view/view.js';

const day = (text: string): number => parseDay(text)!;

const deal = (id: string, more: Partial<Deal> = {}): Deal => ({
  id,
  name: id,
  pipeline: 'p',
  stage: 'a',
  amount: 100,
  currency: 'EUR',
  visits: [],
  ...more,
});

const dataOf = (deals: readonly Deal[], more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines: [
    {
      id: 'p',
      name: 'P',
      stages: [
        { id: 'a', name: 'A', kind: 'open', probability: 0.15, forecastCategory: 'pipeline' },
        { id: 'b', name: 'B', kind: 'open' },
        { id: 'w', name: 'W', kind: 'won' },
      ],
    },
  ],
  owners: [
    { id: 'zoe', name: 'Zoe' },
    { id: 'abe', name: 'Abe' },
    { id: 'idle', name: 'Idle' },
  ],
  deals,
  ...more,
});

const factsOf = (data: PipelineData) => {
  const view = viewAt(data, { asOf: '2026-01-15' });
  return { view, facts: [...view.facts()] };
};

describe('groups of a board', () => {
  it('months run from as-of’s on, without gaps; overdue before them, no date last', () => {
    const { view, facts } = factsOf(
      dataOf([
        deal('1', { expectedCloseAt: '2026-01-14' }),
        deal('2', { expectedCloseAt: '2026-01-15' }),
        deal('3', { expectedCloseAt: '2026-05-02' }),
        deal('4'),
        deal('5', { expectedCloseAt: '2027-01-01' }),
      ]),
    );
    expect(facts.map((one) => boardGroupOf(one, 'close-month', view.frame))).to.deep.equal([
      'overdue',
      '2026-01',
      '2026-05',
      '',
      'later',
    ]);
    expect(boardGroups(facts.slice(0, 4), 'close-month', view.frame)).to.deep.equal([
      'overdue',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '',
    ]);
    expect(boardGroups(facts, 'close-month', view.frame)).to.have.length(15);
    expect(boardGroups([], 'close-month', view.frame)).to.deep.equal(['2026-01', '2026-02', '2026-03']);
  });

  it('owners as the data lists them, unknown ones behind; categories from the surest on', () => {
    const { view, facts } = factsOf(
      dataOf([
        deal('1', { owner: 'abe' }),
        deal('2', { owner: 'gone' }),
        deal('3', { owner: 'zoe', forecastCategory: 'commit' }),
        deal('4', { stage: 'b' }),
      ]),
    );
    expect(boardGroups(facts, 'owner', view.frame)).to.deep.equal(['zoe', 'abe', 'gone', '']);
    expect(facts.map((one) => boardGroupOf(one, 'forecast-category', view.frame))).to.deep.equal([
      'pipeline',
      'pipeline',
      'commit',
      '',
    ]);
    expect(boardGroups(facts, 'forecast-category', view.frame)).to.deep.equal([
      'commit',
      'best-case',
      'pipeline',
      '',
    ]);
  });

  it('any field; numbers in their order; names of the prototype are no fields', () => {
    const { view, facts } = factsOf(
      dataOf([
        deal('1', { fields: { size: 10 } }),
        deal('2', { fields: { size: 9 } }),
        deal('3', { fields: { other: true } }),
      ]),
    );
    expect(boardGroups(facts, 'size', view.frame)).to.deep.equal(['9', '10', '']);
    expect(boardGroups(facts, '__proto__', view.frame)).to.deep.equal(['']);
    expect(boardGroups(facts, 'constructor', view.frame)).to.deep.equal(['']);
  });

  it('a deal moved to a month keeps its day, where the month has it and it is not past', () => {
    const moved = (from: string | undefined, month: string): string =>
      formatDay(
        movedToMonth(from === undefined ? undefined : day(from), dayOfMonthKey(month)!, day('2026-01-15')),
      );
    expect(moved('2026-01-31', '2026-02')).to.equal('2026-02-28');
    expect(moved('2026-03-20', '2026-04')).to.equal('2026-04-20');
    expect(moved('2026-03-10', '2026-01')).to.equal('2026-01-15');
    expect(moved(undefined, '2026-06')).to.equal('2026-06-30');
    expect(moved('2025-11-30', '2026-01')).to.equal('2026-01-30');
    expect(dayOfMonthKey('later')).to.equal(undefined);
    expect(dayOfMonthKey('2026-03')).to.equal(dayOfDate(2026, 3, 1));
  });

  it('sums each column as the board’s measure does, whatever the deals', () => {
    const money = fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }).map((minor) => minor / 100));
    const any = fc.array(
      fc.record({
        stage: fc.constantFrom('a', 'b'),
        amount: money,
        currency: fc.constantFrom('EUR', 'USD', 'JPY'),
        probability: fc.option(
          fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
          { nil: undefined },
        ),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(any, fc.boolean(), (list, hasRates) => {
        const rates = { base: 'EUR', per: { USD: 0.8, JPY: 0.006 } };
        const data = dataOf(
          list.map((one, at) => deal(String(at), one)),
          hasRates ? { rates } : {},
        );
        const { view, facts } = factsOf(data);
        const board = measureBoard(summarize(view, boardTables({ pipeline: 'p' })), {
          pipeline: 'p',
          currency: 'EUR',
        });
        for (const row of board.rows.filter(({ kind }) => kind === 'open')) {
          const own = facts.filter(({ stage }) => stage === row.stage);
          const sums = sumDeals(own, view.frame, 'EUR');
          expect([sums.n, sums.nAmount]).to.deep.equal([row.n, row.nAmount]);
          expect(sums.sum.per).to.deep.equal(row.sum.per);
          expect(sums.sum.amount).to.equal(row.sum.amount);
          // Of no deals nobody asks.
          if (row.n === 0) continue;
          expect(sums.weighted?.amount ?? null).to.equal(row.weighted?.amount ?? null);
        }
      }),
    );
  });
});

describe('orders in a column', () => {
  const { view, facts } = factsOf(
    dataOf([
      deal('c', { amount: 5, expectedCloseAt: '2026-03-01', lastActivityAt: '2026-01-10' }),
      deal('a', { amount: 9, lastActivityAt: '2025-12-01', order: 7 }),
      deal('b', {
        amount: null,
        expectedCloseAt: '2026-02-01',
        visits: [{ stage: 'a', enteredAt: '2026-01-02' }],
      }),
      deal('d', { amount: 5, visits: [{ stage: 'a', enteredAt: '2025-12-24' }] }),
    ]),
  );
  const ids = (order: Parameters<typeof rankBy>[0]): string =>
    sortByRank(facts, rankBy(order, view))
      .map((one) => one.deal.id)
      .join('');

  it('unknown last, ties by id', () => {
    expect(ids('amount')).to.equal('acdb');
    expect(ids('close')).to.equal('bcad');
    expect(ids('age')).to.equal('dbac');
    expect(ids('activity')).to.equal('acbd');
    expect(ids('hand')).to.equal('cbda');
  });

  it('lands where sorting would put it', () => {
    for (const order of ['amount', 'close', 'age', 'activity', 'hand'] as const) {
      const rank = rankBy(order, view);
      const sorted = sortByRank(facts, rank);
      for (const one of sorted) {
        expect(landingAt(sorted, one, rank), `${order} ${one.deal.id}`).to.equal(sorted.indexOf(one));
      }
    }
  });
});
