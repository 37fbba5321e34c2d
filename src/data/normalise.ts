import type { Goal, Owner, Pipeline, PipelineData, Provenance, Rates, Stage } from '../core/model.js';
import { DealChecker } from './check-deal.js';
import { checkGate, checkSequenceRules } from './check-rules.js';
import { checkSubmission } from './check-submissions.js';
import { Checker, type Patch } from './checker.js';
import { shown, type IssueList } from './issues.js';
import { closedKindOf } from './presets/stage-names.js';
import { isObject, type FlatObject } from './rows.js';
import type { ReadOptions } from './types.js';

/**
 * Checks a model that a host made. What is right is kept as it is, *the same object*: a deal, list or pipeline that needs no change
 * keeps its identity, so that a store can tell what changed. What can be read otherwise is (a `Date`, epoch milliseconds, `"0.4"`); what
 * cannot is left out and becomes an issue. Nothing of the host's is changed or frozen.
 */
export async function normaliseModel(
  input: object,
  options: ReadOptions,
  issues: IssueList,
): Promise<PipelineData> {
  return new Normaliser(new Checker(options, issues)).model(input as FlatObject);
}

class Normaliser {
  readonly #check: Checker;

  constructor(check: Checker) {
    this.#check = check;
  }

  async model(input: FlatObject): Promise<PipelineData> {
    const check = this.#check;
    const list = <T extends object>(
      key: string,
      each: (entry: FlatObject) => T | undefined,
    ): readonly T[] | undefined => (input[key] == null ? undefined : check.each(input[key], key, each));

    const described = this.#pipelines(input['pipelines']);
    const owners = list('owners', (entry) => this.#owner(entry));
    const goals = list('goals', (entry) => this.#goal(entry));
    const known = owners && new Set(owners.map(({ id }) => id));
    const submissions = list('submissions', (entry) => checkSubmission(check, entry, known));
    const rates = this.#rates(input['rates']);
    const provenance = this.#provenance(input['provenance'], input['deals']);
    const stages = new Map(
      described.map(({ id, stages }) => [
        id,
        new Map(stages.map((stage): [string, Stage] => [stage.id, stage])),
      ]),
    );
    const dealChecker = new DealChecker(
      check,
      { stages, fallback: described[0]?.id ?? '' },
      known,
      provenance,
    );
    const deals = await check.eachSliced(input['deals'] ?? [], 'deals', (entry, index) =>
      dealChecker.check(entry, index),
    );
    const { added, currencies } = dealChecker;
    const pipelines = added.length > 0 ? [...described, ...added] : described;

    if (check.times && !provenance.timeZone) check.issues.add('time-zone-assumed', { timeZone: 'UTC' });
    if (currencies.size > 1 && !rates) {
      check.issues.add('currency-mixed', { currencies: [...currencies].filter((code) => code !== '') });
    }
    const patch: Patch = {};
    for (const [key, value] of Object.entries({
      pipelines,
      deals,
      owners,
      goals,
      submissions,
      rates,
      provenance,
    })) {
      if (input[key] !== value && !(input[key] == null && value === undefined)) patch[key] = value;
    }
    return check.patched(input, patch) as unknown as PipelineData;
  }

  #pipelines(value: unknown): readonly Pipeline[] {
    const seen = new Set<string>();
    return this.#check.each(value, 'pipelines', (entry, index) => {
      const pipeline = this.#pipeline(entry, index);
      if (!seen.has(pipeline.id)) {
        seen.add(pipeline.id);
        return pipeline;
      }
      this.#check.issues.add('id-duplicate', { id: pipeline.id }, this.#check.place('id'));
      return undefined;
    });
  }

  #pipeline(entry: FlatObject, index: number): Pipeline {
    const patch: Patch = {};
    const id = this.#check.text(entry['id']) ?? `pipeline-${index + 1}`;
    const name = this.#check.text(entry['name']) ?? id;
    if (entry['id'] !== id) patch['id'] = id;
    if (entry['name'] !== name) patch['name'] = name;
    const path = this.#check.path;
    const seen = new Set<string>();
    const stages = this.#check.each(entry['stages'] ?? [], `${path}.stages`, (stage, at) => {
      const checked = this.#stage(stage, at);
      if (!seen.has(checked.id)) {
        seen.add(checked.id);
        return checked;
      }
      this.#check.issues.add('stage-duplicate', { stage: checked.id }, this.#check.place('id'));
      return undefined;
    });
    this.#check.path = path;
    if (entry['stages'] !== stages) patch['stages'] = stages;
    checkSequenceRules(this.#check, entry, patch);
    return this.#check.patched(entry, patch) as unknown as Pipeline;
  }

  #stage(entry: FlatObject, index: number): Stage {
    const patch: Patch = {};
    const id = this.#check.text(entry['id']) ?? this.#check.text(entry['name']) ?? `stage-${index + 1}`;
    const name = this.#check.text(entry['name']) ?? id;
    if (entry['id'] !== id) patch['id'] = id;
    if (entry['name'] !== name) patch['name'] = name;
    const probability = this.#check.share(entry, 'probability', patch);
    const kind = entry['kind'];
    if (kind !== 'open' && kind !== 'won' && kind !== 'lost') {
      if (kind !== undefined) this.#check.invalid('kind', kind);
      const named = closedKindOf(name);
      patch['kind'] = probability === 1 ? 'won' : probability === 0 ? 'lost' : (named ?? 'open');
      if (named && probability !== 1 && probability !== 0) {
        this.#check.issues.add('kind-inferred', { stage: name, kind: named }, { apart: name });
      }
    }
    this.#check.category(entry, patch);
    const idle = entry['idleAfterDays'];
    if (idle != null && !(typeof idle === 'number' && idle >= 0 && Number.isFinite(idle))) {
      this.#check.invalid('idleAfterDays', idle);
      patch['idleAfterDays'] = undefined;
    }
    checkGate(this.#check, entry, patch);
    return this.#check.patched(entry, patch) as unknown as Stage;
  }

  #owner(entry: FlatObject): Owner | undefined {
    const patch: Patch = {};
    const id = this.#check.text(entry['id']) ?? this.#check.text(entry['name']);
    if (id === undefined) {
      this.#check.invalid('id', entry['id']);
      return undefined;
    }
    const name = this.#check.text(entry['name']) ?? id;
    if (entry['id'] !== id) patch['id'] = id;
    if (entry['name'] !== name) patch['name'] = name;
    return this.#check.patched(entry, patch) as unknown as Owner;
  }

  #goal(entry: FlatObject): Goal | undefined {
    const patch: Patch = {};
    const from = this.#check.moment(entry, 'from', patch, true);
    const to = this.#check.moment(entry, 'to', patch, true);
    const amount = this.#check.amountOf(entry['amount'], 'amount');
    if (from === null || to === null || amount === null || from >= to) {
      this.#check.invalid('goal', `${shown(entry['from'])} … ${shown(entry['to'])}`);
      return undefined;
    }
    if (entry['amount'] !== amount) patch['amount'] = amount;
    return this.#check.patched(entry, patch) as unknown as Goal;
  }

  #rates(value: unknown): Rates | undefined {
    if (value === undefined || value === null) return undefined;
    const per = isObject(value) ? value['per'] : undefined;
    if (!isObject(value) || typeof value['base'] !== 'string' || !isObject(per)) {
      this.#check.invalid('rates', value);
      return undefined;
    }
    const bad: Patch = {};
    for (const [code, rate] of Object.entries(per)) {
      if (typeof rate === 'number' && rate > 0 && Number.isFinite(rate)) continue;
      this.#check.invalid(`rates.per.${code}`, rate);
      bad[code] = undefined;
    }
    const kept = this.#check.patched(per, bad);
    return this.#check.patched(value, kept === per ? {} : { per: kept }) as unknown as Rates;
  }

  #provenance(value: unknown, deals: unknown): Provenance {
    const given = isObject(value) ? value : {};
    const { fetchedAt, timeZone, currency } = this.#check.options;
    const visited =
      Array.isArray(deals) &&
      deals.some((deal) => isObject(deal) && Array.isArray(deal['visits']) && deal['visits'].length > 0);
    const history = given['history'];
    const patch: Patch = {};
    if (typeof given['system'] !== 'string') patch['system'] = 'model';
    if (history !== 'full' && history !== 'entered' && history !== 'none')
      patch['history'] = visited ? 'full' : 'none';
    if (typeof given['complete'] !== 'boolean') patch['complete'] = true;
    this.#check.path = 'provenance';
    const fetched = this.#check.moment(given, 'fetchedAt', patch);
    const since = this.#check.moment(given, 'historyFrom', patch);
    if (fetched === null) patch['fetchedAt'] = fetchedAt;
    if (since === null) patch['historyFrom'] = undefined;
    if (given['timeZone'] === undefined && timeZone) patch['timeZone'] = timeZone;
    if (given['currency'] === undefined && currency) patch['currency'] = currency;
    for (const key of Object.keys(patch)) if (patch[key] === given[key]) delete patch[key];
    const provenance = this.#check.patched(given, patch) as unknown as Provenance;
    this.#check.path = '';
    return provenance;
  }
}
