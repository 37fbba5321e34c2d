import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { envelopeOf, PipelineRequestEvent } from '../../context/events.js';
import { problemOf, reasonOf, settingInvalid } from '../../context/problem.js';
import { loadCompute, loadedCompute } from '../../context/lazy.js';
import { warnOnce } from '../../context/warn.js';
import type {
  PipelineRequest,
  PipelineRequestDetails,
  PipelineSelectDetail,
  Problem,
  RequestResult,
  RequestType,
  StoreState,
} from '../../context/types.js';
import type { ResolvedAsOf } from '../../core/calendar/as-of.js';
import type { DataIssue } from '../../core/errors.js';
import type { Row } from '../../core/measures/types.js';
import type { Pipeline, PipelineData } from '../../core/model.js';
import type { PipelineSummary, SummaryRequest } from '../../core/summary/types.js';
import type { DealOrder } from '../../core/view/order.js';
import type { Day, View } from '../../core/view/types.js';
import { createFormatter, usableLocale } from '../../locales/format.js';
import type { Formatter } from '../../locales/format.js';
import { languageOf, loadedLocale, loadLocale } from '../../locales/load.js';
import type { Messages } from '../../locales/messages.js';
import { PipelineDataElement } from './data-element.js';
import { observeLanguage } from './language.js';
import { observeInlineSize } from './resize.js';
import { StoreFinder } from './store-finder.js';

/** What a widget draws from; a new object only when something in it that is shown has changed. */
export interface Snapshot {
  readonly phase: 'loading' | 'ready' | 'error';
  readonly problem?: Problem;
  readonly state?: StoreState;
  readonly data?: PipelineData;
  /** As-of and filter applied. */
  readonly view?: View;
  readonly issues: readonly DataIssue[];
  readonly stale?: StoreState['stale'];
  readonly pipelines: readonly Pipeline[];
  /** The one that a stage-shaped widget shows: the named one, else the first that is not archived. */
  readonly pipeline?: Pipeline;
  readonly pipelineNamed: boolean;
  /** [from, to); undefined: all of the data. */
  readonly period?: { readonly from: Day; readonly to: Day; readonly key: string };
  readonly asOf?: ResolvedAsOf;
  readonly reportCurrency?: string;
  readonly weekStart: number;
  readonly fiscalYearStart: number;
  readonly timeZone: string;
  readonly pending: ReadonlySet<string>;
  readonly late: ReadonlySet<string>;
  readonly canSave: boolean;
  readonly canUndo: boolean;
  readonly keepsOrder: boolean;
}

const NONE: readonly never[] = [];
const NOBODY: ReadonlySet<string> = new Set();
const WAITING: Snapshot = {
  phase: 'loading',
  issues: NONE,
  pipelines: NONE,
  pipelineNamed: false,
  weekStart: 1,
  fiscalYearStart: 1,
  timeZone: 'UTC',
  pending: NOBODY,
  late: NOBODY,
  canSave: false,
  canUndo: false,
  keepsOrder: false,
};

/**
 * What every widget stands on: it finds its data, follows it, knows its language, direction and width, and sends
 * requests. What it shows is the subclass's affair.
 */
export abstract class PipelineElement extends PipelineDataElement {
  /** Id of the provider to read from, where it is not the nearest one above. */
  @property() provider?: string;

