import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import {
  builtFile,
  bundleAsConsumer,
  charts,
  chartsGate,
  chartsSource,
  ensureBuilt,
  packageFile,
  sizeGates,
} from '../tooling/consumer.mjs';
import { filesIn, parse, root, walk } from './source.js';

const elementNames = Object.keys(packageFile.exports).flatMap(
  (path) => /^\.\/(.+)\/define$/.exec(path)?.[1] ?? [],
);

/** The folders of elements, of which something is left in a bundle. */
function elementsIn(modules: readonly string[]): string[] {
  const names = modules.flatMap((path) => /^dist\/elements\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].filter((name) => name !== 'shared').sort();
}

describe('what a consumer bundles', function () {
  this.timeout(120_000);
  before(ensureBuilt);

  for (const name of elementNames) {
    it(`./${name}/define: that element, registered, and no other`, async () => {
      const { code, modules } = await bundleAsConsumer(`import 'pipeline-elements/${name}/define';`);
      expect(elementsIn(modules)).to.deep.equal([name]);
      expect(modules).to.include(builtFile(`./${name}/define`));
      expect(code).to.match(new RegExp(`["'\`]pipeline-${name}["'\`]`));
    });
  }

  it('./all: every element', async () => {
    const { modules } = await bundleAsConsumer(`import 'pipeline-elements/all';`);
    expect(elementsIn(modules)).to.deep.equal([...elementNames].sort());
  });

  it('nothing, where nothing is used', async () => {
    const paths = ['', '/core', '/data', '/context', ...elementNames.map((name) => `/${name}`)];
    const { code } = await bundleAsConsumer(
      paths.map((path) => `import 'pipeline-elements${path}';`).join('\n'),
    );
    expect(code.trim()).to.equal('');
  });

  for (const [name, path, home] of [
    ['formatDay', '/core', 'dist/core/calendar/days.js'],
    ['PipelineError', '', 'dist/core/errors.js'],
  ] as const) {
    it(`${name} of pipeline-elements${path}: that and nothing else`, async () => {
      const source = `import { ${name} } from 'pipeline-elements${path}'; console.log(${name});`;
      const { modules, bytes } = await bundleAsConsumer(source);
      expect(modules).to.deep.equal([home]);
      expect(bytes).to.be.lessThan(800);
    });
  }

  for (const [path, { limit }] of Object.entries(sizeGates)) {
    it(`${path} costs at most ${limit} KiB (gzip, Lit included)`, async () => {
      const { gzip } = await bundleAsConsumer(`import 'pipeline-elements${path.slice(1)}';`);
      expect(gzip / 1024).to.be.at.most(limit);
    });
  }

  it(`the four charts together cost at most ${chartsGate.limit} KiB, what they share counted once`, async () => {
    const { gzip, modules } = await bundleAsConsumer(chartsSource);
    expect(elementsIn(modules)).to.deep.equal([...charts].sort());
    expect(gzip / 1024).to.be.at.most(chartsGate.limit);
  });
});

describe('built files', function () {
  this.timeout(60_000);
  before(ensureBuilt);

  it('hold no raw decorator', () => {
    const files = filesIn('dist', '.js').map(parse);
    expect(files).to.not.deep.equal([]);
    const raw: string[] = [];
    for (const file of files) {
      walk(file, (node) => {
        if (ts.isDecorator(node)) raw.push(`${file.path}: ${node.getText()}`);
      });
    }
    expect(raw).to.deep.equal([]);
  });

  it('leave every dependency outside, in the modules', () => {
    const inlined = filesIn('dist', '.js').filter((path) =>
      /node_modules|\/_virtual\/(?!decorate\.js)/.test(path),
    );
    expect(inlined).to.deep.equal([]);
    expect(readFileSync(join(root, builtFile('./funnel')), 'utf8')).to.match(/from ["']lit["']/);
  });

  it('bundle.js is one file: no import, no export, no chunk beside it, no policy but the kit’s own', () => {
    const bundle = parse(builtFile('./bundle'));
    const links: string[] = [];
    walk(bundle, (node) => {
      const isLink =
        ts.isImportDeclaration(node) ||
        ts.isExportDeclaration(node) ||
        ts.isExportAssignment(node) ||
        (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword);
      if (isLink) links.push(node.getText().slice(0, 80));
    });
    expect(links).to.deep.equal([]);
    expect(
      readdirSync(join(root, 'dist'))
        .filter((name) => /\.js$/.test(name))
        .sort(),
    ).to.deep.equal(['all.js', 'bundle.js', 'index.js']);
    const policies = [...bundle.text.matchAll(/createPolicy\((["'`])(.*?)\1/g)].map(([, , name]) => name);
    expect([...new Set(policies)]).to.deep.equal(['pipeline-elements']);
  });
});
