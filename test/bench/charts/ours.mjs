/** The kit's own four, under one provider that already holds the data. */
import '../../../src/elements/provider/define.js';
import '../../../src/elements/funnel/define.js';
import '../../../src/elements/heatmap/define.js';
import '../../../src/elements/leaderboard/define.js';
import '../../../src/elements/forecast/define.js';

const settled = async (element) => {
  for (;;) {
    await element.updateComplete;
    const root = element.shadowRoot;
    if (
      root.querySelector('[part~="plot"]:not([aria-hidden="true"])') &&
      !root.querySelector('[aria-busy="true"]')
    )
      return;
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
  async mount(box, kind) {
    const element = document.createElement(`pipeline-${kind}`);
    element.setAttribute('provider', 'bench');
    if (kind === 'leaderboard' || kind === 'forecast') element.setAttribute('period', '2026-Q4');
    box.append(element);
    await settled(element);
    return { element, resize() {}, remove: () => element.remove() };
  },
};
