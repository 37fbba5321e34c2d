import '../../src/elements/provider/define.js';
import { expect, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { PipelineProvider } from '../../src/elements/provider/provider.js';
import type { Ledger } from '../../src/context/ledger.js';
import type { PipelineData } from '../../src/core/model.js';
import { sampleData, tick } from '../context/sample.js';
import { PipelineProbe, ready, until } from './probe.js';

/** Shadow roots of a host page, one inside the other. */
class OuterHost extends LitElement {
  protected override render(): TemplateResult {
    return html`<test-inner-host></test-inner-host>`;
  }
}
class InnerHost extends LitElement {
  protected override render(): TemplateResult {
    return html`<pipeline-probe provider=${this.getAttribute('provider') ?? ''}></pipeline-probe>`;
  }
}
customElements.define('test-outer-host', OuterHost);
customElements.define('test-inner-host', InnerHost);

const deepProbe = async (outer: Element): Promise<PipelineProbe> => {
  const find = (): PipelineProbe | null | undefined =>
    outer.shadowRoot
      ?.querySelector('test-inner-host')
      ?.shadowRoot?.querySelector<PipelineProbe>('pipeline-probe');
  await until(find, 'the probe two shadow roots deep');
  return find()!;
};

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), properties);
}
const provider = (deals: number, id = ''): PipelineProvider =>
  element('pipeline-provider', { data: sampleData(deals), id });

const added: Element[] = [];
function add<E extends Element>(child: E, parent: Element = document.body): E {
  added.push(child);
  parent.append(child);
  return child;
}
afterEach(() => {
  for (const one of added.splice(0)) one.remove();
});

describe('finding data, in whatever order things come', () => {
  it('the provider above, inserted before or after, upgraded before or after', async () => {
    const above = add(provider(3));
    const early = add(element('pipeline-probe'), above);
    await ready(early, 3);

    const box = add(document.createElement('div'));
    const orphan = add(element('pipeline-probe'), box);
    await ready(orphan, 3);
    const late = provider(4);
    box.replaceWith(late);
    late.append(box);
    added.push(late);
    await ready(orphan, 4);
  });

  it('a provider that is defined only later', async () => {
    class LateProvider extends PipelineProvider {}
    const root = add(document.createElement('div'));
    // The same class under another tag: it provides by the same key, and is upgraded around its widget.
    const late = document.createElement('test-late-provider') as HTMLElement & { data?: PipelineData };
    late.data = sampleData(5);
    const probe = element('pipeline-probe');
    late.append(probe);
    root.append(late);
    await tick();
    expect(probe.now.phase).to.equal('loading');
    customElements.define('test-late-provider', LateProvider);
    await ready(probe, 5);
  });

  it('a nearer provider that comes later takes over', async () => {
    const outer = add(provider(3));
    const middle = document.createElement('test-nearer-provider') as HTMLElement & { data?: PipelineData };
    middle.data = sampleData(6);
    const probe = element('pipeline-probe');
    middle.append(probe);
    outer.append(middle);
    await ready(probe, 3);
    customElements.define('test-nearer-provider', class extends PipelineProvider {});
    await ready(probe, 6);
  });

  it('moved to another provider, removed, added again: never the figures of the one before', async () => {
    const [one, two] = [add(provider(3)), add(provider(4))];
    const probe = element('pipeline-probe');
    one.append(probe);
    await ready(probe, 3);
    two.append(probe);
    await ready(probe, 4);
    probe.remove();
    await tick();
    one.append(probe);
    await ready(probe, 3);
    one.data = sampleData(7);
    await ready(probe, 7);
    expect((await probe.reload()).ok).to.equal(true);
  });

  it('two shadow roots deep: by context, by name outwards, and as the only one of the page', async () => {
    const above = add(provider(3, 'outside'));
    const below = add(document.createElement('test-outer-host'), above);
    await ready(await deepProbe(below), 3);
    const alone = add(document.createElement('test-outer-host'));
    const probe = await deepProbe(alone);
    await ready(probe, 3);
    add(provider(5, 'another'));
    await until(() => probe.now.problem?.code === 'provider-ambiguous', 'two providers');
    expect(probe.now.problem?.params).to.deep.equal({ ids: ['outside', 'another'] });
    expect(probe.now.data).to.equal(undefined);
    probe.provider = 'another';
    await ready(probe, 5);
  });

  it('names the providers where there are several, and takes the one that is left', async () => {
    const [one, two] = [add(provider(3, 'one')), add(provider(4, 'two'))];
    const probe = add(element('pipeline-probe'));
    await until(() => probe.now.problem?.code === 'provider-ambiguous', 'ambiguity');
    expect(probe.now.problem?.params).to.deep.equal({ ids: ['one', 'two'] });
    one.id = 'uno';
    await until(() => (probe.now.problem?.params.ids as string[] | undefined)?.[0] === 'uno', 'the new name');
    one.remove();
    await ready(probe, 4);
    two.remove();
    await until(() => probe.now.problem?.code === 'no-data', 'none left');
  });

  it('a named provider: in its own root first, then outwards; unknown, coming later, renamed', async () => {
    const probe = add(element('pipeline-probe', { provider: 'crm' }));
    await until(() => probe.now.problem?.code === 'provider-unknown', 'unknown');
    expect(probe.now.problem?.params).to.deep.equal({ id: 'crm' });
    const named = add(provider(3, 'crm'));
    await ready(probe, 3);
    named.id = 'other';
    await until(() => probe.now.problem?.code === 'provider-unknown', 'unknown again');
    named.id = 'crm';
    await ready(probe, 3);

    const host = add(document.createElement('div'));
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.append(provider(5, 'crm'), element('pipeline-probe', { provider: 'crm' }));
    await ready(shadow.querySelector('pipeline-probe')!, 5);
    // eslint-disable-next-line wc/no-closed-shadow-root
    const closed = add(document.createElement('div')).attachShadow({ mode: 'closed' });
    closed.append(element('pipeline-probe', { provider: 'crm' }));
    await ready(closed.querySelector('pipeline-probe')!, 3);
  });

  it('something else of that name is no provider', async () => {
    add(document.createElement('div')).id = 'crm';
    const probe = add(element('pipeline-probe', { provider: 'crm' }));
    await until(() => probe.now.problem?.code === 'provider-unknown', 'unknown');
  });

  it('sends no context request where it names its data or its provider', async () => {
    let asked = 0;
    const count = (): void => void asked++;
    document.addEventListener('context-request', count, true);
    try {
      add(provider(3, 'crm'));
      const own = add(element('pipeline-probe', { data: sampleData(1) }));
      const named = add(element('pipeline-probe', { provider: 'crm' }));
      await ready(own, 1);
      await ready(named, 3);
      expect(asked).to.equal(0);
      own.data = undefined;
      await ready(own, 3);
      expect(asked).to.equal(1);
    } finally {
      document.removeEventListener('context-request', count, true);
    }
  });

  it('says that there is none, but not before one had its chance', async () => {
    const probe = add(element('pipeline-probe'));
    await probe.updateComplete;
    expect(probe.now.phase).to.equal('loading');
    await until(() => probe.now.problem?.code === 'no-data', 'no data');
    expect(await probe.reload()).to.deep.equal({ ok: false, reason: 'not-ready' });
    add(provider(2));
    await ready(probe, 2);
  });

  it('refuses a store that speaks another protocol', async () => {
    const odd = add(provider(2, 'odd'));
    Object.defineProperty(odd, 'store', { value: { ...odd.store, protocol: 99 } });
    const probe = add(element('pipeline-probe', { provider: 'odd' }));
    await until(() => probe.now.problem?.code === 'protocol-mismatch', 'the mismatch');
  });

  it('own properties set before the upgrade count', async () => {
    const early = document.createElement('test-early-probe') as PipelineProbe;
    early.data = sampleData(2);
    add(early);
    customElements.define('test-early-probe', class extends PipelineProbe {});
    await ready(early, 2);
  });
});

