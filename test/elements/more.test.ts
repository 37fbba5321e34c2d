import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createSmallDemo } from '../../src/data/demo/index.js';
import type { PipelineChart } from '../../src/elements/shared/frame.js';
import '../../src/all.js';
import { emulateMedia, resetEmulation } from '../emulate.js';

const charts = ['funnel', 'forecast', 'heatmap', 'leaderboard'] as const;
const all = [...charts, 'board'] as const;
const demo = createSmallDemo({ deals: 80 });

async function mount(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  lang = 'en',
): Promise<PipelineChart> {
  const box = await fixture<HTMLElement>(html`<div lang=${lang}></div>`);
  box.style.inlineSize = '760px';
  const element = document.createElement(`pipeline-${name}`) as unknown as PipelineChart;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.data = demo;
  box.append(element);
  await waitUntil(
    () => element.shadowRoot?.querySelector('.frame:not([aria-busy]) .plot:not([aria-hidden])'),
    `${name} did not settle`,
    { timeout: 10_000 },
  );
  return element;
}

const find = <E extends Element = HTMLElement>(element: PipelineChart, selector: string): E | null =>
  element.shadowRoot!.querySelector<E>(selector);
const findAll = (element: PipelineChart, selector: string): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const textOf = (node: Node | null | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const isOpen = (element: PipelineChart, selector: string): boolean =>
  find(element, selector)?.matches(':popover-open') === true;
const active = (element: PipelineChart): Element | null => element.shadowRoot!.activeElement;
const key = (element: PipelineChart, name: string): void => {
  active(element)?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
  );
};

async function openMenu(element: PipelineChart): Promise<void> {
  const button = find(element, '#more')!;
  button.focus();
  button.click();
  await waitUntil(() => isOpen(element, '.more-menu') && active(element)?.matches('.more-item'), 'no menu', {
    timeout: 8000,
  });
}

/** Files that would have gone to the reader's disk. */
function catchFiles(): { readonly files: { name: string; blob: Promise<Blob> }[]; stop: () => void } {
  const files: { name: string; blob: Promise<Blob> }[] = [];
  const own = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
    if (!this.download) return own.call(this);
    files.push({ name: this.download, blob: fetch(this.href).then((answer) => answer.blob()) });
  };
  return { files, stop: () => (HTMLAnchorElement.prototype.click = own) };
}

describe('the menu at the foot', () => {
  for (const name of all) {
    it(`${name}: offers what it can be saved as, by keyboard, and gives the focus back`, async () => {
      const element = await mount(name);
      const button = find(element, '#more')!;
      expect(button.getAttribute('aria-label')).to.equal('Export and more');
      expect(button.getAttribute('aria-haspopup')).to.equal('menu');
      await openMenu(element);
      const kinds = name === 'board' ? ['CSV'] : ['CSV', 'SVG', 'PNG'];
      expect(findAll(element, '.more-item').map(textOf)).to.deep.equal([
        ...kinds.map((kind) => `Download ${kind}`),
        'Keyboard shortcuts',
      ]);
      await waitUntil(() => button.getAttribute('aria-expanded') === 'true');
      expect(textOf(active(element))).to.equal('Download CSV');
      key(element, 'ArrowUp');
      expect(textOf(active(element))).to.equal('Keyboard shortcuts');
      key(element, 'ArrowDown');
      expect(textOf(active(element))).to.equal('Download CSV');
      key(element, 'End');
      expect(textOf(active(element))).to.equal('Keyboard shortcuts');
      key(element, 'd');
      expect(textOf(active(element))).to.equal('Download CSV');
      key(element, 'Tab');
      await waitUntil(() => !isOpen(element, '.more-menu'));
      await waitUntil(() => active(element) === button, 'focus is not back');
      await waitUntil(() => button.getAttribute('aria-expanded') === 'false');
    });
  }

  it('closes on Escape', async () => {
    const element = await mount('funnel');
    await openMenu(element);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !isOpen(element, '.more-menu'));
    await waitUntil(() => active(element) === find(element, '#more'));
  });

  it('saves the file that is chosen, and says its name', async () => {
    const caught = catchFiles();
    try {
      const element = await mount('leaderboard');
      for (const kind of ['csv', 'svg', 'png']) {
        await openMenu(element);
        find(element, `[data-item=${kind}]`)!.click();
        await waitUntil(() => caught.files.some(({ name }) => name.endsWith(kind)), kind, { timeout: 8000 });
      }
      expect(caught.files.map(({ name }) => name)).to.deep.equal([
        'owners-2026-11-18.csv',
        'owners-2026-11-18.svg',
        'owners-2026-11-18.png',
      ]);
      const blobs = await Promise.all(caught.files.map(({ blob }) => blob));
      expect(await blobs[0]!.text()).to.contain('Owner,Rank');
      expect([...new Uint8Array(await blobs[0]!.arrayBuffer()).slice(0, 3)]).to.deep.equal([
        0xef, 0xbb, 0xbf,
      ]);
      expect(blobs.every(({ size }) => size > 100)).to.equal(true);
      await waitUntil(() => textOf(find(element, '#live')) === 'Downloaded owners-2026-11-18.png');
      expect(active(element)).to.equal(find(element, '#more'));
    } finally {
      caught.stop();
    }
  });

  it('says what went wrong, and throws nothing at the page', async () => {
    const errors: unknown[] = [];
    const onError = (event: ErrorEvent | PromiseRejectionEvent): void => void errors.push(event);
    addEventListener('error', onError);
    addEventListener('unhandledrejection', onError);
    const own = HTMLCanvasElement.prototype.toBlob;
    HTMLCanvasElement.prototype.toBlob = (callback) => callback(null);
    try {
      const element = await mount('funnel');
      await openMenu(element);
      find(element, '[data-item=png]')!.click();
      await waitUntil(
        () => textOf(find(element, '#live')).startsWith('The picture could not be made'),
        'silent',
        {
          timeout: 4000,
        },
      );
      expect(findAll(element, '.note').map(textOf).join(' ')).to.contain('The picture could not be made');
      await aTimeout(50);
      expect(errors).to.deep.equal([]);
    } finally {
      HTMLCanvasElement.prototype.toBlob = own;
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onError);
    }
  });

  it('is not there while nothing is drawn, nor where the foot is hidden', async () => {
    const hidden = await mount('funnel', { 'footer-hidden': '' });
    expect(find(hidden, '#more')).to.equal(null);
    const funnel = await mount('funnel');
    funnel.data = null;
    await waitUntil(() => find(funnel, '#more') === null);
  });

  it('speaks German on a German page', async () => {
    const element = await mount('funnel', {}, 'de');
    expect(find(element, '#more')!.getAttribute('aria-label')).to.equal('Exportieren und mehr');
    await openMenu(element);
    expect(textOf(find(element, '.more-item'))).to.equal('Als CSV herunterladen');
  });
});

