/** Forecasts by the ruler: what the jobs and the element are tried with, without the model. Also runs in a worker. */
import type { ForecastEngine } from '../../src/context/forecast-engine.js';
import type { Forecast, ForecastOptions, Replay } from '../../src/core/forecast/types.js';
import type { PipelineData } from '../../src/core/model.js';
import type { View } from '../../src/core/view/types.js';

/** How many steps a forecast takes; a goal of −1 fails. */
const STEPS = 20;

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** `mean` of the one period: the sum of all amounts; `seed`: milliseconds that each step takes. */
export function fakeForecast(view: View, { seed, goal }: ForecastOptions): Forecast {
  if (goal === -1) throw new Error('no forecast today');
  let sum = 0;
  for (const { deal } of view.facts()) sum += deal.amount ?? 0;
  const row = {
    from: '2026-01-01',
    to: '2026-02-01',
    booked: 0,
    mean: sum,
    open: sum,
    fresh: 0,
    quantiles: [],
  };
  return {
    asOf: new Date(view.frame.asOf).toISOString(),
    timeZone: view.frame.timeZone,
    period: 'month',
    currency: 'EUR',
    provisional: false,
    provisionalReasons: [],
    levels: [seed ?? 0],
    periods: [row],
    cumulative: [row],
    deals: [],
    movers: [],
    leftOut: [],
  };
}

export const fakeEngine: ForecastEngine = {
  *forecastSteps(view, options) {
    for (let step = 0; step < STEPS; step++) {
      work(options.seed ?? 0);
      yield step / STEPS;
    }
    return fakeForecast(view, options);
  },
  *replaySteps(view, options) {
    yield* this.forecastSteps(view, options);
    return { period: 'month', currency: 'EUR', levels: [], origins: [], errors: [] } satisfies Replay;
  },
};

export const forecastData = (amounts: readonly number[]): PipelineData => ({
  pipelines: [{ id: 'p', name: 'Sales', stages: [{ id: 'a', name: 'A', kind: 'open' }] }],
  deals: amounts.map((amount, at) => ({
    id: `d${at}`,
    name: `Deal ${at}`,
    pipeline: 'p',
    stage: 'a',
    amount,
    account: 'Secret Ltd',
    createdAt: '2025-10-01',
    visits: [],
  })),
});
