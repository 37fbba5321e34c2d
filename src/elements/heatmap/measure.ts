import { measureFor } from '../../context/memo.js';
import { cycleTables, measureCycle } from '../../core/measures/cycle.js';
import type { CycleMeasureRow } from '../../core/measures/cycle.js';
import { measureTimeInStage, timeInStageTables } from '../../core/measures/time-in-stage.js';
import type { TimeInStageRow } from '../../core/measures/time-in-stage.js';
import type { Measure } from '../../core/measures/types.js';
import type { Dimension, PipelineSummary, SummaryRequest } from '../../core/summary/types.js';
import type { DayRange } from '../../core/view/types.js';
import type { HeatmapBy } from '../../locales/messages/heatmap.js';

export interface HeatmapOptions {
  readonly pipeline: string;
  readonly window?: DayRange;
  readonly by: HeatmapBy;
}

/** All measures that a heatmap shows, of one summary. */
export interface HeatmapMeasures {
  readonly options: HeatmapOptions;
  /** Each stage by the groups, and each stage as a whole. */
  readonly cells: Measure<TimeInStageRow>;
  readonly stages: Measure<TimeInStageRow>;
  /** Days from creation to won, by the groups and as a whole; undefined: groups of visits are no groups of deals. */
  readonly won?: { readonly groups: Measure<CycleMeasureRow>; readonly all: Measure<CycleMeasureRow> };
}

const dimensionOf = ({ by }: HeatmapOptions): Dimension | undefined =>
  by === 'entry-month' ? undefined : by;

/** The tables that {@link heatmapOf} reads. */
export function heatmapTables(options: HeatmapOptions): SummaryRequest {
  const { pipeline, window } = options;
  const by = dimensionOf(options);
  return {
    ...timeInStageTables({ pipeline, window, by }),
    ...(by && cycleTables({ window, by })),
  };
}

/** The measures of a summary; computed once for all widgets of a page that ask for the same. */
export const heatmapOf = (summary: PipelineSummary, options: HeatmapOptions): HeatmapMeasures =>
  measureFor(`heatmap ${JSON.stringify(options)}`, summary, () => {
    const { pipeline, window } = options;
    const by = dimensionOf(options);
    return {
      options,
      cells: measureTimeInStage(summary, { pipeline, window, by: by ?? 'entered' }),
      stages: measureTimeInStage(summary, { pipeline, window }),
      ...(by && {
        won: {
          groups: measureCycle(summary, { pipeline, window, by }),
          all: measureCycle(summary, { pipeline, window }),
        },
      }),
    };
  });
