import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { tokens, writeTokensCss } from '../../src/theme/tokens.js';

const source = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');
const elements = readdirSync(new URL('../../src/elements', import.meta.url), { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.styles.ts'))
  .map((path) => [path, source(`elements/${path}`)] as const);

describe('theme/tokens.css', () => {
  it('is what tokens.ts writes (node --import tsx test/tooling/tokens.ts)', () => {
    expect(source('theme/tokens.css')).to.equal(writeTokensCss());
  });

  it('sets no color-scheme: that is the page’s', () => {
    expect(writeTokensCss()).not.to.match(/^\s*color-scheme/m);
  });

  for (const [path, css] of elements) {
    it(`is read with a fallback, and never set, in ${path}`, () => {
      expect(css.match(/var\(\s*--pipeline-[\w-]+\s*\)/g), 'without a fallback').to.equal(null);
      expect(css.match(/^\s*--pipeline-[\w-]+\s*:/gm), 'set').to.equal(null);
    });

    it(`names only tokens of the list in ${path}`, () => {
      const known = new Set(tokens.map(({ name }) => name));
      const read = [...css.matchAll(/var\(\s*--pipeline-([\w-]+)/g)].map(([, name]) => name!);
      const own = /^(\w+)\//.exec(path)?.[1];
      // A widget's own tokens are in its doc block.
      const strange = read.filter((name) => !known.has(name) && !name.startsWith(`${own}-`));
      expect(strange).to.deep.equal([]);
    });
  }
});
