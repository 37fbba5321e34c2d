import { PipelineError } from '../errors.js';
import type { StageKind } from '../model.js';
import { intervalStart } from '../summary/interval-start.js';
import type { Dimension, MoveRow, PipelineSummary, SeriesRequest, SummaryRequest } from '../summary/types.js';
import type { Day } from '../view/types.js';
import { readTable } from './read.js';
import { addMoney, addRow, emptySums, leftOutOf, moneyOf, ratio, type Sums } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';
import { splitChange, velocityOf, type VelocityChange, type VelocityFactors } from './velocity-factors.js';
import type { SeriesInterval } from './weighted-pipeline.js';

export interface VelocityOptions {
  /** Whole weeks, months or quarters, in order, not overlapping, as `intervalsOf` of the calendar gives them. */
  readonly intervals: readonly SeriesInterval[];
  /** What the intervals are; default `month`. */
  readonly interval?: SeriesRequest['interval'];
  readonly weekStart?: number;
  readonly fiscalYearStart?: number;
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  readonly by?: Dimension;
  readonly currency?: string;
}

/** Velocity at the end of an interval, in currency per day. `n` counts the deals closed in it. */
export interface VelocityRow extends Row {
  readonly interval: SeriesInterval;
  /** Value of the dimension, `''` where none was asked for, and for deals that have none. */
  readonly group: string;
  /** The interval is not over at as-of. */
  readonly running: boolean;
  /** Deals open at its end, or at as-of. */
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  /** Won ÷ (won + lost). */
  readonly winRate: number | null;
  readonly wonAmount: MoneyTotal;
  /** Amount won ÷ won deals with an amount. */
  readonly averageWon: number | null;
  /** Mean days from creation to won. */
  readonly cycle: number | null;
  /**
   * Change since the interval before, and what each factor moved of it: the four parts add up to it. null in the first
   * interval, and where velocity is not known in one of the two.
   */
  readonly change: VelocityChange | null;
}

/** The tables that {@link measureVelocity} reads. */
export const velocityTables = ({
  interval = 'month',
  weekStart,
  fiscalYearStart,
  by,
}: Omit<VelocityOptions, 'intervals'> = {}): SummaryRequest => ({
  move: {
    interval,
    ...(weekStart === undefined ? {} : { weekStart }),
    ...(fiscalYearStart === undefined ? {} : { fiscalYearStart }),
    ...(by === undefined ? {} : { by: [by] }),
  },
});

interface Tally {
  /** Entries into open stages less departures from them. */
  opened: number;
  won: Sums;
  lost: number;
  ageN: number;
  age: number;
}
const emptyTally = (): Tally => ({ opened: 0, won: emptySums(), lost: 0, ageN: 0, age: 0 });

/**
 * Sales velocity at the end of each interval: open deals × win rate × average won amount ÷ mean cycle, in currency per
 * day. Win rate, average and cycle are those of the deals closed in the interval; open are the deals that were open at
 * its end. All of it is rebuilt from the moves of the time: a deal that was won and opened again later was won then, and
 * none is counted by the stage it is in now. Amounts, owners and sources are those of now.
 *
 * Velocity is null where a factor is not known: nothing closed, no won deal with an amount (0 where all were lost), a
 * mean cycle of 0 days. `change` splits the difference from the interval before by Shapley's rule (each factor's effect
 * averaged over all orders in which the four may change), so that the parts add up to it exactly, also where a factor
 * is 0 or negative.
 *
 * @throws PipelineError `summary-lacks`, also where intervals are not those that the table was summed by
 * @example // 10 open, 4 of 8 won for 1,000 on average in 40 days
 *   measureVelocity(summary, { intervals: [march] }).rows[0] // { value: 125, open: 10, winRate: 0.5, … }
 */
