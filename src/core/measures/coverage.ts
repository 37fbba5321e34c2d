import type { SummaryRequest, PipelineSummary } from '../summary/types.js';
import { measureOutlook, outlookTables, type Outlook, type OutlookOptions } from './outlook.js';
import type { Definition, Measure, Row } from './types.js';

export type CoverageOptions = Omit<OutlookOptions, 'intervals' | 'previous'>;

/** A period's open pipeline against what its goal still lacks. `n` counts the open deals. */
export interface CoverageRow extends Row {
  readonly open: Outlook['open'];
  readonly won: number | null;
  readonly goal: number | null;
  /** Goal − won. */
  readonly toGo: number | null;
}

/** The tables that {@link measureCoverage} reads. */
export const coverageTables = (): SummaryRequest => outlookTables();

/**
 * Coverage: open pipeline expected in the period (not weighted, overdue deals included where it is the current one)
 * ÷ (goal − already won). null where no goal is stated, and once it is met: nothing is left to cover.
 *
 * @throws PipelineError `summary-lacks`
 * @example // goal 1,000, 400 won, 1,500 open
 *   measureCoverage(summary, { window: q4 }).rows[0] // { value: 2.5, toGo: 600, … }
 */
export function measureCoverage(summary: PipelineSummary, options: CoverageOptions): Measure<CoverageRow> {
  const { window } = options;
  const outlook = measureOutlook(summary, { ...options, intervals: [window] });
  const { coverage, open, won, goal, toGo, leftOut, needs } = outlook;
  const definition: Definition = { ...outlook.definition, measure: 'coverage' };
  const row: CoverageRow = {
    key: window.key,
    value: coverage,
    n: open.n,
    definition,
    behind: (outlook.rows[0] as Outlook['rows'][number]).open.behind,
    open,
    won: won.amount,
    goal,
    toGo,
  };
  return { rows: [row], definition, leftOut, needs };
}
