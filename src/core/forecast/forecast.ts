/** How much will be won, and how sure that is. */
import { formatDay } from '../calendar/days.js';
import type { CalendarOptions, Period } from '../calendar/period.js';
import { PipelineError } from '../errors.js';
import type { Deal, PipelineData } from '../model.js';
import type { Day, View } from '../view/types.js';
import { viewAt } from '../view/view.js';
import { usedAmount } from './amounts.js';
import { UNDATED, visitAt, type Book } from './book.js';
import { FEW, REPLAY, SHORT } from './constants.js';
import type { Distribution, Stake } from './distribution.js';
import { judge, lawOf, replayBefore, report, settle, type Judged, type Setting } from './replay.js';
import { factor, money, share } from './rounding.js';
import { scaleTo } from './split.js';
import { finish, MANY_DEALS, within, type Steps } from './steps.js';
import type {
  DealForecast,
  Forecast,
  ForecastGrain,
  ForecastLeftOut,
  ForecastOptions,
  ForecastRow,
  KnownWaysNow,
  ProvisionalReason,
  Replay,
} from './types.js';
import type { Estimate } from './pipeline.js';

const LEVELS = [0.1, 0.25, 0.5, 0.75, 0.9];
const PERIODS: Readonly<Record<ForecastGrain, number>> = { week: 6, month: 6, quarter: 4 };
/** Two years of weeks, five of others; further out nothing is known that a run-rate does not say. */
const MOST_PERIODS: Readonly<Record<ForecastGrain, number>> = { week: 104, month: 60, quarter: 20 };

interface Settled {
  readonly setting: Setting;
  readonly view: View;
  readonly today: Day;
  readonly periods: number;
  readonly origins: number;
  readonly levels: readonly number[];
}

const isView = (source: PipelineData | View): source is View => 'frame' in source && 'factsOf' in source;

/** @throws PipelineError `setting-invalid` where an option is out of its range; what `viewAt` throws */
function* prepare(source: PipelineData | View, options: ForecastOptions): Steps<Settled> {
  const { period = 'month', levels = LEVELS, weekStart = 1, fiscalYearStart = 1 } = options;
  const periods = options.periods ?? PERIODS[period];
  const origins = options.origins ?? REPLAY.origins;
  const demand = (holds: boolean, name: string, value: unknown): void => {
    if (!holds) throw new PipelineError('setting-invalid', { name, value: String(value) });
  };
  demand(Object.hasOwn(PERIODS, period), 'period', period);
  demand(Number.isInteger(periods) && periods >= 1 && periods <= MOST_PERIODS[period], 'periods', periods);
  demand(Number.isInteger(origins) && origins >= 0, 'origins', origins);
  demand(
    levels.every((p, i) => p > 0 && p < 1 && p > (levels[i - 1] ?? 0)),
    'levels',
    levels,
  );
  demand(Number.isInteger(weekStart) && weekStart >= 0 && weekStart <= 6, 'week-start', weekStart);
  demand(
    Number.isInteger(fiscalYearStart) && fiscalYearStart >= 1 && fiscalYearStart <= 12,
    'fiscal-year-start',
    fiscalYearStart,
  );
  demand(options.goal === undefined || Number.isFinite(options.goal), 'goal', options.goal);

  const view = isView(source)
    ? source
    : viewAt(source, {
        asOf: options.asOf,
        ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
      });
  // The rest of as-of's own day is too little to tell what is still to come from what has come.
  const today = view.frame.asOfDay + 1;
  const calendar: CalendarOptions = { weekStart, fiscalYearStart };
  return {
    setting: yield* settle(view, today, period, calendar, options.currency),
    view,
    today,
    periods,
    origins,
    levels,
  };
}

/**
 * Expected revenue by period, its range and what both rest on.
 *
 * Hazards by stage and age with competing ends, from history that fades; exact propagation over the days; arrivals at
 * the pace of the last twelve weeks; season by month in quarter; combined with a seasonal run-rate by weights, bias and
 * spread that are learned from replays of the same on the caller's own past. Nothing is drawn at random: the same data
 * and options give the same bytes. Nothing that happened at or after as-of is read.
 *
 * Money is in major units of one currency. `open + fresh + booked = mean`; Σ `win` × `amount` over the deals = `open`.
 * Without enough replays `quantiles` are empty: no range without a measured error.
 * @param source data, or a view whose as-of, zone, filter and scenario then count
 * @throws PipelineError `setting-invalid`, `time-zone-unknown`
 * @example forecastRevenue(data, { asOf: '2026-03-31', period: 'month', periods: 3, goal: 250_000 }).periods[0]?.chanceOfGoal
 */
