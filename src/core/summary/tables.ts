/** What a deal contributes to each table, and which columns of a table add up. */
import { monthOf } from '../calendar/days.js';
import { roundHalfAway } from '../numeric/money.js';
import type { FrameState } from '../view/frame.js';
import type { Day, DealFacts, DayRange, VisitFacts } from '../view/types.js';
import type { Dimension, MoneySums, OwnSums, TableName, TableRequest, TableRows } from './types.js';

export type Mutable<R> = { -readonly [K in keyof R]: R[K] };

/** Takes one row of a contribution. The row object is used again for the next one: copy what you keep. */
export type Add<T extends TableName> = (key: string, row: TableRows[T]) => void;

export type Contribute<T extends TableName> = (facts: DealFacts, add: Add<T>) => void;

/** Between the parts of a key; no id or name holds it. */
const CUT = '\u0000';
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
      return (facts) => String(facts.deal.fields?.[field] ?? '');
    }
  }
}

/** Sets pipeline, currency and dimensions of a row, and gives the start of its key. */
type Head = (row: Mutable<TableRows[TableName]>, pipeline: string, facts: DealFacts) => string;

function headOf({ by = [] }: TableRequest, state: FrameState): Head {
  const dimensions = by.map((name) => dimensionOf(name, state));
  return (row, pipeline, facts) => {
    row.pipeline = pipeline;
    row.currency = facts.currency;
    const start = pipeline + CUT + facts.currency + CUT;
    if (dimensions.length === 0) return start;
    row.dims = dimensions.map((dimension) => dimension(facts));
    return start + row.dims.join(CUT) + CUT;
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
      const start = head(row, facts.pipeline, facts);
      row.created = facts.created === undefined ? null : monthOf(facts.created);
      row.mask = facts.mask;
      row.last = facts.stage;
      row.lostFrom = facts.kind === 'lost' ? facts.closedFrom : '';
      setMoney(row, facts);
      add(start + row.created + CUT + row.mask + CUT + row.last + CUT + row.lostFrom, row);
    };
  },

  closed(request, state) {
    const head = headOf(request, state);
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
      const start = head(row, facts.pipeline, facts);
      const days = cycleOf(facts);
      row.closed = facts.closed === undefined ? null : monthOf(facts.closed);
      row.outcome = facts.kind;
      row.stage = facts.stage;
      row.from = facts.closedFrom;
      row.reason = facts.lostReason;
      setMoney(row, facts);
      row.cycleN = days === undefined ? 0 : 1;
      row.cycle = days ?? 0;
      row.cycle2 = row.cycle * row.cycle;
      add(start + row.closed + CUT + row.outcome + CUT + row.stage + CUT + row.from + CUT + row.reason, row);
    };
  },

  cycle(request, state) {
    const head = headOf(request, state);
    const row: Mutable<TableRows['cycle']> = { ...blank(), closed: 0, days: 0 };
    return (facts, add) => {
      const days = cycleOf(facts);
      if (facts.kind !== 'won' || days === undefined || !isWithin(facts.closed, request.within)) return;
      const start = head(row, facts.pipeline, facts);
      row.closed = monthOf(facts.closed as Day);
      row.days = days;
      add(start + row.closed + CUT + days, row);
    };
  },

  open(request, state) {
    const head = headOf(request, state);
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
      const start = head(row, facts.pipeline, facts);
      row.stage = facts.stage;
      row.entered = facts.enteredStage ?? null;
      setMoney(row, facts);
      setOwn(row, facts);
      add(start + row.stage + CUT + row.entered, row);
    };
  },

  expected(request, state) {
    const head = headOf(request, state);
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
      const start = head(row, facts.pipeline, facts);
      row.stage = facts.stage;
      row.expected = facts.expected ?? null;
      row.category = facts.category;
      setMoney(row, facts);
      setOwn(row, facts);
      add(start + row.stage + CUT + row.expected + CUT + row.category, row);
    };
  },

  stay(request, state) {
    const head = headOf(request, state);
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
        const start = head(row, pipeline, facts);
        row.stage = stage;
        row.entered = monthOf(entered);
        const middle = start + stage + CUT + row.entered + CUT;
        if (isDelayed) {
          row.event = 'joins';
          row.days = Math.min(historyFrom, left ?? frame.asOfDay) - entered;
          row.next = '';
          add(middle + CUT + row.days, row);
        }
        if (left !== undefined) {
          row.event = 'left';
          row.days = left - entered;
          row.next = transferred ? '→' + (facts.visits[i + 1]?.pipeline ?? facts.pipeline) : next;
          add(middle + row.days + CUT + row.next, row);
        }
      }
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
};
