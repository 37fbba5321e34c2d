/** Daily chances of leaving a stage, by age in it and by where to. */
import type { Day } from '../view/types.js';
import { LOST, WON } from './book.js';
import { BIN_PRIOR, BINS } from './constants.js';
import type { Lexis } from './lexis.js';

/** By stage × BINS + bin: the chance that a deal that is there at that age on a day leaves on it. */
export interface Hazards {
  readonly won: Float64Array;
  readonly lost: Float64Array;
  /** Ways on from each stage. */
  readonly moves: readonly (readonly { readonly to: number; readonly daily: Float64Array }[])[];
}

/** A multiplier of the chance to be won, by day. */
export type DayFactor = (day: Day) => number;

/**
 * Hazards as of the beginning of day `at`: what happened d days before counts 2^(−d / halfLife). Along age, each bin is
 * drawn towards the one before by BIN_PRIOR events: ĥ_b = (d_b + c) / (n_b + c / ĥ_b−1), from (E + ½) / (N + 1) on; so
 * old ages without events fade to 0. Only ways that were ever taken are possible.
 * @param season multiplier of the won hazard that is already explained by the calendar
 */
export function fitHazards(lexis: Lexis, at: Day, halfLife: number, season?: DayFactor): Hazards {
  const days = Math.max(0, Math.min(lexis.days, at - lexis.since));
  const weights = new Float64Array(days);
  const seasonal = season === undefined ? weights : new Float64Array(days);
  for (let d = 0; d < days; d++) {
    const weight = 2 ** ((d - days) / halfLife);
    weights[d] = weight;
    if (season !== undefined) seasonal[d] = weight * season(lexis.since + d);
  }
  const rows = lexis.stages * BINS;
  const exposure = new Float64Array(rows);
  const wonExposure = season === undefined ? exposure : new Float64Array(rows);
  for (let row = 0, off = 0; row < rows; row++, off += lexis.days + 1) {
    if (row % BINS >= (lexis.bins[Math.floor(row / BINS)] as number)) continue;
    let plain = 0;
    let scaled = 0;
    for (let d = 0; d < days; d++) {
      const n = lexis.atRisk[off + d] as number;
      if (n === 0) continue;
      plain += n * (weights[d] as number);
      if (season !== undefined) scaled += n * (seasonal[d] as number);
    }
    exposure[row] = plain;
    if (season !== undefined) wonExposure[row] = scaled;
  }
  const counts = countEvents(lexis, weights);
  const won = new Float64Array(rows);
  const lost = new Float64Array(rows);
  const moves: { readonly to: number; readonly daily: Float64Array }[][] = Array.from(
    { length: lexis.stages },
    () => [],
  );
  for (let stage = 0; stage < lexis.stages; stage++) {
    for (const [next, events] of counts[stage] ?? []) {
      const daily = alongAge(events, next === WON ? wonExposure : exposure, stage * BINS);
      if (next === WON) won.set(daily, stage * BINS);
      else if (next === LOST) lost.set(daily, stage * BINS);
      else if (next !== stage) moves[stage]?.push({ to: next, daily });
    }
  }
  return { won, lost, moves };
}

/** Weighted departures by stage and destination, a number a bin. */
function countEvents(lexis: Lexis, weights: Float64Array): Map<number, Float64Array>[] {
  const counts = Array.from({ length: lexis.stages }, () => new Map<number, Float64Array>());
  for (let d = 0; d < weights.length; d++) {
    const end = lexis.start[d + 1] as number;
    for (let e = lexis.start[d] as number; e < end; e++) {
      const ways = counts[lexis.stage[e] as number];
      const next = lexis.next[e] as number;
      const bins = ways?.get(next) ?? new Float64Array(BINS);
      ways?.set(next, bins);
      bins[lexis.bin[e] as number]! += weights[d] as number;
    }
  }
  return counts.map((ways) => new Map([...ways].sort(([a], [b]) => a - b)));
}

function alongAge(events: Float64Array, exposure: Float64Array, row: number): Float64Array {
  let e = 0;
  let n = 0;
  for (let bin = 0; bin < BINS; bin++) {
    e += events[bin] as number;
    n += exposure[row + bin] as number;
  }
  let hazard = (e + 0.5) / (n + 1);
  return Float64Array.from(events, (count, bin) => {
    hazard = (count + BIN_PRIOR) / ((exposure[row + bin] as number) + BIN_PRIOR / hazard);
    return hazard;
  });
}
