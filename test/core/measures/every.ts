/** Every measure with the tables that it asks for, and options to ask with: for what must hold of all of them. */
import fc from 'fast-check';
import { monthOf, monthStart, parseDay } from '../../../src/core/calendar/days.js';
import { intervalsOf } from '../../../src/core/calendar/period.js';
import { attainmentTables, measureAttainment } from '../../../src/core/measures/attainment.js';
import { boardTables, measureBoard } from '../../../src/core/measures/board.js';
import { bookedTables, measureBooked } from '../../../src/core/measures/booked.js';
import { comparisonTables, measureComparison } from '../../../src/core/measures/comparison.js';
import { coverageTables, measureCoverage } from '../../../src/core/measures/coverage.js';
import { cycleTables, measureCycle } from '../../../src/core/measures/cycle.js';
import { dropOffTables, measureDropOff } from '../../../src/core/measures/drop-off.js';
import { flowTables, measureFlow } from '../../../src/core/measures/flow.js';
import { funnelTables, measureFunnel } from '../../../src/core/measures/funnel.js';
import { idleTables, measureIdle } from '../../../src/core/measures/idle.js';
import { leaderboardTables, measureLeaderboard } from '../../../src/core/measures/leaderboard.js';
import { measureOutlook, outlookTables } from '../../../src/core/measures/outlook.js';
import {
  measureSettledConversion,
  settledConversionTables,
} from '../../../src/core/measures/settled-conversion.js';
import { measureSettledCycle, settledCycleTables } from '../../../src/core/measures/settled-cycle.js';
import { measureSlippage, slippageTables } from '../../../src/core/measures/slippage.js';
import {
  measureStageProbability,
  stageProbabilityTables,
} from '../../../src/core/measures/stage-probability.js';
import { measureStageValue, stageValueTables } from '../../../src/core/measures/stage-value.js';
import { measureTimeInStage, timeInStageTables } from '../../../src/core/measures/time-in-stage.js';
import type { Measure, Row } from '../../../src/core/measures/types.js';
import { measureVelocity, velocityTables } from '../../../src/core/measures/velocity.js';
import {
  measureWeightedPipeline,
  weightedPipelineTables,
} from '../../../src/core/measures/weighted-pipeline.js';
import { measureWinRate, winRateTables } from '../../../src/core/measures/win-rate.js';
import type { PipelineSummary, SummaryRequest } from '../../../src/core/summary/types.js';
import type { DayRange } from '../../../src/core/view/types.js';

/** None, whole months, or any days of 2024 and 2025. */
export const windows: fc.Arbitrary<DayRange | undefined> = fc
  .tuple(fc.constantFrom('none', 'months', 'days', 'open'), fc.nat(700), fc.integer({ min: 1, max: 300 }))
  .map(([kind, start, length]) => {
    const from = parseDay('2024-01-01')! + start;
    const to = from + length;
    if (kind === 'none') return undefined;
    if (kind === 'open') return { from };
    return kind === 'days'
      ? { from, to }
      : { from: monthStart(monthOf(from)), to: monthStart(monthOf(to) + 1) };
  });
export const pipelineIds = fc.constantFrom('b2b', 'b2c');
export const dims = fc.constantFrom(undefined, 'owner' as const, 'team' as const, 'field:size' as const);
export const intervals = intervalsOf(parseDay('2024-01-01')!, parseDay('2026-01-01')!, 'quarter');

export const years = { from: parseDay('2024-01-01')!, to: parseDay('2026-01-01')!, key: 'years' };

