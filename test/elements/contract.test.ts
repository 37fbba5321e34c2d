/**
 * What every element keeps, whatever it shows: driven by custom-elements.json, so that a new element is held to it
 * without a word here.
 */
import { expect, nextFrame } from '@open-wc/testing';
import type { LitElement } from 'lit';
import manifest from '../../custom-elements.json';
import type { PipelineData } from '../../src/core/model.js';
import '../../src/all.js';

interface Described {
  readonly name: string;
  readonly type?: { readonly text: string };
  readonly fieldName?: string;
}

interface ElementDeclaration {
  readonly name: string;
  readonly tagName?: string;
  readonly attributes?: readonly Described[];
  readonly members?: readonly Described[];
}

interface Widget extends LitElement {
  data?: PipelineData | null;
  locale?: string;
}

interface Provider extends HTMLElement {
  data?: PipelineData | null;
}

const elements = (manifest.modules as readonly { readonly declarations?: readonly ElementDeclaration[] }[])
  .flatMap(({ declarations }) => declarations ?? [])
  .flatMap((declaration) =>
    declaration.tagName === undefined ? [] : [{ ...declaration, tag: declaration.tagName }],
  );

/** A provider shows nothing by itself: it has no box, and nothing to read. */
const shown = elements.filter(({ tag }) => tag !== 'pipeline-provider');

const stages = [
  { id: 'new', name: 'New', kind: 'open', probability: 0.2 },
  { id: 'offer', name: 'Offer', kind: 'open', probability: 0.6 },
  { id: 'won', name: 'Won', kind: 'won' },
  { id: 'lost', name: 'Lost', kind: 'lost' },
] as const;

const data: PipelineData = {
  pipelines: [{ id: 'sales', name: 'Sales', stages }],
  owners: [{ id: 'a', name: 'Ana' }],
  deals: Array.from({ length: 24 }, (_, index) => {
    const steps = index % 4;
    const month = 1 + (index % 6);
    const path = stages.slice(0, steps < 2 ? steps + 1 : 2).map(({ id }) => id as string);
    if (steps >= 2) path.push(stages[steps]?.id ?? 'lost');
    return {
      id: `d${index}`,
      name: index === 0 ? '<img src=x onerror=alert(1)>' : `Deal ${index}`,
      pipeline: 'sales',
      stage: path.at(-1) ?? 'new',
      amount: 1000 * (index + 1),
      currency: 'EUR',
      owner: 'a',
      createdAt: `2026-0${month}-01`,
      ...(steps >= 2 ? { closedAt: `2026-0${month}-20` } : { expectedCloseAt: '2026-08-01' }),
      visits: path.map((stage, step) => ({
        stage,
        // The first eight take longer: a widget that shows them alone says so, also where it is about days.
        enteredAt: `2026-0${month}-${String(1 + step * (index < 8 ? 9 : 6)).padStart(2, '0')}`,
      })),
    };
  }),
  provenance: {
    system: 'test',
    fetchedAt: '2026-07-01T00:00:00Z',
    timeZone: 'UTC',
    history: 'full',
    complete: true,
  },
};

