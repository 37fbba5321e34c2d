/** Everything that is computed: pure functions of plain data. No DOM, no words, no clock. */
export type * from './model.js';
export type * from './errors.js';
export { PipelineError } from './errors.js';

export type * from './view/types.js';
export { replaceDeals, viewAt } from './view/view.js';
export { dealOrder, updateOrder } from './view/order.js';
export type { DealOrder } from './view/order.js';
export { columnsOf, NO_DAY } from './view/columns.js';
export type { DealColumns } from './view/columns.js';

export type * from './summary/types.js';
export { hasUnsafeSums, mergeSummaries, summarize, updateSummary } from './summary/summarize.js';
export { dealsBehind } from './summary/behind.js';
export type { Page } from './summary/behind.js';

export {
  formatDay,
  monthKey,
  monthOf,
  monthsOf,
  monthStart,
  parseDay,
  weekStartOf,
} from './calendar/days.js';
export { dayOf, instantOf } from './calendar/when.js';
export { isTimeZone } from './calendar/zone.js';
export {
  intervalOf,
  intervalsOf,
  intervalsWithin,
  periodNames,
  previousPeriod,
  resolvePeriod,
} from './calendar/period.js';
export type { CalendarOptions, Interval, Period } from './calendar/period.js';
export { asOfInstant, resolveAsOf } from './calendar/as-of.js';
export type { AsOfSource, ResolvedAsOf } from './calendar/as-of.js';

export { currencyExponent, fromMinor, toMinor, totalOf } from './numeric/money.js';
export { createRandom } from './numeric/random.js';

export { kaplanMeier, restrictedMean, survivalQuantile } from './numeric/kaplan-meier.js';
export type { Durations, SurvivalCurve } from './numeric/kaplan-meier.js';
export {
  restrictedMeanError,
  shareInterval,
  survivalErrors,
  survivalQuantileInterval,
} from './numeric/survival-errors.js';
export { logRank } from './numeric/log-rank.js';
export type { LogRank } from './numeric/log-rank.js';
export { aalenJohansen } from './numeric/aalen-johansen.js';
export type { CompetingDurations, IncidenceCurves } from './numeric/aalen-johansen.js';
export { incidenceErrors } from './numeric/incidence-errors.js';
export { stateOccupancy } from './numeric/multi-state.js';
export { occupancyErrors } from './numeric/multi-state-errors.js';
export { fitBetaBinomial, posteriorMean } from './numeric/beta-binomial.js';
export { isotonicCalibration } from './numeric/isotonic.js';
export { brier, coverage, crpsOfQuantiles, crpsOfSample, pinball } from './evaluate/scores.js';
export { calibrationBins, calibrationError } from './evaluate/calibration.js';

export * from './measures/index.js';

export * from './rules/index.js';
export * from './forecast/index.js';
