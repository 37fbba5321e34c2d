/** Columns and lanes of a board by something else than the stage. */
import { dayOfDate, formatDay, monthOf, monthStart } from '../calendar/days.js';
import type { ForecastCategory, PipelineData } from '../model.js';
import { roundHalfAway, totalOf } from '../numeric/money.js';
import type { Day, DealFacts, ViewFrame } from '../view/types.js';
import { addMoney } from './sums.js';
import type { MoneyTotal } from './types.js';

/** What deals are grouped by: `stage`, `owner`, `forecast-category`, `close-month`, else the name of a field of the deal. */
export type BoardGrouping = string;

/** Keys of the columns of months that are no month. */
export const OVERDUE = 'overdue';
export const LATER = 'later';
/** Months that have a column of their own, from as-of's on; what is expected after them is `later`. */
export const MONTHS_AHEAD = 12;

/** Forecast categories of open deals, from the surest to the least sure. */
const CATEGORIES: readonly ForecastCategory[] = ['commit', 'best-case', 'pipeline', 'omit'];

/** Figures of any deals. */
export interface DealSums {
  readonly n: number;
  /** Deals with an amount. */
  readonly nAmount: number;
  readonly sum: MoneyTotal;
  /** Σ amount × probability; null where no probability is known. */
  readonly weighted: MoneyTotal | null;
}

/**
 * Count, sum and weighted sum of deals: each by its own probability, else its stage's. Minor units are rounded once a
 * stage and currency, half away from zero, so that a column has the figure that `measureBoard` gives it.
 * @param currency to show; needs rates where amounts are in another
 */
export function sumDeals(
  deals: readonly DealFacts[],
  { pipelines, rates }: Pick<ViewFrame, 'pipelines' | 'rates'>,
  currency?: string,
): DealSums {
  const sums = new Map<string, number>();
  const weighted = new Map<string, number>();
  const rest = new Map<string, Map<string, number>>();
  const stages = new Map<string, number | undefined>(
    pipelines.flatMap(({ id, stages: all }) =>
      all.map((stage) => [`${id}\u0000${stage.id}`, stage.probability] as const),
    ),
  );
  let nAmount = 0;
  let isKnown = false;
  for (const facts of deals) {
    const { amount, currency: code, probability } = facts;
    const stage = `${facts.pipeline}\u0000${facts.stage}`;
    isKnown ||= probability !== undefined || stages.get(stage) !== undefined;
    if (amount === undefined) continue;
    nAmount++;
    addMoney(sums, code, amount);
    // As in the board's own sums: nothing weighted is no currency of the total.
    if (probability !== undefined && amount === 0) continue;
    if (probability !== undefined) addMoney(weighted, code, roundHalfAway(amount * probability));
    else {
      let of = rest.get(stage);
      if (!of) rest.set(stage, (of = new Map<string, number>()));
      addMoney(of, code, amount);
    }
  }
  for (const [stage, per] of rest) {
    const probability = stages.get(stage);
    if (probability === undefined) continue;
    for (const [code, minor] of per)
      if (minor !== 0) addMoney(weighted, code, roundHalfAway(minor * probability));
  }
  return {
    n: deals.length,
    nAmount,
    sum: totalOf(sums, rates, currency),
    weighted: isKnown ? totalOf(weighted, rates, currency) : null,
  };
}

/**
 * The group of a deal. `''`: it has none (no owner, no category, no date, no such field).
 * - `owner`: the owner's id; `forecast-category`: the deal's own, else its stage's
 * - `close-month`: `2026-03`, `overdue` (expected before as-of's day), `later` (beyond {@link MONTHS_AHEAD} months)
 * - else the value of that field as text: `source`, `account`, `contact`, `currency`, or one of `deal.fields`
 * @example boardGroupOf(facts, 'close-month', { asOfDay }) // '2026-03'
 */
export function boardGroupOf(
  facts: DealFacts,
  by: BoardGrouping,
  { asOfDay }: Pick<ViewFrame, 'asOfDay'>,
): string {
  switch (by) {
    case 'stage':
      return facts.stage;
    case 'owner':
      return facts.owner;
    case 'forecast-category':
      return facts.category;
    case 'close-month': {
      const { expected } = facts;
      if (expected === undefined) return '';
      if (expected < asOfDay) return OVERDUE;
      const month = monthOf(expected);
      return month - monthOf(asOfDay) >= MONTHS_AHEAD ? LATER : keyOfMonth(monthStart(month));
    }
    case 'source':
      return facts.source;
    case 'currency':
      return facts.currency;
    case 'account':
      return facts.deal.account ?? '';
    case 'contact':
      return facts.deal.contact ?? '';
    default: {
      const { fields } = facts.deal;
      const value = fields && Object.hasOwn(fields, by) ? fields[by] : null;
      return value === null || value === undefined ? '' : String(value);
    }
  }
}

const keyOfMonth = (day: Day): string => formatDay(day).slice(0, 7);

/** The first day of a month's column; undefined: it is none. @example dayOfMonthKey('2026-03') // the 1st of March */
export function dayOfMonthKey(key: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(key);
  return match ? dayOfDate(Number(match[1]), Number(match[2]), 1) : undefined;
}

/**
 * The groups of some deals, in the order of their columns: owners as the data lists them, categories from the surest on,
 * months in order without gaps (from as-of's on; before them `overdue`, behind them `later`), values of a field by
 * name. `''` is last, and there only where it holds deals.
 * @param also groups that stay though they hold no deals now
 */
export function boardGroups(
  deals: Iterable<DealFacts>,
  by: BoardGrouping,
  frame: Pick<ViewFrame, 'asOfDay'> & { readonly owners: NonNullable<PipelineData['owners']> },
  also: Iterable<string> = [],
): readonly string[] {
  const met = new Set<string>(also);
  for (const facts of deals) met.add(boardGroupOf(facts, by, frame));
  const some = (keys: readonly string[]): readonly string[] => keys.filter((key) => met.has(key));
  const none = some(['']);
  if (by === 'owner') {
    const known = frame.owners.map(({ id }) => id);
    const unknown = [...met].filter((id) => id !== '' && !known.includes(id)).sort();
    return [...some(known), ...unknown, ...none];
  }
  if (by === 'forecast-category') {
    return [...CATEGORIES.filter((key) => key !== 'omit' || met.has(key)), ...none];
  }
  if (by === 'close-month') {
    const first = monthOf(frame.asOfDay);
    const months = Array.from({ length: MONTHS_AHEAD }, (_, at) => keyOfMonth(monthStart(first + at)));
    // Three at least, so that there is somewhere to move a deal to.
    const last = Math.max(2, ...months.map((key, at) => (met.has(key) ? at : 0)), met.has(LATER) ? 11 : 0);
    return [...some([OVERDUE]), ...months.slice(0, last + 1), ...some([LATER]), ...none];
  }
  return [...[...met].filter((key) => key !== '').sort(compareText), ...none];
}

const compareText = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)];
  if (a.trim() !== '' && b.trim() !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * The close date of a deal that is moved to a month: the same day of that month, its last one where it is shorter; in
 * as-of's month not before as-of's day. Without a date before: the month's last day.
 * @example movedToMonth(dayOf('2026-01-31'), dayOf('2026-02-01'), …) // 2026-02-28
 */
export function movedToMonth(expected: Day | undefined, month: Day, asOfDay: Day): Day {
  const last = monthStart(monthOf(month) + 1) - 1;
  const wished = expected === undefined ? last : month + (expected - monthStart(monthOf(expected)));
  return Math.max(Math.min(wished, last), Math.min(asOfDay, last));
}
