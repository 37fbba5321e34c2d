/** What a deal contributes to the tables of how deals stand, what was closed, and how long visits took. */
import { monthOf } from '../calendar/days.js';
import type { Day, DealFacts, VisitFacts } from '../view/types.js';
import { blank, headOf, isWithin, setMoney, setOwn } from './parts.js';
import type { KeyPart, Mutable, TableDefinitions } from './parts.js';
import type { TableRows } from './types.js';

export const dealTables: Pick<
  TableDefinitions,
  'cohort' | 'closed' | 'cycle' | 'open' | 'expected' | 'stay' | 'daily'
> = {
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
