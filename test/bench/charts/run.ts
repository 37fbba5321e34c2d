/**
 * Four charts of the kit against Chart.js, Observable Plot and ECharts, drawing the same data in the same run.
 *
 *   npm ci && npm run bench        (in this folder; the kit's own `npm ci` first)
 *   npm run bench -- --rounds=9 --kinds=heatmap --libraries=ours,Plot --scales=2 --parts=charts
 *
 * What is measured, as means over the rounds but for the best and the worst, less what the same number of frames
 * without an operation cost:
 *
 * - *Whole browser* (the headline): processor time of all the browser's processes, user and kernel mode. It is what an
 *   operation costs the machine and its battery, wherever it is spent: a canvas is painted by the page itself, SVG and
 *   HTML by raster threads, both are put together in the process of the GPU. Linux only, whose ticks of 10 ms make it
 *   necessary to measure operations by the dozen.
 * - *Main thread*: script, style, layout and paint there (the browser's own TaskDuration, in processor time). It is
 *   how long the page can't answer. What raster threads and the GPU's process do is missing in it.
 * - *To the screen*: from the start of an operation until its frame is presented (element timing). It is what somebody
 *   waits, beyond what he waits for any frame; there are 60 a second, so that a part of the work is waited for anyway.
 *
 * Operations: *mount*, a chart where the one before it is removed; *update*, one deal won or that taken back; *resize*,
 * 620 px wide to 660 and back; *relayout*, to 560 and back, across the 600 px at which the kit lays out anew. Everybody
 * is given the same boxes, draws without animation, and updates and resizes as his documentation says. The others are
 * handed finished figures; the kit computes its own from the changed deal, by `updateSummary`.
 * Device scale factor 2 is what most people look at, and where pixels count four times; 1 is there beside it.
 * All libraries take turns in each round, so that a machine that slows down slows all of them.
 *
 * The four are charts that all can draw: the kit's forecast is won and weighted pipeline (`method="weighted"`) there.
 * What its own forecast with its range costs, which a worker works out once a burst of changes, stands in a table beside
 * it, as no other has one.
 *
 * Then a page's first dashboard, and what 100 mounts and removals leave behind.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { registeringModules, workerAt } from '../../../vite.config.js';
import { chromiumArgs, findChromium, noBrowserSentence } from '../../tooling/browsers.mjs';
import { serve } from '../../tooling/static-server.mjs';
import { processorTime } from './machine.js';

const { values: wishes } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    kinds: { type: 'string', default: 'funnel,heatmap,leaderboard,forecast' },
    libraries: { type: 'string', default: 'ours,Chart.js,Plot,ECharts' },
    scales: { type: 'string', default: '2,1' },
    parts: { type: 'string', default: 'charts,fan,cold,left' },
  },
});
const [kinds, libraries, scales, parts] = [wishes.kinds, wishes.libraries, wishes.scales, wishes.parts].map(
  (list) => list.split(','),
) as [string[], string[], string[], string[]];
const rounds = Number(wishes.rounds);
const operations = ['mount', 'update', 'resize', 'relayout'] as const;
/** How many of an operation are one sample. */
const TIMES = 12;

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
};
/** Without the lowest and the highest. A median would jump by whole ticks. */
const middling = (values: readonly number[]) => {
  const kept = values.length > 2 ? [...values].sort((a, b) => a - b).slice(1, -1) : values;
  return kept.reduce((sum, value) => sum + value, 0) / Math.max(1, kept.length);
};
const round = (value: number) => Number(value.toFixed(1));

/** Milliseconds that one operation costs. */
const measures = ['whole browser', 'main thread', 'to the screen'] as const;
type Cost = Readonly<Record<(typeof measures)[number], number>>;

