/** Everything the forecast reads of the deals, as columns of numbers: made once, replayed at any earlier day. */
import { dayOf } from '../calendar/when.js';
import type { Stage } from '../model.js';
import { fromMinor, rateOf } from '../numeric/money.js';
import type { Day, DealFacts, View, VisitFacts } from '../view/types.js';
import { DEEPEST, MOST_STAGES, PRIOR_STAY } from './constants.js';
import type { ForecastLeftOut } from './types.js';

/** A day that never came. */
export const NEVER: Day = 1 << 29;
/** Where a visit went, beside the numbers of stages. */
export const WON = -1;
export const LOST = -2;
/** Nowhere yet, or on a day that is not recorded: censored. */
export const NOWHERE = -3;

export interface BookStage {
  readonly pipeline: string;
  /** `''`: any open stage of a pipeline whose deals have no recorded visits, or of those seen too seldom. */
  readonly stage: string;
  /** Configured probability. */
  readonly prior?: number;
  /** Mean stay expected without history, days. */
  readonly stay: number;
}

/**
 * Deals with a known beginning, one a column. Days are plain days, NEVER where not reached; amounts are major units of
 * `currency`, NaN where unknown.
 */
export interface Book {
  readonly stages: readonly BookStage[];
  readonly facts: readonly DealFacts[];
  /** First day that is not seen: events of earlier days are known. */
  readonly today: Day;
  /** First day on which leaving a stage would have been recorded. */
  readonly since: Day;
  readonly created: Int32Array;
  readonly closed: Int32Array;
  /** 0 open, 1 won, 2 lost. */
  readonly outcome: Uint8Array;
  readonly amount: Float64Array;
  /** Visits of deal i: from `visitStart[i]` to `visitStart[i + 1]`. */
  readonly visitStart: Int32Array;
  readonly visitStage: Int32Array;
  readonly visitFrom: Int32Array;
  readonly visitTo: Int32Array;
  readonly visitNext: Int32Array;
  /** Amounts before their changes, ascending by day: deal i's from `changeStart[i]` to `changeStart[i + 1]`. */
  readonly changeStart: Int32Array;
  readonly changeDay: Int32Array;
  readonly changeFrom: Float64Array;
  readonly currency: string;
  readonly leftOut: readonly ForecastLeftOut[];
  /** Some visit is recorded. */
  readonly hasHistory: boolean;
}

/** The amount of deal i that was known when day `day` began. */
export function amountAt(book: Book, i: number, day: Day): number {
  const end = book.changeStart[i + 1] as number;
  for (let j = book.changeStart[i] as number; j < end; j++)
    if ((book.changeDay[j] as number) >= day) return book.changeFrom[j] as number;
  return book.amount[i] as number;
}

/** The visit deal i was in when day `day` began: the last one entered before it. It must have begun. */
export function visitAt(book: Book, i: number, day: Day): number {
  const first = book.visitStart[i] as number;
  let v = (book.visitStart[i + 1] as number) - 1;
  while (v > first && (book.visitFrom[v] as number) >= day) v--;
  return v;
}

/** Currency of the sums: the one asked for, else the rates' base, else the first that the data names. */
function currencyFor(view: View, wanted: string | undefined): string {
  if (wanted !== undefined) return wanted;
  if (view.frame.rates !== undefined) return view.frame.rates.base;
  const stated = view.frame.provenance?.currency;
  if (stated !== undefined) return stated;
  for (const { currency } of view.facts()) if (currency !== '') return currency;
  return '';
}

interface Stay {
  readonly stage: number;
  readonly from: Day;
  readonly to: Day;
  readonly next: number;
}

/**
 * Numbers stages in the order met, and knows their kind. Pipelines with the same open stages (ids, order, configured
 * probability and stay: regions, say, that work alike) are one process: apart, each would have a fraction of the history.
 */
class Stages {
  readonly list: BookStage[] = [];
  readonly #known = new Map<string, ReadonlyMap<string, Stage>>();
  readonly #numbers = new Map<string, number>();
  /** By pipeline, what its process is known by. */
  readonly #process = new Map<string, string>();

