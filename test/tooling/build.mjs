/**
 * Builds what is published: dist/ (modules, the worker's file, types, tokens, licences) and the one self-contained file.
 *
 * Into a folder aside, then swapped: a build that fails leaves the last good one, and whoever reads dist/ meanwhile
 * never sees half of it.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticesText } from './notices.mjs';
import { bin, root } from './paths.mjs';

const aside = join(root, 'node_modules/.cache', `pipeline-elements-dist-${process.pid}`);

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    process.exit(status ?? 1);
  }
}

run(bin('vite'), 'build', '--outDir', aside, '--logLevel', 'warn');
run(bin('vite'), 'build', '--outDir', aside, '--mode', 'worker', '--logLevel', 'warn');
run(bin('vite'), 'build', '--outDir', aside, '--mode', 'bundle', '--logLevel', 'warn');
run(bin('typescript', 'tsc'), '-p', 'test/tooling/tsconfig.build.json', '--outDir', aside);

const tokens = join(root, 'src/theme/tokens.css');
if (existsSync(tokens)) {
  mkdirSync(join(aside, 'theme'), { recursive: true });
  copyFileSync(tokens, join(aside, 'theme/tokens.css'));
}

writeFileSync(join(aside, 'THIRD-PARTY-NOTICES.txt'), noticesText());

rmSync(join(root, 'dist'), { recursive: true, force: true });
renameSync(aside, join(root, 'dist'));
