/** What is published runs in pages that load its modules as they are, with an import map and no bundler. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import ts from 'typescript';
import { ensureBuilt } from '../tooling/consumer.mjs';
import { root } from '../tooling/paths.mjs';
import { filesIn } from '../guards/source.js';

/** What modules for Node ask for, and pages don't have. */
const NODES_OWN = /\bprocess\s*\.\s*env\b|\bfrom\s*["']node:|\b__dirname\b/;

/** The file and all that it imports, packages too, each once. */
function reachable(files: readonly string[]): string[] {
  const found = new Set<string>(files);
  for (const file of found) {
    if (!/\.m?js$/.test(file)) continue;
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (fileName.startsWith('.')) found.add(resolve(dirname(file), fileName));
      else if (!/^[a-z]+:/.test(fileName)) found.add(entryOf(fileName));
    }
  }
  return [...found];
}

/** The module that a browser is given for a name: some packages give Node a file of its own, in a folder `node`. */
const entryOf = (name: string): string =>
  fileURLToPath(import.meta.resolve(name)).replace(/(\/node_modules\/(?:@[^/]+\/)?[^/]+)\/node\//, '$1/');

describe('what is published', function () {
  this.timeout(120_000);

  before(() => ensureBuilt());

  it('asks for nothing of Node, nor does what it imports', () => {
    const own = filesIn('dist', '.js').map((file) => join(root, file));
    expect(own.length).to.be.greaterThan(50);
    const files = reachable(own);
    const asking = files
      .filter((file) => NODES_OWN.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));
    expect(asking).to.deep.equal([]);
  });

  it('holds what columns above 60 cards load, wherever that comes from', () => {
    const text = readFileSync(join(root, 'dist/elements/board/virtual.js'), 'utf8');
    expect(text).not.to.match(/["']@tanstack/);
    expect(reachable([join(root, 'dist/elements/board/virtual.js')]).length).to.be.greaterThan(1);
  });
});