export interface Asked {
  readonly tables: SummaryRequest;
  readonly measure: (summary: PipelineSummary) => Measure<Row>;
}
export type Options = {
  pipeline: string;
  window: DayRange | undefined;
  by: 'owner' | 'team' | 'field:size' | undefined;
};
export const measures: Record<string, (options: Options) => Asked> = {
  board: (o) => ({ tables: boardTables(o), measure: (s) => measureBoard(s, o) }),
  reached: (o) => ({ tables: funnelTables(o), measure: (s) => measureFunnel(s, o) }),
  strict: (o) => ({
    tables: funnelTables(o),
    measure: (s) => measureFunnel(s, { ...o, counting: 'strict' }),
  }),
  booked: ({ pipeline }) => ({
    tables: bookedTables(),
    measure: (s) => measureBooked(s, { pipeline, intervals }),
  }),
  outlook: ({ pipeline }) => ({
    tables: outlookTables(),
    measure: (s) => measureOutlook(s, { pipeline, intervals, window: years }),
  }),
  coverage: ({ pipeline }) => ({
    tables: coverageTables(),
    measure: (s) => measureCoverage(s, { pipeline, window: years }),
  }),
  current: (o) => ({
    tables: funnelTables(o),
    measure: (s) => measureFunnel(s, { ...o, counting: 'current' }),
  }),
  winRate: (o) => ({ tables: winRateTables(o), measure: (s) => measureWinRate(s, o) }),
  cycle: (o) => ({ tables: cycleTables(o), measure: (s) => measureCycle(s, o) }),
  timeInStage: (o) => ({ tables: timeInStageTables(o), measure: (s) => measureTimeInStage(s, o) }),
  weighted: (o) => ({
    tables: weightedPipelineTables(o),
    measure: (s) => measureWeightedPipeline(s, { ...o, intervals }),
  }),
  leaderboard: ({ by, ...o }) => ({
    tables: leaderboardTables({ ...o, by: by === 'team' ? by : 'owner' }),
    measure: (s) => measureLeaderboard(s, { ...o, by: by === 'team' ? by : 'owner', minClosed: 1 }),
  }),
  idle: (o) => ({ tables: idleTables(), measure: (s) => measureIdle(s, o) }),
  dropOff: (o) => ({ tables: dropOffTables(o), measure: (s) => measureDropOff(s, o) }),
  settled: (o) => ({ tables: settledConversionTables(o), measure: (s) => measureSettledConversion(s, o) }),
  stageProbability: (o) => ({
    tables: stageProbabilityTables(o),
    measure: (s) => measureStageProbability(s, o),
  }),
  stageValue: ({ pipeline }) => ({
    tables: stageValueTables(),
    measure: (s) => measureStageValue(s, { pipeline }),
  }),
  flow: ({ pipeline, by }) => ({
    tables: flowTables({ window: years, by }),
    measure: (s) => measureFlow(s, { window: years, pipeline, by }),
  }),
  openFlow: ({ pipeline }) => ({
    tables: flowTables({ window: years, scope: 'open' }),
    measure: (s) => measureFlow(s, { window: years, pipeline, scope: 'open' }),
  }),
  slippage: ({ pipeline, by }) => ({
    tables: slippageTables({ window: years, by }),
    measure: (s) => measureSlippage(s, { window: years, pipeline, by }),
  }),
  attainment: ({ pipeline, by }) => {
    const options = { window: years, previous: intervals, pipeline, by: by === 'team' ? by : undefined };
    return { tables: attainmentTables(options), measure: (s) => measureAttainment(s, options) };
  },
  velocity: ({ pipeline, by }) => {
    const options = { intervals, interval: 'quarter' as const, pipeline, by };
    return { tables: velocityTables(options), measure: (s) => measureVelocity(s, options) };
  },
  settledCycle: (o) => ({ tables: settledCycleTables(o), measure: (s) => measureSettledCycle(s, o) }),
  comparison: ({ by, ...o }) => {
    const options = { ...o, by: by === 'team' ? by : ('owner' as const), minClosed: 1 };
    return { tables: comparisonTables(options), measure: (s) => measureComparison(s, options) };
  },
};
/** Rows that count visits or changes: a deal may have several. */
export const countsMore = new Set(['timeInStage', 'stageValue', 'flow', 'openFlow']);

/** What a measure says, without the functions in it. */
export const said = (measure: Measure<Row>): unknown => JSON.parse(JSON.stringify(measure)) as unknown;
