/** Ways of forecasting that people know, as they would have been read at a day of the past. */
import type { Period } from '../calendar/period.js';
import { dayAt, dayOf, instantOf } from '../calendar/when.js';
import { parseDay } from '../calendar/days.js';
import { Clock } from '../history/clock.js';
import type { Change, Stage } from '../model.js';
import { rateOf } from '../numeric/money.js';
import type { Day, Filter, View } from '../view/types.js';
import { amountAt, NEVER, visitAt, type Book } from './book.js';
import { isOpenAt } from './pipeline.js';
import { categoryCode, CLOSING, COMMIT, type StatedNow } from './stated.js';

const NONE: readonly Change[] = [];

/** What each way says of each window at a day; a way is missing where the data does not state what it needs. */
export interface KnownWays {
  /** Σ amount × probability of the deals open then, by the date they were expected to close; on top of what is booked. */
  readonly weighted?: Float64Array;
  /** Σ amount of those in the category `commit`; on top of what is booked. */
  readonly category?: Float64Array;
  /** What owners said they would close in the whole window, booked deals included; NaN where nobody did. */
  readonly submitted?: Float64Array;
}

/** Knows which ways a view's data can state, and states them at any day up to the book's `today`. */
export function waysOf(view: View, book: Book): (at: Day, windows: readonly Period[]) => KnownWays {
  const ofDeals = openDealWays(view, book);
  const submitted = submissionsOf(view, book.currency);
  return (at, windows) => {
    const said = submitted?.(at, windows);
    return { ...ofDeals(at, windows), ...(said === undefined ? {} : { submitted: said }) };
  };
}

/** A field of each deal at as-of, and what it was before each of its changes, ascending in time. NaN: it says nothing. */
interface Column {
  readonly now: Float64Array;
  readonly before: Map<number, Step[]>;
}
interface Step {
  readonly at: number;
  readonly day: Day;
  readonly from: number;
}

/** The value of deal i before day `at`: that before the first change on or after it, else `present`. */
function valueAt({ before }: Column, i: number, at: Day, present: number): number {
  const steps = before.size === 0 ? undefined : before.get(i);
  if (steps !== undefined) for (const { day, from } of steps) if (day >= at) return from;
  return present;
}

/**
 * The weighted pipeline and the commit category. Overdue deals are expected in the window that `at` lies in. Of the
 * past only where changes of expected dates are recorded, and the stages that most deals then stood in: else today's
 * dates and stages, which know how things ended, would pass for a forecast. Nor does a probability of 0 or 1, or a
 * category `closed` or `omit`, that a deal has since it was closed count for the time before.
 */
function openDealWays(view: View, book: Book): (at: Day, windows: readonly Period[]) => KnownWays {
  const stageAt = stagesOf(view, book);
  const isLastDayOver = dayAt(view.frame.asOf - 1, view.frame.timeZone) < book.today;
  let ready: Ways | undefined;
  let hasSteps = false;
  return (at, windows) => {
    const stated = (ready ??= statedIn(view, book.stated));
    const { expected, probability, category, isWeighted, isCategorised } = stated;
    const isPast = at < book.today;
    if (!hasSteps && (isPast || !isLastDayOver) && (isWeighted || isCategorised)) {
      hasSteps = true;
      addSteps(view, book, stated);
    }
    if ((!isWeighted && !isCategorised) || (isPast && expected.before.size === 0)) return {};
    const ends = windows.map(({ to }) => to);
    const weighted = new Float64Array(windows.length);
    const commit = new Float64Array(windows.length);
    let open = 0;
    let nowhere = 0;
    for (let i = 0; i < book.closed.length; i++) {
      if (!isOpenAt(book, i, at)) continue;
      open++;
      const stage = isPast ? stageAt(i, at) : book.stated.stages[i];
      if (stage === undefined) nowhere++;
      const amount = amountAt(book, i, at);
      const day = valueAt(expected, i, at, expected.now[i] as number);
      if (Number.isNaN(amount) || Number.isNaN(day)) continue;
      let h = 0;
      while (h < ends.length && Math.max(day, at) >= (ends[h] as Day)) h++;
      if (h === ends.length) continue;
      const isEnded = (book.closed[i] as number) < NEVER;
      const chance = probability.now[i] as number;
      const own = valueAt(probability, i, at, isEnded && (chance === 0 || chance === 1) ? NaN : chance);
      weighted[h]! += amount * (Number.isNaN(own) ? (stage?.probability ?? 0) : own);
      const code = category.now[i] as number;
      const named = valueAt(category, i, at, isEnded && code === CLOSING ? NaN : code);
      if (named === COMMIT || (Number.isNaN(named) && stage?.forecastCategory === 'commit'))
        commit[h]! += amount;
    }
    if (isPast && nowhere * 2 > open) return {};
    return { ...(isWeighted ? { weighted } : {}), ...(isCategorised ? { category: commit } : {}) };
  };
}

/** What deals state, and so which ways there are. */
interface Ways {
  readonly expected: Column;
  readonly probability: Column;
  readonly category: Column;
  readonly isWeighted: boolean;
  readonly isCategorised: boolean;
}

