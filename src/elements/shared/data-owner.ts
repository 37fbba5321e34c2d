import type { ReactiveController } from 'lit';
import { PipelineError } from '../../core/errors.js';
import type { DataIssue } from '../../core/errors.js';
import { Ledger } from '../../context/ledger.js';
import type { Loaded } from '../../context/ledger.js';
import { fetchData, readChild, readData } from '../../context/load.js';
import { reasonOf, settingInvalid } from '../../context/problem.js';
import { loadChanges, Store } from '../../context/store.js';
import type { PipelineSource, RequestResult, Settings } from '../../context/types.js';
import { warnOnce } from '../../context/warn.js';
import type { Filter } from '../../core/view/types.js';
import type { ReadOptions } from '../../data/index.js';
import { usableLocale } from '../../locales/format.js';
import type { Origin, OriginHost } from './origin.js';

/** The properties of an element that say where its data comes from, how it is read and how it is looked at. */
export interface DataHost extends OriginHost {
  readonly format?: string;
  readonly fields?: ReadOptions['fields'];
  readonly stages?: ReadOptions['stages'];
  readonly dateOrder?: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly reportCurrency?: string;
  readonly locale?: string;
  readonly asOf?: string;
  readonly weekStart?: number;
  readonly fiscalYearStart?: number;
  readonly goal?: number;
  readonly pageLanguage?: string;
  pipeline?: string;
  period?: string;
  filter?: Filter;
}

/** Blocks that name the same file in the same way: one request, one set of changes. Gone with its last block. */
const shared = new Map<string, { readonly ledger: Ledger; users: number }>();

/** Gets an element's own data, in all the ways it can come, into a store of its own. */
export class DataOwner implements ReactiveController {
  readonly store: Store;
  readonly #host: DataHost;
  #origin: Origin = { kind: 'none' };
  #options: ReadOptions = {};
  #ledger = new Ledger();
  #sharedKey?: string;
  #unsubscribe?: () => void;

