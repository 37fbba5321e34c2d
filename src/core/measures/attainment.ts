import type { Goal } from '../model.js';
import type { DailyRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import { goalFor, goalScopes } from './goals.js';
import { readTable } from './read.js';
import { addRow, emptySums, knownMoney, leftOutOf, moneyOf, ratio } from './sums.js';
import type { Definition, Measure, MoneyTotal, Row } from './types.js';
import type { SeriesInterval } from './weighted-pipeline.js';

export interface AttainmentOptions {
  readonly window: SeriesInterval;
  /** Windows before it, to compare with by the same elapsed share. */
  readonly previous?: readonly SeriesInterval[];
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  readonly by?: 'owner' | 'team';
  readonly currency?: string;
  /** In the place of the data's own. */
  readonly goals?: readonly Goal[];
}

/** Another window, as far as it had come when the same share of its days was over, and as it ended. */
export interface SamePoint {
  readonly window: SeriesInterval;
  readonly wonByNow: number | null;
  readonly won: number | null;
  /** Won by then ÷ won in all. */
  readonly share: number | null;
}

/** What was won of a goal. `value` is won ÷ goal, `n` counts the deals won. Shares are 0..1. */
export interface AttainmentRow extends Row {
  /** Id of the owner, or the team; `''`: everyone, and for deals that have none. */
  readonly group: string;
  readonly won: MoneyTotal;
  readonly goal: number | null;
  /** Share of the window's days that are over; as-of's own day counts as over. */
  readonly elapsed: number;
  /** Goal × elapsed: what an even pace would have brought by now. */
  readonly even: number | null;
  /** Won − even: above zero is ahead. */
  readonly ahead: number | null;
  /** Won ÷ even. */
  readonly pace: number | null;
  readonly previous: readonly SamePoint[];
  /** Σ won by now ÷ Σ won over the previous windows: the share that is usually won by this point. */
  readonly usual: number | null;
  /** Goal × usual, and won less that: the same against the pace of the past. */
  readonly usualByNow: number | null;
  readonly aheadOfUsual: number | null;
}

/** The tables that {@link measureAttainment} reads. */
export const attainmentTables = ({ by }: Pick<AttainmentOptions, 'by'> = {}): SummaryRequest => ({
  daily: by === undefined ? {} : { by: [by] },
});

/**
 * Attainment: won in the window ÷ its goal, and pacing: against the share of its days that is over, and against what
 * earlier windows had brought when the same share of theirs was over (a quarter that is always made in its last weeks
 * is not behind in its first). Deals count by the day of their close, where they are now.
 *
 * One row, or one an owner or team who won something or has a goal. A goal is that of `goalFor`; where the view is
 * filtered, the sum of the goals of those who are shown. null where no goal covers the window, or it is 0.
 *
 * @throws PipelineError `summary-lacks`
 * @example // goal 1,000; 400 won, half of the days over; in the last two quarters 30 % and 50 % were won by then
 *   measureAttainment(summary, { window: q3, previous: [q1, q2] }).rows[0]
 *   // { value: 0.4, even: 500, ahead: -100, pace: 0.8, usual: 0.4, aheadOfUsual: 0, … }
 */
export function measureAttainment(
  summary: PipelineSummary,
  options: AttainmentOptions,
): Measure<AttainmentRow> {
  const { window, previous = [], pipeline, by, currency } = options;
  const { frame } = summary;
  const daily = readTable(summary, 'daily', { pipeline, by });
  const isIn = ({ what, day }: DailyRow, { from, to }: SeriesInterval): boolean =>
    what === 'won' && day !== null && day >= from && day < to;
  const won = daily.rows.filter((row) => row.what === 'won');
  const current = won.filter((row) => isIn(row, window));
  const compared = won.filter((row) => [window, ...previous].some((one) => isIn(row, one)));
  const shown = shownCurrency(summary, compared, options);
  const money = moneyOf(summary, compared, shown ?? currency);
  // What the host states is in the currency that is shown, unless it says otherwise.
  const goals = options.goals?.map((goal): Goal => ({ ...goal, currency: goal.currency ?? shown ?? '' }));
  const stated = goals ? { ...frame, goals } : frame;
  const days = window.to - window.from;
  const elapsed = Math.min(1, Math.max(0, (frame.asOfDay + 1 - window.from) / days));
  const definition: Definition = {
    measure: 'attainment',
    pipeline: pipeline ?? null,
    window,
    by: by ?? null,
    currency: currency ?? null,
  };

  const everyone = goals ? [{}] : goalScopes(frame.filter);
  const goalOf = (group: string): number | null => {
    if (shown === null || (by !== undefined && group === '')) return null;
    const scopes = by === undefined ? everyone : [by === 'owner' ? { owner: group } : { team: group }];
    const parts = scopes?.map((scope) => goalFor(stated, { ...scope, pipeline }, window, shown)) ?? [null];
    return parts.reduce(
      (sum, part) => (sum === null || part === null ? null : sum + part),
      0 as number | null,
    );
  };
  const sumOf = (group: string, interval: SeriesInterval) => {
    const sums = emptySums();
    for (const row of won) if (isIn(row, interval) && daily.dim(row) === group) addRow(sums, row);
    return sums;
  };
  const pointOf = (group: string, one: SeriesInterval): SamePoint => {
    const now = one.from + Math.round(elapsed * (one.to - one.from));
    const byNow = sumOf(group, { ...one, to: now });
    const whole = sumOf(group, one);
    const wonByNow = knownMoney(money(byNow.per), byNow).amount;
    const all = knownMoney(money(whole.per), whole).amount;
    return { window: one, wonByNow, won: all, share: ratio(wonByNow, all) };
  };
  const rowOf = (group: string): AttainmentRow => {
    const sums = sumOf(group, window);
    const total = knownMoney(money(sums.per), sums);
    const goal = goalOf(group);
    const even = goal === null ? null : goal * elapsed;
    const points = previous.map((one) => pointOf(group, one));
    const usual = points.length === 0 ? null : ratio(sumUp(points, 'wonByNow'), sumUp(points, 'won'));
    const usualByNow = goal === null || usual === null ? null : goal * usual;
    return {
      key: by === undefined ? 'all' : `${by}:${group}`,
      value: ratio(total.amount, goal),
      n: sums.n,
      definition,
      behind: daily.behind((row) => isIn(row, window) && daily.dim(row) === group),
      group,
      won: total,
      goal,
      elapsed,
      even,
      ahead: less(total.amount, even),
      pace: ratio(total.amount, even),
      previous: points,
      usual,
      usualByNow,
      aheadOfUsual: less(total.amount, usualByNow),
    };
  };
  const groups = new Set(by === undefined ? [''] : current.map((row) => daily.dim(row)));
  if (by !== undefined) {
    for (const owner of frame.owners) {
      const group = by === 'owner' ? owner.id : (owner.team ?? '');
      if (goalOf(group) !== null) groups.add(group);
    }
  }
  const all = emptySums();
  for (const row of current) addRow(all, row);
  return {
    rows: [...groups].sort().map(rowOf),
    definition,
    leftOut: leftOutOf([
      ['no-closed-date', won.reduce((n, row) => n + (row.day === null ? row.n : 0), 0)],
      ['no-amount', all.n - all.nAmount],
      ['mixed-currencies', money(all.per).amount === null ? all.nAmount : 0],
    ]),
    needs: [],
  };
}

const less = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

function sumUp(points: readonly SamePoint[], field: 'won' | 'wonByNow'): number | null {
  return points.reduce<number | null>((sum, point) => {
    const own = point[field];
    return sum === null || own === null ? null : sum + own;
  }, 0);
}

/** The currency of goals: that of what was won, else the data's or that of its goals; null: amounts are mixed. */
function shownCurrency(
  summary: PipelineSummary,
  won: readonly DailyRow[],
  { currency, goals }: AttainmentOptions,
): string | null {
  const { frame } = summary;
  const all = emptySums();
  for (const row of won) addRow(all, row);
  if (all.nAmount > 0) return moneyOf(summary, won, currency)(all.per).currency;
  return currency ?? frame.provenance?.currency ?? (goals ?? frame.goals)[0]?.currency ?? '';
}
