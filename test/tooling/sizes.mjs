/**
 * `npm run sizes`: what each public path costs a consumer (gzip, Lit included), beside its gate.
 * `npm run sizes -- ./funnel/define`: the modules that one path reaches by static import, the heaviest first, in bytes
 * before minification.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleAsConsumer, builtFile, ensureBuilt, packageFile, sizeGates } from './consumer.mjs';
import { root } from './paths.mjs';

ensureBuilt();
const kib = (bytes) => (bytes / 1024).toFixed(1);
const [onePath] = process.argv.slice(2);
if (onePath) {
  const { weights, gzip } = await bundleAsConsumer(sourceOf(onePath));
  for (const [module, bytes] of Object.entries(weights).sort(([, a], [, b]) => b - a)) {
    console.log(String(bytes).padStart(8), module);
  }
  console.log(`${onePath}: ${kib(gzip)} KiB gzip`);
  process.exit();
}

const rows = [];
for (const path of Object.keys(packageFile.exports)) {
  if (!/\.js$/.test(builtFile(path)) || path === './bundle') continue;
  const { gzip, lazyGzip } = await bundleAsConsumer(sourceOf(path));
  const gate = sizeGates[path];
  rows.push({
    path,
    'KiB gzip': kib(gzip),
    'KiB by import()': kib(lazyGzip),
    gate: gate ? `≤ ${gate.limit}, reach for ${gate.reachFor}` : '',
    verdict: gate ? verdict(gzip / 1024, gate) : '',
  });
}
const bundle = gzipSync(readFileSync(join(root, builtFile('./bundle'))), { level: 9 }).length;
rows.push({
  path: './bundle (the one file)',
  'KiB gzip': kib(bundle),
  'KiB by import()': '0.0',
  gate: '',
  verdict: '',
});
console.table(rows);

function sourceOf(path) {
  const name = `pipeline-elements${path.slice(1)}`;
  const registers = path === './all' || path.endsWith('/define');
  return registers ? `import '${name}';` : `import * as all from '${name}'; console.log(all);`;
}

function verdict(size, { limit, reachFor }) {
  if (size > limit) return 'TOO LARGE';
  return size > reachFor ? 'within the gate' : 'reached';
}
