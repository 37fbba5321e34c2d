import type { When } from '../core/model.js';
import { FORBIDDEN_KEYS, LARGEST_AMOUNT, parseCategory } from './cells.js';
import { dayIn, fromEpoch, hasTime, parseDate } from './dates.js';
import { shown, type IssueList, type IssuePlace } from './issues.js';
import { parseNumber } from './numbers.js';
import { eachSliced } from './pause.js';
import { isObject, type FlatObject } from './rows.js';
import type { ReadOptions } from './types.js';

const WHEN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Properties to set in a copy of an object; `undefined` takes one away. */
export type Patch = Record<string, unknown>;

/**
 * Checks single properties of objects that a host made, and reports each with its path. What is right is left alone: a patch
 * gets only what has to differ.
 */
export class Checker {
  readonly options: ReadOptions;
  readonly issues: IssueList;
  /** Where the object that is being checked stands, e.g. `deals[3]`. */
  path = '';
  dealId: string | undefined;
  /** Was there any moment with a time of day? */
  times = false;

  constructor(options: ReadOptions, issues: IssueList) {
    this.options = options;
    this.issues = issues;
  }

  place(field: string): IssuePlace {
    const column = this.path === '' ? field : `${this.path}.${field}`;
    return {
      column,
      fold: column.replace(/\[\d+\]/g, '[]'),
      ...(this.dealId === undefined ? {} : { dealId: this.dealId }),
    };
  }

  invalid(field: string, value: unknown): void {
    this.issues.add('value-invalid', { field, value: shown(value) }, this.place(field));
  }

  /** The list with each entry checked; the same list if every entry stayed the same. */
  each<T extends object>(
    list: unknown,
    name: string,
    check: (entry: FlatObject, index: number) => T | undefined,
  ): readonly T[] {
    const walk = this.#walk(list, name, check);
    for (let index = 0; index < walk.length; index++) walk.visit(index);
    return walk.end();
  }

  /** The same for long lists, with pauses. */
  async eachSliced<T extends object>(
    list: unknown,
    name: string,
    check: (entry: FlatObject, index: number) => T | undefined,
  ): Promise<readonly T[]> {
    const walk = this.#walk(list, name, check);
    await eachSliced(walk.length, walk.visit, this.options.signal);
    return walk.end();
  }

  #walk<T extends object>(
    list: unknown,
    name: string,
    check: (entry: FlatObject, index: number) => T | undefined,
  ): { readonly length: number; readonly visit: (index: number) => void; readonly end: () => readonly T[] } {
    if (!Array.isArray(list)) {
      this.issues.add('json-shape', { path: name, expected: 'array' }, { column: name });
      return { length: 0, visit: () => undefined, end: () => [] };
    }
    const entries = list as readonly unknown[];
    const out: T[] = [];
    let changed = false;
    const visit = (index: number): void => {
      const entry = entries[index];
      this.path = `${name}[${index}]`;
      this.dealId = undefined;
      if (!isObject(entry)) {
        this.issues.add(
          'value-invalid',
          { field: name, value: shown(entry) },
          { column: this.path, fold: name },
        );
        changed = true;
        return;
      }
      const checked = check(entry, index);
      if (checked !== entry) changed = true;
      if (checked) out.push(checked);
    };
    const end = (): readonly T[] => {
      this.path = '';
      this.dealId = undefined;
      return changed ? out : (entries as readonly T[]);
    };
    return { length: entries.length, visit, end };
  }

  /** The object itself, or a copy with the changes; `undefined` takes a property away. */
  patched(object: FlatObject, patch: Patch): FlatObject {
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(object)) {
      if (!FORBIDDEN_KEYS.has(key)) continue;
      this.issues.add('key-forbidden', { key }, this.place(key));
      copy ??= { ...object };
      delete copy[key];
    }
    const keys = Object.keys(patch);
    if (keys.length === 0) return copy ?? object;
    copy ??= { ...object };
    for (const key of keys) {
      if (patch[key] === undefined) delete copy[key];
      else copy[key] = patch[key];
    }
    return copy;
  }

  text(value: unknown): string | undefined {
    if (typeof value === 'string') return value;
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
  }

  /** A moment as the model writes it. A right string stays as it is written. */
  when(value: unknown, field: string): When | undefined {
    let when: When | undefined;
    if (typeof value === 'string') {
      when =
        WHEN.test(value) && parseDate(value, 'dmy') !== undefined
          ? value
          : parseDate(value.trim(), this.options.dateOrder ?? 'dmy');
      // Which of the two numbers is the month, a model has to say.
      if (when !== value && this.options.dateOrder === undefined && /^\d{1,2}\D/.test(value))
        when = undefined;
    } else if (value instanceof Date) when = fromEpoch(value.getTime());
    else if (typeof value === 'number') when = fromEpoch(value);
    if (when === undefined) this.issues.add('date-unreadable', { value: shown(value) }, this.place(field));
    else if (hasTime(when)) this.times = true;
    return when;
  }

  moment(entry: FlatObject, field: string, patch: Patch, dayOnly = false): When | null {
    const value = entry[field];
    if (value === null || value === undefined) return null;
    const when = value === '' ? undefined : this.when(value, field);
    const kept = when === undefined ? null : dayOnly ? dayIn(when, this.options.timeZone) : when;
    if (kept !== value) patch[field] = kept;
    return kept;
  }

  share(entry: FlatObject, field: string, patch: Patch): number | undefined {
    const value = entry[field];
    if (value === undefined) return undefined;
    const share = typeof value === 'string' ? parseNumber(value, '.') : value;
    if (typeof share === 'number' && share >= 0 && share <= 1) {
      if (share !== value) patch[field] = share;
      return share;
    }
    if (value !== null) this.issues.add('probability-unreadable', { value: shown(value) }, this.place(field));
    patch[field] = undefined;
    return undefined;
  }

  category(entry: FlatObject, patch: Patch): void {
    const value = entry['forecastCategory'];
    if (value === undefined) return;
    const category = typeof value === 'string' ? parseCategory(value) : undefined;
    if (category === undefined && value !== null) this.invalid('forecastCategory', value);
    if (category !== value) patch['forecastCategory'] = category;
  }

  amountOf(value: unknown, field: string): number | null {
    const amount = typeof value === 'string' ? parseNumber(value, '.') : value;
    if (typeof amount !== 'number' || !Number.isFinite(amount)) {
      this.issues.add('amount-unreadable', { value: shown(value) }, this.place(field));
      return null;
    }
    if (Math.abs(amount) <= LARGEST_AMOUNT) return amount;
    this.issues.add('number-unsafe', { value: shown(value) }, this.place(field));
    return null;
  }

  nested<T extends object>(
    list: unknown,
    name: string,
    check: (entry: FlatObject) => T | undefined,
  ): readonly T[] {
    const path = this.path;
    const dealId = this.dealId;
    const out = this.each(list, `${path}.${name}`, (entry) => {
      this.dealId = dealId;
      return check(entry);
    });
    this.path = path;
    this.dealId = dealId;
    return out;
  }

  optional(
    entry: FlatObject,
    name: string,
    patch: Patch,
    check: (entry: FlatObject) => object | undefined,
  ): void {
    const list = entry[name] === null ? undefined : this.nested(entry[name], name, check);
    if (list !== entry[name]) patch[name] = list;
  }
}
