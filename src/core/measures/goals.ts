import { parseDay } from '../calendar/days.js';
import type { Goal } from '../model.js';
import { toMinor, totalOf } from '../numeric/money.js';
import type { Day, DayRange, Filter, ViewFrame } from '../view/types.js';
import { addMoney } from './sums.js';

/** Whose goal: an owner's, a team's, or (neither) everyone's. */
export interface GoalScope {
  readonly owner?: string;
  readonly team?: string;
  readonly pipeline?: string;
}

/** A goal as days, in major units of the currency asked for. */
export interface GoalStep {
  readonly from: Day;
  readonly to: Day;
  readonly amount: number;
}

interface Placed {
  readonly goal: Goal;
  readonly start: Day;
  readonly end: Day;
}

/**
 * The goal for a window in the major units of a currency: the sum of the goals that lie inside of it and, one after
 * the other, cover it day by day; a goal is never split by days. Where goals overlap (a year's beside its quarters'),
 * the longest that fit count, not their sum; two for the very same days add up. For one pipeline its own goals count
 * (and, where it is the only one, those that name none); for all of them those that name none, else every pipeline's.
 * @returns null where no such goals are stated, they leave a gap, the window has an open end, or a rate is missing.
 * @example goalFor(frame, { owner: 'ana' }, q1, 'EUR') // 300000, from goals of 100,000 for January, February, March
 */
export function goalFor(
  frame: ViewFrame,
  scope: GoalScope,
  window: DayRange | undefined,
  currency: string,
): number | null {
  const chosen = chosenGoals(frame, scope, window);
  return chosen === undefined ? null : sumOf(frame, chosen, currency);
}

/**
 * The goals that {@link goalFor} adds up, of several scopes at once, in order: what a stepped line is drawn from.
 * @returns null where it gives null for any of them.
 */
export function goalSteps(
  frame: ViewFrame,
  scopes: readonly GoalScope[],
  window: DayRange,
  currency: string,
): readonly GoalStep[] | null {
  const steps: GoalStep[] = [];
  for (const scope of scopes) {
    for (const placed of chosenGoals(frame, scope, window) ?? [undefined]) {
      const amount = placed === undefined ? null : sumOf(frame, [placed], currency);
      if (placed === undefined || amount === null) return null;
      steps.push({ from: placed.start, to: placed.end, amount });
    }
  }
  return steps.length === 0 ? null : steps.sort((a, b) => a.from - b.from || a.to - b.to);
}

/**
 * Whose goals a filtered view is to be held against: those of the owners or teams that it shows, else everyone's.
 * @returns undefined where it shows some part that nobody states goals for, such as one source.
 * @example goalScopes({ owner: ['ana', 'ben'] }) // [{ owner: 'ana' }, { owner: 'ben' }]
 */
export function goalScopes({ owner, team, pipeline, ...rest }: Filter): readonly GoalScope[] | undefined {
  if (Object.values(rest).some((wanted) => wanted !== undefined)) return undefined;
  if ((owner && team) || (pipeline && pipeline.length > 1)) return undefined;
  const within = pipeline ? { pipeline: pipeline[0] } : {};
  const people = owner?.map((id) => ({ owner: id })) ?? team?.map((name) => ({ team: name })) ?? [{}];
  return people.map((scope) => ({ ...scope, ...within }));
}

/** Whether any goal of these scopes touches a window: if it has none, {@link goalSteps} had some that do not fit. */
export const hasGoalsIn = (
  { goals }: Pick<ViewFrame, 'goals'>,
  scopes: readonly GoalScope[],
  window: { readonly from: Day; readonly to: Day },
): boolean =>
  goals.some((goal) => {
    const [start = Infinity, end = -Infinity] = [parseDay(goal.from), parseDay(goal.to)];
    const isTheirs = scopes.some(({ owner, team }) => goal.owner === owner && goal.team === team);
    return isTheirs && start < window.to && end > window.from;
  });

function chosenGoals(
  frame: ViewFrame,
  scope: GoalScope,
  window: DayRange | undefined,
): readonly Placed[] | undefined {
  const { from, to } = window ?? {};
  if (from === undefined || to === undefined) return undefined;
  const inside = frame.goals.flatMap((goal): Placed[] => {
    const start = parseDay(goal.from);
    const end = parseDay(goal.to);
    const isIn = start !== undefined && end !== undefined && start >= from && end <= to && start < end;
    return isIn && goal.owner === scope.owner && goal.team === scope.team ? [{ goal, start, end }] : [];
  });
  const isGeneral = ({ goal }: Placed): boolean => goal.pipeline === undefined;
  const isOnly = frame.pipelines.length === 1;
  const hasGeneral = inside.some(isGeneral);
  const candidates = inside.filter((placed) =>
    scope.pipeline === undefined
      ? isGeneral(placed) || !hasGeneral
      : placed.goal.pipeline === scope.pipeline || (isOnly && isGeneral(placed)),
  );
  const chosen: Placed[] = [];
  // Goals that name their pipeline and those that do not are two ways to say one thing where there is only one.
  const groupOf = ({ goal }: Placed): string | undefined =>
    scope.pipeline === undefined ? goal.pipeline : '';
  for (const group of new Set(candidates.map(groupOf))) {
    const cover = coverOf(
      candidates.filter((placed) => groupOf(placed) === group),
      from,
      to,
    );
    if (cover === undefined) return undefined;
    chosen.push(...cover);
  }
  return chosen.length === 0 ? undefined : chosen;
}

/** Goals that follow one another from `at` to `to`, long ones first; dead ends are remembered, so that it stays fast. */
function coverOf(goals: readonly Placed[], at: Day, to: Day, dead = new Set<Day>()): Placed[] | undefined {
  if (at === to) return [];
  const ends = new Set(goals.filter(({ start }) => start === at).map(({ end }) => end));
  for (const end of [...ends].sort((a, b) => b - a)) {
    const rest = dead.has(end) ? undefined : coverOf(goals, end, to, dead);
    if (rest) return [...goals.filter((goal) => goal.start === at && goal.end === end), ...rest];
  }
  dead.add(at);
  return undefined;
}

function sumOf(frame: ViewFrame, goals: readonly Placed[], currency: string): number | null {
  const per = new Map<string, number>();
  for (const { goal } of goals) {
    const code = goal.currency ?? frame.provenance?.currency ?? currency;
    addMoney(per, code, toMinor(goal.amount, code) ?? NaN);
  }
  const total = totalOf(per, frame.rates, currency);
  return total.currency === currency ? total.amount : null;
}
