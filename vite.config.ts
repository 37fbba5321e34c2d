/**
 * Two builds of one source:
 *
 *   vite build                 dist/**: ES modules as they lie in src, every dependency left to the consumer
 *   vite build --mode bundle   dist/bundle.js: one self-contained file that registers every element
 *
 * Types come from `tsc` (test/tooling/build.mjs runs all three).
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

function isDependency(id: string): boolean {
  return Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));
}

/**
 * The file has one Trusted Types policy name for ever, so that a page's `trusted-types` list names the kit and no
 * library in it. Fails loudly when Lit's text changes: a silent miss would only show on a strict page.
 */
function ownPolicyName(): Plugin {
  let seen = false;
  let replaced = false;
  return {
    name: 'own-trusted-types-policy',
    transform(code, id) {
      if (!/\/lit-html\/(?:development\/)?lit-html\.js$/.test(id)) return undefined;
      seen = true;
      const renamed = code.replace(/createPolicy\((["'])lit-html\1/g, 'createPolicy("pipeline-elements"');
      replaced ||= renamed !== code;
      return { code: renamed, map: null };
    },
    generateBundle() {
      if (seen && !replaced) this.error('Lit’s Trusted Types policy was not found, so it was not renamed.');
    },
  };
}

/**
 * package.json lists the *built* files that register elements; in the source those are `all.ts` and the `define.ts`
 * files, which would otherwise count as free of effects and be dropped.
 */
export function registeringModules(): Plugin {
  return {
    name: 'registering-modules',
    transform(_code, id) {
      return /\/src\/(?:all|elements\/[^/]+\/define)\.ts$/.test(id) ? { moduleSideEffects: true } : undefined;
    },
  };
}

const modules: UserConfig = {
  plugins: [registeringModules()],
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
        // The compiler's helpers would lie in a folder named after its version.
        entryFileNames: ({ name }) => `${name.replace(/^_virtual\/.*\//, '_virtual/')}.js`,
      },
    },
  },
};

const bundle: UserConfig = {
  plugins: [registeringModules(), ownPolicyName()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    sourcemap: false,
    emptyOutDir: false,
    lib: { entry: { bundle: resolve(root, 'src/bundle.ts') }, formats: ['es'] },
    rolldownOptions: {
      output: { codeSplitting: false, entryFileNames: '[name].js', minify: true },
    },
  },
};

export default defineConfig(({ mode }) => ({
  root,
  publicDir: false,
  ...(mode === 'bundle' ? bundle : modules),
}));
