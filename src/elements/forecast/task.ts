import type { ForecastTask } from '../../context/forecast-jobs.js';
import type { Outlook, OutlookRow } from '../../core/measures/outlook.js';
import type { SeriesInterval } from '../../core/measures/weighted-pipeline.js';
import type { PipelineData } from '../../core/model.js';
import type { PipelineSummary } from '../../core/summary/types.js';
import type { Day, View } from '../../core/view/types.js';
import type { Measured } from './range.js';

/** Quantiles asked for: as many as tell the chance of a goal that lies between them. */
const LEVELS = [
  0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
  0.95, 0.975,
] as const;
/** Periods beyond this say nothing that a run-rate would not. */
const MOST = 60;

/** What to ask for, so that all intervals from as-of on are covered; undefined: all of them are over. */
export function taskOf(
  { outlook, range }: Measured,
  { frame }: View,
  { weekStart, fiscalYearStart }: { readonly weekStart: number; readonly fiscalYearStart: number },
): ForecastTask | undefined {
  const { window, pipeline } = range.options;
  const { currency } = outlook;
  const days = window.to - (frame.asOfDay + 1);
  if (days <= 0) return undefined;
  const length = { week: 7, month: 28, quarter: 90 }[range.interval];
  const named = frame.filter.pipeline;
  const pipelines =
    pipeline === undefined ? named : named && !named.includes(pipeline) ? ['\u0000'] : [pipeline];
  return {
    what: 'forecast',
    view: {
      asOf: frame.asOf,
      present: frame.present,
      timeZone: frame.timeZone,
      filter: { ...frame.filter, ...(pipelines && { pipeline: pipelines }) },
    },
    options: {
      period: range.interval,
      periods: Math.min(MOST, Math.ceil(days / length) + 1),
      levels: LEVELS,
      weekStart,
      fiscalYearStart,
      // What is won is added to it.
      ...(currency && { currency }),
    },
  };
}

/** Whether there are any deals. */
export const holdsDeals = ({ tables }: PipelineSummary, pipeline: string | undefined): boolean => {
  const isIn = (row: { readonly pipeline: string }): boolean =>
    pipeline === undefined || row.pipeline === pipeline;
  for (const row of tables.expected?.values() ?? []) if (isIn(row)) return true;
  for (const row of tables.daily?.values() ?? []) if (isIn(row)) return true;
  return false;
};

/**
 * Whether there is any past to learn from: visits that somebody recorded, or deals that were closed on a day that is
 * known. Without both, configured probabilities would be all that a forecast says.
 */
export const canForecast = (
  { provenance, deals }: PipelineData,
  summary: PipelineSummary,
  pipeline: string | undefined,
): boolean => {
  if (provenance ? provenance.history !== 'none' : deals.some(({ visits }) => visits.length > 1)) return true;
  const { frame, tables } = summary;
  for (const row of tables.daily?.values() ?? []) {
    const isIn = pipeline === undefined || row.pipeline === pipeline;
    if (isIn && row.what !== 'created' && row.day !== null && row.day <= frame.asOfDay) return true;
  }
  return false;
};

/** The interval that as-of lies in, or the next where nothing more can come in that one; undefined: all are over. */
export function runningOf({ rows }: Outlook, asOfDay: Day): OutlookRow | undefined {
  const ahead = rows.filter(({ phase }) => phase !== 'past');
  return ahead.find(({ interval }) => interval.to > asOfDay + 1) ?? ahead[0];
}

/** The time that a forecast's figures and sentences are about: the window, or the running interval. */
export function focusOf({ outlook, range, asOfDay }: Measured): SeriesInterval {
  if (range.mode === 'cumulative') return outlook.window;
  return (runningOf(outlook, asOfDay) ?? outlook.rows.at(-1))?.interval ?? outlook.window;
}
