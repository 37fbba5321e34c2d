/** Money in integer minor units: sums of integers are exact up to 2^53. */
import type { PipelineData, Rates } from '../model.js';
import type { MoneyTotal } from '../measures/types.js';

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const EXPONENTS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const known = new Map<string, number>();
/** Deals of one currency come one after the other. */
let last = { currency: '', exponent: 2 };
const POWERS = [1, 10, 100, 1000, 10_000] as const;

/** Decimal places of a currency's minor unit (ISO 4217); 2 where the currency is not named or not known. */
export function currencyExponent(currency: string): number {
  if (currency === last.currency) return last.exponent;
  let exponent = known.get(currency);
  if (exponent === undefined) {
    const listed = Object.entries(EXPONENTS).find(([, codes]) => codes.split(' ').includes(currency));
    known.set(currency, (exponent = listed === undefined ? 2 : Number(listed[0])));
  }
  last = { currency, exponent };
  return exponent;
}

/** How many minor units one major one has. */
const unitsOf = (currency: string): number => POWERS[currencyExponent(currency)] as number;

/** Rounds half away from zero. @example roundHalfAway(-2.5) // -3 */
export const roundHalfAway = (value: number): number =>
  value < 0 ? 0 - Math.round(-value) : Math.round(value);

/**
 * Major to integer minor units, rounded half away from zero by the number's decimal digits as written:
 * 1.005 is a hundred and a half cents, though its nearest double lies below.
 * @returns undefined where the amount is not finite, or beyond 2^53 − 1 minor units.
 * @example toMinor(1.005, 'EUR') // 101
 * @example toMinor(-0.5, 'JPY') // -1
 */
export function toMinor(amount: number, currency: string): number | undefined {
  const size = Math.abs(amount);
  const scaled = size * unitsOf(currency);
  if (!(scaled <= Number.MAX_SAFE_INTEGER)) return undefined;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  // Multiplying errs by less than an ulp; only around a half can that change the result, and there the digits decide.
  const near = Math.abs(rest - 0.5) <= scaled * 2 ** -50 && size >= 1e-6;
  const rounded = near
    ? Math.round(Number(`${size}e${currencyExponent(currency)}`))
    : rest < 0.5
      ? whole
      : whole + 1;
  return amount < 0 ? 0 - rounded : rounded;
}

/** Minor to major units. @example fromMinor(101, 'EUR') // 1.01 */
export const fromMinor = (minor: number, currency: string): number => minor / unitsOf(currency);

/** How many units of `rates.base` one unit of a currency is worth; undefined where the rates do not say. */
export function rateOf(currency: string, rates: Rates | undefined): number | undefined {
  if (rates === undefined) return undefined;
  const rate =
    currency === rates.base ? 1 : Object.hasOwn(rates.per, currency) ? rates.per[currency] : undefined;
  return rate !== undefined && rate > 0 && rate < Infinity ? rate : undefined;
}

/**
 * Whether some deal has an amount that can't be shown in a currency: it is in another one, and the data's rates do not
 * name both.
 */
export function lacksRates({ deals, rates, provenance }: PipelineData, currency: string): boolean {
  return deals.some((deal) => {
    const own = deal.currency ?? provenance?.currency ?? '';
    const isSame = typeof deal.amount !== 'number' || own === currency;
    return !isSame && (rateOf(own, rates) === undefined || rateOf(currency, rates) === undefined);
  });
}

/** An amount in another currency, not rounded; NaN where a rate is missing. */
const convert = (amount: number, from: string, to: string, rates: Rates | undefined): number =>
  (amount * (rateOf(from, rates) ?? NaN)) / (rateOf(to, rates) ?? NaN);

/**
 * A total over sums in minor units by currency, in major units.
 * - No sums: 0, in the currency asked for, else `''`.
 * - One currency, and no other asked for, or one that the rates cannot give: its sum, in that currency.
 * - Else in the currency asked for (default: the rates' base), converted by the rates and rounded once, half away
 *   from zero; where a rate is missing, `amount` and `currency` are null: mixed, never a silent sum.
 * Does not depend on the order of the sums.
 * @example totalOf(new Map([['EUR', 150], ['USD', 200]]), { base: 'EUR', per: { USD: 0.5 } }).amount // 2.5
 */
export function totalOf(sums: ReadonlyMap<string, number>, rates?: Rates, currency?: string): MoneyTotal {
  const entries = [...sums].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const per = entries.map(([code, minor]) => ({ currency: code, amount: fromMinor(minor, code) }));
  const [first] = per;
  if (first === undefined) return { amount: 0, currency: currency ?? '', per };
  const only = per.length === 1 ? first : undefined;
  const target = currency ?? only?.currency ?? rates?.base ?? '';
  if (only?.currency === target) return { ...only, per };
  const sum = per.reduce((total, part) => total + convert(part.amount, part.currency, target, rates), 0);
  const minor = toMinor(sum, target);
  if (minor !== undefined) return { amount: fromMinor(minor, target), currency: target, per };
  return { amount: only?.amount ?? null, currency: only?.currency ?? null, per };
}
