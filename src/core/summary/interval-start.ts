import { monthOf, monthStart, weekStartOf } from '../calendar/days.js';
import type { CalendarOptions, Interval } from '../calendar/period.js';
import type { Day } from '../view/types.js';

/** The first day of the interval that a day lies in. */
export function intervalStart(
  interval: Interval,
  { weekStart = 1, fiscalYearStart = 1 }: CalendarOptions,
): (day: Day) => Day {
  if (interval === 'week') return (day) => weekStartOf(day, weekStart);
  const months = interval === 'month' ? 1 : 3;
  const shift = (fiscalYearStart - 1) % months;
  return (day) => {
    const month = monthOf(day);
    return monthStart(month - ((((month - shift) % months) + months) % months));
  };
}