describe('"?"', () => {
  for (const name of all) {
    it(`${name}: lists its keys; Escape closes and gives the focus back`, async () => {
      const element = await mount(name);
      const stop = find(element, '.plot [tabindex="0"]')!;
      stop.focus();
      key(element, '?');
      await waitUntil(() => isOpen(element, '.key-list'), 'no list', { timeout: 8000 });
      await waitUntil(() => active(element) === find(element, '.key-list'));
      const list = textOf(find(element, '.key-list'));
      expect(list).to.match(/^Keyboard shortcuts Arrow keys/);
      if (name === 'heatmap') expect(list).to.contain('Ctrl + Home, Ctrl + End');
      if (name === 'board') expect(list).to.contain('Shift + F10');
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !isOpen(element, '.key-list'));
      await waitUntil(() => active(element) === stop, 'focus is not back');
    });
  }

  it('is the menu’s last line as well', async () => {
    const element = await mount('funnel');
    await openMenu(element);
    find(element, '[data-item=keys]')!.click();
    await waitUntil(() => isOpen(element, '.key-list'));
    expect(isOpen(element, '.more-menu')).to.equal(false);
    find(element, '.key-list button')!.click();
    await waitUntil(() => active(element) === find(element, '#more'));
  });

  it('is a letter in a field, and nothing with a modifier', async () => {
    const element = await mount('heatmap');
    find(element, '.plot [tabindex="0"]')!.focus();
    active(element)!.dispatchEvent(
      new KeyboardEvent('keydown', { key: '?', ctrlKey: true, bubbles: true, composed: true }),
    );
    const field = document.createElement('input');
    field.slot = 'empty-action';
    element.append(field);
    field.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, composed: true }));
    await aTimeout(300);
    expect(isOpen(element, '.key-list')).to.equal(false);
  });
});

