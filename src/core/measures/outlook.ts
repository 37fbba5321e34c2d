import type { Goal } from '../model.js';
import { fromMinor, toMinor } from '../numeric/money.js';
import type { ExpectedRow, PipelineSummary, SummaryRequest } from '../summary/types.js';
import type { Day, ViewFrame } from '../view/types.js';
import { bookedTables, measureBooked, type BookedRow } from './booked.js';
import { goalScopes, goalSteps, hasGoalsIn, type GoalStep } from './goals.js';
import { readTable } from './read.js';
import { addRow, emptySums, leftOutOf, moneyOf, ratio } from './sums.js';
import type { Definition, LeftOutCode, Measure, Row } from './types.js';
import {
  measureWeightedPipeline,
  weightedPipelineTables,
  type OpenValue,
  type SeriesInterval,
  type WeightedPipelineRow,
} from './weighted-pipeline.js';

export interface OutlookOptions {
  readonly window: SeriesInterval;
  /** In order, not overlapping, within the window. */
  readonly intervals: readonly SeriesInterval[];
  /** A window to compare with, and its intervals. */
  readonly previous?: { readonly window: SeriesInterval; readonly intervals: readonly SeriesInterval[] };
  /** Id of the pipeline; default all. */
  readonly pipeline?: string;
  readonly currency?: string;
  /** In the place of the data's own. */
  readonly goals?: readonly Goal[];
}

/**
 * An interval side by side: won, the weighted pipeline, and the goal. `value` is won + weighted, null where either is
 * not known, `n` the deals of both.
 */
export interface OutlookRow extends Row {
  readonly interval: SeriesInterval;
  readonly phase: 'past' | 'current' | 'future';
  readonly booked: BookedRow;
  readonly open: WeightedPipelineRow;
  /** Weighted amount; 0 where no deal is expected, null where no probability is known. */
  readonly weighted: number | null;
  readonly goal: number | null;
  /** From the start of the window to the end of the interval. */
  readonly upTo: {
    /** Won by then, or by as-of; null after as-of. */
    readonly won: number | null;
    /** Won by as-of and the weighted pipeline up to then; null before as-of, or where no probability is known. */
    readonly expected: number | null;
    /** Goals that have begun by then. */
    readonly goal: number | null;
  };
}

export interface Outlook extends Measure<OutlookRow> {
  readonly window: SeriesInterval;
  /** The one that all figures are in; null: amounts are in several, and no rates are stated. */
  readonly currency: string | null;
  readonly won: { readonly n: number; readonly amount: number | null };
  /** Open deals expected to close in the window; overdue ones among them where as-of lies in it. */
  readonly open: Omit<OpenValue, 'weighted'> & { readonly weighted: number | null };
  /** All open deals whose expected date has passed. */
  readonly overdue: OpenValue;
  readonly goal: number | null;
  readonly goals: readonly GoalStep[] | null;
  /** There are goals for some of the window, but none, or no chain of them, for all of it. */
  readonly goalsMissing: boolean;
  /** Won ÷ goal. */
  readonly attainment: number | null;
  /** Share of the window's days that are over at as-of, 0..1. */
  readonly elapsed: number;
  /** Goal − won. */
  readonly toGo: number | null;
  /** Won + weighted − goal: below zero where it falls short. */
  readonly gap: number | null;
  /** Open amount, not weighted, ÷ (goal − won); null once the goal is met. */
  readonly coverage: number | null;
  readonly previous?: {
    readonly window: SeriesInterval;
    readonly rows: readonly BookedRow[];
    readonly won: number | null;
    /** Won by the same share of its days. */
    readonly wonByNow: number | null;
  };
}

/** The tables that {@link measureOutlook} reads. */
export const outlookTables = (): SummaryRequest => ({ ...bookedTables(), ...weightedPipelineTables() });

/**
 * Won, weighted pipeline and goal of a period, interval by interval and cumulative, all in one currency. Nothing here
 * is a forecast: the weighted pipeline has no range, and no revenue from deals that do not exist yet.
 * See {@link measureBooked}, {@link measureWeightedPipeline} and `goalFor` for the definitions of its parts.
 *
 * @throws PipelineError `summary-lacks`
 * @example // goal 1,000; 400 won, 600 open at 50 % expected by the end
 *   measureOutlook(summary, { window: q4, intervals: [q4] }) // { attainment: 0.4, gap: -300, coverage: 1, … }
 */
