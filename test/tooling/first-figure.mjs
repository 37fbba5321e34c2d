/**
 * What a page has to load until it shows its first figures: the four charts below a provider with `src="deals.csv"`,
 * bundled as an application would, in Chromium. Counts the chunks that were asked for until the last chart showed a
 * figure: what they reach by static import, and of what comes by `import()` only what that page needs.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromiumArgs, findChromium } from './browsers.mjs';
import { bundleAsConsumer, charts, chartsSource } from './consumer.mjs';
import { root } from './paths.mjs';
import { serve } from './static-server.mjs';

const patience = 20_000;

/**
 * @returns {Promise<{ gzip: number, files: readonly { file: string, gzip: number }[] } | undefined>} bytes, and the
 *   chunks behind them; undefined where there is no Chromium
 */
export async function firstFigure() {
  const program = await findChromium();
  if (!program) return undefined;
  const { entry, chunks } = await bundleAsConsumer(
    `import 'pipeline-elements/provider/define';\n${chartsSource}`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-elements-first-'));
  for (const { file, code } of chunks) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  copyFileSync(join(root, 'stories/plain/deals.csv'), join(folder, 'deals.csv'));
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>First figures</title>
    <script type="module" src="/${entry}"></script><body><pipeline-provider src="deals.csv">
    ${charts.map((name) => `<pipeline-${name}></pipeline-${name}>`).join('')}</pipeline-provider></body></html>`;
  const server = await serve(folder, { pages: { '/': html } });
  const browser = await puppeteer.launch({ executablePath: program.path, args: chromiumArgs });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/`, { waitUntil: 'load' });
    // In one turn of the page: what it asks for once it has painted is not needed for it.
    const loaded = await page.waitForFunction(
      (tags) =>
        tags.every((tag) => /\d/.test(document.querySelector(tag)?.shadowRoot?.textContent ?? '')) &&
        performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)),
      { polling: 'raf', timeout: patience },
      charts.map((name) => `pipeline-${name}`),
    );
    const names = new Set(await loaded.jsonValue());
    const files = chunks
      .filter(({ file }) => names.has(file))
      .map(({ file, gzip }) => ({ file, gzip }))
      .sort((a, b) => b.gzip - a.gzip);
    return { gzip: files.reduce((sum, { gzip }) => sum + gzip, 0), files };
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
