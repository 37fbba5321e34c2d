import type { Rates } from '../model.js';
import { totalOf } from '../numeric/money.js';
import type { MoneySums } from '../summary/types.js';
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

/** How a measure shows money. */
export interface MoneyScope {
  readonly rates?: Rates;
  readonly currency?: string;
}

export const totalSums = (sums: Sums, money: MoneyScope): MoneyTotal =>
  totalOf(sums.per, money.rates, money.currency);

/** The total of several sums. */
export function totalOfAll(parts: readonly Sums[], money: MoneyScope): MoneyTotal {
  const per = new Map<string, number>();
  for (const part of parts) for (const [currency, minor] of part.per) addMoney(per, currency, minor);
  return totalOf(per, money.rates, money.currency);
}

/** a ÷ b; null where either is unknown or the base is not positive. */
export const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || !(b > 0) ? null : a / b;

/** The codes that apply, in the order given. */
export const leftOutOf = (counts: readonly (readonly [LeftOutCode, number])[]): readonly LeftOut[] =>
  counts.filter(([, n]) => n > 0).map(([code, n]) => ({ code, n }));
