import type { ResolvedAsOf } from '../core/calendar/as-of.js';
import type { DataIssue } from '../core/errors.js';
import type * as Changes from './changes.js';
import { emit, envelopeOf, PipelineRequestEvent } from './events.js';
import { loadedCompute } from './lazy.js';
import { pastUnknown, ratesMissing, reasonOf, settingInvalid } from './problem.js';
import type { Ledger, LedgerNews, LedgerState } from './ledger.js';
import type {
  PipelineRequest,
  RequestResult,
  RequestType,
  Settings,
  StoreHandle,
  StoreState,
} from './types.js';
import { PROTOCOL } from './types.js';
import { warnOnce } from './warn.js';

const requestTypes: readonly RequestType[] = [
  'pipeline-deal-move-request',
  'pipeline-deal-change-request',
  'pipeline-filter-change-request',
  'pipeline-undo-request',
  'pipeline-save-retry-request',
  'pipeline-save-cancel-request',
  'pipeline-reload-request',
];

let changes: typeof Changes | undefined;

/** Loads what carries out requests: with the first of them, or before it where changes are to be expected. */
export const loadChanges = async (): Promise<typeof Changes> => (changes ??= await import('./changes.js'));

export interface StoreOptions {
  /** The provider, or the widget that owns its data: hears the requests, fires the facts. */
  readonly host: EventTarget;
  /** Takes over settings that a request changed. */
  readonly onSettings?: (settings: Settings) => void;
  /** Loads the data again. */
  readonly onReload?: () => Promise<RequestResult>;
}

/**
 * One owner's view of a {@link Ledger}: its settings, its requests, its facts. Everything that crosses to widgets is
 * the `StoreHandle` part.
 */
