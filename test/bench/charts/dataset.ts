/** One made-up pipeline for all libraries: 8 open stages, 24 owners, 3,000 deals; 192 cells in the heatmap. */
import {
  bookedTables,
  createRandom,
  funnelTables,
  leaderboardTables,
  measureBooked,
  measureFunnel,
  measureLeaderboard,
  measureTimeInStage,
  parseDay,
  summarize,
  timeInStageTables,
  viewAt,
  type Deal,
  type PipelineData,
} from '../../../src/core/index.js';

export const asOf = '2026-11-18';
const stageCount = 8;
const ownerCount = 24;
const dayMs = 86_400_000;

export function makeData(count = 3_000): PipelineData {
  const uniform = createRandom(7);
  const end = Date.UTC(2026, 10, 18, 8);
  const stages = Array.from({ length: stageCount }, (_, index) => `s${index}`);
  const deals: Deal[] = Array.from({ length: count }, (_, index) => {
    let at = end - uniform() * 420 * dayMs;
    const createdAt = new Date(at).toISOString();
    const visits = [];
    let stage = stages[0]!;
    let closedAt: string | undefined;
    for (let step = 0; step <= stageCount; step++) {
      const won = step === stageCount;
      stage = won ? 'won' : stages[step]!;
      visits.push({ stage, enteredAt: new Date(at).toISOString() });
      if (won) closedAt = new Date(at).toISOString();
      at += (1 + uniform() * 14) * dayMs;
      if (won || at >= end) break;
      if (uniform() < 0.12) {
        stage = 'lost';
        closedAt = new Date(at).toISOString();
        visits.push({ stage, enteredAt: closedAt });
        break;
      }
    }
    return {
      id: `D${index}`,
      name: `Deal ${index}`,
      pipeline: 'p',
      stage,
      amount: Math.round(1000 + uniform() * 40_000),
      currency: 'EUR',
      owner: `o${Math.floor(uniform() * ownerCount)}`,
      createdAt,
      ...(closedAt ? { closedAt } : {}),
      expectedCloseAt: '2026-12-15',
      visits,
    };
  });
  return {
    pipelines: [
      {
        id: 'p',
        name: 'Pipeline',
        stages: [
          ...stages.map((id, index) => ({
            id,
            name: `Stage ${index + 1}`,
            kind: 'open' as const,
            probability: (index + 1) / 10,
          })),
          { id: 'won', name: 'Won', kind: 'won' },
          { id: 'lost', name: 'Lost', kind: 'lost' },
        ],
      },
    ],
    owners: Array.from({ length: ownerCount }, (_, index) => ({
      id: `o${index}`,
      name: `Owner ${index + 1}`,
    })),
    deals,
    goals: [{ from: '2026-10-01', to: '2027-01-01', amount: 4_000_000, currency: 'EUR' }],
    provenance: {
      system: 'bench',
      history: 'full',
      complete: true,
      timeZone: 'UTC',
      fetchedAt: '2026-11-18T08:40:00Z',
    },
  };
}

/** What the other libraries are handed: the finished figures, so that they only draw. */
export interface Figures {
  readonly funnel: readonly {
    readonly stage: string;
    readonly movedOn: number;
    readonly stillHere: number;
    readonly lost: number;
  }[];
  readonly heatmap: readonly { readonly owner: string; readonly stage: string; readonly days: number }[];
  readonly leaderboard: readonly { readonly owner: string; readonly won: number }[];
  readonly forecast: readonly { readonly day: Date; readonly won: number; readonly goal: number }[];
}

export function figuresOf(data: PipelineData): Figures {
  const view = viewAt(data, { asOf });
  const quarter = { from: parseDay('2026-10-01')!, to: parseDay('2027-01-01')! };
  const stay = { pipeline: 'p', by: 'owner' } as const;
  const summary = (request: Parameters<typeof summarize>[1]) => summarize(view, request);
  const funnel = measureFunnel(summary(funnelTables({ pipeline: 'p' })), { pipeline: 'p' });
  const times = measureTimeInStage(summary(timeInStageTables(stay)), stay);
  const leaders = measureLeaderboard(summary(leaderboardTables({ window: quarter })), { window: quarter });
  const days = Array.from({ length: 49 }, (_, index) => ({
    key: String(index),
    from: quarter.from + index,
    to: quarter.from + index + 1,
  }));
  const booked = measureBooked(summary(bookedTables()), { intervals: days });
  return {
    funnel: funnel.rows
      .filter((row) => row.kind === 'stage' || row.kind === 'won')
      .map((row) => ({
        stage: row.name,
        movedOn: row.kind === 'won' ? row.n : row.movedOn,
        stillHere: row.stillHere,
        lost: row.lost,
      })),
    heatmap: times.rows.map((row) => ({ owner: row.group, stage: row.name, days: row.median.days ?? 0 })),
    leaderboard: leaders.rows.map((row) => ({ owner: row.name, won: row.won.amount ?? 0 })),
    forecast: booked.rows.map((row, index) => ({
      day: new Date((quarter.from + index) * dayMs),
      won: row.upTo.amount ?? 0,
      goal: 4_000_000,
    })),
  };
}
