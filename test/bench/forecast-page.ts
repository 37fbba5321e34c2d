/** What the forecast's benchmark does inside a page. Bundled by forecast-worker.ts, which calls `globalThis.bench`. */
import { Remote } from '../../src/context/forecast-remote.js';
import type { ToWorker } from '../../src/context/forecast-wire.js';
import type { Forecast } from '../../src/core/forecast/types.js';
import type { PipelineData } from '../../src/core/model.js';
import { manyDeals, TODAY } from './forecast-deals.js';

/** Milliseconds by the wall clock. */
export interface InWorker {
  /** Until the page has sent all deals, batch by batch, with other work let through in between. */
  readonly send: number;
  /** From the question to the answer on the page, all deals having been read by the worker. */
  readonly forecast: number;
  /** What the page then needs to read the answer; part of `forecast`. */
  readonly read: number;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const data = new Map<number, PipelineData>();
let lastSent = 0;
let reading = 0;
let remote: Remote | undefined;

function startWorker(): Worker {
  const worker = new Worker('/context/forecast-worker.js', { type: 'module' });
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (message: ToWorker) => {
    post(message);
    if (message.type === 'deals') lastSent = performance.now();
  };
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    // A message is read where it is first looked at.
    const start = performance.now();
    void event.data;
    reading = performance.now() - start;
  });
  return worker;
}

/** A forecast of `n` open and `n` closed deals that the worker has not seen; the first one of a page is cold. */
async function forecastIn(n: number): Promise<InWorker> {
  const { signal } = new AbortController();
  remote ??= await Remote.start(startWorker, signal);
  if (!remote) throw new Error('The worker did not start.');
  const known = data.get(n) ?? manyDeals(n);
  data.set(n, known);
  // Pipelines of its own: else it goes as the difference to the one before.
  const deals = known.deals.map((deal) => ({ ...deal }));
  const unseen = { ...known, deals };
  const start = performance.now();
  remote.hold(unseen);
  do await pause(250);
  while (performance.now() - lastSent < 200);
  const sent = lastSent - start;
  const asked = performance.now();
  const result = (await remote.run(
    unseen,
    {
      what: 'forecast',
      view: { asOf: TODAY * 86_400_000, present: false, timeZone: 'UTC' },
      options: { period: 'month', periods: 12, origins: 0 },
    },
    { signal, onProgress: () => undefined },
  )) as Forecast;
  const answered = performance.now();
  if (result.deals.length < n * 0.9) throw new Error(`${result.deals.length} deals are not ${n}.`);
  remote.release(unseen);
  return { send: sent, forecast: answered - asked, read: reading };
}

const bench = { forecastIn };
export type ForecastBench = typeof bench;
(globalThis as { bench?: ForecastBench }).bench = bench;
