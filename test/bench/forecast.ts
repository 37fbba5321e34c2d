/**
 * What a revenue forecast costs, step by step: part of `npm run bench`, or alone
 *
 *   node --import tsx test/bench/forecast.ts
 *
 * Each size runs in a process of its own with one thread for everything (compiler and garbage collector too). `cold` is
 * the first forecast of that process: nothing is compiled yet; `warm` is the median of the later ones. Each run gets
 * deals that nobody has seen, so nothing is remembered from the one before. Times are those of the processor, so that
 * what else the machine does counts little. Then the same as widgets have it made: by the built worker, in Chromium.
 */
import { spawnSync } from 'node:child_process';
import { median } from 'd3-array';
import { learnAmounts } from '../../src/core/forecast/amounts.js';
import { readBook } from '../../src/core/forecast/book.js';
import { HALF_LIFE, OLDEST } from '../../src/core/forecast/constants.js';
import { forecastSteps } from '../../src/core/forecast/forecast.js';
import { fitHazards } from '../../src/core/forecast/hazards.js';
import { countLexis } from '../../src/core/forecast/lexis.js';
import { periodsFrom } from '../../src/core/forecast/origins.js';
import { estimatePipeline, medianCycle, openAt } from '../../src/core/forecast/pipeline.js';
import { propagate } from '../../src/core/forecast/propagate.js';
import { plainRunRate, seasonalRunRate } from '../../src/core/forecast/run-rate.js';
import { byMonth, seasonOf, wonAgainstExpected } from '../../src/core/forecast/season.js';
import { waysOf } from '../../src/core/forecast/ways.js';
import type { ForecastOptions } from '../../src/core/forecast/index.js';
import { formatDay, viewAt } from '../../src/core/index.js';
import type { PipelineData } from '../../src/core/model.js';
import { manyDeals, TODAY } from './forecast-deals.js';

const sizes = [1_000, 10_000, 100_000];
const unseen = (data: PipelineData): PipelineData => ({
  ...data,
  deals: data.deals.map((one) => ({ ...one })),
});
const asOf = `${formatDay(TODAY)}T00:00:00Z`;
const months: ForecastOptions = { asOf, period: 'month', periods: 12, origins: 0 };
const weeks: ForecastOptions = { asOf, period: 'week', periods: 6, origins: 26 };

/** Milliseconds that this process has worked, all its threads together. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const held = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

/** Milliseconds of a forecast without replay, and of its last part, the deals and ranges. */
function forecastOnce(data: PipelineData): { all: number; deals: number } {
  const start = processorTime();
  let judged = start;
  for (const steps = forecastSteps(data, months); ; ) {
    const { done, value } = steps.next();
    if (done === true) return { all: processorTime() - start, deals: processorTime() - judged };
    if (value <= 0.95) judged = processorTime();
  }
}

/** Megabytes that a forecast holds on top of its deals, garbage included: the most seen between its steps. */
function memoryOnce(data: PipelineData): number {
  globalThis.gc?.();
  const before = held();
  let most = 0;
  for (const steps = forecastSteps(data, months); ; ) {
    const { done } = steps.next();
    most = Math.max(most, held() - before);
    if (done === true) return most;
  }
}

/** Milliseconds of the replay alone, and its origins. */
function replayOnce(data: PipelineData): { all: number; origins: number } {
  let start = 0;
  let end = 0;
  for (const steps = forecastSteps(data, weeks); ; ) {
    const { done, value } = steps.next();
    if (done === true) return { all: end - start, origins: value.replay?.origins.length ?? 0 };
    if (value <= 0.1) start = processorTime();
    if (value <= 0.9) end = processorTime();
  }
}

/** The longest step of a forecast with its replay: what a page without a worker can't do anything else in. By the clock. */
function longestStep(data: PipelineData): number {
  let longest = 0;
  for (const steps = forecastSteps(data, weeks); ; ) {
    const start = performance.now();
    const { done } = steps.next();
    longest = Math.max(longest, performance.now() - start);
    if (done === true) return longest;
  }
}

