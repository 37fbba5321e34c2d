/** Copies of the kit as they meet on one page, built into a folder of their own. Node only. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { builtFile, ensureBuilt } from '../tooling/consumer.mjs';
import { root } from '../tooling/paths.mjs';

/** An application's own bundle of the npm modules: its text, with `pipeline-elements/<path>` for the built files. */
const apps = {
  'app-all': "import 'pipeline-elements/all';",
  'app-all-2': "import 'pipeline-elements/all';",
  'app-source': "import 'pipeline-elements/provider/define'; import 'pipeline-elements/funnel/define';",
  'app-widgets':
    "import 'pipeline-elements/board/define'; import 'pipeline-elements/heatmap/define'; import 'pipeline-elements/leaderboard/define';",
  // A portal that keeps to a tag of its own, and has come by the kit's own one as well.
  'app-own-tag': `import 'pipeline-elements/funnel/define';
import { PipelineFunnel } from 'pipeline-elements/funnel';
customElements.define('portal-funnel', class extends PipelineFunnel {});`,
} as const;
export type AppName = keyof typeof apps;

/** The one file again, with a line of its source changed. */
const variants = {
  'bundle-other-version': { 'shared/version.ts': ["'0.1.0'", "'0.2.0'"] },
  'bundle-other-protocol': {
    'context/types.ts': ['PROTOCOL = 1', 'PROTOCOL = 2'],
    'context/keys.ts': ['/store/1', '/store/2'],
    'shared/version.ts': ["'0.1.0'", "'2.0.0'"],
  },
} as const;

export interface Copies {
  readonly folder: string;
  remove(): void;
}

/** `bundle.js`, `bundle-2.js` (the same file), its variants, one folder an application, and `deals.csv`. */
export async function buildCopies(): Promise<Copies> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-elements-copies-'));
  copyFileSync(join(root, builtFile('./bundle')), join(folder, 'bundle.js'));
  copyFileSync(join(root, builtFile('./bundle')), join(folder, 'bundle-2.js'));
  copyFileSync(join(root, 'stories/plain/deals.csv'), join(folder, 'deals.csv'));
  for (const [name, source] of Object.entries(apps)) await buildApp(source, join(folder, name));
  for (const [name, changes] of Object.entries(variants)) await buildVariant(name, changes, folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function buildApp(source: string, folder: string): Promise<void> {
  const entry = '\0app';
  const app: Plugin = {
    name: 'app',
    enforce: 'pre',
    resolveId(id) {
      if (id === 'virtual:app') return entry;
      const match = /^pipeline-elements(\/.+)?$/.exec(id);
      return match ? this.resolve(join(root, builtFile(`.${match[1] ?? ''}`))) : undefined;
    },
    load: (id) =>
      id === entry
        ? source
        : // Vite's own way of loading chunks writes to the page's head; other bundlers write a plain import().
          id.includes('vite/preload-helper')
          ? 'export const __vitePreload = (load) => load();'
          : undefined,
  };
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    base: './',
    plugins: [app],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: 'virtual:app', output: { format: 'es', entryFileNames: 'app.js' } },
    },
  });
}

async function buildVariant(
  name: string,
  changes: Readonly<Record<string, readonly [string, string]>>,
  folder: string,
): Promise<void> {
  const open = new Map(Object.entries(changes));
  const change: Plugin = {
    name: 'change',
    enforce: 'pre',
    transform(code, id) {
      for (const [path, [before, after]] of open) {
        if (!id.endsWith(`/${path}`)) continue;
        if (!code.includes(before)) this.error(`${path} has no ${before} any more`);
        open.delete(path);
        return { code: code.replace(before, after), map: null };
      }
      return undefined;
    },
  };
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    mode: 'bundle',
    logLevel: 'error',
    plugins: [change],
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: `${name}.js` } },
    },
  });
  if (open.size > 0) throw new Error(`${name}: nothing was changed in ${[...open.keys()].join(', ')}`);
}
