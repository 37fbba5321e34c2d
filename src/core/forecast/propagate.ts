/** From daily hazards to the chance of being won in each period, for every stage and age. */
import type { Day } from '../view/types.js';
import { AGE_EDGES, BINS, MOST_PER_DAY, OLDEST } from './constants.js';
import type { DayFactor, Hazards } from './hazards.js';
import { finish, type Steps } from './steps.js';

/** Chances of being won, by period. */
export interface Outlook {
  readonly periods: number;
  /** Of a deal in a stage at an age at the beginning of the first day: at `(stage × (OLDEST + 1) + age) × periods`. */
  readonly open: Float64Array;
  /** Of a deal that enters a stage on day d: at `(d × stages + stage) × periods`. */
  readonly fresh: Float64Array;
  readonly days: number;
}

/** Sweeps over the stages that solve chains of moves within one day; each carries a chain one stage further. */
const SWEEPS = 12;
const AGES = OLDEST + 1;
/** Products between two points at which work may pause: a millisecond or two. */
const MANY = 1_000_000;

/** {@link propagateSteps} at one go. */
export const propagate = (
  hazards: Hazards,
  from: Day,
  ends: readonly number[],
  season?: DayFactor,
  wanted?: Uint8Array,
): Outlook => finish(propagateSteps(hazards, from, ends, season, wanted));

/**
 * Backward over the days from the end of the last period:
 * U_d(s, a)[p] = won(s, a) 1{d in p} + Σ_k move(s → k, a) U_d(k, 0)[p] + stay(s, a) U_d+1(s, a + 1)[p].
 * A deal that moves on may move again the same day, so the layer of age 0 is solved first: without it each stage would
 * cost a day. Exact for the hazards given: no draw is taken. An age a on day d is worked out only where somebody can get
 * there: a new deal within the days before (a ≤ d), or one that is open at the beginning at a − d.
 * @param ends days from `from` to the end of each period, ascending
 * @param wanted by stage × (OLDEST + 1) + age: which chances in `open` are asked for, others are 0; default all
 */
export function* propagateSteps(
  hazards: Hazards,
  from: Day,
  ends: readonly number[],
  season?: DayFactor,
  wanted?: Uint8Array,
): Steps<Outlook> {
  const walk = new Walk(hazards, ends, wanted);
  const { days } = walk;
  for (let day = days - 1, work = 0; day >= 0; day--) {
    work += walk.step(day, season?.(from + day) ?? 1);
    if (work <= MANY) continue;
    work = 0;
    yield 1 - day / days;
  }
  return walk.outlook();
}

/** The days from the last to the first. Apart from the steps, since engines run loops with pauses in them slowly. */
class Walk {
  readonly days: number;
  readonly #ends: readonly number[];
  readonly #stages: number;
  /** U by stage, period and age: the ages of a bin, which share all hazards, lie side by side. */
  readonly #ahead: Float64Array;
  readonly #fresh: Float64Array;
  readonly #base: Float64Array;
  readonly #daily: Daily;
  readonly #ways: readonly Ways[];
  readonly #reach: readonly Reach[];
  #period: number;

  constructor(hazards: Hazards, ends: readonly number[], wanted: Uint8Array | undefined) {
    const periods = ends.length;
    const stages = hazards.moves.length;
    this.days = ends[periods - 1] ?? 0;
    this.#ends = ends;
    this.#stages = stages;
    this.#ahead = new Float64Array(stages * periods * AGES);
    this.#fresh = new Float64Array(this.days * stages * periods);
    this.#base = new Float64Array(stages * periods);
    this.#daily = dailyChances(hazards);
    this.#ways = hazards.moves.map((list) => waysOf(list, periods));
    this.#reach = hazards.moves.map((_, stage) => reachOf(wanted, stage * AGES));
    this.#period = periods - 1;
  }

