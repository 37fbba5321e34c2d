import { totalOf } from '../numeric/money.js';
import type { MoneySums, PipelineSummary } from '../summary/types.js';
import type { LeftOut, LeftOutCode, MoneyTotal } from './types.js';

/** Rows added up: deals, deals with an amount, and minor units by currency. */
export interface Sums {
  n: number;
  nAmount: number;
  readonly per: Map<string, number>;
}

export const emptySums = (): Sums => ({ n: 0, nAmount: 0, per: new Map() });

/** Adds a table row. A currency without any amount is not added, or it would make a total look mixed. */
export function addRow(sums: Sums, row: MoneySums & { readonly currency: string }): void {
  sums.n += row.n;
  sums.nAmount += row.nAmount;
  if (row.nAmount > 0) addMoney(sums.per, row.currency, row.amount);
}

export function addMoney(per: Map<string, number>, currency: string, minor: number): void {
  per.set(currency, (per.get(currency) ?? 0) + minor);
}

/** Totals of a measure, in major units. */
export type Money = (per: ReadonlyMap<string, number>) => MoneyTotal;

/**
 * How a measure shows money: all of its totals in one currency, so that they can be compared (a row that holds
 * nothing but dollars is shown in euros beside rows that hold both). Where its rows are mixed and the data states no
 * rates, each total is in its own currency, or null.
 */
export function moneyOf(
  { frame }: PipelineSummary,
  rows: Iterable<MoneySums & { readonly currency: string }>,
  currency?: string,
): Money {
  const all = emptySums();
  for (const row of rows) addRow(all, row);
  const shown = totalOf(all.per, frame.rates, currency).currency ?? currency;
  return (per) => totalOf(per, frame.rates, shown);
}

/** Money of deals of which none has an amount is not 0: nobody knows it. Of no deals at all it is. */
export const knownMoney = (total: MoneyTotal, { n, nAmount }: Pick<Sums, 'n' | 'nAmount'>): MoneyTotal =>
  n > 0 && nAmount === 0 ? { ...total, amount: null } : total;

/** a ÷ b; null where either is unknown or the base is not positive. */
export const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || !(b > 0) ? null : a / b;

/** The codes that apply, in the order given. */
export const leftOutOf = (counts: readonly (readonly [LeftOutCode, number])[]): readonly LeftOut[] =>
  counts.filter(([, n]) => n > 0).map(([code, n]) => ({ code, n }));
