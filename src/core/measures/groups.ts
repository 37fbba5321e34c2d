import type { TableName, TableRows } from '../summary/types.js';
import type { Reading } from './read.js';

/** Rows by the value of the dimension asked for, in ascending order of it; one group, `''`, where none was. */
export function groupRows<T extends TableName>(
  reading: Reading<T>,
): ReadonlyMap<string, readonly TableRows[T][]> {
  const groups = new Map<string, TableRows[T][]>();
  for (const row of reading.rows) {
    const group = reading.dim(row);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [row]);
    else known.push(row);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