const chromium = await findChromium();
if (!chromium) throw new Error(noBrowserSentence);
const folder = mkdtempSync(join(tmpdir(), 'pipeline-charts-'));
for (const [name, entry] of [
  ['page', join(import.meta.dirname, 'page.mjs')],
  ['forecast-worker', join(import.meta.dirname, '../../../src/context/forecast-worker.ts')],
] as const) {
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      registeringModules(),
      ...(name === 'page' ? [workerAt("new URL('./forecast-worker.js', location.href)")] : []),
    ],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      minify: true,
      lib: { entry, formats: ['es'], fileName: () => `${name}.js` },
    },
  });
}
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>charts</title>
<style>#probe { block-size: 20px; contain: strict } p { margin: 0 }</style>
<body><div id="probe"></div><script type="module" src="page.js"></script>`,
);
// An isolated page is told times to the microsecond instead of to 4 milliseconds.
const server = await serve(folder, {
  headers: {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  },
});
const browser = await puppeteer.launch({ executablePath: chromium.path, args: chromiumArgs });
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => {
    const { metrics: list } = await client.send('Performance.getMetrics');
    return new Map(list.map(({ name, value }) => [name, value]));
  };
  const open = async (scale: number) => {
    await page.setViewport({ width: 1000, height: 900, deviceScaleFactor: scale });
    await page.goto(server.url);
    await page.waitForFunction('globalThis.bench');
  };
  const call = (name: string, ...parameters: readonly (string | number)[]) =>
    page.evaluate(
      (key, values) =>
        (
          globalThis as unknown as {
            bench: Record<string, (...all: (string | number)[]) => Promise<number | undefined>>;
          }
        ).bench[key]?.(...values),
      name,
      [...parameters],
    );
  const root = browser.process()?.pid ?? 0;
  const now = async () => ({
    task: ((await metrics()).get('TaskDuration') ?? 0) * 1000,
    processor: processorTime(root),
  });
  const settle = () => new Promise((done) => setTimeout(done, 30));
  const cost = async (times: number, name: string, ...parameters: readonly string[]): Promise<Cost> => {
    await client.send('HeapProfiler.collectGarbage');
    await settle();
    const before = await now();
    const wait = (await call(name, times, ...parameters)) ?? 0;
    // What is left to do in other processes.
    await settle();
    const after = await now();
    return {
      'whole browser': (after.processor - before.processor) / times,
      'main thread': (after.task - before.task) / times,
      'to the screen': wait,
    };
  };

  for (const scale of parts.includes('charts') ? scales.map(Number) : []) {
    type Sums = Record<string, Record<string, number>>;
    const sums = new Map<string, Sums>(measures.map((measure) => [measure, {}]));
    for (const kind of kinds) {
      const samples = new Map<string, Cost[]>();
      const idles: Cost[] = [];
      await open(scale);
      for (const library of libraries) await call('prepare', library);
      for (let at = -1; at < rounds; at++) {
        const idle = await cost(TIMES, 'idle');
        if (at >= 0) idles.push(idle);
        for (const library of libraries) {
          for (const operation of operations) {
            const value = await cost(TIMES, operation, library, kind);
            const key = `${library} ${operation}`;
            if (at >= 0) samples.set(key, [...(samples.get(key) ?? []), value]);
          }
          await call('remove');
        }
      }
      for (const measure of measures) {
        const of = (costs: readonly Cost[] = []) => middling(costs.map((one) => one[measure]));
        const table: Sums = {};
        const total = sums.get(measure) ?? {};
        for (const library of libraries) {
          const row = (table[library] ??= {});
          const sum = (total[library] ??= {});
          for (const operation of operations) {
            row[operation] = round(of(samples.get(`${library} ${operation}`)) - of(idles));
            sum[operation] = round((sum[operation] ?? 0) + row[operation]);
          }
        }
        console.log(`\n${kind}, ${measure}, ms, device scale factor ${scale} (idle ${round(of(idles))})`);
        console.table(table);
      }
    }
    for (const [measure, total] of sums) {
      console.log(`\nSum over ${kinds.join(', ')}: ${measure}, ms, device scale factor ${scale}`);
      console.table(total);
      for (const peer of libraries.slice(1)) {
        const ratios = operations.map(
          (operation) =>
            `${operation} ${((total[libraries[0] ?? '']?.[operation] ?? 0) / (total[peer]?.[operation] ?? 1)).toFixed(2)}`,
        );
        console.log(`${libraries[0]} ÷ ${peer}: ${ratios.join(', ')}`);
      }
    }
  }

  if (parts.includes('fan')) {
    const steps: Record<string, Cost[]> = {};
    const spend = async (step: string, times: number, name: string) => {
      const value = await cost(times, name, 'ours', 'fan');
      (steps[step] ??= []).push(value);
    };
    await open(Number(scales[0]));
    await call('prepare', 'ours');
    for (let at = 0; at < Math.min(rounds, 5); at++) {
      await spend('nothing, two seconds', 1, 'rest');
      await spend('mount', TIMES, 'mount');
      await call('rest');
      await spend('update, before its forecast', TIMES, 'update');
      await spend('forecast after a burst of updates, two seconds', 1, 'rest');
      await spend('resize', TIMES, 'resize');
      await spend('relayout', TIMES, 'relayout');
      await call('remove');
    }
    console.log(
      `\nThe forecast with its range, which nobody else draws, ms, device scale factor ${scales[0]}`,
    );
    console.table(
      Object.fromEntries(
        Object.entries(steps).map(([step, costs]) => [
          step,
          Object.fromEntries(
            measures
              .slice(0, 2)
              .map((measure) => [measure, round(middling(costs.map((one) => one[measure])))]),
          ),
        ]),
      ),
    );
  }

  if (parts.includes('cold')) {
    const cold: Record<string, Record<string, number>> = {};
    for (const library of libraries) {
      const steps: Record<string, number[]> = { read: [], sum: [], draw: [] };
      for (let at = 0; at < 5; at++) {
        await open(1);
        const isOurs = library === 'ours';
        if (!isOurs) await call('prepare', library);
        const spend = async (step: string, name: string) =>
          steps[step]?.push((await cost(1, name, library))['main thread']);
        if (isOurs) {
          await spend('read', 'prepare');
          await spend('sum', 'sum');
        }
        await spend('draw', 'dashboard');
      }
      cold[library] = Object.fromEntries(
        Object.entries(steps).map(([step, values]) => [step, round(median(values))]),
      );
    }
    console.log(
      '\nThe first dashboard of a page (four mounts), main-thread ms; the others are handed what ours reads and sums',
    );
    console.table(cold);
  }

  if (parts.includes('left')) {
    const left: Record<string, Record<string, number>> = {};
    for (const library of libraries) {
      await open(1);
      await call('prepare', library);
      const rest = async () => {
        for (let at = 0; at < 3; at++) await client.send('HeapProfiler.collectGarbage');
        const found = await metrics();
        return ['JSHeapUsedSize', 'Nodes', 'JSEventListeners'].map((name) => found.get(name) ?? 0);
      };
      const cycle = async (times: number) => {
        for (const kind of kinds) await call('come', times, library, kind);
      };
      // What the first hundreds leave is compiled code and caches, which the later ones share.
      await cycle(75);
      const before = await rest();
      await cycle(25);
      const after = await rest();
      left[library] = {
        'KiB a chart': Number((((after[0] ?? 0) - (before[0] ?? 0)) / 1024 / (25 * kinds.length)).toFixed(2)),
        nodes: (after[1] ?? 0) - (before[1] ?? 0),
        listeners: (after[2] ?? 0) - (before[2] ?? 0),
      };
    }
    console.log('\nLeft behind by 100 mounts and removals');
    console.table(left);
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
