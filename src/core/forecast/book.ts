/** Everything the forecast reads of the deals, as columns of numbers: made once, replayed at any earlier day. */
import { dayOf } from '../calendar/when.js';
import { Clock } from '../history/clock.js';
import type { Change, Deal } from '../model.js';
import { fromMinor, rateOf } from '../numeric/money.js';
import type { DealReader } from '../view/reader.js';
import type { Day, View } from '../view/types.js';
import { readerOf } from '../view/view.js';
import { DEEPEST } from './constants.js';
import { mergeStages, Stages, type BookStage } from './stages.js';
import { Stated, type StatedNow } from './stated.js';
import { finish, MANY_DEALS, type Steps } from './steps.js';
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
  readonly pricing: Pricing;
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
  readonly stated: StatedNow;
  readonly currency: string;
  readonly leftOut: readonly ForecastLeftOut[];
}

/**
 * When amounts become known. Many CRMs' exports have the amount of closed deals only: whoever replays such a past with
 * the amounts that stand there now knows what nobody knew then.
 */
export interface Pricing {
  /** Of open deals without an amount, the share that has one by the time it is won. */
  readonly gained: number;
  /** Amounts come with the closing: a deal whose amount never changed had none while it was open. */
  readonly isAtClose: boolean;
}

/** The amount of deal i that was known when day `day` began. */
export function amountAt(book: Book, i: number, day: Day): number {
  const start = book.changeStart[i] as number;
  const end = book.changeStart[i + 1] as number;
  for (let j = start; j < end; j++)
    if ((book.changeDay[j] as number) >= day) return book.changeFrom[j] as number;
  const isHidden = book.pricing.isAtClose && start === end && isEndedFrom(book, i, day);
  return isHidden ? NaN : (book.amount[i] as number);
}

/** It was still to be closed when day `day` began, and by now is. */
const isEndedFrom = ({ closed }: Book, i: number, day: Day): boolean =>
  (closed[i] as number) >= day && (closed[i] as number) < NEVER;

/** Open deals against those that were won. */
function pricingOf(outcome: Uint8Array, amount: Float64Array): Pricing {
  const n = new Float64Array(4);
  const without = new Float64Array(4);
  for (let i = 0; i < outcome.length; i++) {
    n[outcome[i] as number]!++;
    if (Number.isNaN(amount[i])) without[outcome[i] as number]!++;
  }
  const [open, won] = [0, 1].map((at) => (n[at] === 0 ? 0 : (without[at] as number) / (n[at] as number)));
  const gained = open === 0 || n[1] === 0 ? 0 : Math.max(0, 1 - (won as number) / (open as number));
  return { gained, isAtClose: (open as number) > 0.5 && gained > 0.5 };
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
  const reader = readerOf(view);
  for (const deal of view.data.deals)
    if (reader.read(deal) && reader.deal.currency !== '') return reader.deal.currency;
  return '';
}

const NONE: readonly Change[] = [];

