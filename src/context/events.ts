import type {
  PipelineFactDetails,
  PipelineGateDetail,
  PipelineRequestDetails,
  PipelineSelectDetail,
  RequestResult,
  RequestType,
  StoreHandle,
} from './types.js';
import type { UndoEntry } from './requests.js';
import { warnOnce } from './warn.js';

/** Every event of the kit, by its full name: what its `detail` is. */
export interface PipelineEventDetails extends PipelineRequestDetails, PipelineFactDetails {
  'pipeline-select': PipelineSelectDetail;
  /** A deal's panel is about to open; cancelable, so that a host can show one of its own. */
  'pipeline-deal-open': { readonly dealId: string };
  /** A stage asks something before a move; cancelable, so that a host can ask it in a dialog of its own. */
  'pipeline-gate-open': PipelineGateDetail;
  /** Another pipeline was chosen on a board, for that board; cancelable. */
  'pipeline-switch': { readonly pipeline: string };
}

/** Every event of the kit, by its full name: its class. */
export type PipelineEventMap = {
  [K in keyof PipelineEventDetails]: K extends RequestType
    ? PipelineRequestEvent<K>
    : CustomEvent<PipelineEventDetails[K]>;
};

declare global {
  // Merged with the platform's own map, so that `addEventListener` knows the details in every framework.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface GlobalEventHandlersEventMap extends PipelineEventMap {}
}

/** What goes with a request on its way up; lies under a shared symbol, so that two copies of the kit agree on it. */
interface Envelope {
  /** The store that the request is meant for; none: the nearest owner of data. */
  readonly store?: StoreHandle;
  readonly waits: unknown[];
  /** An owner of data has taken it. */
  claimed: boolean;
  /** Too late for a veto: the owner has begun. */
  decided: boolean;
  /** The change that it takes back. */
  undoes?: UndoEntry;
  /** Tells the one who asked what became of it. A plain `CustomEvent` of a host has nobody to tell. */
  readonly resolve?: (result: RequestResult | Promise<RequestResult>) => void;
}
const ENVELOPE = Symbol.for('pipeline-elements/request/1');

type Enveloped = Event & { [ENVELOPE]?: Envelope };

/**
 * A wish to change data or settings. Nothing has changed yet: `preventDefault()` refuses it at once,
 * `waitUntil(promise)` delays it, and a rejection or `false` refuses it. Only the owner of the data applies it, once.
 *
 * @example
 * provider.addEventListener('pipeline-deal-move-request', (event) => event.waitUntil(askServer(event.detail.moves)));
 */
export class PipelineRequestEvent<T extends RequestType = RequestType> extends CustomEvent<
  PipelineRequestDetails[T]
> {
  declare readonly type: T;
  /** What became of it, once an owner has taken it. Never rejects. */
  readonly result: Promise<RequestResult>;

  constructor(type: T, detail: PipelineRequestDetails[T], store?: StoreHandle) {
    super(type, { detail, bubbles: true, cancelable: true, composed: true });
    let resolve: (result: RequestResult | Promise<RequestResult>) => void = () => undefined;
    this.result = new Promise((done) => (resolve = done));
    (this as Enveloped)[ENVELOPE] = { store, waits: [], claimed: false, decided: false, resolve };
  }

  /** Keeps the request waiting. A rejection (its message is the reason) or `false` refuses it. */
  waitUntil(promise: PromiseLike<unknown>): void {
    const envelope = envelopeOf(this);
    if (envelope.decided)
      warnOnce(`waitUntil() on ${this.type} came too late: it must be called while the event is heard.`);
    else envelope.waits.push(promise);
    // A rejection that nobody waits for any more must not surface as an unhandled one.
    promise.then(undefined, () => undefined);
  }

  override preventDefault(): void {
    if (envelopeOf(this).decided) {
      warnOnce(
        `preventDefault() on ${this.type} came too late: use event.waitUntil(promise) to decide later.`,
      );
    } else super.preventDefault();
  }
}

/** A request's envelope; a plain `CustomEvent` of a host gets one when it first meets an owner. */
export function envelopeOf(event: Event): Envelope {
  return ((event as Enveloped)[ENVELOPE] ??= { waits: [], claimed: false, decided: false });
}

/** Fires a fact. An exception in a listener stays with the browser's own report and never reaches the caller. */
export function emit<K extends keyof PipelineFactDetails>(
  target: EventTarget,
  name: K,
  detail: PipelineFactDetails[K],
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
