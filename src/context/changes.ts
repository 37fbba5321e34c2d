/**
 * Everything that happens once somebody asks for a change: the host's answer, the change applied at once, the queue of
 * saves, rollback, undo. Loaded with the first request.
 */
import type { Deal, PipelineData, When } from '../core/model.js';
import { emit, envelopeOf, PipelineRequestEvent } from './events.js';
import { reasonOf } from './problem.js';
import type { Ledger, LedgerChanges } from './ledger.js';
import { applyRequest, changeSettings, dealIdsOf, invert, placesOf, touchedFields } from './requests.js';
import type { ApplyOptions, DataChangeRequest, DealChange, RefusalCode, UndoEntry } from './requests.js';
import type { PipelineRequest, RequestResult, Settings, StoreHandle } from './types.js';

/** What a store lends to those who carry out its requests. */
export interface RequestOwner {
  readonly handle: StoreHandle;
  readonly host: EventTarget;
  readonly ledger: Ledger;
  configure(settings: Settings): void;
  reload(): Promise<RequestResult>;
}

/** Waits for the host's answer and carries the request out. Never rejects. */
export async function decide(owner: RequestOwner, event: Event): Promise<RequestResult> {
  const request = { type: event.type, detail: (event as CustomEvent<unknown>).detail } as PipelineRequest;
  const { ledger } = owner;
  try {
    const { waits, undoes } = envelopeOf(event);
    if (waits.length > 0) {
      const answered = changesOf(ledger).ask(dealIdsOf(request));
      try {
        if ((await Promise.all(waits)).includes(false)) return refuse('vetoed');
      } finally {
        answered();
      }
    }
    if (ledger !== owner.ledger) return refuse('superseded');
    return await perform(owner, request, undoes);
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

function perform(
  owner: RequestOwner,
  request: PipelineRequest,
  undoes?: UndoEntry,
): Promise<RequestResult> | RequestResult {
  switch (request.type) {
    case 'pipeline-filter-change-request':
      owner.configure(changeSettings(owner.handle.getState().settings, request.detail));
      return { ok: true };
    case 'pipeline-reload-request':
      return owner.reload();
    case 'pipeline-undo-request': {
      const entry = changesOf(owner.ledger).lastUndo;
      if (!entry) return refuse('nothing-to-undo');
      // The host hears of the inverse change as of any other, and may refuse it.
      const event = new PipelineRequestEvent(entry.request.type, entry.request.detail, owner.handle);
      envelopeOf(event).undoes = entry;
      owner.host.dispatchEvent(event);
      return event.result;
    }
    default:
      return change(owner, request, undoes);
  }
}

async function change(
  { handle, host, ledger }: RequestOwner,
  request: DataChangeRequest,
  undoes?: UndoEntry,
): Promise<RequestResult> {
  const { asOf } = handle.getState();
  if (!asOf) return refuse('not-ready');
  const now = Date.now();
  if (!asOf.defaulted && asOf.at <= now) return refuse('as-of-past');
  const at = new Date(asOf.defaulted ? asOf.at - 1 : now).toISOString();
  const { rolledBack, ...result } = await changesOf(ledger).submit(request, at, undoes);
  if (result.ok) {
    const { moves, changes = [] } =
      'moves' in request.detail ? request.detail : { ...request.detail, moves: [] };
    if (moves.length > 0) emit(host, 'pipeline-deal-moved', { moves });
    if (changes.length > 0) emit(host, 'pipeline-deal-changed', { changes });
  } else if (rolledBack) emit(host, 'pipeline-save-failed', { request, reason: result.reason ?? '' });
  return result;
}

/** `rolledBack`: it was applied, and then taken back. */
interface Submitted extends RequestResult {
  readonly rolledBack?: boolean;
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

const known = new WeakMap<Ledger, Changes>();

function changesOf(ledger: Ledger): Changes {
  let changes = known.get(ledger);
  if (!changes) {
    known.set(ledger, (changes = new Changes(ledger)));
    ledger.changes = changes;
  }
  return changes;
}

class Changes implements LedgerChanges {
  readonly #ledger: Ledger;
  /** The data without what is still to be saved. */
  #base?: PipelineData;
  #queue: Operation[] = [];
  #undo: UndoEntry[] = [];
  readonly #asked = new Set<readonly string[]>();
  #isSaving = false;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#base = ledger.state.data;
  }

  get pending(): readonly string[] {
    const saving = this.#ledger.save ? this.#queue.map(({ request }) => dealIdsOf(request)) : [];
    return [...new Set([...this.#asked, ...saving].flat())];
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get lastUndo(): UndoEntry | undefined {
    return this.#undo.at(-1);
  }

  /** Marks deals as asked about, until the returned function is called. */
  ask(dealIds: readonly string[]): () => void {
    this.#asked.add(dealIds);
    this.#ledger.update({});
    return () => {
      this.#asked.delete(dealIds);
      this.#ledger.update({});
    };
  }

  /**
   * Applies a change at once and saves it in its turn. Resolves when it is saved, rolled back or refused.
   * @param at when it happens
   * @param undoes the entry that this change takes back
   */
  submit(request: DataChangeRequest, at: When, undoes?: UndoEntry): Promise<Submitted> {
    const { data } = this.#ledger.state;
    if (!data) return Promise.resolve(refuse('not-ready'));
    const options = { at, known: undoes?.known ?? new WeakMap<Deal, Deal>() };
    const outcome = applyRequest(data, request, options);
    if (typeof outcome === 'string') {
      // What can't be taken back any more must not stand before what can.
      if (undoes) {
        this.#undo = this.#undo.filter((entry) => entry !== undoes);
        this.#ledger.update({});
      }
      return Promise.resolve(refuse(outcome));
    }
    const back = new WeakMap(outcome.deals.map(({ before, after }) => [after, before]));
    return new Promise((settle) => {
      const operation: Operation = {
        request,
        options,
        deals: outcome.deals,
        entry: { request: invert(outcome.deals), known: back },
        undoes,
        controller: new AbortController(),
        settle,
      };
      if (undoes) this.#undo = this.#undo.filter((entry) => entry !== undoes);
      else if (outcome.deals.length > 0) this.#undo.push(operation.entry);
      this.#queue.push(operation);
      this.#ledger.show(outcome.data, outcome.deals);
      void this.#drain();
    });
  }

  rebase(data: PipelineData): PipelineData {
    this.#base = data;
    return this.#replay(data);
  }

  drop(): void {
    this.#base = undefined;
    for (const operation of this.#queue) this.#fail(operation, 'superseded');
    this.#undo = [];
  }

  /** Saves in order, one at a time: a later change may rest on an earlier one. */
  async #drain(): Promise<void> {
    if (this.#isSaving) return;
    this.#isSaving = true;
    for (let operation = this.#queue[0]; operation; operation = this.#queue[0]) {
      const { save } = this.#ledger;
      try {
        if (save) await save(operation.request, operation.controller.signal);
      } catch (error) {
        if (!operation.result) this.#rollBack(operation, reasonOf(error));
      }
      if (!operation.result) this.#confirm(operation);
    }
    this.#isSaving = false;
  }

  #confirm(operation: Operation): void {
    this.#queue.shift();
    if (this.#queue.length === 0) this.#base = this.#ledger.state.data;
    else if (this.#base) {
      const outcome = applyRequest(this.#base, operation.request, { ...operation.options, replay: true });
      if (typeof outcome !== 'string') this.#base = outcome.data;
    }
    this.#ledger.update({});
    this.#finish(operation, { ok: true });
  }

  #rollBack(operation: Operation, reason: string): void {
    const touched = this.#queue.flatMap(({ deals }) => deals.map(({ before }) => before.id));
    this.#fail(operation, reason);
    const { data: from } = this.#ledger.state;
    if (!this.#base || !from) return;
    const data = this.#replay(this.#base);
    this.#ledger.show(data, differences(from, data, touched));
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

  /** What waits, applied to `base`. What can't be applied any more is given up, and says so. */
  #replay(base: PipelineData): PipelineData {
    let data = base;
    for (const operation of this.#queue) {
      if (operation.result) continue;
      const outcome = clashes(data, operation)
        ? 'conflict'
        : applyRequest(data, operation.request, { ...operation.options, replay: true });
      if (typeof outcome === 'string') this.#fail(operation, outcome);
      else {
        if (outcome.deals.length > 0) operation.deals = outcome.deals;
        for (const { before, after } of outcome.deals) operation.entry.known.set(after, before);
        data = outcome.data;
      }
    }
    return data;
  }
}

const refuse = (reason: RefusalCode): RequestResult => ({ ok: false, reason });

/** The data that came says something about the same field of the same deal that is neither the old nor the wished value. */
function clashes(data: PipelineData, { request, deals }: Operation): boolean {
  return deals.some(({ before, after }) => {
    const now = data.deals[placesOf(data.deals).get(before.id) ?? -1];
    if (!now || now === before) return false;
    return touchedFields(request, before.id).some(
      (field) => !isSame(now[field], before[field]) && !isSame(now[field], after[field]),
    );
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
