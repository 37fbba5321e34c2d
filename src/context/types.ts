import type { ResolvedAsOf } from '../core/calendar/as-of.js';
import type { DataIssue } from '../core/errors.js';
import type { Criterion, Deal, PipelineData, PlainDate } from '../core/model.js';
import type { Filter } from '../core/view/types.js';

/** The number that both sides of a store handle must agree on. */
export const PROTOCOL = 1;

/** What a provider, or a widget with data of its own, is set to. Strings are as written in attributes. */
export interface Settings {
  readonly pipeline?: string;
  readonly period?: string;
  readonly asOf?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly currency?: string;
  readonly reportCurrency?: string;
  /** 0 = Sunday. */
  readonly weekStart?: number;
  readonly fiscalYearStart?: number;
  readonly goal?: number;
  readonly filter?: Filter;
}

/** Why nothing, or only old data, can be shown: a code of `PipelineError`, or one of the context's own. */
export interface Problem {
  readonly code:
    | 'load-failed' // params: status?, reason, url, site? (another than the page's, which gave no answer)
    | 'no-data' // no source, no provider
    | 'provider-unknown' // params: id
    | 'provider-ambiguous' // params: ids
    | 'protocol-mismatch'
    | (string & {});
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  readonly line?: number;
  readonly column?: string | number;
}

/** One immutable snapshot of a store. A new one for each change; unchanged parts keep their identity. */
export interface StoreState {
  readonly status: 'idle' | 'loading' | 'ready' | 'error';
  readonly data?: PipelineData;
  readonly issues: readonly DataIssue[];
  readonly problem?: Problem;
  /** A reload failed: the data is the last good one, from this moment. */
  readonly stale?: { readonly since: string; readonly problem: Problem };
  readonly settings: Settings;
  /** Present with `data`. */
  readonly asOf?: ResolvedAsOf;
  readonly timeZone: string;
  /** Ids of deals whose change is on its way (asked, or being saved). */
  readonly pending: ReadonlySet<string>;
  /** Ids of those among them that nobody knows the end of: the save takes long, or there is no connection. */
  readonly late?: ReadonlySet<string>;
  readonly canSave: boolean;
  readonly canUndo: boolean;
  /** The source keeps the order of deals in a stage: a move's `index` is meant. */
  readonly keepsOrder?: boolean;
  /** How `data` came from the data before it, where only some deals were replaced: lets summaries be updated instead of made again. */
  readonly change?: {
    readonly from: PipelineData;
    readonly deals: readonly { readonly before?: Deal; readonly after?: Deal }[];
  };
}

export interface DealMove {
  readonly dealId: string;
  readonly fromStage: string;
  readonly toStage: string;
  /** Place among the deals of `toStage`, from 0; counts only where the source keeps an order of its own. */
  readonly index?: number;
}
/** Fields of a deal to set; `null` clears. */
export interface DealPatch {
  readonly dealId: string;
  readonly set: Readonly<Partial<Omit<Deal, 'id' | 'visits' | 'changes'>>>;
}

/** Cancelable requests and their details; undo and reload are requests too. */
export interface PipelineRequestDetails {
  'pipeline-deal-move-request': {
    readonly moves: readonly DealMove[];
    readonly changes?: readonly DealPatch[];
  };
  'pipeline-deal-change-request': { readonly changes: readonly DealPatch[] };
  'pipeline-filter-change-request': {
    readonly filter?: Filter;
    readonly pipeline?: string | null;
    readonly period?: string | null;
  };
  'pipeline-undo-request': Readonly<Record<string, never>>;
  /** The save that takes long is to be tried again: the first attempt is told by its signal that nobody waits for it. */
  'pipeline-save-retry-request': Readonly<Record<string, never>>;
  /** The save that takes long is to be given up: its change is taken back. */
  'pipeline-save-cancel-request': Readonly<Record<string, never>>;
  'pipeline-reload-request': Readonly<Record<string, never>>;
}
export type RequestType = keyof PipelineRequestDetails;
export type PipelineRequest = {
  [T in RequestType]: { readonly type: T; readonly detail: PipelineRequestDetails[T] };
}[RequestType];

/** Facts: they happened. Fired by the provider, or by the widget that owns its data. */
export interface PipelineFactDetails {
  'pipeline-deal-moved': { readonly moves: readonly DealMove[] };
  'pipeline-deal-changed': { readonly changes: readonly DealPatch[] };
  'pipeline-data-loaded': { readonly deals: number; readonly asOf: PlainDate };
  'pipeline-data-issues': { readonly issues: readonly DataIssue[] };
  'pipeline-load-failed': { readonly problem: Problem };
  'pipeline-save-failed': { readonly request: PipelineRequest; readonly reason: string };
}

/** What a stage asks before deals may come to it. A host that cancels the event answers it, once. */
export interface PipelineGateDetail {
  /** Of all deals that are to be moved. */
  readonly dealIds: readonly string[];
  readonly toStage: string;
  /** Deal by deal, what is to be asked; deals that have answered everything are not listed. */
  readonly asks: readonly { readonly dealId: string; readonly criteria: readonly Criterion[] }[];
  /**
   * Goes on with the move, which sets these changes with it; `null` cancels it. Later calls do nothing. What a stage
   * requires and the changes lack is refused, as in any request.
   */
  readonly answer: (changes: readonly DealPatch[] | null) => void;
}

export interface PipelineSelectDetail {
  readonly rowKey: string;
  readonly value: number | null;
  readonly n: number;
  readonly dealIds: readonly string[];
}

export interface RequestResult {
  readonly ok: boolean;
  /** Why not: the host's words (a rejection's message), or a code of the kit. */
  readonly reason?: string;
}

/** All that crosses between a provider and a widget, also between two versions of the kit. */
export interface StoreHandle {
  readonly protocol: number;
  getState(): StoreState;
  subscribe(listener: () => void): () => void;
  dispatch(request: PipelineRequest): Promise<RequestResult>;
}

/** Where data comes from and where changes go. */
export interface PipelineSource {
  load(signal: AbortSignal): Promise<unknown>;
  subscribe?(listener: (data: unknown) => void): () => void;
  /**
   * A rejection rolls the change back, its message is the reason. Without a connection it keeps waiting, and is tried
   * again. A save that is tried again comes with the same change: a server should take it once.
   */
  save?(change: PipelineRequest, signal: AbortSignal): Promise<unknown>;
  /** Milliseconds after which a save counts as late, and can be tried again or given up. Default 10,000. */
  readonly savePatience?: number;
  /** The source keeps the order of deals in a stage: a move's `index` is meant. */
  readonly keepsOrder?: boolean;
}
