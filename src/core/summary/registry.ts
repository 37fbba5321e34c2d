/** All tables: what a deal contributes to each, and which of its columns add up. */
import { lexisTable } from './lexis.js';
import { moveTable } from './moves.js';
import { MONEY, type Contribute, type TableDefinitions } from './parts.js';
import { periodTables } from './periods.js';
import { spellTables } from './spells.js';
import { dealTables } from './tables.js';
import type { FrameState } from '../view/frame.js';
import type { SummaryRequest, TableName } from './types.js';

export const contributions: TableDefinitions = {
  ...dealTables,
  ...spellTables,
  ...moveTable,
  ...lexisTable,
  ...periodTables,
};

/** The contributions to one table that a request asks for. */
export function contributionOf<T extends TableName>(
  table: T,
  request: SummaryRequest,
  state: FrameState,
): Contribute<T> {
  return contributions[table](request[table] as NonNullable<SummaryRequest[T]>, state);
}

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
  next: ['n'],
  end: ['n'],
  move: [...MONEY, 'ageN', 'age'],
  lexis: ['n'],
  flow: MONEY,
  due: MONEY,
};