export function forecastRevenue(source: PipelineData | View, options: ForecastOptions): Forecast {
  return finish(forecastSteps(source, options));
}

/** {@link forecastRevenue} in steps: yields the share done, 0..1, wherever work may pause. */
export function* forecastSteps(source: PipelineData | View, options: ForecastOptions): Steps<Forecast> {
  const settled = yield* within(prepare(source, options), 0, 0.1);
  const { setting, view, today, periods, levels } = settled;
  yield 0.1;
  const past = yield* within(replayBefore(setting, today, settled.origins), 0.1, 0.9);
  const now = yield* within(judge(setting, today, periods, past), 0.9, 0.95);
  yield 0.95;
  const { book } = setting;
  const total = now.combined.map((mean) => mean * now.calibration.bias);
  const scale = scaleTo(total, now.estimate.open, now.estimate.fresh);
  const forecasts = new OpenForecasts(book, now.estimate, scale);
  const { length } = now.estimate.now.deals;
  for (let from = 0; from < length; from += MANY_DEALS) {
    forecasts.add(from, Math.min(length, from + MANY_DEALS));
    yield 0.96;
  }
  const { deals } = forecasts;
  const laws = yield* lawsOf(now, total, deals);
  const { currency } = book;
  const rows: ForecastRow[] = [];
  for (const [p, window] of now.windows.entries()) {
    const open = (now.estimate.open[p] as number) * (scale[p] as number);
    const fresh = Math.max(0, (total[p] as number) - open);
    const booked = now.booked[p] as number;
    rows.push(rowOf(currency, window, booked, open, fresh, laws?.period[p], levels, options.goal));
    yield 0.98;
  }
  const cumulative: ForecastRow[] = [];
  const upTo = { booked: 0, open: 0, fresh: 0 };
  for (const [p, { booked, open, fresh }] of rows.entries()) {
    upTo.booked += booked;
    upTo.open += open;
    upTo.fresh += fresh;
    const window = { from: now.windows[0]?.from ?? today, to: now.windows[p]?.to ?? today };
    const goal = options.goal === undefined ? undefined : options.goal * (p + 1);
    const law = laws?.cumulative[p];
    cumulative.push(rowOf(currency, window, upTo.booked, upTo.open, upTo.fresh, law, levels, goal));
    yield 0.98;
  }
  const replay = past.length === 0 ? undefined : yield* report(setting, past, levels, periods);
  const reasons = provisional(book, today, laws !== undefined, hasHeld(replay));
  return {
    asOf: new Date(view.frame.asOf).toISOString(),
    timeZone: view.frame.timeZone,
    period: setting.grain,
    currency: book.currency,
    provisional: reasons.length > 0,
    provisionalReasons: reasons,
    levels,
    periods: rows,
    cumulative,
    deals,
    movers: moversOf(deals),
    leftOut: merged([...book.leftOut, ...forecasts.leftOut()]),
    ways: waysNow(now, currency),
    ...(replay === undefined ? {} : { replay }),
  };
}

/**
 * Forecasts made again at days of the past (as far into their period as as-of is into its own, newest last), each with
 * only what was known then, beside the run-rates, the weighted pipeline and the commit category where the data states
 * them, and all their errors.
 * @throws PipelineError `setting-invalid`, `time-zone-unknown`
 */
export function replayForecasts(source: PipelineData | View, options: ForecastOptions): Replay {
  return finish(replaySteps(source, options));
}

/** {@link replayForecasts} in steps; see {@link forecastSteps}. */
export function* replaySteps(source: PipelineData | View, options: ForecastOptions): Steps<Replay> {
  const { setting, today, origins, levels, periods } = yield* within(prepare(source, options), 0, 0);
  const warmUp = REPLAY.origins;
  const all = yield* replayBefore(setting, today, origins + warmUp);
  return yield* report(setting, all.slice(Math.max(0, all.length - origins)), levels, periods);
}

