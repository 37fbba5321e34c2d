import type { Criterion } from '../core/model.js';
import type { Checker, Patch } from './checker.js';
import { isObject, type FlatObject } from './rows.js';

const TYPES: ReadonlySet<unknown> = new Set(['text', 'number', 'money', 'date', 'select', 'checkbox']);

/** What a stage asks of deals: a criterion that can't be asked is left out and listed. */
export function checkGate(check: Checker, entry: FlatObject, patch: Patch): void {
  if (entry['criteria'] !== undefined)
    check.optional(entry, 'criteria', patch, (criterion) => criterionOf(check, criterion));
  if (entry['lostReasons'] !== undefined) checkTexts(check, entry, 'lostReasons', patch);
  checkFlag(check, entry, 'lostReasonRequired', patch);
}

/** Rules about the order of stages. */
export function checkSequenceRules(check: Checker, entry: FlatObject, patch: Patch): void {
  for (const name of ['noSkippingStagesRule', 'noBackwardsMovementRule']) {
    const rule = entry[name];
    if (rule === undefined) continue;
    if (!isObject(rule)) {
      if (rule !== null) check.invalid(name, rule);
      patch[name] = undefined;
      continue;
    }
    const inner: Patch = {};
    checkFlag(check, rule, 'enabledForAllStages', inner);
    checkFlag(check, rule, 'warnOnly', inner);
    if (rule['pipelineStageIds'] !== undefined) checkTexts(check, rule, 'pipelineStageIds', inner);
    const kept = check.patched(rule, inner);
    if (kept !== rule) patch[name] = kept;
  }
}

function criterionOf(check: Checker, entry: FlatObject): Criterion | undefined {
  const patch: Patch = {};
  const field = check.text(entry['field']) ?? check.text(entry['id']);
  if (field === undefined || field === '') {
    check.invalid('field', entry['field']);
    return undefined;
  }
  const id = check.text(entry['id']) ?? field;
  const label = check.text(entry['label']) ?? field;
  for (const [name, value] of Object.entries({ id, label, field }))
    if (entry[name] !== value) patch[name] = value;
  if (!TYPES.has(entry['type'])) {
    if (entry['type'] !== undefined) check.invalid('type', entry['type']);
    patch['type'] = 'text';
  }
  checkFlag(check, entry, 'required', patch);
  if (entry['options'] !== undefined) checkTexts(check, entry, 'options', patch);
  const when = entry['when'];
  if (when !== undefined && when !== 'enter' && when !== 'leave') {
    check.invalid('when', when);
    patch['when'] = undefined;
  }
  return check.patched(entry, patch) as unknown as Criterion;
}

function checkFlag(check: Checker, entry: FlatObject, name: string, patch: Patch): void {
  const value = entry[name];
  if (value === undefined || typeof value === 'boolean') return;
  if (value !== null) check.invalid(name, value);
  patch[name] = undefined;
}

function checkTexts(check: Checker, entry: FlatObject, name: string, patch: Patch): void {
  const list = entry[name];
  if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return;
  if (!Array.isArray(list)) {
    if (list !== null) check.invalid(name, list);
    patch[name] = undefined;
    return;
  }
  const kept: string[] = [];
  for (const one of list as readonly unknown[]) {
    const text = check.text(one);
    if (text === undefined) check.invalid(name, one);
    else kept.push(text);
  }
  patch[name] = kept;
}
