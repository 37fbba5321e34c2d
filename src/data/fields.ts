/**
 * The fields a flat table can carry, and what kind of value each holds. Everything that reads tables (the
 * CRMs' label lists, the mapping, the `fields` option, the report) derives from this one list.
 */

export type FieldType = 'text' | 'number' | 'probability' | 'date' | 'boolean';

export const FIELDS = {
  id: 'text',
  name: 'text',
  stage: 'text',
  stageId: 'text',
  pipeline: 'text',
  pipelineId: 'text',
  amount: 'number',
  currency: 'text',
  probability: 'probability',
  forecastCategory: 'text',
  owner: 'text',
  ownerId: 'text',
  team: 'text',
  createdAt: 'date',
  updatedAt: 'date',
  /** One column for both: expected while the deal is open, real once it is closed. */
  closeDate: 'date',
  expectedCloseAt: 'date',
  closedAt: 'date',
  wonAt: 'date',
  lostAt: 'date',
  status: 'text',
  isClosed: 'boolean',
  isWon: 'boolean',
  isLost: 'boolean',
  lostReason: 'text',
  source: 'text',
  account: 'text',
  contact: 'text',
  product: 'text',
  url: 'text',
  nextStep: 'text',
  lastActivityAt: 'date',
  nextActivityAt: 'date',
} as const satisfies Readonly<Record<string, FieldType>>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** Which column of the file holds which field: `{ stage: 'Phase', amount: 'Betrag' }`. */
export type FieldMap = Readonly<Partial<Record<FieldName, string>>>;

const BY_LOWER_CASE: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.map((name) => [name.toLowerCase(), name]),
);

/** The field of that name, in any case (`createdat`, `Stage`); `undefined` if there is none. */
export function fieldNamed(name: string): FieldName | undefined {
  return BY_LOWER_CASE.get(name.trim().toLowerCase());
}
