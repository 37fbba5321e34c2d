/** The data that stories show: one seeded set and what can be made of it, or made wrong with it. */
import type { PipelineSource } from '../../src/context/types.js';
import type { Deal, PipelineData } from '../../src/core/model.js';
import { createDemoData, createSmallDemo } from '../../src/data/demo/index.js';
import { hubSpotExport } from './hubspot-export.js';

/** 600 deals in two pipelines. */
export const demo: PipelineData = createDemoData();

/** 60 deals of the B2B pipeline. */
export const small: PipelineData = createSmallDemo({ deals: 60 });

/** Pipelines, owners and no deals. */
export const empty: PipelineData = { ...small, deals: [] };

/** The same deals as a flat list knows them: where each one is, not how it came there. */
export const withoutHistory: PipelineData = {
  ...small,
  deals: small.deals.map((deal): Deal => ({ ...deal, visits: [], changes: [] })),
  provenance: {
    system: 'A flat list',
    history: 'none',
    complete: true,
    fetchedAt: '2026-11-18T08:40:00Z',
    timeZone: 'Europe/Berlin',
  },
};

/** Every third deal in pounds, and no exchange rates. */
export const mixedCurrencies: PipelineData = {
  ...small,
  deals: small.deals.map((deal, index): Deal => (index % 3 === 0 ? { ...deal, currency: 'GBP' } : deal)),
};

/** The same with the rates that make the sums possible again. */
export const mixedWithRates: PipelineData = {
  ...mixedCurrencies,
  rates: { base: 'EUR', per: { GBP: 1.15 }, at: '2026-11-17' },
};

const sampleCsv = hubSpotExport(small);

/** What a CSV export of this data looks like when it is in order. */
export const goodCsv = sampleCsv;

/** An export with rows that can't be read as they are: an amount, dates, a stage and a row too short. */
export const damagedCsv = sampleCsv
  .split('\r\n')
  .map((line, index) => {
    if (index === 4) return line.replace(/,(\d+),EUR,/, ',"about 12k",EUR,');
    if (index === 9 || index === 10) return line.replace(/\d{4}-\d{2}-\d{2}/, 'last spring');
    if (index === 15) return line.replace(/New business,[^,]+,/, 'New business,,');
    if (index === 21) return line.split(',').slice(0, 4).join(',');
    return line;
  })
  .join('\r\n');

/** What a server sends to somebody who is not signed in. */
export const loginPage =
  '<!doctype html><html><head><title>Sign in</title></head><body><form></form></body></html>';

export const cutOffJson = JSON.stringify(small).slice(0, 4000);

/** A source that hands out the text, or data, of a story. */
export function sourceOf(input: unknown, save?: PipelineSource['save']): PipelineSource {
  return { load: () => Promise.resolve(input), ...(save === undefined ? {} : { save }) };
}

/** A server that can't answer. */
export const failingSource: PipelineSource = {
  load: () => Promise.reject(new Error('The server answered 503 Service Unavailable.')),
};

/** Never answers: what is on its way stays on its way. */
export const waitingSource: PipelineSource = { load: () => new Promise(() => undefined) };

export function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
