/**
 * Runs the tests that need a real browser (`test/context`, `test/elements`; the pure rooms in Chromium too), in each
 * browser that this machine has.
 *
 *   npm run test:browser
 *   npm run test:browser -- --browsers chromium,firefox
 *   npm run test:browser -- --files test/elements/funnel.test.ts --browsers chromium
 *   npm run test:browser -- --grep tooltip
 *
 * A browser that is missing is named and skipped; with CI=true it is an error. With RESULT_FILE set, the counts are
 * written there as JSON.
 *
 * Where one or two files of a whole run fail, they are tried once more by themselves: a real defect fails again, a page
 * that starved beside three others on a small machine does not. What passed only then is named, to be mended.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startTestRunner } from '@web/test-runner';
import { findChromium, findFirefox, findWebKit, noBrowserSentence, startWebKitDriver } from './browsers.mjs';
import { browserTestFiles } from './files.mjs';
import { root } from './paths.mjs';
import { browserReporter } from './browser-reporter.mjs';
import { ensureBuilt } from './consumer.mjs';
import { configFor } from '../wtr.config.mjs';

const find = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit };

/** More failed files than these are no accident. */
const MOST_TRIED_AGAIN = 2;

const { values } = parseArgs({
  options: {
    browsers: { type: 'string' },
    files: { type: 'string', multiple: true },
    grep: { type: 'string', short: 'g' },
    only: { type: 'string' },
    built: { type: 'boolean' },
  },
});

if (values.only) await runOne(values.only);
else await runAll();

/** One process a browser: the runner's settings (pages at a time, the display) differ by browser. */
async function runAll() {
  const names = values.browsers?.split(',') ?? Object.keys(find);
  const total = { passed: 0, failed: 0, skipped: 0 };
  let found = 0;
  for (const name of names) {
    if (!(name in find)) {
      console.error(`Unknown browser "${name}": chromium, firefox or webkit.`);
      process.exit(1);
    }
    const program = await find[name]();
    if (!program) {
      const required = process.env.CI === 'true' || values.browsers !== undefined;
      console.log(`${name}: not found on this machine, ${required ? 'which is an error here' : 'skipped'}.`);
      if (required) total.failed += 1;
      continue;
    }
    found += 1;
    console.log(`${name}: ${program.path} (${program.origin})`);
    const runs = [await inOwnProcess(name)];
    // What is published is not what is compiled for tests: once, in one browser, the contract holds on it too.
    if (name === 'chromium' && values.files === undefined) runs.push(await inOwnProcess(name, '--built'));
    for (const result of runs) {
      const again = values.files === undefined && result.failedFiles?.length;
      const counted = again > 0 && again <= MOST_TRIED_AGAIN ? await tryAgain(name, result) : result;
      for (const key of Object.keys(total)) total[key] += counted[key];
    }
  }
  if (found === 0) console.error(noBrowserSentence);
  if (process.env.RESULT_FILE) writeFileSync(process.env.RESULT_FILE, JSON.stringify(total));
  process.exit(total.failed > 0 || found === 0 || total.passed + total.skipped === 0 ? 1 : 0);
}

/** The counts of a run after its failed files were run once more. */
async function tryAgain(name, { failedFiles, built, ...first }) {
  console.log(`${name}: once more ${failedFiles.map(({ file }) => file).join(', ')}`);
  const files = failedFiles.flatMap(({ file }) => ['--files', file]);
  const second = await inOwnProcess(name, ...(built ? ['--built'] : files));
  if (second.failed > 0) return first;
  const names = failedFiles.map(({ file }) => file).join(', ');
  console.log(`${name}: UNSTEADY, passed at the second try only: ${names}`);
  if (built) return second;
  const { passed, failed, skipped } = first;
  return failedFiles.reduce(
    (sum, file) => ({
      passed: sum.passed - file.passed,
      failed: sum.failed - file.failed,
      skipped: sum.skipped - file.skipped,
    }),
    { passed: passed + second.passed, failed, skipped: skipped + second.skipped },
  );
}

function inOwnProcess(name, ...more) {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-elements-'));
  const resultFile = join(folder, 'result.json');
  const args = [new URL(import.meta.url).pathname, '--only', name, ...more];
  for (const file of values.files ?? []) args.push('--files', file);
  if (values.grep !== undefined) args.push('--grep', values.grep);
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, RESULT_FILE: resultFile },
    });
    child.once('exit', () => {
      const result = existsSync(resultFile)
        ? JSON.parse(readFileSync(resultFile, 'utf8'))
        : { passed: 0, failed: 1, skipped: 0 };
      rmSync(folder, { recursive: true, force: true });
      done(result);
    });
  });
}

async function runOne(name) {
  const program = await find[name]();
  if (values.built) ensureBuilt();
  const wanted = (
    values.built ? ['test/elements/contract.test.ts', 'test/elements/entries.test.ts'] : values.files
  )?.map((file) => resolve(root, file));
  const files = browserTestFiles(name).filter(
    (file) => !wanted || wanted.some((path) => file === path || file.startsWith(path + '/')),
  );
  if (files.length === 0) {
    console.log(`${name}: no test file${wanted ? ' of those named runs in this browser' : ''}.`);
    writeResult({ passed: 0, failed: 0, skipped: 0 });
    return;
  }
  const driver = name === 'webkit' ? await startWebKitDriver(program) : undefined;
  const reporter = browserReporter({
    browser: values.built ? `${name}, built files:` : name,
    fileName: (file) => relative(root, file),
    filtered: values.grep !== undefined,
  });
  const runner = await startTestRunner({
    config: await configFor({
      browser: name,
      program: { path: program.path, port: driver?.port },
      files,
      reporters: [reporter],
      grep: values.grep,
      built: values.built,
    }),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  runner?.on('stopped', () => {
    driver?.stop();
    writeResult({ ...reporter.counts, failedFiles: reporter.failedFiles, built: values.built });
    process.exit(reporter.counts.failed > 0 ? 1 : 0);
  });
}

function writeResult(counts) {
  if (process.env.RESULT_FILE) writeFileSync(process.env.RESULT_FILE, JSON.stringify(counts));
}
