import type { DataIssue } from '../core/errors.js';
import type { Deal, PipelineData, When } from '../core/model.js';
import { applyRequest, dealIdsOf, invert, placesOf, touchedFields } from './requests.js';
import type { ApplyOptions, DataChangeRequest, DealChange, RefusalCode } from './requests.js';
import type { PipelineSource, Problem, RequestResult, StoreState } from './types.js';

/** What a reader hands over. */
export interface Loaded {
  readonly data: PipelineData;
  readonly issues: readonly DataIssue[];
}

/** The part of a store's state that blocks with the same data share. */
export interface LedgerState extends Pick<
  StoreState,
  'status' | 'data' | 'issues' | 'problem' | 'stale' | 'pending' | 'canSave' | 'canUndo' | 'change'
> {
  /** The data as it came, and when (epoch milliseconds): as-of is settled for it, and stays while deals move. */
  readonly loaded?: { readonly data: PipelineData; readonly at: number };
}

export type LedgerNews = 'state' | 'loaded' | 'failed';

/** What can be taken back, and what gives the very deals of before. */
export interface UndoEntry {
  readonly request: DataChangeRequest;
  readonly known: WeakMap<Deal, Deal>;
}

/** A change that was applied and is not saved yet. */
interface Operation {
  readonly request: DataChangeRequest;
  readonly options: ApplyOptions & { readonly known: WeakMap<Deal, Deal> };
  deals: readonly DealChange[];
  readonly entry: UndoEntry;
  /** It takes this entry back. */
  readonly undoes?: UndoEntry;
  readonly controller: AbortController;
  result?: Submitted;
  readonly settle: (result: Submitted) => void;
}

/** `rolledBack`: it was applied, and then taken back. */
export interface Submitted extends RequestResult {
  readonly rolledBack?: boolean;
}

const NOTHING: readonly never[] = [];

/**
 * The data of one origin and everything that happens to it: loading, changes applied at once, their queue of saves,
 * rollback, undo. Shared by the stores of all blocks that name the same origin; knows neither settings nor elements.
 */
