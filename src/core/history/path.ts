/** A deal's way through stages, and through all that makes it part of a pipeline: dates and amounts included. */
import type { Change, ChangedField, StageKind } from '../model.js';
import { toMinor } from '../numeric/money.js';
import type { FrameState } from '../view/frame.js';
import type { Day, DealFacts } from '../view/types.js';
import { momentOf } from './visits.js';

/** In a stage from a day on. */
export interface Step {
  readonly day: Day;
  readonly pipeline: string;
  /** `''`: not recorded. */
  readonly stage: string;
}

export interface Path {
  /** In order of time; the first is the deal's creation. */
  readonly steps: readonly Step[];
  /** It went on to its present place on a day that is not recorded. */
  readonly gone: boolean;
}

/**
 * Where a deal was, from the day of its creation (or its first visit, where that is earlier or no creation is
 * recorded) to as-of. Between creation and first visit the stage is not recorded. The present close is dated as in all
 * other figures: by the close date, but not before the step ahead of it.
 * @returns undefined where no day is recorded at all
 */
export function pathOf(facts: DealFacts): Path | undefined {
  const { visits, created, closed, kind, pipeline, stage } = facts;
  const first = visits[0];
  if (first === undefined) {
    if (created === undefined) return undefined;
    const isClosed = kind !== 'open';
    return { steps: [{ day: created, pipeline, stage: isClosed ? '' : stage }], gone: isClosed };
  }
  const last = visits[visits.length - 1]!;
  const gone = last.stage !== stage || last.pipeline !== pipeline;
  const steps: Step[] = [];
  let day = Math.min(created ?? first.entered, first.entered);
  if (day < first.entered) steps.push({ day, pipeline: first.pipeline, stage: '' });
  for (let i = 0; i < visits.length; i++) {
    const visit = visits[i]!;
    const isClose = kind !== 'open' && i === visits.length - 1 && !gone;
    day = Math.max(day, isClose ? (closed ?? visit.entered) : visit.entered);
    steps.push({ day, pipeline: visit.pipeline, stage: visit.stage });
  }
  return { steps, gone };
}

/** What a deal was from a day on, until the next state, and what made it so. */
export interface DealState {
  readonly day: Day;
  readonly what: 'created' | 'moved' | 'expected' | 'amount';
  readonly pipeline: string;
  readonly kind: StageKind;
  readonly expected: Day | undefined;
  /** Minor units. */
  readonly amount: number | undefined;
}

/** Why no timeline of a deal can be told. */
export type Untold = 'no-created-date' | 'no-closed-date';

/**
 * All states of a deal up to as-of, in the order of days; of one day its creation, then changes of its fields in their
 * order, then its moves, so that what changed on the day of a close still counts as changed. A field was what its next
 * change calls `from`, and is at last what the facts say.
 *
 * A deal that is open, but elsewhere than its last visit, is taken to have been there since that visit.
 */
export function timelineOf(facts: DealFacts, state: FrameState): readonly DealState[] | Untold {
  const path = pathOf(facts);
  if (path === undefined) return 'no-created-date';
  if (path.gone && facts.kind !== 'open') return 'no-closed-date';
  const { steps } = path;
  const { asOf, timeZone } = state.frame;
  const start = steps[0]!.day;
  const kindOf = (pipeline: string, stage: string): StageKind =>
    state.places.get(pipeline)?.get(stage)?.stage.kind ?? 'open';

  const made = changesBefore(facts, asOf, timeZone);
  const amounts = valuesOf<number | undefined>(made, 'amount', facts.amount, (value) =>
    typeof value === 'number' ? toMinor(value, facts.currency) : undefined,
  );
  const days = valuesOf<Day | undefined>(made, 'expectedCloseAt', facts.expected, (value) =>
    typeof value === 'string' ? momentOf(value, timeZone)?.day : undefined,
  );

  const states: DealState[] = [];
  let next = 0;
  for (let i = 0; i < steps.length; i++) {
    const { day: from, pipeline: within, stage } = steps[i]!;
    const isLast = i === steps.length - 1;
    const isNow = path.gone && isLast;
    const pipeline = isNow ? facts.pipeline : within;
    const kind = isNow ? facts.kind : kindOf(within, stage);
    const put = (day: Day, what: DealState['what']): void =>
      void states.push({ day, what, pipeline, kind, expected: days[next], amount: amounts[next] });
    put(from, i === 0 ? 'created' : 'moved');
    const until = isLast ? Infinity : steps[i + 1]!.day;
    while (next < made.length && made[next]!.day <= until) {
      const { day, field } = made[next++]!;
      put(Math.max(day, start), field === 'amount' ? 'amount' : 'expected');
    }
  }
  return states;
}

interface Made {
  readonly at: number;
  readonly day: Day;
  readonly field: 'amount' | 'expectedCloseAt';
  readonly from: Change['from'];
}
const NONE: readonly Made[] = Object.freeze([]);
const isTold = (field: ChangedField): field is Made['field'] =>
  field === 'amount' || field === 'expectedCloseAt';

function changesBefore({ deal }: DealFacts, asOf: number, timeZone: string): readonly Made[] {
  const { changes } = deal;
  if (changes === undefined || changes.length === 0) return NONE;
  const made: Made[] = [];
  for (const { at, field, from } of changes) {
    if (!isTold(field)) continue;
    const moment = momentOf(at, timeZone);
    if (moment !== undefined && moment.at < asOf) made.push({ ...moment, field, from });
  }
  return made.sort((a, b) => a.at - b.at);
}

/** What a field was before each of the changes, and at last: what its next change calls `from`, else what it is now. */
function valuesOf<V>(
  made: readonly Made[],
  field: Made['field'],
  now: V,
  read: (value: Change['from']) => V,
): readonly V[] {
  const values: V[] = Array<V>(made.length + 1);
  let value = now;
  for (let i = made.length; i >= 0; i--) {
    const change = made[i];
    if (change?.field === field) value = read(change.from);
    values[i] = value;
  }
  return values;
}
