/** A deal as it was at as-of. */
import type { Deal, ForecastCategory } from '../model.js';
import type { DealReader } from './reader.js';
import type { Day, DealFacts, VisitFacts } from './types.js';

/** Facts of a deal at as-of, filter not applied; undefined: it did not exist. What is read and how: `DealReader`. */
export function deriveFacts(reader: DealReader, deal: Deal): DealFacts | undefined {
  if (!reader.read(deal)) return undefined;
  const { before, kind, place, pipeline, stage } = reader;
  const category = before.forecastCategory === undefined ? deal.forecastCategory : before.forecastCategory;
  return {
    deal,
    pipeline,
    stage,
    kind,
    mapped: place !== undefined,
    owner: textOr(before.owner, before.owner === null ? '' : (deal.owner ?? '')),
    source: deal.source ?? '',
    currency: reader.currency,
    amount: reader.amount,
    probability: reader.probability,
    category: (category as ForecastCategory | null | undefined) ?? place?.stage.forecastCategory ?? '',
    created: reader.created,
    closed: reader.closed,
    expected: reader.expected,
    lostReason: kind === 'lost' ? (deal.lostReason ?? '') : '',
    visits: staysOf(reader),
    enteredStage: reader.enteredStage(),
    mask: maskOf(reader),
    closedFrom: kind === 'open' ? '' : lastOpen(reader),
  };
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/**
 * Stays, each ending where the next begins. The last one goes on, unless the deal is known to be elsewhere now: then it
 * was left for there on an unknown day (`left` undefined, `next` set), and counts as neither finished nor running.
 */
function staysOf(reader: DealReader): readonly VisitFacts[] {
  const { stays, entryPipeline, entryStage, entryDay } = reader;
  const visits: VisitFacts[] = [];
  for (let k = 0; k < stays; k++) {
    const isLast = k === stays - 1;
    const pipeline = entryPipeline[k] as string;
    visits.push({
      pipeline,
      stage: entryStage[k] as string,
      entered: entryDay[k] as Day,
      left: reader.leftOf(k),
      next: !isLast ? (entryStage[k + 1] as string) : reader.isThere ? '' : reader.stage,
      transferred: (isLast ? reader.pipeline : entryPipeline[k + 1]) !== pipeline,
    });
  }
  return visits;
}

/** Bits of the open stages visited and of the present one, as hex text. */
function maskOf({ stays, pipeline, place, entryPipeline, entryPlace }: DealReader): string {
  let low = place !== undefined && place.bit >= 0 && place.bit < 31 ? 1 << place.bit : 0;
  let high = place !== undefined && place.bit >= 31 ? [place.bit] : undefined;
  for (let k = 0; k < stays; k++) {
    const bit = entryPipeline[k] === pipeline ? (entryPlace[k]?.bit ?? -1) : -1;
    if (bit >= 31) (high ??= []).push(bit);
    else if (bit >= 0) low |= 1 << bit;
  }
  if (high === undefined) return low.toString(16);
  return high.reduce((mask, bit) => mask | (1n << BigInt(bit)), BigInt(low)).toString(16);
}

function lastOpen({ stays, pipeline, entryPipeline, entryStage, entryPlace }: DealReader): string {
  for (let k = stays - 1; k >= 0; k--)
    if (entryPipeline[k] === pipeline && (entryPlace[k]?.bit ?? -1) >= 0) return entryStage[k] as string;
  return '';
}
