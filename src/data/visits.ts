import type { Visit, When } from '../core/model.js';
import { roughTime } from './dates.js';

export const NO_VISITS: readonly Visit[] = Object.freeze([]);

/** In time order; of those entered at one moment, the present stage is the last. */
export function sortVisits(visits: readonly Visit[], presentStage: string): readonly Visit[] {
  const isPresent = (visit: Visit): number => Number(visit.stage === presentStage);
  return [...visits].sort(
    (a, b) => roughTime(a.enteredAt) - roughTime(b.enteredAt) || isPresent(a) - isPresent(b),
  );
}

export function areInOrder(visits: readonly Visit[]): boolean {
  return visits.every(
    (visit, at) => at === 0 || roughTime((visits[at - 1] as Visit).enteredAt) <= roughTime(visit.enteredAt),
  );
}

/**
 * The visits of a closed deal with its last one, which `closedAt` states, where that is missing; `undefined` where it is not. A close date
 * without a time may lie before the last step of its day: then the visit begins with that step, so that visits stay in order.
 */
export function withClosingVisit(
  visits: readonly Visit[],
  deal: { readonly pipeline: string; readonly stage: string },
  closedAt: When,
): readonly Visit[] | undefined {
  const last = visits[visits.length - 1];
  if (last?.stage === deal.stage && (last.pipeline ?? deal.pipeline) === deal.pipeline) return undefined;
  const late = last !== undefined && roughTime(last.enteredAt) > roughTime(closedAt);
  return [...visits, Object.freeze({ stage: deal.stage, enteredAt: late ? last.enteredAt : closedAt })];
}
