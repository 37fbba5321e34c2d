/** A deal as it was at as-of. */
import { rolledBack } from '../history/changes.js';
import { entriesBefore, momentOf, staysOf } from '../history/visits.js';
import type { Deal, ForecastCategory } from '../model.js';
import { toMinor } from '../numeric/money.js';
import type { FrameState, StagePlace } from './frame.js';
import type { DealFacts, VisitFacts } from './types.js';

/**
 * Facts of a deal at as-of, filter not applied. Nothing that happened at or after as-of is read:
 * - A deal created later (or, without a creation date, first seen later) is absent.
 * - With later visits, a later close or a later change of pipeline, the deal is where its last visit before as-of was;
 *   without one its stage is unknown, `''`. Else it is where the data says it is now. In the data's own present a later
 *   close date alone opens nothing again: the deal is closed, on a day that is not known yet.
 * - Where the past is unknown (`pastUnknown`), a deal without visits before as-of that was not closed by then was in an
 *   unknown stage, whatever its present one is; as was one that is closed on a day that nobody recorded.
 * - Fields with later changes have the value before the first of them.
 * - `closed` is `closedAt`, else the day of the closing visit. A closed deal's missing last visit is added from `closedAt`,
 *   not before the visit ahead of it.
 * Moments that can't be read count as not known.
 */
export function deriveFacts(state: FrameState, deal: Deal): DealFacts | undefined {
  const { asOf, timeZone, present, pastUnknown = false } = state.frame;
  const created = momentOf(deal.createdAt, timeZone);
  if (created !== undefined && created.at >= asOf) return undefined;
  const { entries, later } = entriesBefore(deal, asOf, timeZone);
  if (created === undefined && later && entries.length === 0) return undefined;

  const before = rolledBack(deal, asOf, timeZone);
  const closedAt = momentOf(deal.closedAt, timeZone);
  const closesLater = closedAt !== undefined && closedAt.at >= asOf;
  const presentKind = state.places.get(deal.pipeline)?.get(deal.stage)?.stage.kind ?? 'open';
  const isClosedByThen = presentKind !== 'open' && closedAt !== undefined && !closesLater;
  const isPast =
    later ||
    (closesLater && !present && presentKind !== 'open') ||
    before.pipeline !== undefined ||
    (pastUnknown && entries.length === 0 && !isClosedByThen);
  const last = entries[entries.length - 1];
  const pipeline = isPast && last !== undefined ? last.pipeline : textOr(before.pipeline, deal.pipeline);
  const stage = isPast ? (last?.stage ?? '') : deal.stage;
  const places = state.places.get(pipeline);
  const place = places?.get(stage);
  const kind = place?.stage.kind ?? 'open';

  if (kind !== 'open' && closedAt !== undefined && !closesLater) {
    const isThere = last !== undefined && last.stage === stage && last.pipeline === pipeline;
    if (!isThere)
      entries.push({ at: closedAt.at, day: Math.max(closedAt.day, last?.day ?? -Infinity), pipeline, stage });
  }
  const visits = staysOf(entries, pipeline, stage);
  const end = visits[visits.length - 1];
  const enteredStage = end !== undefined && end.next === '' && end.stage === stage ? end.entered : undefined;

  const currency = deal.currency ?? state.currency;
  const amount = before.amount === undefined ? deal.amount : before.amount;
  const probability = before.probability === undefined ? deal.probability : before.probability;
  const expected = before.expectedCloseAt === undefined ? deal.expectedCloseAt : before.expectedCloseAt;
  const category = before.forecastCategory === undefined ? deal.forecastCategory : before.forecastCategory;
  return {
    deal,
    pipeline,
    stage,
    kind,
    mapped: place !== undefined,
    owner: textOr(before.owner, before.owner === null ? '' : (deal.owner ?? '')),
    source: deal.source ?? '',
    currency,
    amount: typeof amount === 'number' ? toMinor(amount, currency) : undefined,
    probability:
      typeof probability === 'number' && probability >= 0 && probability <= 1 ? probability : undefined,
    category: (category as ForecastCategory | null | undefined) ?? place?.stage.forecastCategory ?? '',
    created: created?.day,
    closed: kind === 'open' ? undefined : closesLater ? enteredStage : (closedAt?.day ?? enteredStage),
    expected: typeof expected === 'string' ? momentOf(expected, timeZone)?.day : undefined,
    lostReason: kind === 'lost' ? (deal.lostReason ?? '') : '',
    visits,
    enteredStage,
    mask: maskOf(visits, pipeline, places, place),
    closedFrom: kind === 'open' ? '' : lastOpen(visits, pipeline, places),
  };
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

type Places = ReadonlyMap<string, StagePlace> | undefined;

/** Bits of the open stages visited and of the present one, as hex text. */
function maskOf(
  visits: readonly VisitFacts[],
  pipeline: string,
  places: Places,
  present: StagePlace | undefined,
): string {
  if (places === undefined) return '0';
  let low = present !== undefined && present.bit >= 0 && present.bit < 31 ? 1 << present.bit : 0;
  let high = present !== undefined && present.bit >= 31 ? [present.bit] : undefined;
  for (const visit of visits) {
    const bit = visit.pipeline === pipeline ? (places.get(visit.stage)?.bit ?? -1) : -1;
    if (bit >= 31) (high ??= []).push(bit);
    else if (bit >= 0) low |= 1 << bit;
  }
  if (high === undefined) return low.toString(16);
  return high.reduce((mask, bit) => mask | (1n << BigInt(bit)), BigInt(low)).toString(16);
}

function lastOpen(visits: readonly VisitFacts[], pipeline: string, places: Places): string {
  for (let i = visits.length - 1; i >= 0; i--) {
    const visit = visits[i] as VisitFacts;
    if (visit.pipeline === pipeline && (places?.get(visit.stage)?.bit ?? -1) >= 0) return visit.stage;
  }
  return '';
}