  /** One day back. @returns products that it took */
  step(day: number, season: number): number {
    const periods = this.#ends.length;
    let period = this.#period;
    while (period > 0 && day < (this.#ends[period - 1] as number)) period--;
    this.#period = period;
    const daily = this.#daily;
    const base = this.#base;
    const fresh = this.#fresh;
    const ahead = this.#ahead;
    daily.on(season);
    const first = day * this.#stages * periods;
    for (let stage = 0; stage < this.#stages; stage++) {
      const stay = daily.stay[stage * BINS] as number;
      for (let p = period; p < periods; p++) {
        const own = stage * periods + p;
        base[own] = stay * (ahead[own * AGES + 1] as number);
      }
      base[stage * periods + period]! += daily.won[stage * BINS] as number;
    }
    fresh.set(base, first);
    enter(fresh, first, base, daily, this.#ways, period, periods);
    let work = 0;
    for (let stage = 0; stage < this.#stages; stage++) {
      const ways = this.#ways[stage] as Ways;
      const reach = this.#reach[stage] as Reach;
      work += age(ahead, stage, fresh, first, daily, ways, reach, day, period, periods);
    }
    return work;
  }

  outlook(): Outlook {
    const periods = this.#ends.length;
    const open = new Float64Array(this.#stages * AGES * periods);
    for (let stage = 0; stage < this.#stages; stage++) {
      const { next } = this.#reach[stage] as Reach;
      for (let a = next[0] as number; a < AGES; a = next[a + 1] as number)
        for (let p = 0; p < periods; p++) {
          const own = stage * periods + p;
          const values = a === 0 ? this.#fresh : this.#ahead;
          open[(stage * AGES + a) * periods + p] = values[a === 0 ? own : own * AGES + a] as number;
        }
    }
    return { periods, open, fresh: this.#fresh, days: this.days };
  }
}

/** Ways on from one stage, as tables: way w goes to `to[w]`, with the chance `daily[bin × ways + w]`. */
interface Ways {
  readonly to: Int32Array;
  readonly daily: Float64Array;
  /** For use within a day: chances of a deal that enters there, at `p × ways + w`. */
  readonly entered: Float64Array;
}

function waysOf(list: Hazards['moves'][number], periods: number): Ways {
  const n = list.length;
  const to = new Int32Array(n);
  const daily = new Float64Array(BINS * n);
  for (let w = 0; w < n; w++) {
    const way = list[w] as (typeof list)[number];
    to[w] = way.to;
    for (let bin = 0; bin < BINS; bin++) daily[bin * n + w] = way.daily[bin] as number;
  }
  return { to, daily, entered: new Float64Array(periods * n) };
}

/** Of each age the next one and the one before, itself included, that is asked for on the first day; beyond: AGES, −1. */
interface Reach {
  readonly next: Int16Array;
  readonly before: Int16Array;
}

function reachOf(wanted: Uint8Array | undefined, row: number): Reach {
  const next = new Int16Array(AGES + 1).fill(AGES);
  const before = new Int16Array(AGES).fill(-1);
  for (let a = OLDEST; a >= 0; a--)
    next[a] = wanted === undefined || wanted[row + a] === 1 ? a : (next[a + 1] as number);
  for (let a = 0, last = -1; a < AGES; a++) {
    if (next[a] === a) last = a;
    before[a] = last;
  }
  return { next, before };
}

/** Solves the layer of age 0, in place: who enters a stage may go on the same day. */
function enter(
  fresh: Float64Array,
  first: number,
  base: Float64Array,
  daily: Daily,
  all: readonly Ways[],
  period: number,
  periods: number,
): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0;
    for (let stage = all.length - 1; stage >= 0; stage--) {
      const { to, daily: chances } = all[stage] as Ways;
      if (to.length === 0) continue;
      const scale = daily.scale[stage * BINS] as number;
      for (let p = period; p < periods; p++) {
        const own = stage * periods + p;
        let sum = base[own] as number;
        for (let w = 0; w < to.length; w++)
          sum += (chances[w] as number) * scale * (fresh[first + (to[w] as number) * periods + p] as number);
        change = Math.max(change, Math.abs(sum - (fresh[first + own] as number)));
        fresh[first + own] = sum;
      }
    }
    if (change < 1e-13) break;
  }
}

/**
 * One day of one stage's ages, in place: ages ascend, so that each still reads the day after of the next.
 * @returns products that it took
 */
function age(
  ahead: Float64Array,
  stage: number,
  fresh: Float64Array,
  first: number,
  daily: Daily,
  { to, daily: chances, entered }: Ways,
  { next, before }: Reach,
  day: number,
  period: number,
  periods: number,
): number {
  const n = to.length;
  // Side by side for each period, since all bins read them.
  for (let w = 0; w < n; w++) {
    const place = first + (to[w] as number) * periods;
    for (let p = period; p < periods; p++) entered[p * n + w] = fresh[place + p] as number;
  }
  const hasOldest = (next[Math.max(0, OLDEST - day)] as number) < AGES;
  let work = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const low = Math.max(1, AGE_EDGES[bin] as number);
    const high = bin + 1 < BINS ? (AGE_EDGES[bin + 1] as number) - 1 : OLDEST;
    let from = low;
    let upTo = high;
    if (high > day) {
      // Beyond the ages of new deals, only those that somebody open has by then.
      upTo = Math.max((before[high - day] as number) + day, low <= day ? day : 0);
      if (high === OLDEST && hasOldest) upTo = OLDEST;
      if (upTo < low) continue;
      if (low > day) from = Math.min((next[low - day] as number) + day, upTo);
    }
    const at = stage * BINS + bin;
    const win = daily.won[at] as number;
    const stay = daily.stay[at] as number;
    const scale = daily.scale[at] as number;
    const chance = bin * n;
    for (let p = period; p < periods; p++) {
      let moved = 0;
      const there = p * n;
      for (let w = 0; w < n; w++) moved += (chances[chance + w] as number) * (entered[there + w] as number);
      moved *= scale;
      if (p === period) moved += win;
      const row = (stage * periods + p) * AGES;
      const end = row + (upTo < OLDEST ? upTo : OLDEST - 1);
      for (let a = row + from; a <= end; a++) ahead[a] = moved + stay * (ahead[a + 1] as number);
      // The oldest stay as old as they are.
      if (upTo === OLDEST) ahead[row + OLDEST] = moved + stay * (ahead[row + OLDEST] as number);
    }
    work += (periods - period) * (n + upTo - from + 1);
  }
  return work;
}

interface Daily {
  readonly won: Float64Array;
  readonly stay: Float64Array;
  /** What moves are multiplied by, so that all ways together stay below MOST_PER_DAY. */
  readonly scale: Float64Array;
  on(season: number): void;
}

function dailyChances({ won, lost, moves }: Hazards): Daily {
  const others = lost.slice();
  moves.forEach((ways, stage) => {
    for (const { daily } of ways)
      for (let bin = 0; bin < BINS; bin++) others[stage * BINS + bin]! += daily[bin] as number;
  });
  const today = {
    won: new Float64Array(won.length),
    stay: new Float64Array(won.length),
    scale: new Float64Array(won.length),
  };
  let last = NaN;
  return {
    ...today,
    on(season) {
      if (season === last) return;
      last = season;
      for (let i = 0; i < won.length; i++) {
        const win = (won[i] as number) * season;
        const all = win + (others[i] as number);
        const scale = all > MOST_PER_DAY ? MOST_PER_DAY / all : 1;
        today.won[i] = win * scale;
        today.scale[i] = scale;
        today.stay[i] = 1 - all * scale;
      }
    },
  };
}
