/** What a revenue forecast costs where widgets have it made: in the kit's own worker, in Chromium. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from 'd3-array';
import puppeteer, { type Page } from 'puppeteer-core';
import { build } from 'vite';
import { chromiumArgs, findChromium, noBrowserSentence } from '../tooling/browsers.mjs';
import { serve } from '../tooling/static-server.mjs';
import type { ForecastBench, InWorker } from './forecast-page.js';

const sizes = [1_000, 10_000, 100_000];
const root = resolve(import.meta.dirname, '../..');

/** The page and the worker's own file, as they are published. */
async function builtPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-forecast-bench-'));
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    mode: 'worker',
    logLevel: 'error',
    build: { outDir: folder },
  });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: join(import.meta.dirname, 'forecast-page.ts'),
        formats: ['es'],
        fileName: () => 'page.js',
      },
    },
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="page.js"></script>',
  );
  return folder;
}

/** Megabytes that the worker's heap takes, garbage included. */
async function heapOf(page: Page): Promise<number> {
  const session = page.workers()[0]?.client;
  const { totalSize = NaN } = ((await session?.send('Runtime.getHeapUsage')) ?? {}) as { totalSize?: number };
  return totalSize / 1e6;
}

const medianOf = (values: readonly number[]): number => median(values) ?? NaN;

/** Prints the table. `cold`: the first forecast of a worker; five of those, and five later ones, medians. */
export async function benchForecastWorker(): Promise<void> {
  const chromium = await findChromium();
  if (chromium === undefined) throw new Error(noBrowserSentence);
  const folder = await builtPage();
  const server = await serve(folder);
  const table: Record<string, Record<string, number>> = {};
  const browser = await puppeteer.launch({ executablePath: chromium.path, args: chromiumArgs });
  try {
    const version = await browser.version();
    for (const n of sizes) {
      const cold: InWorker[] = [];
      const warm: InWorker[] = [];
      let heap = NaN;
      const runs = n > 10_000 ? 3 : 5;
      for (let run = 0; run < runs; run++) {
        const page = await browser.newPage();
        await page.goto(server.url);
        await page.waitForFunction('globalThis.bench');
        const one = (): Promise<InWorker> =>
          page.evaluate(
            (deals) => (globalThis as unknown as { bench: ForecastBench }).bench.forecastIn(deals),
            n,
          );
        cold.push(await one());
        heap = await heapOf(page);
        while (run === runs - 1 && warm.length < 5) warm.push(await one());
        await page.close();
      }
      const columns = {
        'forecast, cold': medianOf(cold.map(({ forecast }) => forecast)),
        'forecast, warm': medianOf(warm.map(({ forecast }) => forecast)),
        '· the page reads the answer': medianOf(warm.map(({ read }) => read)),
        'deals sent before, cold': medianOf(cold.map(({ send }) => send)),
        'heap, deals included (MB)': heap,
      };
      for (const [name, value] of Object.entries(columns))
        (table[name] ??= {})[`${n.toLocaleString('en')} + ${n.toLocaleString('en')}`] = Number(
          value.toPrecision(3),
        );
    }
    console.log(`The same in the kit's worker, ${version}. Milliseconds by the clock:`);
    console.table(table);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
