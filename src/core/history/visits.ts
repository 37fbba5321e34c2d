/** Moments of the data. */
import { parseDay } from '../calendar/days.js';
import { dayAt, instantOf, startOfDay } from '../calendar/when.js';
import type { When } from '../model.js';
import type { Day } from '../view/types.js';

/** A moment with its day. */
export interface Moment {
  readonly at: number;
  readonly day: Day;
}

/** A moment of the data as instant and day; undefined where there is none, or none that can be read. */
export function momentOf(when: When | null | undefined, timeZone: string): Moment | undefined {
  if (when === undefined || when === null) return undefined;
  if (when.length === 10) {
    const day = parseDay(when);
    return day === undefined ? undefined : { at: startOfDay(day, timeZone), day };
  }
  const at = instantOf(when, timeZone);
  return at === undefined ? undefined : { at, day: dayAt(at, timeZone) };
}
