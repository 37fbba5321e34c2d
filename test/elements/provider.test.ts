import '../../src/elements/provider/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { PipelineProvider } from '../../src/elements/provider/provider.js';
import type { PipelineSource, RequestType } from '../../src/context/types.js';
import type { PipelineData } from '../../src/core/model.js';
import { deferred, move, sampleData, tick } from '../context/sample.js';
import { mount, ready, until } from './probe.js';
import type { PipelineProbe } from './probe.js';

const CSV = 'Deal name,Stage,Amount,Created\nACME,Lead,100,2026-01-02\nBolt,Won,200,2026-01-03\n';
const blobUrl = (text: string, type: string): string => URL.createObjectURL(new Blob([text], { type }));

/** Answers fetches in a test's own way, and counts them. */
function stubFetch(answer: (url: string, signal?: AbortSignal | null) => Promise<Response>) {
  const real = window.fetch;
  const asked: string[] = [];
  window.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.includes('/stub/')) return real(input, init);
    asked.push(url);
    return answer(url, init?.signal);
  };
  return { asked, restore: () => void (window.fetch = real) };
}

const errors: string[] = [];
const onError = (event: ErrorEvent): void => void errors.push(event.message);
const onRejection = (event: PromiseRejectionEvent): void => void errors.push(String(event.reason));
const consoleError = console.error;

before(() => {
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  console.error = (...texts: unknown[]) => void errors.push(texts.map(String).join(' '));
});
after(() => {
  window.removeEventListener('error', onError);
  window.removeEventListener('unhandledrejection', onRejection);
  console.error = consoleError;
});
afterEach(() => {
  // ResizeObserver's note is no fault: it says that a second round of layout was put off.
  expect(errors.splice(0).filter((text) => !text.includes('ResizeObserver loop'))).to.deep.equal([]);
});

async function providerWith(
  data: PipelineData | null = sampleData(),
  extra = html``,
): Promise<PipelineProvider> {
  return fixture<PipelineProvider>(
    html`<pipeline-provider .data=${data}><pipeline-probe></pipeline-probe>${extra}</pipeline-provider>`,
  );
}
const probeIn = (root: ParentNode): PipelineProbe => {
  const probe = root.querySelector('pipeline-probe');
  if (!probe) throw new Error('no probe');
  return probe;
};

