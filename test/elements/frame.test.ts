import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { PipelineData } from '../../src/core/model.js';
import type { PipelineFunnel } from '../../src/elements/funnel/funnel.js';
import { emulateMedia, resetEmulation } from '../emulate.js';
import {
  dataOf,
  marks,
  mount,
  namesOf,
  part,
  parts,
  place,
  state,
  textOf,
  twenty,
} from './funnel-fixture.js';

const url = (text: string, type: string): string => URL.createObjectURL(new Blob([text], { type }));
/** Parts that say what is wrong load first. */
const settled = (funnel: PipelineFunnel): Promise<void> =>
  waitUntil(
    () => !part(funnel, 'frame')?.hasAttribute('aria-busy') && (state(funnel) ?? marks(funnel)[0]),
    'not settled',
    { timeout: 8000 },
  ) as Promise<void>;

describe('frame: states', () => {
  it('waits in the widget’s own silhouette, busy, at its height', async () => {
    const funnel = await place({ data: null });
    await aTimeout(100);
    expect(part(funnel, 'frame')?.getAttribute('aria-busy')).to.equal('true');
    expect(textOf(part(funnel, 'subtitle'))).to.equal('Loading deals');
    const plot = part(funnel, 'plot')!;
    expect(plot.getAttribute('aria-hidden')).to.equal('true');
    expect(plot.getBoundingClientRect().height).to.be.above(200);
    funnel.data = dataOf(twenty);
    await settled(funnel);
    expect(part(funnel, 'frame')?.hasAttribute('aria-busy')).to.be.false;
    expect(namesOf(funnel)).to.have.length(4);
  });

  it('says that nothing matches, and shows the host’s way out', async () => {
    const funnel = await mount({ attributes: { period: '2020-01' } });
    const button = document.createElement('button');
    button.slot = 'empty-action';
    button.textContent = 'Clear filters';
    funnel.append(button);
    expect(textOf(state(funnel))).to.equal(
      'No deals match There are deals in the data, but period, as-of day and filters leave none here. Deals without dates can’t be placed.',
    );
    expect(button.getBoundingClientRect().height).to.be.above(0);
    funnel.removeAttribute('period');
    await waitUntil(() => marks(funnel).length === 4);
    expect(button.getBoundingClientRect().height).to.equal(0);
  });

  it('says that there are no deals at all', async () => {
    const funnel = await mount({ data: dataOf([]) });
    expect(textOf(state(funnel))).to.match(/^No deals yet/);
  });

  it('says what failed, with a way to try again', async () => {
    const funnel = await place({ attributes: { src: '/no-such-file.csv' } });
    await settled(funnel);
    const alert = funnel.shadowRoot!.querySelector('[role="alert"]')!;
    expect(textOf(alert)).to.match(
      /^The data could not be loaded: the server answered 404 The address is .*no-such-file\.csv/,
    );
    const retry = alert.querySelector('button')!;
    expect(textOf(retry)).to.equal('Try again');
    let loads = 0;
    funnel.addEventListener('pipeline-load-failed', () => loads++);
    retry.click();
    await waitUntil(() => loads > 0, 'not loaded again', { timeout: 4000 });
  });

  const inputs: readonly (readonly [string, string, string, RegExp])[] = [
    ['an empty file', '', 'text/csv', /^The file is empty Export it again/],
    ['a header alone', 'id,stage,amount\n', 'text/csv', /^The file has column names but no rows/],
    [
      'a PDF renamed to .csv',
      '%PDF-1.7\n%\u0001',
      'text/csv',
      /^This is not a text file, it looks like PDF Export/,
    ],
    [
      'a login page',
      '<!doctype html><html><body><form></form></body></html>',
      'text/html',
      /^This is a web page, not data/,
    ],
    [
      'JSON that was cut off',
      '{"pipelines":[{"id":"p"',
      'application/json',
      /^The JSON can’t be read: it stops in the middle \(line 1, column \d+\)/,
    ],
  ];
  for (const [name, text, type, said] of inputs) {
    it(`says what is wrong with ${name}`, async () => {
      const funnel = await place({ attributes: { src: url(text, type) } });
      await settled(funnel);
      expect(textOf(state(funnel))).to.match(said);
    });
  }

  it('offers no retry for what only the page can change', async () => {
    const funnel = await place({ attributes: { provider: 'nobody' } });
    await settled(funnel);
    expect(textOf(state(funnel))).to.contain('“nobody”');
    expect(state(funnel)?.querySelector('button')).to.equal(null);
  });

  it('keeps what could be read, and lists the rest with line, column and reason', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => `${at},Open,99.99.${at},5`);
    const text = `id,stage,created,amount\n${rows.join('\n')}\n1000,Won,2026-01-01,five\n`;
    const funnel = await place({ attributes: { src: url(text, 'text/csv') } });
    await settled(funnel);
    expect(textOf(part(funnel, 'badge'))).to.equal('Partial');
    expect(namesOf(funnel)[0]).to.equal('Open: 1,001 deals');
    const notice = part(funnel, 'notice') as HTMLDetailsElement;
    expect(notice.open).to.be.false;
    const lines = [...notice.querySelectorAll('li')].map(textOf);
    expect(lines.join('\n')).to.contain(
      'This is no date: “99.99.0” (line 2, column “created”). Found 1,000 times, this is the first.',
    );
    expect(lines.join('\n')).to.contain('This is no amount: “five” (line 1002, column “amount”).');
  });

  it('keeps the last good data when a reload fails, and says how old it is', async () => {
    let isBroken = false;
    const funnel = await place({});
    funnel.source = {
      load: () => (isBroken ? Promise.reject(new Error('offline')) : Promise.resolve(dataOf(twenty))),
    };
    await settled(funnel);
    isBroken = true;
    await funnel.reload();
    await waitUntil(() => part(funnel, 'badge'), 'no badge', { timeout: 4000 });
    expect(textOf(part(funnel, 'badge'))).to.equal('Not current');
    await waitUntil(() => parts(funnel, 'note').length > 0);
    expect(parts(funnel, 'note').map(textOf).join(' ')).to.match(
      /^This is the data of .+: loading it again failed\. .*offline/,
    );
    expect(namesOf(funnel)).to.have.length(4);
  });
});