describe('a legend that switches series', () => {
  const switches = (element: PipelineChart): HTMLElement[] => findAll(element, '.legend button');
  const pressed = (element: PipelineChart): (string | null)[] =>
    switches(element).map((button) => button.getAttribute('aria-pressed'));

  it('draws what is on; the last one stays on', async () => {
    const element = await mount('forecast', { mode: 'cumulative', period: 'this-quarter', goal: '300000' });
    const names = switches(element).map(textOf);
    expect(names.slice(0, 2)).to.deep.equal(['Won', 'Weighted pipeline']);
    expect(find(element, '.chart .line.weighted')).not.to.equal(null);
    switches(element)[1]!.click();
    await element.updateComplete;
    expect(find(element, '.chart .line.weighted')).to.equal(null);
    expect(switches(element)[1]!.getAttribute('aria-pressed')).to.equal('false');
    const picture = (await (element as unknown as { toSVG(): Promise<string> }).toSVG()).split(
      '<path',
    ).length;
    for (const button of switches(element).slice(2)) {
      button.click();
      await element.updateComplete;
    }
    const first = switches(element)[0]!;
    expect(first.getAttribute('aria-disabled')).to.equal('true');
    first.click();
    await element.updateComplete;
    expect(pressed(element)[0]).to.equal('true');
    expect(find(element, '.chart .line.won')).not.to.equal(null);
    switches(element)[1]!.click();
    await element.updateComplete;
    expect(find(element, '.chart .line.weighted')).not.to.equal(null);
    expect(picture).to.be.above(1);
  });

  it('works for bars', async () => {
    const element = await mount('forecast', { mode: 'per-period', goal: '100000' });
    const goal = switches(element).at(-1)!;
    expect(textOf(goal)).to.equal('Goal');
    expect(findAll(element, '.chart .tick').length).to.be.above(0);
    goal.click();
    await element.updateComplete;
    expect(findAll(element, '.chart .tick').length).to.equal(0);
  });

  it('shows line style and hatch in its swatches', async () => {
    const forecast = await mount('forecast', { mode: 'cumulative', period: 'this-quarter' });
    const dashed = find(forecast, '.legend .line.weighted')!;
    expect(getComputedStyle(dashed).strokeDasharray).not.to.equal('none');
    const funnel = await mount('funnel');
    expect(find(funnel, '.legend .hatch')).not.to.equal(null);
  });
});

describe('what every frame has', () => {
  for (const name of all) {
    it(`${name}: takeaway-hidden, table-hidden, footer-hidden, "data from"`, async () => {
      const element = await mount(name);
      expect(textOf(find(element, '.footer'))).to.match(/^Data from Nov 18/);
      element.setAttribute('takeaway-hidden', '');
      element.setAttribute('table-hidden', '');
      await element.updateComplete;
      expect(find(element, '.takeaway')).to.equal(null);
      expect(find(element, '[part~=table-toggle]')).to.equal(null);
      expect((await element.toCSV()).length).to.be.above(20);
      element.setAttribute('footer-hidden', '');
      await element.updateComplete;
      expect(find(element, '.footer')).to.equal(null);
    });

    it(`${name}: says that its data is partial, or old`, async () => {
      const box = await fixture<HTMLElement>(html`<div lang="en"></div>`);
      const element = document.createElement(`pipeline-${name}`) as unknown as PipelineChart;
      let isBroken = false;
      element.source = {
        load: () =>
          isBroken
            ? Promise.reject(new Error('gone'))
            : Promise.resolve({
                ...demo,
                deals: [...demo.deals, { ...demo.deals[0]!, id: 'x', stage: 'nowhere' }],
              }),
      };
      box.append(element);
      await waitUntil(() => find(element, '.badge'), 'no badge', { timeout: 8000 });
      expect(textOf(find(element, '.badge'))).to.equal('Partial');
      isBroken = true;
      await element.reload();
      await waitUntil(() => findAll(element, '.badge').map(textOf).includes('Not current'));
      const retry = findAll(element, '.frame button').find((button) => textOf(button) === 'Try again')!;
      isBroken = false;
      retry.click();
      await waitUntil(() => !findAll(element, '.badge').map(textOf).includes('Not current'));
    });
  }

  it('prints names and legends, and no controls', async function () {
    if (!(await emulateMedia({ print: true }))) this.skip();
    try {
      for (const name of charts) {
        const element = await mount(name, name === 'forecast' ? { period: 'this-quarter' } : {});
        const shown = findAll(element, 'button').filter((button) => button.getClientRects().length > 0);
        const controls = shown.filter(
          (button) => button.closest('.footer') ?? button.matches('.quiet, .button'),
        );
        expect(controls.map(textOf), name).to.deep.equal([]);
        const names = { funnel: '.mark text', forecast: '.switch', heatmap: '.head', leaderboard: '.who' };
        for (const one of findAll(element, names[name])) {
          expect(one.getClientRects().length, `${name}: ${textOf(one)}`).to.be.above(0);
        }
        const frame = getComputedStyle(find(element, '.frame')!);
        expect(frame.color).to.equal('rgb(0, 0, 0)');
        expect(frame.breakInside).to.equal('avoid');
      }
    } finally {
      await resetEmulation();
    }
  });

  it('has no muted text and no faint lines where more contrast is asked for', async function () {
    const element = await mount('funnel');
    const colourOf = (selector: string): string => getComputedStyle(find(element, selector)!).color;
    expect(colourOf('.subtitle')).not.to.equal('rgb(0, 0, 0)');
    if (!(await emulateMedia({ moreContrast: true }))) this.skip();
    try {
      expect(colourOf('.subtitle')).to.equal('rgb(0, 0, 0)');
      expect(colourOf('.footer')).to.equal('rgb(0, 0, 0)');
    } finally {
      await resetEmulation();
    }
  });
});
