/**
 * The kit by name: the elements' classes, the functions that hosts call, and every type. Importing it registers
 * nothing; `pipeline-elements/all` and the `define` paths do.
 */
export { PipelineProvider } from './elements/provider/provider.js';
export { PipelineFunnel } from './elements/funnel/funnel.js';
export { PipelineBoard } from './elements/board/board.js';
export { PipelineHeatmap } from './elements/heatmap/heatmap.js';
export { PipelineLeaderboard } from './elements/leaderboard/leaderboard.js';
export { PipelineForecast } from './elements/forecast/forecast.js';
export type { PipelineDataElement } from './elements/shared/data-element.js';
export type { PipelineElement } from './elements/shared/base.js';
export type { PipelineChart } from './elements/shared/frame.js';
export type { PipelineDrawnChart } from './elements/shared/drawn.js';
export type { BlobOptions } from './elements/shared/export/index.js';

export { PipelineRequestEvent, PROTOCOL, storeContext } from './context/index.js';
export type * from './context/index.js';

export { readPipelineData, writeCsv } from './data/index.js';
export type * from './data/index.js';

export {
  dealsBehind,
  measureAttainment,
  measureBoard,
  measureBooked,
  measureComparison,
  measureCoverage,
  measureCycle,
  measureDropOff,
  measureFlow,
  measureFunnel,
  measureIdle,
  measureLeaderboard,
  measureOutlook,
  measureSettledConversion,
  measureSettledCycle,
  measureSlippage,
  measureStageProbability,
  measureStageValue,
  measureTimeInStage,
  measureVelocity,
  measureWeightedPipeline,
  measureWinRate,
  mergeSummaries,
  PipelineError,
  summarize,
  updateSummary,
  viewAt,
} from './core/index.js';
export type * from './core/index.js';

export type { Messages } from './locales/messages.js';