/** Whole numbers side by side, one entry a stay. */
class Stays {
  length = 0;
  readonly stage: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly next: Int32Array;
  /** Each deal has a stay for each of its visits, one more where the last is missing, or up to two without any. */
  constructor(deals: readonly Deal[]) {
    let most = 0;
    for (const { visits } of deals) most += Math.max(2, visits.length + 1);
    this.stage = new Int32Array(most);
    this.from = new Int32Array(most);
    this.to = new Int32Array(most);
    this.next = new Int32Array(most);
  }
  push(stage: number, from: Day, to: Day, next: number): void {
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
function addStays(deal: DealReader, stages: Stages, stays: Stays, isEndKnown: () => boolean): void {
  const { entryPipeline, entryStage, entryPlace, entryDay, kind, created } = deal;
  const closed = kind === 'open' ? NEVER : (deal.closed ?? NEVER);
  const end = kind === 'won' ? WON : kind === 'lost' ? LOST : NOWHERE;
  const before = stays.length;
  const last = deal.stays - 1;
  let waiting = -1;
  for (let k = 0; k <= last; k++) {
    const pipeline = entryPipeline[k] as string;
    const place = stages.placeOf(pipeline, entryStage[k] as string, entryPlace[k]);
    if (place.kind !== 'open') continue;
    const stage = stages.numberOf(place, pipeline, entryStage[k] as string);
    if (waiting >= 0) stays.next[waiting] = stage;
    waiting = -1;
    const entered = entryDay[k] as Day;
    if (k === last) {
      const running = (deal.isThere || deal.stage === '') && end === NOWHERE;
      if (running) stays.push(stage, entered, NEVER, NOWHERE);
      else if (closed === NEVER) stays.push(stage, entered, entered, NOWHERE);
      else stays.push(stage, entered, Math.max(closed, entered), end);
      continue;
    }
    const isTransferred = entryPipeline[k + 1] !== pipeline;
    const to = isTransferred
      ? 'open'
      : stages.placeOf(pipeline, entryStage[k + 1] as string, entryPlace[k + 1]).kind;
    const next = to === 'won' ? WON : to === 'lost' ? LOST : NOWHERE;
    stays.push(stage, entered, Math.max(entryDay[k + 1] as Day, entered), next);
    if (to === 'open') waiting = stays.length - 1;
  }
  if (stays.length > before || created === undefined || (end !== NOWHERE && closed === NEVER)) return;
  const place = stages.placeOf(deal.pipeline, '');
  const number = stages.numberOf(place, deal.pipeline, '');
  const present = deal.stage === '' ? place : stages.placeOf(deal.pipeline, deal.stage, deal.place);
  if (end !== NOWHERE || present === place || isEndKnown()) {
    stays.push(number, created, Math.max(closed, created), end);
    return;
  }
  stays.push(number, created, created, NOWHERE);
  stays.push(stages.numberOf(present, deal.pipeline, deal.stage), created, NEVER, NOWHERE);
}

/** Whether the view knows of a deal that was won or lost before a day; looked up once, when it is first asked. */
function endsBefore(view: View, day: Day): () => boolean {
  let answer: boolean | undefined;
  return () => {
    if (answer !== undefined) return answer;
    const reader = readerOf(view);
    answer = view.data.deals.some(
      (deal) => reader.read(deal) && reader.deal.closed !== undefined && reader.deal.closed < day,
    );
    return answer;
  };
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
export const readBook = (view: View, wantedCurrency: string | undefined, today: Day): Book =>
  finish(readBookSteps(view, wantedCurrency, today));

/** {@link readBook} in steps. */
export function* readBookSteps(view: View, wantedCurrency: string | undefined, today: Day): Steps<Book> {
  const reading = new Reading(view, currencyFor(view, wantedCurrency), today);
  const { length } = view.data.deals;
  for (let from = 0; from < length; from += MANY_DEALS) {
    reading.read(from, Math.min(length, from + MANY_DEALS));
    yield from / length;
  }
  return reading.book();
}

class Reading {
  readonly #view: View;
  readonly #currency: string;
  readonly #today: Day;
  readonly #reader: ReturnType<typeof readerOf>;
  readonly #isEndKnown: () => boolean;
  readonly #stages: Stages;
  readonly #stays: Stays;
  readonly #stated: Stated;
  readonly #changes: AmountChanges;
  readonly #leftOut = new LeftOut();
  readonly #deals: Deal[] = [];
  readonly #created: Int32Array;
  readonly #closed: Int32Array;
  readonly #outcome: Uint8Array;
  readonly #amount: Float64Array;
  readonly #visitStart: Int32Array;
  #first: Day = NEVER;

  constructor(view: View, currency: string, today: Day) {
    const { deals } = view.data;
    const most = deals.length;
    this.#view = view;
    this.#currency = currency;
    this.#today = today;
    this.#reader = readerOf(view);
    this.#isEndKnown = endsBefore(view, today);
    this.#stages = new Stages(view);
    this.#stays = new Stays(deals);
    this.#stated = new Stated(most);
    this.#changes = new AmountChanges(view, most, today);
    this.#created = new Int32Array(most);
    this.#closed = new Int32Array(most);
    this.#outcome = new Uint8Array(most);
    this.#amount = new Float64Array(most);
    this.#visitStart = new Int32Array(most + 1);
  }

  /** Deals from one place in the data up to another. */
  read(from: number, to: number): void {
    const { deals } = this.#view.data;
    for (let place = from; place < to; place++) {
      const deal = deals[place] as Deal;
      if (this.#reader.read(deal)) this.#add(deal, this.#reader.deal);
    }
  }

  #add(deal: Deal, one: DealReader): void {
    const stays = this.#stays;
    const leftOut = this.#leftOut;
    const start = stays.length;
    const isOpen = one.kind === 'open';
    addStays(one, this.#stages, stays, this.#isEndKnown);
    if (one.kind === 'won' && one.closed === undefined) leftOut.add('closed-without-date', deal.id);
    if (stays.length === start) {
      if (isOpen) leftOut.add('no-date', deal.id);
      if (one.kind !== 'won' || one.closed === undefined) return;
    }
    const { currency, amount } = one;
    const rate = currency === this.#currency ? 1 : toRate(currency, this.#currency, this.#view.frame.rates);
    if (amount === undefined) {
      // Open ones are listed with what they are taken for; lost ones would add nothing anyway.
      if (one.kind === 'won') leftOut.add('no-amount', deal.id);
    } else if (Number.isNaN(rate)) leftOut.add('no-rate', deal.id);
    if (isOpen && one.place === undefined) leftOut.add('stage-unknown', deal.id);
    const n = this.#deals.push(deal) - 1;
    // What can't be converted counts, and adds no money; that is not to be unknown.
    const known = Number.isNaN(rate) ? 0 : rate;
    this.#amount[n] = amount === undefined ? NaN : fromMinor(amount, currency) * known;
    const begun = stays.length > start ? (stays.from[start] as number) : NEVER;
    this.#created[n] = one.created ?? (begun < NEVER ? begun : (one.closed ?? NEVER));
    const isUndated = !isOpen && one.closed === undefined;
    this.#closed[n] = isUndated ? (stays.from[stays.length - 1] as number) : (one.closed ?? NEVER);
    this.#outcome[n] = isUndated ? UNDATED : one.kind === 'won' ? 1 : one.kind === 'lost' ? 2 : 0;
    for (let v = start; v < stays.length; v++) this.#first = Math.min(this.#first, stays.to[v] as number);
    this.#visitStart[n + 1] = stays.length;
    this.#stated.set(n, one, deal);
    this.#changes.read(n, deal, known);
  }

  book(): Book {
    const { provenance, timeZone } = this.#view.frame;
    const { historyFrom } = provenance ?? {};
    const stated = historyFrom === undefined ? undefined : dayOf(historyFrom, timeZone);
    const since = stated ?? Math.min(this.#first, this.#today);
    const n = this.#deals.length;
    const stays = this.#stays;
    const visitStage = stays.stage.subarray(0, stays.length);
    const merged = mergeStages(this.#stages.list, visitStage);
    const outcome = this.#outcome.subarray(0, n);
    const amount = this.#amount.subarray(0, n);
    return {
      stages: merged.stages,
      deals: this.#deals,
      today: this.#today,
      since: Math.min(this.#today, Math.max(since, this.#today - DEEPEST)),
      created: this.#created.subarray(0, n),
      closed: this.#closed.subarray(0, n),
      outcome,
      amount,
      pricing: pricingOf(outcome, amount),
      visitStart: this.#visitStart.subarray(0, n + 1),
      visitStage: merged.numbers(visitStage),
      visitFrom: stays.from.subarray(0, stays.length),
      visitTo: stays.to.subarray(0, stays.length),
      visitNext: merged.numbers(stays.next.subarray(0, stays.length)),
      ...this.#changes.columns(n),
      stated: this.#stated.columns(n),
      currency: this.#currency,
      leftOut: this.#leftOut.list(),
    };
  }
}

/** Amounts before their changes, deal by deal, ascending in time. */
class AmountChanges {
  readonly #start: Int32Array;
  readonly #made: { readonly day: Day; readonly at: number; readonly from: number }[] = [];
  readonly #asOf: number;
  readonly #clock: Clock;
  readonly #today: Day;
  constructor({ frame }: View, deals: number, today: Day) {
    this.#start = new Int32Array(deals + 1);
    this.#asOf = frame.asOf;
    this.#clock = new Clock(frame.timeZone);
    this.#today = today;
  }
  /** @param rate what amounts are multiplied by */
  read(n: number, { changes }: Deal, rate: number): void {
    const made = this.#made;
    const mine = made.length;
    const clock = this.#clock;
    for (const { at, field, from } of changes ?? NONE) {
      if (field !== 'amount' || !clock.read(at) || clock.day >= this.#today || clock.at >= this.#asOf)
        continue;
      made.push({ day: clock.day, at: clock.at, from: typeof from === 'number' ? from * rate : NaN });
    }
    if (made.length - mine > 1) made.push(...made.splice(mine).sort((a, b) => a.at - b.at));
    this.#start[n + 1] = made.length;
  }
  columns(n: number): Pick<Book, 'changeStart' | 'changeDay' | 'changeFrom'> {
    return {
      changeStart: this.#start.subarray(0, n + 1),
      changeDay: Int32Array.from(this.#made, ({ day }) => day),
      changeFrom: Float64Array.from(this.#made, ({ from }) => from),
    };
  }
}

function toRate(from: string, to: string, rates: View['frame']['rates']): number {
  return (rateOf(from, rates) ?? NaN) / (rateOf(to, rates) ?? NaN);
}
