/** The pipeline model at one day: what open deals and deals not yet created bring in each period. */
import { weekdayOf } from '../calendar/days.js';
import type { Day } from '../view/types.js';
import { learnAmounts, spreadOf, usedAmount, type Amounts } from './amounts.js';
import { amountAt, UNDATED, visitAt, type Book } from './book.js';
import { HALF_LIFE, OLDEST, PRIOR_DEALS, RECENT } from './constants.js';
import { fitHazards } from './hazards.js';
import type { Lexis } from './lexis.js';
import { propagateSteps, type Outlook } from './propagate.js';
import { byMonth, seasonOf, wonAgainstExpected } from './season.js';
import { finish, type Steps } from './steps.js';

/** Cumulants of what is won in each period, and of what is won up to the end of each. */
export interface Estimate {
  readonly open: Float64Array;
  readonly fresh: Float64Array;
  readonly variance: Float64Array;
  readonly cumulativeVariance: Float64Array;
  /** Deals expected to be won. */
  readonly wins: Float64Array;
  readonly amounts: Amounts;
  readonly outlook: Outlook;
  /** Deals that were open then. */
  readonly now: OpenDeals;
}

/** Where the chances of a deal that is in visit v when day `at` begins are in an outlook's `open`, before × periods. */
export function cellOf(book: Book, v: number, at: Day): number {
  const age = at - (book.visitFrom[v] as number);
  return (book.visitStage[v] as number) * (OLDEST + 1) + Math.max(0, Math.min(OLDEST, age));
}

/** Where deal i's chances begin in `outlook.open`: by its stage and age when day `at` began. */
export const chancesOf = (book: Book, i: number, at: Day, { periods }: Outlook): number =>
  cellOf(book, visitAt(book, i, at), at) * periods;

/** Deal i has begun before day `at` and was not yet closed then. */
export const isOpenAt = (book: Book, i: number, at: Day): boolean => {
  const v = book.visitStart[i] as number;
  return (
    v < (book.visitStart[i + 1] as number) &&
    (book.visitFrom[v] as number) < at &&
    (book.closed[i] as number) >= at
  );
};

/** Deals that are open when a day begins. */
export interface OpenDeals {
  /** Their places in the book, ascending. */
  readonly deals: Int32Array;
  /** Where the chances of each are: × periods, in an outlook's `open`. */
  readonly cells: Int32Array;
}

export function openAt(book: Book, at: Day): OpenDeals {
  const deals = new Int32Array(book.closed.length);
  const cells = new Int32Array(book.closed.length);
  let n = 0;
  for (let i = 0; i < deals.length; i++) {
    if (!isOpenAt(book, i, at)) continue;
    deals[n] = i;
    cells[n++] = cellOf(book, visitAt(book, i, at), at);
  }
  return { deals: deals.subarray(0, n), cells: cells.subarray(0, n) };
}

/** Median days from creation to won, of deals won before `at`; 60 where none were. */
export function medianCycle({ closed, outcome, created }: Book, at: Day): number {
  const counts = new Float64Array(3650);
  let n = 0;
  for (let i = 0; i < closed.length; i++) {
    if (outcome[i] !== 1 || (closed[i] as number) >= at) continue;
    counts[Math.max(0, Math.min(3649, (closed[i] as number) - (created[i] as number)))]!++;
    n++;
  }
  if (n === 0) return 60;
  let days = 0;
  for (let left = n / 2 - (counts[0] as number); left > 0; left -= counts[days] as number) days++;
  return days;
}

/**
 * Everything that the days before `at` teach about the periods that end `ends` days after it.
 * Of a stage with few closed deals the configured probability counts like PRIOR_DEALS of them, spread over an
 * exponential stay; where none is configured, the share of won among all closed deals, and only where nothing was seen.
 */
export const estimatePipeline = (book: Book, lexis: Lexis, at: Day, ends: readonly number[]): Estimate =>
  finish(estimateSteps(book, lexis, at, ends));

