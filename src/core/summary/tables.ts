/** What a deal contributes to each table, and which columns of a table add up. */
import { monthOf } from '../calendar/days.js';
import { roundHalfAway } from '../numeric/money.js';
import { fieldOf } from '../view/filter.js';
import type { FrameState } from '../view/frame.js';
import type { Day, DealFacts, DayRange, VisitFacts } from '../view/types.js';
import type { Dimension, MoneySums, OwnSums, TableName, TableRequest, TableRows } from './types.js';

export type Mutable<R> = { -readonly [K in keyof R]: R[K] };

/** The parts of a row's key, in a fixed order per table; equal parts: the same row. */
export type KeyPart = string | number | null;

/** Takes one row of a contribution. Key and row are used again for the next one: copy what you keep. */
export type Add<T extends TableName> = (key: readonly KeyPart[], row: TableRows[T]) => void;

export type Contribute<T extends TableName> = (facts: DealFacts, add: Add<T>) => void;

const NO_DIMS: readonly string[] = Object.freeze([]);

const isWithin = (day: Day | undefined, range: DayRange | undefined): boolean =>
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

function headOf({ by = [] }: TableRequest, state: FrameState): Head {
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

const blank = (): { pipeline: string; currency: string; dims: readonly string[]; n: number } => ({
  pipeline: '',
  currency: '',
  dims: NO_DIMS,
  n: 1,
});

function setMoney(row: Mutable<MoneySums>, { amount }: DealFacts): void {
  row.nAmount = amount === undefined ? 0 : 1;
  row.amount = amount ?? 0;
}

function setOwn(row: Mutable<OwnSums>, { amount = 0, probability }: DealFacts): void {
  const own = probability !== undefined;
  row.ownN = own ? 1 : 0;
  row.ownAmount = own ? amount : 0;
  row.ownWeighted = own ? roundHalfAway(amount * probability) : 0;
}

/** One function a table: given the request, a function from a deal's facts to rows. */
export type TableDefinitions = {
  readonly [T in TableName]: (request: TableRequest, state: FrameState) => Contribute<T>;
};

export const contributions: TableDefinitions = {
  cohort(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['cohort']> = {
      ...blank(),
      created: null,
      mask: '',
      last: '',
      lostFrom: '',
      nAmount: 0,
      amount: 0,
    };
    return (facts, add) => {
      if (!isWithin(facts.created, request.within)) return;
      let at = head(row, key, facts.pipeline, facts);
      key[at++] = row.created = facts.created === undefined ? null : monthOf(facts.created);
      key[at++] = row.mask = facts.mask;
      key[at++] = row.last = facts.stage;
      key[at++] = row.lostFrom = facts.kind === 'lost' ? facts.closedFrom : '';
      setMoney(row, facts);
      add(key, row);
    };
  },

  closed(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['closed']> = {
      ...blank(),
      closed: null,
      outcome: 'won',
      stage: '',
      from: '',
      reason: '',
      nAmount: 0,
      amount: 0,
      cycleN: 0,
      cycle: 0,
      cycle2: 0,
    };
    return (facts, add) => {
      if (facts.kind === 'open' || !isWithin(facts.closed, request.within)) return;
      let at = head(row, key, facts.pipeline, facts);
      const days = cycleOf(facts);
      key[at++] = row.closed = facts.closed === undefined ? null : monthOf(facts.closed);
      key[at++] = row.outcome = facts.kind;
      key[at++] = row.stage = facts.stage;
      key[at++] = row.from = facts.closedFrom;
      key[at++] = row.reason = facts.lostReason;
      setMoney(row, facts);
      row.cycleN = days === undefined ? 0 : 1;
      row.cycle = days ?? 0;
      row.cycle2 = row.cycle * row.cycle;
      add(key, row);
    };
  },

  cycle(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['cycle']> = { ...blank(), closed: 0, days: 0 };
    return (facts, add) => {
      const days = cycleOf(facts);
      if (facts.kind !== 'won' || days === undefined || !isWithin(facts.closed, request.within)) return;
      let at = head(row, key, facts.pipeline, facts);
      key[at++] = row.closed = monthOf(facts.closed as Day);
      key[at++] = row.days = days;
      add(key, row);
    };
  },

  open(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['open']> = {
      ...blank(),
      stage: '',
      entered: null,
      nAmount: 0,
      amount: 0,
      ownN: 0,
      ownAmount: 0,
      ownWeighted: 0,
    };
    return (facts, add) => {
      if (facts.kind !== 'open' || !isWithin(facts.enteredStage, request.within)) return;
      let at = head(row, key, facts.pipeline, facts);
      key[at++] = row.stage = facts.stage;
      key[at++] = row.entered = facts.enteredStage ?? null;
      setMoney(row, facts);
      setOwn(row, facts);
      add(key, row);
    };
  },

  expected(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['expected']> = {
      ...blank(),
      stage: '',
      expected: null,
      category: '',
      nAmount: 0,
      amount: 0,
      ownN: 0,
      ownAmount: 0,
      ownWeighted: 0,
    };
    return (facts, add) => {
      if (facts.kind !== 'open' || !isWithin(facts.expected, request.within)) return;
      let at = head(row, key, facts.pipeline, facts);
      key[at++] = row.stage = facts.stage;
      key[at++] = row.expected = facts.expected ?? null;
      key[at++] = row.category = facts.category;
      setMoney(row, facts);
      setOwn(row, facts);
      add(key, row);
    };
  },

  stay(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const { historyFrom = -Infinity, places, frame } = state;
    const row: Mutable<TableRows['stay']> = {
      ...blank(),
      stage: '',
      entered: 0,
      event: 'left',
      days: 0,
      next: '',
    };
    return (facts, add) => {
      for (let i = 0; i < facts.visits.length; i++) {
        const { pipeline, stage, entered, left, next, transferred } = facts.visits[i] as VisitFacts;
        // Time in a closed stage is no time in the pipeline, and a stay that ended before history began was never watched.
        if (places.get(pipeline)?.get(stage)?.bit === -1 || !isWithin(entered, request.within)) continue;
        const isDelayed = entered < historyFrom;
        if (left === undefined ? next !== '' : isDelayed && left <= historyFrom) continue;
        const at = head(row, key, pipeline, facts);
        key[at] = row.stage = stage;
        key[at + 1] = row.entered = monthOf(entered);
        if (isDelayed) {
          key[at + 2] = row.event = 'joins';
          key[at + 3] = row.days = Math.min(historyFrom, left ?? frame.asOfDay) - entered;
          key[at + 4] = row.next = '';
          add(key, row);
        }
        if (left !== undefined) {
          key[at + 2] = row.event = 'left';
          key[at + 3] = row.days = left - entered;
          key[at + 4] = row.next = transferred
            ? '→' + (facts.visits[i + 1]?.pipeline ?? facts.pipeline)
            : next;
          add(key, row);
        }
      }
    };
  },

  daily(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['daily']> = {
      ...blank(),
      day: null,
      what: 'created',
      nAmount: 0,
      amount: 0,
    };
    return (facts, add) => {
      const put = (what: TableRows['daily']['what'], day: Day | undefined): void => {
        if (!isWithin(day, request.within)) return;
        let at = head(row, key, facts.pipeline, facts);
        key[at++] = row.day = day ?? null;
        key[at++] = row.what = what;
        setMoney(row, facts);
        add(key, row);
      };
      if (facts.created !== undefined) put('created', facts.created);
      if (facts.kind !== 'open') put(facts.kind, facts.closed);
    };
  },
};

/** Days from creation to close; undefined where a date is missing, or the close lies before the creation. */
function cycleOf({ created, closed }: DealFacts): number | undefined {
  return created === undefined || closed === undefined || closed < created ? undefined : closed - created;
}

const MONEY = ['n', 'nAmount', 'amount'];
const OWN = [...MONEY, 'ownN', 'ownAmount', 'ownWeighted'];
/** The columns that add up; all others are keys. */
export const summed: { readonly [T in TableName]: readonly string[] } = {
  cohort: MONEY,
  closed: [...MONEY, 'cycleN', 'cycle', 'cycle2'],
  cycle: ['n'],
  open: OWN,
  expected: OWN,
  stay: ['n'],
  daily: MONEY,
};
