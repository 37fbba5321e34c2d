import type { PipelineSummary } from '../core/summary/types.js';

const measures = new WeakMap<PipelineSummary, Map<string, unknown>>();

/** What `compute` gives for a summary, once for each key; the key names the measure and its options. */
export function measureFor<R>(
  key: string,
  summary: PipelineSummary,
  compute: (summary: PipelineSummary) => R,
): R {
  const known = mapIn(measures, summary);
  if (!known.has(key)) known.set(key, compute(summary));
  return known.get(key) as R;
}

/** The map kept for an object. */
export function mapIn<K extends WeakKey, V>(maps: WeakMap<K, Map<string, V>>, key: K): Map<string, V> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map<string, V>()));
  return map;
}
