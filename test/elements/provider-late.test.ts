import { expect, html } from '@open-wc/testing';
import type { PipelineData } from '../../src/core/model.js';
import { sampleData } from '../context/sample.js';
import { mount, ready, until } from './probe.js';
import type { PipelineProbe } from './probe.js';

// The provider's own definition is left out here until the test asks for it.

describe('a provider whose definition comes last', () => {
  it('is waited for by name, by nearness and as the only one, and keeps what was set on it before', async () => {
    const root = mount(html`
      <pipeline-provider id="crm"><pipeline-probe></pipeline-probe></pipeline-provider>
      <pipeline-probe></pipeline-probe>
      <pipeline-probe provider="crm"></pipeline-probe>
    `);
    const provider = root.querySelector('pipeline-provider') as HTMLElement & { data?: PipelineData };
    provider.data = sampleData(4);
    const probes = [...root.querySelectorAll('pipeline-probe')];
    await new Promise((done) => setTimeout(done, 500));
    expect(probes.map(({ now }) => now.phase)).to.deep.equal(['loading', 'loading', 'loading']);
    await until(() => probes.every(({ now }) => now.problem), 'problems, after a while', 6000);
    expect(probes.map(({ now }) => now.problem?.code)).to.deep.equal([
      'no-data',
      'no-data',
      'provider-unknown',
    ]);
    await import('../../src/elements/provider/define.js');
    for (const probe of probes) await ready(probe, 4);
  });
});

describe('a page that is still being parsed', () => {
  it('has its inline data read when it is whole, and nobody else’s figures shown before', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    try {
      const page = frame.contentDocument!;
      page.open();
      // Streaming is what is tested here; the platform has no other way to stream into a frame.

      const write = (text: string): void => page.write(text);
      const own = new URL('./probe.ts', import.meta.url).href;
      const define = new URL('../../src/elements/provider/define.ts', import.meta.url).href;
      write(`<!doctype html><body><script>function afterEach() {}</script>`);
      write(
        `<script type="module" async src="${own}"></script><script type="module" async src="${define}"></script>`,
      );
      const registry = frame.contentWindow!.customElements;
      await until(
        () => registry.get('pipeline-probe') && registry.get('pipeline-provider'),
        'definitions in the frame',
        10_000,
      );
      write(`<pipeline-provider id="other"></pipeline-provider>`);
      (page.querySelector('pipeline-provider') as HTMLElement & { data?: PipelineData }).data = sampleData(1);
      write('<pipeline-probe id="probe">');
      const json = JSON.stringify(sampleData(5));
      await new Promise((done) => setTimeout(done, 400));
      const probe = page.querySelector<PipelineProbe>('#probe')!;
      expect(probe.now.phase).to.equal('loading');
      write(`<script type="application/json">${json.slice(0, 300)}`);
      await new Promise((done) => setTimeout(done, 100));
      expect(probe.now.phase).to.equal('loading');
      write(`${json.slice(300)}</script></pipeline-probe>`);
      page.close();
      await ready(probe, 5);
    } finally {
      frame.remove();
    }
  });
});
