/** Everything the forecast reads of the deals, as columns of numbers: made once, replayed at any earlier day. */
import { dayOf, instantOf } from '../calendar/when.js';
import type { Deal, Stage } from '../model.js';
import { fromMinor, rateOf } from '../numeric/money.js';
import type { Day, DealFacts, View } from '../view/types.js';
import { DEEPEST, MOST_STAGES, PRIOR_STAY } from './constants.js';
import type { ForecastLeftOut } from './types.js';

/** A day that never came. */
export const NEVER: Day = 1 << 29;
/** Where a visit went, beside the numbers of stages. */
export const WON = -1;
export const LOST = -2;
/** Nowhere yet, or on a day that is not recorded: censored. */
export const NOWHERE = -3;
/** Outcome of a deal that was won or lost on a day nobody recorded. */
export const UNDATED = 3;

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
  readonly deals: readonly Deal[];
  /** First day that is not seen: events of earlier days are known. */
  readonly today: Day;
  /** First day on which leaving a stage would have been recorded. */
  readonly since: Day;
  readonly created: Int32Array;
  readonly closed: Int32Array;
  /** 0 open, 1 won, 2 lost, 3 either, on a day nobody recorded: out of the forecast since its last known entry. */
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

const NONE: readonly never[] = [];

/** What is known of a stage: its kind, and for an open one its number in the model. */
interface Place {
  readonly kind: Stage['kind'];
  number: number;
}

/**
 * Numbers stages in the order met, and knows their kind. Pipelines with the same open stages (ids, order, configured
 * probability and stay: regions, say, that work alike) are one process: apart, each would have a fraction of the history.
 */
class Stages {
  readonly list: BookStage[] = [];
  readonly #places = new Map<string, Map<string, Place>>();
  readonly #stages = new Map<string, ReadonlyMap<string, Stage>>();
  /** Configured probability of the first stage that has one: the chance of a deal that begins. */
  readonly #entry = new Map<string, number>();

  constructor(view: View) {
    const processes = new Map<string, Map<string, Place>>();
    for (const { id, stages } of view.frame.pipelines) {
      const open = stages.filter(({ kind }) => kind === 'open');
      const process = JSON.stringify(open.map((one) => [one.id, one.probability, one.idleAfterDays]));
      const shared = processes.get(process);
      const places = new Map<string, Place>();
      for (const { id: stage, kind } of stages)
        places.set(stage, (kind === 'open' ? shared?.get(stage) : undefined) ?? { kind, number: -1 });
      // Where visits are not recorded, all of a process stands in one stage.
      places.set('', shared?.get('') ?? { kind: 'open', number: -1 });
      if (shared === undefined) processes.set(process, places);
      this.#places.set(id, places);
      this.#stages.set(id, new Map(open.map((stage) => [stage.id, stage])));
      const first = open.find(({ probability }) => probability !== undefined);
      if (first?.probability !== undefined) this.#entry.set(id, first.probability);
    }
  }