/** The parts of one forecast, one after the other, as `forecastRevenue` runs them. Milliseconds. */
function partsOnce(data: PipelineData): Record<string, number> {
  const parts: Record<string, number> = {};
  const part = <T>(name: string, work: () => T): T => {
    const start = processorTime();
    const result = work();
    parts[name] = processorTime() - start;
    return result;
  };
  const view = viewAt(data, { asOf });
  const book = part('view and book', () => readBook(view, undefined, TODAY));
  const lexis = part('lexis', () => countLexis(book));
  const ends = periodsFrom(TODAY, 'month', 12, {}).map(({ to }) => to - TODAY);
  const { hazards, season } = part('hazards and season', () => {
    const halfLife = Math.max(HALF_LIFE.days, HALF_LIFE.cycles * medianCycle(book, TODAY));
    const visits = byMonth(
      lexis.since,
      TODAY,
      wonAgainstExpected(lexis, fitHazards(lexis, TODAY, 1e6), TODAY),
    );
    const factor = seasonOf(visits);
    return { hazards: fitHazards(lexis, TODAY, halfLife, factor), season: factor };
  });
  const wanted = part('open deals', () => {
    const cells = new Uint8Array(book.stages.length * (OLDEST + 1));
    for (const cell of openAt(book, TODAY).cells) cells[cell] = 1;
    return cells;
  });
  part('propagation', () => propagate(hazards, TODAY, ends, season, wanted));
  const amounts = part('amounts', () => learnAmounts(book, TODAY));
  const whole = part('whole model', () => estimatePipeline(book, lexis, TODAY, ends));
  if (whole.amounts.cap !== amounts.cap) throw new Error('The parts are not those of the whole.');
  part('run-rates and known ways', () => {
    plainRunRate(book, TODAY, ends);
    seasonalRunRate(book, TODAY, ends);
    waysOf(view, book)(TODAY, periodsFrom(TODAY, 'month', 12, {}));
  });
  const {
    'whole model': all = 0,
    'hazards and season': fit = 0,
    'open deals': open = 0,
    propagation = 0,
    amounts: sums = 0,
  } = parts;
  delete parts['whole model'];
  return { ...parts, 'expected sums and arrivals': all - fit - open - propagation - sums };
}

const medianOf = (values: readonly number[]): number => median(values) ?? NaN;

function measure(n: number): Record<string, number> {
  const data = manyDeals(n);
  const runs = n > 10_000 ? 5 : 11;
  const cold = forecastOnce(unseen(data));
  const warm = Array.from({ length: runs }, () => forecastOnce(unseen(data)));
  const parts = Array.from({ length: runs }, () => partsOnce(unseen(data)));
  const replays = Array.from({ length: n > 10_000 ? 1 : 3 }, () => replayOnce(unseen(data)));
  const replay = medianOf(replays.map(({ all }) => all));
  const origins = replays[0]?.origins ?? 0;
  return {
    'forecast, cold': cold.all,
    'forecast, warm': medianOf(warm.map(({ all }) => all)),
    ...Object.fromEntries(
      Object.keys(parts[0] ?? {}).map((name) => [`· ${name}`, medianOf(parts.map((one) => one[name] ?? 0))]),
    ),
    '· deals and ranges': medianOf(warm.map(({ deals }) => deals)),
    'replay, all origins': replay,
    'replay, one origin': replay / origins,
    'origins (number)': origins,
    'longest step, replay included': medianOf(Array.from({ length: 3 }, () => longestStep(unseen(data)))),
    'memory on top (MB)': memoryOnce(unseen(data)),
  };
}

/** Prints the table; a process a size. */
export function benchForecast(): void {
  const columns = sizes.map((n): [string, Record<string, number>] => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--single-threaded', '--expose-gc', '--import', 'tsx', import.meta.filename, String(n)],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return [
      `${n.toLocaleString('en')} + ${n.toLocaleString('en')}`,
      JSON.parse(stdout) as Record<string, number>,
    ];
  });
  const rows = Object.keys(columns[0]?.[1] ?? {}).map((name) => [
    name,
    Object.fromEntries(columns.map(([size, values]) => [size, Number((values[name] ?? NaN).toPrecision(3))])),
  ]);
  console.log(
    'Revenue forecast, 12 months, open + closed deals; replay: 26 weeks back. Processor milliseconds:',
  );
  console.table(Object.fromEntries(rows));
}

if (process.argv[1] === import.meta.filename) {
  const n = Number(process.argv[2]);
  if (n > 0) console.log(JSON.stringify(measure(n)));
  else {
    benchForecast();
    // Not for the processes that are measured: it brings a bundler.
    const { benchForecastWorker } = await import('./forecast-worker.js');
    await benchForecastWorker();
  }
}
