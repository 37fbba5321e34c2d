/** Ways of forecasting that people know, as they would have been read at a day of the past. */
import type { Period } from '../calendar/period.js';
import { dayOf, instantOf } from '../calendar/when.js';
import { parseDay } from '../calendar/days.js';
import { rolledBack } from '../history/changes.js';
import type { Change, ChangedField, Stage } from '../model.js';
import { rateOf } from '../numeric/money.js';
import type { Day, Filter, View } from '../view/types.js';
import { amountAt, NEVER, visitAt, type Book } from './book.js';
import { isOpenAt } from './pipeline.js';

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

/** The values of a field before each of its changes, ascending in time; of an expected date its day. */
type Steps = readonly { readonly day: Day; readonly from: Change['from'] }[];

/** A deal's fields at as-of, and what they were before. `null`: none. */
interface Fields {
  readonly expected: Day | null;
  readonly probability: number | null;
  readonly category: string | null;
  readonly steps: { readonly [F in ChangedField]?: Steps };
}

const NO_STEPS: Fields['steps'] = {};

/** What closing a deal writes into its own fields: as a value of the time before it, it is hindsight. */
const CLOSING: ReadonlySet<number | string | null> = new Set([0, 1, 'closed', 'omit']);

/** The value before day `at`: the `from` of the first change on or after it, else the one at as-of. */
function valueAt<T>(steps: Steps | undefined, at: Day, present: T): T | Change['from'] {
  for (const { day, from } of steps ?? []) if (day >= at) return from;
  return present;
}

/**
 * The weighted pipeline and the commit category. Overdue deals are expected in the window that `at` lies in. Of the
 * past only where changes of expected dates are recorded, and the stages that most deals then stood in: else today's
 * dates and stages, which know how things ended, would pass for a forecast.
 */
function openDealWays(view: View, book: Book): (at: Day, windows: readonly Period[]) => KnownWays {
  const stageAt = stagesOf(view, book);
  let ready: Stated | undefined;
  return (at, windows) => {
    const { fields, isWeighted, isCategorised, hasPast } = (ready ??= statedIn(view, book));
    if ((!isWeighted && !isCategorised) || (at < book.today && !hasPast)) return {};
    const weighted = new Float64Array(windows.length);
    const category = new Float64Array(windows.length);
    let open = 0;
    let nowhere = 0;
    fields.forEach(({ expected, steps, ...own }, i) => {
      if (!isOpenAt(book, i, at)) return;
      open++;
      const stage = stageAt(i, at);
      if (stage === undefined) nowhere++;
      const amount = amountAt(book, i, at);
      const day = valueAt(steps.expectedCloseAt, at, expected);
      if (Number.isNaN(amount) || typeof day !== 'number') return;
      const h = windows.findIndex(({ to }) => Math.max(day, at) < to);
      if (h < 0) return;
      const isEnded = (book.closed[i] as number) < NEVER;
      const ownAt = (field: 'probability' | 'forecastCategory', present: number | string | null): unknown => {
        const value = valueAt(steps[field], at, undefined);
        if (value !== undefined) return value;
        return isEnded && CLOSING.has(present) ? null : present;
      };
      const probability = ownAt('probability', own.probability) ?? stage?.probability;
      if (typeof probability === 'number') weighted[h]! += amount * probability;
      if ((ownAt('forecastCategory', own.category) ?? stage?.forecastCategory) === 'commit')
        category[h]! += amount;
    });
    if (at < book.today && nowhere * 2 > open) return {};
    return { ...(isWeighted ? { weighted } : {}), ...(isCategorised ? { category } : {}) };
  };
}

/** What deals state as of as-of, and so which ways there are. */
interface Stated {
  readonly fields: readonly Fields[];
  readonly isWeighted: boolean;
  readonly isCategorised: boolean;
  /** Changes of expected dates are recorded. */
  readonly hasPast: boolean;
}

function statedIn(view: View, book: Book): Stated {
  const isNeverDated = book.deals.every((deal) => deal.expectedCloseAt == null && deal.changes === undefined);
  if (isNeverDated) return { fields: [], isWeighted: false, isCategorised: false, hasPast: false };
  const fields = fieldsOf(view, book);
  const stages = view.frame.pipelines.flatMap((pipeline) => pipeline.stages);
  const has = (ofStage: (stage: Stage) => boolean, ofDeal: (deal: Fields) => boolean): boolean =>
    stages.some((stage) => stage.kind === 'open' && ofStage(stage)) || fields.some(ofDeal);
  const isDated = fields.some(({ expected }) => expected !== null);
  return {
    fields,
    isWeighted:
      isDated &&
      has(
        (stage) => stage.probability !== undefined,
        (deal) => deal.probability !== null,
      ),
    isCategorised:
      isDated &&
      has(
        (stage) => stage.forecastCategory === 'commit',
        (deal) => deal.category === 'commit',
      ),
    hasPast: fields.some(({ steps }) => steps.expectedCloseAt !== undefined),
  };
}

function fieldsOf(view: View, book: Book): Fields[] {
  const { asOf, timeZone } = view.frame;
  return book.deals.map((deal) => {
    const facts = view.factsOf(deal);
    const steps: { [F in ChangedField]?: { day: Day; at: number; from: Change['from'] }[] } = {};
    for (const { at: when, field, from } of deal.changes ?? []) {
      const at = instantOf(when, timeZone);
      const day = dayOf(when, timeZone);
      if (at === undefined || day === undefined || at >= asOf) continue;
      const value =
        field !== 'expectedCloseAt'
          ? from
          : typeof from === 'string'
            ? (dayOf(from, timeZone) ?? null)
            : null;
      (steps[field] ??= []).push({ day, at, from: value });
    }
    for (const list of Object.values(steps)) list.sort((a, b) => a.at - b.at);
    const { forecastCategory = deal.forecastCategory ?? null } = rolledBack(deal, asOf, timeZone);
    return {
      expected: facts?.expected ?? null,
      probability: facts?.probability ?? null,
      category: forecastCategory as string | null,
      steps: deal.changes === undefined ? NO_STEPS : steps,
    };
  });
}

/** The stage that deal i was in when day `at` began; undefined: it is not recorded. */
function stagesOf(view: View, book: Book): (i: number, at: Day) => Stage | undefined {
  const byPipeline = new Map(
    view.frame.pipelines.map(({ id, stages }) => [id, new Map(stages.map((stage) => [stage.id, stage]))]),
  );
  return (i, at) => {
    const deal = book.deals[i];
    if (deal === undefined) return undefined;
    if (at === book.today) {
      const facts = view.factsOf(deal);
      return facts === undefined ? undefined : byPipeline.get(facts.pipeline)?.get(facts.stage);
    }
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
