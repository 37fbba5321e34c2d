/**
 * `npm test`: everything, one after the other, each runner's result in a line, and at the end one line alone:
 *
 *     412 passed, 0 failed, 3 skipped
 *
 * Type-check, lint, format check and build count as one test each, a story as one per check. The exit code is not zero
 * when anything failed or nothing ran. With CI=true a browser that is missing is an error.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root } from './paths.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pipeline-elements-run-'));
const started = performance.now();

/** What stands alone counts as one test; a runner of tests writes its counts to RESULT_FILE. */
const single = (title, ...args) => ({ title, args, counts: false });
const tests = (title, ...args) => ({ title, args, counts: true });

const steps = [
  single('type-check', 'test/tooling/typecheck.mjs'),
  single('lint', bin('eslint'), '--config', 'test/tooling/eslint.config.mjs', '--max-warnings', '0', '.'),
  single('format', bin('prettier'), '--check', '--log-level', 'warn', '**/*.{ts,mts,mjs,json,css,html}'),
  single('build', 'test/tooling/build.mjs'),
  tests('tests in Node, guards', 'test/tooling/node-tests.mjs'),
  tests('tests in browsers', 'test/tooling/browser-tests.mjs'),
  tests('stories', 'test/tooling/stories-tests.mjs'),
];

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
for (const [index, step] of steps.entries()) {
  console.log(`\n── ${step.title}`);
  const stepStarted = performance.now();
  const result = await run(step, join(folder, `${index}.json`));
  for (const key of Object.keys(total)) total[key] += result[key];
  summary.push(`${step.title}: ${line(result)} (${seconds(stepStarted)} s)`);
  console.log(summary.at(-1));
}
rmSync(folder, { recursive: true, force: true });

console.log(`\n── all, in ${seconds(started)} s`);
for (const text of summary) console.log(text);
console.log();
console.log(line(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function run({ args, counts }, resultFile) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, RESULT_FILE: resultFile },
    });
    child.once('exit', (code) => {
      const ok = code === 0;
      if (!counts) return done({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
      if (!existsSync(resultFile)) return done({ passed: 0, failed: 1, skipped: 0 });
      const result = JSON.parse(readFileSync(resultFile, 'utf8'));
      // A runner that fails without a failed test (a file that does not load, no test at all) is a failure.
      if (!ok && result.failed === 0) result.failed = 1;
      return done(result);
    });
  });
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function seconds(since) {
  return Math.round((performance.now() - since) / 1000);
}
