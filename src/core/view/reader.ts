/** Deals as they were at as-of, one after the other, without an object for each. */
import { rolledBack, type RolledBack } from '../history/changes.js';
import { Clock } from '../history/clock.js';
import type { Deal, StageKind } from '../model.js';
import { toMinor } from '../numeric/money.js';
import type { Places, StagePlace } from './places.js';
import type { Day, ViewFrame } from './types.js';

/** What `before` says of a field, else what the deal says now. */
const valueOf = <V>(before: V | undefined, now: V): V => (before === undefined ? now : before);

/**
 * Reads a deal into its fields, filter not applied; the next one overwrites them. Nothing that happened at or after
 * as-of is read:
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
export class DealReader {
  pipeline = '';
  /** `''`: none recorded. */
  stage = '';
  kind: StageKind = 'open';
  /** undefined: the pipeline lacks the stage. */
  place: StagePlace | undefined;
  currency = '';
  /** Integer minor units; undefined: not known. */
  amount: number | undefined;
  /** Its own chance, 0..1. */
  probability: number | undefined;
  created: Day | undefined;
  closed: Day | undefined;
  expected: Day | undefined;
  /** Fields that were changed since as-of, as they were. */
  before: RolledBack = {};
  /** Stays, in order: entry k is the beginning of a stay that ends with entry k + 1. */
  stays = 0;
  readonly entryPipeline: string[] = [];
  readonly entryStage: string[] = [];
  readonly entryPlace: (StagePlace | undefined)[] = [];
  readonly entryDay: Day[] = [];
  /** The last stay goes on. Else, if there is one, it was left for the present stage on a day that is not recorded. */
  isThere = false;

  readonly #entryAt: number[] = [];
  readonly #frame: ViewFrame;
  readonly #places: Places;
  readonly #currency: string;
  readonly #clock: Clock;
  #lastPipeline = '';
  #lastPlaces: ReadonlyMap<string, StagePlace> | undefined;

  /** @param currency of amounts that name none */
  constructor(frame: ViewFrame, places: Places, currency: string) {
    this.#frame = frame;
    this.#places = places;
    this.#currency = currency;
    this.#clock = new Clock(frame.timeZone);
    this.#lastPlaces = places.get('');
  }

  /** Day on which stay k was left; undefined: see `isThere`. */
  leftOf(k: number): Day | undefined {
    return k + 1 < this.stays ? Math.max(this.entryDay[k + 1] as Day, this.entryDay[k] as Day) : undefined;
  }

  /** @returns false: the deal does not exist at as-of, and nothing else is to be read here */
  read(deal: Deal): boolean {
    const { asOf, timeZone, present, pastUnknown = false } = this.#frame;
    const clock = this.#clock;
    const isCreated = clock.read(deal.createdAt);
    if (isCreated && clock.at >= asOf) return false;
    this.created = isCreated ? clock.day : undefined;
    const later = this.#readEntries(deal, asOf);
    if (!isCreated && later && this.stays === 0) return false;

    const before = (this.before = rolledBack(deal, asOf, timeZone));
    const isClosed = clock.read(deal.closedAt);
    const closedAt = clock.at;
    const closedDay = clock.day;
    const closesLater = isClosed && closedAt >= asOf;
    const now = this.#placeOf(deal.pipeline, deal.stage);
    const presentKind = now === undefined ? 'open' : now.stage.kind;
    const isClosedByThen = presentKind !== 'open' && isClosed && !closesLater;
    const isPast =
      later ||
      (closesLater && !present && presentKind !== 'open') ||
      before.pipeline !== undefined ||
      (pastUnknown && this.stays === 0 && !isClosedByThen);
    const last = this.stays - 1;
    const pipeline =
      isPast && last >= 0
        ? (this.entryPipeline[last] as string)
        : typeof before.pipeline === 'string'
          ? before.pipeline
          : deal.pipeline;
    const stage = isPast ? (last >= 0 ? (this.entryStage[last] as string) : '') : deal.stage;
    const place = isPast ? this.#placeOf(pipeline, stage) : now;
    const kind = place === undefined ? 'open' : place.stage.kind;
    this.pipeline = pipeline;
    this.stage = stage;
    this.place = place;
    this.kind = kind;
    if (kind !== 'open' && isClosed && !closesLater && !this.#isAt(last, pipeline, stage))
      this.#push(
        closedAt,
        last >= 0 ? Math.max(closedDay, this.entryDay[last] as Day) : closedDay,
        pipeline,
        stage,
        place,
      );
    this.#joinEntries();
    this.isThere = this.#isAt(this.stays - 1, pipeline, stage);
    this.closed = kind === 'open' ? undefined : isClosed && !closesLater ? closedDay : this.enteredStage();

    const currency = (this.currency = deal.currency ?? this.#currency);
    const amount = valueOf(before.amount, deal.amount);
    this.amount = typeof amount === 'number' ? toMinor(amount, currency) : undefined;
    const probability = valueOf(before.probability, deal.probability);
    this.probability =
      typeof probability === 'number' && probability >= 0 && probability <= 1 ? probability : undefined;
    const expected = valueOf(before.expectedCloseAt, deal.expectedCloseAt);
    this.expected = typeof expected === 'string' && clock.read(expected) ? clock.day : undefined;
    return true;
  }

  /** Day it entered its present stage. */
  enteredStage(): Day | undefined {
    const last = this.stays - 1;
    const isEntered = this.isThere || (last >= 0 && this.stage === '' && this.entryStage[last] === '');
    return isEntered ? this.entryDay[last] : undefined;
  }

  /**
   * The entries before as-of in the order of time (those of one instant in the order listed); whether there are later
   * ones. Visits without a readable moment can't be placed and are passed over.
   */
  #readEntries(deal: Deal, asOf: number): boolean {
    const clock = this.#clock;
    const { visits } = deal;
    this.stays = 0;
    let later = false;
    let latest = -Infinity;
    let sorted = true;
    for (let i = 0; i < visits.length; i++) {
      const visit = visits[i] as Deal['visits'][number];
      if (!clock.read(visit.enteredAt)) continue;
      if (clock.at >= asOf) {
        later = true;
        continue;
      }
      if (clock.at < latest) sorted = false;
      latest = clock.at;
      const pipeline = visit.pipeline ?? deal.pipeline;
      this.#push(latest, clock.day, pipeline, visit.stage, this.#placeOf(pipeline, visit.stage));
    }
    if (!sorted) this.#sortEntries();
    return later;
  }

  #push(at: number, day: Day, pipeline: string, stage: string, place: StagePlace | undefined): void {
    const k = this.stays++;
    this.#entryAt[k] = at;
    this.entryDay[k] = day;
    this.entryPipeline[k] = pipeline;
    this.entryStage[k] = stage;
    this.entryPlace[k] = place;
  }

  #sortEntries(): void {
    const n = this.stays;
    const at = this.#entryAt.slice(0, n);
    const order = at.map((_, k) => k).sort((a, b) => (at[a] as number) - (at[b] as number));
    const columns: unknown[][] = [
      this.#entryAt,
      this.entryDay,
      this.entryPipeline,
      this.entryStage,
      this.entryPlace,
    ];
    for (const column of columns) {
      const old = column.slice(0, n);
      for (let k = 0; k < n; k++) column[k] = old[order[k] as number];
    }
  }

  /** Entries into the stage in which the deal already is are one stay. */
  #joinEntries(): void {
    let n = Math.min(1, this.stays);
    for (let k = 1; k < this.stays; k++) {
      if (this.#isAt(k, this.entryPipeline[n - 1] as string, this.entryStage[n - 1] as string)) continue;
      if (n < k) {
        this.entryDay[n] = this.entryDay[k] as Day;
        this.entryPipeline[n] = this.entryPipeline[k] as string;
        this.entryStage[n] = this.entryStage[k] as string;
        this.entryPlace[n] = this.entryPlace[k];
      }
      n++;
    }
    this.stays = n;
  }

  #isAt(k: number, pipeline: string, stage: string): boolean {
    return k >= 0 && this.entryStage[k] === stage && this.entryPipeline[k] === pipeline;
  }

  #placeOf(pipeline: string, stage: string): StagePlace | undefined {
    if (pipeline !== this.#lastPipeline) {
      this.#lastPipeline = pipeline;
      this.#lastPlaces = this.#places.get(pipeline);
    }
    return this.#lastPlaces?.get(stage);
  }
}