  readonly #finder = new StoreFinder(this, () => this.#onStore());
  #snapshot: Snapshot = WAITING;
  /** What is wanted, and what is shown: the same once the words are there. */
  #wanted?: string;
  #locale?: string;
  #words?: Messages;
  #inlineSize = 0;
  #stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops = [
      observeLanguage(this, () => this.#onLanguage()),
      observeInlineSize(this, (size) => {
        if (size === this.#inlineSize) return;
        this.#inlineSize = size;
        this.requestUpdate();
      }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Loads the data again; what is shown stays until the new data is there. */
  reload(): Promise<RequestResult> {
    return this.request('pipeline-reload-request', {});
  }

  /** Takes the last change back, also a saved one. */
  undo(): Promise<RequestResult> {
    return this.request('pipeline-undo-request', {});
  }

  /** What there is to draw from. */
  protected get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** The deals of the snapshot's view by stage, in order. */
  protected get order(): DealOrder | undefined {
    const { state, view } = this.#snapshot;
    return state && view && loadedCompute()?.orderFor(state, view);
  }

  /** Numbers, money and dates in the widget's locale. (`format` is the file's.) */
  protected get formatter(): Formatter {
    return createFormatter(this.#locale ?? 'en', this.#wordsLocale);
  }

  /** The first words are still on their way: nothing is said until they are there, least of all in another language. */
  protected get isWordless(): boolean {
    return this.#locale === undefined;
  }

  /** `lang` of what the widget says, where that is another language than the one around it. */
  protected get ownLanguage(): string | undefined {
    const around = this.pageLanguage;
    const locale = this.#wordsLocale;
    return around && languageOf(usableLocale(around)) === languageOf(locale) ? undefined : locale;
  }

  /** The locale that the words come in: English where the widget's language has none. */
  get #wordsLocale(): string {
    const locale = this.#locale ?? 'en';
    return this.#words || languageOf(locale) === 'en' ? locale : 'en';
  }

  /** Direction of the text around. */
  protected get direction(): 'ltr' | 'rtl' {
    return getComputedStyle(this).direction === 'rtl' ? 'rtl' : 'ltr';
  }

  /** It shows which changes are not saved yet, and what can be undone. */
  protected get isEditor(): boolean {
    return true;
  }

  /** Inner width in CSS pixels; 0 before it was first measured. */
  protected get inlineSize(): number {
    return this.#inlineSize;
  }

  /** The tables asked for, of the snapshot's view; undefined until there is data. Computed once for all widgets of a page. */
  protected summary(request: SummaryRequest): PipelineSummary | undefined {
    const { state, view } = this.#snapshot;
    return state && view && loadedCompute()?.summaryFor(state, view, request);
  }

  /** A section of the words of the widget's language, once they are loaded; else the English one. */
  protected messages<K extends keyof Messages>(section: K, english: Messages[K]): Messages[K] {
    return this.#words?.[section] ?? english;
  }

  /**
   * Asks for a change: fires the request on this element, and on the provider where that does not lie above it.
   * Resolves when it was applied and saved, or refused.
   */
  protected request<T extends RequestType>(
    type: T,
    detail: PipelineRequestDetails[T],
  ): Promise<RequestResult> {
    const { handle, provider } = this.#finder;
    if (!handle) return Promise.resolve({ ok: false, reason: 'not-ready' });
    const event = new PipelineRequestEvent(type, detail, handle);
    const envelope = envelopeOf(event);
    this.dispatchEvent(event);
    if (!envelope.claimed) provider?.dispatchEvent(event);
    if (envelope.claimed) return event.result;
    // Somebody on the way kept it to himself, which is no veto.
    if (event.defaultPrevented) return Promise.resolve({ ok: false, reason: 'vetoed' });
    return handle.dispatch({ type, detail } as PipelineRequest);
  }

  /** Tells the host that a row was chosen. @returns false where the host took it over */
  protected select(row: Row): boolean {
    const { view } = this.#snapshot;
    const detail: PipelineSelectDetail = {
      rowKey: row.key,
      value: row.value,
      n: row.n,
      dealIds:
        (view &&
          loadedCompute()
            ?.dealsBehind(view, row)
            .deals.map(({ id }) => id)) ??
        [],
    };
    return this.dispatchEvent(
      new CustomEvent('pipeline-select', { detail, bubbles: true, cancelable: true, composed: true }),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const ownsData = this.origin.origin.kind !== 'none' || (!this.provider && this.origin.isOpen);
    this.#finder.update(
      ownsData ? (this.owner?.store.handle ?? null) : undefined,
      this.provider || undefined,
    );
    this.#chooseLanguage();
    this.#takeSnapshot();
  }

  #onStore(): void {
    if (this.hasUpdated && this.#takeSnapshot()) this.requestUpdate();
  }

  #onLanguage(): void {
    // Also `dir` may have changed, which is read while drawing.
    this.requestUpdate();
  }

  #chooseLanguage(): void {
    const locale = usableLocale(this.locale, this.#providersLocale, this.pageLanguage);
    if (locale === this.#wanted) return;
    this.#wanted = locale;
    const loading = loadedLocale(locale) ? undefined : loadLocale(locale);
    const show = (words = loadedLocale(locale)): void => {
      this.#locale = locale;
      this.#words = words;
    };
    if (!loading) return show();
    // Until then what is shown stays in the language that it is in. Where no words come, it is English: words in the
    // wrong language are better than none.
    const settle = (words?: Messages): void => {
      if (this.#wanted !== locale) return;
      show(words);
      this.requestUpdate();
    };
    loading.then(settle, (error: unknown) => {
      warnOnce(reasonOf(error));
      settle();
    });
  }

  /** The locale of the widget's provider, also while that is not registered yet. */
  get #providersLocale(): string | undefined {
    const { handle } = this.#finder;
    if (handle) return handle.getState().settings.locale;
    return this.closest('pipeline-provider:not(:defined)')?.getAttribute('locale') ?? undefined;
  }

  /** @returns whether anything that is shown has changed */
  #takeSnapshot(): boolean {
    let next: Snapshot;
    try {
      next = this.#buildSnapshot();
    } catch (error) {
      next = { ...WAITING, phase: 'error', problem: problemOf(error) };
    }
    const shown = this.isEditor ? [...figureKeys, ...editingKeys] : figureKeys;
    const isSame = shown.every((key) => isEqual(next[key], this.#snapshot[key]));
    if (isSame && next.state?.settings === this.#snapshot.state?.settings) return false;
    this.#snapshot = next;
    return true;
  }

  /** Attributes that say one of several words, and these words: another word is listed, and not used. */
  protected get choices(): Readonly<Record<string, readonly string[]>> {
    return {};
  }

  #unusable(): readonly (readonly [name: string, value: string])[] {
    const written = Object.entries(this.choices).map(([name, choices]) => {
      const value = (this as unknown as Readonly<Record<string, string | null | undefined>>)[name];
      return value == null || value === '' || choices.includes(value) ? undefined : ([name, value] as const);
    });
    const { locale } = this;
    const isKnown = !locale || usableLocale(locale, 'und') !== 'und';
    return [...written, isKnown ? undefined : (['locale', locale] as const)].filter(
      (one) => one !== undefined,
    );
  }

  #buildSnapshot(): Snapshot {
    const { handle, problem = this.ownProblem } = this.#finder;
    if (this.isWordless) return WAITING;
    const state = handle?.getState();
    const compute = loadedCompute();
    if (state?.data && !compute) {
      // Data of another copy of the kit, which has its own computing part.
      void loadCompute().then(
        () => this.#onStore(),
        (error: unknown) => warnOnce(reasonOf(error)),
      );
      return WAITING;
    }
    if (!state || state.status === 'idle') return problem ? { ...WAITING, phase: 'error', problem } : WAITING;
    const { data, settings, asOf, timeZone, stale, pending, late = NOBODY, canSave, canUndo } = state;
    const { weekStart = 1, fiscalYearStart = 1, reportCurrency } = settings;
    const issues = [...state.issues];
    const pipelines = data?.pipelines ?? NONE;
    const pipelineName = this.pipeline || settings.pipeline;
    const named = pipelineName ? findPipeline(pipelines, pipelineName) : undefined;
    if (data && pipelineName && !named) {
      const names = pipelines.map(({ name }) => name);
      issues.push(settingInvalid('pipeline', pipelineName, names));
    }
    const periodName = this.period || settings.period;
    const period =
      asOf && periodName
        ? compute?.resolvePeriod(periodName, { asOfDay: asOf.day, weekStart, fiscalYearStart })
        : undefined;
    if (asOf && periodName && !period) issues.push(settingInvalid('period', periodName));
    const said = new Set(
      issues.map(({ code, params }) => (code === 'setting-invalid' ? params['name'] : '')),
    );
    for (const [name, value] of this.#unusable()) {
      if (!said.has(name)) issues.push(settingInvalid(name, value, this.choices[name]));
    }
    return {
      phase: state.status === 'ready' ? 'ready' : state.status === 'error' ? 'error' : 'loading',
      problem: state.problem,
      state,
      data,
      view: compute?.viewFor(state),
      issues: issues.length === state.issues.length ? state.issues : issues,
      stale,
      pipelines,
      pipeline: named ?? pipelines.find(({ archived }) => !archived) ?? pipelines[0],
      pipelineNamed: named !== undefined,
      period,
      asOf,
      reportCurrency,
      weekStart,
      fiscalYearStart,
      timeZone,
      pending,
      late,
      canSave,
      canUndo,
      keepsOrder: state.keepsOrder === true,
    };
  }
}

/** All of a snapshot but the state itself, which is new whenever anything at all has changed. */
const figureKeys: readonly Exclude<keyof Snapshot, 'state'>[] = [
  'phase',
  'problem',
  'data',
  'view',
  'issues',
  'stale',
  'pipelines',
  'pipeline',
  'pipelineNamed',
  'period',
  'asOf',
  'reportCurrency',
  'weekStart',
  'fiscalYearStart',
  'timeZone',
];
/** What changes when a change was saved: figures are the same before and after. */
const editingKeys = ['pending', 'late', 'canSave', 'canUndo', 'keepsOrder'] as const;

/** Small lists and records that are made anew each time are compared by what is in them; data and views by identity. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => isEqual(item, b[at]));
  }
  const isPeriod = (value: unknown): value is { key: string } =>
    typeof value === 'object' && value !== null && 'key' in value;
  return isPeriod(a) && isPeriod(b) && a.key === b.key;
}

const findPipeline = (pipelines: readonly Pipeline[], name: string): Pipeline | undefined =>
  pipelines.find(({ id }) => id === name) ??
  pipelines.find((pipeline) => pipeline.name.toLowerCase() === name.trim().toLowerCase());