describe('what a widget knows of its surroundings', () => {
  it('its language: its own, the provider’s, the nearest lang across shadow roots, else English', async () => {
    const box = add(document.createElement('div'));
    box.lang = 'fr-CH';
    const host = add(document.createElement('test-outer-host'), box);
    const probe = await deepProbe(host);
    await probe.updateComplete;
    expect(probe.around.locale).to.equal('fr-CH');
    box.lang = 'de';
    await until(() => probe.around.locale === 'de', 'the new lang');
    const above = add(provider(1));
    above.locale = 'es';
    above.append(host);
    const again = await deepProbe(host);
    await ready(again, 1);
    expect(again.around.locale).to.equal('es');
    above.locale = 'zh';
    await until(() => again.around.locale === 'zh', 'the provider’s new locale');
    again.locale = 'pt-BR';
    await until(() => again.around.locale === 'pt-BR', 'its own');
    again.locale = 'not a tag!';
    await until(() => again.around.locale === 'zh', 'the provider’s again');
  });

  it('its direction and its width', async () => {
    const box = add(document.createElement('div'));
    box.dir = 'rtl';
    box.className = 'box';
    const probe = add(element('pipeline-probe', { data: sampleData(1) }), box);
    probe.style.setProperty('display', 'block');
    box.style.setProperty('width', '320px');
    await until(() => probe.around.width === 320, '320 px');
    expect(probe.around.direction).to.equal('rtl');
    box.style.setProperty('width', '200px');
    await until(() => probe.around.width === 200, '200 px');
  });

  it('draws again only when something that it shows has changed', async () => {
    const above = add(provider(3));
    const probe = add(element('pipeline-probe'), above);
    await ready(probe, 3);
    await probe.updateComplete;
    const [renders, snapshot] = [probe.renders, probe.now];
    const owner = (above as unknown as { owner: { store: { ledger: Ledger } } }).owner;
    owner.store.ledger.update({});
    above.requestUpdate();
    await above.updateComplete;
    await tick();
    expect(probe.renders).to.equal(renders);
    expect(probe.now.data).to.equal(snapshot.data);
    expect(probe.now.view).to.equal(snapshot.view);
  });
});

