/**
 * `npm run bench`: what the kit costs at 1,000, 10,000 and 100,000 deals, on this machine, now.
 * Prints medians in milliseconds; what matters is how they relate, a figure alone says little about another machine.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { summarize, updateSummary, viewAt, type SummaryRequest } from '../../src/core/index.js';
import { readPipelineData, writeCsv } from '../../src/data/index.js';
import { createDemoData } from '../../src/data/demo/index.js';
import { registeringModules } from '../../vite.config.js';
import { sharedData } from '../shared-data.js';
import { chromiumArgs, findChromium, noBrowserSentence } from '../tooling/browsers.mjs';
import { serve } from '../tooling/static-server.mjs';
import { benchForecast } from './forecast.js';
import { benchForecastWorker } from './forecast-worker.js';
import type { Bench } from './page.js';

const sizes = [1_000, 10_000, 100_000];
const request: SummaryRequest = { cohort: {}, closed: {}, cycle: {}, open: {}, expected: {}, stay: {} };

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const round = (value: number) => Number(value.toPrecision(3));

async function timed(runs: number, work: () => unknown): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    await work();
    if (run > 0) values.push(performance.now() - start);
  }
  return median(values);
}

function csvOf(deals: number): string {
  const data = createDemoData({ deals });
  const names = new Map(
    data.pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => [stage.id, stage.name])),
  );
  const columns = [
    'Record ID',
    'Deal Name',
    'Pipeline',
    'Deal Stage',
    'Amount',
    'Create Date',
    'Close Date',
    'Deal owner',
  ] as const;
  return writeCsv(
    data.deals.map((deal) => ({
      'Record ID': deal.id,
      'Deal Name': deal.name,
      Pipeline: deal.pipeline,
      'Deal Stage': names.get(deal.stage) ?? '',
      Amount: deal.amount ?? '',
      'Create Date': deal.createdAt ?? '',
      'Close Date': deal.closedAt ?? deal.expectedCloseAt ?? '',
      'Deal owner': deal.owner ?? '',
    })),
    columns.map((header) => ({ header, value: header })),
  );
}

async function inNode(deals: number) {
  const csv = csvOf(deals);
  const data = createDemoData({ deals });
  const asOf = data.provenance!.fetchedAt!;
  const whole = summarize(viewAt(data, { asOf }), request);
  const before = data.deals.find((deal) => deal.visits.length > 1)!;
  const after = { ...before, amount: (before.amount ?? 0) + 1 };
  const runs = deals > 10_000 ? 5 : 15;
  return {
    parse: await timed(runs, () => readPipelineData(csv)),
    summarize: await timed(runs, () => summarize(viewAt({ ...data }, { asOf }), request)),
    updateSummary: await timed(50, () => updateSummary(whole, before, after)),
  };
}

async function pageBundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-bench-'));
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [registeringModules()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      outDir: folder,
      minify: true,
      lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>bench</title><body><script type="module" src="page.js"></script>',
  );
  return folder;
}

benchForecast();
await benchForecastWorker();

const chromium = await findChromium();
if (!chromium) throw new Error(noBrowserSentence);
const folder = await pageBundle();
const server = await serve(folder);
const browser = await puppeteer.launch({ executablePath: chromium.path, args: chromiumArgs });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.on('pageerror', (error) => console.error(error));
  const call = <K extends keyof Bench>(name: K, ...parameters: Parameters<Bench[K]>) =>
    page.evaluate(
      (key, values) =>
        (globalThis as unknown as { bench: Record<string, (...all: unknown[]) => unknown> }).bench[key]!(
          ...values,
        ),
      name,
      parameters,
    ) as Promise<Awaited<ReturnType<Bench[K]>>>;
  const open = async () => {
    await page.goto(server.url);
    await page.waitForFunction('globalThis.bench');
  };

  const table: Record<string, Record<string, number>> = {};
  for (const deals of sizes) {
    const { parse, summarize: summed, updateSummary: updated } = await inNode(deals);
    const paints: number[] = [];
    for (let run = 0; run < 3; run++) {
      await open();
      paints.push(await call('firstPaint', deals));
    }
    const moves: number[] = [];
    const wholes: number[] = [];
    for (let run = 0; run < 12; run++) moves.push(await call('move', deals));
    for (let run = 0; run < 5; run++) wholes.push(await call('moveWhole', deals));
    table[deals.toLocaleString('en')] = {
      'parse CSV': round(parse),
      'summarise (6 tables)': round(summed),
      'update one deal': round(updated),
      'first paint': round(median(paints)),
      'move, painted': round(median(moves.slice(2))),
      'move, summed anew': round(median(wholes)),
    };
  }
  console.log('Milliseconds, medians (parse and sums in Node, the rest in the page):');
  console.table(table);
  const [least, , most] = Object.values(table);
  const ratio = (key: string) => (most![key]! / least![key]!).toFixed(2);
  console.log(
    `100,000 against 1,000 deals: one move painted × ${ratio('move, painted')}, summed anew × ${ratio('move, summed anew')}.`,
  );

  const maven = sharedData('data/maven_crm/sales_pipeline.csv');
  if (maven) {
    const csv = readFileSync(maven, 'utf8');
    const runs = [];
    for (let run = 0; run < 5; run++) {
      await open();
      runs.push(await call('csvToPaint', csv));
    }
    const read = median(runs.map((run) => run.read));
    const all = median(runs.map((run) => run.all));
    console.log(
      `An export of 8,800 deals: read in ${round(read)} ms; read, summed and painted in ${round(all)} ms.`,
    );
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
