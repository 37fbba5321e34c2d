/**
 * The kit's board against jKanban, react-kanban-kit and a board made with @hello-pangea/dnd, drawing the same cards in
 * the same run: 7 columns, cards of 10 elements.
 *
 *   npm ci && npm run bench        (in this folder; the kit's own `npm ci` first)
 *   npm run bench -- --rounds=7 --sizes=100,1000,10000 --libraries=ours,jKanban
 *
 * - *First paint*: from the data in hand to the painted frame with cards. The peers are handed finished texts, the kit
 *   works its own figures out. Every library has drawn a board of 100 cards before, so that its code is loaded.
 * - *Move*: from a card's move by code to the painted frame. Both are waited for in frames, of which there are 60 a
 *   second: less than 17 ms is "in the next frame".
 * - *Scrolled frame*: main-thread time (script, style, layout, paint) of a frame in which a column was scrolled by
 *   120 px.
 * - *Blank frames* of 60, each 400 px further: more than half a card's height of the column shows nothing.
 * - *Elements* and *heap* (MB, after a collection) of the page with that board.
 *
 * Medians over the rounds; the libraries take turns in each.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { registeringModules } from '../../../vite.config.js';
import { chromiumArgs, findChromium, noBrowserSentence } from '../../tooling/browsers.mjs';
import { serve } from '../../tooling/static-server.mjs';

const { values: wishes } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    sizes: { type: 'string', default: '100,1000,10000' },
    libraries: { type: 'string', default: 'ours,jKanban,react-kanban-kit,hello-pangea' },
  },
});
const rounds = Number(wishes.rounds);
const sizes = wishes.sizes.split(',').map(Number);
const libraries = wishes.libraries.split(',');
/** So slow at that size that one round tells enough. */
const ONCE = 'hello-pangea 10000';

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const chromium = await findChromium();
if (!chromium) throw new Error(noBrowserSentence);
const folder = mkdtempSync(join(tmpdir(), 'pipeline-boards-'));
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
// A classic script: it hangs its name on the window.
copyFileSync(
  join(import.meta.dirname, 'node_modules/jkanban/dist/jkanban.min.js'),
  join(folder, 'jkanban.js'),
);
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>boards</title>
<style>
  body { margin: 0; font: 14px/20px sans-serif }
  .host { inline-size: 1400px; block-size: 720px }
  .host:not(.ours) :is(.card, .kanban-item) { padding: 10px 12px; margin-block-end: 8px; background: #fff; border-radius: 6px; box-shadow: inset 0 0 0 1px #ddd }
  .head, .what, .figures { display: flex; justify-content: space-between; white-space: nowrap; overflow: hidden }
  .what { font-size: 12px; line-height: 16px }
  .pangea { display: flex; gap: 16px } .pangea section { inline-size: 190px }
  .list, .kanban-drag { block-size: 640px; overflow-y: auto; position: relative }
  .kanban-board { float: left }
  .react-kanban-kit .rkk-board, .react-kanban-kit > div { block-size: 720px }
</style>
<body><script src="jkanban.js"></script><script type="module" src="page.js"></script>`,
);
const server = await serve(folder, {
  headers: {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  },
});
const browser = await puppeteer.launch({ executablePath: chromium.path, args: chromiumArgs });
const names = ['first paint', 'move', 'scrolled frame', 'blank frames', 'elements', 'heap MB'] as const;
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  page.setDefaultTimeout(60_000);
  await page.setViewport({ width: 1440, height: 900 });
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metric = async (name: string) =>
    (await client.send('Performance.getMetrics')).metrics.find((one) => one.name === name)?.value ?? 0;
  const call = (name: string, ...parameters: readonly (string | number)[]) =>
    page.evaluate(
      (key, values) =>
        (
          globalThis as unknown as { bench: Record<string, (...all: (string | number)[]) => Promise<number>> }
        ).bench[key]?.(...values) ?? Promise.resolve(0),
      name,
      [...parameters],
    );
  const results = new Map<string, Map<string, number[]>>();
  const note = (library: string, size: number, name: string, value: number) => {
    const key = `${library} ${size}`;
    const of = results.get(key) ?? new Map<string, number[]>();
    results.set(key, of.set(name, [...(of.get(name) ?? []), value]));
  };
  for (const size of sizes) {
    for (let round = 0; round < rounds; round++) {
      for (const library of libraries) {
        if (round > 0 && `${library} ${size}` === ONCE) continue;
        await page.goto(server.url);
        await page.waitForFunction('globalThis.bench');
        for (let warm = 0; warm < 2; warm++) await call('mount', library, 100);
        await client.send('HeapProfiler.collectGarbage');
        note(library, size, 'first paint', await call('mount', library, size));
        await new Promise((done) => setTimeout(done, 150));
        note(library, size, 'elements', await call('nodes'));
        const moves: number[] = [];
        for (let at = 0; at < 6; at++) {
          const id = `d${Math.floor(at / 2) * 7}`;
          moves.push(await call('move', id, ...(at % 2 ? ['s1', 's0'] : ['s0', 's1'])));
          await new Promise((done) => setTimeout(done, 30));
        }
        note(library, size, 'move', median(moves.slice(2)));
        const before = await metric('TaskDuration');
        await call('scroll', 60, 120);
        note(library, size, 'scrolled frame', (((await metric('TaskDuration')) - before) * 1000) / 60);
        if (round === 0) {
          await call('scroll', 1, -1e9);
          note(library, size, 'blank frames', await call('blanks', 60, 400));
        }
        await client.send('HeapProfiler.collectGarbage');
        note(library, size, 'heap MB', (await metric('JSHeapUsedSize')) / 1e6);
      }
    }
    const table: Record<string, Record<string, number>> = {};
    for (const library of libraries) {
      const of = results.get(`${library} ${size}`);
      table[library] = Object.fromEntries(
        names.map((name) => [name, Number(median(of?.get(name) ?? []).toPrecision(3))]),
      );
    }
    console.log(`\n${size} cards`);
    console.table(table);
    const [own = '', ...peers] = libraries;
    for (const name of ['first paint', 'move', 'scrolled frame'] as const) {
      const best = Math.min(...peers.map((peer) => table[peer]?.[name] ?? Infinity));
      console.log(`${name}: ours ÷ the fastest peer ${((table[own]?.[name] ?? 0) / best).toFixed(2)}`);
    }
  }
  const at = (size: number) => median(results.get(`ours ${size}`)?.get('first paint') ?? []);
  if (sizes.length > 1) {
    const [least = 0, most = 0] = [Math.min(...sizes), Math.max(...sizes)];
    console.log(`\nours, first paint at ${most} ÷ at ${least}: ${(at(most) / at(least)).toFixed(2)}`);
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