/** {@link estimatePipeline} in steps. */
export function* estimateSteps(book: Book, lexis: Lexis, at: Day, ends: readonly number[]): Steps<Estimate> {
  const halfLife = Math.max(HALF_LIFE.days, HALF_LIFE.cycles * medianCycle(book, at));
  const plain = fitHazards(lexis, at, 1e6);
  const season = seasonOf(byMonth(lexis.since, at, wonAgainstExpected(lexis, plain, at)));
  yield 0;
  const hazards = fitHazards(lexis, at, halfLife, season);
  const now = openAt(book, at);
  const wanted = new Uint8Array(lexis.stages * (OLDEST + 1));
  now.cells.forEach((cell) => (wanted[cell] = 1));
  yield 0.1;
  const outlook = yield* propagateSteps(hazards, at, ends, season, wanted);
  yield 0.9;
  const arrivals = arrivalsAt(book, at);
  believe(book, at, ends, outlook, wanted, arrivals);

  const amounts = learnAmounts(book, at);
  yield 0.95;
  const sums = sumOpen(book, at, now, outlook, amounts);
  const fresh = new Float64Array(outlook.periods);
  addArrivals(arrivals, at, outlook, amounts, { ...sums, fresh });
  return { ...sums, fresh, amounts, outlook, now };
}

/** What open deals bring. */
function sumOpen(
  book: Book,
  at: Day,
  { deals, cells }: OpenDeals,
  { open: chances, periods }: Outlook,
  amounts: Amounts,
): Pick<Estimate, 'open' | 'variance' | 'cumulativeVariance' | 'wins'> {
  const open = new Float64Array(periods);
  const variance = new Float64Array(periods);
  const cumulativeVariance = new Float64Array(periods);
  const wins = new Float64Array(periods);
  for (let k = 0; k < deals.length; k++) {
    const listed = amountAt(book, deals[k] as number, at);
    const x = usedAmount(listed, amounts);
    if (x === 0) continue;
    const spread = spreadOf(listed, amounts);
    const start = (cells[k] as number) * periods;
    let sum = 0;
    for (let p = 0; p < periods; p++) {
      const q = chances[start + p] as number;
      sum += q;
      open[p]! += q * x;
      wins[p]! += q;
      variance[p]! += q * (1 - q + spread) * x * x;
      cumulativeVariance[p]! += sum * (1 - sum + spread) * x * x;
    }
  }
  return { open, variance, cumulativeVariance, wins };
}

/** Draws chances towards the configured ones, in place: those that are wanted, and those of the stages that new deals enter. */
function believe(
  book: Book,
  at: Day,
  ends: readonly number[],
  outlook: Outlook,
  wanted: Uint8Array,
  { entered }: Arrivals,
): void {
  const { stages } = book;
  const seen = new Float64Array(stages.length);
  /** The deal that was counted in a stage last: a re-entry counts no second time. */
  const last = new Int32Array(stages.length).fill(-1);
  let won = 0;
  let closed = 0;
  for (let i = 0; i < book.closed.length; i++) {
    if ((book.closed[i] as number) >= at || book.outcome[i] === UNDATED) continue;
    closed++;
    if (book.outcome[i] === 1) won++;
    const start = book.visitStart[i] as number;
    for (let v = start; v < (book.visitStart[i + 1] as number); v++) {
      const stage = book.visitStage[v] as number;
      if (last[stage] === i) continue;
      last[stage] = i;
      seen[stage]!++;
    }
  }
  const { periods, days } = outlook;
  const configured = new Float64Array(periods);
  const blend = (values: Float64Array, start: number, share: number): void => {
    for (let p = 0; p < periods; p++)
      values[start + p] = (1 - share) * (values[start + p] as number) + share * (configured[p] as number);
  };
  stages.forEach(({ prior, stay }, stage) => {
    const n = seen[stage] as number;
    const chance = prior ?? (n === 0 ? (closed === 0 ? 0 : won / closed) : undefined);
    if (chance === undefined) return;
    const share = PRIOR_DEALS / (n + PRIOR_DEALS);
    for (let day = 0; day < days; day++) {
      if (day > 0 && entered[stage] === 0) break;
      // Of a deal that is there on that day, in each period.
      let left = 1;
      for (let p = 0; p < periods; p++) {
        const end = ends[p] as number;
        const after = end <= day ? 1 : Math.exp((day - end) / stay);
        configured[p] = end <= day ? 0 : chance * (left - after);
        left = after;
      }
      if (day === 0)
        for (let age = 0; age <= OLDEST; age++) {
          const cell = stage * (OLDEST + 1) + age;
          if (wanted[cell] === 1) blend(outlook.open, cell * periods, share);
        }
      if (entered[stage] !== 0) blend(outlook.fresh, (day * stages.length + stage) * periods, share);
    }
  });
}

