/**
 * Sample data that lies beside a checkout, in `../shared`, and is not part of the repository. Node only.
 * A machine without it skips the tests that need it, and says so.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const sharedFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../shared');

/** The absolute path of a file of the shared data, or `undefined` where this machine has none. */
export function sharedData(path: string): string | undefined {
  const absolute = resolve(sharedFolder, path);
  return existsSync(absolute) ? absolute : undefined;
}

/** A test that reads shared data: `fn` gets the file's absolute path. */
export function itWithShared(title: string, path: string, fn: (file: string) => void | Promise<void>): void {
  const file = sharedData(path);
  if (file === undefined) it.skip(`${title} (skipped: no shared data)`);
  else it(title, () => fn(file));
}
