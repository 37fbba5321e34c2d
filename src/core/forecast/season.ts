/** Months of a quarter that win more than others: multipliers, shrunk by how well they repeat. */
import { monthOf } from '../calendar/days.js';
import type { Day } from '../view/types.js';
import { SEASON } from './constants.js';
import type { DayFactor, Hazards } from './hazards.js';
import { BINS } from './constants.js';
import { WON } from './book.js';
import type { Lexis } from './lexis.js';

/** A month of the past: what was won in it and what would have been without a season; the unit of `expected` is free. */
export interface SeasonVisit {
  readonly month: number;
  readonly won: number;
  readonly expected: number;
}

const CLASSES = 3;
const classOf = (month: number): number => ((month % CLASSES) + CLASSES) % CLASSES;

/**
 * Multipliers of the first, second and third month of a quarter, with mean 1. y = log((O + ½) / E) of each month; class
 * means less their mean, shrunk by between ÷ (between + within / visits), where both variances are the sample's, mixed
 * with what is expected before looking. Without each class once and one of them twice (nothing else shows what repeats): none.
 */
export function seasonOf(visits: readonly SeasonVisit[]): DayFactor | undefined {
  const classes = Array.from({ length: CLASSES }, () => ({ weight: 0, sum: 0, n: 0, mean: 0 }));
  const ys = visits.map(({ month, won, expected }) => {
    const y = Math.log((won + 0.5) / expected);
    const weight = 1 / (1 / (won + 1) + SEASON.within ** 2);
    const own = classes[classOf(month)] as (typeof classes)[number];
    own.weight += weight;
    own.sum += weight * y;
    own.n++;
    return { y, own };
  });
  if (visits.length <= CLASSES || classes.some(({ n }) => n === 0)) return undefined;
  for (const own of classes) own.mean = own.sum / own.weight;
  const centre = classes.reduce((sum, { mean }) => sum + mean, 0) / CLASSES;
  const spread = ys.reduce((sum, { y, own }) => sum + (y - own.mean) ** 2, 0);
  const within =
    (spread + SEASON.withinDf * SEASON.within ** 2) / (visits.length - CLASSES + SEASON.withinDf);
  const noise = classes.reduce((sum, { n }) => sum + within / n, 0) / CLASSES;
  const apart = classes.reduce((sum, { mean }) => sum + (mean - centre) ** 2, 0) / (CLASSES - 1) - noise;
  const between = Math.max(
    0,
    (apart * (CLASSES - 1) + SEASON.betweenDf * SEASON.between ** 2) / (CLASSES - 1 + SEASON.betweenDf),
  );
  const raw = classes.map(({ mean, n }) =>
    Math.exp(((mean - centre) * between) / (between + within / n + 1e-4)),
  );
  const mean = raw.reduce((sum, factor) => sum + factor, 0) / CLASSES;
  const factors = raw.map((factor) => factor / mean);
  return (day) => factors[classOf(monthOf(day))] as number;
}

/** Months with enough days before `at`, each with the sum of `of` over its days. */
export function byMonth(
  from: Day,
  at: Day,
  of: (day: Day) => { readonly won: number; readonly expected: number },
): SeasonVisit[] {
  const months = new Map<number, { won: number; expected: number; days: number }>();
  for (let day = from; day < at; day++) {
    const month = monthOf(day);
    const own = months.get(month) ?? { won: 0, expected: 0, days: 0 };
    months.set(month, own);
    const { won, expected } = of(day);
    own.won += won;
    own.expected += expected;
    own.days++;
  }
  return [...months]
    .filter(([, { days, expected }]) => days >= SEASON.days && expected > 0)
    .map(([month, { won, expected }]) => ({ month, won, expected }));
}

/** Won deals and those that hazards without a season expect, by day of the table before `at`. */
export function wonAgainstExpected(
  lexis: Lexis,
  hazards: Hazards,
  at: Day,
): (day: Day) => { readonly won: number; readonly expected: number } {
  const days = Math.max(0, Math.min(lexis.days, at - lexis.since));
  const expected = new Float64Array(days);
  const won = new Float64Array(days);
  for (let row = 0, off = 0; row < lexis.stages * BINS; row++, off += lexis.days + 1) {
    const hazard = hazards.won[row] as number;
    if (hazard === 0 || row % BINS >= (lexis.bins[Math.floor(row / BINS)] as number)) continue;
    for (let d = 0; d < days; d++) expected[d]! += (lexis.atRisk[off + d] as number) * hazard;
  }
  for (let d = 0; d < days; d++)
    for (let e = lexis.start[d] as number; e < (lexis.start[d + 1] as number); e++)
      if (lexis.next[e] === WON) won[d]!++;
  return (day) => ({ won: won[day - lexis.since] ?? 0, expected: expected[day - lexis.since] ?? 0 });
}
