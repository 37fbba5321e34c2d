/** What every table's contributions are made of: keys, dimensions, sums. */
import { roundHalfAway } from '../numeric/money.js';
import { fieldOf } from '../view/filter.js';
import type { FrameState } from '../view/frame.js';
import type { Day, DealFacts, DayRange } from '../view/types.js';
import type {
  Dimension,
  MoneySums,
  OwnSums,
  SummaryRequest,
  TableName,
  TableRequest,
  TableRows,
} from './types.js';

export type Mutable<R> = { -readonly [K in keyof R]: R[K] };

/** The parts of a row's key, in a fixed order per table; equal parts: the same row. */
export type KeyPart = string | number | null;

/** Takes one row of a contribution. Key and row are used again for the next one: copy what you keep. */
export type Add<T extends TableName> = (key: readonly KeyPart[], row: TableRows[T]) => void;

export type Contribute<T extends TableName> = (facts: DealFacts, add: Add<T>) => void;

const NO_DIMS: readonly string[] = Object.freeze([]);

export const isWithin = (day: Day | undefined, range: DayRange | undefined): boolean =>
  range === undefined ||
  day === undefined ||
  (day >= (range.from ?? -Infinity) && day < (range.to ?? Infinity));

function dimensionOf(name: Dimension, state: FrameState): (facts: DealFacts) => string {
  switch (name) {
    case 'owner':
      return (facts) => facts.owner;
    case 'team':
      return (facts) => state.teamOf(facts.owner);
    case 'source':
      return (facts) => facts.source;
    default: {
      const field = name.slice('field:'.length);
      return (facts) => fieldOf(facts.deal, field);
    }
  }
}

/** Sets pipeline, currency and dimensions in a row and its key; gives the place of the next part of the key. */
type Head = (
  row: Mutable<TableRows[TableName]>,
  key: KeyPart[],
  pipeline: string,
  facts: DealFacts,
) => number;

export function headOf({ by = [] }: TableRequest, state: FrameState): Head {
  const dimensions = by.map((name) => dimensionOf(name, state));
  return (row, key, pipeline, facts) => {
    key[0] = row.pipeline = pipeline;
    key[1] = row.currency = facts.currency;
    let at = 2;
    if (dimensions.length > 0) {
      row.dims = dimensions.map((dimension) => dimension(facts));
      for (const value of row.dims) key[at++] = value;
    }
    return at;
  };
}

export const blank = (): { pipeline: string; currency: string; dims: readonly string[]; n: number } => ({
  pipeline: '',
  currency: '',
  dims: NO_DIMS,
  n: 1,
});

export function setMoney(row: Mutable<MoneySums>, { amount }: DealFacts): void {
  row.nAmount = amount === undefined ? 0 : 1;
  row.amount = amount ?? 0;
}

export function setOwn(row: Mutable<OwnSums>, { amount = 0, probability }: DealFacts): void {
  const own = probability !== undefined;
  row.ownN = own ? 1 : 0;
  row.ownAmount = own ? amount : 0;
  row.ownWeighted = own ? roundHalfAway(amount * probability) : 0;
}

/** One function a table: given the request, a function from a deal's facts to rows. */
export type TableDefinitions = {
  readonly [T in TableName]: (request: NonNullable<SummaryRequest[T]>, state: FrameState) => Contribute<T>;
};

/** The columns of money that add up. */
export const MONEY = ['n', 'nAmount', 'amount'];
