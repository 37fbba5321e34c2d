import { parseDay } from '../calendar/days.js';
import type { Goal } from '../model.js';
import { toMinor, totalOf } from '../numeric/money.js';
import type { ViewFrame, DayRange } from '../view/types.js';
import { addMoney } from './sums.js';

/** Whose goal: an owner's, a team's, or (neither) everyone's. */
export interface GoalScope {
  readonly owner?: string;
  readonly team?: string;
  readonly pipeline?: string;
}

/**
 * The goal for a window in the major units of a currency: the sum of the goals that lie inside of it, where together
 * they cover it day by day; a goal is never split by days. For one pipeline its own goals count (and, where it is the
 * only one, those that name none); for all of them those that name none, else every pipeline's.
 * @returns null where no such goals are stated, the window has an open end, or a rate is missing.
 * @example goalFor(frame, { owner: 'ana' }, q1, 'EUR') // 300000, from goals of 100,000 for January, February, March
 */
export function goalFor(
  frame: ViewFrame,
  scope: GoalScope,
  window: DayRange | undefined,
  currency: string,
): number | null {
  const { from, to } = window ?? {};
  if (from === undefined || to === undefined) return null;
  const inside = frame.goals.flatMap((goal) => {
    const start = parseDay(goal.from);
    const end = parseDay(goal.to);
    const isIn = start !== undefined && end !== undefined && start >= from && end <= to && start < end;
    return isIn && goal.owner === scope.owner && goal.team === scope.team ? [{ goal, start, end }] : [];
  });
  const isGeneral = (goal: Goal): boolean => goal.pipeline === undefined;
  const isOnly = frame.pipelines.length === 1;
  const hasGeneral = inside.some(({ goal }) => isGeneral(goal));
  const chosen = inside.filter(({ goal }) =>
    scope.pipeline === undefined
      ? isGeneral(goal) || !hasGeneral
      : goal.pipeline === scope.pipeline || (isOnly && isGeneral(goal)),
  );
  let covered = from;
  for (const { start, end } of chosen.sort((a, b) => a.start - b.start)) {
    if (start > covered) return null;
    covered = Math.max(covered, end);
  }
  if (chosen.length === 0 || covered < to) return null;
  const per = new Map<string, number>();
  for (const { goal } of chosen) {
    const code = goal.currency ?? frame.provenance?.currency ?? currency;
    addMoney(per, code, toMinor(goal.amount, code) ?? NaN);
  }
  const total = totalOf(per, frame.rates, currency);
  return total.currency === currency ? total.amount : null;
}
