/**
 * Serves papaparse, which is published as UMD only, as a module with a default export: what Node and every bundler make of
 * it, but a browser that loads unbundled modules does not.
 */
export function commonjsPlugin() {
  return {
    name: 'commonjs',
    transform(context) {
      if (!context.path.endsWith('/papaparse/papaparse.js')) return undefined;
      const start = 'const module = { exports: {} }; const exports = module.exports;';
      return { body: `${start}\n${context.body}\nexport default module.exports;\n` };
    },
  };
}
