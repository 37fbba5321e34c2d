/** A sales team whose chances are known: deals arrive, move, go back, skip, are won or lost by stated laws. */
import { randomExponential, randomGamma, randomLogNormal, randomPoisson } from 'd3-random';
import { createRandom } from '../../../src/core/numeric/random.js';
import type { Deal, PipelineData, Visit } from '../../../src/core/model.js';

export const DAY = 86_400_000;
const STAGES = ['qualify', 'meet', 'offer', 'sign'] as const;
/** Mean days in each stage; the law is a gamma one of shape 1.6, so that chances hang on age. */
const STAY = [9, 12, 15, 8];
/** Ways out of each stage: to the next, two on, one back, lost; from the last, next is won. */
const WAYS = [
  [0.55, 0.07, 0, 0.38],
  [0.6, 0.06, 0.06, 0.28],
  [0.62, 0, 0.08, 0.3],
  [0.74, 0, 0.06, 0.2],
];

export interface Simulated {
  readonly data: PipelineData;
  /** Won in [from, to), days of the simulation. */
  readonly won: (from: number, to: number) => number;
}

/** @param days of arrivals from day 0; what happens until all deals ended is simulated too */
export function simulate(seed: string, perDay: number, days: number, start = 19_000): Simulated {
  const random = createRandom(seed);
  const arrivals = randomPoisson.source(random)(perDay);
  const amount = randomLogNormal.source(random)(9, 0.7);
  const share = randomExponential.source(random)(1);
  const stays = STAY.map((mean) => randomGamma.source(random)(1.6, mean / 1.6));
  const at = (day: number): string => new Date(Math.round((start + day) * DAY)).toISOString();
  const deals: Deal[] = [];
  const wins: { readonly day: number; readonly amount: number }[] = [];
  for (let day = 0; day < days; day++) {
    for (let n = arrivals(); n > 0; n--) {
      let t = day + (share() % 1);
      const value = Math.round(amount() * 100) / 100;
      const visits: Visit[] = [];
      const created = t;
      let stage = 0;
      let end = '';
      while (end === '') {
        visits.push({ stage: STAGES[stage] as string, enteredAt: at(t) });
        t += (stays[stage] as () => number)();
        const way = pick(WAYS[stage] as number[], random());
        if (way === 3) end = 'lost';
        else stage += way === 0 ? 1 : way === 1 ? 2 : -1;
        if (stage >= STAGES.length) end = 'won';
      }
      if (end === 'won') wins.push({ day: Math.floor(t), amount: value });
      deals.push({
        id: `d${deals.length}`,
        name: 'Deal',
        pipeline: 'p',
        stage: end,
        amount: value,
        createdAt: at(created),
        closedAt: at(t),
        visits: [...visits, { stage: end, enteredAt: at(t) }],
      });
    }
  }
  return {
    data: {
      pipelines: [
        {
          id: 'p',
          name: 'Sales',
          stages: [
            ...STAGES.map((id) => ({ id, name: id, kind: 'open' as const })),
            { id: 'won', name: 'Won', kind: 'won' },
            { id: 'lost', name: 'Lost', kind: 'lost' },
          ],
        },
      ],
      deals,
      provenance: {
        system: 'simulation',
        fetchedAt: at(days),
        timeZone: 'UTC',
        history: 'full',
        complete: true,
      },
    },
    won: (from, to) =>
      wins.reduce((sum, win) => (win.day >= from && win.day < to ? sum + win.amount : sum), 0),
  };
}

function pick(chances: readonly number[], u: number): number {
  let sum = 0;
  for (const [i, chance] of chances.entries()) if (u < (sum += chance)) return i;
  return chances.length - 1;
}
