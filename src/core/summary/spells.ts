/** `next` and `end`: how long deals took from a stage to the one after it, and to their end. */
import { monthOf } from '../calendar/days.js';
import type { FrameState } from '../view/frame.js';
import type { Day, DealFacts, VisitFacts } from '../view/types.js';
import { blank, headOf, isWithin } from './parts.js';
import type { Add, KeyPart, Mutable, TableDefinitions } from './parts.js';
import type { EndRow, NextRow, TableRequest } from './types.js';

/** A way from one event to another. `ended` without a day: nobody knows when. */
interface Spell<Outcome> {
  readonly began: Day | undefined;
  readonly outcome: Outcome;
  readonly ended: Day | undefined;
}

/** Puts a spell into a row, and before it the row that says from which age on it was watched. */
function spellRows<T extends 'next' | 'end'>(
  request: TableRequest,
  { historyFrom = -Infinity, frame }: FrameState,
  row: Mutable<NextRow> & Mutable<EndRow>,
  key: KeyPart[],
) {
  return (at: number, stage: string, spell: Spell<string>, add: Add<T>): void => {
    const { began, ended, outcome } = spell;
    if (!isWithin(began, request.within)) return;
    const isDelayed = began !== undefined && began < historyFrom;
    // What ended before history began was never watched.
    if (isDelayed && ended !== undefined && ended <= historyFrom) return;
    const put = (what: string, days: number | null, since: Day | null): void => {
      key[at + 1] = row.stage = stage;
      key[at + 2] = row.reached = began === undefined ? null : monthOf(began);
      key[at + 3] = what;
      row.outcome = what as never;
      key[at + 4] = row.days = days;
      key[at + 5] = row.since = since;
      add(key, row);
    };
    const isTimed = outcome === 'open' || ended !== undefined;
    if (isDelayed && isTimed) put('joins', Math.min(historyFrom, ended ?? frame.asOfDay) - began, null);
    if (outcome === 'open') put(outcome, null, began ?? null);
    else put(outcome, began === undefined || ended === undefined ? null : Math.max(0, ended - began), null);
  };
}

const blankSpell = (): Mutable<NextRow> & Mutable<EndRow> => ({
  ...blank(),
  stage: '',
  reached: null,
  outcome: 'open',
  days: null,
  since: null,
});

/**
 * The day on which a visit is taken to have begun. Where the recording of history starts with an import, all deals
 * enter their stages on that day: a deal that is older has been there since some day after its creation.
 */
function beginOf({ entered }: VisitFacts, isFirst: boolean, facts: DealFacts, state: FrameState): Day {
  const { created } = facts;
  const isImport = isFirst && entered === state.historyFrom && created !== undefined && created < entered;
  return isImport ? created : entered;
}

export const spellTables: Pick<TableDefinitions, 'next' | 'end'> = {
  next(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row = blankSpell();
    const putSpell = spellRows<'next'>(request, state, row, key);
    const steps = new Map(
      [...state.places].map(([pipeline, places]) => [
        pipeline,
        [...places.values()].filter(({ bit, stage }) => bit >= 0 && stage.archived !== true),
      ]),
    );
    return (facts, add) => {
      const open = steps.get(facts.pipeline);
      if (open === undefined || !facts.mapped) return;
      const places = state.places.get(facts.pipeline)!;
      const { visits, kind, closed } = facts;
      const bitOf = (stage: string): number => places.get(stage)?.bit ?? -1;
      const now = kind === 'open' ? bitOf(facts.stage) : -1;
      const isDated = facts.enteredStage !== undefined;
      let top = now;
      for (const { pipeline, stage } of visits) {
        if (pipeline === facts.pipeline) top = Math.max(top, bitOf(stage));
      }
      /** First day in a stage or a later one; undefined where it is known to have been, but not since when. */
      const reachedOn = (bit: number): Day | undefined => {
        for (let i = 0; i < visits.length; i++) {
          const visit = visits[i]!;
          if (visit.pipeline === facts.pipeline && bitOf(visit.stage) >= bit)
            return beginOf(visit, i === 0, facts, state);
        }
        return kind === 'won' ? closed : now >= bit && isDated ? facts.enteredStage : undefined;
      };
      const at = head(row, key, facts.pipeline, facts) - 1;
      for (let k = 0; k < open.length; k++) {
        const { bit, stage } = open[k]!;
        const after = open[k + 1]?.bit ?? Infinity;
        if (k > 0 && top < bit && kind !== 'won') break;
        // Everyone has reached the first stage.
        const began = reachedOn(bit) ?? (k === 0 ? facts.created : undefined);
        const isNext = kind === 'won' || top >= after;
        const outcome = isNext ? 'next' : kind === 'lost' ? 'lost' : 'open';
        const ended = isNext ? reachedOn(after) : closed;
        putSpell(at, stage.id, { began, outcome, ended }, add);
      }
    };
  },

  end(request, state) {
    const head = headOf(request, state);
    const key: KeyPart[] = [];
    const row = blankSpell();
    const putSpell = spellRows<'end'>(request, state, row, key);
    return (facts, add) => {
      const { visits, kind, closed, created } = facts;
      const at = head(row, key, facts.pipeline, facts) - 1;
      const isOdd = created !== undefined && closed !== undefined && closed < created;
      putSpell(at, '', { began: created, outcome: kind, ended: isOdd ? undefined : closed }, add);
      const places = state.places.get(facts.pipeline);
      const isOpenStage = (stage: string): boolean => (places?.get(stage)?.bit ?? -1) >= 0;
      const isFirstVisit = (i: number): boolean => {
        const { pipeline, stage } = visits[i]!;
        for (let j = 0; j < i; j++)
          if (visits[j]!.stage === stage && visits[j]!.pipeline === pipeline) return false;
        return true;
      };
      let isSeen = false;
      for (let i = 0; i < visits.length; i++) {
        const visit = visits[i]!;
        if (visit.pipeline !== facts.pipeline || !isOpenStage(visit.stage) || !isFirstVisit(i)) continue;
        if (visit.stage === facts.stage) isSeen = true;
        const began = beginOf(visit, i === 0, facts, state);
        putSpell(at, visit.stage, { began, outcome: kind, ended: closed }, add);
      }
      // It is there, but nobody knows since when.
      if (kind === 'open' && !isSeen && isOpenStage(facts.stage))
        putSpell(at, facts.stage, { began: undefined, outcome: 'open', ended: undefined }, add);
    };
  },
};
