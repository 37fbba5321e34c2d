import type { Deal, PipelineData } from '../../src/core/model.js';

/** A small pipeline with history: `n` open deals, `d0` … in the first stage, the second, the first, … */
export function sampleData(n = 6, over: Partial<PipelineData> = {}): PipelineData {
  const deals = Array.from({ length: n }, (_, i): Deal => {
    const stage = i % 2 === 0 ? 'lead' : 'offer';
    return {
      id: `d${i}`,
      name: `Deal ${i}`,
      pipeline: 'sales',
      stage,
      amount: 100 * (i + 1),
      currency: 'EUR',
      owner: i % 3 === 0 ? 'anna' : 'ben',
      createdAt: '2026-01-05',
      updatedAt: '2026-02-01T10:00:00Z',
      visits: [
        { stage: 'lead', enteredAt: '2026-01-05' },
        ...(stage === 'offer' ? [{ stage, enteredAt: '2026-01-20' }] : []),
      ],
    };
  });
  return {
    pipelines: [
      {
        id: 'sales',
        name: 'Sales',
        stages: [
          { id: 'lead', name: 'Lead', kind: 'open', probability: 0.2 },
          { id: 'offer', name: 'Offer', kind: 'open', probability: 0.6 },
          { id: 'won', name: 'Won', kind: 'won' },
          { id: 'lost', name: 'Lost', kind: 'lost' },
        ],
      },
      { id: 'other', name: 'Other', stages: [{ id: 'new', name: 'New', kind: 'open' }] },
    ],
    deals,
    owners: [
      { id: 'anna', name: 'Anna' },
      { id: 'ben', name: 'Ben' },
    ],
    provenance: {
      system: 'test',
      fetchedAt: '2026-03-01T12:00:00Z',
      timeZone: 'Europe/Berlin',
      history: 'full',
      complete: true,
    },
    ...over,
  };
}

export const dealOf = (data: PipelineData | undefined, id: string): Deal => {
  const deal = data?.deals.find((one) => one.id === id);
  if (!deal) throw new Error(`no deal ${id}`);
  return deal;
};

/** One millisecond before the sample's as-of. */
export const JUST_BEFORE = '2026-03-01T11:59:59.999Z';

export const move = (dealId: string, fromStage: string, toStage: string) =>
  ({ type: 'pipeline-deal-move-request', detail: { moves: [{ dealId, fromStage, toStage }] } }) as const;

/** A promise and its ends. */
export function deferred<T = unknown>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

export const tick = (): Promise<void> => new Promise((done) => setTimeout(done));
