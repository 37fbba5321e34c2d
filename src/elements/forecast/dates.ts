import { fitTicks } from '../../charts/forecast.js';
import { textWidth } from '../../charts/text.js';
import { dateOfDay, monthOf, monthStart } from '../../core/calendar/days.js';
import type { Day } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import { SMALL } from './plan.js';
import type { Label } from './plan.js';

/** Months between two labels, from fine to coarse. */
const STRIDES = [1, 2, 3, 6, 12, 24, 60, 120];

/**
 * Days or months under the lines, evenly: the finest stride of which all labels fit. The first and the last stand at
 * the ends; one that comes too near to the last gives way to it.
 * @param x places from the reading side
 */
export function datesOf(
  from: Day,
  to: Day,
  format: Formatter,
  isEndsOnly: boolean,
  x: (day: Day) => number,
  y: number,
): Label[] {
  const isLong = to - from > 200;
  const textOf = (day: Day, before: Day | undefined): string => {
    const isSameYear = before !== undefined && dateOfDay(before).year === dateOfDay(day).year;
    return format.date(day, isLong ? (isSameYear ? 'month-name' : 'month') : 'short');
  };
  let labels: Label[] = [];
  for (const between of isEndsOnly ? [[]] : choices(from, to)) {
    const days = [from, ...between, ...(to - from > 1 ? [to - 1] : [])];
    const last = days.length - 1;
    const ticks = days.map((day, at) => {
      const text = textOf(day, days[at - 1]);
      return { at: x(at > 0 && at === last ? to : day), size: textWidth(text, SMALL), text };
    });
    const fits = fitTicks(ticks);
    labels = fits.map((at): Label => {
      const { text = '', at: place = 0 } = ticks[at] ?? {};
      return { x: place, y, text, align: at === 0 ? 'start' : at === last ? 'end' : 'middle' };
    });
    const missing = days.length - fits.length;
    if (missing === 0 || (missing === 1 && !fits.includes(last - 1) && fits.includes(last))) break;
  }
  return labels;
}

/** Days between the ends: weeks of a short window, else starts of months. */
function choices(from: Day, to: Day): readonly (readonly Day[])[] {
  const months: number[] = [];
  for (let month = monthOf(from) + 1; monthStart(month) < to - 1; month++) months.push(month);
  const weeks: Day[] = [];
  for (let day = from + 7; day < to - 1 && to - from <= 45; day += 7) weeks.push(day);
  const strides = STRIDES.map((stride) => months.filter((month) => month % stride === 0).map(monthStart));
  return to - from <= 45 ? [weeks, weeks.filter((_, at) => at % 2 === 1), ...strides] : strides;
}