describe('frame: what a host sets', () => {
  it('takes a heading, its level, and leaves out what is not wanted', async () => {
    const funnel = await mount({
      attributes: {
        heading: 'Our <b>funnel</b>',
        'heading-level': '2',
        'takeaway-hidden': '',
        'table-hidden': '',
        'footer-hidden': '',
      },
    });
    const heading = part(funnel, 'heading')!;
    expect(textOf(heading)).to.equal('Our <b>funnel</b>');
    expect(heading.getAttribute('role')).to.equal('heading');
    expect(heading.getAttribute('aria-level')).to.equal('2');
    expect(part(funnel, 'takeaway')).to.equal(null);
    expect(part(funnel, 'table-toggle')).to.equal(null);
    expect(part(funnel, 'footer')).to.equal(null);
    funnel.footerHidden = false;
    await funnel.updateComplete;
    expect(part(funnel, 'footer')).to.exist;
    expect(part(funnel, 'table-toggle')).to.equal(null);
  });

  it('is a figure named by its heading and described by its takeaway, also where no heading is wanted', async () => {
    const funnel = await mount({ attributes: { heading: '' } });
    const figure = part(funnel, 'frame')!;
    expect(figure.localName).to.equal('figure');
    const named = funnel.shadowRoot!.getElementById(figure.getAttribute('aria-labelledby')!);
    expect(textOf(named)).to.equal('Funnel');
    expect(named!.getBoundingClientRect().width).to.be.at.most(1);
    const described = funnel.shadowRoot!.getElementById(figure.getAttribute('aria-describedby')!);
    expect(described).to.equal(part(funnel, 'takeaway'));
  });

  it('takes tokens from above, and the page’s own colour without them', async () => {
    const funnel = await mount();
    const box = funnel.parentElement!;
    const colourOf = (name: string): string => getComputedStyle(part(funnel, name)!).color;
    box.style.color = 'rgb(1, 2, 3)';
    expect(colourOf('heading')).to.equal('rgb(1, 2, 3)');
    box.style.setProperty('--pipeline-ink', 'rgb(4, 5, 6)');
    expect(colourOf('heading')).to.equal('rgb(4, 5, 6)');
    const bar = parts(funnel, 'moved')[0]!;
    box.style.setProperty('--pipeline-accent', 'rgb(7, 8, 9)');
    expect(getComputedStyle(bar).fill).to.equal('rgb(7, 8, 9)');
    box.style.setProperty('--pipeline-funnel-bar', 'rgb(10, 11, 12)');
    expect(getComputedStyle(bar).fill).to.equal('rgb(10, 11, 12)');
  });

  it('follows the page’s colour scheme', async () => {
    const funnel = await mount();
    const fill = (): string => getComputedStyle(parts(funnel, 'moved')[0]!).fill;
    funnel.parentElement!.style.colorScheme = 'light';
    expect(fill()).to.equal('rgb(37, 102, 210)');
    funnel.parentElement!.style.colorScheme = 'dark';
    expect(fill()).to.equal('rgb(110, 163, 245)');
  });

  it('sets no style attribute and no landmark of the page', async () => {
    const funnel = await mount();
    marks(funnel)[0]!.focus();
    const styled = [...funnel.shadowRoot!.querySelectorAll('[style]')].filter((one) => one.id !== 'tip');
    expect(styled).to.deep.equal([]);
    expect(funnel.shadowRoot!.querySelector('header, footer, main, nav, aside, section')).to.equal(null);
  });
});

describe('frame: media', () => {
  afterEach(resetEmulation);

  it('keeps bars, hatching and focus visible in forced colours', async function () {
    if (!(await emulateMedia({ forcedColors: true }))) this.skip();
    const funnel = await mount();
    const bar = getComputedStyle(parts(funnel, 'moved')[0]!).fill;
    const surface = getComputedStyle(document.documentElement).backgroundColor;
    expect(bar).not.to.equal(surface);
    const lost = funnel.shadowRoot!.querySelector('.hatch')!;
    expect(getComputedStyle(lost).stroke).to.equal(bar);
  });

  it('prints without controls', async function () {
    if (!(await emulateMedia({ print: true }))) this.skip();
    const funnel = await mount();
    expect(getComputedStyle(part(funnel, 'table-toggle')!).display).to.equal('none');
    expect(getComputedStyle(part(funnel, 'frame')!).breakInside).to.equal('avoid');
  });
});

describe('frame: a page of many', () => {
  it('leaves nothing behind when widgets come and go', async () => {
    const data: PipelineData = dataOf(twenty);
    for (let round = 0; round < 40; round++) {
      const funnel = document.createElement('pipeline-funnel');
      funnel.data = data;
      document.body.append(funnel);
      await funnel.updateComplete;
      funnel.remove();
    }
    expect(document.querySelector('pipeline-funnel')).to.equal(null);
  });
});
