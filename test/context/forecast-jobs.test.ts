import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { ForecastClient, ForecastJobs } from '../../src/context/forecast-jobs.js';
import type { ForecastTask, JobWays } from '../../src/context/forecast-jobs.js';
import { applyPatch, patchOf, slimDeal } from '../../src/context/forecast-wire.js';
import type { ToWorker } from '../../src/context/forecast-wire.js';
import { drive } from '../../src/context/slices.js';
import type { PipelineData } from '../../src/core/model.js';
import { fakeEngine, forecastData } from './forecast-fixture.js';

const workerFile = new URL('./forecast-fixture-worker.ts', import.meta.url);

/** A page's jobs, with all that was sent to workers and how many of them live. */
function setUp(ways: Partial<JobWays> = {}) {
  const sent: ToWorker[] = [];
  const seen = { started: 0, ended: 0, loads: 0 };
  const jobs = new ForecastJobs({
    startWorker: () => {
      const worker = new Worker(workerFile, { type: 'module' });
      seen.started++;
      const { postMessage, terminate } = worker;
      worker.postMessage = (message: ToWorker) => {
        sent.push(message);
        postMessage.call(worker, message);
      };
      worker.terminate = () => {
        seen.ended++;
        terminate.call(worker);
      };
      return worker;
    },
    loadEngine: () => {
      seen.loads++;
      return Promise.resolve(fakeEngine);
    },
    ...ways,
  });
  let told = 0;
  const client = new ForecastClient(jobs, () => told++);
  return { jobs, client, sent, seen, told: () => told };
}
const noWorker: Partial<JobWays> = { startWorker: () => undefined };

const task = (more: Partial<ForecastTask['options']> = {}): ForecastTask => ({
  what: 'forecast',
  view: { asOf: Date.UTC(2026, 0, 15), present: true, timeZone: 'UTC' },
  options: more,
});
async function resultOf(client: ForecastClient, data: PipelineData, asked: ForecastTask) {
  await waitUntil(() => client.ask(data, asked).result ?? client.ask(data, asked).problem, 'no result', {
    timeout: 8000,
  });
  return client.ask(data, asked);
}
const kinds = (sent: readonly ToWorker[]): string[] => sent.map(({ type }) => type);

for (const [name, ways] of [
  ['in a worker', {}],
  ['in slices on the page', noWorker],
] as const) {
  describe(`forecast jobs ${name}`, () => {
    it('give a result, once for the same data and task, and tell of it', async () => {
      const { jobs, client, seen, told } = setUp(ways);
      const data = forecastData([1, 2, 3]);
      expect(client.ask(data, task())).to.deep.equal({ share: 0, last: undefined });
      const { result } = await resultOf(client, data, task());
      expect(result?.periods[0]?.mean).to.equal(6);
      expect(told()).to.be.greaterThan(0);

      const other = new ForecastClient(jobs, () => undefined);
      expect(other.ask(data, task()).result, 'another widget asks for the same').to.equal(result);
      expect(seen.loads).to.equal(name === 'in a worker' ? 0 : 1);
      client.drop();
      other.drop();
    });

    it('show how far they are, and end with the newest request, whatever was asked before', async () => {
      const { client } = setUp(ways);
      const data = forecastData([1]);
      client.ask(data, task({ seed: 30 }));
      await aTimeout(20);
      client.ask(data, task({ seed: 31 }));
      const shares: number[] = [];
      await waitUntil(
        () => {
          const { share, result } = client.ask(data, task({ seed: 15 }));
          shares.push(share);
          return result;
        },
        '',
        { interval: 5, timeout: 8000 },
      );
      expect(client.ask(data, task({ seed: 15 })).result?.levels).to.deep.equal([15]);
      expect(new Set(shares).size, `distinct shares of ${shares.join()}`).to.be.greaterThan(3);
      expect([...shares].sort((a, b) => a - b)).to.deep.equal(shares);
      client.drop();
    });

    it('keep the last result of the same request while new data is worked on, and no other', async () => {
      const { client } = setUp(ways);
      const data = forecastData([1, 2]);
      const { result } = await resultOf(client, data, task());
      const moved = { ...data, deals: [...data.deals.slice(1), { ...data.deals[0]!, amount: 10 }] };
      const waiting = client.ask(moved, task());
      expect(waiting.result).to.equal(undefined);
      expect(waiting.last).to.equal(result);
      expect((await resultOf(client, moved, task())).result?.periods[0]?.mean).to.equal(12);
      expect(client.ask(moved, task({ periods: 2 })).last).to.equal(undefined);
      client.drop();
    });

    it('say why there is none, and try again when asked to', async () => {
      const { client } = setUp(ways);
      const data = forecastData([1]);
      const { problem } = await resultOf(client, data, task({ goal: -1 }));
      expect(problem).to.deep.equal({ code: 'load-failed', params: { reason: 'no forecast today' } });
      client.retry();
      expect(client.ask(data, task({ goal: -1 })).problem).to.equal(undefined);
      await waitUntil(() => client.ask(data, task({ goal: -1 })).problem);
      client.drop();
    });

    it('stop working when nobody waits any more', async () => {
      let steps = 0;
      const counted = {
        ...fakeEngine,
        *forecastSteps(...given: Parameters<typeof fakeEngine.forecastSteps>) {
          for (const share of { [Symbol.iterator]: () => fakeEngine.forecastSteps(...given) }) {
            steps++;
            yield share;
          }
          return yield* fakeEngine.forecastSteps(...given);
        },
      };
      const { client, seen, told } = setUp({ ...ways, loadEngine: () => Promise.resolve(counted) });
      client.ask(forecastData([1]), task({ seed: 30 }));
      await aTimeout(150);
      client.drop();
      const [steps0, told0] = [steps, told()];
      await aTimeout(200);
      expect(steps).to.be.lessThan(steps0 + 2);
      expect(told()).to.equal(told0);
      expect(seen.ended, 'workers').to.equal(seen.started);
    });
  });
}

