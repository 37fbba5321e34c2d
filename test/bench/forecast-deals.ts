/** Deals for benchmarks of the forecast. */
import { randomExponential, randomLogNormal, randomUniform } from 'd3-random';
import { createRandom, formatDay } from '../../src/core/index.js';
import type { Change, Deal, PipelineData, Visit } from '../../src/core/model.js';

const DAY_MS = 86_400_000;
/** The day at whose beginning forecasts are made. */
export const TODAY = 20_454; // 2026-01-01
const STAGES = ['qualify', 'meet', 'demo', 'offer', 'negotiate', 'sign'] as const;

/** `n` open deals and as many closed ones of the last 700 days: 6 stages, about 20 days in each, a fifth lost at each. */
export function manyDeals(n: number): PipelineData {
  const random = createRandom(`forecast ${n}`);
  const createdBefore = randomUniform.source(random)(0, 700);
  const stay = randomExponential.source(random)(1 / 20);
  const amount = randomLogNormal.source(random)(9, 0.8);
  const at = (day: number): string => new Date(Math.round(day * DAY_MS)).toISOString();
  const deals: Deal[] = [];
  for (const left = { open: n, closed: n }; left.open + left.closed > 0; ) {
    const created = TODAY - createdBefore();
    const visits: Visit[] = [];
    let end = '';
    let day = created;
    for (let stage = 0; end === ''; stage++) {
      visits.push({ stage: STAGES[stage] as string, enteredAt: at(day) });
      day += stay();
      if (day >= TODAY) break;
      if (random() < 0.2) end = 'lost';
      else if (stage === STAGES.length - 1) end = 'won';
    }
    if (end === '' ? left.open-- <= 0 : left.closed-- <= 0) {
      left[end === '' ? 'open' : 'closed'] = 0;
      continue;
    }
    if (end !== '') visits.push({ stage: end, enteredAt: at(day) });
    const expected = formatDay(Math.floor(created + 120));
    const pushed = formatDay(Math.floor(created + 150));
    const change: Change = { at: at(created + 20), field: 'expectedCloseAt', from: expected, to: pushed };
    const isPushed = created + 20 < Math.min(day, TODAY) && random() < 0.3;
    deals.push({
      id: `d${deals.length}`,
      name: 'Deal',
      pipeline: 'sales',
      stage: end === '' ? (visits.at(-1)?.stage ?? '') : end,
      amount: Math.round(amount()),
      owner: `o${deals.length % 20}`,
      createdAt: at(created),
      closedAt: end === '' ? null : at(day),
      expectedCloseAt: isPushed ? pushed : expected,
      visits,
      ...(isPushed ? { changes: [change] } : {}),
    });
  }
  const stages = STAGES.map((id, i) => ({
    id,
    name: id,
    kind: 'open' as const,
    probability: 0.1 + i * 0.15,
  }));
  return {
    pipelines: [
      {
        id: 'sales',
        name: 'Sales',
        stages: [
          ...stages,
          { id: 'won', name: 'Won', kind: 'won' },
          { id: 'lost', name: 'Lost', kind: 'lost' },
        ],
      },
    ],
    deals,
    provenance: {
      system: 'bench',
      history: 'full',
      complete: true,
      timeZone: 'UTC',
      currency: 'EUR',
      historyFrom: at(TODAY - 650),
    },
  };
}
