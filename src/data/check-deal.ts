import type { Change, Deal, Pipeline, Provenance, Split, Stage, Visit, When } from '../core/model.js';
import { FORBIDDEN_KEYS } from './cells.js';
import type { Checker, Patch } from './checker.js';
import { isAfterData, roughTime } from './dates.js';
import { IdRegister } from './ids.js';
import { isObject, type FlatObject } from './rows.js';
import { areInOrder, NO_VISITS, sortVisits, withClosingVisit } from './visits.js';

/** The stages that deals may stand in, by pipeline; and the pipeline of deals that name none. */
export interface KnownPipelines {
  readonly stages: Map<string, ReadonlyMap<string, Stage>>;
  readonly fallback: string;
}

/** Checks the deals of a model, one by one, against its pipelines and each other. */
export class DealChecker {
  /** Pipelines that deals name and nobody described. */
  readonly added: Pipeline[] = [];
  /** The currencies of amounts; `''` for amounts that name none where the data names none either. */
  readonly currencies = new Set<string>();
  readonly #check: Checker;
  readonly #pipelines: KnownPipelines;
  readonly #provenance: Provenance;
  /** Ids of the owners that the data lists; `undefined` where it lists none. */
  readonly #owners: ReadonlySet<string> | undefined;
  readonly #ids = new IdRegister();

  constructor(
    check: Checker,
    pipelines: KnownPipelines,
    owners: ReadonlySet<string> | undefined,
    provenance: Provenance,
  ) {
    this.#check = check;
    this.#owners = owners;
    this.#pipelines = pipelines;
    this.#provenance = provenance;
  }

  /** The deal itself if nothing has to differ, else a copy. */
  check(entry: FlatObject, index: number): Deal {
    const patch: Patch = {};
    const id = this.#newId(entry['id'], index);
    this.#check.dealId = id;
    if (entry['id'] !== id) patch['id'] = id;
    const name = this.#check.text(entry['name']) ?? id;
    if (entry['name'] !== name) patch['name'] = name;
    const pipeline = this.#check.text(entry['pipeline']) ?? this.#pipelines.fallback;
    if (entry['pipeline'] !== pipeline) patch['pipeline'] = pipeline;
    const stages = this.#pipelines.stages.get(pipeline) ?? this.#unknownPipeline(pipeline);
    const stage = this.#check.text(entry['stage']) ?? '';
    if (entry['stage'] !== stage) patch['stage'] = stage;
    if (stage === '') this.#check.issues.add('stage-missing', {}, this.#check.place('stage'));
    else if (!stages.has(stage))
      this.#check.issues.add(
        'stage-unmapped',
        { stage, pipeline },
        { ...this.#check.place('stage'), apart: `${pipeline}\n${stage}` },
      );

    const amount = entry['amount'];
    if (amount !== null && amount !== undefined) {
      const checked = this.#check.amountOf(amount, 'amount');
      if (checked !== amount) patch['amount'] = checked;
      if (checked !== null) {
        this.currencies.add(
          typeof entry['currency'] === 'string' ? entry['currency'] : (this.#provenance.currency ?? ''),
        );
      }
    }
    this.#check.share(entry, 'probability', patch);
    this.#check.category(entry, patch);
    const owner = entry['owner'];
    const known = this.#check.text(owner);
    if (owner !== undefined && owner !== known) patch['owner'] = known;
    if (known !== undefined && this.#owners && !this.#owners.has(known)) {
      this.#check.issues.add(
        'owner-unknown',
        { owner: known },
        { ...this.#check.place('owner'), apart: known },
      );
    }
    for (const field of [
      'source',
      'account',
      'contact',
      'url',
      'nextStep',
      'currency',
      'lostReason',
    ] as const) {
      const value = entry[field];
      if (value === undefined || typeof value === 'string' || (field === 'lostReason' && value === null))
        continue;
      if (value !== null) this.#check.invalid(field, value);
      patch[field] = this.#check.text(value);
    }
    const createdAt = this.#check.moment(entry, 'createdAt', patch);
    const closedAt = this.#check.moment(entry, 'closedAt', patch);
    const expected = this.#check.moment(entry, 'expectedCloseAt', patch, true);
    for (const field of ['updatedAt', 'lastActivityAt', 'nextActivityAt'] as const)
      this.#check.moment(entry, field, patch);
    const kind = stages.get(stage)?.kind;
    const closed = kind === 'won' || kind === 'lost';
    const visits = this.#visits(entry['visits'], { pipeline, stage }, closed ? closedAt : null);
    if (entry['visits'] !== visits) patch['visits'] = visits;
    if (createdAt === null && closedAt === null && expected === null && visits.length === 0) {
      this.#check.issues.add('date-missing', { field: 'createdAt' }, this.#check.place('createdAt'));
    } else if (closed && closedAt === null) {
      this.#check.issues.add('date-missing', { field: 'closedAt' }, this.#check.place('closedAt'));
    }
    if (
      createdAt !== null &&
      closedAt !== null &&
      roughTime(closedAt) < roughTime(createdAt) &&
      closedAt.slice(0, 10) < createdAt.slice(0, 10)
    ) {
      this.#check.issues.add('closed-before-created', {}, this.#check.place('closedAt'));
    }
    if (closed && closedAt !== null && isAfterData(closedAt, this.#provenance.fetchedAt)) {
      this.#check.issues.add('closed-after-data', { value: closedAt }, this.#check.place('closedAt'));
    }
    if (entry['changes'] !== undefined)
      this.#check.optional(entry, 'changes', patch, (change) => this.#change(change));
    if (entry['splits'] !== undefined)
      this.#check.optional(entry, 'splits', patch, (split) => this.#split(split));
    const order = entry['order'];
    if (order !== undefined && !(typeof order === 'number' && Number.isFinite(order))) {
      if (order !== null) this.#check.invalid('order', order);
      patch['order'] = undefined;
    }
    if (entry['fields'] !== undefined) this.#fields(entry['fields'], patch);
    return this.#check.patched(entry, patch) as unknown as Deal;
  }

  #newId(value: unknown, index: number): string {
    const given = this.#check.text(value);
    let id = given ?? `deal-${index + 1}`;
    if (given === undefined || given === '') {
      id = `deal-${index + 1}`;
      this.#check.issues.add('row-empty-id', { id }, this.#check.place('id'));
    }
    const own = this.#ids.claim(id);
    if (own !== id) this.#check.issues.add('id-duplicate', { id }, this.#check.place('id'));
    return own;
  }

  /** Deals of a pipeline that nobody described are shown in one without stages, not lost. */
  #unknownPipeline(id: string): Map<string, Stage> {
    this.#check.issues.add(
      'pipeline-unknown',
      { pipeline: id },
      { ...this.#check.place('pipeline'), apart: id },
    );
    const stages = new Map<string, Stage>();
    this.#pipelines.stages.set(id, stages);
    this.added.push({ id, name: id, stages: [] });
    return stages;
  }