function create(tag: string, attributes: Readonly<Record<string, string>> = {}): Widget {
  const element = document.createElement(tag) as Widget;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A provider with the data, below `parent`. */
function provide(parent: Node): Provider {
  const provider = document.createElement('pipeline-provider') as Provider;
  provider.data = data;
  parent.appendChild(provider);
  return provider;
}

/** All text that an element shows, shadow roots included. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
  const inner =
    node instanceof Element && node.shadowRoot ? [node.shadowRoot, ...node.childNodes] : node.childNodes;
  return [...inner].map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim();
}

/**
 * Waits until an element shows the same text for some frames, and a figure where `figures` says so: the last one, so not
 * while a forecast is being worked out.
 */
async function settled(element: Widget, figures = true): Promise<string> {
  let text = '';
  let quiet = 0;
  const deadline = performance.now() + 8000;
  while (performance.now() < deadline) {
    await element.updateComplete;
    await nextFrame();
    const now = textOf(element);
    const isThere = !figures || (/\d/.test(now) && !now.includes('Working out'));
    quiet = now === text && isThere ? quiet + 1 : 0;
    text = now;
    if (quiet >= 8) return text;
  }
  return text;
}

describe('contract', () => {
  let stage: HTMLElement;
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });

  // An exception that reaches the window fails the test that is running: the test framework listens for it.
  afterEach(() => {
    stage.remove();
  });

  it('covers the elements there are', () => {
    expect(elements.map(({ tag }) => tag)).to.include.members([
      'pipeline-provider',
      'pipeline-funnel',
      'pipeline-board',
    ]);
  });

  for (const { tag, name, attributes = [], members = [] } of elements) {
    describe(`<${tag}>`, () => {
      it('is defined by a class of its name, once', () => {
        const constructor = customElements.get(tag);
        expect(constructor?.name).to.match(new RegExp(`^_?${name}\\d*$`));
        expect(create(tag)).to.be.instanceOf(HTMLElement);
      });

      it('creates without attributes or children, as the standard asks', () => {
        const element = create(tag);
        expect(element.attributes).to.have.length(0);
        expect(element.childNodes).to.have.length(0);
      });

      it('keeps properties that were set before it was upgraded', async () => {
        // A document without a window defines nothing: the element upgrades when it moves to ours.
        const element = document.implementation.createHTMLDocument().createElement(tag) as Widget;
        element.data = data;
        element.locale = 'en-GB';
        expect(element).to.not.be.instanceOf(customElements.get(tag)!);
        stage.append(element);
        expect(element).to.be.instanceOf(customElements.get(tag)!);
        // Lit hands them over before its first update.
        await element.updateComplete;
        expect(element.data).to.equal(data);
        expect(element.locale).to.equal('en-GB');
        expect(Object.keys(element)).to.not.include.members(['data', 'locale']);
      });

      it('takes each attribute that the manifest names', () => {
        const element = create(tag);
        const mute: string[] = [];
        for (const { name: attribute, type, fieldName } of attributes) {
          if (fieldName === undefined) continue;
          const before = Reflect.get(element, fieldName) as unknown;
          const value = sampleOf(type?.text ?? 'string');
          element.setAttribute(attribute, value);
          const after = Reflect.get(element, fieldName) as unknown;
          if (after === before && String(after) !== value) mute.push(attribute);
        }
        expect(mute).to.deep.equal([]);
      });

      it('has each property and method that the manifest names', () => {
        const element = create(tag);
        expect(members.map((member) => member.name).filter((member) => !(member in element))).to.deep.equal(
          [],
        );
      });
    });
  }

  for (const { tag } of shown) {
    describe(`<${tag}>, shown`, () => {
      it('without data or provider: says so, passes axe', async () => {
        const element = create(tag);
        stage.append(element);
        expect(await settled(element, false)).to.not.equal('');
        await expect(element).to.be.accessible();
      });

      it('with data of its own, and with a provider: the same figures, passes axe', async () => {
        const own = create(tag);
        own.data = data;
        const consumer = create(tag);
        const provider = provide(stage);
        provider.append(consumer);
        stage.append(own);
        const text = await settled(own);
        expect(text).to.match(/\d/);
        expect(await settledAs(consumer, text)).to.equal(text);
        await expect(own).to.be.accessible();
        await expect(consumer).to.be.accessible();
      });

      it('names from the data are text', async () => {
        const element = create(tag);
        element.data = data;
        stage.append(element);
        await settled(element);
        const injected = (root: ParentNode): Element[] => [
          ...root.querySelectorAll('img[src="x"], [onerror]'),
          ...[...root.querySelectorAll('*')].flatMap((inner) =>
            inner.shadowRoot ? injected(inner.shadowRoot) : [],
          ),
        ];
        expect(injected(element.shadowRoot!)).to.deep.equal([]);
      });

      it('before its provider, moved to another, removed and put back: right figures each time', async () => {
        const element = create(tag);
        stage.append(element);
        await settled(element, false);
        const first = provide(stage);
        first.append(element);
        const text = await settled(element);
        expect(text).to.match(/\d/);

        const second = provide(stage);
        second.data = { ...data, deals: data.deals.slice(0, 8) };
        second.append(element);
        const fewer = await settledUnlike(element, text);
        expect(fewer).to.not.equal(text);

        element.remove();
        first.append(element);
        expect(await settledAs(element, text)).to.equal(text);
      });

      it('two shadow roots deep: the same figures', async () => {
        const plain = create(tag);
        const deep = create(tag);
        const provider = provide(stage);
        const outer = document.createElement('div');
        const inner = document.createElement('div');
        provider.append(plain, outer);
        outer.attachShadow({ mode: 'open' }).append(inner);
        inner.attachShadow({ mode: 'open' }).append(deep);
        const text = await settled(plain);
        expect(await settledAs(deep, text)).to.equal(text);
      });

      it('right to left: passes axe, stays inside its box', async () => {
        stage.dir = 'rtl';
        const element = create(tag);
        element.data = data;
        stage.append(element);
        await settled(element);
        await expect(element).to.be.accessible();
        expect(document.documentElement.scrollWidth).to.be.at.most(document.documentElement.clientWidth);
      });

      for (const [where, style] of Object.entries({
        'a flex row': 'display: flex',
        'a float': '--child-float: left',
        'a table cell': 'display: table-cell',
        'an inline block': 'display: inline-block',
        'a grid of its own size': 'display: grid; justify-content: start',
      })) {
        it(`keeps a usable width in ${where}`, async () => {
          const box = document.createElement('div');
          box.style.cssText = style;
          const element = create(tag);
          if (where === 'a float') element.style.cssText = 'float: left';
          element.data = data;
          box.append(element);
          stage.append(box);
          await settled(element);
          expect(element.getBoundingClientRect().width).to.be.at.least(200);
          expect(element.getBoundingClientRect().height).to.be.at.least(100);
        });
      }

      it('stays inside a narrow column', async () => {
        stage.style.inlineSize = '260px';
        const element = create(tag);
        element.data = data;
        stage.append(element);
        await settled(element);
        expect(element.getBoundingClientRect().width).to.be.at.most(260);
      });

      it('200 rounds of coming and going leave no node, listener or timer', async function () {
        this.timeout(60_000);
        const provider = provide(stage);
        const first = create(tag);
        provider.append(first);
        await settled(first);
        first.remove();
        await nextFrame();

        const left = countLeftovers();
        const nodes = document.querySelectorAll('*').length;
        try {
          for (let round = 0; round < 200; round++) {
            const element = create(tag);
            provider.append(element);
            await element.updateComplete;
            element.remove();
          }
          await nextFrame();
          // What a round may leave for the frame or the moment after it has come by then.
          await new Promise((done) => setTimeout(done, 500));
        } finally {
          left.stop();
        }
        expect(document.querySelectorAll('*').length).to.equal(nodes);
        // One shared listener or observer may have come; one a round may not.
        expect(left.listeners()).to.be.at.most(5);
        expect(left.intervals()).to.be.at.most(1);
      });
    });
  }
});

