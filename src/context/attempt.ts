import { reasonOf } from './problem.js';
import type { PipelineRequest, PipelineSource } from './types.js';

/** How long a save may take before it counts as late, in ms. */
const PATIENCE = 10_000;

export interface AttemptOptions {
  readonly save: NonNullable<PipelineSource['save']>;
  readonly request: PipelineRequest;
  /** Milliseconds after which it counts as late. */
  readonly patience?: number;
  /** It has become late, or is tried again. */
  onChange(): void;
}

/**
 * Saving one change, however often that has to be tried. It ends once: with the first success, with a failure of the
 * latest try, or by being given up; what a host's promise does after that is nobody's business any more.
 */
export class Attempt {
  /** Rejects with the reason. */
  readonly done: Promise<void>;
  readonly #options: AttemptOptions;
  #settle!: (error?: Error) => void;
  #try = 0;
  #isLate = false;
  #isOver = false;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.done = new Promise((resolve, reject) => {
      this.#settle = (error) => {
        if (this.#isOver) return;
        this.#isOver = true;
        this.#rest();
        if (error) reject(error);
        else resolve();
      };
    });
    this.#start();
  }

  /** Nobody knows yet how it ends: it takes long, or there is no connection. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** Tries again; the try before is told by its signal. Should that have succeeded all the same, it counts. */
  readonly retry = (): void => {
    if (this.#isOver) return;
    this.#rest();
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#isLate = false;
    this.#start();
    this.#options.onChange();
  };

  /** Ends it without a result. */
  cancel(reason: string): void {
    this.#settle(new Error(reason));
    this.#controller.abort();
  }

  #start(): void {
    const own = ++this.#try;
    const { save, request, patience = PATIENCE } = this.#options;
    this.#timer = setTimeout(() => this.#wait(), patience);
    const fail = (error: unknown): void => {
      if (own !== this.#try || this.#isOver) return;
      // Not the server's no, but no server: the change waits until there is one.
      if (isOffline()) this.#wait();
      else this.#settle(new Error(reasonOf(error)));
    };
    try {
      Promise.resolve(save(request, this.#controller.signal)).then(() => this.#settle(), fail);
    } catch (error) {
      fail(error);
    }
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#isLate = true;
    if (isOffline()) globalThis.addEventListener('online', this.retry, { once: true });
    this.#options.onChange();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    if (this.#isLate) globalThis.removeEventListener('online', this.retry);
  }
}

const isOffline = (): boolean => typeof navigator !== 'undefined' && navigator.onLine === false;
