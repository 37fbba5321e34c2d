import { dayOf } from '../../core/calendar/when.js';
import type { DealFacts } from '../../core/view/types.js';
import type { Describing } from './describing.js';

/** What a card shows where nothing else is said. */
const STANDARD = ['name', 'owner', 'amount', 'date'] as const;
const PLACED: readonly string[] = [...STANDARD, 'avatar'];

/** What cards show. */
export interface CardFields {
  /** Which of the fields that have their place on a card are shown. */
  readonly placed: ReadonlySet<string>;
  /** Others, a line each, in order. */
  readonly extras: readonly string[];
}

/** A line of a card: "Next step  Send the quote". */
export interface CardLine {
  readonly label: string;
  readonly text: string;
}

export const NO_FIELDS: CardFields = { placed: new Set(STANDARD), extras: [] };

/**
 * Reads what cards show: `"owner, amount, next-step, size"`. `name`, `owner`, `amount`, `date` and `avatar` (initials in
 * the owner's place) have their places; `probability`, `next-step`, `category`, `stage`, `source`, `contact`, `account`,
 * `age`, `activity`, `next-activity`, `created`, or a field of the data get a line each, if the deal has it.
 * @param spec undefined or blank: name, owner, amount, date
 */
export function parseCardFields(spec: string | undefined): CardFields {
  const names = (spec ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return NO_FIELDS;
  return {
    placed: new Set(names.filter((name) => PLACED.includes(name))),
    extras: [...new Set(names.filter((name) => !PLACED.includes(name)))],
  };
}

/** The line of a field; undefined: the deal has no such thing. */
export function lineOf(facts: DealFacts, field: string, describing: Describing): CardLine | undefined {
  const { deal } = facts;
  const { messages, format, pipeline, timeZone } = describing;
  const words = messages.fields;
  const line = (label: string, text: string | undefined): CardLine | undefined =>
    text ? { label, text } : undefined;
  const when = (value: string | null | undefined): string | undefined => {
    const day = value ? dayOf(value, timeZone) : undefined;
    return day === undefined ? undefined : format.date(day, 'medium');
  };
  switch (field) {
    case 'probability': {
      const stage = pipeline.stages.find(({ id }) => id === facts.stage);
      const chance = facts.probability ?? stage?.probability;
      return line(words.probability, chance === undefined ? undefined : format.percent(chance));
    }
    case 'next-step':
      return line(words.nextStep, deal.nextStep?.trim());
    case 'category':
      return line(words.category, facts.category && messages.categories[facts.category]);
    case 'stage':
      return line(words.stage, pipeline.stages.find(({ id }) => id === facts.stage)?.name ?? facts.stage);
    case 'source':
      return line(words.source, facts.source);
    case 'contact':
      return line(words.contact, deal.contact);
    case 'account':
      return line(words.account, deal.account);
    case 'age':
      return line(
        words.age,
        facts.enteredStage === undefined || facts.kind !== 'open'
          ? undefined
          : format.days(describing.asOfDay - facts.enteredStage),
      );
    case 'activity':
      return line(words.activity, when(deal.lastActivityAt));
    case 'next-activity':
      return line(words.nextActivity, when(deal.nextActivityAt));
    case 'created':
      return line(
        words.created,
        facts.created === undefined ? undefined : format.date(facts.created, 'medium'),
      );
    default: {
      const value = deal.fields && Object.hasOwn(deal.fields, field) ? deal.fields[field] : undefined;
      return line(field, wordsOf(value, describing));
    }
  }
}

/** A value of the data's own field in words. */
export function wordsOf(
  value: string | number | boolean | null | undefined,
  { messages, format }: Pick<Describing, 'messages' | 'format'>,
): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? format.number(value) : undefined;
  if (typeof value === 'boolean') return value ? messages.yes : messages.no;
  return /^\d{4}-\d\d-\d\d$/.test(value) ? format.date(value, 'medium') : value;
}
