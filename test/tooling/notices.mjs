/** The licences of the libraries that published files contain: their authors ask for nothing else. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const readPackage = (name) =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));

/** Names of the libraries that the kit's runtime dependencies consist of, sorted. */
export function runtimeLibraries() {
  const names = new Set();
  const add = (list) => {
    for (const name of Object.keys(list ?? {})) {
      if (names.has(name) || name.startsWith('@types/')) continue;
      if (!existsSync(join(root, 'node_modules', name))) continue;
      names.add(name);
      add(readPackage(name).dependencies);
    }
  };
  add(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies);
  return [...names].sort();
}

/** Text of the file that lies beside the one file: each library with its version and its licence's text. */
export function noticesText() {
  return runtimeLibraries()
    .map((name) => {
      const { version, license, homepage = '' } = readPackage(name);
      const folder = join(root, 'node_modules', name);
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version} (${license}) ${homepage}`.trim() + `\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
