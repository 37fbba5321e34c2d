/**
 * Opens every story and docs page of a static build, in Chromium, two pages at a time. A story counts four checks:
 * it renders and plays without a page or console error, without a request to anywhere else; axe finds nothing in
 * light, nothing in forced colours (the same page, asked again), nothing in dark. A docs page counts one: no errors.
 *
 *   npm run test:stories
 *   npm run test:stories -- --grep funnel          stories whose id contains it
 *   npm run test:stories -- --static storybook-static   an existing build instead of a fresh one
 *
 * With RESULT_FILE set, the counts are written there as JSON.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { chromiumArgs, findChromium, noBrowserSentence } from './browsers.mjs';
import { root } from './paths.mjs';
import { serve } from './static-server.mjs';

const pagesAtATime = 2;
const patience = 30_000;
/**
 * Rules without a meaning where the browser forces colours: it replaces them when it paints, so that the styles, which
 * axe measures, still hold the page's own. All other rules stay on.
 */
const unforced = { 'color-contrast': { enabled: false } };

const { values } = parseArgs({
  options: { grep: { type: 'string', short: 'g' }, static: { type: 'string' } },
});

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const counts = { passed: 0, failed: 0, skipped: 0 };

const program = await findChromium();
if (!program) {
  console.error(noBrowserSentence);
  finish(process.env.CI === 'true' ? 1 : 0);
}
console.log(`stories in ${program.path} (${program.origin})`);

const temporary = values.static ? undefined : mkdtempSync(join(tmpdir(), 'pipeline-elements-stories-'));
const folder = values.static ? resolve(root, values.static) : temporary;
if (temporary) {
  const build = spawnSync(process.execPath, ['test/tooling/storybook.mjs', 'build', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, KEEP_MANIFEST: 'true' },
  });
  if (build.status !== 0) {
    console.error(build.stdout);
    console.error('Storybook does not build.');
    counts.failed += 1;
    rmSync(temporary, { recursive: true, force: true });
    finish(1);
  }
}

const server = await serve(folder);
const browser = await puppeteer.launch({ executablePath: program.path, args: chromiumArgs });
try {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const queue = Object.values(entries).filter(
    ({ id }) => values.grep === undefined || id.includes(values.grep),
  );
  if (queue.length === 0) console.error('No story matches.');
  await Promise.all(Array.from({ length: pagesAtATime }, () => worker(queue)));
} finally {
  await browser.close();
  await server.close();
  if (temporary) rmSync(temporary, { recursive: true, force: true });
}
finish(counts.failed > 0 || counts.passed === 0 ? 1 : 0);

async function worker(queue) {
  // A context each: nothing that one story stores is seen by another.
  const context = await browser.createBrowserContext();
  for (let entry = queue.shift(); entry; entry = queue.shift()) {
    const page = await context.newPage();
    const problems = await watch(page);
    try {
      if (entry.type === 'docs') await checkDocs(page, entry, problems);
      else await checkStory(page, entry, problems);
    } catch (error) {
      report(entry, 'opens', [error.message, ...problems()]);
    } finally {
      await page.close();
    }
  }
  await context.close();
}

async function checkStory(page, entry, problems) {
  await open(page, entry, 'light');
  report(entry, 'renders and plays', problems());
  report(entry, 'axe, light', await axe(page));
  const release = await forceColours(page);
  report(entry, 'axe, forced colours', [...problems(), ...(await axe(page, unforced))]);
  await release();
  await open(page, entry, 'dark');
  report(entry, 'axe, dark', [...problems(), ...(await axe(page))]);
}

async function checkDocs(page, entry, problems) {
  await open(page, entry, 'light');
  // The stories inside a docs page render after it.
  await page.waitForNetworkIdle({ idleTime: 300, timeout: patience });
  report(entry, 'docs page', problems());
}