describe('the forecast worker', () => {
  it('gets each data once, then what changed in it, and lets go of what nobody shows', async () => {
    const { client, sent } = setUp();
    const data = forecastData(Array.from({ length: 2500 }, (_, at) => at));
    await resultOf(client, data, task());
    expect(kinds(sent)).to.deep.equal(['data', 'deals', 'deals', 'deals', 'run']);
    expect(JSON.stringify(sent)).not.to.match(/Secret|Deal \d/);

    sent.length = 0;
    await resultOf(client, data, task({ periods: 3 }));
    expect(kinds(sent), 'the same data').to.deep.equal(['run']);

    sent.length = 0;
    const [first, ...rest] = data.deals;
    const moved = { ...data, deals: [{ ...first!, amount: 1000 }, ...rest] };
    const { result } = await resultOf(client, moved, task());
    expect(result?.periods[0]?.mean).to.equal(1000 + (2499 * 2500) / 2);
    expect(kinds(sent), 'one deal moved').to.have.members(['patch', 'drop', 'run']);
    expect(JSON.stringify(sent).length).to.be.lessThan(1000);
    client.drop();
  });

  it('is one for all widgets, and ends with the last of them; a widget that is moved keeps it', async () => {
    const { jobs, client, seen } = setUp();
    const other = new ForecastClient(jobs, () => undefined);
    const data = forecastData([1]);
    await resultOf(client, data, task());
    await resultOf(other, data, task({ periods: 2 }));
    expect(seen.started).to.equal(1);
    other.drop();
    client.drop();
    client.ask(data, task({ periods: 4 }));
    await aTimeout(20);
    expect(seen).to.include({ started: 1, ended: 0 });
    client.drop();
    await aTimeout(20);
    expect(seen).to.include({ started: 1, ended: 1 });
    await resultOf(client, data, task({ periods: 5 }));
    expect(seen.started, 'and starts again').to.equal(2);
    client.drop();
  });

  it('works for two requests at a time', async () => {
    const { jobs, client } = setUp();
    const other = new ForecastClient(jobs, () => undefined);
    const data = forecastData([1]);
    client.ask(data, task({ seed: 5 }));
    other.ask(data, task({ seed: 1 }));
    await Promise.all([resultOf(client, data, task({ seed: 5 })), resultOf(other, data, task({ seed: 1 }))]);
    client.drop();
    other.drop();
  });

  for (const [why, startWorker] of [
    ['throws', () => undefined],
    ['does not load', () => new Worker(new URL('./no-such-file.js', import.meta.url), { type: 'module' })],
    [
      'is of another version',
      () =>
        new Worker(
          URL.createObjectURL(
            new Blob(['postMessage({ type: "ready", wire: 0 })'], { type: 'text/javascript' }),
          ),
        ),
    ],
  ] as const) {
    it(`that ${why} is no reason to have no forecast: the page works it out, in slices`, async () => {
      const { client, seen } = setUp({ startWorker });
      const { result } = await resultOf(client, forecastData([4]), task());
      expect(result?.periods[0]?.mean).to.equal(4);
      expect(seen.loads).to.equal(1);
      client.drop();
    });
  }

  it('that dies half way hands its work to the page', async () => {
    let worker: Worker | undefined;
    const { client, seen } = setUp({
      startWorker: () => (worker = new Worker(workerFile, { type: 'module' })),
    });
    const data = forecastData([4]);
    client.ask(data, task({ seed: 20 }));
    await waitUntil(() => client.ask(data, task({ seed: 20 })).share > 0);
    worker!.dispatchEvent(new ErrorEvent('error', { cancelable: true }));
    const { result } = await resultOf(client, data, task({ seed: 20 }));
    expect(result?.periods[0]?.mean).to.equal(4);
    expect(seen.loads).to.equal(1);
    client.drop();
  });

  it('data that cannot be copied is worked on by the page', async () => {
    const { client, seen } = setUp();
    const data = forecastData([4]);
    const odd = { ...data, deals: [{ ...data.deals[0]!, fields: { f: (() => 1) as unknown as string } }] };
    const { result } = await resultOf(client, odd, task());
    expect(result?.periods[0]?.mean).to.equal(4);
    expect(seen.loads).to.equal(1);
    client.drop();
  });
});