export class Ledger {
  /** Where changes go. Without it they stay in the page. */
  save: PipelineSource['save'];
  #state: LedgerState = {
    status: 'idle',
    issues: NOTHING,
    pending: new Set(),
    canSave: false,
    canUndo: false,
  };
  readonly #listeners = new Set<(news: LedgerNews) => void>();
  /** The data without what is still to be saved. */
  #base?: PipelineData;
  #queue: Operation[] = [];
  #undo: UndoEntry[] = [];
  readonly #asked = new Set<readonly string[]>();
  #loading?: AbortController;
  #saving = false;
  /** A load was ended before it had a result: somebody who still wants the data has to ask again. */
  interrupted = false;

  get state(): LedgerState {
    return this.#state;
  }

  get lastUndo(): UndoEntry | undefined {
    return this.#undo.at(-1);
  }

  subscribe(listener: (news: LedgerNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Data is on its way, or none is meant to be there: what is shown goes. */
  clear(status: 'idle' | 'loading' | 'error', problem?: Problem): void {
    this.stop();
    this.#base = undefined;
    for (const operation of this.#queue.splice(0)) this.#fail(operation, 'superseded');
    this.#undo = [];
    this.#set({
      status,
      problem,
      data: undefined,
      loaded: undefined,
      stale: undefined,
      change: undefined,
      issues: NOTHING,
    });
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
    this.interrupted = false;
    if (!this.#state.data) this.#set({ status: 'loading', problem: undefined });
    let loaded: Loaded | undefined;
    let problem: Problem | undefined;
    let issues: readonly DataIssue[] = NOTHING;
    try {
      loaded = await read(controller.signal);
    } catch (error) {
      problem = problemOf(error);
      issues = (error as { issues?: readonly DataIssue[] } | null)?.issues ?? NOTHING;
    }
    if (controller.signal.aborted) return { ok: false, reason: 'superseded' };
    this.#loading = undefined;
    if (loaded) this.#receive(loaded);
    else if (problem) this.#refuse(problem, issues);
    return problem ? { ok: false, reason: problem.code } : { ok: true };
  }

  /** Marks deals as asked about, until the returned function is called. */
  ask(dealIds: readonly string[]): () => void {
    this.#asked.add(dealIds);
    this.#set({});
    return () => {
      this.#asked.delete(dealIds);
      this.#set({});
    };
  }

  /**
   * Applies a change at once and saves it in its turn. Resolves when it is saved, rolled back or refused.
   * @param at when it happens
   * @param undoes the entry that this change takes back
   */
  submit(request: DataChangeRequest, at: When, undoes?: UndoEntry): Promise<Submitted> {
    const { data } = this.#state;
    if (!data) return refused('not-ready');
    const options = { at, known: undoes?.known ?? new WeakMap<Deal, Deal>() };
    const outcome = applyRequest(data, request, options);
    if (typeof outcome === 'string') return refused(outcome);
    const known = new WeakMap(outcome.deals.map(({ before, after }) => [after, before]));
    return new Promise((settle) => {
      const operation: Operation = {
        request,
        options,
        deals: outcome.deals,
        entry: { request: invert(outcome.deals), known },
        undoes,
        controller: new AbortController(),
        settle,
      };
      if (undoes) this.#undo = this.#undo.filter((entry) => entry !== undoes);
      else if (outcome.deals.length > 0) this.#undo.push(operation.entry);
      this.#queue.push(operation);
      this.#show(outcome.data, outcome.deals);
      void this.#drain();
    });
  }

  /** Saves in order, one at a time: a later change may rest on an earlier one. */
  async #drain(): Promise<void> {
    if (this.#saving) return;
    this.#saving = true;
    for (let operation = this.#queue[0]; operation; operation = this.#queue[0]) {
      const { save } = this;
      if (save) {
        try {
          await save(operation.request, operation.controller.signal);
        } catch (error) {
          if (!operation.result) this.#rollBack(operation, reasonOf(error));
        }
      }
      if (!operation.result) this.#confirm(operation);
    }
    this.#saving = false;
  }

  #confirm(operation: Operation): void {
    this.#queue.shift();
    if (this.#queue.length === 0) this.#base = this.#state.data;
    else if (this.#base) {
      const outcome = applyRequest(this.#base, operation.request, { ...operation.options, replay: true });
      if (typeof outcome !== 'string') this.#base = outcome.data;
    }
    this.#set({});
    this.#finish(operation, { ok: true });
  }

  #rollBack(operation: Operation, reason: string): void {
    this.#fail(operation, reason);
    if (this.#base) this.#replay(this.#base, operation);
  }

  #fail(operation: Operation, reason: string): void {
    this.#queue = this.#queue.filter((other) => other !== operation);
    if (operation.undoes) this.#undo.push(operation.undoes);
    else this.#undo = this.#undo.filter((entry) => entry !== operation.entry);
    operation.controller.abort();
    this.#finish(operation, { ok: false, reason, rolledBack: true });
    // What was to take it back has nothing left to do.
    for (const other of this.#queue.filter(({ undoes }) => undoes === operation.entry)) {
      this.#queue = this.#queue.filter((one) => one !== other);
      this.#finish(other, { ok: true });
    }
  }

  #finish(operation: Operation, result: Submitted): void {
    operation.result = result;
    operation.settle(result);
  }

  /** Applies what waits to `base` again, and shows the result. What can't be applied any more is given up, and says so. */
  #replay(base: PipelineData, gone?: Operation): void {
    const from = this.#state.data;
    let data = base;
    const touched = [...(gone ? [gone] : []), ...this.#queue].flatMap(({ deals }) =>
      deals.map(({ after }) => after.id),
    );
    for (const operation of [...this.#queue]) {
      if (operation.result) continue;
      const outcome = clashes(data, operation)
        ? 'conflict'
        : applyRequest(data, operation.request, { ...operation.options, replay: true });
      if (typeof outcome === 'string') this.#fail(operation, outcome);
      else {
        operation.deals = outcome.deals.length > 0 ? outcome.deals : operation.deals;
        for (const { before, after } of outcome.deals) operation.entry.known.set(after, before);
        data = outcome.data;
      }
    }
    this.#show(data, from && gone ? differences(from, data, touched) : undefined);
  }

  #receive({ data, issues }: Loaded): void {
    this.#base = data;
    this.#set(
      { loaded: { data, at: Date.now() }, issues, status: 'ready', problem: undefined, stale: undefined },
      true,
    );
    this.#replay(data);
    this.#tell('loaded');
  }

  #refuse(problem: Problem, issues: readonly DataIssue[]): void {
    const { data, loaded, stale } = this.#state;
    if (data && loaded) {
      const since = stale?.since ?? data.provenance?.fetchedAt ?? new Date(loaded.at).toISOString();
      this.#set({ stale: { since, problem } });
    } else this.#set({ status: 'error', problem, issues });
    this.#tell('failed');
  }

  #show(data: PipelineData, deals?: readonly DealChange[]): void {
    const from = this.#state.data;
    if (data === from) this.#set({});
    else this.#set({ data, change: from && deals ? { from, deals } : undefined });
  }

  #set(patch: Partial<LedgerState>, quiet = false): void {
    const saving = this.save ? this.#queue.flatMap(({ request }) => dealIdsOf(request)) : NOTHING;
    const ids = [...[...this.#asked].flat(), ...saving];
    const { pending } = this.#state;
    this.#state = {
      ...this.#state,
      ...patch,
      pending: ids.length === pending.size && ids.every((id) => pending.has(id)) ? pending : new Set(ids),
      canSave: this.save !== undefined,
      canUndo: this.#undo.length > 0,
    };
    if (!quiet) this.#tell('state');
  }

  #tell(news: LedgerNews): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}

const refused = (reason: RefusalCode): Promise<RequestResult> => Promise.resolve({ ok: false, reason });

/** The data that came says something about the same field of the same deal that is neither the old nor the wished value. */
function clashes(data: PipelineData, { request, deals }: Operation): boolean {
  return deals.some(({ before, after }) => {
    const now = data.deals[placesOf(data.deals).get(before.id) ?? -1];
    if (!now || now === before) return false;
    return [...touchedFields(request, before.id)].some((name) => {
      const field = name as keyof Deal;
      return !isSame(now[field], before[field]) && !isSame(now[field], after[field]);
    });
  });
}

/** Values of one field, own fields of a CRM (an object) included; null means the same as absent. */
const isSame = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function differences(
  from: PipelineData,
  to: PipelineData,
  dealIds: readonly string[],
): readonly DealChange[] {
  const placeOf = placesOf(from.deals);
  return [...new Set(dealIds)].flatMap((id) => {
    const place = placeOf.get(id) ?? -1;
    const before = from.deals[place];
    const after = to.deals[place];
    return before && after && before !== after ? [{ before, after }] : [];
  });
}

/** The reason in an error's own words. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
  return message || 'failed';
}

/** An error of the readers carries its code; anything else is a load that failed, with the error's own words. */
export function problemOf(error: unknown): Problem {
  const known = error as { code?: unknown; params?: Problem['params']; issues?: readonly DataIssue[] } | null;
  if (typeof known?.code !== 'string' || typeof known.params !== 'object') {
    return { code: 'load-failed', params: { reason: reasonOf(error) } };
  }
  const { line, column } = known.issues?.find(({ code }) => code === known.code) ?? {};
  return { code: known.code, params: known.params, line, column };
}