function rowOf(
  currency: string,
  { from, to }: Pick<Period, 'from' | 'to'>,
  booked: number,
  open: number,
  fresh: number,
  law: Distribution | undefined,
  levels: readonly number[],
  goal: number | undefined,
): ForecastRow {
  const parts = {
    booked: money(booked, currency),
    open: money(open, currency),
    fresh: money(fresh, currency),
  };
  return {
    from: formatDay(from),
    to: formatDay(to),
    mean: money(parts.booked + parts.open + parts.fresh, currency),
    ...parts,
    quantiles: law === undefined ? [] : levels.map((level) => money(booked + law.quantile(level), currency)),
    ...(law === undefined || goal === undefined ? {} : { chanceOfGoal: share(law.reaches(goal - booked)) }),
  };
}

/** What the known ways say now, by period, booked amounts included; null where nobody submitted anything. */
function waysNow({ known, booked }: Judged, currency: string): KnownWaysNow {
  const withBooked = (values: Float64Array): number[] =>
    Array.from(values, (value, p) => money((booked[p] as number) + value, currency));
  return {
    ...(known.weighted === undefined ? {} : { weighted: withBooked(known.weighted) }),
    ...(known.category === undefined ? {} : { category: withBooked(known.category) }),
    ...(known.submitted === undefined
      ? {}
      : {
          submitted: Array.from(known.submitted, (said) =>
            Number.isNaN(said) ? null : money(said, currency),
          ),
        }),
  };
}

/** Distributions of what is still to come, by period and up to each; undefined without enough replays. */
function* lawsOf(
  now: Judged,
  total: Float64Array,
  deals: readonly DealForecast[],
): Steps<
  { readonly period: readonly Distribution[]; readonly cumulative: readonly Distribution[] } | undefined
> {
  const { calibration } = now;
  if (calibration.outcomes < REPLAY.enough) return undefined;
  let sum = 0;
  let wins = 0;
  const chancesTo = new Float64Array(deals.length);
  const period: Distribution[] = [];
  const cumulative: Distribution[] = [];
  for (const [p, mean] of total.entries()) {
    const own = now.wins[p] as number;
    sum += mean;
    wins += own;
    for (let i = 0; i < deals.length; i++) chancesTo[i]! += (deals[i] as DealForecast).win[p] as number;
    const stakes = few(deals, mean, own, (_, { win }) => win[p] as number);
    period.push(lawOf(mean, now.variance[p] as number, own, calibration.spread, calibration, stakes));
    yield 0.97;
    const stakesTo = few(deals, sum, wins, (i) => chancesTo[i] as number);
    const varianceTo = now.cumulativeVariance[p] as number;
    // Up to the end of the first period is the first period.
    cumulative.push(
      p === 0
        ? (period[0] as Distribution)
        : lawOf(sum, varianceTo, wins, calibration.cumulativeSpread, calibration, stakesTo),
    );
    yield 0.97;
  }
  return { period, cumulative };
}

/** A deal below this share of the mean is no outcome of its own. */
const MATERIAL = 0.01;

/** The deals that each make a visible part of a period with few wins; none where they are too many to matter one by one. */
function few(
  deals: readonly DealForecast[],
  mean: number,
  wins: number,
  chance: (i: number, deal: DealForecast) => number,
): Stake[] {
  const stakes: Stake[] = [];
  if (wins > FEW.wins) return stakes;
  for (let i = 0; i < deals.length; i++) {
    const deal = deals[i] as DealForecast;
    const q = Math.min(1, chance(i, deal));
    if (!(deal.amount * q > MATERIAL * mean)) continue;
    if (stakes.length === FEW.deals) return [];
    stakes.push({ amount: deal.amount, chance: q });
  }
  return stakes;
}

/** Open deals with the model's amounts and chances, and what is to be said of some of them. */
class OpenForecasts {
  readonly deals: DealForecast[] = [];
  readonly #capped: ForecastLeftOut[] = [];
  readonly #unpriced: string[] = [];
  readonly #unseen: string[] = [];
  readonly #beyond: string[] = [];
  readonly #book: Book;
  readonly #estimate: Estimate;
  readonly #scale: Float64Array;
  readonly #oldest: Int32Array;

  constructor(book: Book, estimate: Estimate, scale: Float64Array) {
    this.#book = book;
    this.#estimate = estimate;
    this.#scale = scale;
    this.#oldest = oldestLeaving(book);
  }

