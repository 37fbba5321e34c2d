/**
 * Four charts of the kit against Chart.js, Observable Plot and ECharts, drawing the same data in the same run.
 *
 *   npm ci && npm run bench        (in this folder; the kit's own `npm ci` first)
 *
 * Prints main-thread milliseconds (script, style, layout, paint; the browser's own TaskDuration) per operation, less an
 * idle frame's, as medians over the rounds: mount, update (one deal is won) and resize of each chart. The others are
 * handed finished figures; the kit computes its own, by `updateSummary`. Then what 100 mounts and removals leave behind.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { registeringModules } from '../../../vite.config.js';
import { chromiumArgs, findChromium, noBrowserSentence } from '../../tooling/browsers.mjs';
import { serve } from '../../tooling/static-server.mjs';

const libraries = ['ours', 'Chart.js', 'Plot', 'ECharts'];
const kinds = ['funnel', 'heatmap', 'leaderboard', 'forecast'];
const rounds = 15;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number) => Number(value.toFixed(1));

const chromium = await findChromium();
if (!chromium) throw new Error(noBrowserSentence);
const folder = mkdtempSync(join(tmpdir(), 'pipeline-charts-'));
await build({
  configFile: false,
  logLevel: 'error',
  plugins: [registeringModules()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: folder,
    minify: true,
    lib: { entry: join(import.meta.dirname, 'page.mjs'), formats: ['es'], fileName: () => 'page.js' },
  },
});
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>charts</title><body><script type="module" src="page.js"></script>',
);
const server = await serve(folder);
const browser = await puppeteer.launch({ executablePath: chromium.path, args: chromiumArgs });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 900 });
  page.on('pageerror', (error) => console.error(error));
  const client = await page.createCDPSession();
  await client.send('Performance.enable');
  const metrics = async () => {
    const { metrics: list } = await client.send('Performance.getMetrics');
    return new Map(list.map(({ name, value }) => [name, value]));
  };
  const open = async () => {
    await page.goto(server.url);
    await page.waitForFunction('globalThis.bench');
  };
  const call = (name: string, ...parameters: readonly string[]) =>
    page.evaluate(
      (key, values) =>
        (globalThis as unknown as { bench: Record<string, (...all: string[]) => Promise<void>> }).bench[
          key
        ]?.(...values),
      name,
      [...parameters],
    );
  const cost = async (name: string, ...parameters: readonly string[]) => {
    const before = (await metrics()).get('TaskDuration') ?? 0;
    await call(name, ...parameters);
    return ((await metrics()).get('TaskDuration') ?? 0) * 1000 - before * 1000;
  };

  const operations = ['mount', 'update', 'resize'] as const;
  const sums: Record<string, Record<string, number>> = {};
  for (const kind of kinds) {
    const table: Record<string, Record<string, number>> = {};
    const samples = new Map<string, number[]>();
    const take = (library: string, operation: string, value: number) => {
      const key = `${library} ${operation}`;
      samples.set(key, [...(samples.get(key) ?? []), value]);
    };
    await open();
    // Round by round, all libraries in turn: a machine that slows down slows all of them.
    for (let at = -2; at < rounds; at++) {
      for (const library of libraries) {
        const idle = await cost('idle');
        const values = [await cost('mount', library, kind)];
        for (const operation of ['update', 'resize']) values.push(await cost(operation));
        await call('remove');
        if (at >= 0)
          operations.forEach((operation, index) => take(library, operation, (values[index] ?? 0) - idle));
      }
    }
    for (const library of libraries) {
      const row: Record<string, number> = {};
      for (const operation of operations) {
        row[operation] = round(median(samples.get(`${library} ${operation}`) ?? []));
        const sum = (sums[library] ??= { mount: 0, update: 0, resize: 0 });
        sum[operation] = round((sum[operation] ?? 0) + row[operation]);
      }
      table[library] = row;
    }
    console.log(`\n${kind}, main-thread ms`);
    console.table(table);
  }
  console.log('\nSum over the four, main-thread ms');
  console.table(sums);
  for (const peer of libraries.slice(1)) {
    const ratios = operations.map(
      (operation) =>
        `${operation} ${((sums.ours?.[operation] ?? 0) / (sums[peer]?.[operation] ?? 1)).toFixed(2)}`,
    );
    console.log(`ours ÷ ${peer}: ${ratios.join(', ')}`);
  }

  const cold: Record<string, Record<string, number>> = {};
  const left: Record<string, Record<string, number>> = {};
  for (const library of libraries) {
    const colds: number[] = [];
    for (let at = 0; at < 5; at++) {
      await open();
      colds.push(await cost('dashboard', library));
    }
    cold[library] = { 'cold dashboard (four mounts)': round(median(colds)) };
    for (let at = 0; at < 2; at++) for (const kind of kinds) await call('mount', library, kind);
    await call('remove');
    const rest = async () => {
      for (let at = 0; at < 3; at++) await client.send('HeapProfiler.collectGarbage');
      const now = await metrics();
      return ['JSHeapUsedSize', 'Nodes', 'JSEventListeners'].map((name) => now.get(name) ?? 0);
    };
    const before = await rest();
    for (let at = 0; at < 25; at++) {
      for (const kind of kinds) await call('mount', library, kind);
      await call('remove');
    }
    const after = await rest();
    left[library] = {
      'KiB a chart': round(((after[0] ?? 0) - (before[0] ?? 0)) / 1024 / 100),
      nodes: (after[1] ?? 0) - (before[1] ?? 0),
      listeners: (after[2] ?? 0) - (before[2] ?? 0),
    };
  }
  console.log('\nThe first dashboard of a page, main-thread ms');
  console.table(cold);
  console.log('\nLeft behind by 100 mounts and removals');
  console.table(left);
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
