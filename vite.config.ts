/**
 * Three builds of one source:
 *
 *   vite build                 dist/**: ES modules as they lie in src, every dependency left to the consumer
 *   vite build --mode worker   dist/context/forecast-worker.js: the worker's own file, self-contained: a consumer's
 *                              bundler copies it as it is
 *   vite build --mode bundle   dist/bundle.js: one self-contained file that registers every element, and is its own worker
 *
 * Types come from `tsc` (test/tooling/build.mjs runs all of it).
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import type { Plugin, UserConfig } from 'vite';

interface PackageFile {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const root = import.meta.dirname;
const { dependencies, exports } = JSON.parse(
  readFileSync(resolve(root, 'package.json'), 'utf8'),
) as PackageFile;

/** The source file behind each public path, from the exports: a path that is not built cannot be exported. */
function entries(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const target of Object.values(exports)) {
    const built = typeof target === 'string' ? target : target.default;
    const name = /^\.\/dist\/(.+)\.js$/.exec(built)?.[1];
    if (name === undefined || name === 'bundle') continue;
    const source = resolve(root, 'src', `${name}.ts`);
    if (existsSync(source)) found[name] = source;
  }
  return found;
}

/**
 * Published within our files, although it is a dependency: as it is published itself it asks for Node's `process` in a
 * page, and fails there where no bundler has answered.
 */
const inlined = '@tanstack/virtual-core';

function isDependency(id: string): boolean {
  return Object.keys(dependencies).some(
    (name) => name !== inlined && (id === name || id.startsWith(`${name}/`)),
  );
}

/** The compiler's helpers, and what is inlined, would lie in folders named after where they come from. */
function fileNameOf(name: string): string {
  const module = /(?:^|\/)node_modules\/(?:@[^/]+\/)?([^/]+)\/.*?([^/]+)$/.exec(name);
  return `${module ? `_inlined/${module[1]}/${module[2]}` : name.replace(/^_virtual\/.*\//, '_virtual/')}.js`;
}

/**
 * The file has one Trusted Types policy for ever, so that a page's `trusted-types` list names the kit and no library in
 * it: Lit takes the kit's, which also lets the worker start. Fails loudly when Lit's text changes: a silent miss would
 * only show on a strict page.
 */
function ownPolicy(): Plugin {
  let seen = false;
  let replaced = false;
  return {
    name: 'own-trusted-types-policy',
    transform(code, id) {
      if (!/\/lit-html\/(?:development\/)?lit-html\.js$/.test(id)) return undefined;
      seen = true;
      const changed = code.replace(/\b\w+\.createPolicy\((["'])lit-html\1,/g, 'kitPolicy(');
      if (changed === code) return undefined;
      replaced = true;
      const policy = JSON.stringify(resolve(root, 'src/context/policy.ts'));
      return { code: `import { kitPolicy } from ${policy};\n${changed}`, map: null };
    },
    generateBundle() {
      if (seen && !replaced) this.error('Lit’s Trusted Types policy was not found, so it was not replaced.');
    },
  };
}

/**
 * Names the worker's script where the source names its own: a literal that bundlers recognise and follow. Fails loudly
 * when the source's text changes.
 * @param url an expression
 */
export function workerAt(url: string): Plugin {
  return {
    name: 'worker-url',
    // After Vite has looked for assets, which it would put into the code.
    enforce: 'post',
    transform(code, id) {
      if (!/\/src\/context\/policy\.ts$/.test(id)) return undefined;
      const changed = code.replace('new URL(workerFile, import.meta.url)', url);
      if (changed === code)
        this.error('Where the worker’s script lies is not to be found in the source any more.');
      return { code: changed, map: null };
    },
  };
}

/**
 * package.json lists the *built* files that register elements; in the source those are `all.ts` and the `define.ts`
 * files (and the worker's, which acts too), which would otherwise count as free of effects and be dropped.
 */
export function registeringModules(): Plugin {
  return {
    name: 'registering-modules',
    transform(_code, id) {
      return /\/src\/(?:all|elements\/[^/]+\/define|context\/forecast-worker)\.ts$/.test(id)
        ? { moduleSideEffects: true }
        : undefined;
    },
  };
}

const modules: UserConfig = {
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [registeringModules(), workerAt("new URL('./forecast-worker.js', import.meta.url)")],
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
    lib: { entry: entries(), formats: ['es'] },
    rolldownOptions: {
      external: isDependency,
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        entryFileNames: ({ name }) => fileNameOf(name),
      },
    },
  },
};

const worker: UserConfig = {
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    sourcemap: false,
    emptyOutDir: false,
    lib: {
      entry: { 'context/forecast-worker': resolve(root, 'src/context/forecast-worker.ts') },
      formats: ['es'],
    },
    rolldownOptions: {
      output: { codeSplitting: false, entryFileNames: '[name].js', minify: true },
    },
  },
};

const bundle: UserConfig = {
  plugins: [registeringModules(), ownPolicy(), workerAt('new URL(import.meta.url)')],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    sourcemap: false,
    emptyOutDir: false,
    lib: { entry: { bundle: resolve(root, 'src/bundle.ts') }, formats: ['es'] },
    rolldownOptions: {
      output: {
        codeSplitting: false,
        entryFileNames: '[name].js',
        minify: true,
        // Who copies this one file should know where the others' licences are.
        postBanner: '/*! pipeline-elements, MIT. What it contains of others: THIRD-PARTY-NOTICES.txt */',
      },
    },
  },
};

export default defineConfig(({ mode }) => ({
  root,
  publicDir: false,
  ...(mode === 'bundle' ? bundle : mode === 'worker' ? worker : modules),
}));
