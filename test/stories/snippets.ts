/**
 * The TypeScript of README and "Start here", as a host would write it: that it compiles is the test. Never run.
 */
import type { PipelineData } from '../../src/core/model.js';
import '../../src/elements/board/define.js';
import '../../src/elements/funnel/define.js';
import '../../src/elements/provider/define.js';

declare function saveOnServer(
  moves: readonly { readonly dealId: string; readonly toStage: string }[],
): Promise<void>;
declare function openDeals(ids: readonly string[]): void;

export function firstSteps(): void {
  const provider = document.querySelector('pipeline-provider')!;

  provider.data = {
    pipelines: [
      {
        id: 'sales',
        name: 'Sales',
        stages: [
          { id: 'lead', name: 'Lead', kind: 'open', probability: 0.2 },
          { id: 'won', name: 'Won', kind: 'won' },
        ],
      },
    ],
    deals: [
      {
        id: '1',
        name: 'Wrenfield Foods, renewal',
        pipeline: 'sales',
        stage: 'lead',
        amount: 18000,
        currency: 'EUR',
        createdAt: '2026-10-05',
        visits: [{ stage: 'lead', enteredAt: '2026-10-05' }],
      },
    ],
  } satisfies PipelineData;

  provider.addEventListener('pipeline-select', (event) => openDeals(event.detail.dealIds));
  provider.addEventListener('pipeline-deal-move-request', (event) => {
    event.waitUntil(saveOnServer(event.detail.moves));
  });

  document.querySelector('pipeline-funnel')!.counting = 'strict';
  document.querySelector('pipeline-board')!.readonly = true;
}
