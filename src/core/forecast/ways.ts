/** Ways of forecasting that people know, as they would have been read at a day of the past. */
import type { Period } from '../calendar/period.js';
import { dayOf } from '../calendar/when.js';
import type { ChangedField, Deal, ForecastCategory, Stage } from '../model.js';
import type { Day, View } from '../view/types.js';
import { amountAt, visitAt, type Book } from './book.js';
import { isOpenAt } from './pipeline.js';

/** Amounts expected in each window at day `at`, by the way; undefined where the data does not state what it needs. */
export interface KnownWays {
  readonly weighted?: Float64Array;
  readonly category?: Float64Array;
}

/** The value of a changed field before day `at`: the `from` of the first change on or after it, else the present one. */
export function valueAt<T>(
  deal: Deal,
  field: ChangedField,
  at: Day,
  timeZone: string,
  present: T,
): T | string | number | null {
  let first: Day | undefined;
  let value: T | string | number | null = present;
  for (const change of deal.changes ?? []) {
    if (change.field !== field) continue;
    const day = dayOf(change.at, timeZone);
    if (day === undefined || day < at || (first !== undefined && day >= first)) continue;
    first = day;
    value = change.from;
  }
  return value;
}

/** Knows which ways a view's data can state, and states them at any day. */
export function waysOf(view: View, book: Book): (at: Day, windows: readonly Period[]) => KnownWays {
  const stages = new Map<string, Stage>();
  for (const { id, stages: list } of view.frame.pipelines)
    for (const stage of list) stages.set(`${id}\u0000${stage.id}`, stage);
  const { timeZone } = view.frame;
  const isDated = book.deals.some(
    (deal) => deal.expectedCloseAt !== undefined && deal.expectedCloseAt !== null,
  );
  const isWeighted =
    isDated && [...stages.values()].some((s) => s.kind === 'open' && s.probability !== undefined);
  const isCategorised =
    isDated &&
    ([...stages.values()].some((s) => s.kind === 'open' && s.forecastCategory === 'commit') ||
      book.deals.some((deal) => deal.forecastCategory === 'commit'));

  return (at, windows) => {
    const weighted = isWeighted ? new Float64Array(windows.length) : undefined;
    const category = isCategorised ? new Float64Array(windows.length) : undefined;
    if (weighted === undefined && category === undefined) return {};
    book.deals.forEach((deal, i) => {
      if (!isOpenAt(book, i, at)) return;
      const amount = amountAt(book, i, at);
      const date = valueAt(deal, 'expectedCloseAt', at, timeZone, deal.expectedCloseAt ?? null);
      const expected = typeof date === 'string' ? dayOf(date, timeZone) : undefined;
      if (Number.isNaN(amount) || expected === undefined) return;
      // Overdue deals are expected in the period that has just begun.
      const h = windows.findIndex(({ to }) => Math.max(expected, at) < to);
      if (h < 0) return;
      const place = book.stages[book.visitStage[visitAt(book, i, at)] as number];
      const stage = stages.get(
        `${deal.pipeline}\u0000${place === undefined || place.stage === '' ? deal.stage : place.stage}`,
      );
      if (weighted !== undefined) {
        const own = valueAt(deal, 'probability', at, timeZone, deal.probability ?? null);
        const probability = typeof own === 'number' ? own : (stage?.probability ?? 0);
        weighted[h]! += amount * probability;
      }
      if (category !== undefined) {
        const own = valueAt(deal, 'forecastCategory', at, timeZone, deal.forecastCategory ?? null);
        if (((own as ForecastCategory | null) ?? stage?.forecastCategory) === 'commit')
          category[h]! += amount;
      }
    });
    return {
      ...(weighted === undefined ? {} : { weighted }),
      ...(category === undefined ? {} : { category }),
    };
  };
}
