import { betaQuantile } from '../numeric/beta.js';
import type { Interval } from '../numeric/wilson.js';
import type { EndRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { DayRange } from '../view/types.js';
import { readTable, tableRequest } from './read.js';
import { settle, spellsOf } from './spell-curves.js';
import { stagesOf } from './stages.js';
import { leftOutOf } from './sums.js';
import type { Definition, Measure, Row } from './types.js';

export interface StageProbabilityOptions {
  /** Id of the pipeline. */
  readonly pipeline: string;
  /** Deals that entered the stage in it. */
  readonly window?: DayRange;
  /** Weight of the prior, in closed deals; default 5. */
  readonly priorDeals?: number;
  /** Coverage of the intervals; default 0.95. */
  readonly level?: number;
}

/** The chance of being won from a stage on. `value` is the chance to use, `n` the closed deals that it rests on. */
export interface StageProbabilityRow extends Row {
  /** Stage id. */
  readonly stage: string;
  readonly name: string;
  readonly archived: boolean;
  readonly won: number;
  readonly lost: number;
  readonly nOpen: number;
  /** From the data alone, with its interval; null while nothing is closed. */
  readonly estimate: number | null;
  readonly estimateInterval: Interval | null;
  /** Of the estimate: share that was neither won nor lost by the highest age seen. */
  readonly unresolved: number | null;
  /** What the pipeline states for the stage; null: nothing. */
  readonly configured: number | null;
  /** What the estimate is drawn towards: the configured value, else the chance of all deals; null: neither is known. */
  readonly prior: number | null;
  /** Of the estimate in `value`, 0..1: n ÷ (n + prior deals); 1 where there is no prior. */
  readonly weight: number;
  /** Of `value`. */
  readonly interval: Interval | null;
}

export interface StageProbabilities extends Measure<StageProbabilityRow> {
  /** P(won) of a deal as a whole, from its creation on, from the data alone. */
  readonly overall: {
    readonly estimate: number | null;
    readonly interval: Interval | null;
    readonly n: number;
  };
}

/** The tables that {@link measureStageProbability} reads. */
export const stageProbabilityTables = ({
  window,
}: Pick<StageProbabilityOptions, 'window'> = {}): SummaryRequest => ({ end: tableRequest({ window }) });

/**
 * The chance that a deal which is in a stage is won, by Aalen and Johansen from its first entry into the stage, with won
 * and lost as competing ends and open deals counted as "at least so long": not won ÷ closed, which is biased to what is
 * closed fast. Drawn towards the stage's configured probability p₀ as if that were 5 closed deals: p = (n × estimate +
 * 5 p₀) ÷ (n + 5), so that three deals never make 0 % or 100 %. Where none is configured, towards the chance of all
 * deals. The interval of p is that of the Beta distribution with these weights.
 *
 * Rows: open stages in order, archived ones only with deals. Deals that passed the stage over play no part.
 *
 * @throws PipelineError `summary-lacks`, `pipeline-unknown`
 * @example // configured 50 %; 8 won, 2 lost, none open
 *   measureStageProbability(summary, { pipeline: 'p' }).rows[0]
 *   // { value: 0.7, estimate: 0.8, configured: 0.5, weight: 0.667, n: 10, … }: (8 + 2.5) ÷ 15
 */
export function measureStageProbability(
  summary: PipelineSummary,
  options: StageProbabilityOptions,
): StageProbabilities {
  const { pipeline, window, priorDeals = 5, level = 0.95 } = options;
  const stages = stagesOf(summary, pipeline);
  const end = readTable(summary, 'end', { pipeline, window });
  const definition: Definition = {
    measure: 'stage-probability',
    pipeline,
    window: window ?? null,
    priorDeals,
    level,
  };
  const byStage = new Map<string, EndRow[]>();
  for (const row of end.rows) {
    const known = byStage.get(row.stage);
    if (known === undefined) byStage.set(row.stage, [row]);
    else known.push(row);
  }
  const { asOfDay, provenance } = summary.frame;
  const whole = settle(spellsOf(byStage.get('') ?? [], asOfDay).durations, level);
  let undated = 0;
  const rows = stages.open
    .filter(({ id, archived }) => archived !== true || byStage.has(id))
    .map(({ id, name, archived = false, probability }): StageProbabilityRow => {
      const { counts, durations } = spellsOf(byStage.get(id) ?? [], asOfDay);
      const { share, interval, unresolved, decided: n } = settle(durations, level);
      const prior = probability ?? whole.share;
      undated += counts.undated;
      const isIn = (row: EndRow): boolean =>
        row.stage === id && row.days !== null && (row.outcome === 'won' || row.outcome === 'lost');
      const own = blend(share, n, prior, priorDeals, level);
      return {
        key: `stage:${id}`,
        value: own.value,
        n,
        definition,
        behind: end.behind(isIn),
        stage: id,
        name,
        archived,
        won: counts.on,
        lost: counts.lost,
        nOpen: counts.open,
        estimate: share,
        estimateInterval: interval,
        unresolved,
        configured: probability ?? null,
        prior,
        weight: own.weight,
        interval: own.interval,
      };
    });
  const isBlind = provenance ? provenance.history === 'none' : rows.every((row) => row.n + row.nOpen === 0);
  return {
    rows,
    definition,
    leftOut: leftOutOf([['no-entry-date', undated + end.undatedBy((row) => row.stage !== '')]]),
    needs: isBlind ? ['history'] : [],
    overall: { estimate: whole.share, interval: whole.interval, n: whole.decided },
  };
}

/** The estimate and the prior by their weights, with the interval of the Beta distribution that they make. */
function blend(
  estimate: number | null,
  n: number,
  prior: number | null,
  priorDeals: number,
  level: number,
): { readonly value: number | null; readonly weight: number; readonly interval: Interval | null } {
  const kappa = prior === null ? 0 : priorDeals;
  const weight = n + kappa > 0 ? n / (n + kappa) : 0;
  if (estimate === null) {
    const interval = prior === null ? null : betaInterval(kappa * prior, kappa * (1 - prior), level);
    return { value: prior, weight: 0, interval };
  }
  const wins = n * estimate + kappa * (prior ?? 0);
  return {
    value: wins / (n + kappa),
    weight,
    interval: betaInterval(wins, n + kappa - wins, level),
  };
}

/** null where one of the two is 0: then nothing is known of how far it may be from there. */
function betaInterval(a: number, b: number, level: number): Interval | null {
  if (!(a > 0 && b > 0)) return null;
  const tail = (1 - level) / 2;
  return { low: betaQuantile(tail, a, b), high: betaQuantile(1 - tail, a, b) };
}
