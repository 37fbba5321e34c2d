/**
 * Serves what a bundler would make of two packages, to browsers that load unbundled modules: papaparse, which is published
 * as UMD only, as a module with a default export; and @tanstack/virtual-core without its questions to Node's `process`.
 */
export function commonjsPlugin() {
  return {
    name: 'commonjs',
    transform(context) {
      if (context.path.includes('/@tanstack/virtual-core/')) {
        return { body: context.body.replaceAll('process.env.NODE_ENV', '"production"') };
      }
      if (!context.path.endsWith('/papaparse/papaparse.js')) return undefined;
      const start = 'const module = { exports: {} }; const exports = module.exports;';
      return { body: `${start}\n${context.body}\nexport default module.exports;\n` };
    },
  };
}
