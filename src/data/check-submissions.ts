import type { Submission } from '../core/model.js';
import type { Checker, Patch } from './checker.js';
import { shown } from './issues.js';
import type { FlatObject } from './rows.js';

/**
 * What an owner said he would close. Without an owner, a moment, days in order or an amount it says nothing: it is left
 * out and listed. One of an owner whom the data does not list is kept, and listed.
 */
export function checkSubmission(
  check: Checker,
  entry: FlatObject,
  owners: ReadonlySet<string> | undefined,
): Submission | undefined {
  const patch: Patch = {};
  const owner = check.text(entry['owner']);
  const at = check.when(entry['at'], 'at');
  const from = check.moment(entry, 'from', patch, true);
  const to = check.moment(entry, 'to', patch, true);
  const amount = check.amountOf(entry['amount'], 'amount');
  if (owner === undefined || owner === '') {
    check.invalid('owner', entry['owner']);
    return undefined;
  }
  if (from === null || to === null || from >= to) {
    check.invalid('submission', `${shown(entry['from'])} … ${shown(entry['to'])}`);
    return undefined;
  }
  if (at === undefined || amount === null) return undefined;
  if (owners && !owners.has(owner))
    check.issues.add('owner-unknown', { owner }, { ...check.place('owner'), apart: owner });
  for (const [name, value] of Object.entries({ owner, at, amount }))
    if (entry[name] !== value) patch[name] = value;
  const currency = entry['currency'];
  if (currency !== undefined && typeof currency !== 'string') {
    if (currency !== null) check.invalid('currency', currency);
    patch['currency'] = undefined;
  }
  return check.patched(entry, patch) as unknown as Submission;
}
