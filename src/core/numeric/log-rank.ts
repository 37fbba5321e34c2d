import { gammaQ } from './gamma.js';
import type { Durations } from './kaplan-meier.js';

/** Do two groups last equally long? */
export interface LogRank {
  /** One degree of freedom. */
  readonly chiSquared: number;
  /** Chance of a value as large, were both alike; 1 where nothing tells them apart. */
  readonly p: number;
  /** Durations of the first group that ended, and as many as would have, were both alike. */
  readonly observed: number;
  readonly expected: number;
}

/** How many are at risk at ages asked for in ascending order: whoever leaves later, less who joins later. */
function riskOf({ ended, running, joined = new Map<number, number>() }: Durations): (age: number) => number {
  const ascending = (counts: Iterable<readonly [number, number]>): (readonly [number, number])[] =>
    [...counts].sort(([a], [b]) => a - b);
  const exits = ascending([...ended, ...running]);
  const entries = ascending(joined);
  const total = (counts: typeof exits): number => counts.reduce((sum, [, n]) => sum + n, 0);
  let risk = total(exits) - total(entries);
  let [gone, come] = [0, 0];
  return (age) => {
    for (let next = exits[gone]; next !== undefined && next[0] < age; next = exits[++gone]) risk -= next[1];
    for (let next = entries[come]; next !== undefined && next[0] < age; next = entries[++come])
      risk += next[1];
    return risk;
  };
}

/**
 * The log-rank test of two groups, with delayed entry where durations name it: at each age at which something ended, as
 * many of the first group are expected among them as its share of those at risk; the variance is the hypergeometric one,
 * as in R's `survdiff`.
 * @example // one ends at 1, one at 3 | two at 2: at 1 half of one is expected, at 2 a third of two, at 3 all of one
 *   logRank({ ended: new Map([[1, 1], [3, 1]]), running: new Map() }, { ended: new Map([[2, 2]]), running: new Map() }).expected // 2.166…
 */
export function logRank(one: Durations, other: Durations): LogRank {
  const ages = [...new Set([...one.ended.keys(), ...other.ended.keys()])].sort((a, b) => a - b);
  const [atRisk, atRiskToo] = [riskOf(one), riskOf(other)];
  let [observed, expected, variance] = [0, 0, 0];
  for (const age of ages) {
    const mine = one.ended.get(age) ?? 0;
    const gone = mine + (other.ended.get(age) ?? 0);
    const own = atRisk(age);
    const all = own + atRiskToo(age);
    if (gone === 0 || !(all > 0)) continue;
    const share = own / all;
    observed += mine;
    expected += gone * share;
    if (all > 1) variance += (gone * share * (1 - share) * (all - gone)) / (all - 1);
  }
  const chiSquared = variance > 0 ? (observed - expected) ** 2 / variance : 0;
  return { chiSquared, p: gammaQ(0.5, chiSquared / 2), observed, expected };
}
