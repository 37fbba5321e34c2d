/** Two real event logs: how deals stood at an instant in their past, and where they went, against counts made with R. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Deal, Pipeline, PipelineData } from '../../src/core/model.js';
import { summarize } from '../../src/core/summary/summarize.js';
import type { PipelineSummary } from '../../src/core/summary/types.js';
import { viewAt } from '../../src/core/view/view.js';
import { itWithShared, sharedData } from '../shared-data.js';

const table = (path: string): Record<string, string>[] => {
  const [header = '', ...lines] = readFileSync(sharedData(path) as string, 'utf8')
    .trim()
    .split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, i) => [columns[i] as string, cell])),
  );
};
/** From days since 1970 with a fraction. */
const moment = (days: string): string => new Date(Math.round(Number(days) * 86_400_000)).toISOString();
const json = <T>(path: string): T => JSON.parse(readFileSync(sharedData(path) as string, 'utf8')) as T;

/** The log as pipeline data. The closing visits are left to the core, which adds them from `closedAt`. */
function readLog(set: string): PipelineData {
  const { stages } = json<{ stages: string[] }>(`data/backtest/${set}/meta.json`);
  const visits = new Map<string, Deal['visits'][number][]>();
  for (const { id = '', stage = '', entered = '' } of table(`data/backtest/${set}/stages.csv`)) {
    const list = visits.get(id) ?? [];
    list.push({ stage, enteredAt: moment(entered) });
    visits.set(id, list);
  }
  const rows = table(`data/backtest/${set}/deals.csv`);
  const pipelines = [...new Set(rows.map((row) => row['pipeline'] ?? ''))].map(
    (id): Pipeline => ({
      id,
      name: id,
      stages: [
        ...stages.map((stage) => ({ id: stage, name: stage, kind: 'open' as const })),
        { id: 'won', name: 'Won', kind: 'won' },
        { id: 'lost', name: 'Lost', kind: 'lost' },
      ],
    }),
  );
  const deals = rows.map((row): Deal => {
    const list = visits.get(row['id'] ?? '') ?? [];
    const isOpen = row['status'] === 'open';
    return {
      id: row['id'] ?? '',
      name: row['id'] ?? '',
      pipeline: row['pipeline'] ?? '',
      stage: isOpen ? (list.at(-1)?.stage ?? '') : (row['status'] ?? ''),
      amount: row['amount'] ? Number(row['amount']) : null,
      createdAt: moment(row['created'] ?? ''),
      closedAt: row['closed'] ? moment(row['closed']) : null,
      visits: list,
    };
  });
  return { pipelines, deals };
}

const request = { cohort: {}, closed: {}, cycle: {}, open: {}, expected: {}, stay: {} };
const counts = ({ tables }: PipelineSummary) => {
  const sum = (rows: Iterable<{ n: number }> = []) => [...rows].reduce((n, row) => n + row.n, 0);
  const closed = [...(tables.closed?.values() ?? [])];
  return {
    censor: sum(tables.open?.values()),
    won: sum(closed.filter((row) => row.outcome === 'won')),
    lost: sum(closed.filter((row) => row.outcome === 'lost')),
  };
};
const tablesOf = ({ tables }: PipelineSummary) =>
  Object.entries(tables).map(([name, rows]) => [
    name,
    Object.fromEntries(rows as ReadonlyMap<string, object>),
  ]);

describe('a bank’s loan applications (BPI Challenge 2012)', () => {
  itWithShared('stood at the start of 2012 as R counts them', 'data/backtest/bpi2012/deals.csv', () => {
    const expected = json<{ n: number; counts: object }>('reference/bpi2012_snapshot_2012-01-01.json');
    const summary = summarize(viewAt(readLog('bpi2012'), { asOf: '2011-12-31' }), request);
    expect(summary.deals).to.equal(expected.n);
    expect(counts(summary)).to.deep.equal(expected.counts);
  });

  itWithShared('went where R counts them', 'data/backtest/bpi2012/deals.csv', () => {
    const { per_stage: perStage } = json<{
      per_stage: Record<string, { n: number; dest: Record<string, number> }>;
    }>('reference/bpi2012_aj.json');
    const { tables } = summarize(viewAt(readLog('bpi2012'), { asOf: '2012-12-31' }), request);
    for (const [stage, { n, dest }] of Object.entries(perStage)) {
      const found: Record<string, number> = {};
      const count = (next: string, more: number) => (found[next] = (found[next] ?? 0) + more);
      for (const row of tables.stay?.values() ?? []) if (row.stage === stage) count(row.next, row.n);
      for (const row of tables.open?.values() ?? []) if (row.stage === stage) count('censor', row.n);
      expect(found, stage).to.deep.equal(dest);
      expect(Object.values(found).reduce((sum, more) => sum + more, 0)).to.equal(n);
    }
  });
});

describe('the past of an event log', () => {
  for (const set of ['bpi2012', 'bpi2020dom', 'maven']) {
    itWithShared(
      `${set}: is the same whether or not the future is there`,
      `data/backtest/${set}/deals.csv`,
      () => {
        const data = readLog(set);
        const { end } = json<{ end: number }>(`data/backtest/${set}/meta.json`);
        for (const back of [0, 30, 91, 200]) {
          const asOf = Math.floor(end - back) * 86_400_000;
          const before = (text: string | null | undefined) => text != null && Date.parse(text) < asOf;
          const known = data.deals
            .filter((deal) => before(deal.createdAt))
            .map((deal): Deal => {
              if (before(deal.closedAt)) return deal;
              const visits = deal.visits.filter((visit) => before(visit.enteredAt));
              return { ...deal, closedAt: null, stage: visits.at(-1)?.stage ?? '', visits };
            });
          const then = summarize(
            viewAt({ ...data, deals: known }, { asOf, timeZone: 'Europe/Amsterdam' }),
            request,
          );
          const now = summarize(viewAt(data, { asOf, timeZone: 'Europe/Amsterdam' }), request);
          expect(now.deals).to.equal(known.length);
          expect(tablesOf(now)).to.deep.equal(tablesOf(then));
        }
      },
    );
  }
});
