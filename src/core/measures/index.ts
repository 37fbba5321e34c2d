/** Measures: from tables to rows. Each reads a summary only; its `…Tables` function says what to ask `summarize` for. */
export * from './types.js';
export { attainmentTables, measureAttainment } from './attainment.js';
export type { AttainmentOptions, AttainmentRow, SamePoint } from './attainment.js';
export { boardTables, measureBoard } from './board.js';
export type { Board, BoardOptions, BoardRow, BoardRowKind } from './board.js';
export { bookedTables, measureBooked } from './booked.js';
export type { BookedOptions, BookedRow } from './booked.js';
export { comparisonTables, measureComparison } from './comparison.js';
export type { Comparison, ComparisonOptions, ComparisonRow } from './comparison.js';
export { coverageTables, measureCoverage } from './coverage.js';
export type { CoverageOptions, CoverageRow } from './coverage.js';
export { cycleTables, measureCycle } from './cycle.js';
export type { CycleMeasureRow, CycleOptions } from './cycle.js';
export type { CycleMedian } from './cycle-median.js';
export { dropOffTables, measureDropOff } from './drop-off.js';
export type { DropOffOptions, DropOffRow } from './drop-off.js';
export { exposureOf, exposureTables } from './exposure.js';
export type { ExposureCell, ExposureOptions } from './exposure.js';
export { flowTables, measureFlow } from './flow.js';
export type { Flow, FlowBar, FlowOptions } from './flow.js';
export { funnelTables, measureFunnel } from './funnel.js';
export type * from './funnel-types.js';
export { idleLimits, idleTables, measureIdle } from './idle.js';
export type { IdleLimit, IdleOptions, IdleRow } from './idle.js';
export { leaderboardTables, measureLeaderboard } from './leaderboard.js';
export type { LeaderboardColumn, LeaderboardOptions, LeaderboardRow } from './leaderboard.js';
export { measureOutlook, outlookTables } from './outlook.js';
export type { Outlook, OutlookOptions, OutlookRow } from './outlook.js';
export type { GoalStep } from './goals.js';
export { measureSettledConversion, settledConversionTables } from './settled-conversion.js';
export type { SettledConversionOptions, SettledConversionRow } from './settled-conversion.js';
export { measureSettledCycle, settledCycleTables } from './settled-cycle.js';
export type { SettledCycleOptions, SettledCycleRow } from './settled-cycle.js';
export { measureSlippage, slippageTables } from './slippage.js';
export type { Slice, SlippageOptions, SlippageRow } from './slippage.js';
export { measureStageProbability, stageProbabilityTables } from './stage-probability.js';
export type {
  StageProbabilities,
  StageProbabilityOptions,
  StageProbabilityRow,
} from './stage-probability.js';
export { measureStageValue, stageValueTables } from './stage-value.js';
export type { StageValue, StageValueOptions, StageValueRow } from './stage-value.js';
export { measureTimeInStage, timeInStageTables } from './time-in-stage.js';
export type { StayDimension, StayQuantile, TimeInStageOptions, TimeInStageRow } from './time-in-stage.js';
export { measureVelocity, velocityTables } from './velocity.js';
export type { VelocityOptions, VelocityRow } from './velocity.js';
export type { VelocityChange } from './velocity-factors.js';
export { measureWeightedPipeline, weightedPipelineTables } from './weighted-pipeline.js';
export type {
  OpenValue,
  SeriesInterval,
  WeightedPipeline,
  WeightedPipelineOptions,
  WeightedPipelineRow,
} from './weighted-pipeline.js';
export { measureWinRate, winRateTables } from './win-rate.js';
export type { WinRateOptions, WinRateRow } from './win-rate.js';
