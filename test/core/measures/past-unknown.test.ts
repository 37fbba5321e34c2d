import { expect } from 'chai';
import {
  boardTables,
  dealOrder,
  funnelTables,
  leaderboardTables,
  measureBoard,
  measureCoverage,
  measureFunnel,
  measureIdle,
  measureLeaderboard,
  measureOutlook,
  measureWeightedPipeline,
  coverageTables,
  idleTables,
  outlookTables,
  replaceDeals,
  resolvePeriod,
  summarize,
  viewAt,
  weightedPipelineTables,
  type Deal,
  type PipelineData,
  type SummaryRequest,
  type View,
} from '../../../src/core/index.js';

const deal = (id: string, stage: string, more: Partial<Deal> = {}): Deal => ({
  id,
  name: id,
  pipeline: 'p',
  stage,
  amount: 100,
  owner: 'ana',
  createdAt: '2026-01-05',
  expectedCloseAt: '2026-03-15',
  visits: [],
  ...more,
});

/** A plain file of April, looked at as of the end of January. */
const data: PipelineData = {
  pipelines: [
    {
      id: 'p',
      name: 'P',
      stages: [
        { id: 'a', name: 'A', kind: 'open', probability: 0.1 },
        { id: 'b', name: 'B', kind: 'open', probability: 0.5 },
        { id: 'won', name: 'Won', kind: 'won' },
        { id: 'lost', name: 'Lost', kind: 'lost' },
      ],
    },
  ],
  owners: [{ id: 'ana', name: 'Ana' }],
  deals: [
    deal('open now', 'b'),
    deal('open now, of its own chance', 'b', { probability: 0.9 }),
    deal('won by then', 'won', { amount: 40, closedAt: '2026-01-20' }),
    deal('lost by then', 'lost', { closedAt: '2026-01-31' }),
    deal('won later', 'won', { closedAt: '2026-03-01' }),
    deal('lost on a day that nobody recorded', 'lost'),
    deal('without a stage', ''),
    deal('created later', 'a', { createdAt: '2026-02-10' }),
    deal('won by then, by another', 'won', { owner: 'ben', amount: 7, closedAt: '2026-01-21' }),
  ],
  provenance: {
    system: 'test',
    fetchedAt: '2026-04-01',
    timeZone: 'UTC',
    history: 'none',
    complete: true,
    currency: 'EUR',
  },
};
const left = { code: 'stage-then-unknown', n: 5 } as const;
const january = resolvePeriod('2026-01', { asOfDay: 0 })!;
const q1 = resolvePeriod('2026-Q1', { asOfDay: 0 })!;

