/**
 * The forecast, replayed on a folder of past deals (its form: `read.ts`) beside what people use instead.
 *
 *   npm run backtest -- <folder> --period week|month
 *     --from, --to 2018-01-08   first and last origin; default: the last 52 weeks or 12 months of the data
 *     --periods 6               horizons
 *     --json                    everything as JSON
 *     --against file.json       origins and stored forecasts of other methods ({ rows: [{ origin, actual }], … }); by
 *                               default `../../reference/backtest_<folder>_<period>.json` beside the folder, if it is there
 *
 * An origin is a midnight: events of earlier days are known, nothing else. Weeks begin on the first origin's weekday.
 * WAPE = Σ |mean − actual| ÷ Σ actual over origins × horizons; MASE = mean |mean − actual| ÷ mean |change from one period to
 * the next| of the series; CRPS = 2 × mean pinball loss over 21 levels ÷ mean actual; Brier score and calibration error
 * are those of "won within four weeks (a month)" for each open deal at each origin.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { intervalOf } from '../../../src/core/calendar/period.js';
import { formatDay, parseDay, weekdayOf } from '../../../src/core/calendar/days.js';
import { replayForecasts } from '../../../src/core/forecast/index.js';
import type { Replay, ReplayOrigin } from '../../../src/core/forecast/index.js';
import type { PipelineData } from '../../../src/core/model.js';
import { viewAt } from '../../../src/core/view/view.js';
import { readPastDeals } from './read.js';

export interface BacktestOptions {
  readonly period: 'week' | 'month';
  readonly periods?: number;
  readonly from?: string;
  readonly to?: string;
  readonly against?: string;
}

/** One way of forecasting, measured. Shares, not per cent. */
export interface BacktestLine {
  readonly way: string;
  readonly wape: number;
  readonly mase: number;
  readonly bias: number;
  readonly n: number;
  readonly crps?: number;
  readonly held80?: number;
  readonly held95?: number;
  readonly byHorizon: readonly number[];
}
export interface Backtest {
  readonly set: string;
  readonly period: 'week' | 'month';
  readonly lines: readonly BacktestLine[];
  readonly chances?: Replay['chances'];
  readonly origins: readonly ReplayOrigin[];
}

/** Forecasts by other hands: [origin, horizon, mean, …]. */
type Stored = readonly (readonly [string, number, number, ...number[]])[];
interface Against {
  readonly rows: readonly { readonly origin: string; readonly actual: readonly number[] }[];
  readonly [group: string]: unknown;
}

export function backtest(folder: string, options: BacktestOptions): Backtest {
  const set = basename(resolve(folder));
  const { data, end } = readPastDeals(folder);
  const { period, periods = 6 } = options;
  const beside = resolve(folder, `../../../reference/backtest_${set}_${period}.json`);
  const file = options.against ?? (existsSync(beside) ? beside : undefined);
  const against = file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as Against);
  const last = dayFrom(options.to ?? against?.rows.at(-1)?.origin, lastOrigin(Math.floor(end), period));
  const first = dayFrom(options.from ?? against?.rows[0]?.origin, last - (period === 'week' ? 7 * 51 : 335));
  const calendar = { weekStart: weekdayOf(first) };
  // As-of is the end of the last origin's first period: what came then is known, and the last origin is replayed.
  const asOf = intervalOf(last, period, calendar).to;
  let origins = 0;
  for (let day = first; day < asOf; day = intervalOf(day, period, calendar).to) origins++;
  const replay = replayForecasts(data, {
    asOf: `${formatDay(asOf)}T00:00:00Z`,
    timeZone: 'UTC',
    period,
    periods,
    origins,
    ...calendar,
  });
  const scale = meanChange(data, replay, period, calendar);
  const lines = replay.errors.map(
    ({ way, all, byHorizon }): BacktestLine => ({
      way,
      ...all,
      wape: all.wape ?? NaN,
      bias: all.bias ?? NaN,
      mase: ((all.wape ?? NaN) * meanActual(replay)) / scale,
      byHorizon: byHorizon.map(({ wape = NaN }) => wape),
    }),
  );
  const others = [['fixed weights', fixedWeights(data, replay)] as const, ...storedIn(against)];
  for (const [way, forecasts] of others) lines.push(measure(way, forecasts, replay, scale));
  return {
    set,
    period,
    lines,
    origins: replay.origins,
    ...(replay.chances === undefined ? {} : { chances: replay.chances }),
  };
}

const dayFrom = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : (parseDay(text) ?? otherwise);

function lastOrigin(end: number, period: 'week' | 'month'): number {
  const running = intervalOf(end, period).from;
  return intervalOf(running - 1, period).from;
}

const outcomes = (replay: Replay): { at: string; h: number; actual: number }[] =>
  replay.origins.flatMap(({ at, forecasts }) =>
    forecasts.flatMap(({ horizon, actual }) => (actual === undefined ? [] : [{ at, h: horizon, actual }])),
  );
const meanActual = (replay: Replay): number => {
  const all = outcomes(replay);
  return all.reduce((sum, { actual }) => sum + actual, 0) / all.length;
};

