import { fieldNamed, type FieldMap, type FieldName } from './fields.js';
import type { IssueList } from './issues.js';
import { headerKeys, labelKey } from './labels.js';
import { ALL_PRESETS, CRM_PRESETS, GENERIC, type FieldLabels, type Preset } from './presets/index.js';

/** A column that says when deals entered a stage. */
export interface EnteredColumn {
  readonly column: number;
  /** The stage's name, or its id where `byId`. */
  readonly stage: string;
  readonly pipeline?: string;
  readonly byId: boolean;
}

export interface Mapping {
  readonly preset: Preset | undefined;
  readonly columns: ReadonlyMap<FieldName, number>;
  readonly entered: readonly EnteredColumn[];
  readonly unmapped: readonly number[];
}

interface Known {
  readonly field: FieldName;
  /** Place in the preset's list: the likeliest first. */
  readonly rank: number;
}

type Index = ReadonlyMap<string, Known>;

const INDEXES: ReadonlyMap<Preset, Index> = new Map(ALL_PRESETS.map((preset) => [preset, indexOf(preset)]));

/** How many presets know a label: one that a single system uses tells that system. */
const KNOWN_BY: ReadonlyMap<string, number> = countKnown();

/** So many columns that only one system uses make a file that system's. */
const TELLING = 2;

