/** Small worlds for tests of the forecast, and a look at every number in a result. */
import { formatDay } from '../../../src/core/calendar/days.js';
import type { Forecast } from '../../../src/core/forecast/types.js';
import type { Deal, Pipeline, PipelineData, Provenance } from '../../../src/core/model.js';
import { createRandom } from '../../../src/core/numeric/random.js';

/** 2025-01-01. */
export const JAN = 20_089;
export const dateOf = formatDay;

export const sales: Pipeline = {
  id: 'p',
  name: 'Sales',
  stages: [
    { id: 'new', name: 'New', kind: 'open', probability: 0.2 },
    { id: 'offer', name: 'Offer', kind: 'open', probability: 0.6, idleAfterDays: 20 },
    { id: 'won', name: 'Won', kind: 'won' },
    { id: 'lost', name: 'Lost', kind: 'lost' },
  ],
};

export const provenance: Provenance = {
  system: 'test',
  fetchedAt: '2026-01-01',
  timeZone: 'UTC',
  currency: 'EUR',
  history: 'full',
  complete: true,
};

export const dataOf = (deals: readonly Deal[], more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines: [sales],
  deals,
  provenance,
  ...more,
});

/** A deal whose end is not `''` was won or lost on the last day of the three. */
export interface Story {
  readonly id: string;
  readonly created: number;
  readonly offered?: number;
  readonly closed?: number;
  readonly end?: 'won' | 'lost';
  readonly amount?: number;
}

export function dealOf({ id, created, offered, closed, end, amount = 1000 }: Story): Deal {
  const visits = [{ stage: 'new', enteredAt: dateOf(created) }];
  if (offered !== undefined) visits.push({ stage: 'offer', enteredAt: dateOf(offered) });
  if (end !== undefined && closed !== undefined) visits.push({ stage: end, enteredAt: dateOf(closed) });
  return {
    id,
    name: `Deal ${id}`,
    pipeline: 'p',
    stage: visits[visits.length - 1]?.stage ?? '',
    amount,
    createdAt: dateOf(created),
    visits,
    ...(end === undefined ? {} : { closedAt: dateOf(closed as number) }),
  };
}

/** A deal a day or so over `days` days from January 2025 on: some open, some won, some lost. What happens later is told too. */
export function history(seed: string, days = 300, perDay = 1): Deal[] {
  const random = createRandom(seed);
  const deals: Deal[] = [];
  for (let day = 0; day < days; day++)
    for (let n = Math.floor(perDay + random()); n > 0; n--) {
      const created = JAN + day;
      const offered = created + Math.floor(random() * 25);
      const closed = offered + 1 + Math.floor(random() * 40);
      const fate = random();
      const amount = Math.round(50_000 + random() * 250_000) / 100;
      const isOpen = closed >= JAN + days;
      const id = `d${deals.length}`;
      if (isOpen) deals.push(dealOf({ id, created, ...(offered < JAN + days ? { offered } : {}), amount }));
      else deals.push(dealOf({ id, created, offered, closed, end: fate < 0.45 ? 'won' : 'lost', amount }));
    }
  return deals;
}

/** Paths of numbers that are no finite ones. */
export function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`));
}

/** Everything that must hold of any forecast, as a list of what does not. */
export function flaws(forecast: Forecast): string[] {
  const found = notFinite(forecast).slice(0, 10);
  const cents = (x: number): number => Math.round(x * 100);
  const say = (holds: boolean, what: string): void => {
    if (!holds) found.push(what);
  };
  const { periods, cumulative, deals, levels } = forecast;
  for (const [p, row] of [...periods, ...cumulative].entries()) {
    say(cents(row.open + row.fresh + row.booked) === cents(row.mean), `parts of row ${p}`);
    say(row.quantiles.length === 0 || row.quantiles.length === levels.length, `levels of row ${p}`);
    say(
      row.quantiles.every((q, i) => q >= (row.quantiles[i - 1] ?? -Infinity)),
      `quantiles of row ${p}`,
    );
    if (row.chanceOfGoal !== undefined)
      say(row.chanceOfGoal >= 0 && row.chanceOfGoal <= 1, `chance of row ${p}: ${row.chanceOfGoal}`);
    say(row.from < row.to, `days of row ${p}`);
  }
  periods.forEach((row, p) => {
    const open = deals.reduce((sum, deal) => sum + (deal.win[p] as number) * deal.amount, 0);
    // Chances are given to eight decimals: a deal of a million is exact to a cent.
    const digits = deals.reduce((sum, { amount }) => sum + Math.abs(amount) * 5e-9, 0.0051);
    say(Math.abs(open - row.open) <= digits, `deals of period ${p}: ${open} is not ${row.open}`);
    for (const part of ['booked', 'open', 'fresh'] as const) {
      const sum = periods.slice(0, p + 1).reduce((total, one) => total + one[part], 0);
      say(cents(sum) === cents(cumulative[p]?.[part] as number), `${part} up to ${p}`);
    }
  });
  for (const { id, win } of deals) {
    const sum = win.reduce((total, q) => total + q, 0);
    say(
      win.every((q) => q >= 0 && q <= 1),
      `chances of ${id}`,
    );
    say(sum <= 1 + win.length * 5e-9, `${id} is won ${sum} times`);
  }
  return found;
}
