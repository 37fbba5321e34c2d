/**
 * Type-checks twice: `src` alone (no Node or mocha names may leak into it), then everything with the tests' types.
 */
import { spawnSync } from 'node:child_process';
import { bin, root } from './paths.mjs';

for (const project of ['tsconfig.json', 'test/tsconfig.json']) {
  const { status } = spawnSync(process.execPath, [bin('typescript', 'tsc'), '--noEmit', '-p', project], {
    cwd: root,
    stdio: 'inherit',
  });
  // The second holds the first: its errors would only be printed twice.
  if (status !== 0) process.exit(status ?? 1);
}
