import type {
  Change,
  Deal,
  Goal,
  Owner,
  Pipeline,
  PipelineData,
  Provenance,
  Rates,
  Split,
  Stage,
  Visit,
  When,
} from '../core/model.js';
import { FORBIDDEN_KEYS, LARGEST_AMOUNT, parseCategory } from './cells.js';
import { dayIn, fromEpoch, hasTime, parseDate, roughTime } from './dates.js';
import { shown, type IssueList, type IssuePlace } from './issues.js';
import { parseNumber } from './numbers.js';
import { closedKindOf } from './presets/stage-names.js';
import { isObject, type FlatObject } from './rows.js';
import type { ReadOptions } from './types.js';

const WHEN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Is this the model itself (as against rows that have to be mapped)? */
export function isModel(
  value: unknown,
): value is { readonly pipelines: readonly unknown[]; readonly deals: readonly unknown[] } {
  return isObject(value) && Array.isArray(value['pipelines']) && Array.isArray(value['deals'] ?? []);
}

/**
 * Checks a model that a host made. What is right is kept as it is, *the same object*: a deal, list or pipeline that needs no change
 * keeps its identity, so that a store can tell what changed. What can be read otherwise is (a `Date`, epoch milliseconds, `"0.4"`); what
 * cannot is left out and becomes an issue. Nothing of the host's is changed or frozen.
 */
export function normaliseModel(input: object, options: ReadOptions, issues: IssueList): PipelineData {
  return new Normaliser(options, issues).model(input as FlatObject);
}

type Patch = Record<string, unknown>;

class Normaliser {
  readonly #options: ReadOptions;
  readonly #issues: IssueList;
  readonly #stages = new Map<string, Map<string, Stage>>();
  readonly #ids = new Set<string>();
  readonly #lost = new Map<string, Pipeline>();
  readonly #currencies = new Set<string>();
  #path = '';
  #dealId: string | undefined;
  #times = false;
  #history: Provenance['history'] = 'none';

  constructor(options: ReadOptions, issues: IssueList) {
    this.#options = options;
    this.#issues = issues;
  }

