import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { builtFile, ensureBuilt, packageFile } from '../tooling/consumer.mjs';
import { filesIn, root } from './source.js';

const codePaths = Object.keys(packageFile.exports).filter((path) => builtFile(path).endsWith('.js'));
const registeringPaths = codePaths.filter((path) => /^\.\/(?:all|bundle|.+\/define)$/.test(path));
const specifier = (path: string): string => packageFile.name + path.slice(1);

/** Elements as the source has them: each folder with a `define.ts`. */
const elementNames = filesIn('src/elements', 'define.ts').map((path) => path.split('/')[2] ?? '');

describe('package.json', () => {
  it('keeps its runtime dependencies: this list, pinned', () => {
    expect(packageFile.dependencies).to.deep.equal({
      '@lit/context': '1.1.6',
      '@tanstack/virtual-core': '3.19.11',
      'd3-array': '3.2.4',
      'd3-random': '3.0.1',
      'd3-shape': '3.2.0',
      'd3-time': '3.1.0',
      lit: '3.3.3',
      papaparse: '5.5.3',
    });
    expect(packageFile.peerDependencies).to.equal(undefined);
    expect(packageFile.optionalDependencies).to.equal(undefined);
  });

  it('pins every development dependency', () => {
    const loose = Object.entries(packageFile.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).to.deep.equal([]);
  });

  it('exports the paths that hosts rely on, and no path that names the build folder', () => {
    expect(Object.keys(packageFile.exports)).to.include.members([
      '.',
      './all',
      './core',
      './data',
      './context',
      './locales/en',
      './locales/de',
      './theme/tokens.css',
      './provider',
      './provider/define',
      './funnel',
      './funnel/define',
      './board',
      './board/define',
      './bundle',
      './custom-elements.json',
      './package.json',
    ]);
    expect(Object.keys(packageFile.exports).filter((path) => /dist|\*/.test(path))).to.deep.equal([]);
  });

  it('exports every element and every language that the source has', () => {
    const wanted = [
      ...elementNames.flatMap((name) => [`./${name}`, `./${name}/define`]),
      ...filesIn('src/locales')
        .map((path) => /^src\/locales\/([a-z]{2}(?:-[A-Z]{2})?)\.ts$/.exec(path)?.[1])
        .filter((language) => language !== undefined)
        .map((language) => `./locales/${language}`),
    ];
    expect(wanted.filter((path) => !(path in packageFile.exports))).to.deep.equal([]);
  });

  it('lists exactly the files that act when imported', () => {
    const acting = registeringPaths.map((path) => `./${builtFile(path)}`);
    expect([...packageFile.sideEffects].sort()).to.deep.equal([...acting, './dist/theme/tokens.css'].sort());
  });

  it('serves the one file from CDNs', () => {
    expect(packageFile.unpkg).to.equal(`./${builtFile('./bundle')}`);
    expect(packageFile.jsdelivr).to.equal(packageFile.unpkg);
  });
});

describe('public paths', function () {
  this.timeout(120_000);
  before(ensureBuilt);

  it('lead to files, types beside code', () => {
    const targets = Object.values(packageFile.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    expect(targets.filter((target) => !existsSync(join(root, target)))).to.deep.equal([]);
    const untyped = codePaths.filter((path) => typeof packageFile.exports[path] === 'string');
    expect(untyped).to.deep.equal([]);
  });

  it('all.ts registers every element, the provider first', () => {
    const imported = [
      ...readFileSync(join(root, 'src/all.ts'), 'utf8').matchAll(/elements\/([^/]+)\/define\.js/g),
    ].map(([, name]) => name);
    expect([...imported].sort()).to.deep.equal([...elementNames].sort());
    expect(imported[0]).to.equal('provider');
  });

  for (const path of codePaths) {
    it(`${specifier(path)} imports in Node and registers nothing`, () => {
      // Without a document even the registering paths stay silent, whatever stands in for `customElements`.
      const script = `
        const registered = [];
        const { define } = globalThis.customElements ?? {};
        globalThis.customElements ??= { get() {}, whenDefined() {} };
        globalThis.customElements.define = (tag) => registered.push(tag);
        const module = await import(${JSON.stringify(specifier(path))});
        await new Promise((done) => setTimeout(done, 20));
        console.log(JSON.stringify({ registered, names: Object.keys(module) }));`;
      const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const { registered, names } = JSON.parse(output) as { registered: string[]; names: string[] };
      expect(registered).to.deep.equal([]);
      if (registeringPaths.includes(path)) expect(names).to.deep.equal([]);
      else expect(names).to.not.deep.equal([]);
    });
  }

  for (const mode of [ts.ModuleResolutionKind.NodeNext, ts.ModuleResolutionKind.Bundler]) {
    it(`types resolve and hold together under ${ts.ModuleResolutionKind[mode]} resolution`, () => {
      const file = join(root, 'consumer-of-types.mts');
      const text = codePaths
        .map(
          (path, index) =>
            `import * as m${index} from '${specifier(path)}';\nexport const used${index} = m${index};`,
        )
        .join('\n');
      const options: ts.CompilerOptions = {
        strict: true,
        noEmit: true,
        target: ts.ScriptTarget.ES2022,
        module: mode === ts.ModuleResolutionKind.NodeNext ? ts.ModuleKind.NodeNext : ts.ModuleKind.ESNext,
        moduleResolution: mode,
        lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
        types: [],
      };
      const host = ts.createCompilerHost(options);
      const { getSourceFile, fileExists, readFile } = host;
      host.getSourceFile = (name, ...rest) =>
        name === file
          ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
          : getSourceFile.call(host, name, ...rest);
      host.fileExists = (name) => name === file || fileExists.call(host, name);
      host.readFile = (name) => (name === file ? text : readFile.call(host, name));
      const problems = ts
        .getPreEmitDiagnostics(ts.createProgram([file], options, host))
        .filter(({ file: where }) => !where?.fileName.includes('/node_modules/'))
        .map(
          (problem) =>
            `${problem.file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`,
        );
      expect(problems).to.deep.equal([]);
    });
  }
});
