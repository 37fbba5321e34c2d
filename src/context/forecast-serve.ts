/** The worker's side: keeps data, does one job at a time, and listens in between. */
import type { Deal, PipelineData } from '../core/model.js';
import type { View } from '../core/view/types.js';
import { replaceDeals, viewAt } from '../core/view/view.js';
import type { ForecastEngine } from './forecast-engine.js';
import { applyPatch, packResult, WIRE } from './forecast-wire.js';
import type { DataRest, ForecastResult, ForecastTask, FromWorker, ToWorker } from './forecast-wire.js';
import { problemOf } from './problem.js';
import { drive } from './slices.js';

/** Work between two looks at the messages. */
const SLICE_MS = 40;
/** Between two words on how far it is. */
const TELL_MS = 80;

/** A worker's global scope, or what stands for it. */
export interface Port {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

interface Held {
  readonly data: PipelineData;
  readonly views: Map<string, View>;
}

/** Data, the views of it that were asked for, and where they came from: facts of deals that stay are kept. */
export class DataShelf {
  readonly #parts = new Map<number, { readonly rest: DataRest; readonly deals: Deal[] }>();
  readonly #held = new Map<number, Held>();

  start(id: number, rest: DataRest): void {
    this.#parts.set(id, { rest, deals: [] });
  }

  add(id: number, deals: readonly Deal[]): void {
    const kept = this.#parts.get(id)?.deals;
    for (const deal of deals) kept?.push(deal);
  }

  patch(id: number, from: number, patch: Parameters<typeof applyPatch>[1]): void {
    const before = this.#heldOf(from);
    if (!before) return;
    const data = applyPatch(before.data, patch);
    const views = new Map([...before.views].map(([key, view]) => [key, replaceDeals(view, data)]));
    this.#held.set(id, { data, views });
  }

  drop(id: number): void {
    this.#parts.delete(id);
    this.#held.delete(id);
  }

  view(id: number, asked: ForecastTask['view']): View {
    const held = this.#heldOf(id);
    // Only where the two sides disagree; then the page hears of it.
    if (!held) throw new Error(`no data ${id}`);
    return viewOf(held, asked);
  }

  #heldOf(id: number): Held | undefined {
    const parts = this.#parts.get(id);
    if (parts) {
      this.#parts.delete(id);
      this.#held.set(id, { data: { ...parts.rest, deals: parts.deals }, views: new Map() });
    }
    return this.#held.get(id);
  }
}

function viewOf({ data, views }: Held, { asOf, present, timeZone, filter }: ForecastTask['view']): View {
  const key = JSON.stringify([asOf, present, timeZone, filter]);
  let view = views.get(key);
  if (!view) views.set(key, (view = viewAt(data, { asOf, present, timeZone, filter })));
  return view;
}

/** The work of a task on a view. */
export function stepsOf(
  engine: ForecastEngine,
  view: View,
  { what, options }: ForecastTask,
): Generator<number, ForecastResult> {
  const all = { ...options, asOf: view.frame.asOf, timeZone: view.frame.timeZone };
  return what === 'replay' ? engine.replaySteps(view, all) : engine.forecastSteps(view, all);
}

/** Answers a page's messages. Ready as soon as it is called. */
export function serve(port: Port, engine: ForecastEngine): void {
  const shelf = new DataShelf();
  const waiting: Extract<ToWorker, { type: 'run' }>[] = [];
  let running: { readonly job: number; readonly controller: AbortController } | undefined;

  const run = async ({ job, data, task }: Extract<ToWorker, { type: 'run' }>): Promise<void> => {
    const controller = new AbortController();
    running = { job, controller };
    let told = performance.now();
    try {
      const result = await drive(stepsOf(engine, shelf.view(data, task.view), task), {
        slice: SLICE_MS,
        signal: controller.signal,
        onProgress: (share) => {
          const now = performance.now();
          if (now - told < TELL_MS) return;
          told = now;
          port.postMessage({ type: 'progress', job, share });
        },
      });
      port.postMessage({ type: 'done', job, result: packResult(result) });
    } catch (error) {
      // Nobody waits for what was called off.
      if (!controller.signal.aborted) port.postMessage({ type: 'failed', job, problem: problemOf(error) });
    }
    running = undefined;
    next();
  };
  const next = (): void => {
    const first = running ? undefined : waiting.shift();
    if (first) void run(first);
  };

  port.addEventListener('message', ({ data: message }) => {
    switch (message.type) {
      case 'data':
        shelf.start(message.id, message.rest);
        break;
      case 'deals':
        shelf.add(message.id, message.deals);
        break;
      case 'patch':
        shelf.patch(message.id, message.from, message.patch);
        break;
      case 'drop':
        shelf.drop(message.id);
        break;
      case 'run':
        waiting.push(message);
        next();
        break;
      case 'abort': {
        const at = waiting.findIndex(({ job }) => job === message.job);
        if (at >= 0) waiting.splice(at, 1);
        if (running?.job === message.job) running.controller.abort();
        break;
      }
    }
  });
  port.postMessage({ type: 'ready', wire: WIRE });
}