  /** Open deals from one place up to another. */
  add(from: number, to: number): void {
    const { now, outlook, amounts } = this.#estimate;
    const book = this.#book;
    const scale = this.#scale;
    const { periods, open } = outlook;
    for (let k = from; k < to; k++) {
      const i = now.deals[k] as number;
      const { id } = book.deals[i] as Deal;
      const listed = book.amount[i] as number;
      const start = (now.cells[k] as number) * periods;
      const win: number[] = [];
      for (let p = 0; p < periods; p++) win.push(share((open[start + p] as number) * (scale[p] as number)));
      const amount = factor(usedAmount(listed, amounts));
      this.deals.push({ id, amount, win });
      if (Math.abs(listed) > amounts.cap)
        this.#capped.push({ code: 'capped', n: 1, dealIds: [id], amount: listed, used: amount });
      if (Number.isNaN(listed)) this.#unpriced.push(id);
      const v = visitAt(book, i, book.today);
      const support = this.#oldest[book.visitStage[v] as number] as number;
      if (support < 0) this.#unseen.push(id);
      else if (book.today - (book.visitFrom[v] as number) > support) this.#beyond.push(id);
    }
  }

  leftOut(): ForecastLeftOut[] {
    const list = (
      code: ForecastLeftOut['code'],
      ids: readonly string[],
      more: Pick<ForecastLeftOut, 'used'> = {},
    ): ForecastLeftOut[] =>
      ids.length === 0 ? [] : [{ code, n: ids.length, dealIds: ids.slice(0, 100), ...more }];
    const { mean } = this.#estimate.amounts.unknown;
    const hasHistory = this.#book.today > this.#book.since;
    return [
      ...(mean === 0
        ? list('no-amount', this.#unpriced)
        : list('amount-unknown', this.#unpriced, { used: factor(mean) })),
      ...this.#capped,
      ...(hasHistory ? list('stage-unseen', this.#unseen) : []),
      ...list('age-beyond-support', this.#beyond),
    ];
  }
}

/** Deals that closed and open ones may lack the same. */
function merged(all: readonly ForecastLeftOut[]): ForecastLeftOut[] {
  const [first, second] = all.filter(({ code }) => code === 'no-amount');
  if (!first || !second) return [...all];
  const dealIds = [...first.dealIds, ...second.dealIds].slice(0, 100);
  const both = { ...first, n: first.n + second.n, dealIds };
  return all.flatMap((one) => (one === first ? [both] : one === second ? [] : [one]));
}

/** Age of the oldest deal that ever left each stage; −1: none did. */
function oldestLeaving({ stages, visitStage, visitFrom, visitTo, today }: Book): Int32Array {
  const oldest = new Int32Array(stages.length).fill(-1);
  for (let v = 0; v < visitStage.length; v++) {
    if ((visitTo[v] as number) >= today) continue;
    const stage = visitStage[v] as number;
    oldest[stage] = Math.max(oldest[stage] as number, (visitTo[v] as number) - (visitFrom[v] as number));
  }
  return oldest;
}

function moversOf(deals: readonly DealForecast[]): Forecast['movers'] {
  const heap: { id: string; amount: number; win: number; moves: number }[] = [];
  for (const { id, amount, win } of deals) {
    const chance = win.reduce((sum, q) => sum + q, 0);
    const moves = Math.abs(amount) * Math.sqrt(Math.max(0, chance * (1 - chance)));
    if (heap.length === 10 && moves <= (heap[9]?.moves ?? 0)) continue;
    heap.push({ id, amount, win: share(chance), moves });
    heap.sort((a, b) => b.moves - a.moves);
    if (heap.length > 10) heap.pop();
  }
  return heap.filter(({ moves }) => moves > 0).map(({ id, amount, win }) => ({ id, amount, win }));
}

/** Whether it is on record how often the range held. */
const hasHeld = (replay: Replay | undefined): boolean =>
  replay?.errors.some(({ way, all }) => way === 'model' && all.held80 !== undefined) === true;

function provisional(book: Book, today: Day, hasRange: boolean, hasRecord: boolean): ProvisionalReason[] {
  let closed = 0;
  let won = 0;
  for (let i = 0; i < book.closed.length; i++) {
    if ((book.closed[i] as number) >= today || book.outcome[i] === UNDATED) continue;
    closed++;
    if (book.outcome[i] === 1) won++;
  }
  const reasons: ProvisionalReason[] = [];
  if (closed === 0) reasons.push('no-history');
  else if (today - book.since < SHORT.days || closed < SHORT.closed || (hasRange && !hasRecord))
    reasons.push('little-history');
  if (closed > 0 && won < SHORT.wins) reasons.push('few-wins');
  if (!hasRange) reasons.push('no-replay');
  return reasons;
}