function statedIn({ frame }: View, { expected, probability, category }: StatedNow): Ways {
  const hasStage = (of: (stage: Stage) => boolean): boolean =>
    frame.pipelines.some((pipeline) => pipeline.stages.some((stage) => stage.kind === 'open' && of(stage)));
  const isDated = expected.some((day) => !Number.isNaN(day));
  return {
    expected: { now: expected, before: new Map() },
    probability: { now: probability, before: new Map() },
    category: { now: category, before: new Map() },
    isWeighted:
      isDated &&
      (hasStage((stage) => stage.probability !== undefined) ||
        probability.some((chance) => !Number.isNaN(chance))),
    isCategorised:
      isDated && (hasStage((stage) => stage.forecastCategory === 'commit') || category.includes(COMMIT)),
  };
}

/** What the fields were before their changes: only the past asks for it. */
function addSteps(view: View, book: Book, { expected, probability, category }: Ways): void {
  const { asOf, timeZone } = view.frame;
  const clock = new Clock(timeZone);
  const dayFrom = (value: unknown): number =>
    typeof value === 'string' ? (dayOf(value, timeZone) ?? NaN) : NaN;
  for (let i = 0; i < book.deals.length; i++) {
    for (const { at: when, field, from } of book.deals[i]?.changes ?? NONE) {
      const column =
        field === 'expectedCloseAt'
          ? expected
          : field === 'probability'
            ? probability
            : field === 'forecastCategory'
              ? category
              : undefined;
      if (column === undefined || !clock.read(when) || clock.at >= asOf) continue;
      const value =
        column === expected
          ? dayFrom(from)
          : column === category
            ? categoryCode(from)
            : typeof from === 'number'
              ? from
              : NaN;
      const steps = column.before.get(i) ?? [];
      column.before.set(i, steps);
      steps.push({ at: clock.at, day: clock.day, from: value });
      if (steps.length > 1) steps.sort((a, b) => a.at - b.at);
    }
  }
}

const placesOf = ({ frame }: View): ReadonlyMap<string, ReadonlyMap<string, Stage>> =>
  new Map(frame.pipelines.map(({ id, stages }) => [id, new Map(stages.map((stage) => [stage.id, stage]))]));

/** The stage that deal i was in when a day of the past began; undefined: it is not recorded. */
function stagesOf(view: View, book: Book): (i: number, at: Day) => Stage | undefined {
  const byPipeline = placesOf(view);
  return (i, at) => {
    const deal = book.deals[i];
    if (deal === undefined) return undefined;
    const place = book.stages[book.visitStage[visitAt(book, i, at)] as number];
    if (place === undefined || place.stage === '') return undefined;
    return (
      byPipeline.get(deal.pipeline)?.get(place.stage) ?? byPipeline.get(place.pipeline)?.get(place.stage)
    );
  };
}

/**
 * What owners submitted: of each owner whom the view shows the latest submission made before a day, for exactly a
 * window's days; converted like amounts. undefined where there are none, or the view shows a part (one source, some of
 * several pipelines) that nobody submits for.
 */
function submissionsOf(
  { data, frame }: View,
  currency: string,
): ((at: Day, windows: readonly Period[]) => Float64Array) | undefined {
  const isShown = ownersShown(frame.filter, frame);
  if (data.submissions === undefined || isShown === undefined) return undefined;
  const { asOf, timeZone, rates, provenance } = frame;
  const said = data.submissions.flatMap((one) => {
    const at = instantOf(one.at, timeZone);
    const day = dayOf(one.at, timeZone);
    const [from, to] = [parseDay(one.from), parseDay(one.to)];
    if (at === undefined || at >= asOf || day === undefined || !isShown(one.owner)) return [];
    if (from === undefined || to === undefined) return [];
    const own = one.currency ?? provenance?.currency ?? '';
    const rate = own === currency ? 1 : (rateOf(own, rates) ?? NaN) / (rateOf(currency, rates) ?? NaN);
    return [{ owner: one.owner, at, day, from, to, amount: one.amount * rate }];
  });
  if (said.length === 0) return undefined;
  said.sort((a, b) => a.at - b.at);
  return (at, windows) =>
    Float64Array.from(windows, ({ from, to }) => {
      const latest = new Map<string, number>();
      for (const one of said)
        if (one.day < at && one.from === from && one.to === to) latest.set(one.owner, one.amount);
      return latest.size === 0 ? NaN : [...latest.values()].reduce((sum, amount) => sum + amount, 0);
    });
}

/** Whether an owner's submissions belong to what a filter shows; undefined: nobody's do. */
function ownersShown(
  { owner, team, pipeline, ...rest }: Filter,
  { pipelines, owners }: Pick<View['frame'], 'pipelines' | 'owners'>,
): ((owner: string) => boolean) | undefined {
  if (Object.values(rest).some((wanted) => wanted !== undefined)) return undefined;
  if (pipeline !== undefined && pipelines.some(({ id }) => !pipeline.includes(id))) return undefined;
  const teams = new Map(owners.map(({ id, team: name }) => [id, name]));
  return (id) =>
    (owner === undefined || owner.includes(id)) && (team === undefined || team.includes(teams.get(id) ?? ''));
}
