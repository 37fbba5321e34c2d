/** The pipeline model at one day: what open deals and deals not yet created bring in each period. */
import { weekdayOf } from '../calendar/days.js';
import type { Day } from '../view/types.js';
import { learnAmounts, usedAmount, type Amounts } from './amounts.js';
import { amountAt, UNDATED, visitAt, type Book } from './book.js';
import { HALF_LIFE, OLDEST, PRIOR_DEALS, RECENT } from './constants.js';
import { fitHazards } from './hazards.js';
import type { Lexis } from './lexis.js';
import { propagate, type Outlook } from './propagate.js';
import { byMonth, seasonOf, wonAgainstExpected } from './season.js';

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
}

/** Where deal i's chances begin in `outlook.open`: by its stage and age when day `at` began. */
export function chancesOf(book: Book, i: number, at: Day, { periods }: Outlook): number {
  const v = visitAt(book, i, at);
  const age = Math.min(OLDEST, at - (book.visitFrom[v] as number));
  return ((book.visitStage[v] as number) * (OLDEST + 1) + Math.max(0, age)) * periods;
}

/** Deal i has begun before day `at` and was not yet closed then. */
export const isOpenAt = (book: Book, i: number, at: Day): boolean => {
  const v = book.visitStart[i] as number;
  return (
    v < (book.visitStart[i + 1] as number) &&
    (book.visitFrom[v] as number) < at &&
    (book.closed[i] as number) >= at
  );
};

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
export function estimatePipeline(book: Book, lexis: Lexis, at: Day, ends: readonly number[]): Estimate {
  const halfLife = Math.max(HALF_LIFE.days, HALF_LIFE.cycles * medianCycle(book, at));
  const plain = fitHazards(lexis, at, 1e6);
  const season = seasonOf(byMonth(lexis.since, at, wonAgainstExpected(lexis, plain, at)));
  const outlook = propagate(fitHazards(lexis, at, halfLife, season), at, ends, season);
  believe(book, at, ends, outlook);

  const amounts = learnAmounts(book, at);
  const periods = ends.length;
  const open = new Float64Array(periods);
  const variance = new Float64Array(periods);
  const cumulativeVariance = new Float64Array(periods);
  const wins = new Float64Array(periods);
  const { ratioSpread } = amounts;
  for (let i = 0; i < book.closed.length; i++) {
    if (!isOpenAt(book, i, at)) continue;
    const x = usedAmount(amountAt(book, i, at), amounts);
    if (x === 0) continue;
    const start = chancesOf(book, i, at, outlook);
    let sum = 0;
    for (let p = 0; p < periods; p++) {
      const q = outlook.open[start + p] as number;
      sum += q;
      open[p]! += q * x;
      wins[p]! += q;
      variance[p]! += q * (1 - q + ratioSpread) * x * x;
      cumulativeVariance[p]! += sum * (1 - sum + ratioSpread) * x * x;
    }
  }
  const fresh = new Float64Array(periods);
  addArrivals(book, at, outlook, amounts, { fresh, variance, cumulativeVariance, wins });
  return { open, fresh, variance, cumulativeVariance, wins, amounts, outlook };
}

/** Draws chances towards the configured ones, in place. */
function believe(book: Book, at: Day, ends: readonly number[], outlook: Outlook): void {
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
  stages.forEach(({ prior, stay }, stage) => {
    const n = seen[stage] as number;
    const chance = prior ?? (n === 0 ? (closed === 0 ? 0 : won / closed) : undefined);
    if (chance === undefined) return;
    const share = PRIOR_DEALS / (n + PRIOR_DEALS);
    /** Of a deal that is there on day `day`, in each period. */
    const configured = (day: number): Float64Array => {
      let from = day;
      return Float64Array.from(ends, (end) => {
        if (end <= day) return 0;
        const value = chance * (Math.exp((day - from) / stay) - Math.exp((day - end) / stay));
        from = end;
        return value;
      });
    };
    const blend = (values: Float64Array, start: number, expected: Float64Array): void => {
      for (let p = 0; p < periods; p++)
        values[start + p] = (1 - share) * (values[start + p] as number) + share * (expected[p] as number);
    };
    const now = configured(0);
    for (let age = 0; age <= OLDEST; age++) blend(outlook.open, (stage * (OLDEST + 1) + age) * periods, now);
    for (let day = 0; day < days; day++)
      blend(outlook.fresh, (day * stages.length + stage) * periods, configured(day));
  });
}

/** A day that brought more than half of all new deals, and so many, is an import. */
const IMPORT = 20;

/** Deals not yet created: as many a day as lately, into the stages that new deals lately began in; a compound Poisson sum. */
function addArrivals(
  book: Book,
  at: Day,
  { fresh: chances, periods, days }: Outlook,
  { fresh: value }: Amounts,
  sums: Pick<Estimate, 'fresh' | 'variance' | 'cumulativeVariance' | 'wins'>,
): void {
  const window = Math.max(0, Math.min(RECENT, at - book.since));
  const stages = book.stages.length;
  const byDay = new Float64Array(window);
  for (let i = 0; i < book.closed.length; i++) {
    const begun = beginningOf(book, i);
    if (begun < at && begun >= at - window) byDay[begun - at + window]!++;
  }
  const all = byDay.reduce((sum, n) => sum + n, 0);
  const isImport = (day: Day): boolean => {
    const n = byDay[day - at + window] as number;
    return n > IMPORT && n > all / 2;
  };
  const byWeekday = new Float64Array(7);
  const entered = new Float64Array(stages);
  let arrived = 0;
  for (let i = 0; i < book.closed.length; i++) {
    const begun = beginningOf(book, i);
    if (begun >= at || begun < at - window || isImport(begun)) continue;
    arrived++;
    byWeekday[weekdayOf(begun)]!++;
    entered[book.visitStage[book.visitStart[i] as number] as number]!++;
  }
  if (arrived === 0) return;
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