  #visits(
    value: unknown,
    deal: { readonly pipeline: string; readonly stage: string },
    closedAt: When | null,
  ): readonly Visit[] {
    let visits =
      value === undefined || value === null
        ? NO_VISITS
        : this.#check.nested(value, 'visits', (entry) => this.#visit(entry));
    if (!areInOrder(visits)) {
      this.#check.issues.add('visit-order', {}, this.#check.place('visits'));
      visits = sortVisits(visits, deal.stage);
    }
    if (closedAt === null || this.#provenance.history === 'none') return visits;
    const completed = withClosingVisit(visits, deal, closedAt);
    if (!completed) return visits;
    this.#check.issues.add('visit-added', {}, this.#check.place('visits'));
    return completed;
  }

  #visit(entry: FlatObject): Visit | undefined {
    const patch: Patch = {};
    const stage = this.#check.text(entry['stage']);
    if (stage === undefined || stage === '') {
      this.#check.invalid('stage', entry['stage']);
      return undefined;
    }
    if (entry['stage'] !== stage) patch['stage'] = stage;
    const pipeline = entry['pipeline'];
    if (pipeline !== undefined && typeof pipeline !== 'string')
      patch['pipeline'] = this.#check.text(pipeline);
    const enteredAt = this.#check.when(entry['enteredAt'], 'enteredAt');
    if (enteredAt === undefined) return undefined;
    if (entry['enteredAt'] !== enteredAt) patch['enteredAt'] = enteredAt;
    return this.#check.patched(entry, patch) as unknown as Visit;
  }

  #change(entry: FlatObject): Change | undefined {
    const at = this.#check.when(entry['at'], 'at');
    if (at === undefined) return undefined;
    const { field, from, to } = entry;
    if (!CHANGED.has(field) || !isScalar(from) || !isScalar(to)) {
      this.#check.invalid('field', field);
      return undefined;
    }
    return this.#check.patched(entry, entry['at'] === at ? {} : { at }) as unknown as Change;
  }

  #split(entry: FlatObject): Split | undefined {
    if (
      typeof entry['owner'] === 'string' &&
      typeof entry['share'] === 'number' &&
      Number.isFinite(entry['share'])
    ) {
      return entry as unknown as Split;
    }
    this.#check.invalid('share', entry['share']);
    return undefined;
  }

  #fields(value: unknown, patch: Patch): void {
    if (!isObject(value)) {
      if (value !== null) this.#check.invalid('fields', value);
      patch['fields'] = undefined;
      return;
    }
    const inner: Patch = {};
    for (const [key, cell] of Object.entries(value)) {
      if (
        cell === null ||
        typeof cell === 'string' ||
        typeof cell === 'boolean' ||
        (typeof cell === 'number' && Number.isFinite(cell))
      )
        continue;
      if (FORBIDDEN_KEYS.has(key)) continue;
      if (cell !== undefined) this.#check.invalid(`fields.${key}`, cell);
      inner[key] = cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString() : undefined;
    }
    const kept = this.#check.patched(value, inner);
    if (kept !== value) patch['fields'] = kept;
  }
}

const CHANGED: ReadonlySet<unknown> = new Set([
  'amount',
  'expectedCloseAt',
  'owner',
  'pipeline',
  'forecastCategory',
  'probability',
]);

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
