/** From daily hazards to the chance of being won in each period, for every stage and age. */
import type { Day } from '../view/types.js';
import { BIN_OF, BINS, MOST_PER_DAY, OLDEST } from './constants.js';
import type { DayFactor, Hazards } from './hazards.js';

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

/**
 * Backward over the days from the end of the last period:
 * U_d(s, a)[p] = won(s, a) 1{d in p} + Σ_k move(s → k, a) U_d(k, 0)[p] + stay(s, a) U_d+1(s, a + 1)[p].
 * A deal that moves on may move again the same day, so the layer of age 0 is solved first: without it each stage would
 * cost a day. Exact for the hazards given: no draw is taken.
 * @param ends days from `from` to the end of each period, ascending
 */
export function propagate(hazards: Hazards, from: Day, ends: readonly number[], season?: DayFactor): Outlook {
  const periods = ends.length;
  const days = ends[periods - 1] ?? 0;
  const stages = hazards.moves.length;
  const ages = OLDEST + 1;
  const open = new Float64Array(stages * ages * periods);
  const fresh = new Float64Array(days * stages * periods);
  const base = new Float64Array(stages * periods);
  const daily = dailyChances(hazards);
  let period = periods - 1;

  for (let day = days - 1; day >= 0; day--) {
    while (period > 0 && day < (ends[period - 1] as number)) period--;
    daily.on(season?.(from + day) ?? 1);
    const entering = fresh.subarray(day * stages * periods, (day + 1) * stages * periods);
    for (let stage = 0; stage < stages; stage++) {
      const stay = daily.stay[stage * BINS] as number;
      const next = (stage * ages + 1) * periods;
      for (let p = period; p < periods; p++) base[stage * periods + p] = stay * (open[next + p] as number);
      base[stage * periods + period]! += daily.won[stage * BINS] as number;
    }
    entering.set(base);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      let change = 0;
      for (let stage = stages - 1; stage >= 0; stage--) {
        const ways = hazards.moves[stage] ?? [];
        if (ways.length === 0) continue;
        const scale = daily.scale[stage * BINS] as number;
        for (let p = period; p < periods; p++) {
          let sum = base[stage * periods + p] as number;
          for (const way of ways)
            sum += (way.daily[0] as number) * scale * (entering[way.to * periods + p] as number);
          change = Math.max(change, Math.abs(sum - (entering[stage * periods + p] as number)));
          entering[stage * periods + p] = sum;
        }
      }
      if (change < 1e-13) break;
    }
    for (let stage = 0; stage < stages; stage++)
      age(stage, open, entering, daily, hazards.moves[stage] ?? [], period, periods);
  }
  return { periods, open, fresh, days };
}

/** One day of one stage's ages, in place: ages ascend, so that each still reads the day after of the next. */
function age(
  stage: number,
  open: Float64Array,
  entering: Float64Array,
  daily: Daily,
  ways: Hazards['moves'][number],
  period: number,
  periods: number,
): void {
  const ages = OLDEST + 1;
  const moved = new Float64Array(periods);
  const first = stage * ages * periods;
  for (let p = period; p < periods; p++) open[first + p] = entering[stage * periods + p] as number;
  let bin = -1;
  let won = 0;
  let stay = 0;
  for (let a = 1; a < ages; a++) {
    const own = BIN_OF[a] as number;
    if (own !== bin) {
      bin = own;
      won = daily.won[stage * BINS + bin] as number;
      stay = daily.stay[stage * BINS + bin] as number;
      const scale = daily.scale[stage * BINS + bin] as number;
      for (let p = period; p < periods; p++) {
        let sum = 0;
        for (const way of ways)
          sum += (way.daily[bin] as number) * (entering[way.to * periods + p] as number);
        moved[p] = sum * scale;
      }
      moved[period]! += won;
    }
    const at = first + a * periods;
    const next = a + 1 < ages ? at + periods : at;
    for (let p = period; p < periods; p++)
      open[at + p] = (moved[p] as number) + stay * (open[next + p] as number);
  }
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
