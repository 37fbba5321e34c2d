/**
 * Forecasts off the render path: in the kit's worker, else in slices on the page. One result for all widgets of a page
 * that ask for the same; work that nobody waits for any more is called off; nothing runs once the last widget is gone.
 */
import type { Forecast, Replay } from '../core/forecast/types.js';
import type { PipelineData } from '../core/model.js';
import { viewAt } from '../core/view/view.js';
import type { ForecastEngine } from './forecast-engine.js';
import { loadEngine } from './forecast-load.js';
import { JobError, Remote, startWorker } from './forecast-remote.js';
import { stepsOf } from './forecast-serve.js';
import type { ForecastResult, ForecastTask } from './forecast-wire.js';
import { mapIn } from './memo.js';
import { problemOf } from './problem.js';
import { drive } from './slices.js';
import type { Problem } from './types.js';

export type { ForecastTask } from './forecast-wire.js';

/** Work on the page between two pauses: half a frame. */
const SLICE_MS = 8;
/** Where a forecast of the data before is shown, a new one waits until so long nothing more has changed. */
const QUIET_MS = 300;

/** Resolves after a time, or at once when it is called off; leaves no timer behind. */
const quiet = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        done();
      },
      { once: true },
    );
  });

/** How far a result is: there, on its way, or not to be had. */
export interface JobState<R extends ForecastResult = ForecastResult> {
  readonly result?: R;
  /** Share that is done, 0..1, while it is on its way. */
  readonly share: number;
  readonly problem?: Problem;
}

/** How forecasts are worked out; tests have ways of their own. */
export interface JobWays {
  readonly startWorker: () => Worker | undefined;
  readonly loadEngine: () => Promise<ForecastEngine>;
}

class Entry {
  state: JobState = { share: 0 };
  readonly listeners = new Set<() => void>();
  controller?: AbortController;
  /** The worker keeps its data. */
  heldBy?: Remote;

  constructor(
    readonly data: PipelineData,
    readonly task: ForecastTask,
  ) {}

  set(state: JobState): void {
    this.state = state;
    for (const listener of [...this.listeners]) listener();
  }
}

/** All jobs of a page. */
export class ForecastJobs {
  readonly #ways: JobWays;
  readonly #known = new WeakMap<PipelineData, Map<string, Entry>>();
  /** Clients that follow something. */
  readonly #users = new Set<object>();
  /** The worker, being started or up; undefined: none was needed yet. Resolves to undefined where none starts. */
  #starting?: { readonly remote: Promise<Remote | undefined>; readonly controller: AbortController };
  #up?: Remote;
  /** Work on the page is done one job after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ways: JobWays) {
    this.#ways = ways;
  }

  /** Called by clients. */
  enter(client: object): void {
    this.#users.add(client);
  }

