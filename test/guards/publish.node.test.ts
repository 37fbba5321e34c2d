import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { publint } from 'publint';
import { ensureBuilt, packageFile } from '../tooling/consumer.mjs';
import { bin, root } from '../tooling/paths.mjs';

interface Pack {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe('the package as it is published', function () {
  this.timeout(120_000);
  let folder: string;
  let pack: Pack;

  before(() => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'pipeline-elements-pack-'));
    const output = execFileSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const packs = JSON.parse(output) as Pack[] | Record<string, Pack>;
    pack = Object.values(packs)[0]!;
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the build, the manifest, and what npm adds', () => {
    const others = pack.files.map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
    expect(others.sort()).to.deep.equal(['LICENSE', 'README.md', 'custom-elements.json', 'package.json']);
    const odd = pack.files.filter(
      ({ path }) => path.startsWith('dist/') && !/\.(?:js|js\.map|d\.ts|css)$/.test(path),
    );
    expect(odd.map(({ path }) => path)).to.deep.equal(['dist/THIRD-PARTY-NOTICES.txt']);
  });

  it('holds the licences of what it contains of others', () => {
    const notices = readFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of Object.keys(packageFile.dependencies)) expect(notices).to.contain(`${name} `);
    expect(notices.split('-'.repeat(80))).to.have.length.above(10);
    expect(notices).to.contain('Google LLC').and.to.contain('MIT License').and.to.contain('Bostock');
    expect(readFileSync(join(root, 'dist/bundle.js'), 'utf8').slice(0, 200)).to.contain(
      'THIRD-PARTY-NOTICES',
    );
  });

  it('passes publint', async () => {
    const { buffer, byteOffset, byteLength } = readFileSync(join(folder, pack.filename));
    const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
    const { messages } = await publint({ pack: { tarball }, strict: true });
    const meant = messages.filter(
      // The one file has neither imports nor exports, and a library in it that could also be loaded as CommonJS.
      ({ code, path }) => !(code === 'FILE_INVALID_FORMAT' && path.includes('./bundle')),
    );
    expect(meant).to.deep.equal([]);
  });

  it('has types that match its code, for ES module consumers and bundlers', () => {
    const assets = ['theme/tokens.css', 'custom-elements.json'];
    const tarball = join(folder, pack.filename);
    const arguments_ = ['--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', ...assets];
    const command = bin('@arethetypeswrong/cli', 'attw');
    // It fails, with what it found, by its exit code.
    expect(run(command, tarball, ...arguments_)).to.contain('"pipeline-elements/funnel/define"');
  });
});

/** What a command prints; a command that fails throws with what it printed. */
function run(...args: string[]): string {
  try {
    return execFileSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}