describe('200 rounds of coming and going', () => {
  type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
  const open = new Map<string, Set<unknown>>();
  const counted = new Set<EventTarget>([window, document]);
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const timers = new Set<unknown>();
  const real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
  const later = window.setTimeout.bind(window);
  const never = window.clearTimeout.bind(window);
  const observers = { Mutation: 0, Resize: 0 };

  function watch(): () => void {
    const listenersOf = (target: EventTarget, type: string): Set<unknown> => {
      const known = open.get(type) ?? new Set();
      if (counted.has(target)) open.set(type, known);
      return known;
    };
    EventTarget.prototype.addEventListener = function (
      this: EventTarget | undefined,
      ...args: Parameters<typeof addEventListener>
    ) {
      listenersOf(this ?? window, args[0]).add(args[1]);
      addEventListener.apply(this ?? window, args);
    };
    EventTarget.prototype.removeEventListener = function (
      this: EventTarget | undefined,
      ...args: Parameters<typeof removeEventListener>
    ) {
      listenersOf(this ?? window, args[0]).delete(args[1]);
      removeEventListener.apply(this ?? window, args);
    };
    window.setTimeout = ((run: () => void, ms?: number) => {
      const id = later(() => {
        timers.delete(id);
        run();
      }, ms);
      timers.add(id);
      return id;
    }) as unknown as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      timers.delete(id);
      never(id);
    };
    const restore = (['Mutation', 'Resize'] as const).map((kind) => {
      const prototype = window[`${kind}Observer`].prototype as {
        observe: AnyFunction;
        disconnect: AnyFunction;
      };
      const { observe, disconnect } = prototype;
      const active = new Set<unknown>();
      prototype.observe = function (...args) {
        active.add(this);
        observers[kind] = active.size;
        return observe.apply(this, args);
      };
      prototype.disconnect = function () {
        active.delete(this);
        observers[kind] = active.size;
        disconnect.apply(this, []);
      };
      return () => Object.assign(prototype, { observe, disconnect });
    });
    return () => {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
      Object.assign(window, real);
      for (const put of restore) put();
    };
  }

  it('leave no node, listener, observer or timer behind', async () => {
    const nodes = document.querySelectorAll('*').length;
    // The context root stays, once a document: put there before counting.
    const first = add(element('pipeline-probe'));
    await first.updateComplete;
    first.remove();
    const url = URL.createObjectURL(new Blob([JSON.stringify(sampleData(2))], { type: 'application/json' }));
    const stop = watch();
    try {
      const kept = element('pipeline-probe');
      for (let round = 0; round < 200; round++) {
        const above = provider(2, 'crm');
        const group = [
          above,
          element('pipeline-probe', { provider: 'crm' }),
          element('pipeline-probe', { provider: 'nobody' }),
          element('pipeline-probe', { src: url }),
          element('pipeline-probe', { data: sampleData(1) }),
          element('pipeline-probe'),
          kept,
        ];
        above.append(element('pipeline-probe'), document.createElement('test-outer-host'));
        document.body.append(...group);
        if (round % 20 === 0) await ready(group[3] as PipelineProbe, 2);
        else if (round % 2 === 0) await tick();
        for (const one of group) one.remove();
      }
      await new Promise((done) => later(done, 50));
    } finally {
      stop();
      URL.revokeObjectURL(url);
    }
    expect(document.querySelectorAll('*').length).to.equal(nodes);
    expect([...open].filter(([, { size }]) => size > 0).map(([type]) => type)).to.deep.equal([]);
    expect(open.size).to.be.above(0);
    expect(observers).to.deep.equal({ Mutation: 0, Resize: 0 });
    expect(timers.size).to.equal(0);
  }).timeout(60_000);
});

describe('registration', () => {
  it('keeps the first owner of a tag, and says so once', async () => {
    const { register } = await import('../../src/elements/shared/register.js');
    const said: unknown[] = [];
    const warn = console.warn;
    console.warn = (text: unknown) => void said.push(text);
    try {
      register('pipeline-provider', PipelineProvider);
      expect(said).to.deep.equal([]);
      register('pipeline-provider', class extends HTMLElement {});
      register('pipeline-probe', class extends HTMLElement {});
    } finally {
      console.warn = warn;
    }
    expect(said).to.have.length(1);
    expect(customElements.get('pipeline-provider')).to.equal(PipelineProvider);
  });
});
