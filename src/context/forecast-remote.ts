/** The page's side of a worker: starts it, sends it each data once, asks and calls off. */
import type { PipelineData } from '../core/model.js';
import { kitPolicy, workerUrl } from './policy.js';
import type { Problem } from './types.js';
import { breathe } from './slices.js';
import { patchOf, restOf, slimDeal, unpackResult, WIRE } from './forecast-wire.js';
import type { ForecastResult, ForecastTask, FromWorker, ToWorker } from './forecast-wire.js';

/** A worker that has not said a word by then never will. */
const PATIENCE_MS = 5000;
/** Deals that are copied for the worker at a time: some milliseconds. */
const BATCH = 1000;

/** What a worker says about a job that failed, as an error. */
export class JobError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * Starts the kit's worker. undefined: the page is of another origin than the kit's files, its policy or its browser
 * forbids it. Where a policy lets it be made, but not load, it says so by an `error` event.
 */
export function startWorker(): Worker | undefined {
  try {
    const url = workerUrl();
    if (typeof Worker === 'undefined' || url.origin !== location.origin) return undefined;
    const trusted = kitPolicy()?.createScriptURL(url.href) ?? url.href;
    return new Worker(trusted, { type: 'module', name: 'pipeline-elements' });
  } catch {
    return undefined;
  }
}

interface Sent {
  readonly id: number;
  /** Rejects where the data can't be sent. */
  readonly ready: Promise<void>;
  isReady: boolean;
  users: number;
}
interface Job {
  readonly resolve: (result: ForecastResult) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: (share: number) => void;
}

export class Remote {
  readonly #worker: Worker;
  readonly #sent = new Map<PipelineData, Sent>();
  readonly #jobs = new Map<number, Job>();
  #ids = 0;
  #isClosed = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    // It died: of memory, most likely. What it was at is done on the page, in slices.
    worker.onerror = (event) => {
      event.preventDefault();
      this.close(new Error('the worker stopped'));
    };
  }

  /** A worker that has answered; undefined: none starts here. */
  static async start(start: () => Worker | undefined, signal: AbortSignal): Promise<Remote | undefined> {
    const worker = start();
    if (!worker) return undefined;
    const isUp = await new Promise<boolean>((resolve) => {
      const settle = (answer: boolean): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve(answer);
      };
      const stop = (): void => settle(false);
      const timer = setTimeout(stop, PATIENCE_MS);
      signal.addEventListener('abort', stop);
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
        settle(data.type === 'ready' && data.wire === WIRE);
      worker.onerror = (event) => {
        event.preventDefault();
        settle(false);
      };
    });
    if (isUp && !signal.aborted) return new Remote(worker);
    worker.terminate();
    return undefined;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Ends the worker; jobs that run are rejected with the reason. */
  close(reason: unknown): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#worker.terminate();
    for (const { reject } of this.#jobs.values()) reject(reason);
    this.#jobs.clear();
    this.#sent.clear();
  }

  /** The worker keeps the data until it was released as often. */
  hold(data: PipelineData): void {
    const known = this.#sent.get(data);
    if (known) {
      known.users++;
      return;
    }
    const sent: Sent = { id: ++this.#ids, ready: this.#send(data, this.#ids), isReady: false, users: 1 };
    sent.ready.then(
      () => (sent.isReady = true),
      // Whoever runs a job on it hears of it.
      () => undefined,
    );
    this.#sent.set(data, sent);
  }

  release(data: PipelineData): void {
    const sent = this.#sent.get(data);
    if (!sent || --sent.users > 0) return;
    this.#sent.delete(data);
    this.#post({ type: 'drop', id: sent.id });
  }

  /** Runs a job on data that is held. @throws JobError, or what keeps data from being sent */
  async run(
    data: PipelineData,
    task: ForecastTask,
    { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<ForecastResult> {
    const sent = this.#sent.get(data);
    if (!sent) throw new Error('data was not held');
    await sent.ready;
    signal.throwIfAborted();
    if (this.#isClosed) throw new Error('the worker stopped');
    const job = ++this.#ids;
    const stop = (): void => {
      this.#post({ type: 'abort', job });
      this.#jobs.get(job)?.reject(signal.reason);
      this.#jobs.delete(job);
    };
    signal.addEventListener('abort', stop);
    try {
      return await new Promise<ForecastResult>((resolve, reject) => {
        this.#jobs.set(job, { resolve, reject, onProgress });
        this.#post({ type: 'run', job, data: sent.id, task });
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** As a difference to data that the worker has, else whole, in batches. */
  async #send(data: PipelineData, id: number): Promise<void> {
    for (const [known, { id: from, isReady }] of [...this.#sent].reverse()) {
      const patch = isReady ? patchOf(known, data) : undefined;
      if (patch) return this.#post({ type: 'patch', id, from, patch });
    }
    this.#post({ type: 'data', id, rest: restOf(data) });
    for (let at = 0; at < data.deals.length; at += BATCH) {
      if (at > 0) await breathe();
      if (this.#isClosed || (at > 0 && !this.#sent.has(data))) return;
      this.#post({ type: 'deals', id, deals: data.deals.slice(at, at + BATCH).map(slimDeal) });
    }
  }

  #post(message: ToWorker): void {
    if (!this.#isClosed) this.#worker.postMessage(message);
  }

  #hear(message: FromWorker): void {
    if (message.type === 'ready') return;
    const job = this.#jobs.get(message.job);
    if (!job) return;
    if (message.type === 'progress') return job.onProgress(message.share);
    this.#jobs.delete(message.job);
    if (message.type === 'done') job.resolve(unpackResult(message.result));
    else job.reject(new JobError(message.problem));
  }
}
