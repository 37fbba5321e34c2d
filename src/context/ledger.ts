import type { DataIssue } from '../core/errors.js';
import type { PipelineData } from '../core/model.js';
import { loadCompute } from './lazy.js';
import { problemOf } from './problem.js';
import type { DealChange } from './requests.js';
import type { PipelineSource, RequestResult, StoreState } from './types.js';

/** What a reader hands over. */
export interface Loaded {
  readonly data: PipelineData;
  readonly issues: readonly DataIssue[];
}

/** The part of a store's state that blocks with the same data share. */
export interface LedgerState extends Pick<
  StoreState,
  | 'status'
  | 'data'
  | 'issues'
  | 'problem'
  | 'stale'
  | 'pending'
  | 'late'
  | 'canSave'
  | 'canUndo'
  | 'keepsOrder'
  | 'change'
> {
  /** The data as it came, and when (epoch milliseconds): as-of is settled for it, and stays while deals move. */
  readonly loaded?: { readonly data: PipelineData; readonly at: number };
}

export type LedgerNews = 'state' | 'loaded' | 'failed';

/** What has been changed in the page; there once somebody changes something. */
export interface LedgerChanges {
  /** Ids of the deals whose change is asked about or being saved. */
  readonly pending: readonly string[];
  /** Those among them whose save takes long. */
  readonly late: readonly string[];
  readonly canUndo: boolean;
  /**
   * New data came: what waits is applied to it, and what was saved after somebody had asked for that data.
   * @param load the number of the load that it came with
   * @returns the data to show
   */
  rebase(data: PipelineData, load: number): PipelineData;
  /** The data is gone, and with it what was to be changed in it. */
  drop(): void;
}

const NOTHING: readonly never[] = [];
const NOBODY: ReadonlySet<string> = new Set();
const EMPTY: LedgerState = {
  status: 'idle',
  issues: NOTHING,
  pending: NOBODY,
  late: NOBODY,
  canSave: false,
  canUndo: false,
};

/**
 * The data of one origin: loading it, and the state that follows from what is changed in it. Shared by the stores of
 * all blocks that name the same origin; knows neither settings nor elements.
 */
export class Ledger {
  /** Where changes go. Without it they stay in the page. */
  save: PipelineSource['save'];
  /** Milliseconds after which a save counts as late. */
  savePatience?: number;
  /** A move's `index` is meant. */
  keepsOrder = false;
  /** How many loads have begun. */
  loads = 0;
  changes?: LedgerChanges;
  /** A load was ended before it had a result: somebody who still wants the data has to ask again. */
  interrupted = false;
  #state = EMPTY;
  #loading?: AbortController;
  readonly #listeners = new Set<(news: LedgerNews) => void>();

  get state(): LedgerState {
    return this.#state;
  }

  subscribe(listener: (news: LedgerNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Data is on its way, or none is meant to be there: what is shown goes. */
  clear(status: 'idle' | 'loading'): void {
    this.stop();
    this.changes?.drop();
    this.#state = EMPTY;
    this.update({ status });
  }

  /** Ends a load that is on its way; saves go on, or a change would be lost with the view that made it. */
  stop(): void {
    this.interrupted ||= this.#loading !== undefined;
    this.#loading?.abort();
    this.#loading = undefined;
  }

  /** Loads; the last good data stays until the new is there, and after a failure, which says since when. */
  async load(read: (signal: AbortSignal) => Promise<Loaded>): Promise<RequestResult> {
    this.stop();
    const controller = (this.#loading = new AbortController());
    const load = ++this.loads;
    const { signal } = controller;
    const { data, loaded, stale } = this.#state;
    this.interrupted = false;
    if (!data) this.update({ status: 'loading', problem: undefined });
    try {
      const [next] = await Promise.all([read(signal), loadCompute()]);
      if (!signal.aborted) {
        this.#loading = undefined;
        const { issues } = next;
        const shown = this.changes?.rebase(next.data, load) ?? next.data;
        this.update(
          {
            status: 'ready',
            data: shown,
            change: undefined,
            loaded: { data: next.data, at: Date.now() },
            issues,
            problem: undefined,
            stale: undefined,
          },
          'loaded',
        );
        return { ok: true };
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#loading = undefined;
        const problem = problemOf(error);
        if (data && loaded) {
          const since = stale?.since ?? data.provenance?.fetchedAt ?? new Date(loaded.at).toISOString();
          this.update({ stale: { since, problem } }, 'failed');
        } else {
          const { issues = NOTHING } = error as { issues?: readonly DataIssue[] };
          this.update({ status: 'error', problem, issues }, 'failed');
        }
        return { ok: false, reason: problem.code };
      }
    }
    return { ok: false, reason: 'superseded' };
  }

  /** Data in which only deals were replaced. */
  show(data: PipelineData, deals: readonly DealChange[]): void {
    const { data: from } = this.#state;
    this.update(from && data !== from ? { data, change: { from, deals } } : {});
  }

  /** A new state, told to those who follow. */
  update(patch: Partial<LedgerState>, news: LedgerNews = 'state'): void {
    const { pending, late = NOBODY } = this.#state;
    this.#state = {
      ...this.#state,
      ...patch,
      pending: sameOr(pending, this.changes?.pending),
      late: sameOr(late, this.changes?.late),
      canSave: this.save !== undefined,
      keepsOrder: this.keepsOrder,
      canUndo: this.changes?.canUndo ?? false,
    };
    for (const listener of [...this.#listeners]) listener(news);
  }
}

/** The same set again while the same ids are in it. */
const sameOr = (known: ReadonlySet<string>, ids: readonly string[] = NOTHING): ReadonlySet<string> =>
  ids.length === known.size && ids.every((id) => known.has(id)) ? known : new Set(ids);
