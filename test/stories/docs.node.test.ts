import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const pages = [
  'README.md',
  ...readdirSync(join(root, 'stories'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => join('stories', file)),
];
const text = (page: string): string => readFileSync(join(root, page), 'utf8');

const { exports } = JSON.parse(text('package.json')) as {
  exports: Readonly<Record<string, string | { readonly default: string }>>;
};

describe('what the docs name', () => {
  for (const page of pages) {
    it(`${page}: every path of the package is one that it exports`, () => {
      for (const [, path] of text(page).matchAll(/pipeline-elements((?:\/[\w.-]+)+)/g)) {
        // A file of the package named by where it lies, for those who copy it.
        if (path === undefined || path === '/dist/bundle.js') continue;
        expect(Object.keys(exports), path).to.include(`.${path}`);
      }
    });

    it(`${page}: every imported value is there`, async () => {
      const imports = text(page).matchAll(/import \{ ([^}]+) \} from 'pipeline-elements(\/[\w/]+)?'/g);
      for (const [, names = '', path = ''] of imports) {
        const target = exports[`.${path}`];
        const built = typeof target === 'string' ? target : target?.default;
        const source = built?.replace('./dist/', 'src/').replace(/\.js$/, '.ts') ?? '';
        const module = (await import(join(root, source))) as Record<string, unknown>;
        for (const name of names.split(',')) expect(module, `${path} ${name}`).to.have.property(name.trim());
      }
    });

    it(`${page}: no registry, no path of one machine`, () => {
      expect(text(page)).not.to.match(/registry\.|unpkg\.com|jsdelivr\.net|\/work\/|\/home\/|\/tmp\//);
    });
  }
});
