import {
  boardGroupOf,
  boardGroups,
  dayOfMonthKey,
  LATER,
  movedToMonth,
  OVERDUE,
  sumDeals,
} from '../../core/measures/board-groups.js';
import type { DealPatch } from '../../context/types.js';
import { formatDay } from '../../core/calendar/days.js';
import type { ForecastCategory } from '../../core/model.js';
import type { DealFacts, ViewFrame } from '../../core/view/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { ColumnRow } from './model.js';

export interface GroupOptions {
  readonly frame: ViewFrame;
  readonly currency: string;
  /** Names of owners, by id. */
  readonly owners: ReadonlyMap<string, string>;
  readonly messages: BoardMessages;
  readonly format: Formatter;
  /** Groups that were shown before, which stay when their last deal goes. */
  readonly seen?: Set<string>;
}

export interface GroupColumn {
  readonly row: ColumnRow;
  readonly facts: readonly DealFacts[];
  readonly isClosed: boolean;
  readonly isTarget: boolean;
}

/**
 * Columns of open deals by something else than their stage. A deal can be moved to any of them but those that say no
 * value: overdue, later, and "none" of what can't be taken away.
 * @param columns the deals of the open stages
 */
export function groupColumns(
  columns: readonly (readonly DealFacts[])[],
  by: string,
  options: GroupOptions,
): readonly GroupColumn[] {
  const { frame, currency } = options;
  const deals = columns.flat();
  const keys = boardGroups(deals, by, frame, options.seen);
  for (const key of keys) options.seen?.add(key);
  const groups = new Map<string, DealFacts[]>(keys.map((key) => [key, []]));
  for (const one of deals) groups.get(boardGroupOf(one, by, frame))?.push(one);
  return keys.map((key) => {
    const facts = groups.get(key) ?? [];
    return {
      row: {
        key: `${by}:${key}`,
        kind: 'open',
        stage: key,
        name: nameOfGroup(key, by, options),
        archived: false,
        ...sumDeals(facts, frame, currency || undefined),
      },
      facts,
      isClosed: false,
      isTarget: isSettable(by, key),
    };
  });
}

/**
 * What makes a deal belong to a group: its owner, category, field, or, of a month, its close date by the rule of
 * `movedToMonth`.
 */
export function regrouped(facts: DealFacts, by: string, key: string, { asOfDay }: ViewFrame): DealPatch {
  const { deal } = facts;
  const month = by === 'close-month' ? dayOfMonthKey(key) : undefined;
  if (month !== undefined) {
    const expectedCloseAt = formatDay(movedToMonth(facts.expected, month, asOfDay));
    return { dealId: deal.id, set: { expectedCloseAt } };
  }
  const value = key === '' ? undefined : key;
  switch (by) {
    case 'owner':
      return { dealId: deal.id, set: { owner: value } };
    case 'forecast-category':
      return { dealId: deal.id, set: { forecastCategory: value as ForecastCategory | undefined } };
    case 'source':
      return { dealId: deal.id, set: { source: value } };
    case 'contact':
      return { dealId: deal.id, set: { contact: value } };
    default:
      // Only this one: another field of the same deal may be set with it.
      return { dealId: deal.id, set: { fields: { [by]: typed(deal.fields?.[by], key) } } };
  }
}

/** A field keeps its type where the text allows. */
function typed(before: string | number | boolean | null | undefined, key: string): string | number | boolean {
  if (key === 'true' || key === 'false') return typeof before === 'boolean' ? key === 'true' : key;
  return typeof before === 'number' && key.trim() !== '' && Number.isFinite(Number(key)) ? Number(key) : key;
}

/** What a deal belongs to by itself is not set by moving its card. */
const canSet = (by: string): boolean => !['currency', 'account', 'stage'].includes(by);

/** Whether a deal can be made to belong to a group by moving its card. */
export const isSettable = (by: string, key: string): boolean =>
  key === '' ? by === 'owner' : key !== OVERDUE && key !== LATER && canSet(by);

export type GroupWords = Pick<GroupOptions, 'owners' | 'messages' | 'format'>;

export function nameOfGroup(key: string, by: string, { owners, messages, format }: GroupWords): string {
  switch (by) {
    case 'owner':
      return owners.get(key) ?? (key || messages.unassigned);
    case 'forecast-category':
      return key ? messages.categories[key as ForecastCategory] : messages.noCategory;
    case 'close-month': {
      if (key === OVERDUE) return messages.overdueColumn;
      if (key === LATER) return messages.laterColumn;
      const day = dayOfMonthKey(key);
      return day === undefined ? messages.noCloseDate : format.date(day, 'month');
    }
    default:
      return key || messages.noValue({ field: by });
  }
}