describe('the past of data without history', () => {
  const past = viewAt(data, { asOf: '2026-01-31', pastUnknown: true });
  const sum = (request: SummaryRequest, view: View = past) => summarize(view, request);

  it('knows the stage of what was closed by then, and of nothing else', () => {
    const stages = [...past.facts()].map(({ deal: { id }, stage, kind }) => [id, stage, kind]);
    expect(stages).to.deep.equal([
      ['open now', '', 'open'],
      ['open now, of its own chance', '', 'open'],
      ['won by then', 'won', 'won'],
      ['lost by then', 'lost', 'lost'],
      ['won later', '', 'open'],
      ['lost on a day that nobody recorded', '', 'open'],
      ['without a stage', '', 'open'],
      ['won by then, by another', 'won', 'won'],
    ]);
    const again = replaceDeals(past, { ...data, owners: [] });
    expect(again.factsOf(data.deals[0]!)?.stage).to.equal('');
  });

  it('knows it where the deal has a visit before then', () => {
    const visited = deal('v', 'b', { visits: [{ stage: 'a', enteredAt: '2026-01-06' }] });
    const view = viewAt({ ...data, deals: [visited] }, { asOf: '2026-01-31', pastUnknown: true });
    expect(view.factsOf(visited)?.stage).to.equal('b');
  });

  it('board: no deal in an open column, none “without a stage”, what was closed in its own', () => {
    const board = measureBoard(sum(boardTables({ pipeline: 'p' })), { pipeline: 'p' });
    expect(board.rows.map(({ key, n, value }) => [key, n, value])).to.deep.equal([
      ['stage:a', 0, null],
      ['stage:b', 0, null],
      ['stage:won', 2, 2],
      ['stage:lost', 1, 1],
    ]);
    expect(board.rows.map(({ weighted }) => weighted)).to.deep.equal([null, null, null, null]);
    expect(board.open.weighted).to.equal(null);
    expect(board.needs).to.deep.equal(['history']);
    expect(board.leftOut).to.deep.include(left).and.not.deep.include({ code: 'no-stage', n: 5 });
    expect(dealOrder(past).column('p', 'b')).to.deep.equal([]);
  });

  it('weighted pipeline, outlook and coverage: what was won, nothing weighed', () => {
    const weighted = measureWeightedPipeline(sum(weightedPipelineTables()), { intervals: [q1] });
    expect(weighted.rows[0]).to.include({ n: 0, value: null, weighted: null });
    expect(weighted.needs).to.deep.equal(['history']);
    expect(weighted.leftOut).to.deep.equal([left]);
    const outlook = measureOutlook(sum(outlookTables()), { window: q1, intervals: [q1] });
    expect(outlook.won).to.deep.equal({ n: 2, amount: 47 });
    expect([outlook.rows[0]!.weighted, outlook.open.weighted, outlook.rows[0]!.upTo.expected]).to.deep.equal([
      null,
      null,
      null,
    ]);
    expect(outlook.leftOut).to.deep.include(left);
    const goals = [{ from: '2026-01-01', to: '2026-04-01', amount: 500 }] as const;
    const coverage = measureCoverage(sum(coverageTables()), { window: q1, goals });
    expect(coverage.rows[0]).to.include({ value: null, toGo: 453 });
  });

  it('funnel: what was closed, and no share of a first row that nobody knows', () => {
    for (const counting of ['reached', 'current'] as const) {
      const funnel = measureFunnel(sum(funnelTables({ pipeline: 'p' })), { pipeline: 'p', counting });
      expect(funnel.rows.find(({ kind }) => kind === 'won')).to.include({ n: 2, ofFirst: null });
      expect(funnel.rows.map(({ kind }) => kind)).to.not.include('no-stage');
      expect(funnel.overall).to.equal(null);
      expect(funnel.leftOut).to.deep.include(left);
    }
  });

  it('leaderboard: won and lost by then; open deals only of those who may not have had others', () => {
    const { rows, leftOut } = measureLeaderboard(sum(leaderboardTables()), {});
    expect(
      rows.map(({ id, wonCount, lostCount, openCount, open, openWeighted }) => [
        id,
        wonCount,
        lostCount,
        openCount,
        open.amount,
        openWeighted,
      ]),
    ).to.deep.equal([
      ['ana', 1, 1, null, null, null],
      ['ben', 1, 0, 0, 0, null],
    ]);
    expect(leftOut).to.deep.include(left);
  });

  it('idle deals: none counted', () => {
    const idle = measureIdle(sum(idleTables()), { pipeline: 'p' });
    expect(idle.rows.map(({ n, of }) => [n, of])).to.deep.equal([
      [0, 0],
      [0, 0],
    ]);
    expect(idle.leftOut).to.deep.equal([left]);
  });

  it('in its own present all of it is known', () => {
    const now = viewAt(data, { asOf: '2026-04-01', present: true });
    const board = measureBoard(sum(boardTables({ pipeline: 'p' }), now), { pipeline: 'p' });
    expect(board.rows.map(({ key, n }) => [key, n])).to.deep.equal([
      ['stage:a', 1],
      ['stage:b', 2],
      ['no-stage', 1],
      ['stage:won', 3],
      ['stage:lost', 2],
    ]);
    const booked = measureOutlook(sum(outlookTables(), now), { window: january, intervals: [january] });
    expect(booked.leftOut.map(({ code }) => code)).to.not.include(left.code);
  });
});
