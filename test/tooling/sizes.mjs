/**
 * `npm run sizes`: what each public path costs a consumer (gzip, Lit included), beside its gate; what the four charts
 * cost together, and what a page loads until each of them shows its first figure.
 * `npm run sizes -- ./funnel/define`: the modules that one path reaches by static import, the heaviest first, in bytes
 * before minification.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  bundleAsConsumer,
  builtFile,
  chartsGate,
  chartsSource,
  ensureBuilt,
  firstFigureLimit,
  packageFile,
  sizeGates,
} from './consumer.mjs';
import { firstFigure } from './first-figure.mjs';
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
const add = (path, gzip, lazyGzip, gate) =>
  rows.push({
    path,
    'KiB gzip': kib(gzip),
    'KiB by import()': kib(lazyGzip),
    gate: gate ? `≤ ${gate.limit}${gate.reachFor ? `, reach for ${gate.reachFor}` : ''}` : '',
    verdict: gate ? verdict(gzip / 1024, gate) : '',
  });
for (const path of Object.keys(packageFile.exports)) {
  if (!/\.js$/.test(builtFile(path)) || path === './bundle') continue;
  const { gzip, lazyGzip } = await bundleAsConsumer(sourceOf(path));
  add(path, gzip, lazyGzip, sizeGates[path]);
}
const together = await bundleAsConsumer(chartsSource);
add('the four charts together', together.gzip, together.lazyGzip, chartsGate);
const first = await firstFigure();
if (first) add('… until their first figures', first.gzip, 0, { limit: firstFigureLimit });
else console.log('No Chromium: what is loaded until the first figures is not measured.');
add(
  './bundle (the one file)',
  gzipSync(readFileSync(join(root, builtFile('./bundle'))), { level: 9 }).length,
  0,
);
console.table(rows);

function sourceOf(path) {
  const name = `pipeline-elements${path.slice(1)}`;
  const registers = path === './all' || path.endsWith('/define');
  return registers ? `import '${name}';` : `import * as all from '${name}'; console.log(all);`;
}

function verdict(size, { limit, reachFor }) {
  if (size > limit) return 'TOO LARGE';
  return size <= reachFor ? 'reached' : 'within the gate';
}
