/** Writes custom-elements.json; with MANIFEST_FOLDER, into that folder (relative to the root) instead. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { bin, root } from './paths.mjs';

const { status } = spawnSync(
  process.execPath,
  [
    bin('@custom-elements-manifest/analyzer', 'cem'),
    'analyze',
    '--config',
    'test/tooling/cem.config.mjs',
    '--quiet',
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (status !== 0) process.exit(status ?? 1);

// Formatted as prettier would, so that the generated file passes the format check.
const file = join(root, process.env.MANIFEST_FOLDER ?? '.', 'custom-elements.json');
const options = await prettier.resolveConfig(join(root, 'package.json'));
writeFileSync(file, await prettier.format(readFileSync(file, 'utf8'), { ...options, parser: 'json' }));
