/** The kit's own four, under one provider that already holds the data. */
import { loadedCompute } from '../../../src/context/lazy.js';
import { funnelTables, leaderboardTables, parseDay } from '../../../src/core/index.js';
import { outlookTables } from '../../../src/core/measures/outlook.js';
import '../../../src/elements/provider/define.js';
import '../../../src/elements/funnel/define.js';
import '../../../src/elements/heatmap/define.js';
import '../../../src/elements/leaderboard/define.js';
import '../../../src/elements/forecast/define.js';
import { heatmapTables } from '../../../src/elements/heatmap/measure.js';

const window = { from: parseDay('2026-10-01'), to: parseDay('2027-01-01') };
/** The tables that the four ask for. */
const requests = () => [
  funnelTables({ pipeline: 'p', counting: 'reached', value: 'count' }),
  heatmapTables({ pipeline: 'p', by: 'owner' }),
  leaderboardTables({ by: 'owner', sort: 'won', minClosed: 5, window }),
  outlookTables(),
];

const isDrawn = ({ shadowRoot }) =>
  shadowRoot.querySelector('[part~="plot"]:not([aria-hidden="true"])') &&
  !shadowRoot.querySelector('[aria-busy="true"]');
const settled = async (element) => {
  for (;;) {
    await element.updateComplete;
    if (isDrawn(element)) return;
    await new Promise((done) => requestAnimationFrame(done));
  }
};

export const ours = {
  async provide(data) {
    const provider = document.createElement('pipeline-provider');
    provider.id = 'bench';
    provider.data = data;
    document.body.append(provider);
    await new Promise((done) => provider.addEventListener('pipeline-data-loaded', done, { once: true }));
    return provider;
  },
  /** Sums all that the four ask for, which are kept: who draws then finds them. */
  sum({ store }) {
    const { viewFor, summaryFor } = loadedCompute();
    const state = store.getState();
    const view = viewFor(state);
    for (const request of requests()) summaryFor(state, view, request);
  },
  async mount(box, kind) {
    const element = document.createElement(`pipeline-${kind === 'fan' ? 'forecast' : kind}`);
    element.setAttribute('provider', 'bench');
    // The chart that the others are handed the figures of. What they can't draw is the kind "fan".
    if (kind === 'forecast') element.setAttribute('method', 'weighted');
    if (kind === 'fan') element.setAttribute('method', 'forecast');
    if (kind !== 'funnel' && kind !== 'heatmap') element.setAttribute('period', '2026-Q4');
    box.append(element);
    await settled(element);
    return { element, resize() {}, remove: () => element.remove() };
  },
};
