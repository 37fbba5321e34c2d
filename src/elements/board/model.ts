import { fromMinor } from '../../core/numeric/money.js';
import type { BoardRow } from '../../core/measures/board.js';
import type { MoneyTotal } from '../../core/measures/types.js';
import type { DealFacts } from '../../core/view/types.js';
import { safeHref } from './card.js';
import type { CardModel } from './card.js';
import type { ColumnModel } from './column.js';
import { lineOf, NO_FIELDS } from './fields.js';
import type { Describing } from './describing.js';
import type { CardFields } from './fields.js';
import type { LimitModel } from './limits.js';

/** The figures of a column, of a stage or of another group. */
export type ColumnRow = Pick<
  BoardRow,
  'key' | 'kind' | 'stage' | 'name' | 'archived' | 'n' | 'nAmount' | 'sum' | 'weighted'
> &
  // null: nobody knows which deals stood there.
  Partial<Pick<BoardRow, 'value'>>;

/** A date without its year is clear for about this many days around as-of. */
const YEARLESS_DAYS = 300;

/**
 * What a deal's name adds to its account: CRMs make names such as `Acme – Renewal`, of which a card that is headed
 * `Acme` need only show `Renewal`.
 */
function nameBeside(account: string, name: string): string {
  if (!account || !name.toLowerCase().startsWith(account.toLowerCase())) return account ? name : '';
  const rest = name.slice(account.length);
  // "Acmeville, renewal" does not begin with the account "Acme".
  return /^[\p{L}\p{N}]/u.test(rest) ? name : rest.replace(/^[\s,:;|/·•–—-]+/u, '');
}

/**
 * A deal as a card.
 * @param allowed days that its stage allows; undefined: not known, so that it can't be called idle
 * @param groupBy what columns are made of: what a column says already needs no place on its cards
 */
export function describeCard(
  facts: DealFacts,
  allowed: number | undefined,
  describing: Describing,
  fields: CardFields = NO_FIELDS,
  groupBy = 'stage',
): CardModel {
  const { messages, format, ...by } = describing;
  const { deal } = facts;
  const name = deal.name.trim();
  const account = deal.account?.trim() ?? '';
  const title = account || name || deal.id;
  const what = nameBeside(account, name);
  const label =
    !name || name.toLowerCase().includes(account.toLowerCase()) ? name || title : `${account} ${name}`;
  const owner = by.owners.get(facts.owner) ?? facts.owner;
  const amountKnown = facts.amount !== undefined;
  const amount = amountKnown
    ? format.money(fromMinor(facts.amount, facts.currency), facts.currency)
    : messages.noAmount;
  const isOpen = facts.kind === 'open';
  const overdueDays = isOpen && facts.expected !== undefined ? by.asOfDay - facts.expected : 0;
  const idleDays =
    isOpen && facts.enteredStage !== undefined && allowed !== undefined ? by.asOfDay - facts.enteredStage : 0;
  const isIdle = allowed !== undefined && idleDays > allowed;
  const date = dateOf();
  // Where columns are no stages, the stage is what a card has to say.
  const named =
    groupBy === 'stage' || fields.extras.includes('stage') ? fields.extras : ['stage', ...fields.extras];
  const lines = named.flatMap((field) => lineOf(facts, field, describing) ?? []);
  const { placed } = fields;

  function dateOf(): { readonly shown: string; readonly spoken: string } {
    if (overdueDays > 0) {
      return {
        shown: messages.overdue({ days: overdueDays, spoken: false }, format),
        spoken: messages.overdue({ days: overdueDays, spoken: true }, format),
      };
    }
    const day = isOpen ? facts.expected : facts.closed;
    if (day === undefined) return { shown: '', spoken: '' };
    const text = format.date(day, Math.abs(day - by.asOfDay) <= YEARLESS_DAYS ? 'short' : 'medium');
    const shown = isOpen ? messages.due({ day: text }) : messages.closed({ day: text });
    return { shown, spoken: shown };
  }

  return {
    id: deal.id,
    title,
    what: placed.has('name') ? what : '',
    label,
    owner: placed.has('owner') ? owner : '',
    ...(placed.has('avatar') && {
      initials: by.initials.get(facts.owner) ?? '',
      avatar: by.avatars.get(facts.owner),
      ownerName: owner,
    }),
    amount: placed.has('amount') ? amount : '',
    amountKnown,
    // What is late is said whatever a card shows.
    date: placed.has('date') || overdueDays > 0 ? date.shown : '',
    lines,
    overdue: overdueDays > 0,
    idle: isIdle ? messages.idle({ days: idleDays, allowed, spoken: false }, format) : '',
    spoken: [
      label,
      owner,
      amount,
      date.spoken,
      isIdle ? messages.idle({ days: idleDays, allowed, spoken: true }, format) : '',
      ...lines.map(({ label: head, text }) => `${head} ${text}`),
    ]
      .filter((part) => part !== '')
      .join(', '),
    href: safeHref(deal.url),
  };
}

/** What a column shares with the others of its board. */
export interface ColumnScope {
  /** Shown for an empty column's zero. */
  readonly currency: string;
  /** Weighted sums of all columns: they are shown in one precision. */
  readonly weights: readonly (number | null)[];
  /** Said where the weighted sum can't be known. */
  readonly noProbabilities: string;
  /** Said where nobody knows which deals a column held, and instead of their number. */
  readonly noHistory: string;
  readonly none: string;
}

/** A column's figures in words. */
export function describeColumn(
  row: ColumnRow,
  { messages, format }: Describing,
  { currency, weights, noProbabilities, noHistory, none }: ColumnScope,
  limit?: LimitModel,
): ColumnModel {
  const hasSum = row.nAmount > 0;
  const isUnknown = row.value === null;
  const money = (compact: boolean): string => {
    if (hasSum) return format.moneyTotal(row.sum, { compact });
    return row.n > 0 ? messages.noAmounts : format.money(0, currency);
  };
  const name =
    row.kind === 'no-stage'
      ? messages.noStage
      : row.kind === 'unmapped'
        ? messages.unmapped({ stage: row.name })
        : row.archived
          ? messages.archived({ stage: row.name })
          : row.name;
  return {
    key: row.stage,
    name,
    kind: row.kind === 'no-stage' ? 'unmapped' : row.kind,
    n: row.n,
    count: isUnknown ? none : format.number(row.n),
    deals: isUnknown ? noHistory : messages.deals({ n: row.n }, format),
    sum: isUnknown ? none : money(false),
    sumShort: isUnknown ? none : money(true),
    sumKnown: hasSum || (row.n === 0 && !isUnknown),
    weighted: isUnknown ? '' : weightedOf(row.weighted),
    limit,
  };

  function weightedOf(weighted: MoneyTotal | null): string {
    if (row.kind === 'won' || row.kind === 'lost' || !hasSum) return '';
    if (weighted === null) return noProbabilities;
    const sum =
      weighted.amount === null
        ? format.moneyTotal(weighted, { compact: true })
        : format.moneyColumn(weights, weighted.currency ?? '')(weighted.amount);
    const base = row.sum.amount;
    // Of a sum of credits, or of several currencies, no share can be told.
    return weighted.amount !== null && base !== null && base > 0
      ? messages.weighted({ sum, share: format.percent(weighted.amount / base) })
      : messages.weightedOnly({ sum });
  }
}