describe('pipeline-provider', () => {
  it('is an element without a box that hands its data down', async () => {
    const provider = await providerWith();
    const probe = probeIn(provider);
    await ready(probe, 6);
    expect(getComputedStyle(provider).display).to.equal('contents');
    expect(provider.store.getState().data).to.equal(probe.now.data);
    expect(Object.isFrozen(provider.store)).to.equal(true);
  });

  it('waits for data that is null, and shows that none is there where none is meant to come', async () => {
    const provider = await providerWith(null);
    const probe = probeIn(provider);
    await until(() => probe.now.phase === 'loading', 'loading');
    await new Promise((done) => setTimeout(done, 400));
    expect(probe.now.phase).to.equal('loading');
    provider.data = sampleData(2);
    await ready(probe, 2);
    provider.data = null;
    await until(() => probe.now.phase === 'loading' && !probe.now.data, 'loading again');
    provider.data = undefined;
    await until(() => probe.now.problem?.code === 'no-data', 'no data');
    provider.data = sampleData(3);
    await ready(probe, 3);
    expect(probe.now.problem).to.equal(undefined);
  });

  it('fires what happened, typed', async () => {
    const provider = document.createElement('pipeline-provider');
    const loaded: [number, string][] = [];
    let issues = 0;
    provider.addEventListener('pipeline-data-loaded', ({ detail }) =>
      loaded.push([detail.deals, detail.asOf]),
    );
    provider.addEventListener('pipeline-data-issues', ({ detail }) => (issues += detail.issues.length));
    provider.data = sampleData();
    provider.asOf = 'soon';
    document.body.append(provider);
    await until(() => loaded.length > 0, 'loaded');
    expect(loaded).to.deep.equal([[6, '2026-03-01']]);
    expect(issues).to.be.at.least(1);
    provider.remove();
  });

  it('states invalid settings as issues', async () => {
    const provider = await fixture<PipelineProvider>(
      html`<pipeline-provider
        .data=${sampleData()}
        week-start="monday"
        fiscal-year-start="13"
        time-zone="Mars/Olympus"
        date-order="ydm"
        locale="deutsch"
        as-of="soon"
        pipeline="nope"
        period="someday"
        goal="260.000"
        currency="Euro"
        report-currency="Dollars"
        ><pipeline-probe></pipeline-probe
      ></pipeline-provider>`,
    );
    const probe = probeIn(provider);
    await ready(probe, 6);
    expect(provider.store.getState().settings.goal).to.equal(undefined);
    const named = probe.now.issues
      .filter(({ code }) => code === 'setting-invalid')
      .map(({ params }) => params.name);
    expect(named).to.have.members([
      'week-start',
      'fiscal-year-start',
      'time-zone',
      'date-order',
      'locale',
      'as-of',
      'pipeline',
      'period',
      'goal',
      'currency',
      'report-currency',
    ]);
    expect(probe.now.pipeline?.id).to.equal('sales');
    expect(probe.now.pipelineNamed).to.equal(false);
    expect(probe.now.timeZone).to.equal('Europe/Berlin');
  });

  it('gives pipeline, period and filter; a widget narrows the first two for itself', async () => {
    const provider = await fixture<PipelineProvider>(
      html`<pipeline-provider .data=${sampleData()} pipeline="other" period="2026-Q1">
        <pipeline-probe></pipeline-probe><pipeline-probe pipeline="sales" period="2025"></pipeline-probe>
      </pipeline-provider>`,
    );
    const [first, second] = provider.querySelectorAll('pipeline-probe');
    if (!first || !second) throw new Error();
    await ready(first, 6);
    await ready(second, 6);
    expect([first.now.pipeline?.id, first.now.period?.key]).to.deep.equal(['other', '2026-Q1']);
    expect([second.now.pipeline?.id, second.now.period?.key]).to.deep.equal(['sales', '2025']);
    const changed = await first.ask('pipeline-filter-change-request', {
      filter: { owner: ['anna'] },
      pipeline: 'sales',
      period: null,
    });
    expect(changed).to.deep.equal({ ok: true });
    expect([provider.pipeline, provider.period, provider.filter]).to.deep.equal([
      'sales',
      undefined,
      { owner: ['anna'] },
    ]);
    await until(() => first.now.pipeline?.id === 'sales', 'the other pipeline');
    expect(first.now.period).to.equal(undefined);
    expect([...(first.now.view?.facts() ?? [])].map(({ deal }) => deal.id)).to.deep.equal(['d0', 'd3']);
  });
});