  constructor(view: View) {
    for (const { id, stages } of view.frame.pipelines) {
      this.#known.set(id, new Map(stages.map((stage) => [stage.id, stage])));
      const open = stages.filter(({ kind }) => kind === 'open');
      const process = open.map(({ id: stage, probability, idleAfterDays }) => [
        stage,
        probability,
        idleAfterDays,
      ]);
      this.#process.set(id, JSON.stringify(process));
    }
  }
  kindOf(pipeline: string, stage: string): Stage['kind'] {
    return this.#known.get(pipeline)?.get(stage)?.kind ?? 'open';
  }
  numberOf(pipeline: string, stage: string): number {
    const key = `${this.#process.get(pipeline) ?? pipeline}\u0000${stage}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      const known = this.#known.get(pipeline)?.get(stage);
      number =
        this.list.push({
          pipeline,
          stage,
          ...(known?.probability === undefined ? {} : { prior: known.probability }),
          stay:
            known?.idleAfterDays !== undefined && known.idleAfterDays > 0 ? known.idleAfterDays : PRIOR_STAY,
        }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** A deal's stays in open stages; a deal without recorded visits has one, from its creation, in its pipeline's stage `''`. */
function staysIn(facts: DealFacts, stages: Stages): Stay[] {
  const closed = facts.kind === 'open' ? NEVER : (facts.closed ?? NEVER);
  const end = facts.kind === 'won' ? WON : facts.kind === 'lost' ? LOST : NOWHERE;
  const open = facts.visits.filter(({ pipeline, stage }) => stages.kindOf(pipeline, stage) === 'open');
  if (open.length === 0) {
    const from = facts.created;
    if (from === undefined || (end !== NOWHERE && closed === NEVER)) return [];
    return [{ stage: stages.numberOf(facts.pipeline, ''), from, to: Math.max(closed, from), next: end }];
  }
  return open.map((visit, k): Stay => {
    const stage = stages.numberOf(visit.pipeline, visit.stage);
    if (visit.left === undefined) {
      const running = visit.next === '' && end === NOWHERE;
      // Left on a day that nobody recorded: of a closed deal the closing day, else censored where it began.
      const to = running ? NEVER : closed === NEVER ? visit.entered : Math.max(closed, visit.entered);
      return { stage, from: visit.entered, to, next: running || closed === NEVER ? NOWHERE : end };
    }
    return { stage, from: visit.entered, to: visit.left, next: nextOf(visit, open[k + 1], stages) };
  });
}

function nextOf(visit: VisitFacts, after: VisitFacts | undefined, stages: Stages): number {
  const kind = visit.transferred === true ? 'open' : stages.kindOf(visit.pipeline, visit.next);
  if (kind !== 'open') return kind === 'won' ? WON : LOST;
  return after === undefined ? NOWHERE : stages.numberOf(after.pipeline, after.stage);
}

/** Lists each reason once, with the first hundred deals. */
class LeftOut {
  readonly #found = new Map<ForecastLeftOut['code'], { n: number; dealIds: string[] }>();
  add(code: ForecastLeftOut['code'], id: string): void {
    const found = this.#found.get(code) ?? { n: 0, dealIds: [] };
    this.#found.set(code, found);
    if (found.n++ < 100) found.dealIds.push(id);
  }
  list(): ForecastLeftOut[] {
    return [...this.#found].map(([code, found]) => ({ code, ...found }));
  }
}

/**
 * The columns of a view. `today` is the first day not seen: the day after as-of's, or as-of's own where most of it is
 * still to come. Deals whose beginning is not known are left out and listed.
 */
export function readBook(view: View, wantedCurrency: string | undefined, today: Day): Book {
  const currency = currencyFor(view, wantedCurrency);
  const { timeZone, rates, provenance } = view.frame;
  const stages = new Stages(view);
  const leftOut = new LeftOut();
  const facts: DealFacts[] = [];
  const stays: Stay[] = [];
  const visitStart = [0];
  const changes: { readonly day: Day; readonly from: number }[] = [];
  const changeStart = [0];
  const amounts: number[] = [];
  let hasHistory = false;
  let first: Day = NEVER;

  for (const one of view.facts()) {
    const own = staysIn(one, stages);
    if (one.kind === 'won' && one.closed === undefined) leftOut.add('closed-without-date', one.deal.id);
    if (own.length === 0) {
      if (one.kind === 'open') leftOut.add('no-date', one.deal.id);
      if (one.kind !== 'won' || one.closed === undefined) continue;
    }
    const rate = one.currency === currency ? 1 : toRate(one.currency, currency, rates);
    if (one.amount === undefined) leftOut.add('no-amount', one.deal.id);
    else if (Number.isNaN(rate)) leftOut.add('no-rate', one.deal.id);
    if (one.kind === 'open' && !one.mapped) leftOut.add('stage-unknown', one.deal.id);
    amounts.push(one.amount === undefined ? NaN : fromMinor(one.amount, one.currency) * rate);
    facts.push(one);
    if (one.visits.length > 0) hasHistory = true;
    for (const stay of own) {
      stays.push(stay);
      if (stay.to < first) first = stay.to;
    }
    visitStart.push(stays.length);
    for (const { at, field, from } of one.deal.changes ?? []) {
      if (field !== 'amount') continue;
      const day = dayOf(at, timeZone);
      if (day === undefined || day >= today) continue;
      changes.push({ day, from: typeof from === 'number' ? from * rate : NaN });
    }
    const start = changeStart[changeStart.length - 1] as number;
    if (changes.length - start > 1) changes.push(...changes.splice(start).sort((a, b) => a.day - b.day));
    changeStart.push(changes.length);
  }

  const stated = provenance?.historyFrom === undefined ? undefined : dayOf(provenance.historyFrom, timeZone);
  const merged = mergeStages(stages.list, stays);
  return {
    stages: merged.stages,
    facts,
    today,
    since: Math.min(today, Math.max(stated ?? (first === NEVER ? today : first), today - DEEPEST)),
    created: Int32Array.from(
      facts,
      (one, i) => one.created ?? stays[visitStart[i] as number]?.from ?? one.closed ?? NEVER,
    ),
    closed: Int32Array.from(facts, (one) => (one.kind === 'open' ? NEVER : (one.closed ?? NEVER))),
    outcome: Uint8Array.from(facts, ({ kind }) => (kind === 'won' ? 1 : kind === 'lost' ? 2 : 0)),
    amount: Float64Array.from(amounts),
    visitStart: Int32Array.from(visitStart),
    visitStage: Int32Array.from(stays, ({ stage }) => merged.numberOf(stage)),
    visitFrom: Int32Array.from(stays, ({ from }) => from),
    visitTo: Int32Array.from(stays, ({ to }) => to),
    visitNext: Int32Array.from(stays, ({ next }) => (next < 0 ? next : merged.numberOf(next))),
    changeStart: Int32Array.from(changeStart),
    changeDay: Int32Array.from(changes, ({ day }) => day),
    changeFrom: Float64Array.from(changes, ({ from }) => from),
    currency,
    leftOut: leftOut.list(),
    hasHistory,
  };
}

function toRate(from: string, to: string, rates: View['frame']['rates']): number {
  return (rateOf(from, rates) ?? NaN) / (rateOf(to, rates) ?? NaN);
}

/** Stages seen least become one, so that neither time nor memory grow with stages that nothing can be learned of. */
function mergeStages(
  list: readonly BookStage[],
  stays: readonly Stay[],
): { readonly stages: readonly BookStage[]; readonly numberOf: (stage: number) => number } {
  if (list.length <= MOST_STAGES) return { stages: list, numberOf: (stage) => stage };
  const seen = new Float64Array(list.length);
  for (const { stage } of stays) seen[stage] = (seen[stage] as number) + 1;
  const order = list.map((_, i) => i).sort((a, b) => (seen[b] as number) - (seen[a] as number) || a - b);
  const kept = order.slice(0, MOST_STAGES - 1);
  const numbers = new Int32Array(list.length).fill(kept.length);
  for (const [number, stage] of kept.entries()) numbers[stage] = number;
  const rest: BookStage = { pipeline: '', stage: '', stay: PRIOR_STAY };
  return {
    stages: [...kept.map((stage) => list[stage] as BookStage), rest],
    numberOf: (stage) => numbers[stage] as number,
  };
}
