/** `flow` and `due`: what changed in a period, and what became of the deals that were to close in it. */
import { timelineOf, type DealState } from '../history/path.js';
import type { Day } from '../view/types.js';
import { blank, headOf, setMoney } from './parts.js';
import type { KeyPart, Mutable, TableDefinitions } from './parts.js';
import type { DueRow, FlowKind, FlowRow } from './types.js';

type Scope = (state: DealState | undefined) => boolean;

/** Whether a deal in this state is one of the open deals that a period looks at. */
const scopeOf =
  (to: Day, scope: 'expected' | 'open' = 'expected'): Scope =>
  (state) =>
    state?.kind === 'open' && (scope === 'open' || (state.expected !== undefined && state.expected < to));

/** Hands out the bars that the step from one state to the next belongs in: one, or one in each of two pipelines. */
function changeOf(
  before: DealState | undefined,
  after: DealState,
  has: Scope,
  put: (what: FlowKind, pipeline: string, amount: number | undefined) => void,
): void {
  const was = has(before);
  const is = has(after);
  if (before === undefined) {
    if (is) put('created', after.pipeline, after.amount);
  } else if (before.pipeline !== after.pipeline) {
    if (was) put('transferred-out', before.pipeline, before.amount);
    if (is) put('transferred-in', after.pipeline, after.amount);
  } else if (was && is) {
    const change = (after.amount ?? 0) - (before.amount ?? 0);
    if (change !== 0) put(change > 0 ? 'up' : 'down', after.pipeline, Math.abs(change));
  } else if (is) {
    put(after.what === 'expected' ? 'pulled-in' : 'reopened', after.pipeline, after.amount);
  } else if (was) {
    put(after.kind === 'open' ? 'pushed-out' : after.kind, before.pipeline, before.amount);
  }
}

/** Places of the states that hold at a period's start (−1: none does) and at its end. */
function placesIn(states: readonly DealState[], from: Day, to: Day): { first: number; last: number } {
  let first = -1;
  while (first + 1 < states.length && states[first + 1]!.day < from) first++;
  let last = first;
  while (last + 1 < states.length && states[last + 1]!.day < to) last++;
  return { first, last };
}

/** What became of a deal that was due, from its state at the end. */
function fateOf({ kind, pipeline, expected }: DealState, due: DealState, has: Scope): DueRow['fate'] {
  if (pipeline !== due.pipeline) return 'transferred';
  if (kind !== 'open') return kind;
  return expected === undefined ? 'undated' : has({ ...due, expected }) ? 'due' : 'slipped';
}

export const periodTables: Pick<TableDefinitions, 'flow' | 'due'> = {
  flow(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<FlowRow> = { ...blank(), from: 0, to: 0, what: 'opening', nAmount: 0, amount: 0 };
    return (facts, add) => {
      const states = timelineOf(facts, state);
      for (const { from, to } of request.periods) {
        const put = (what: FlowRow['what'], pipeline: string, amount: number | undefined): void => {
          let at = head(row, key, pipeline, facts);
          key[at++] = row.from = from;
          key[at++] = row.to = to;
          key[at++] = row.what = what;
          row.nAmount = amount === undefined ? 0 : 1;
          row.amount = amount ?? 0;
          add(key, row);
        };
        if (typeof states === 'string') {
          put(states, facts.pipeline, facts.amount);
          continue;
        }
        const has = scopeOf(to, request.scope);
        const { first, last } = placesIn(states, from, to);
        const opening = states[first];
        const closing = states[last];
        if (opening !== undefined && has(opening)) put('opening', opening.pipeline, opening.amount);
        for (let i = first + 1; i <= last; i++) changeOf(states[i - 1], states[i]!, has, put);
        if (closing === undefined) continue;
        if (has(closing)) put('closing', closing.pipeline, closing.amount);
        else if (closing.kind === 'open' && closing.expected === undefined)
          put('no-expected-date', closing.pipeline, closing.amount);
      }
    };
  },

  due(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row: Mutable<DueRow> = {
      ...blank(),
      from: 0,
      to: 0,
      fate: 'due',
      pushes: 0,
      days: 0,
      nAmount: 0,
      amount: 0,
    };
    return (facts, add) => {
      const states = timelineOf(facts, state);
      if (typeof states === 'string') return;
      for (const { from, to } of request.periods) {
        const has = scopeOf(to);
        const { first, last } = placesIn(states, from, to);
        let due: DealState | undefined;
        let pushes = 0;
        for (let i = Math.max(first, 0); i <= last; i++) {
          const one = states[i]!;
          const before = due && states[i - 1]?.expected;
          if (one.what === 'expected' && before !== undefined && (one.expected ?? before) > before) pushes++;
          if (due === undefined && has(one)) due = one;
        }
        if (due === undefined) continue;
        const end = states[last]!;
        let at = head(row, key, due.pipeline, facts);
        key[at++] = row.from = from;
        key[at++] = row.to = to;
        key[at++] = row.fate = fateOf(end, due, has);
        key[at++] = row.pushes = pushes;
        key[at++] = row.days = row.fate === 'slipped' ? end.expected! - due.expected! : 0;
        setMoney(row, { ...facts, amount: end.amount });
        add(key, row);
      }
    };
  },
};