describe('the ways data comes', () => {
  it('a property: model, flat objects, text', async () => {
    const provider = await providerWith();
    const probe = probeIn(provider);
    await ready(probe, 6);
    provider.data = [{ name: 'ACME', stage: 'Won', amount: 5 }];
    await ready(probe, 1);
    provider.data = CSV;
    await ready(probe, 2);
  });

  it('a file, relative to the page: CSV served as octet-stream, JSON by extension, Last-Modified as as-of', async () => {
    const fetches = stubFetch((url) =>
      Promise.resolve(
        url.endsWith('.json')
          ? new Response(JSON.stringify(sampleData(4)))
          : new Response(CSV, {
              headers: {
                'Content-Type': 'application/octet-stream',
                'Last-Modified': 'Fri, 02 Jan 2026 10:00:00 GMT',
              },
            }),
      ),
    );
    try {
      const probe = await fixture<PipelineProbe>(
        html`<pipeline-probe src="stub/deals.csv"></pipeline-probe>`,
      );
      await ready(probe, 2);
      expect(fetches.asked).to.deep.equal([new URL('stub/deals.csv', document.baseURI).href]);
      expect(probe.now.asOf).to.deep.include({ source: 'fetched', at: Date.parse('2026-01-02T10:00:00Z') });
      probe.src = '/stub/deals.json';
      await ready(probe, 4);
    } finally {
      fetches.restore();
    }
  });

  it('a child script, JSON or CSV, and its later content', async () => {
    const csv = await fixture<PipelineProbe>(
      html`<pipeline-probe><script type="text/csv"></script></pipeline-probe>`,
    );
    csv.querySelector('script')!.textContent = CSV;
    await ready(csv, 2);
    csv.querySelector('script')!.textContent = `${CSV}Core,Lead,5,2026-01-04\n`;
    await ready(csv, 3);
    const json = document.createElement('pipeline-probe');
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = JSON.stringify(sampleData(4));
    json.append(script);
    document.body.append(json);
    await ready(json, 4);
    json.remove();
  });

  it('a child table, which a provider then no longer shows', async () => {
    const provider = await fixture<PipelineProvider>(
      html`<pipeline-provider
        ><table>
          <thead>
            <tr>
              <th>Name</th>
              <th>Stage</th>
              <th>Amount</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>ACME</td>
              <td>Lead</td>
              <td>1,000.50</td>
            </tr>
          </tbody>
        </table>
        <pipeline-probe></pipeline-probe
      ></pipeline-provider>`,
    );
    const probe = probeIn(provider);
    await ready(probe, 1);
    expect(probe.now.data?.deals[0]).to.include({ name: 'ACME', amount: 1000.5 });
    await provider.updateComplete;
    const table = provider.querySelector('table');
    expect(getComputedStyle(table!).display).to.equal('none');
    table!.tBodies[0]!.insertRow().append(
      ...['Bolt', 'Lead', '7'].map((text) =>
        Object.assign(document.createElement('td'), { textContent: text }),
      ),
    );
    await ready(probe, 2);
    table!.remove();
    await until(() => !probe.now.data, 'no data any more');
  });

  it('a source: load, pushes, unsubscribe', async () => {
    let push: ((data: unknown) => void) | undefined;
    let loads = 0;
    let signal: AbortSignal | undefined;
    const source: PipelineSource = {
      load: (given) => {
        loads++;
        signal = given;
        return Promise.resolve(sampleData(3));
      },
      subscribe: (listener) => {
        push = listener;
        return () => (push = undefined);
      },
    };
    const probe = await fixture<PipelineProbe>(html`<pipeline-probe .source=${source}></pipeline-probe>`);
    await ready(probe, 3);
    expect(signal).to.be.instanceOf(AbortSignal);
    push?.(sampleData(5));
    await ready(probe, 5);
    const parent = probe.parentElement!;
    probe.remove();
    expect(push).to.equal(undefined);
    parent.append(probe);
    await ready(probe, 5);
    expect(push).to.be.a('function');
    expect(loads).to.equal(1);
    expect(await probe.reload()).to.deep.equal({ ok: true });
    expect(loads).to.equal(2);
    await ready(probe, 3);
  });

  it('one after the other in this order: property, source, file, child', async () => {
    const probe = await fixture<PipelineProbe>(
      html`<pipeline-probe
        .data=${sampleData(1)}
        .source=${{ load: () => Promise.resolve(sampleData(2)) }}
        src=${blobUrl(JSON.stringify(sampleData(3)), 'application/json')}
        ><script type="application/json">
          ${JSON.stringify(sampleData(4))}
        </script></pipeline-probe
      >`,
    );
    probe.querySelector('script')!.textContent = JSON.stringify(sampleData(4));
    await ready(probe, 1);
    probe.data = undefined;
    await ready(probe, 2);
    probe.source = undefined;
    await ready(probe, 3);
    probe.removeAttribute('src');
    await ready(probe, 4);
    probe.querySelector('script')!.remove();
    await until(() => probe.now.problem?.code === 'no-data', 'no data');
  });

  it('not as an attribute: that is a stated error', async () => {
    const probe = await fixture<PipelineProbe>(
      html`<pipeline-probe data="[object Object]"></pipeline-probe>`,
    );
    await until(() => probe.now.problem?.code === 'data-as-attribute', 'the error');
    expect(probe.now.phase).to.equal('error');
    probe.data = sampleData(2);
    await ready(probe, 2);
  });

  it('by attributes that say how to read it', async () => {
    const probe = await fixture<PipelineProbe>(
      html`<pipeline-probe fields="stage=Phase; amount=Betrag" stages="Neu, Angebot, Gewonnen" currency="CHF"
        ><script type="text/csv"></script
      ></pipeline-probe>`,
    );
    probe.querySelector('script')!.textContent = 'Phase;Betrag\nAngebot;1.234,50\nNeu;2\n';
    await ready(probe, 2);
    expect(probe.now.pipeline?.stages.map(({ name }) => name)).to.deep.equal(['Neu', 'Angebot', 'Gewonnen']);
    expect(probe.now.data?.deals[0]?.amount).to.equal(1234.5);
  });
});

