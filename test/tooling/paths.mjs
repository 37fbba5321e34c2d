/** Where things lie: the root of the repository, and the command files of installed packages. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * The file behind a package's command, to be run with `process.execPath`: works without a shell and without npx.
 * @param {string} packageName
 * @param {string} [command] the command's name; the package's own name if left out
 */
export function bin(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin: commands } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof commands === 'string' ? commands : commands[command]);
}
