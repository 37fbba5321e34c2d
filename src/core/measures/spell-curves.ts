import { aalenJohansen, type CompetingDurations } from '../numeric/aalen-johansen.js';
import { incidenceErrors } from '../numeric/incidence-errors.js';
import { shareInterval } from '../numeric/survival-errors.js';
import type { Interval } from '../numeric/wilson.js';
import type { EndRow, NextRow } from '../summary/types.js';
import type { Day } from '../view/types.js';

/** How many went on, were lost, and are still on their way; `undated` of them can't be placed in time. */
export interface SpellCounts {
  readonly on: number;
  readonly lost: number;
  readonly open: number;
  readonly undated: number;
}

/** Where ways settle, as far as the data see. */
export interface Settled {
  /** Share that goes on in the end, and its standard error; null where nothing is decided yet. */
  readonly share: number | null;
  readonly error: number | null;
  /** null where the share is 0 or 1: there the error says nothing. */
  readonly interval: Interval | null;
  /** Share that is lost in the end. */
  readonly lost: number | null;
  /** Share that had done neither by the highest age seen. */
  readonly unresolved: number | null;
  /** That age, in days. */
  readonly upTo: number | null;
  /** Ways decided, of those with days: what the share rests on. */
  readonly decided: number;
}

/** Adds up ways that go on (`next`, `won`), are lost, or still run at as-of. */
export function spellsOf(
  rows: readonly (NextRow | EndRow)[],
  asOfDay: Day,
): { readonly counts: SpellCounts; readonly durations: CompetingDurations } {
  const [on, lost, running, joined] = [0, 1, 2, 3].map(() => new Map<number, number>()) as [
    Map<number, number>,
    Map<number, number>,
    Map<number, number>,
    Map<number, number>,
  ];
  const counts = { on: 0, lost: 0, open: 0, undated: 0 };
  const add = (to: Map<number, number>, age: number | null, n: number): void => {
    if (age === null) counts.undated += n;
    else to.set(age, (to.get(age) ?? 0) + n);
  };
  for (const { outcome, days, since, n } of rows) {
    if (outcome === 'joins') add(joined, days, n);
    else if (outcome === 'open') {
      counts.open += n;
      add(running, since === null ? null : Math.max(0, asOfDay - since), n);
    } else {
      const isOn = outcome !== 'lost';
      counts[isOn ? 'on' : 'lost'] += n;
      add(isOn ? on : lost, days, n);
    }
  }
  return { counts, durations: { ended: [on, lost], running, joined } };
}

const sumOf = (counts: ReadonlyMap<number, number> | undefined): number =>
  [...(counts ?? [])].reduce((sum, [, n]) => sum + n, 0);

/** Where ways settle by Aalen and Johansen: those that still run count as "at least so long". */
export function settle(durations: CompetingDurations, level: number): Settled {
  const decided = sumOf(durations.ended[0]) + sumOf(durations.ended[1]);
  if (decided === 0) {
    return { share: null, error: null, interval: null, lost: null, unresolved: null, upTo: null, decided };
  }
  const curves = aalenJohansen(durations);
  const errors = incidenceErrors(curves);
  const share = curves.incidence[0]?.at(-1) ?? 0;
  const error = errors.incidence[0]?.at(-1) ?? 0;
  return {
    share,
    error,
    interval: shareInterval(share, error, { level }),
    lost: curves.incidence[1]?.at(-1) ?? 0,
    unresolved: curves.remaining.at(-1) ?? 0,
    upTo: curves.ages.at(-1) ?? null,
    decided,
  };
}
