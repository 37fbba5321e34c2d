import type { Dimension, ExpectedRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { Day } from '../view/types.js';
import { dealsIn, readTable, tableRequest } from './read.js';
import { addRow, emptySums, leftOutOf, moneyOf, type Sums } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';
import { addStageWeights, probabilityLookup, weighStages, type StageWeights } from './weighted.js';

/** A period [from, to) in days, as `intervalsOf` of the calendar gives them. */
export interface SeriesInterval {
  readonly from: Day;
  readonly to: Day;
  readonly key: string;
}

export interface WeightedPipelineOptions {
  /** In order, not overlapping. */
  readonly intervals: readonly SeriesInterval[];
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  readonly by?: Dimension;
  readonly currency?: string;
}

/** Open deals and what they are worth. */
export interface OpenValue {
  readonly n: number;
  /** Deals with an amount. */
  readonly nAmount: number;
  readonly sum: MoneyTotal;
  /** Σ amount × probability; null where no probability is known. */
  readonly weighted: MoneyTotal | null;
}

/** Open deals expected to close in a period. `value` is the weighted amount. */
export interface WeightedPipelineRow extends Row, OpenValue {
  readonly interval: SeriesInterval;
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  /** As-of lies in it. */
  readonly current: boolean;
  /** The part of them whose expected date has passed; only in the current period. */
  readonly overdue: OpenValue;
}

export interface WeightedPipeline extends Measure<WeightedPipelineRow> {
  /** All open deals whose expected date has passed, whether the current period is among those asked for or not. */
  readonly overdue: OpenValue;
}

/** The tables that {@link measureWeightedPipeline} reads. */
export const weightedPipelineTables = (
  options: Pick<WeightedPipelineOptions, 'by'> = {},
): SummaryRequest => ({
  expected: tableRequest({ by: options.by }),
});

interface Pot {
  readonly sums: Sums;
  readonly weights: StageWeights;
}
const emptyPot = (): Pot => ({ sums: emptySums(), weights: new Map() });

/**
 * Weighted pipeline: Σ amount × probability over the open deals expected to close in each period; the deal's own
 * probability where it has one, else its stage's. Overdue deals (expected before as-of's day) are expected in the
 * period that as-of lies in, and flagged there: neither dropped nor counted in the past. Deals without an expected
 * date are left out and counted, as are those without any probability (of the weighted amount only). Where the past is
 * not known (see `ViewOptions.pastUnknown`), no weighted amount is given for what was to come (`needs: ['history']`).
 *
 * @throws PipelineError `summary-lacks`
 * @example // as-of in April; 1,000 at 50 % expected in May, 400 at 25 % expected last January
 *   measureWeightedPipeline(summary, { intervals: [april, may] }).rows
 *   // April: { value: 100, overdue: { n: 1, sum: 400 … } }, May: { value: 500, overdue: { n: 0 … } }
 */
export function measureWeightedPipeline(
  summary: PipelineSummary,
  options: WeightedPipelineOptions,
): WeightedPipeline {
  const { intervals, pipeline, by, currency } = options;
  const { asOfDay } = summary.frame;
  const probabilityOf = probabilityLookup(summary);
  const expected = readTable(summary, 'expected', { pipeline, by });
  const money = moneyOf(summary, expected.rows, currency);
  const isOverdue = (row: ExpectedRow): boolean => row.expected !== null && row.expected < asOfDay;
  /** The day a deal counts on; −Infinity: none. */
  const dayOf = (row: ExpectedRow): Day =>
    row.expected === null ? -Infinity : Math.max(row.expected, asOfDay);
  const isIn = (row: ExpectedRow, { from, to }: SeriesInterval): boolean =>
    dayOf(row) >= from && dayOf(row) < to;

  const pots = new Map<string, { readonly all: Pot; readonly overdue: Pot }>();
  const potOf = (interval: SeriesInterval, group: string) => {
    const key = `${interval.key}\u0000${group}`;
    const pot = pots.get(key) ?? { all: emptyPot(), overdue: emptyPot() };
    pots.set(key, pot);
    return pot;
  };
  const add = (pot: Pot, row: ExpectedRow): void => {
    addRow(pot.sums, row);
    addStageWeights(pot.weights, row);
  };
  const unplaced = dealsIn(expected.unplaced);
  const groups = new Set<string>(by === undefined ? [''] : []);
  const overdue = emptyPot();
  const all = emptyPot();
  let undated = 0;
  for (const row of expected.rows) {
    groups.add(expected.dim(row));
    add(all, row);
    if (row.expected === null) undated += row.n;
    if (isOverdue(row)) add(overdue, row);
    const interval = intervals.find((candidate) => isIn(row, candidate));
    if (interval === undefined) continue;
    const pot = potOf(interval, expected.dim(row));
    add(pot.all, row);
    if (isOverdue(row)) add(pot.overdue, row);
  }

  const isStated = summary.frame.pipelines.some(
    ({ id, stages }) =>
      (pipeline === undefined || id === pipeline) &&
      stages.some((stage) => stage.kind === 'open' && stage.probability !== undefined),
  );
  const valueOf = ({ sums, weights }: Pot): OpenValue => {
    const { per, known } = weighStages(weights, probabilityOf);
    const isKnown = sums.n > 0 ? known : isStated && unplaced === 0;
    return {
      n: sums.n,
      nAmount: sums.nAmount,
      sum: money(sums.per),
      weighted: isKnown ? money(per) : null,
    };
  };
  const definition: Definition = {
    measure: 'weighted-pipeline',
    pipeline: pipeline ?? null,
    by: by ?? null,
    currency: currency ?? null,
  };
  const rows = intervals.flatMap((interval) =>
    [...groups].sort().map((group): WeightedPipelineRow => {
      const pot = potOf(interval, group);
      const value = valueOf(pot.all);
      return {
        ...value,
        key: by === undefined ? interval.key : `${interval.key}|${by}:${group}`,
        value: value.weighted?.amount ?? null,
        definition,
        behind: expected.behind((row) => isIn(row, interval) && expected.dim(row) === group),
        interval,
        group,
        current: asOfDay >= interval.from && asOfDay < interval.to,
        overdue: valueOf(pot.overdue),
      };
    }),
  );
  const whole = weighStages(all.weights, probabilityOf);
  const isMixed = money(all.sums.per).amount === null;
  return {
    rows,
    definition,
    leftOut: leftOutOf([
      ['no-expected-date', undated],
      ['no-amount', all.sums.n - all.sums.nAmount],
      ['no-probability', whole.unknown],
      ['mixed-currencies', isMixed ? all.sums.nAmount : 0],
      ['stage-then-unknown', unplaced],
    ]),
    needs: unplaced > 0 ? ['history'] : !whole.known && !isStated ? ['probabilities'] : [],
    overdue: valueOf(overdue),
  };
}