describe('what goes wrong while loading', () => {
  const html404 = '<!doctype html><html><body>Please log in</body></html>';
  const answers: Record<string, () => Promise<Response>> = {
    missing: () => Promise.resolve(new Response('', { status: 404, statusText: 'Not Found' })),
    login: () => Promise.resolve(new Response(html404, { headers: { 'Content-Type': 'text/html' } })),
    empty: () => Promise.resolve(new Response('')),
    header: () => Promise.resolve(new Response('Deal name,Stage,Amount\n')),
    cut: () => Promise.resolve(new Response('{"pipelines": [')),
    offline: () => Promise.reject(new TypeError('Failed to fetch')),
  };
  const codes: Record<string, string> = {
    missing: 'load-failed',
    login: 'input-html',
    empty: 'input-empty',
    header: 'input-header-only',
    cut: 'json-invalid',
    offline: 'load-failed',
  };

  for (const [name, code] of Object.entries(codes)) {
    it(`${name}: ${code}`, async () => {
      const fetches = stubFetch(() => answers[name]!());
      try {
        const probe = document.createElement('pipeline-probe');
        const failed: string[] = [];
        probe.addEventListener('pipeline-load-failed', ({ detail }) => failed.push(detail.problem.code));
        probe.src = `/stub/${name}`;
        document.body.append(probe);
        await until(() => probe.now.problem, 'a problem');
        expect(probe.now.phase).to.equal('error');
        expect(probe.now.problem?.code).to.equal(code);
        if (name === 'missing')
          expect(probe.now.problem?.params).to.include({
            status: 404,
            url: new URL('/stub/missing', location.href).href,
          });
        expect(probe.now.problem?.params, 'the page’s own site').to.not.have.property('site');
        expect(failed).to.deep.equal([code]);
        probe.remove();
      } finally {
        fetches.restore();
      }
    });
  }

  it('no answer from another site: which one it is, since it may be a refusal', async () => {
    const fetches = stubFetch(() => answers['offline']!());
    try {
      const probe = document.createElement('pipeline-probe');
      probe.src = 'https://crm.example/stub/deals.csv';
      document.body.append(probe);
      await until(() => probe.now.problem, 'a problem');
      expect(probe.now.problem).to.deep.include({
        code: 'load-failed',
        params: { url: probe.src, reason: 'Failed to fetch', site: 'crm.example' },
      });
      probe.remove();
    } finally {
      fetches.restore();
    }
  });

  it('a source or a text that throws', async () => {
    const probe = await fixture<PipelineProbe>(
      html`<pipeline-probe
        .source=${{
          load: () => {
            throw new Error('no token');
          },
          subscribe: () => {
            throw new Error('no socket');
          },
        }}
      ></pipeline-probe>`,
    );
    await until(() => probe.now.problem, 'a problem');
    expect(probe.now.problem).to.deep.include({ code: 'load-failed', params: { reason: 'no token' } });
    probe.data = 'hello';
    await until(() => probe.now.problem?.code !== 'load-failed', 'another problem');
    expect(probe.now.phase).to.equal('error');
  });

  it('a reload that fails keeps what was there, and says so; the next one heals it', async () => {
    let isDown = false;
    const fetches = stubFetch(() => (isDown ? answers.offline!() : Promise.resolve(new Response(CSV))));
    try {
      const probe = await fixture<PipelineProbe>(html`<pipeline-probe src="/stub/reload"></pipeline-probe>`);
      await ready(probe, 2);
      isDown = true;
      expect(await probe.reload()).to.deep.equal({ ok: false, reason: 'load-failed' });
      expect(probe.now.phase).to.equal('ready');
      expect(probe.now.stale?.problem.code).to.equal('load-failed');
      isDown = false;
      expect(await probe.reload()).to.deep.equal({ ok: true });
      await until(() => !probe.now.stale, 'fresh again');
    } finally {
      fetches.restore();
    }
  });

  it('a file that is no longer wanted: the request is ended', async () => {
    const signals: AbortSignal[] = [];
    const fetches = stubFetch((_url, signal) => {
      if (signal) signals.push(signal);
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    });
    try {
      const probe = await fixture<PipelineProbe>(html`<pipeline-probe src="/stub/slow"></pipeline-probe>`);
      await until(() => signals.length === 1, 'a request');
      probe.src = '/stub/other';
      await until(() => signals.length === 2, 'another request');
      expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, false]);
      const parent = probe.parentElement!;
      probe.remove();
      expect(signals[1]?.aborted).to.equal(true);
      parent.append(probe);
      await until(() => signals.length === 3, 'asked again');
    } finally {
      fetches.restore();
    }
  });
});