export function measureVelocity(summary: PipelineSummary, options: VelocityOptions): Measure<VelocityRow> {
  const { intervals, interval = 'month', weekStart, fiscalYearStart, pipeline, by, currency } = options;
  const move = readTable(summary, 'move', { pipeline, by });
  const startOf = intervalStart(interval, { weekStart, fiscalYearStart });
  const asked = summary.request.move;
  const askedStart = intervalStart(asked?.interval ?? 'week', asked ?? {});
  for (const { from, to } of intervals) {
    const isWhole = [from, to].every((day) => startOf(day) === day && askedStart(day) === day);
    if (!isWhole || (asked?.interval ?? 'week') !== interval)
      throw new PipelineError('summary-lacks', { table: 'move' });
  }
  const kindOf = kindLookup(summary);
  const isClosing = (row: MoveRow): boolean => !row.undone && kindOf(row.pipeline, row.to) !== 'open';
  const isIn = (row: MoveRow, { from, to }: SeriesInterval): boolean =>
    row.start !== null && row.start >= from && row.start < to;
  const closings = move.rows.filter((row) => isClosing(row) && intervals.some((one) => isIn(row, one)));
  const wins = closings.filter((row) => kindOf(row.pipeline, row.to) === 'won');
  const money = moneyOf(summary, wins, currency);

  const groups = new Map<string, Map<Day, Tally>>(by === undefined ? [['', new Map<Day, Tally>()]] : []);
  for (const row of move.rows) {
    if (row.start === null) continue;
    const ofGroup = groups.get(move.dim(row)) ?? new Map<Day, Tally>();
    groups.set(move.dim(row), ofGroup);
    const tally = ofGroup.get(row.start) ?? emptyTally();
    ofGroup.set(row.start, tally);
    const { from, to, n } = row;
    if (isPlace(from) && kindOf(row.pipeline, from) === 'open') tally.opened -= n;
    if (isPlace(to) && kindOf(row.pipeline, to) === 'open') tally.opened += n;
    if (!isPlace(to) || !isClosing(row)) continue;
    if (kindOf(row.pipeline, to) === 'lost') tally.lost += n;
    else {
      addRow(tally.won, row);
      tally.ageN += row.ageN;
      tally.age += row.age;
    }
  }

  const definition: Definition = {
    measure: 'velocity',
    pipeline: pipeline ?? null,
    interval,
    by: by ?? null,
    currency: currency ?? null,
  };
  const rowsOf = ([group, tallies]: readonly [string, ReadonlyMap<Day, Tally>]): VelocityRow[] => {
    const times = [...tallies].sort(([a], [b]) => a - b);
    let next = 0;
    let open = 0;
    let before: VelocityFactors | null = null;
    return intervals.map((one): VelocityRow => {
      const sums = emptyTally();
      for (; next < times.length && times[next]![0] < one.to; next++) {
        const [start, tally] = times[next]!;
        open += tally.opened;
        if (start < one.from) continue;
        for (const [code, minor] of tally.won.per) addMoney(sums.won.per, code, minor);
        sums.won.n += tally.won.n;
        sums.won.nAmount += tally.won.nAmount;
        sums.lost += tally.lost;
        sums.ageN += tally.ageN;
        sums.age += tally.age;
      }
      const won = sums.won.n;
      const wonAmount = money(sums.won.per);
      const winRate = ratio(won, won + sums.lost);
      const averageWon = ratio(wonAmount.amount, sums.won.nAmount);
      const cycle = ratio(sums.age, sums.ageN);
      const isKnown = winRate !== null && (won === 0 || (averageWon !== null && cycle !== null && cycle > 0));
      const factors: VelocityFactors | null = isKnown ? { open, winRate, averageWon, cycle } : null;
      const change = splitChange(before, factors);
      before = factors;
      return {
        key: by === undefined ? one.key : `${one.key}|${by}:${group}`,
        value: factors && velocityOf(factors),
        n: won + sums.lost,
        definition,
        behind: move.behind((row) => isIn(row, one) && isClosing(row) && move.dim(row) === group),
        interval: one,
        group,
        running: summary.frame.asOfDay < one.to - 1,
        open,
        won,
        lost: sums.lost,
        winRate,
        wonAmount,
        averageWon,
        cycle,
        change,
      };
    });
  };
  const undated = (keep: (row: MoveRow) => boolean): number =>
    move.rows.reduce((n, row) => n + (row.start === null && keep(row) ? row.n : 0), 0);
  const all = emptySums();
  for (const row of wins) addRow(all, row);
  return {
    rows: [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(rowsOf),
    definition,
    leftOut: leftOutOf([
      ['no-created-date', undated((row) => row.from === null && kindOf(row.pipeline, row.to) === 'open')],
      ['no-closed-date', undated((row) => kindOf(row.pipeline, row.to) !== 'open')],
      ['no-amount', all.n - all.nAmount],
      ['mixed-currencies', money(all.per).amount === null ? all.nAmount : 0],
    ]),
    needs: closings.length === 0 ? ['closed-deals'] : [],
  };
}

/** Stages in the place of other pipelines (`→`, `←`) and creation are no places. */
const isPlace = (stage: string | null): stage is string =>
  stage !== null && !stage.startsWith('→') && !stage.startsWith('←');

/** The kind of a stage; stages that the pipeline lacks are open. */
function kindLookup({ frame }: PipelineSummary): (pipeline: string, stage: string) => StageKind {
  const kinds = new Map(
    frame.pipelines.map(({ id, stages }) => [id, new Map(stages.map((stage) => [stage.id, stage.kind]))]),
  );
  return (pipeline, stage) => kinds.get(pipeline)?.get(stage) ?? 'open';
}
