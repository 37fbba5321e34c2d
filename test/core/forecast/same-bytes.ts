/** One forecast whose every digit is the same in all engines; run in Node and in browsers. */
import { forecastRevenue } from '../../../src/core/forecast/index.js';
import { DAY, simulate } from './simulate.js';

/** FNV-1a of the forecast's JSON: a short name for its bytes. */
export function fingerprint(): string {
  const start = 18_993;
  const { data } = simulate('bytes', 1.5, 400, start);
  const week = forecastRevenue(data, { asOf: (start + 365) * DAY, period: 'week', goal: 20_000 });
  const month = forecastRevenue(data, { asOf: (start + 372) * DAY, period: 'month', periods: 12 });
  const text = JSON.stringify([week, month]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length} ${(hash >>> 0).toString(16)}`;
}

/** What {@link fingerprint} gives in Node, Chromium and Firefox. A change of the method changes it: then here too. */
export const FINGERPRINT = '50557 4f39d26e';
