import type { Params } from './messages/problems.js';

/** How values of settings are written: examples, or all there are; the same in every language. */
const WRITTEN: Readonly<Record<string, string>> = {
  period:
    '2026, 2026-Q1, 2026-03, 2026-01-01/2026-04-01, this-month, last-month, this-quarter, last-quarter, this-year, last-12-months',
  'as-of': '2026-03-31',
  goal: '260000',
  currency: 'EUR',
  'report-currency': 'EUR',
  'time-zone': 'Europe/Berlin',
  locale: 'en, de-AT',
  'date-order': 'dmy, mdy, ymd',
  'week-start': '0 … 6',
  'fiscal-year-start': '1 … 12',
  format: 'csv, json',
};
/** Pipelines are data, and there may be hundreds. */
const MOST = 12;

/**
 * What a setting that can't be used could have been: the words that the issue names as known, else how it is written;
 * `''` where nothing is known of it.
 */
export function possibleValues(params: Params): string {
  const { name, known } = params;
  if (Array.isArray(known) && known.length > 0) {
    const names = known as readonly string[];
    return [...names.slice(0, MOST), ...(names.length > MOST ? ['…'] : [])].join(', ');
  }
  return typeof name === 'string' && Object.hasOwn(WRITTEN, name) ? (WRITTEN[name] ?? '') : '';
}
