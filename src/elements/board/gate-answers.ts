import type { Criterion, Deal } from '../../core/model.js';
import { isDealField, isMet } from '../../core/rules/criteria.js';
import type { Ask } from '../../core/rules/criteria.js';
import type { DealPatch } from '../../context/types.js';
import { parseNumber } from '../../data/numbers.js';

/** A field of the gate: one question, for all deals that it is put to. */
export interface GateField {
  readonly criterion: Criterion;
  /** What they all say so far; undefined: nothing, or not the same. */
  readonly value: unknown;
  /** Behind the entry of an amount. */
  readonly currency?: string;
  /** Deals that it is put to. */
  readonly deals: readonly Deal[];
  /** All of them have answered it already, each in its own way: it may stay empty. */
  readonly answered: boolean;
}

export type AnswerFault = 'required' | 'checkbox' | 'number' | 'date' | 'select';
/** A value to set; undefined: nothing was entered. */
export type Answer = string | number | boolean | undefined;

/** The questions of all deals, each once, in their order. */
export function gateFields(
  asked: readonly { readonly deal: Deal; readonly asks: readonly Ask[] }[],
): readonly GateField[] {
  const byField = new Map<string, { criterion: Criterion; asks: Ask[]; deals: Deal[] }>();
  for (const { deal, asks } of asked) {
    for (const ask of asks) {
      const known = byField.get(ask.criterion.field);
      if (!known) byField.set(ask.criterion.field, { criterion: ask.criterion, asks: [ask], deals: [deal] });
      else {
        if (ask.criterion.required && !known.criterion.required) known.criterion = ask.criterion;
        known.asks.push(ask);
        known.deals.push(deal);
      }
    }
  }
  return [...byField.values()].map(({ criterion, asks, deals }) => {
    const [first] = asks;
    const same = asks.every(({ value }) => value === first?.value);
    const [currency, other] = new Set(deals.map((deal) => deal.currency));
    return {
      criterion,
      value: same ? first?.value : undefined,
      ...(criterion.type === 'money' && currency !== undefined && other === undefined && { currency }),
      deals,
      answered: !same && asks.every(({ met, value }) => met && value !== undefined),
    };
  });
}

/** What was entered, as a value; or what is wrong with it. @param decimal the mark of the reader's locale */
export function readAnswer(
  { criterion, answered }: GateField,
  entered: string | boolean,
  decimal: '.' | ',',
): { readonly value: Answer } | { readonly fault: AnswerFault } {
  const { type, required } = criterion;
  if (typeof entered === 'boolean')
    return entered || required !== true ? { value: entered } : { fault: 'checkbox' };
  const text = entered.trim();
  if (text === '')
    return required === true && !answered
      ? { fault: type === 'select' ? 'select' : 'required' }
      : { value: undefined };
  if (type === 'number' || type === 'money') {
    const value = parseNumber(text, decimal);
    return typeof value === 'number' && Number.isFinite(value) ? { value } : { fault: 'number' };
  }
  if (type === 'date' || type === 'select') return isMet(criterion, text) ? { value: text } : { fault: type };
  return { value: text };
}

/** What the answers change, deal by deal. An answer that was not touched changes nothing. */
export function patchesOf(
  fields: readonly GateField[],
  answers: ReadonlyMap<string, Answer>,
): readonly DealPatch[] {
  const sets = new Map<string, { own: Record<string, unknown>; custom: Record<string, unknown> }>();
  for (const { criterion, value, deals, answered } of fields) {
    const answer = answers.get(criterion.field);
    if (answer === undefined && (answered || value === undefined)) continue;
    if (answer === shownValue(criterion, value)) continue;
    for (const { id } of deals) {
      let set = sets.get(id);
      if (!set) sets.set(id, (set = { own: {}, custom: {} }));
      const target = isDealField(criterion.field) ? set.own : set.custom;
      if (criterion.field !== '__proto__') target[criterion.field] = answer ?? null;
    }
  }
  return [...sets].map(([dealId, { own, custom }]) => ({
    dealId,
    set: { ...own, ...(Object.keys(custom).length > 0 && { fields: custom }) } as DealPatch['set'],
  }));
}

/** A value as its entry shows it, and gives it back where it is not touched. */
export function shownValue({ type }: Criterion, value: unknown): Answer {
  if (type === 'checkbox') return value === undefined ? undefined : value === true || value === 'true';
  if (value === undefined || value === null) return undefined;
  if (type === 'number' || type === 'money') {
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : undefined;
  return type === 'date' ? value.slice(0, 10) : value;
}
