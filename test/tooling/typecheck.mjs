/**
 * Type-checks twice: `src` alone (no Node or mocha names may leak into it), then everything with the tests' types.
 */
import { spawnSync } from 'node:child_process';
import { bin, root } from './paths.mjs';

let failed = false;
for (const project of ['tsconfig.json', 'test/tsconfig.json']) {
  const { status } = spawnSync(process.execPath, [bin('typescript', 'tsc'), '--noEmit', '-p', project], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