function countKnown(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const index of INDEXES.values()) {
    for (const key of index.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function indexOf(preset: Preset): Index {
  const index = new Map<string, Known>();
  const add = (labels: FieldLabels, keysOf: (label: string) => readonly string[]): void => {
    for (const [field, list] of Object.entries(labels) as [FieldName, readonly string[]][]) {
      list.forEach((label, rank) => {
        for (const key of keysOf(label)) if (!index.has(key)) index.set(key, { field, rank });
      });
    }
  };
  for (const labels of Object.values(preset.labels)) add(labels, (label) => [labelKey(label)]);
  add(preset.names, headerKeys);
  return index;
}

/** Is this key (see {@link headerKeys}) a label that any preset knows? */
export function isKnownHeader(key: string): boolean {
  return KNOWN_BY.has(key);
}

function recognise(header: readonly string[], keys: readonly (readonly string[])[]): Preset | undefined {
  let best: Preset | undefined;
  let bestScore = 0;
  for (const preset of CRM_PRESETS) {
    const index = INDEXES.get(preset) as Index;
    let telling = header.filter((name) => enteredBy(preset, name) !== undefined).length;
    let shared = 0;
    for (const variants of keys) {
      const known = variants.find((key) => index.has(key));
      if (known === undefined) continue;
      if (variants.some((key) => KNOWN_BY.get(key) === 1 && index.has(key))) telling += 1;
      else shared += 1;
    }
    const score = telling + shared / 100;
    if (telling >= TELLING && score > bestScore) {
      best = preset;
      bestScore = score;
    }
  }
  return best;
}

/**
 * Which column holds which field: first what `fields` says, then the labels of the system whose file this seems to be,
 * then everybody's. One column is read for one field; a column that two labels would fit goes to the first.
 */
export function inferMapping(
  header: readonly string[],
  fields: FieldMap | string | undefined,
  issues: IssueList,
): Mapping {
  const keys = header.map(headerKeys);
  const columns = new Map<FieldName, number>();
  const taken = new Set<number>();
  for (const [field, name] of parseFieldMap(fields, header, issues)) {
    const column = findColumn(header, name);
    if (column < 0) issues.add('field-unknown', { column: name, field }, { apart: `${field}=${name}` });
    else {
      columns.set(field, column);
      taken.add(column);
    }
  }
  const preset = recognise(header, keys);
  for (const known of preset ? [preset, ...ALL_PRESETS] : [GENERIC, ...CRM_PRESETS]) {
    claim(INDEXES.get(known) as Index, keys, columns, taken);
  }
  // A table with an outcome but no stages: the outcome is its stage.
  const status = columns.get('status');
  if (status !== undefined && !columns.has('stage') && !columns.has('stageId')) {
    columns.delete('status');
    columns.set('stage', status);
  }
  const entered: EnteredColumn[] = [];
  const unmapped: number[] = [];
  header.forEach((name, column) => {
    if (taken.has(column)) return;
    const found = enteredStage(name);
    if (found) entered.push({ column, ...found });
    else unmapped.push(column);
  });
  noteDuplicates(header, columns, issues);
  return { preset, columns, entered, unmapped };
}

function claim(
  index: Index,
  keys: readonly (readonly string[])[],
  columns: Map<FieldName, number>,
  taken: Set<number>,
): void {
  const best = new Map<FieldName, { column: number; rank: number }>();
  keys.forEach((variants, column) => {
    if (taken.has(column)) return;
    const key = variants.find((variant) => index.has(variant));
    const known = key === undefined ? undefined : index.get(key);
    if (!known || columns.has(known.field)) return;
    const rival = best.get(known.field);
    if (!rival || known.rank < rival.rank) best.set(known.field, { column, rank: known.rank });
  });
  for (const [field, { column }] of best) {
    columns.set(field, column);
    taken.add(column);
  }
}

function noteDuplicates(
  header: readonly string[],
  columns: ReadonlyMap<FieldName, number>,
  issues: IssueList,
): void {
  const fieldOf = new Map(
    [...columns].map(([field, column]) => [labelKey(header[column] as string), { field, column }]),
  );
  header.forEach((name, column) => {
    const first = fieldOf.get(labelKey(name));
    if (first && first.column !== column)
      issues.add('column-duplicate', { column: name, field: first.field }, { column: name });
  });
}

function findColumn(header: readonly string[], name: string): number {
  const exact = header.indexOf(name);
  if (exact >= 0) return exact;
  const key = labelKey(name);
  return header.findIndex((label) => labelKey(label) === key);
}

/** `"stage=Phase; amount=Betrag"` or an object, as pairs, also turned round; what names no field of ours is an issue. */
function parseFieldMap(
  fields: FieldMap | string | undefined,
  header: readonly string[],
  issues: IssueList,
): readonly (readonly [FieldName, string])[] {
  if (!fields) return [];
  const written: readonly (readonly [string, unknown])[] =
    typeof fields === 'string'
      ? fields
          .split(/[;\n]/)
          .filter((part) => part.trim() !== '')
          .map((part): [string, string] => {
            const at = part.indexOf('=');
            return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
          })
      : Object.entries(fields);
  const pairs: [FieldName, string][] = [];
  for (const [key, column] of written) {
    const field = fieldNamed(key);
    const turned = field || typeof column !== 'string' ? undefined : fieldNamed(column);
    if (field && typeof column === 'string' && column.trim() !== '') pairs.push([field, column.trim()]);
    else if (turned && findColumn(header, key.trim()) >= 0) {
      issues.add('field-turned', { column: key.trim(), field: turned }, { apart: key });
      pairs.push([turned, key.trim()]);
    } else if (column !== undefined)
      issues.add('setting-invalid', { name: 'fields', value: key.trim() }, { apart: key });
  }
  return pairs;
}

function enteredStage(header: string): Omit<EnteredColumn, 'column'> | undefined {
  for (const preset of CRM_PRESETS) {
    const found = enteredBy(preset, header);
    if (found) return found;
  }
  return undefined;
}

function enteredBy(preset: Preset, header: string): Omit<EnteredColumn, 'column'> | undefined {
  if (!preset.entered) return undefined;
  const label = header
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
  for (const pattern of Object.values(preset.entered.labels).flat()) {
    const [before = '', after = ''] = pattern.split(/\{stage\}.*\{pipeline\}\)?/);
    const inner = between(label, before, after);
    if (inner === undefined) continue;
    const parts = /^(.+?) \(([^()]+)\)$/.exec(inner);
    return parts
      ? { stage: parts[1] as string, pipeline: parts[2] as string, byId: false }
      : { stage: inner, byId: false };
  }
  for (const pattern of preset.entered.names) {
    const [before = '', after = ''] = pattern.split('{id}');
    const id = between(label.replace(/^(property_|properties\.)/, ''), before, after);
    if (id !== undefined) return { stage: id, byId: true };
  }
  return undefined;
}

function between(text: string, before: string, after: string): string | undefined {
  const lower = text.toLowerCase();
  if (!lower.startsWith(before.toLowerCase()) || !lower.endsWith(after.toLowerCase())) return undefined;
  const inner = text.slice(before.length, text.length - after.length);
  return inner.trim() === '' ? undefined : inner;
}
