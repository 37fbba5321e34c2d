/**
 * The package as a consumer's bundler sees it: what does an import of a public path cost, and what comes along?
 * Works on the built files, with the package's own `sideEffects` list.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { filesBelow } from './files.mjs';
import { root } from './paths.mjs';

export const packageFile = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The built file of a public path, from the root: `./funnel` gives `dist/elements/funnel/funnel.js`. */
export function builtFile(publicPath) {
  const target = packageFile.exports[publicPath];
  if (target === undefined) throw new Error(`package.json does not export ${publicPath}`);
  return (typeof target === 'string' ? target : target.default).replace(/^\.\//, '');
}

/** Builds once where dist/ is missing or older than the newest source. */
export function ensureBuilt() {
  const built = join(root, 'dist/index.js');
  const newest = Math.max(
    ...[...filesBelow('src'), join(root, 'package.json'), join(root, 'vite.config.ts')].map(
      (file) => statSync(file).mtimeMs,
    ),
  );
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['test/tooling/build.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`The build fails, so what depends on it cannot be tested.\n${stdout}${stderr}`);
}

/**
 * Bundles `source` as an application would: minified, dependencies included, `import()` in chunks of their own.
 * In `source`, `pipeline-elements` and `pipeline-elements/<path>` name the built files.
 *
 * @returns {Promise<{ code: string, modules: string[], weights: Record<string, number>, bytes: number, gzip: number,
 *   lazyGzip: number, entry: string, chunks: readonly { file: string, code: string, gzip: number }[] }>} of what the
 *   entry reaches by static import; `modules` from the root, only those of which something is left; `weights`: their
 *   bytes before minification; `lazyGzip` of the chunks beyond; `chunks`: all of them, `entry` the file to begin with
 */
export async function bundleAsConsumer(source) {
  const entry = '\0consumer';
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      {
        name: 'consumer',
        enforce: 'pre',
        resolveId(id) {
          if (id === 'virtual:consumer') return entry;
          const match = /^pipeline-elements(\/.+)?$/.exec(id);
          // Resolved as an installed file is, so that the package's list of acting files counts.
          return match ? this.resolve(join(root, builtFile(`.${match[1] ?? ''}`))) : undefined;
        },
        load(id) {
          if (id === entry) return source;
          // Vite's own way of loading chunks is not part of the package: other bundlers write a plain import().
          return id.includes('vite/preload-helper')
            ? 'export const __vitePreload = (load) => load();'
            : undefined;
        },
      },
    ],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: 'virtual:consumer', output: { format: 'es' } },
    },
  });
  const chunks = new Map(
    result.output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const reached = new Set();
  const reach = (chunk) => {
    if (reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of chunk.imports) if (chunks.has(name)) reach(chunks.get(name));
  };
  const start = [...chunks.values()].find(({ isEntry }) => isEntry);
  reach(start);
  const sum = (list, of) => list.reduce((total, chunk) => total + of(chunk), 0);
  const gzip = ({ code }) => gzipSync(code, { level: 9 }).length;
  const first = [...reached];
  const weights = Object.fromEntries(
    first
      .flatMap(({ modules }) => Object.entries(modules))
      .filter(([id, { renderedLength }]) => renderedLength > 0 && id !== entry)
      .map(([id, { renderedLength }]) => [relative(root, id).replaceAll('\\', '/'), renderedLength]),
  );
  return {
    code: first.map(({ code }) => code).join('\n'),
    modules: Object.keys(weights),
    weights,
    bytes: sum(first, ({ code }) => Buffer.byteLength(code)),
    gzip: sum(first, gzip),
    lazyGzip: sum(
      [...chunks.values()].filter((chunk) => !reached.has(chunk)),
      gzip,
    ),
    entry: start.fileName,
    chunks: [...chunks.values()].map((chunk) => ({
      file: chunk.fileName,
      code: chunk.code,
      gzip: gzip(chunk),
    })),
  };
}

/** KiB that an element may cost, gzip, Lit included, English: the gate that fails, and what to reach for. */
export const sizeGates = {
  './funnel/define': { limit: 20, reachFor: 16 },
  './board/define': { limit: 28, reachFor: 18 },
  './heatmap/define': { limit: 20, reachFor: 14 },
  './leaderboard/define': { limit: 20, reachFor: 14 },
  './forecast/define': { limit: 26, reachFor: 18 },
};

/** The charts, and KiB that they may cost on one page: the modules of all four, what they share counted once. */
export const charts = ['funnel', 'forecast', 'heatmap', 'leaderboard'];
export const chartsGate = { limit: 44, reachFor: 36 };
/**
 * KiB that a page with those charts and a CSV loads until each of them shows its first figure, as measured (129.0) and
 * 2 % for small change. It is not to grow: whoever raises it says what the reader gets for it. What works a forecast out,
 * draws its range and words it, and what explains a mark or makes the table, loads after the first figures; what checks a
 * model, where one comes.
 */
export const firstFigureLimit = 131.6;
export const chartsSource = charts.map((name) => `import 'pipeline-elements/${name}/define';`).join('\n');