  constructor(host: DataHost) {
    this.#host = host;
    this.store = new Store(this.#ledger, {
      host,
      onReload: () => this.reload(),
      onSettings: ({ filter, pipeline, period }) => Object.assign(host, { filter, pipeline, period }),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#attach();
  }

  hostDisconnected(): void {
    this.#detach();
  }

  /** Follows the element's properties, attributes and children. Called in each update. */
  update(origin: Origin): void {
    const { settings, issues } = readSettings(this.#host);
    this.store.set(settings, issues);
    const options = this.#readOptions();
    if (isSame(origin, this.#origin) && isSame(options, this.#options)) return;
    this.#detach();
    // Data that a host hands over again is the same data, changed; another file or source is other data.
    if (origin.kind !== this.#origin.kind || origin.kind === 'source' || origin.kind === 'src') {
      this.#ledger = new Ledger();
    }
    this.#origin = origin;
    this.#options = options;
    this.#sharedKey =
      origin.kind === 'src'
        ? JSON.stringify([origin.value, options, options.locale ?? this.#host.pageLanguage])
        : undefined;
    this.#attach(true);
  }

  /** Loads again; what is shown stays until the new data is there. */
  reload(): Promise<RequestResult> {
    const origin = this.#origin;
    if (origin.kind === 'none' || (origin.kind === 'data' && origin.value === null)) {
      return Promise.resolve({ ok: false, reason: 'not-ready' });
    }
    return this.#ledger.load((signal) => this.#read(origin, signal));
  }

  #readOptions(): ReadOptions {
    const { format, fields, stages, dateOrder, timeZone, currency, locale } = this.#host;
    return {
      format: format === 'csv' || format === 'json' ? format : undefined,
      fields,
      stages,
      timeZone,
      currency: currency && isCurrency(currency) ? currency : undefined,
      locale,
      dateOrder: dateOrder === 'dmy' || dateOrder === 'mdy' || dateOrder === 'ymd' ? dateOrder : undefined,
    };
  }

  async #read(origin: Origin, signal: AbortSignal): Promise<Loaded> {
    const locale = this.#options.locale ?? this.#host.pageLanguage;
    const options = { ...this.#options, locale, signal };
    switch (origin.kind) {
      case 'source':
        return readData(await origin.value.load(signal), options);
      case 'src':
        return fetchData(origin.value, options);
      case 'child':
        return readChild(origin.value, options);
      case 'data':
        return readData(origin.value, options);
      default:
        throw new PipelineError('data-as-attribute');
    }
  }

  /** @param isNew not only the element has come back, but where its data comes from has changed */
  #attach(isNew = false): void {
    const { kind, value } = this.#origin as { kind: Origin['kind']; value?: unknown };
    let isLoaded = !isNew;
    if (this.#sharedKey !== undefined) {
      const entry = shared.get(this.#sharedKey) ?? { ledger: this.#ledger, users: 0 };
      isLoaded ||= entry.users > 0;
      entry.users++;
      shared.set(this.#sharedKey, entry);
      this.#ledger = entry.ledger;
    }
    this.store.connect(this.#ledger);
    if (this.#origin.kind === 'source') this.#follow(this.#origin.value);
    if (isNew && (kind === 'none' || value === null))
      this.#ledger.clear(kind === 'none' ? 'idle' : 'loading');
    else if (kind !== 'none' && value !== null && (!isLoaded || this.#ledger.interrupted)) void this.reload();
  }

  #follow(source: PipelineSource): void {
    const ledger = this.#ledger;
    ledger.save = source.save?.bind(source);
    ledger.savePatience = source.savePatience;
    ledger.keepsOrder = source.keepsOrder === true;
    // Where changes are meant to be made, the first one should not have to wait; if this fails, that one says so.
    if (ledger.save) loadChanges().catch(() => undefined);
    try {
      this.#unsubscribe = source.subscribe?.((data) => {
        void ledger.load((signal) => readData(data, { ...this.#options, signal }));
      });
    } catch (error) {
      warnOnce(`a source's subscribe() threw: ${reasonOf(error)}`);
    }
  }

  #detach(): void {
    try {
      this.#unsubscribe?.();
    } catch (error) {
      warnOnce(`a source's unsubscribe threw: ${reasonOf(error)}`);
    }
    this.#unsubscribe = undefined;
    this.store.disconnect();
    const key = this.#sharedKey ?? '';
    const entry = shared.get(key);
    if (entry?.ledger === this.#ledger) {
      if (--entry.users > 0) return;
      shared.delete(key);
    }
    this.#ledger.stop();
  }
}

function readSettings(host: DataHost): {
  readonly settings: Settings;
  readonly issues: readonly DataIssue[];
} {
  const issues: DataIssue[] = [];
  /** The value where it can be used; else it is listed, as it was written. */
  const usable = <T extends string | number>(
    name: string,
    value: T | undefined | null,
    isUsable: (value: T) => boolean,
  ): T | undefined => {
    if (value == null || value === '') return undefined;
    if (isUsable(value)) return value;
    issues.push(settingInvalid(name, host.getAttribute(name) ?? String(value)));
    return undefined;
  };
  const whole = (from: number, to: number) => (value: number) =>
    Number.isInteger(value) && value >= from && value <= to;
  usable('format', host.format, (format) => /^(csv|json)$/.test(format));
  usable('date-order', host.dateOrder, (order) => /^(dmy|mdy|ymd)$/.test(order));
  const settings: Settings = {
    pipeline: host.pipeline || undefined,
    period: host.period || undefined,
    asOf: host.asOf || undefined,
    timeZone: host.timeZone || undefined,
    locale: usable('locale', host.locale, (locale) => usableLocale(locale, 'und') !== 'und'),
    currency: usable('currency', host.currency, isCurrency),
    // As the data writes codes.
    reportCurrency: usable('report-currency', host.reportCurrency, isCurrency)?.trim().toUpperCase(),
    weekStart: usable('week-start', host.weekStart, whole(0, 6)),
    fiscalYearStart: usable('fiscal-year-start', host.fiscalYearStart, whole(1, 12)),
    goal: usable('goal', host.goal, Number.isFinite),
    filter: host.filter,
  };
  return { settings, issues };
}

/** A code of three letters, or a sign such as € or US$. */
const isCurrency = (text: string): boolean => /^\s*([a-z]{3}|[a-z]{0,3}\p{Sc})\s*$/iu.test(text);

/** Objects with the same members: none of these is deeper, but lists and maps that a host builds anew for each render. */
function isSame(a: object, b: object): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => {
    const [left, right] = [a, b].map((object) => (object as Record<string, unknown>)[key]);
    return left === right || (key !== 'value' && JSON.stringify(left) === JSON.stringify(right));
  });
}