/** A text for an attribute of this type, unlike its default. */
function sampleOf(type: string): string {
  const choices = [...type.matchAll(/'([^']*)'/g)].map(([, choice]) => choice ?? '');
  if (choices.length > 0) return choices.at(-1) ?? '';
  if (/\bboolean\b/.test(type)) return '';
  if (/\bnumber\b/.test(type)) return '3';
  return 'sample';
}

/** Waits for the text that is expected; what an element says last is handed over in the end. */
async function settledAs(element: Widget, expected: string): Promise<string> {
  const deadline = performance.now() + 5000;
  let text = await settled(element);
  while (text !== expected && performance.now() < deadline) text = await settled(element);
  return text;
}

async function settledUnlike(element: Widget, before: string): Promise<string> {
  const deadline = performance.now() + 5000;
  let text = await settled(element);
  while (text === before && performance.now() < deadline) text = await settled(element);
  return text;
}

/** Counts the listeners on the window and the document, and the intervals, that come and do not go. */
function countLeftovers(): { listeners(): number; intervals(): number; stop(): void } {
  const open = new Set<string>();
  const ids = new WeakMap<object, number>();
  let nextId = 0;
  const idOf = (value: object | null): number => {
    if (!value) return -1;
    if (!ids.has(value)) ids.set(value, nextId++);
    return ids.get(value)!;
  };
  const capture = (options?: boolean | AddEventListenerOptions): boolean =>
    typeof options === 'boolean' ? options : (options?.capture ?? false);
  const targets: EventTarget[] = [window, document, document.documentElement, document.body];
  const restore: (() => void)[] = [];
  for (const [index, target] of targets.entries()) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ): void => {
      const key = `${index} ${type} ${idOf(listener)} ${capture(options)}`;
      open.add(key);
      if (typeof options === 'object') options.signal?.addEventListener('abort', () => open.delete(key));
      addEventListener.call(target, type, listener, options);
    };
    target.removeEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | EventListenerOptions,
    ): void => {
      open.delete(`${index} ${type} ${idOf(listener)} ${capture(options)}`);
      removeEventListener.call(target, type, listener, options);
    };
    restore.push(() => {
      // The prototype's own methods show again.
      Reflect.deleteProperty(target, 'addEventListener');
      Reflect.deleteProperty(target, 'removeEventListener');
    });
  }
  const intervals = new Set<number>();
  const { setInterval: start, clearInterval: clear } = window;
  window.setInterval = ((...args: Parameters<typeof setInterval>) => {
    const id = Number(start(...args));
    intervals.add(id);
    return id;
  }) as unknown as typeof window.setInterval;
  window.clearInterval = (id): void => {
    intervals.delete(Number(id));
    clear(id);
  };
  return {
    listeners: () => open.size,
    intervals: () => intervals.size,
    stop: () => {
      for (const undo of restore) undo();
      window.setInterval = start;
      window.clearInterval = clear;
    },
  };
}