  placeOf(pipeline: string, stage: string): Place {
    let places = this.#places.get(pipeline);
    if (places === undefined) this.#places.set(pipeline, (places = new Map<string, Place>()));
    let place = places.get(stage);
    if (place === undefined) places.set(stage, (place = { kind: 'open', number: -1 }));
    return place;
  }
  numberOf(place: Place, pipeline: string, stage: string): number {
    if (place.number >= 0) return place.number;
    const known = this.#stages.get(pipeline)?.get(stage);
    const { probability = stage === '' ? this.#entry.get(pipeline) : undefined, idleAfterDays = 0 } =
      known ?? {};
    place.number =
      this.list.push({
        pipeline,
        stage,
        ...(probability === undefined ? {} : { prior: probability }),
        stay: idleAfterDays > 0 ? idleAfterDays : PRIOR_STAY,
      }) - 1;
    return place.number;
  }
}

/** Whole numbers that grow: four arrays side by side, one entry a stay. */
class Stays {
  length = 0;
  stage = new Int32Array(1024);
  from = new Int32Array(1024);
  to = new Int32Array(1024);
  next = new Int32Array(1024);
  push(stage: number, from: Day, to: Day, next: number): void {
    if (this.length === this.stage.length) {
      for (const key of ['stage', 'from', 'to', 'next'] as const) {
        const grown = new Int32Array(this.length * 2);
        grown.set(this[key]);
        this[key] = grown;
      }
    }
    this.stage[this.length] = stage;
    this.from[this.length] = from;
    this.to[this.length] = to;
    this.next[this.length++] = next;
  }
}

/**
 * Adds a deal's stays in open stages; a deal without recorded visits has one, from its creation, in its pipeline's
 * stage `''`, and where no end of any deal is known, an open one is in its present stage since then: what is configured
 * for that is all there is to know. Of a visit that ended on a day nobody recorded: the closing day of a closed deal, else it is censored
 * where it began. A visit leads into the next open one, or where it says the deal was closed (and perhaps reopened).
 */
function addStays(facts: DealFacts, stages: Stages, stays: Stays, isEndKnown: boolean): void {
  const closed = facts.kind === 'open' ? NEVER : (facts.closed ?? NEVER);
  const end = facts.kind === 'won' ? WON : facts.kind === 'lost' ? LOST : NOWHERE;
  const before = stays.length;
  let waiting = -1;
  for (const visit of facts.visits) {
    const place = stages.placeOf(visit.pipeline, visit.stage);
    if (place.kind !== 'open') continue;
    const stage = stages.numberOf(place, visit.pipeline, visit.stage);
    if (waiting >= 0) stays.next[waiting] = stage;
    waiting = -1;
    const { entered, left } = visit;
    if (left === undefined) {
      const running = visit.next === '' && end === NOWHERE;
      if (running) stays.push(stage, entered, NEVER, NOWHERE);
      else if (closed === NEVER) stays.push(stage, entered, entered, NOWHERE);
      else stays.push(stage, entered, Math.max(closed, entered), end);
      continue;
    }
    const kind = visit.transferred === true ? 'open' : stages.placeOf(visit.pipeline, visit.next).kind;
    stays.push(stage, entered, left, kind === 'won' ? WON : kind === 'lost' ? LOST : NOWHERE);
    if (kind === 'open') waiting = stays.length - 1;
  }
  if (stays.length > before || facts.created === undefined || (end !== NOWHERE && closed === NEVER)) return;
  const place = stages.placeOf(facts.pipeline, '');
  const number = stages.numberOf(place, facts.pipeline, '');
  const present = facts.stage === '' ? place : stages.placeOf(facts.pipeline, facts.stage);
  if (isEndKnown || end !== NOWHERE || present === place) {
    stays.push(number, facts.created, Math.max(closed, facts.created), end);
    return;
  }
  stays.push(number, facts.created, facts.created, NOWHERE);
  stays.push(stages.numberOf(present, facts.pipeline, facts.stage), facts.created, NEVER, NOWHERE);
}

/** The view knows of a deal that was won or lost before a day. */
function endsBefore(view: View, day: Day): boolean {
  for (const { closed } of view.facts()) if (closed !== undefined && closed < day) return true;
  return false;
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
 * The columns of a view. `today` is the first day not seen: the day after as-of's. Deals whose beginning is not known are left out and listed.
 */
export function readBook(view: View, wantedCurrency: string | undefined, today: Day): Book {
  const currency = currencyFor(view, wantedCurrency);
  const { asOf, timeZone, rates, provenance } = view.frame;
  const stages = new Stages(view);
  const leftOut = new LeftOut();
  const deals: Deal[] = [];
  const stays = new Stays();
  const most = view.data.deals.length;
  const created = new Int32Array(most);
  const closed = new Int32Array(most);
  const outcome = new Uint8Array(most);
  const amounts = new Float64Array(most);
  const visitStart = new Int32Array(most + 1);
  const changeStart = new Int32Array(most + 1);
  let n = 0;
  const changes: { readonly day: Day; readonly at: number; readonly from: number }[] = [];
  let first: Day = NEVER;
  const isEndKnown = endsBefore(view, today);

  for (const one of view.facts()) {
    const start = stays.length;
    addStays(one, stages, stays, isEndKnown);
    if (one.kind === 'won' && one.closed === undefined) leftOut.add('closed-without-date', one.deal.id);
    if (stays.length === start) {
      if (one.kind === 'open') leftOut.add('no-date', one.deal.id);
      if (one.kind !== 'won' || one.closed === undefined) continue;
    }
    const rate = one.currency === currency ? 1 : toRate(one.currency, currency, rates);
    if (one.amount === undefined) leftOut.add('no-amount', one.deal.id);
    else if (Number.isNaN(rate)) leftOut.add('no-rate', one.deal.id);
    if (one.kind === 'open' && !one.mapped) leftOut.add('stage-unknown', one.deal.id);
    amounts[n] = one.amount === undefined ? NaN : fromMinor(one.amount, one.currency) * rate;
    deals.push(one.deal);
    const begun = stays.length > start ? (stays.from[start] as number) : NEVER;
    created[n] = one.created ?? (begun < NEVER ? begun : (one.closed ?? NEVER));
    const isUndated = one.kind !== 'open' && one.closed === undefined;
    closed[n] = isUndated ? (stays.from[stays.length - 1] as number) : (one.closed ?? NEVER);
    outcome[n] = isUndated ? UNDATED : one.kind === 'won' ? 1 : one.kind === 'lost' ? 2 : 0;
    for (let v = start; v < stays.length; v++) first = Math.min(first, stays.to[v] as number);
    visitStart[n + 1] = stays.length;
    for (const { at, field, from } of one.deal.changes ?? NONE) {
      if (field !== 'amount') continue;
      const day = dayOf(at, timeZone);
      const instant = instantOf(at, timeZone);
      if (day === undefined || day >= today || instant === undefined || instant >= asOf) continue;
      changes.push({ day, at: instant, from: typeof from === 'number' ? from * rate : NaN });
    }
    const mine = changeStart[n] as number;
    if (changes.length - mine > 1) changes.push(...changes.splice(mine).sort((a, b) => a.at - b.at));
    changeStart[++n] = changes.length;
  }

  const stated = provenance?.historyFrom === undefined ? undefined : dayOf(provenance.historyFrom, timeZone);
  const merged = mergeStages(stages.list, stays);
  return {
    stages: merged.stages,
    deals,
    today,
    since: Math.min(today, Math.max(stated ?? (first === NEVER ? today : first), today - DEEPEST)),
    created: created.slice(0, n),
    closed: closed.slice(0, n),
    outcome: outcome.slice(0, n),
    amount: amounts.slice(0, n),
    visitStart: visitStart.slice(0, n + 1),
    visitStage: merged.numbers(stays.stage.slice(0, stays.length)),
    visitFrom: stays.from.slice(0, stays.length),
    visitTo: stays.to.slice(0, stays.length),
    visitNext: merged.numbers(stays.next.slice(0, stays.length)),
    changeStart: changeStart.slice(0, n + 1),
    changeDay: Int32Array.from(changes, ({ day }) => day),
    changeFrom: Float64Array.from(changes, ({ from }) => from),
    currency,
    leftOut: leftOut.list(),
  };
}

function toRate(from: string, to: string, rates: View['frame']['rates']): number {
  return (rateOf(from, rates) ?? NaN) / (rateOf(to, rates) ?? NaN);
}

/** Stages seen least become one, so that neither time nor memory grow with stages that nothing can be learned of. */
function mergeStages(
  list: readonly BookStage[],
  stays: Stays,
): { readonly stages: readonly BookStage[]; readonly numbers: (stages: Int32Array) => Int32Array } {
  if (list.length <= MOST_STAGES) return { stages: list, numbers: (stages) => stages };
  const seen = new Float64Array(list.length);
  for (let v = 0; v < stays.length; v++) seen[stays.stage[v] as number]!++;
  const order = list.map((_, i) => i).sort((a, b) => (seen[b] as number) - (seen[a] as number) || a - b);
  const kept = order.slice(0, MOST_STAGES - 1);
  const numbers = new Int32Array(list.length).fill(kept.length);
  for (const [number, stage] of kept.entries()) numbers[stage] = number;
  const rest: BookStage = { pipeline: '', stage: '', stay: PRIOR_STAY };
  return {
    stages: [...kept.map((stage) => list[stage] as BookStage), rest],
    numbers: (stages) => stages.map((stage) => (stage < 0 ? stage : (numbers[stage] as number))),
  };
}
