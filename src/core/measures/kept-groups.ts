import { rowChanges } from '../summary/rows.js';
import type { PipelineSummary, TableRows } from '../summary/types.js';
import type { ViewFrame } from '../view/types.js';
import { scopeTable } from './read.js';
import type { Scope, Scoped } from './read.js';

/** The tables that are read so. */
type KeptTable = 'closed' | 'cycle' | 'open';

/** A table as one measure sees it, by the values of its dimension. */
export interface KeptGroups<T extends KeptTable> extends Pick<Scoped<T>, 'dim' | 'behind'> {
  /**
   * Rows by group, in ascending order of groups; rows of one group in no order. A group whose rows are those of the last
   * reading is the very same list, so that what was made of it can be kept by it.
   */
  readonly groups: Groups<TableRows[T]>;
  /** Rows left out because a window is set and they have no date to place in it. */
  readonly undated: readonly TableRows[T][];
  /** Rows left out because nobody knows where their deals stood at as-of, as `Reading.unplaced`. */
  readonly unplaced: readonly TableRows[T][];
}

type Groups<R> = ReadonlyMap<string, readonly R[]>;

interface Read<R> {
  readonly table: ReadonlyMap<string, R>;
  readonly groups: Groups<R>;
  readonly undated: readonly R[];
  readonly unplaced: readonly R[];
}

/** What was last read, to be changed by the rows in which the next table differs: a moved deal touches a few of thousands. */
const lastRead = new WeakMap<ViewFrame, Map<string, Read<object>>>();

/**
 * Rows of a table by the dimension asked for; one group, `''`, where none was.
 * @throws PipelineError `summary-lacks`, as `scopeTable`
 */
export function keptGroups<T extends KeptTable>(
  summary: PipelineSummary,
  name: T,
  scope: Scope,
): KeptGroups<T> {
  type R = TableRows[T];
  const { frame } = summary;
  const { holds, isUndated, dim, behind } = scopeTable(summary, name, scope);
  const table = summary.tables[name] as ReadonlyMap<string, R>;
  const known = mapIn(lastRead, frame);
  const key = JSON.stringify([name, scope.pipeline, scope.window, scope.by]);
  const last = known.get(key) as Read<R> | undefined;
  const changes = last && rowChanges(last.table, table);
  if (last && changes?.length === 0) return { ...last, dim, behind };

  /** The lists of this reading; one of the last is copied before it is changed. */
  const lists = new Map<string, readonly R[]>(changes ? last?.groups : undefined);
  const own = new Map<string, R[]>();
  const undated = [...((changes && last?.undated) ?? [])];
  const unplaced = [...((changes && last?.unplaced) ?? [])];
  const listOf = (row: R): R[] | undefined => {
    if (!holds(row)) return isUndated(row) ? undated : undefined;
    if (frame.pastUnknown === true && 'stage' in row && row.stage === '') return unplaced;
    const group = dim(row);
    let list = own.get(group);
    if (!list) {
      list = [...(lists.get(group) ?? [])];
      own.set(group, list);
      lists.set(group, list);
    }
    return list;
  };
  if (changes) {
    for (const { before, after } of changes) {
      if (before) remove(listOf(before), before);
      if (after) listOf(after)?.push(after);
    }
  } else for (const row of table.values()) listOf(row)?.push(row);
  const groups = new Map(
    [...lists].filter(([, rows]) => rows.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const read: Read<R> = { table, groups, undated, unplaced };
  known.set(key, read);
  return { ...read, dim, behind };
}

/** Whether a row is of a group; apart, so that a row which is kept for long holds no table by it. */
export const isOfGroup =
  <R>(dim: (row: R) => string, group: string) =>
  (row: R): boolean =>
    dim(row) === group;

function remove<R>(from: R[] | undefined, row: R): void {
  const at = from?.indexOf(row) ?? -1;
  if (from && at >= 0) from.splice(at, 1);
}

function mapIn<V>(maps: WeakMap<ViewFrame, Map<string, V>>, frame: ViewFrame): Map<string, V> {
  let map = maps.get(frame);
  if (!map) maps.set(frame, (map = new Map<string, V>()));
  return map;
}

/** What was last made for each of some things, under their ids, and from what. */
export class Kept<V> {
  readonly #last = new WeakMap<ViewFrame, Map<string, Map<string, Made<V>>>>();

  /** The makings of one measure with its options, of data that share a frame. */
  of(frame: ViewFrame, options: unknown): (id: string, from: readonly unknown[], make: () => V) => V {
    const ofFrame = mapIn(this.#last, frame);
    const key = JSON.stringify(options);
    const made = ofFrame.get(key) ?? new Map<string, Made<V>>();
    ofFrame.set(key, made);
    return (id, from, make) => {
      const last = made.get(id);
      if (last?.from.length === from.length && last.from.every((one, at) => one === from[at]))
        return last.value;
      const value = make();
      made.set(id, { from, value });
      return value;
    };
  }
}

interface Made<V> {
  readonly from: readonly unknown[];
  readonly value: V;
}
