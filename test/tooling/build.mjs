/** Builds what is published: dist/ (modules, types, tokens) and the one self-contained file. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bin, root } from './paths.mjs';

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run(bin('vite'), 'build', '--logLevel', 'warn');
run(bin('vite'), 'build', '--mode', 'bundle', '--logLevel', 'warn');
run(bin('typescript', 'tsc'), '-p', 'test/tooling/tsconfig.build.json');

const tokens = join(root, 'src/theme/tokens.css');
if (existsSync(tokens)) {
  mkdirSync(join(root, 'dist/theme'), { recursive: true });
  copyFileSync(tokens, join(root, 'dist/theme/tokens.css'));
}
