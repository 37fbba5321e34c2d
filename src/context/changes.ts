/**
 * Everything that happens once somebody asks for a change: the host's answer, the change applied at once, the queue of
 * saves, rollback, undo. Loaded with the first request.
 */
import type { Deal, PipelineData, When } from '../core/model.js';
import { emit, envelopeOf, PipelineRequestEvent } from './events.js';
import { instantOf } from '../core/calendar/when.js';
import { Attempt } from './attempt.js';
import { reasonOf } from './problem.js';
import type { Ledger, LedgerChanges } from './ledger.js';
import {
  applyRequest,
  brokenRule,
  changeSettings,
  dealIdsOf,
  invert,
  placesOf,
  touchedFields,
} from './requests.js';
import type { ApplyOptions, DataChangeRequest, DealChange, RefusalCode, UndoEntry } from './requests.js';
import type { DealPatch, PipelineRequest, RequestResult, Settings, StoreHandle } from './types.js';

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
    case 'pipeline-save-retry-request':
      return changesOf(owner.ledger).retry();
    case 'pipeline-save-cancel-request':
      return changesOf(owner.ledger).cancel();
    default:
      return change(owner, request, undoes);
  }
}

async function change(
  { handle, host, ledger }: RequestOwner,
  request: DataChangeRequest,
  undoes?: UndoEntry,
): Promise<RequestResult> {
  const { asOf, data } = handle.getState();
  if (!asOf || !data) return refuse('not-ready');
  const now = Date.now();
  if (!asOf.defaulted && asOf.at <= now) return refuse('as-of-past');
  // What was allowed may be taken back, whichever way that goes.
  const broken = undoes ? undefined : brokenRule(data, request);
  if (broken) return refuse(broken);
  const at = new Date(asOf.defaulted ? asOf.at - 1 : now).toISOString();
  const { rolledBack, unchanged, ...result } = await changesOf(ledger).submit(request, at, undoes);
  if (result.ok && !unchanged) {
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
  /** Everything was already as it was wished: there is nothing to save, and no fact. */
  readonly unchanged?: boolean;
}

/** A change that was applied and is not saved yet. */
interface Operation {
  readonly request: DataChangeRequest;
  readonly options: ApplyOptions & { readonly known: WeakMap<Deal, Deal> };
  deals: readonly DealChange[];
  readonly entry: UndoEntry;
  /** It takes this entry back. */
  readonly undoes?: UndoEntry;
  /** While it is being saved. */
  attempt?: Attempt;
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
  /** Saved, each with the number of loads that had begun by then: their data may not know of it. */
  #saved: { readonly operation: Operation; readonly loads: number }[] = [];
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

  /** Those whose save takes long, and those that wait behind it. */
  get late(): readonly string[] {
    const isLate = this.#queue[0]?.attempt?.isLate === true;
    return isLate ? [...new Set(this.#queue.flatMap(({ request }) => dealIdsOf(request)))] : [];
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
    const { keepsOrder } = this.#ledger;
    const options = { at, keepsOrder, known: undoes?.known ?? new WeakMap<Deal, Deal>() };
    const outcome = undoes && isOvertaken(data, undoes) ? 'conflict' : applyRequest(data, request, options);
    if (typeof outcome === 'string') {
      // What can't be taken back any more must not stand before what can.
      if (undoes) this.#letGo(undoes);
      return Promise.resolve(refuse(outcome));
    }
    if (outcome.deals.length === 0) {
      if (undoes) this.#letGo(undoes);
      return Promise.resolve({ ok: true, unchanged: true });
    }
    const back = new WeakMap(outcome.deals.map(({ before, after }) => [after, before]));
    return new Promise((settle) => {
      const operation: Operation = {
        request,
        options,
        deals: outcome.deals,
        entry: {
          request: invert(outcome.deals),
          known: back,
          made: outcome.deals.map(({ after }) => after),
        },
        undoes,
        settle,
      };
      if (undoes) this.#undo = this.#undo.filter((entry) => entry !== undoes);
      else if (outcome.deals.length > 0) this.#undo = [...this.#undo, operation.entry].slice(-MOST_KEPT);
      this.#queue.push(operation);
      this.#ledger.show(outcome.data, outcome.deals);
      void this.#drain();
    });
  }

  #letGo(entry: UndoEntry): void {
    this.#undo = this.#undo.filter((other) => other !== entry);
    this.#ledger.update({});
  }

  /** Tries the save that takes long again. */
  retry(): RequestResult {
    const attempt = this.#queue[0]?.attempt;
    if (!attempt?.isLate) return refuse('not-ready');
    attempt.retry();
    return { ok: true };
  }

  /** Gives up the save that takes long. */
  cancel(): RequestResult {
    const [operation] = this.#queue;
    if (!operation?.attempt?.isLate) return refuse('not-ready');
    this.#rollBack(operation, 'cancelled');
    return { ok: true };
  }

  rebase(data: PipelineData, load: number): PipelineData {
    // Data that was asked for before a save had ended may be from before it: a saved change does not jump back.
    this.#saved = this.#saved.filter(({ loads }) => loads >= load);
    let base = data;
    for (const { operation } of this.#saved) base = this.#again(base, operation) ?? base;
    this.#base = base;
    return this.#replay(base);
  }

  drop(): void {
    this.#base = undefined;
    this.#saved = [];
    for (const operation of this.#queue) this.#fail(operation, 'superseded');
    this.#undo = [];
  }

  /** Saves in order, one at a time: a later change may rest on an earlier one. */
  async #drain(): Promise<void> {
    if (this.#isSaving) return;
    this.#isSaving = true;
    for (let operation = this.#queue[0]; operation; operation = this.#queue[0]) {
      const { save, savePatience: patience } = this.#ledger;
      try {
        if (save) {
          const onChange = (): void => this.#ledger.update({});
          operation.attempt = new Attempt({ save, request: operation.request, patience, onChange });
          await operation.attempt.done;
        }
      } catch (error) {
        if (!operation.result) this.#rollBack(operation, reasonOf(error));
      }
      if (!operation.result) this.#confirm(operation);
    }
    this.#isSaving = false;
  }

  #confirm(operation: Operation): void {
    this.#queue.shift();
    this.#saved = [...this.#saved, { operation, loads: this.#ledger.loads }].slice(-MOST_KEPT);
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
    operation.attempt?.cancel(reason);
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

  /** A saved change on data that does not know of it; undefined: the data knows it, or knows better. */
  #again(data: PipelineData, operation: Operation): PipelineData | undefined {
    const { request, deals, entry, options } = operation;
    const isBefore = deals.every(({ before }) => {
      const now = dealIn(data, before.id);
      return now && touchedFields(request, before.id).every((field) => isSame(now[field], before[field]));
    });
    const outcome = isBefore ? applyRequest(data, request, { ...options, replay: true }) : undefined;
    if (outcome === undefined || typeof outcome === 'string') return undefined;
    for (const { before, after } of outcome.deals) entry.known.set(after, before);
    return outcome.data;
  }

  /** What waits, applied to `base`. What can't be applied any more is given up, and says so. */
  #replay(base: PipelineData): PipelineData {
    let data = base;
    /** What changes before it in the queue have made of a deal is nobody else's doing. */
    const own = new Map<string, Set<string>>();
    for (const operation of this.#queue) {
      if (operation.result) continue;
      const outcome = clashes(data, operation, own)
        ? 'conflict'
        : applyRequest(data, operation.request, {
            ...operation.options,
            replay: true,
            force: operation.deals.every(({ before }) => isOlder(data, before)),
          });
      if (typeof outcome === 'string') this.#fail(operation, outcome);
      else {
        if (outcome.deals.length > 0) operation.deals = outcome.deals;
        for (const { before, after } of outcome.deals) {
          operation.entry.known.set(after, before);
          const fields = Object.keys({ ...before, ...after }) as (keyof Deal)[];
          const changed = fields.filter((field) => !isSame(before[field], after[field]));
          own.set(after.id, new Set([...(own.get(after.id) ?? []), ...changed]));
        }
        data = outcome.data;
      }
    }
    return data;
  }
}

/** Saved changes and undone ones that are kept at most: nobody takes back a hundred moves. */
const MOST_KEPT = 100;

const refuse = (reason: RefusalCode): RequestResult => ({ ok: false, reason });

const dealIn = (data: PipelineData, id: string): Deal | undefined =>
  data.deals[placesOf(data.deals).get(id) ?? -1];

/** The data holds the deal as it was earlier than this, by `updatedAt`: where either has none, that can't be told. */
function isOlder(data: PipelineData, than: Deal): boolean {
  const zone = data.provenance?.timeZone ?? 'UTC';
  const at = (deal: Deal | undefined): number =>
    (deal?.updatedAt == null ? undefined : instantOf(deal.updatedAt, zone)) ?? NaN;
  return at(dealIn(data, than.id)) < at(than);
}

/**
 * The data that came says something about the same field of the same deal that is neither the old nor the wished value,
 * and it is not older than what the change was made on.
 * @param own fields of deals that earlier changes of the queue have set
 */
function clashes(
  data: PipelineData,
  { request, deals }: Operation,
  own: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  return deals.some(({ before, after }) => {
    const now = dealIn(data, before.id);
    if (!now || now === before || isOlder(data, before)) return false;
    return touchedFields(request, before.id).some(
      (field) =>
        own.get(before.id)?.has(field) !== true &&
        !isSame(now[field], before[field]) &&
        !isSame(now[field], after[field]),
    );
  });
}

/**
 * Somebody else has changed, since the change that is to be taken back, what taking it back would set. The day of the
 * close is the server's to say.
 */
function isOvertaken(data: PipelineData, { request, made }: UndoEntry): boolean {
  return made.some((after) => {
    const now = dealIn(data, after.id);
    if (!now || now === after) return false;
    return touchedFields(request, after.id).some((field) => {
      if (field !== 'fields')
        return field !== 'stage' && field !== 'closedAt' && !isSame(now[field], after[field]);
      const { changes = [] } = request.detail as { readonly changes?: readonly DealPatch[] };
      const names = changes.flatMap(({ dealId, set }) =>
        dealId === after.id ? Object.keys(set.fields ?? {}) : [],
      );
      return names.some((name) => !isSame(now.fields?.[name], after.fields?.[name]));
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