/** Collects what goes wrong on a page; the returned function hands it over and starts anew. */
async function watch(page) {
  let found = [];
  await page.setViewport({ width: 1280, height: 900 });
  page.on('pageerror', (error) => found.push(`page error: ${error.stack ?? error.message ?? error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console error: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(`${server.url}/`)) found.push(`request to elsewhere: ${url}`);
  });
  await page.evaluateOnNewDocument(listenToStorybook);
  return () => {
    const taken = found;
    found = [];
    return taken;
  };
}

async function open(page, { id, type }, theme) {
  // Storybook's own accessibility check would run axe at the same time.
  const globals = `theme:${theme};a11y.manual:!true`;
  await page.goto(
    `${server.url}/iframe.html?id=${encodeURIComponent(id)}&viewMode=${type === 'docs' ? 'docs' : 'story'}&globals=${globals}`,
    { waitUntil: 'load', timeout: patience },
  );
  await page.waitForFunction(() => window.__story.done !== undefined, { timeout: patience });
  const { done, error } = await page.evaluate(() => window.__story);
  if (done !== 'finished') throw new Error(`${done}: ${error}`);
  // What is looked at is what is drawn; stories of loading never are.
  await page.waitForFunction(isDrawn, { timeout: 2000 }).catch(() => undefined);
}

/** Runs in the page: no widget waits for words or data. */
function isDrawn() {
  const widgets = [...document.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot);
  return widgets.every(({ shadowRoot }) => shadowRoot.querySelector('figure[aria-busy="true"]') === null);
}

/** Runs in the page, before anything else: notes how the story ended, its play function included. */
function listenToStorybook() {
  window.__story = { done: undefined, error: undefined };
  const end = (done) => (detail) => {
    const text = detail?.message ?? detail?.description ?? detail?.title ?? '';
    window.__story.done =
      window.__story.done === undefined || done !== 'finished' ? done : window.__story.done;
    if (text) window.__story.error = `${text}\n${detail.stack ?? ''}`;
  };
  const listen = (channel) => {
    channel.on('storyFinished', ({ status }) => end(status === 'error' ? 'story failed' : 'finished')());
    channel.on('docsRendered', end('finished'));
    channel.on('playFunctionThrewException', end('play function failed'));
    channel.on('unhandledErrorsWhilePlaying', (errors) => end('error while playing')(errors?.[0]));
    channel.on('storyThrewException', end('story threw'));
    channel.on('storyErrored', end('story failed'));
    channel.on('storyMissing', end('story missing'));
  };
  Object.defineProperty(window, '__STORYBOOK_ADDONS_CHANNEL__', {
    configurable: true,
    set(channel) {
      Object.defineProperty(window, '__STORYBOOK_ADDONS_CHANNEL__', {
        configurable: true,
        writable: true,
        value: channel,
      });
      listen(channel);
    },
  });
}

/** The page as a reader with a high-contrast theme has it; the returned function undoes it. */
async function forceColours(page) {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    features: [{ name: 'forced-colors', value: 'active' }],
  });
  const isForced = await page.evaluate(async () => {
    // What follows the media query by script does so in a frame of its own.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return matchMedia('(forced-colors: active)').matches;
  });
  if (!isForced) throw new Error('the browser does not emulate forced colours');
  return () => session.detach();
}

async function axe(page, rules = {}) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (others) => {
    // Transitions would have colours measured half way.
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    const result = await window.axe.run('#storybook-root', {
      resultTypes: ['violations'],
      // A story is a piece of a page, which has the landmarks.
      rules: { region: { enabled: false }, ...others },
    });
    // A board is one tab stop: its columns are scrolled by the arrow keys, which move the focus from card to card.
    const isColumn = (id, { target }) =>
      id === 'scrollable-region-focusable' && String(target.flat().at(-1)).endsWith('.shaft');
    const found = result.violations
      .map((one) => ({ ...one, nodes: one.nodes.filter((node) => !isColumn(one.id, node)) }))
      .filter(({ nodes }) => nodes.length > 0);
    return found.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes
        .slice(0, 5)
        .map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary}`),
    }));
  }, rules);
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}\n${nodes.join('\n')}`);
}

function report({ id }, check, problems) {
  if (problems.length === 0) {
    counts.passed += 1;
    return;
  }
  counts.failed += 1;
  console.error(`  ✗ ${id}: ${check}`);
  for (const problem of problems) console.error(problem.replace(/^/gm, '      '));
}

function finish(code) {
  console.log(`stories: ${counts.passed} checks passed, ${counts.failed} failed`);
  if (process.env.RESULT_FILE) writeFileSync(process.env.RESULT_FILE, JSON.stringify(counts));
  process.exit(code);
}
