import type { Day, DealFacts } from '../../core/view/types.js';
import type { Describing } from './describing.js';

/** How many deals a column is meant to hold, and how many days each may stay in it. */
export interface ColumnLimit {
  readonly deals?: number;
  readonly days?: number;
}

/** What has come of a column's limit. */
export interface LimitModel {
  /** "12 of 8", "3 over 30 d". */
  readonly text: string;
  /** The same in whole words. */
  readonly spoken: string;
  readonly isPassed: boolean;
}

/**
 * Reads limits of columns: `"proposal-sent=8; negotiation=5, 30d"`, by the column's key (a stage's id, or its name).
 * What can't be meant is left out.
 * @example parseLimits('a=8, 30d') // Map { 'a' => { deals: 8, days: 30 } }
 */
export function parseLimits(spec: string | undefined): ReadonlyMap<string, ColumnLimit> {
  const limits = new Map<string, ColumnLimit>();
  for (const entry of (spec ?? '').split(';')) {
    const at = entry.lastIndexOf('=');
    const key = entry.slice(0, Math.max(0, at)).trim();
    if (key === '') continue;
    let limit: ColumnLimit = {};
    for (const part of entry.slice(at + 1).split(',')) {
      const match = /^\s*(\d{1,9})\s*(d?)\s*$/i.exec(part);
      if (match) limit = { ...limit, [match[2] ? 'days' : 'deals']: Number(match[1]) };
    }
    if (limit.days !== undefined || limit.deals !== undefined) limits.set(key, limit);
  }
  return limits;
}

/** What a column's deals make of its limit; undefined: it has none. */
export function limitOf(
  limit: ColumnLimit | undefined,
  facts: readonly DealFacts[],
  asOfDay: Day,
  { messages, format }: Pick<Describing, 'messages' | 'format'>,
): LimitModel | undefined {
  if (!limit) return undefined;
  const { deals, days } = limit;
  const n = facts.length;
  const old =
    days === undefined
      ? 0
      : facts.filter(({ enteredStage }) => enteredStage !== undefined && asOfDay - enteredStage > days)
          .length;
  const isFull = deals !== undefined && n > deals;
  const say = (spoken: boolean): string =>
    [
      ...(deals === undefined ? [] : [messages.limitDeals({ n, limit: deals, spoken }, format)]),
      ...(days !== undefined && old > 0 ? [messages.limitDays({ n: old, limit: days, spoken }, format)] : []),
    ].join(', ');
  return { text: say(false), spoken: say(true), isPassed: isFull || old > 0 };
}