describe('blocks that name the same file', () => {
  it('share one request, its data and its changes; as-of, pipeline and filter stay each their own', async () => {
    const fetches = stubFetch(() => Promise.resolve(new Response(JSON.stringify(sampleData(6)))));
    try {
      const root = mount(html`
        <pipeline-probe src="/stub/shared.json" pipeline="sales"></pipeline-probe>
        <pipeline-probe src="/x/../stub/shared.json" pipeline="other" as-of="2026-01-15"></pipeline-probe>
        <pipeline-probe src="/stub/shared.json" time-zone="Asia/Tokyo"></pipeline-probe>
      `);
      const [first, second, third] = root.querySelectorAll('pipeline-probe');
      if (!first || !second || !third) throw new Error();
      for (const probe of [first, second, third]) await ready(probe, 6);
      expect(fetches.asked).to.have.length(2);
      expect(first.now.data).to.equal(second.now.data);
      expect(first.now.data).to.not.equal(third.now.data);
      expect([first.now.pipeline?.id, second.now.pipeline?.id]).to.deep.equal(['sales', 'other']);
      expect(first.now.asOf?.day).to.not.equal(second.now.asOf?.day);

      let facts = 0;
      root.addEventListener('pipeline-deal-moved', () => facts++);
      expect(await first.ask('pipeline-deal-move-request', move('d0', 'lead', 'won').detail)).to.deep.equal({
        ok: true,
      });
      await until(() => second.now.data?.deals[0]?.stage === 'won', 'the change in the other block');
      expect(third.now.data?.deals[0]?.stage).to.equal('lead');
      expect(facts).to.equal(1);

      // Also the last block keeps its changes while it is moved; once all are gone, a new one asks again.
      second.remove();
      third.remove();
      root.append(first);
      await tick();
      expect(first.now.data?.deals[0]?.stage).to.equal('won');
      expect(fetches.asked).to.have.length(2);
      first.remove();
      root.append(Object.assign(document.createElement('pipeline-probe'), { src: '/stub/shared.json' }));
      await until(() => fetches.asked.length === 3, 'a new request');
    } finally {
      fetches.restore();
    }
  });
});