  model(input: FlatObject): PipelineData {
    const patch: Patch = {};
    const pipelines = this.#each(input['pipelines'], 'pipelines', (entry, index) =>
      this.#pipeline(entry, index),
    );
    for (const pipeline of pipelines)
      this.#stages.set(pipeline.id, new Map(pipeline.stages.map((stage) => [stage.id, stage])));
    const owners =
      input['owners'] == null
        ? undefined
        : this.#each(input['owners'], 'owners', (entry) => this.#owner(entry));
    const rates = this.#rates(input['rates']);
    const provenance = this.#provenance(input['provenance'], input['deals']);
    this.#history = provenance.history;
    const defaultPipeline = pipelines[0]?.id ?? '';
    const deals = this.#each(input['deals'] ?? [], 'deals', (entry, index) =>
      this.#deal(entry, index, defaultPipeline),
    );
    const goals =
      input['goals'] == null ? undefined : this.#each(input['goals'], 'goals', (entry) => this.#goal(entry));
    const all = this.#lost.size > 0 ? [...pipelines, ...this.#lost.values()] : pipelines;
    const put = (key: keyof PipelineData, value: unknown): void => {
      if (input[key] !== value && !(input[key] == null && value === undefined)) patch[key] = value;
    };
    put('pipelines', all);
    put('deals', deals);
    put('owners', owners);
    put('goals', goals);
    put('rates', rates);
    put('provenance', provenance);
    if (this.#times && !provenance.timeZone) this.#issues.add('time-zone-assumed', { timeZone: 'UTC' });
    if (this.#currencies.size > 1 && !rates) {
      this.#issues.add('currency-mixed', { currencies: [...this.#currencies].filter((code) => code !== '') });
    }
    return this.#patched(input, patch) as unknown as PipelineData;
  }

  #place(field: string): IssuePlace {
    const column = this.#path === '' ? field : `${this.#path}.${field}`;
    return {
      column,
      fold: column.replace(/\[\d+\]/g, '[]'),
      ...(this.#dealId === undefined ? {} : { dealId: this.#dealId }),
    };
  }

  #invalid(field: string, value: unknown): void {
    this.#issues.add('value-invalid', { field, value: shown(value) }, this.#place(field));
  }

  /** The list with each entry checked; the same list if every entry stayed the same. */
  #each<T extends object>(
    list: unknown,
    name: string,
    check: (entry: FlatObject, index: number) => T | undefined,
  ): readonly T[] {
    if (!Array.isArray(list)) {
      this.#path = '';
      this.#issues.add('json-shape', { path: name, expected: 'array' }, { column: name });
      return [];
    }
    const out: T[] = [];
    let changed = false;
    (list as readonly unknown[]).forEach((entry, index) => {
      this.#path = `${name}[${index}]`;
      this.#dealId = undefined;
      const checked = isObject(entry) ? check(entry, index) : undefined;
      if (!isObject(entry)) {
        this.#issues.add(
          'value-invalid',
          { field: name, value: shown(entry) },
          { column: this.#path, fold: name },
        );
      }
      if (checked !== entry) changed = true;
      if (checked) out.push(checked);
    });
    this.#path = '';
    this.#dealId = undefined;
    return changed ? out : (list as readonly T[]);
  }

  /** The object itself, or a copy with the changes; `undefined` takes a property away. */
  #patched(object: FlatObject, patch: Patch): FlatObject {
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(object)) {
      if (!FORBIDDEN_KEYS.has(key)) continue;
      this.#issues.add('key-forbidden', { key }, this.#place(key));
      copy ??= { ...object };
      delete copy[key];
    }
    const keys = Object.keys(patch);
    if (keys.length === 0) return copy ?? object;
    copy ??= { ...object };
    for (const key of keys) {
      if (patch[key] === undefined) delete copy[key];
      else copy[key] = patch[key];
    }
    return copy;
  }

  #text(value: unknown): string | undefined {
    if (typeof value === 'string') return value;
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
  }

  #pipeline(entry: FlatObject, index: number): Pipeline {
    const patch: Patch = {};
    const id = this.#text(entry['id']) ?? `pipeline-${index + 1}`;
    const name = this.#text(entry['name']) ?? id;
    if (entry['id'] !== id) patch['id'] = id;
    if (entry['name'] !== name) patch['name'] = name;
    const path = this.#path;
    const seen = new Set<string>();
    const stages = this.#each(entry['stages'] ?? [], `${path}.stages`, (stage, at) => {
      const checked = this.#stage(stage, at);
      if (!seen.has(checked.id)) {
        seen.add(checked.id);
        return checked;
      }
      this.#issues.add('stage-duplicate', { stage: checked.id }, this.#place('id'));
      return undefined;
    });
    this.#path = path;
    if (entry['stages'] !== stages) patch['stages'] = stages;
    return this.#patched(entry, patch) as unknown as Pipeline;
  }

  #stage(entry: FlatObject, index: number): Stage {
    const patch: Patch = {};
    const id = this.#text(entry['id']) ?? this.#text(entry['name']) ?? `stage-${index + 1}`;
    const name = this.#text(entry['name']) ?? id;
    if (entry['id'] !== id) patch['id'] = id;
    if (entry['name'] !== name) patch['name'] = name;
    const probability = this.#share(entry, 'probability', patch);
    const kind = entry['kind'];
    if (kind !== 'open' && kind !== 'won' && kind !== 'lost') {
      if (kind !== undefined) this.#invalid('kind', kind);
      const named = closedKindOf(name);
      patch['kind'] = probability === 1 ? 'won' : probability === 0 ? 'lost' : (named ?? 'open');
      if (named && probability !== 1 && probability !== 0) {
        this.#issues.add('kind-inferred', { stage: name, kind: named }, { apart: name });
      }
    }
    this.#category(entry, patch);
    const idle = entry['idleAfterDays'];
    if (idle != null && !(typeof idle === 'number' && idle >= 0 && Number.isFinite(idle))) {
      this.#invalid('idleAfterDays', idle);
      patch['idleAfterDays'] = undefined;
    }
    return this.#patched(entry, patch) as unknown as Stage;
  }

  #owner(entry: FlatObject): Owner | undefined {
    const patch: Patch = {};
    const id = this.#text(entry['id']) ?? this.#text(entry['name']);
    if (id === undefined) {
      this.#invalid('id', entry['id']);
      return undefined;
    }
    const name = this.#text(entry['name']) ?? id;
    if (entry['id'] !== id) patch['id'] = id;
    if (entry['name'] !== name) patch['name'] = name;
    return this.#patched(entry, patch) as unknown as Owner;
  }

  /** A moment as the model writes it. A right string stays as it is written. */
  #when(value: unknown, field: string): When | undefined {
    let when: When | undefined;
    if (typeof value === 'string') {
      when =
        WHEN.test(value) && parseDate(value, 'dmy') !== undefined
          ? value
          : parseDate(value.trim(), this.#options.dateOrder ?? 'dmy');
      // Which of the two numbers is the month, a model has to say.
      if (when !== value && this.#options.dateOrder === undefined && /^\d{1,2}\D/.test(value))
        when = undefined;
    } else if (value instanceof Date) when = fromEpoch(value.getTime());
    else if (typeof value === 'number') when = fromEpoch(value);
    if (when === undefined) this.#issues.add('date-unreadable', { value: shown(value) }, this.#place(field));
    else if (hasTime(when)) this.#times = true;
    return when;
  }

  #moment(entry: FlatObject, field: string, patch: Patch, dayOnly = false): When | null {
    const value = entry[field];
    if (value === null || value === undefined) return null;
    const when = value === '' ? undefined : this.#when(value, field);
    const kept = when === undefined ? null : dayOnly ? dayIn(when, this.#options.timeZone) : when;
    if (kept !== value) patch[field] = kept;
    return kept;
  }

  #share(entry: FlatObject, field: string, patch: Patch): number | undefined {
    const value = entry[field];
    if (value === undefined) return undefined;
    const share = typeof value === 'string' ? parseNumber(value, '.') : value;
    if (typeof share === 'number' && share >= 0 && share <= 1) {
      if (share !== value) patch[field] = share;
      return share;
    }
    if (value !== null)
      this.#issues.add('probability-unreadable', { value: shown(value) }, this.#place(field));
    patch[field] = undefined;
    return undefined;
  }

  #category(entry: FlatObject, patch: Patch): void {
    const value = entry['forecastCategory'];
    if (value === undefined) return;
    const category = typeof value === 'string' ? parseCategory(value) : undefined;
    if (category === undefined && value !== null) this.#invalid('forecastCategory', value);
    if (category !== value) patch['forecastCategory'] = category;
  }

  #amountOf(value: unknown, field: string): number | null {
    const amount = typeof value === 'string' ? parseNumber(value, '.') : value;
    if (typeof amount !== 'number' || !Number.isFinite(amount)) {
      this.#issues.add('amount-unreadable', { value: shown(value) }, this.#place(field));
      return null;
    }
    if (Math.abs(amount) <= LARGEST_AMOUNT) return amount;
    this.#issues.add('number-unsafe', { value: shown(value) }, this.#place(field));
    return null;
  }

  #deal(entry: FlatObject, index: number, defaultPipeline: string): Deal {
    const patch: Patch = {};
    const id = this.#newId(entry['id'], index);
    this.#dealId = id;
    if (entry['id'] !== id) patch['id'] = id;
    const name = this.#text(entry['name']) ?? id;
    if (entry['name'] !== name) patch['name'] = name;
    const pipeline = this.#text(entry['pipeline']) ?? defaultPipeline;
    if (entry['pipeline'] !== pipeline) patch['pipeline'] = pipeline;
    const stages = this.#stages.get(pipeline) ?? this.#unknownPipeline(pipeline);
    const stage = this.#text(entry['stage']) ?? '';
    if (entry['stage'] !== stage) patch['stage'] = stage;
    if (stage === '') this.#issues.add('stage-missing', {}, this.#place('stage'));
    else if (!stages.has(stage))
      this.#issues.add(
        'stage-unmapped',
        { stage, pipeline },
        { ...this.#place('stage'), apart: `${pipeline}\n${stage}` },
      );

    const amount = entry['amount'];
    if (amount !== null && amount !== undefined) {
      const checked = this.#amountOf(amount, 'amount');
      if (checked !== amount) patch['amount'] = checked;
      if (checked !== null) {
        this.#currencies.add(
          typeof entry['currency'] === 'string' ? entry['currency'] : (this.#options.currency ?? ''),
        );
      }
    }
    this.#share(entry, 'probability', patch);
    this.#category(entry, patch);
    const owner = entry['owner'];
    if (owner !== undefined && typeof owner !== 'string') patch['owner'] = this.#text(owner);
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
      if (value !== null) this.#invalid(field, value);
      patch[field] = this.#text(value);
    }
    const createdAt = this.#moment(entry, 'createdAt', patch);
    const closedAt = this.#moment(entry, 'closedAt', patch);
    const expected = this.#moment(entry, 'expectedCloseAt', patch, true);
    for (const field of ['updatedAt', 'lastActivityAt', 'nextActivityAt'] as const)
      this.#moment(entry, field, patch);
    const kind = stages.get(stage)?.kind;
    const visits = this.#visits(
      entry['visits'],
      kind === 'won' || kind === 'lost' ? { stage, closedAt } : undefined,
    );
    if (entry['visits'] !== visits) patch['visits'] = visits;
    if (createdAt === null && closedAt === null && expected === null && visits.length === 0) {
      this.#issues.add('date-missing', { field: 'createdAt' }, this.#place('createdAt'));
    }
    if (
      createdAt !== null &&
      closedAt !== null &&
      roughTime(closedAt) < roughTime(createdAt) &&
      closedAt.slice(0, 10) < createdAt.slice(0, 10)
    ) {
      this.#issues.add('closed-before-created', {}, this.#place('closedAt'));
    }
    if (entry['changes'] !== undefined)
      this.#optional(entry, 'changes', patch, (change) => this.#change(change));
    if (entry['splits'] !== undefined) this.#optional(entry, 'splits', patch, (split) => this.#split(split));
    if (entry['fields'] !== undefined) this.#fields(entry['fields'], patch);
    return this.#patched(entry, patch) as unknown as Deal;
  }

  #newId(value: unknown, index: number): string {
    const given = this.#text(value);
    let id = given ?? `deal-${index + 1}`;
    if (given === undefined || given === '') {
      id = `deal-${index + 1}`;
      this.#issues.add('row-empty-id', { id }, this.#place('id'));
    }
    const first = id;
    for (let copy = 2; this.#ids.has(id); copy++) id = `${first}#${copy}`;
    if (id !== first) this.#issues.add('id-duplicate', { id: first }, this.#place('id'));
    this.#ids.add(id);
    return id;
  }

  /** Deals of a pipeline that nobody described are shown in one without stages, not lost. */
  #unknownPipeline(id: string): Map<string, Stage> {
    this.#issues.add('pipeline-unknown', { pipeline: id }, { ...this.#place('pipeline'), apart: id });
    const stages = new Map<string, Stage>();
    this.#stages.set(id, stages);
    this.#lost.set(id, { id, name: id, stages: [] });
    return stages;
  }

  #nested<T extends object>(
    list: unknown,
    name: string,
    check: (entry: FlatObject) => T | undefined,
  ): readonly T[] {
    const path = this.#path;
    const dealId = this.#dealId;
    const out = this.#each(list, `${path}.${name}`, (entry) => {
      this.#dealId = dealId;
      return check(entry);
    });
    this.#path = path;
    this.#dealId = dealId;
    return out;
  }

  #optional(
    entry: FlatObject,
    name: string,
    patch: Patch,
    check: (entry: FlatObject) => object | undefined,
  ): void {
    const list = entry[name] === null ? undefined : this.#nested(entry[name], name, check);
    if (list !== entry[name]) patch[name] = list;
  }

  #visits(
    value: unknown,
    closed: { readonly stage: string; readonly closedAt: When | null } | undefined,
  ): readonly Visit[] {
    if (value === undefined || value === null) return NO_VISITS;
    let visits = this.#nested(value, 'visits', (entry): Visit | undefined => {
      const patch: Patch = {};
      const stage = this.#text(entry['stage']);
      if (stage === undefined || stage === '') {
        this.#invalid('stage', entry['stage']);
        return undefined;
      }
      if (entry['stage'] !== stage) patch['stage'] = stage;
      const enteredAt = this.#when(entry['enteredAt'], 'enteredAt');
      if (enteredAt === undefined) return undefined;
      if (entry['enteredAt'] !== enteredAt) patch['enteredAt'] = enteredAt;
      return this.#patched(entry, patch) as unknown as Visit;
    });
    const inOrder = visits.every(
      (visit, at) => at === 0 || roughTime((visits[at - 1] as Visit).enteredAt) <= roughTime(visit.enteredAt),
    );
    if (!inOrder) {
      this.#issues.add('visit-order', {}, this.#place('visits'));
      visits = [...visits].sort((a, b) => roughTime(a.enteredAt) - roughTime(b.enteredAt));
    }
    if (
      closed &&
      closed.closedAt !== null &&
      this.#history !== 'none' &&
      visits[visits.length - 1]?.stage !== closed.stage
    ) {
      this.#issues.add('visit-added', {}, this.#place('visits'));
      visits = [...visits, { stage: closed.stage, enteredAt: closed.closedAt }];
    }
    return visits;
  }

  #change(entry: FlatObject): Change | undefined {
    const at = this.#when(entry['at'], 'at');
    if (at === undefined) return undefined;
    const { field, from, to } = entry;
    if (!CHANGED.has(field) || !isScalar(from) || !isScalar(to)) {
      this.#invalid('field', field);
      return undefined;
    }
    return this.#patched(entry, entry['at'] === at ? {} : { at }) as unknown as Change;
  }

  #split(entry: FlatObject): Split | undefined {
    if (
      typeof entry['owner'] === 'string' &&
      typeof entry['share'] === 'number' &&
      Number.isFinite(entry['share'])
    ) {
      return entry as unknown as Split;
    }
    this.#invalid('share', entry['share']);
    return undefined;
  }

  #fields(value: unknown, patch: Patch): void {
    if (!isObject(value)) {
      if (value !== null) this.#invalid('fields', value);
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
      if (cell !== undefined) this.#invalid(`fields.${key}`, cell);
      inner[key] = cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString() : undefined;
    }
    const kept = this.#patched(value, inner);
    if (kept !== value) patch['fields'] = kept;
  }

  #goal(entry: FlatObject): Goal | undefined {
    const patch: Patch = {};
    const from = this.#moment(entry, 'from', patch, true);
    const to = this.#moment(entry, 'to', patch, true);
    const amount = this.#amountOf(entry['amount'], 'amount');
    if (from === null || to === null || amount === null || from >= to) {
      this.#invalid('goal', `${shown(entry['from'])} … ${shown(entry['to'])}`);
      return undefined;
    }
    if (entry['amount'] !== amount) patch['amount'] = amount;
    return this.#patched(entry, patch) as unknown as Goal;
  }

  #rates(value: unknown): Rates | undefined {
    if (value === undefined || value === null) return undefined;
    const per = isObject(value) ? value['per'] : undefined;
    if (!isObject(value) || typeof value['base'] !== 'string' || !isObject(per)) {
      this.#invalid('rates', value);
      return undefined;
    }
    const bad: Patch = {};
    for (const [code, rate] of Object.entries(per)) {
      if (typeof rate === 'number' && rate > 0 && Number.isFinite(rate)) continue;
      this.#invalid(`rates.per.${code}`, rate);
      bad[code] = undefined;
    }
    const kept = this.#patched(per, bad);
    return this.#patched(value, kept === per ? {} : { per: kept }) as unknown as Rates;
  }

  #provenance(value: unknown, deals: unknown): Provenance {
    const given = isObject(value) ? value : {};
    const { fetchedAt, timeZone, currency } = this.#options;
    const visited =
      Array.isArray(deals) &&
      deals.some((deal) => isObject(deal) && Array.isArray(deal['visits']) && deal['visits'].length > 0);
    const history = given['history'];
    const patch: Patch = {};
    if (typeof given['system'] !== 'string') patch['system'] = 'model';
    if (history !== 'full' && history !== 'entered' && history !== 'none')
      patch['history'] = visited ? 'full' : 'none';
    if (typeof given['complete'] !== 'boolean') patch['complete'] = true;
    this.#path = 'provenance';
    const fetched = this.#moment(given, 'fetchedAt', patch);
    const since = this.#moment(given, 'historyFrom', patch);
    if (fetched === null) patch['fetchedAt'] = fetchedAt;
    if (since === null) patch['historyFrom'] = undefined;
    if (given['timeZone'] === undefined && timeZone) patch['timeZone'] = timeZone;
    if (given['currency'] === undefined && currency) patch['currency'] = currency;
    for (const key of Object.keys(patch)) if (patch[key] === given[key]) delete patch[key];
    const provenance = this.#patched(given, patch) as unknown as Provenance;
    this.#path = '';
    return provenance;
  }
}

const NO_VISITS: readonly Visit[] = Object.freeze([]);

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
