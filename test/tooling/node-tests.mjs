/**
 * Runs the Node side of the tests: the pure rooms (`test/<room>/**\/*.test.ts`) and everything named `*.node.test.ts`.
 *
 *   npm run test:node                                   all of them
 *   npm run test:node -- --grep wilson                  tests whose full title contains it
 *   npm run test:node -- test/core test/data/csv.test.ts   some files or folders
 *
 * With RESULT_FILE set, the counts are written there as JSON.
 */
import { statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { register } from 'tsx/esm/api';
import { root } from './paths.mjs';
import { nodeTestFiles } from './files.mjs';

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string', short: 'g' }, bail: { type: 'boolean' }, verbose: { type: 'boolean' } },
  allowPositionals: true,
});

process.chdir(root);
register({ tsconfig: resolve(root, 'test/tsconfig.json') });

const wanted = positionals.map((path) => resolve(root, path));
const files = nodeTestFiles().filter(
  (file) =>
    wanted.length === 0 ||
    wanted.some((path) => file === path || (file.startsWith(path + '/') && isFolder(path))),
);
if (files.length === 0) {
  console.error('No Node test file matches.');
  process.exit(1);
}

const mocha = new Mocha({
  ui: 'bdd',
  reporter: values.verbose ? 'spec' : 'dot',
  timeout: 20_000,
  bail: values.bail ?? false,
  ...(values.grep === undefined ? {} : { fgrep: values.grep }),
});
for (const file of files) mocha.addFile(file);
await mocha.loadFilesAsync();

const runner = mocha.run((failures) => {
  const { passes: passed = 0, failures: failed = 0, pending: skipped = 0 } = runner.stats ?? {};
  if (process.env.RESULT_FILE)
    writeFileSync(process.env.RESULT_FILE, JSON.stringify({ passed, failed, skipped }));
  // Left-over handles must not keep the process alive, nor cut off what is still being printed.
  process.exitCode = failures > 0 || passed + failed === 0 ? 1 : 0;
  setTimeout(() => process.exit(), 200).unref();
});

function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