/** Mean absolute change of the won amount from one period to the next, before the first origin and during the origins. */
function meanChange(
  { deals }: PipelineData,
  replay: Replay,
  period: 'week' | 'month',
  calendar: { readonly weekStart: number },
): number {
  const sums = new Map<number, number>();
  for (const { stage, closedAt, amount } of deals) {
    if (stage !== 'won' || typeof closedAt !== 'string') continue;
    const day = parseDay(closedAt.slice(0, 10)) as number;
    const { from } = intervalOf(day, period, calendar);
    sums.set(from, (sums.get(from) ?? 0) + (amount ?? 0));
  }
  const until = parseDay(replay.origins.at(-1)?.at ?? '') ?? Infinity;
  const series = [...sums].filter(([from]) => from < until).sort(([a], [b]) => a - b);
  const steps = series.slice(1).map(([, value], i) => Math.abs(value - (series[i]?.[1] ?? 0)));
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}

/** What a spreadsheet does: open amount × a probability that rises evenly from stage to stage, spread evenly over the horizons. */
function fixedWeights(data: PipelineData, replay: Replay): Stored {
  return replay.origins.flatMap(({ at, forecasts }) => {
    const view = viewAt(data, { asOf: `${at}T00:00:00Z`, timeZone: 'UTC' });
    let sum = 0;
    for (const { kind, pipeline, stage, amount = 0 } of view.facts()) {
      if (kind !== 'open') continue;
      const open =
        data.pipelines.find(({ id }) => id === pipeline)?.stages.filter((one) => one.kind === 'open') ?? [];
      sum += ((amount / 100) * (open.findIndex(({ id }) => id === stage) + 1)) / (open.length + 1);
    }
    return forecasts.map(({ horizon }) => [at, horizon, sum / forecasts.length] as const);
  });
}

/** Every list of [origin, horizon, mean, …] in the file. */
function storedIn(against: Against | undefined): (readonly [string, Stored])[] {
  const groups = Object.values(against ?? {}).filter(
    (group): group is Record<string, unknown> =>
      typeof group === 'object' && group !== null && !Array.isArray(group),
  );
  return groups.flatMap((group) =>
    Object.entries(group).flatMap(([name, list]) =>
      Array.isArray(list) && Array.isArray(list[0])
        ? [[`stored: ${name}`, list as unknown as Stored] as const]
        : [],
    ),
  );
}

function measure(way: string, forecasts: Stored, replay: Replay, scale: number): BacktestLine {
  const means = new Map(forecasts.map(([at, h, mean]) => [`${at} ${h}`, mean]));
  const tally = { off: 0, lean: 0, actual: 0, n: 0 };
  const horizons = new Map<number, { off: number; actual: number }>();
  for (const { at, h, actual } of outcomes(replay)) {
    const mean = means.get(`${at} ${h}`);
    if (mean === undefined) continue;
    const own = horizons.get(h) ?? { off: 0, actual: 0 };
    horizons.set(h, own);
    own.off += Math.abs(mean - actual);
    own.actual += actual;
    tally.off += Math.abs(mean - actual);
    tally.lean += mean - actual;
    tally.actual += actual;
    tally.n++;
  }
  return {
    way,
    wape: tally.off / tally.actual,
    mase: tally.off / tally.n / scale,
    bias: tally.lean / tally.actual,
    n: tally.n,
    byHorizon: [...horizons].sort(([a], [b]) => a - b).map(([, { off, actual }]) => off / actual),
  };
}

function print({ set, period, lines, origins, chances }: Backtest): void {
  const percent = (share: number | undefined, digits = 1): string =>
    share === undefined ? '' : (100 * share).toFixed(digits);
  const number = (value: number | undefined): string => value?.toFixed(3) ?? '';
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(22) : cell.padStart(7))).join('');
  console.log(`\n${set}, ${period}s: ${origins.length} origins, ${origins[0]?.at} to ${origins.at(-1)?.at}`);
  console.log(row(['', 'WAPE %', 'MASE', 'bias %', 'CRPS', '80 %', '95 %', 'n']) + '   WAPE % by horizon');
  for (const { way, wape, mase, bias, crps, held80, held95, n, byHorizon } of lines)
    console.log(
      row([
        way,
        percent(wape),
        mase.toFixed(2),
        percent(bias, 0),
        number(crps),
        percent(held80, 0),
        percent(held95, 0),
        String(n),
      ]) +
        '   ' +
        byHorizon.map((share) => percent(share)).join('  '),
    );
  if (chances !== undefined)
    console.log(
      `open deals, won within ${chances.days} days: Brier ${chances.brier.toFixed(3)}, calibration error ${chances.calibrationError.toFixed(3)}, ${chances.n} chances`,
    );
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      period: { type: 'string', default: 'week' },
      periods: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      against: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { period, periods, json, ...rest } = values;
  if (positionals.length === 0 || (period !== 'week' && period !== 'month')) {
    console.error(
      'npm run backtest -- <folder> [more folders] --period week|month [--from --to --periods --against --json]',
    );
    process.exitCode = 1;
    return;
  }
  const results = positionals.map((folder) =>
    backtest(folder, { period, ...rest, ...(periods === undefined ? {} : { periods: Number(periods) }) }),
  );
  if (json) console.log(JSON.stringify(results, null, 2));
  else results.forEach(print);
}

if (process.argv[1]?.endsWith('run.ts') === true) main();