  /** Called by clients. A widget that is only moved comes back at once, and finds the worker running. */
  leave(client: object): void {
    this.#users.delete(client);
    queueMicrotask(() => this.#users.size === 0 && this.#close());
  }

  /**
   * What is known of a task; starts it where nothing is. The listener is told of every change until it is let go.
   * @param wait ms before it is started: a row of moves asks once
   */
  follow(data: PipelineData, task: ForecastTask, listener: () => void, wait = 0): Entry {
    const known = mapIn(this.#known, data);
    const key = JSON.stringify(task);
    let entry = known.get(key);
    if (!entry) known.set(key, (entry = new Entry(data, task)));
    entry.listeners.add(listener);
    if (entry.state.result) return entry;
    // At once, as long as the worker still has the data that this one came from.
    if (this.#up) this.#hold(entry, this.#up);
    if (!entry.state.problem && !entry.controller) void this.#run(entry, wait);
    return entry;
  }

  letGo(entry: Entry, listener: () => void): void {
    entry.listeners.delete(listener);
    if (entry.listeners.size > 0) return;
    entry.controller?.abort();
    entry.controller = undefined;
    entry.heldBy?.release(entry.data);
    entry.heldBy = undefined;
    if (!entry.state.result) entry.state = { share: 0 };
  }

  /** Starts again what failed. */
  retry(entry: Entry): void {
    if (!entry.state.problem) return;
    entry.set({ share: 0 });
    void this.#run(entry);
  }

  async #run(entry: Entry, wait = 0): Promise<void> {
    const controller = (entry.controller = new AbortController());
    const { signal } = controller;
    const onProgress = (share: number): void => {
      if (!signal.aborted) entry.set({ share });
    };
    try {
      if (wait > 0) await quiet(wait, signal);
      signal.throwIfAborted();
      const result = await this.#work(entry, signal, onProgress);
      if (!signal.aborted) entry.set({ result, share: 1 });
    } catch (error) {
      if (signal.aborted) return;
      entry.set({ share: 0, problem: error instanceof JobError ? error.problem : problemOf(error) });
    } finally {
      if (entry.controller === controller) entry.controller = undefined;
    }
  }

  async #work(
    entry: Entry,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<ForecastResult> {
    const remote = await this.#start();
    signal.throwIfAborted();
    if (remote && !remote.isClosed) {
      try {
        this.#hold(entry, remote);
        return await remote.run(entry.data, entry.task, { signal, onProgress });
      } catch (error) {
        // What the job says itself would be the same here; data that can't be sent, or a dead worker, is no reason.
        if (error instanceof JobError || signal.aborted) throw error;
      }
    }
    const turn = this.#queue.then(() => this.#onPage(entry, signal, onProgress));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #onPage(
    { data, task }: Entry,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<ForecastResult> {
    signal.throwIfAborted();
    const engine = await this.#ways.loadEngine();
    signal.throwIfAborted();
    return drive(stepsOf(engine, viewAt(data, task.view), task), { slice: SLICE_MS, signal, onProgress });
  }

  #hold(entry: Entry, remote: Remote): void {
    if (remote.isClosed || entry.heldBy === remote) return;
    remote.hold(entry.data);
    entry.heldBy = remote;
  }

  /** One that has died is not started again: it would die of the same. */
  #start(): Promise<Remote | undefined> {
    if (!this.#starting) {
      const controller = new AbortController();
      const remote = Remote.start(this.#ways.startWorker, controller.signal).then((started) => {
        if (!controller.signal.aborted) this.#up = started;
        return started;
      });
      this.#starting = { remote, controller };
    }
    return this.#starting.remote;
  }

  #close(): void {
    this.#starting?.controller.abort();
    this.#starting = undefined;
    this.#up?.close(new Error('nobody is there any more'));
    this.#up = undefined;
  }
}

/** A widget's way to its forecast: what it last asked for counts, whatever comes late. */
export class ForecastClient<R extends ForecastResult = Forecast> {
  readonly #jobs: ForecastJobs;
  readonly #changed: () => void;
  #entry?: Entry;
  #last?: R;

  /** @param changed there is news: ask again */
  constructor(jobs: ForecastJobs, changed: () => void) {
    this.#jobs = jobs;
    this.#changed = changed;
  }

  /**
   * How far the forecast is; asking for something else calls the last request off.
   * `last`: what the same request gave for the data before, for as long as there is nothing newer.
   */
  ask(data: PipelineData, task: ForecastTask): JobState<R> & { readonly last?: R } {
    const before = this.#entry;
    const isSameTask = before && JSON.stringify(before.task) === JSON.stringify(task);
    if (before?.data !== data || !isSameTask) {
      if (!before) this.#jobs.enter(this);
      if (!isSameTask) this.#last = undefined;
      // First the new one, then the old one goes: the worker learns of new data by its difference to the old.
      this.#entry = this.#jobs.follow(data, task, this.#changed, this.#last ? QUIET_MS : 0);
      if (before) this.#jobs.letGo(before, this.#changed);
    }
    const state = (this.#entry as Entry).state as JobState<R>;
    if (state.result) this.#last = state.result;
    return { ...state, last: this.#last };
  }

  retry(): void {
    if (this.#entry) this.#jobs.retry(this.#entry);
  }

  /** Waits for nothing any more, and forgets what was there; asking again begins anew. */
  drop(): void {
    const before = this.#entry;
    if (!before) return;
    this.#entry = undefined;
    this.#last = undefined;
    this.#jobs.letGo(before, this.#changed);
    this.#jobs.leave(this);
  }
}

export type ForecastState = ReturnType<ForecastClient['ask']>;
export type ReplayClient = ForecastClient<Replay>;

let jobs: ForecastJobs | undefined;

/** The jobs of this page, made when they are first needed. @param ways instead of the kit's own: for tests */
export function forecastJobs(ways?: JobWays): ForecastJobs {
  if (ways) jobs = new ForecastJobs(ways);
  return (jobs ??= new ForecastJobs({ startWorker, loadEngine }));
}
