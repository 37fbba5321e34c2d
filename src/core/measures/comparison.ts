import { fitBetaBinomial, posteriorMean, type BetaPrior } from '../numeric/beta-binomial.js';
import { wilson, type Interval } from '../numeric/wilson.js';
import type { PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { fisherTest, holm } from './comparison-tests.js';
import { groupRows } from './groups.js';
import { readTable, tableRequest } from './read.js';
import { leftOutOf, ratio } from './sums.js';
import type { Definition, Measure, Row } from './types.js';
import { outcomesOf } from './win-rate.js';

export interface ComparisonOptions {
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  /** Deals closed in it. */
  readonly window?: DayRange;
  /** Default `owner`. */
  readonly by?: 'owner' | 'team';
  /** Fewer closed deals than this are not compared; default 5. */
  readonly minClosed?: number;
  /** Chance that anyone at all is found different where nobody is; default 0.05. */
  readonly alpha?: number;
  /** Coverage of the interval; default 0.95. */
  readonly level?: number;
}

/** An owner or team against all others. `value` is the shrunken win rate, `n` the closed deals. */
export interface ComparisonRow extends Row {
  /** Id of the owner, or the team; `''`: unassigned, not compared. */
  readonly group: string;
  readonly won: number;
  readonly lost: number;
  readonly rate: number | null;
  readonly interval: Interval | null;
  /** Win rate of all others. */
  readonly others: number | null;
  /** Chance of a difference this large where there is none; null: not compared. */
  readonly pValue: number | null;
  /** The same, held against the number of comparisons. */
  readonly adjusted: number | null;
  /** The difference is more than chance: `adjusted` is at most alpha. */
  readonly differs: 'above' | 'below' | null;
}

export interface Comparison extends Measure<ComparisonRow> {
  /** The groups' rates as one distribution: its mean, and how many deals it weighs; null where nothing can be learned. */
  readonly prior: { readonly mean: number; readonly weight: number } | null;
  /** How many were compared. */
  readonly compared: number;
}

/** The tables that {@link measureComparison} reads. */
export const comparisonTables = ({ window, by = 'owner' }: ComparisonOptions = {}): SummaryRequest => ({
  closed: tableRequest({ window, by }),
});

/**
 * Win rates of owners or teams side by side, without taking chance for skill. Each rate is drawn towards that of
 * everybody, the more the fewer deals it rests on (empirical Bayes on a beta-binomial model), so that 2 of 2 never beats
 * 40 of 60. And each is held against all others by Fisher's exact test, with Holm's guard against many comparisons: where
 * all are equally good, the chance that anybody at all is called different is at most 5 %.
 *
 * A difference says nothing about its cause: deals, regions and sources differ too. Rows are in the order of ids, so that
 * nobody is ranked by what may be chance; the unassigned have a row, but are not compared.
 *
 * @throws PipelineError `summary-lacks`
 * @example measureComparison(summary, { window: year }).rows.find((row) => row.differs === 'below')
 */
export function measureComparison(summary: PipelineSummary, options: ComparisonOptions = {}): Comparison {
  const { pipeline, window, by = 'owner', minClosed = 5, alpha = 0.05, level = 0.95 } = options;
  const closed = readTable(summary, 'closed', { pipeline, window, by });
  const definition: Definition = {
    measure: 'comparison',
    pipeline: pipeline ?? null,
    window: window ?? null,
    by,
    minClosed,
    alpha,
    level,
  };
  const tallies = [...groupRows(closed)].map(([group, rows]) => {
    const { won, lost } = outcomesOf(rows);
    return { group, successes: won.n, n: won.n + lost.n };
  });
  const named = tallies.filter(({ group }) => group !== '');
  const sum = (of: typeof tallies, value: (tally: (typeof tallies)[number]) => number): number =>
    of.reduce((total, tally) => total + value(tally), 0);
  const wins = sum(named, ({ successes }) => successes);
  const total = sum(named, ({ n }) => n);
  const fitted = fitBetaBinomial(named);
  const prior = fitted ?? flatPrior(wins, total);
  const isCompared = ({ group, n }: (typeof tallies)[number]): boolean =>
    group !== '' && n >= minClosed && total > n;
  const compared = tallies.filter(isCompared);
  const pValues = compared.map(({ successes, n }) => fisherTest(successes, n, wins, total));
  const adjusted = holm(pValues);

  const rows = tallies.map((tally): ComparisonRow => {
    const { group, successes, n } = tally;
    const rate = ratio(successes, n);
    const others = group === '' ? ratio(wins, total) : ratio(wins - successes, total - n);
    const at = compared.indexOf(tally);
    const isDifferent = at >= 0 && adjusted[at]! <= alpha && rate !== null && others !== null;
    return {
      key: `${by}:${group}`,
      value: n > 0 ? posteriorMean(tally, prior) : null,
      n,
      of: n,
      definition,
      behind: closed.behind((row) => closed.dim(row) === group),
      group,
      won: successes,
      lost: n - successes,
      rate,
      interval: wilson(successes, n, level),
      others,
      pValue: pValues[at] ?? null,
      adjusted: adjusted[at] ?? null,
      differs: isDifferent ? (rate > others ? 'above' : 'below') : null,
    };
  });
  return {
    rows,
    definition,
    leftOut: leftOutOf([['no-closed-date', closed.undated]]),
    needs: total === 0 ? ['closed-deals'] : [],
    prior: fitted && {
      mean: fitted.alpha / (fitted.alpha + fitted.beta),
      weight: fitted.alpha + fitted.beta,
    },
    compared: compared.length,
  };
}

/** Where all was won, or all lost, no spread can be learned: everybody has the pooled rate, with one more deal, half won. */
const flatPrior = (wins: number, total: number): Pick<BetaPrior, 'alpha' | 'beta'> => ({
  alpha: wins + 0.5,
  beta: total - wins + 0.5,
});