/** A day that brought more than half of all new deals, and so many, is an import. */
const IMPORT = 20;

/** How many deals begin lately, and in which stages. */
interface Arrivals {
  readonly n: number;
  /** Days counted. */
  readonly window: number;
  readonly byWeekday: Float64Array;
  readonly entered: Float64Array;
}

function arrivalsAt(book: Book, at: Day): Arrivals {
  const window = Math.max(0, Math.min(RECENT, at - book.since));
  const byDay = new Float64Array(window);
  const deals = book.closed.length;
  for (let i = 0; i < deals; i++) {
    const begun = beginningOf(book, i);
    if (begun < at && begun >= at - window) byDay[begun - at + window]!++;
  }
  const all = byDay.reduce((sum, n) => sum + n, 0);
  const byWeekday = new Float64Array(7);
  const entered = new Float64Array(book.stages.length);
  let n = 0;
  for (let i = 0; i < deals; i++) {
    const begun = beginningOf(book, i);
    if (begun >= at || begun < at - window) continue;
    const sameDay = byDay[begun - at + window] as number;
    if (sameDay > IMPORT && sameDay > all / 2) continue;
    n++;
    byWeekday[weekdayOf(begun)]!++;
    entered[book.visitStage[book.visitStart[i] as number] as number]!++;
  }
  return { n, window, byWeekday, entered };
}

/** Deals not yet created: as many a day as lately, into the stages that new deals lately began in; a compound Poisson sum. */
function addArrivals(
  { n: arrived, window, byWeekday, entered }: Arrivals,
  at: Day,
  { fresh: chances, periods, days }: Outlook,
  { fresh: value }: Amounts,
  sums: Pick<Estimate, 'fresh' | 'variance' | 'cumulativeVariance' | 'wins'>,
): void {
  if (arrived === 0) return;
  const stages = entered.length;
  const isUneven = arrived > 50;
  const variance = new Float64Array(periods);
  for (let day = 0; day < days; day++) {
    const share = isUneven ? ((byWeekday[weekdayOf(at + day)] as number) / arrived) * 7 : 1;
    for (let stage = 0; stage < stages; stage++) {
      const n = (entered[stage] as number) * (share / window);
      if (n === 0) continue;
      const start = (day * stages + stage) * periods;
      for (let p = 0; p < periods; p++) {
        const won = n * (chances[start + p] as number);
        sums.wins[p]! += won;
        sums.fresh[p]! += won * value.mean;
        variance[p]! += won * value.second;
      }
    }
  }
  let upTo = 0;
  variance.forEach((own, p) => {
    sums.variance[p]! += own;
    sums.cumulativeVariance[p]! += upTo += own;
  });
}

const beginningOf = (book: Book, i: number): Day => {
  const v = book.visitStart[i] as number;
  return v < (book.visitStart[i + 1] as number) ? (book.visitFrom[v] as number) : Infinity;
};