describe('slices', () => {
  it('leave the page time to breathe', async () => {
    const lengths: number[] = [];
    function* long(): Generator<number, string> {
      let last = performance.now();
      for (let step = 0; step < 200; step++) {
        const now = performance.now();
        if (now - last > 3) lengths.push(now - last);
        const end = now + 1;
        while (performance.now() < end);
        last = performance.now();
        yield step / 200;
      }
      return 'done';
    }
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    expect(await drive(long(), { slice: 8 })).to.equal('done');
    clearInterval(timer);
    expect(ticks).to.be.greaterThan(8);
  });

  it('end what was called off, and let it put away what it holds', async () => {
    let isPutAway = false;
    function* endless(): Generator<number, never> {
      try {
        for (;;) yield 0;
      } finally {
        isPutAway = true;
      }
    }
    const controller = new AbortController();
    const run = drive(endless(), { slice: 1, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    let reason: unknown;
    await run.catch((error: unknown) => (reason = error));
    expect((reason as Error).message).to.equal('enough');
    expect(isPutAway).to.equal(true);
  });
});

describe('what is sent', () => {
  it('leads from one data to the next: deals replaced, added, taken away; goals replaced', () => {
    const data = forecastData([1, 2, 3]);
    const replaced = data.deals.map((deal, at) => (at === 1 ? { ...deal, amount: 9 } : deal));
    for (const deals of [
      replaced,
      [...data.deals, { ...data.deals[0]!, id: 'new' }],
      data.deals.slice(0, 2),
    ]) {
      for (const goals of [undefined, [{ from: '2026-01-01', to: '2026-02-01', amount: 1 }]]) {
        const next: PipelineData = { ...data, deals, ...(goals && { goals }) };
        const slim = (all: PipelineData): PipelineData => ({ ...all, deals: all.deals.map(slimDeal) });
        const patch = patchOf(data, next)!;
        expect(applyPatch(slim(data), patch)).to.deep.equal(slim(next));
        expect(patch.deals).to.have.length.lessThan(2);
      }
    }
  });

  it('is all of it where too much differs', () => {
    const amounts = Array.from({ length: 3000 }, () => 1);
    expect(patchOf(forecastData(amounts), forecastData(amounts))).to.equal(undefined);
  });
});