export function measureOutlook(summary: PipelineSummary, options: OutlookOptions): Outlook {
  const { window, intervals, pipeline, previous } = options;
  const { frame } = summary;
  const currency = currencyOf(summary, options);
  const common = { pipeline, currency: currency ?? options.currency };
  const booked = measureBooked(summary, { ...common, intervals });
  const open = measureWeightedPipeline(summary, { ...common, intervals });
  const [whole] = measureWeightedPipeline(summary, { ...common, intervals: [window] }).rows;
  const goalOf = goalsOf(frame, options, currency);
  const steps = goalOf(window);
  const sum = (...amounts: readonly (number | null)[]): number | null => addUp(amounts, currency);

  const last = booked.rows.at(-1);
  const won = last ? last.upTo.amount : currency === null ? null : 0;
  const definition: Definition = {
    measure: 'outlook',
    pipeline: pipeline ?? null,
    window,
    currency: options.currency ?? null,
  };
  // Where deals stood is not known: no deal expected is then not the same as nothing expected.
  const isBlind = open.needs.includes('history');
  let weighted: number | null = 0;
  const rows = booked.rows.map((own, at): OutlookRow => {
    const { interval } = own;
    const expected = open.rows[at] as WeightedPipelineRow;
    const phase = expected.current ? 'current' : interval.to <= frame.asOfDay ? 'past' : 'future';
    const isNone = expected.n === 0 && !(isBlind && phase !== 'past');
    const ownWeighted = isNone ? 0 : (expected.weighted?.amount ?? null);
    weighted = sum(weighted, ownWeighted);
    return {
      key: interval.key,
      value: sum(own.value, ownWeighted),
      n: own.n + expected.n,
      definition,
      behind: { ...own.behind, also: [expected.behind] },
      interval,
      phase,
      booked: own,
      open: expected,
      weighted: ownWeighted,
      goal: totalOf(goalOf(interval)),
      upTo: {
        won: phase === 'future' ? null : own.upTo.amount,
        expected: phase === 'past' ? null : sum(won, weighted),
        goal: steps && totalOf(steps.filter(({ from }) => from < interval.to)),
      },
    };
  });
  const goal = totalOf(steps);
  const toGo = sum(goal, won === null ? null : -won);
  const elapsed = share(frame.asOfDay, window);
  return {
    rows,
    definition,
    leftOut: together([...booked.leftOut, ...open.leftOut]),
    needs: open.needs,
    window,
    currency,
    won: { n: booked.rows.reduce((n, row) => n + row.n, 0), amount: won },
    open: { ...(whole as WeightedPipelineRow), weighted },
    overdue: open.overdue,
    goal,
    goals: steps,
    goalsMissing: steps === null && currency !== null && hasGoals(frame, options),
    attainment: ratio(won, goal),
    elapsed,
    toGo,
    gap: sum(won, weighted, goal === null ? null : -goal),
    coverage: isBlind ? null : ratio(whole?.sum.amount ?? null, toGo),
    ...(previous && { previous: compare(summary, previous, common, elapsed) }),
  };
}

/** Days of a window that are over, as a share of all of them; as-of's own day counts as over. */
const share = (asOfDay: Day, { from, to }: SeriesInterval): number =>
  Math.min(1, Math.max(0, (asOfDay + 1 - from) / (to - from)));

function compare(
  summary: PipelineSummary,
  { window, intervals }: NonNullable<OutlookOptions['previous']>,
  common: { readonly pipeline?: string; readonly currency?: string },
  elapsed: number,
): NonNullable<Outlook['previous']> {
  const now = window.from + Math.round(elapsed * (window.to - window.from));
  const { rows } = measureBooked(summary, { ...common, intervals });
  const [byNow] = measureBooked(summary, { ...common, intervals: [{ ...window, to: now }] }).rows;
  return { window, rows, won: rows.at(-1)?.upTo.amount ?? null, wonByNow: byNow?.value ?? null };
}

/**
 * The one currency in which all amounts of the window, won or expected, can be added up; where no deal in it has an
 * amount, that of the data, of its goals or of its other deals.
 */
function currencyOf(
  summary: PipelineSummary,
  { window: { from, to }, pipeline, currency, goals }: OutlookOptions,
): string | null {
  const { frame } = summary;
  const isIn = (day: Day | null): boolean => day !== null && day >= from && day < to;
  const dayOf = ({ expected }: ExpectedRow): Day | null =>
    expected === null ? null : Math.max(expected, frame.asOfDay);
  const known = [
    ...readTable(summary, 'daily', { pipeline }).rows,
    ...readTable(summary, 'expected', { pipeline }).rows,
  ];
  const rows = known.filter((row) => ('day' in row ? row.what === 'won' && isIn(row.day) : isIn(dayOf(row))));
  const all = emptySums();
  for (const row of rows) addRow(all, row);
  if (all.nAmount > 0) return moneyOf(summary, rows, currency)(all.per).currency;
  const stated = currency ?? frame.provenance?.currency ?? (goals ?? frame.goals)[0]?.currency;
  return stated ?? known.find(({ nAmount }) => nAmount > 0)?.currency ?? '';
}

const scopesOf = ({ filter }: ViewFrame, { goals, pipeline }: OutlookOptions) =>
  goals ? [{}] : goalScopes(filter)?.map((scope) => (pipeline ? { ...scope, pipeline } : scope));

const hasGoals = (frame: ViewFrame, options: OutlookOptions): boolean =>
  hasGoalsIn({ goals: options.goals ?? frame.goals }, scopesOf(frame, options) ?? [], options.window);

function goalsOf(
  frame: ViewFrame,
  options: OutlookOptions,
  currency: string | null,
): (window: SeriesInterval) => readonly GoalStep[] | null {
  const scopes = scopesOf(frame, options);
  // What the host states is in the currency that is shown, unless it says otherwise.
  const given = options.goals?.map((goal): Goal => ({ ...goal, currency: goal.currency ?? currency ?? '' }));
  const stated = given ? { ...frame, goals: given } : frame;
  return (window) => (scopes && currency !== null ? goalSteps(stated, scopes, window, currency) : null);
}

/** Sums in minor units, so that cents do not drift; null where any part is. */
function addUp(amounts: readonly (number | null)[], currency: string | null): number | null {
  let minor = 0;
  for (const amount of amounts) {
    const own = amount === null || currency === null ? undefined : toMinor(amount, currency);
    if (own === undefined) return null;
    minor += own;
  }
  return fromMinor(minor, currency ?? '');
}

const totalOf = (steps: readonly GoalStep[] | null): number | null =>
  steps && steps.reduce((sum, { amount }) => sum + amount, 0);

/** Both parts may leave out deals for one reason. */
function together(all: Measure<Row>['leftOut']): Measure<Row>['leftOut'] {
  const counts = new Map<LeftOutCode, number>();
  for (const { code, n } of all) counts.set(code, (counts.get(code) ?? 0) + n);
  return leftOutOf([...counts]);
}