describe('requests through the elements', () => {
  const types: RequestType[] = ['pipeline-deal-move-request', 'pipeline-undo-request'];

  it('bubble from the widget through shadow roots to whoever listens, and are applied once', async () => {
    const provider = await providerWith();
    const probe = probeIn(provider);
    await ready(probe, 6);
    const heard: string[] = [];
    for (const type of types)
      document.addEventListener(type, (event) => heard.push(event.type), { once: true });
    expect(await probe.ask('pipeline-deal-move-request', move('d0', 'lead', 'won').detail)).to.deep.equal({
      ok: true,
    });
    expect(provider.store.getState().data?.deals[0]?.stage).to.equal('won');
    await until(() => probe.now.canUndo, 'undo');
    expect(await probe.undo()).to.deep.equal({ ok: true });
    expect(provider.store.getState().data?.deals[0]?.stage).to.equal('lead');
    expect(heard).to.deep.equal(types);
  });

  it('are also fired on a provider that does not lie above, and one veto counts wherever it is', async () => {
    const root = mount(html`
      <pipeline-provider id="far" .data=${sampleData()}></pipeline-provider>
      <pipeline-probe provider="far"></pipeline-probe>
    `);
    const probe = probeIn(root);
    const provider = root.querySelector('pipeline-provider')!;
    await ready(probe, 6);
    provider.addEventListener('pipeline-deal-move-request', (event) => event.preventDefault(), {
      once: true,
    });
    expect(await probe.ask('pipeline-deal-move-request', move('d0', 'lead', 'won').detail)).to.deep.equal({
      ok: false,
      reason: 'vetoed',
    });
    probe.addEventListener('pipeline-deal-move-request', (event) => event.preventDefault(), { once: true });
    expect((await probe.ask('pipeline-deal-move-request', move('d0', 'lead', 'won').detail)).ok).to.equal(
      false,
    );
    probe.addEventListener('pipeline-deal-move-request', (event) => event.stopPropagation(), { once: true });
    const facts: EventTarget[] = [];
    root.addEventListener('pipeline-deal-moved', ({ target }) => void (target && facts.push(target)));
    expect(await probe.ask('pipeline-deal-move-request', move('d0', 'lead', 'won').detail)).to.deep.equal({
      ok: true,
    });
    expect(facts).to.deep.equal([provider]);
  });

  it('of a widget with its own data are its own affair, also below a provider', async () => {
    const provider = await fixture<PipelineProvider>(
      html`<pipeline-provider .data=${sampleData()}
        ><pipeline-probe .data=${sampleData(2)}></pipeline-probe
      ></pipeline-provider>`,
    );
    const probe = probeIn(provider);
    await ready(probe, 2);
    expect(await probe.ask('pipeline-deal-move-request', move('d0', 'lead', 'won').detail)).to.deep.equal({
      ok: true,
    });
    await until(() => probe.now.data?.deals[0]?.stage === 'won', 'the move');
    expect(provider.store.getState().data?.deals[0]?.stage).to.equal('lead');
  });

  it('wait and save as the source says; a failed save is told and taken back', async () => {
    const saving = deferred();
    const provider = await fixture<PipelineProvider>(
      html`<pipeline-provider
        .source=${{ load: () => Promise.resolve(sampleData()), save: () => saving.promise }}
        ><pipeline-probe></pipeline-probe
      ></pipeline-provider>`,
    );
    const probe = probeIn(provider);
    await ready(probe, 6);
    expect(probe.now.canSave).to.equal(true);
    const failed: string[] = [];
    provider.addEventListener('pipeline-save-failed', ({ detail }) => failed.push(detail.reason));
    const result = probe.ask('pipeline-deal-move-request', move('d0', 'lead', 'won').detail);
    await until(
      () => probe.now.pending.has('d0') && probe.now.data?.deals[0]?.stage === 'won',
      'the move, pending',
    );
    saving.reject(new Error('Forbidden'));
    expect(await result).to.deep.equal({ ok: false, reason: 'Forbidden' });
    await until(() => probe.now.data?.deals[0]?.stage === 'lead', 'the rollback');
    expect(failed).to.deep.equal(['Forbidden']);
  });

  it('tell a choice with the deals behind it, cancelable', async () => {
    const probe = probeIn(await providerWith());
    await ready(probe, 6);
    const details: unknown[] = [];
    probe.addEventListener('pipeline-select', (event) => {
      details.push(event.detail);
      event.preventDefault();
    });
    const row = {
      key: 'offer',
      value: 3,
      n: 3,
      definition: { measure: 'board' },
      behind: { table: 'open', keep: ({ stage }: { stage: string }) => stage === 'offer' },
    } as const;
    expect(probe.choose(row as never)).to.equal(false);
    expect(details).to.deep.equal([{ rowKey: 'offer', value: 3, n: 3, dealIds: ['d1', 'd3', 'd5'] }]);
  });
});
