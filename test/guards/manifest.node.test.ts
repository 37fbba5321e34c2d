import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { filesIn, root, sources } from './source.js';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Declaration extends Named {
  readonly tagName?: string;
  readonly members?: readonly (Named & { readonly kind: string; readonly static?: boolean })[];
  readonly attributes?: readonly Named[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Declaration[] }[];
}

const text = readFileSync(join(root, 'custom-elements.json'), 'utf8');
const declarations = (JSON.parse(text) as Manifest).modules.flatMap(({ declarations }) => declarations ?? []);
const elements = declarations.filter(({ tagName }) => tagName !== undefined);

describe('custom-elements.json', function () {
  this.timeout(60_000);

  it('is what the analyzer makes of the source now (else: npm run manifest)', () => {
    const folder = mkdtempSync(join(root, 'node_modules', '.manifest-'));
    try {
      execFileSync(process.execPath, ['test/tooling/manifest.mjs'], {
        cwd: root,
        env: { ...process.env, MANIFEST_FOLDER: relative(root, folder) },
      });
      expect(text).to.equal(readFileSync(join(folder, 'custom-elements.json'), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('describes every element that the source defines', () => {
    const defined = filesIn('src/elements', 'define.ts').map((path) => `pipeline-${path.split('/')[2]}`);
    expect(elements.map(({ tagName }) => tagName).sort()).to.deep.equal(defined.sort());
    expect(defined).to.include.members(['pipeline-provider', 'pipeline-funnel', 'pipeline-board']);
  });

  it('says a word on every element, property, method, attribute, event, slot, part and token', () => {
    const silent = elements.flatMap((element) => {
      const named = { members: element.members, attributes: element.attributes, events: element.events };
      const styled = { slots: element.slots, parts: element.cssParts, tokens: element.cssProperties };
      return [
        ...(element.description ? [] : [`${element.tagName}`]),
        ...Object.entries({ ...named, ...styled }).flatMap(([kind, list]) =>
          (list ?? [])
            .filter(({ description }) => !description)
            .map(({ name }) => `${element.tagName} ${kind}: ${name}`),
        ),
      ];
    });
    expect(silent).to.deep.equal([]);
  });

  it('names the events as hosts do, and no private member', () => {
    const events = elements.flatMap(({ events = [] }) => events.map(({ name }) => name));
    expect(events).to.not.deep.equal([]);
    expect(events.filter((name) => !/^pipeline-[a-z]+(?:-[a-z]+)*$/.test(name))).to.deep.equal([]);
    const members = elements.flatMap(({ members = [] }) => members.map(({ name }) => name));
    expect(members.filter((name) => /^[#_]/.test(name))).to.deep.equal([]);
  });

  it('describes every part that a template names', () => {
    const described = new Set(elements.flatMap(({ cssParts = [] }) => cssParts.map(({ name }) => name)));
    const named = sources
      .filter(({ path }) => path.startsWith('src/elements/'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\spart="([^"]*)"/g)].flatMap(([, value = '']) =>
          value
            .replaceAll(/\$\{[^}]*\}/g, ' ')
            .split(/\s+/)
            .filter((part) => part !== '')
            .map((part) => ({ path, part })),
        ),
      );
    expect(
      named.filter(({ part }) => !described.has(part)).map(({ path, part }) => `${path}: ${part}`),
    ).to.deep.equal([]);
  });
});
