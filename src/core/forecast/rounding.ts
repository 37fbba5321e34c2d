/**
 * The digits that are given out. Engines differ in the last bits of exp and log; past these digits the same data would
 * not give the same bytes everywhere, and nobody can read them.
 */
import { fromMinor, toMinor } from '../numeric/money.js';

/** Money, to the currency's minor unit. */
export function money(amount: number, currency: string): number {
  const minor = toMinor(amount, currency);
  return minor === undefined ? amount : fromMinor(minor, currency);
}

/** A chance or a share, to eight decimals. */
export const share = (value: number): number => Math.round(value * 1e8) / 1e8;

/** An amount that others are multiplied by, to a ten-thousandth of a cent. */
export const factor = (value: number): number =>
  Math.abs(value) < 1e9 ? Math.round(value * 1e6) / 1e6 : value;