export class Store {
  /** All that others get. */
  readonly handle: StoreHandle = Object.freeze({
    protocol: PROTOCOL,
    getState: () => this.getState(),
    subscribe: (listener: () => void) => this.subscribe(listener),
    dispatch: (request: PipelineRequest) => this.dispatch(request),
  });
  readonly host: EventTarget;
  readonly #options: StoreOptions;
  readonly #listeners = new Set<() => void>();
  #ledger: Ledger;
  #unsubscribe?: () => void;
  #settings: Settings = {};
  #settingIssues: readonly DataIssue[] = [];
  #state?: StoreState;
  #rates?: {
    readonly loaded: LedgerState['loaded'];
    readonly setting: string;
    readonly isLacking: boolean;
  };
  #asOf?: {
    readonly loaded: LedgerState['loaded'];
    readonly setting?: string;
    readonly zone: string;
    readonly value: ResolvedAsOf;
  };

  constructor(ledger: Ledger, options: StoreOptions) {
    this.#ledger = ledger;
    this.#options = options;
    this.host = options.host;
    for (const type of requestTypes) options.host.addEventListener(type, (event) => this.#hear(event));
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  /** Starts to follow a ledger (again); the same one keeps its data. */
  connect(ledger: Ledger): void {
    this.disconnect();
    const isOther = ledger !== this.#ledger;
    this.#ledger = ledger;
    this.#unsubscribe = ledger.subscribe((news) => this.#follow(news));
    // A shared ledger may have its data already.
    this.#follow(isOther && ledger.state.data ? 'loaded' : 'state');
  }

  disconnect(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  /** Settings that a request asked for: the host's own follow. */
  configure(settings: Settings): void {
    this.set(settings, this.#settingIssues);
    this.#options.onSettings?.(settings);
  }

  reload(): Promise<RequestResult> {
    return this.#options.onReload?.() ?? Promise.resolve({ ok: false, reason: 'not-ready' });
  }

  /** The host's settings. @param issues what could not be used among them */
  set(settings: Settings, issues: readonly DataIssue[] = []): void {
    if (isEqual(settings, this.#settings) && JSON.stringify(issues) === JSON.stringify(this.#settingIssues))
      return;
    this.#settings = settings;
    this.#settingIssues = issues;
    this.#changed();
  }

  getState(): StoreState {
    return (this.#state ??= this.#build());
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Asks as a widget would: the host's listeners may refuse. */
  dispatch(request: PipelineRequest): Promise<RequestResult> {
    return this.#fire(new PipelineRequestEvent(request.type, request.detail, this.handle));
  }

  #fire(event: PipelineRequestEvent): Promise<RequestResult> {
    this.host.dispatchEvent(event);
    return event.result;
  }

  #build(): StoreState {
    const { loaded, ...shared } = this.#ledger.state;
    const settings = this.#settings;
    const isTimeZone = loadedCompute()?.isTimeZone;
    const zones = [settings.timeZone, shared.data?.provenance?.timeZone];
    const timeZone = zones.find((zone) => zone !== undefined && isTimeZone?.(zone)) ?? 'UTC';
    const asOf = shared.data && loaded && this.#resolveAsOf(loaded, timeZone);
    const issues = [
      ...shared.issues,
      ...this.#settingIssues,
      ...(settings.timeZone && isTimeZone?.(settings.timeZone) === false
        ? [settingInvalid('time-zone', settings.timeZone)]
        : []),
      ...(asOf?.invalid ? [settingInvalid('as-of', settings.asOf ?? '')] : []),
      ...(loaded && this.#lacksRates(loaded) ? [ratesMissing(settings.reportCurrency ?? '')] : []),
      ...(asOf?.pastUnknown ? [pastUnknown(settings.asOf ?? '')] : []),
    ];
    return {
      ...shared,
      issues: issues.length === shared.issues.length ? shared.issues : issues,
      settings,
      asOf,
      timeZone,
    };
  }

  /** Once for loaded data and a setting, as far as what is changed in the page goes: it has no rates to add. */
  #lacksRates(loaded: NonNullable<LedgerState['loaded']>): boolean {
    const setting = this.#settings.reportCurrency;
    const lacksRates = loadedCompute()?.lacksRates;
    if (!setting || !lacksRates) return false;
    if (this.#rates?.loaded !== loaded || this.#rates.setting !== setting) {
      this.#rates = { loaded, setting, isLacking: lacksRates(loaded.data, setting) };
    }
    return this.#rates.isLacking;
  }

  /** Once for loaded data and a setting: deals that move in the page do not move as-of. */
  #resolveAsOf(loaded: NonNullable<LedgerState['loaded']>, zone: string): ResolvedAsOf | undefined {
    const setting = this.#settings.asOf;
    const known = this.#asOf;
    if (known?.loaded === loaded && known.setting === setting && known.zone === zone) return known.value;
    const value = loadedCompute()?.resolveAsOf(loaded.data, setting, loaded.at, zone);
    if (value) this.#asOf = { loaded, setting, zone, value };
    return value;
  }

  #follow(news: LedgerNews): void {
    this.#changed();
    const { data, asOf, issues, problem, stale } = this.getState();
    const { host } = this;
    if (news === 'loaded' && data && asOf) {
      emit(host, 'pipeline-data-loaded', {
        deals: data.deals.length,
        asOf: loadedCompute()?.formatDay(asOf.day) ?? '',
      });
      if (issues.length > 0) emit(host, 'pipeline-data-issues', { issues });
    } else if (news === 'failed') {
      const cause = stale?.problem ?? problem;
      if (cause) emit(host, 'pipeline-load-failed', { problem: cause });
    }
  }

  #changed(): void {
    this.#state = undefined;
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        warnOnce(`a listener of the store threw: ${reasonOf(error)}`);
      }
    }
  }

  #hear(event: Event): void {
    const envelope = envelopeOf(event);
    if (envelope.claimed || (envelope.store && envelope.store !== this.handle)) return;
    envelope.claimed = true;
    // Listeners further up are still to be heard; a microtask runs after all of them, on every path it is fired on.
    queueMicrotask(() => {
      envelope.decided = true;
      const result = this.#decide(event);
      // Through the envelope, not the event's class: the one who asked may be of another copy of the kit.
      envelope.resolve?.(result);
    });
  }

  async #decide(event: Event): Promise<RequestResult> {
    if (event.defaultPrevented) return { ok: false, reason: 'vetoed' };
    try {
      const { decide } = await loadChanges();
      return await decide(this, event);
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }
}

function isEqual(a: Settings, b: Settings): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Settings>;
  return [...keys].every((key) => a[key] === b[key]);
}
