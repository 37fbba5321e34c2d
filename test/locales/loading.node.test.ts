import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { build } from 'vite';
import { registeringModules } from '../../vite.config.js';
import { builtFile, ensureBuilt } from '../tooling/consumer.mjs';
import { root } from '../tooling/paths.mjs';

/** A sentence of each section, so that it is seen where the section went. */
const SECTIONS = [
  'Deals werden geladen',
  'Schwächster Schritt',
  'Am meisten liegt in',
  'Am längsten dauert',
  'Rang nach gewonnenem Betrag',
  'Gewonnener Umsatz',
  'Das ist kein Betrag',
];

describe('what a language costs', function () {
  this.timeout(120_000);

  it('is one request, and none where the page is English', async () => {
    const result = await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [registeringModules()],
      build: {
        write: false,
        modulePreload: false,
        rolldownOptions: {
          input: resolve(root, 'src/all.ts'),
          output: { format: 'es' },
        },
      },
    });
    const chunks = [result]
      .flat()
      .flatMap((one) => ('output' in one ? one.output : []))
      .flatMap((file) => (file.type === 'chunk' ? [file] : []));
    const german = chunks.filter(({ code }) => SECTIONS.some((words) => code.includes(words)));
    expect(german.map(({ name }) => name)).to.deep.equal(['de']);
    for (const words of SECTIONS) expect(german[0]?.code).to.include(words);
    // Nothing that loads by itself leads to it.
    const importers = chunks.filter(({ imports }) => imports.includes(german[0]?.fileName ?? ''));
    expect(importers.map(({ name }) => name)).to.deep.equal([]);
  });

  it('is in the one file, which asks for nothing', () => {
    ensureBuilt();
    const code = readFileSync(join(root, builtFile('./bundle')), 'utf8');
    for (const words of SECTIONS) expect(code).to.include(words);
    expect(code).not.to.match(/\bimport\(\s*["'`]\.{0,2}\//);
  });
});
