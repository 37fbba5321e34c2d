/** `move`: every entry into a stage, by the interval in which it happened. */
import { pathOf } from '../history/path.js';
import type { Day } from '../view/types.js';
import { intervalStart } from './interval-start.js';
import { blank, headOf, setMoney } from './parts.js';
import type { KeyPart, Mutable, TableDefinitions } from './parts.js';
import type { TableRows } from './types.js';

/** What stands for null in a key, where `''` is a value as well. */
export const NULL_KEY = '\u0001';

export const moveTable: Pick<TableDefinitions, 'move'> = {
  move(request, state) {
    const head = headOf(request, state);
    const startOf = intervalStart(request.interval ?? 'week', request);
    const isClosed = (pipeline: string, stage: string): boolean =>
      (state.places.get(pipeline)?.get(stage)?.stage.kind ?? 'open') !== 'open';
    const key: KeyPart[] = [];
    const row: Mutable<TableRows['move']> = {
      ...blank(),
      start: null,
      from: null,
      to: '',
      undone: false,
      nAmount: 0,
      amount: 0,
      ageN: 0,
      age: 0,
    };
    return (facts, add) => {
      setMoney(row, facts);
      const put = (pipeline: string, day: Day | null, from: string | null, to: string, until?: Day): void => {
        let at = head(row, key, pipeline, facts);
        const age = day === null || facts.created === undefined ? -1 : day - facts.created;
        const isAged = age >= 0 && isClosed(pipeline, to);
        row.start = day === null ? null : startOf(day);
        row.undone = until !== undefined && isClosed(pipeline, to) && startOf(until) === row.start;
        key[at++] = row.start;
        key[at++] = from ?? NULL_KEY;
        row.from = from;
        key[at++] = row.to = to;
        key[at++] = row.undone ? 1 : 0;
        row.ageN = isAged ? 1 : 0;
        row.age = isAged ? age : 0;
        add(key, row);
      };
      const path = pathOf(facts);
      if (path === undefined) return put(facts.pipeline, null, null, facts.stage);
      const { steps, gone } = path;
      for (let i = 0; i < steps.length; i++) {
        const { pipeline, stage } = steps[i]!;
        const before = steps[i - 1];
        // Closed, nobody knows when: then nobody knows either until when it was open.
        const isUndated = gone && facts.kind !== 'open';
        const day = isUndated ? null : steps[i]!.day;
        const until = isUndated ? undefined : steps[i + 1]?.day;
        if (before === undefined || before.pipeline === pipeline) {
          put(pipeline, day, before?.stage ?? null, stage, until);
        } else {
          put(before.pipeline, day, before.stage, `→${pipeline}`);
          put(pipeline, day, `←${before.pipeline}`, stage, until);
        }
      }
      if (!gone) return;
      const last = steps[steps.length - 1]!;
      if (last.pipeline === facts.pipeline) return put(facts.pipeline, null, last.stage, facts.stage);
      put(last.pipeline, null, last.stage, `→${facts.pipeline}`);
      put(facts.pipeline, null, `←${last.pipeline}`, facts.stage);
    };
  },
};
