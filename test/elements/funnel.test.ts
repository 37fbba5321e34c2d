import { aTimeout, expect, nextFrame, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { PipelineSelectDetail } from '../../src/context/types.js';
import type { PipelineFunnel } from '../../src/elements/funnel/funnel.js';
import {
  dataOf,
  deal,
  marks,
  mount,
  namesOf,
  part,
  parts,
  place,
  stages,
  state,
  textOf,
  twenty,
  without,
} from './funnel-fixture.js';

const focused = (funnel: PipelineFunnel): string | null | undefined =>
  funnel.shadowRoot?.activeElement?.getAttribute('aria-label');
const tip = (funnel: PipelineFunnel): HTMLElement => part(funnel, 'tooltip')!;
const isOpen = (funnel: PipelineFunnel): boolean => tip(funnel).matches(':popover-open');
const tabStops = (funnel: PipelineFunnel): (string | null)[] =>
  marks(funnel).map((mark) => mark.getAttribute('tabindex'));

const NAMES = [
  'Lead: 20 deals',
  'Offer: 12 deals, 60% of previous',
  'Talk: 5 deals, 42% of previous, weakest step',
  'Closed won: 4 deals, 80% of previous',
];

describe('pipeline-funnel: what it says', () => {
  it('names each mark with stage, unit and base, as its rows have them', async () => {
    const funnel = await mount();
    expect(namesOf(funnel)).to.deep.equal(NAMES);
    for (const mark of marks(funnel)) expect(mark.getAttribute('role')).to.equal('button');
    const group = marks(funnel)[0]!.closest('svg');
    expect(group?.getAttribute('role')).to.equal('group');
    expect(group?.getAttribute('aria-roledescription')).to.equal('funnel');
  });

  it('says measure, period, rule, pipeline and as-of, and the result in a sentence', async () => {
    const funnel = await mount({ attributes: { period: '2026-Q1', 'as-of': '2026-07-01' } });
    expect(textOf(part(funnel, 'subtitle'))).to.equal(
      'Deals created Jan 1, 2026 to Mar 31, 2026, each counted once per stage reached. Sales, as of Jul 1, 2026',
    );
    expect(textOf(part(funnel, 'takeaway'))).to.equal(
      'Of 20 deals, 4 were won (20%). The weakest step is Offer to Talk: 42% continued so far, 6 were lost, 1 is still there.',
    );
    expect(textOf(part(funnel, 'footer'))).to.match(/^Data from Jul 1, 9:40\sAM Table$/);
  });

  it('draws bars of the rows, each part of it, and the words for the weakest step', async () => {
    const funnel = await mount();
    const widths = (kind: string): number[] =>
      parts(funnel, kind).map((one) => Number(one.getAttribute('width')));
    const [lead, offer, talk, won] = widths('moved');
    expect(lead! / won!).to.be.closeTo(12 / 4, 0.1);
    expect(offer! / won!).to.be.closeTo(5 / 4, 0.1);
    expect(talk).to.be.closeTo(won!, 1);
    const chart = funnel.shadowRoot!.querySelector('svg.chart')!;
    expect(chart.querySelectorAll('.here').length).to.equal(3);
    expect(chart.querySelectorAll('rect.lost').length).to.equal(2);
    expect(parts(funnel, 'wedge').length).to.equal(3);
    expect(textOf(part(funnel, 'weak')))
      .to.contain('42% of previous')
      .and.to.contain('weakest step');
    expect(textOf(part(funnel, 'legend'))).to.equal('Moved on Still here Lost');
    const visible = textOf(part(funnel, 'plot'));
    for (const text of ['−8', '−7', '−1', '€20K', '€4K', '100%', '20%']) expect(visible).to.contain(text);
  });

  it('hides what is read twice', async () => {
    const funnel = await mount();
    const texts = [...funnel.shadowRoot!.querySelectorAll('svg text')];
    expect(texts.length).to.be.above(10);
    for (const text of texts) expect(text.closest('[aria-hidden="true"]'), textOf(text)).to.exist;
  });

  it('shows the same rows as a table', async () => {
    const funnel = await mount();
    const toggle = part(funnel, 'table-toggle') as HTMLButtonElement;
    expect(toggle.getAttribute('aria-pressed')).to.equal('false');
    toggle.click();
    await waitUntil(() => part(funnel, 'table'));
    expect(toggle.getAttribute('aria-pressed')).to.equal('true');
    const table = part(funnel, 'table')!;
    const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children].map(textOf));
    expect(rows).to.deep.equal([
      ['Stage', 'Deals', 'Amount', 'Of first', 'Of previous', 'Moved on', 'Still here', 'Lost'],
      ['Lead', '20', '€20,000', '100%', '', '12', '2', '6'],
      ['Offer', '12', '€12,000', '60%', '60%', '5', '1', '6'],
      ['Talk', '5', '€5,000', '25%', '42%', '4', '1', '0'],
      ['Closed won', '4', '€4,000', '20%', '80%', '', '', ''],
    ]);
    expect(textOf(table.querySelector('caption'))).to.contain('Funnel: All deals');
    for (const head of table.querySelectorAll('th')) {
      expect(head.getAttribute('scope')).to.equal(head.closest('thead') ? 'col' : 'row');
    }
    expect(marks(funnel)).to.have.length(0);
    toggle.click();
    await funnel.updateComplete;
    expect(namesOf(funnel)).to.deep.equal(NAMES);
  });

  it('counts by the stage deals are in now, without any conversion', async () => {
    const funnel = await mount({ attributes: { counting: 'current' } });
    expect(namesOf(funnel)).to.deep.equal([
      'Lead: 2 deals',
      'Offer: 1 deal',
      'Talk: 1 deal',
      'Closed won: 4 deals',
    ]);
    expect(textOf(part(funnel, 'takeaway'))).to.equal('4 deals are in these stages now, most in Lead: 2.');
    expect(textOf(part(funnel, 'plot'))).not.to.contain('%');
    expect(parts(funnel, 'wedge')).to.have.length(0);
  });

  it('counts only deals that went through every stage before', async () => {
    const skipped = deal('s', 'talk', undefined, { visits: [{ stage: 'talk', enteredAt: '2026-03-01' }] });
    const funnel = await mount({ data: dataOf([...twenty, skipped]), attributes: { counting: 'strict' } });
    expect(namesOf(funnel)[2]).to.equal(NAMES[2]);
    const reached = await mount({ data: dataOf([...twenty, skipped]) });
    expect(namesOf(reached)[2]).to.match(/^Talk: 6 deals/);
  });

  it('makes bars and conversions of amounts', async () => {
    const funnel = await mount({ attributes: { by: 'amount' } });
    expect(namesOf(funnel)[1]).to.equal('Offer: 12 deals, €12,000, 60% of previous');
    expect(textOf(part(funnel, 'takeaway'))).to.equal(
      'Of €20K, €4K was won (20%). The weakest step is Offer to Talk: 42% continued so far, €6K was lost, €1K is still there.',
    );
  });

  it('falls back on a counting it does not know', async () => {
    const funnel = await mount({ attributes: { counting: 'sideways' } });
    expect(namesOf(funnel)).to.deep.equal(NAMES);
  });

  it('shows deals that no stage of the pipeline has in rows of their own', async () => {
    const odd = [
      ...twenty,
      deal('x', 'lead', undefined, { stage: 'ghost', visits: [] }),
      deal('y', 'lead', undefined, { stage: '', visits: [] }),
    ];
    const funnel = await mount({ data: dataOf(odd) });
    expect(namesOf(funnel)).to.include.members([
      'No stage recorded: 1 deal',
      'ghost (not in the pipeline): 1 deal',
    ]);
    expect(namesOf(funnel)[0]).to.equal('Lead: 20 deals');
  });

  it('says what needs stage history, and shows the rest', async () => {
    const funnel = await mount({ data: without('none') });
    expect(namesOf(funnel)).to.deep.equal([
      'Lead: 20 deals',
      'Offer: 6 deals',
      'Talk: 5 deals',
      'Closed won: 4 deals',
      'Lost, stage not recorded: 12 deals',
    ]);
    expect(textOf(part(funnel, 'takeaway'))).to.equal(
      'Of 20 deals, 4 were won (20%). The weakest step needs stage history.',
    );
    expect(textOf(part(funnel, 'plot'))).to.contain('needs stage history');
    expect(parts(funnel, 'note').map(textOf).join(' ')).to.contain('12 deals were lost');
    const strict = await mount({ data: without('none'), attributes: { counting: 'strict' } });
    expect(textOf(state(strict))).to.match(/^Needs stage history/);
  });

  it('never adds up currencies without rates', async () => {
    const mixed = twenty.map((one, at) => (at % 2 ? { ...one, currency: 'USD' } : one));
    const funnel = await mount({ data: dataOf(mixed) });
    expect(namesOf(funnel)).to.deep.equal(NAMES);
    expect(parts(funnel, 'note').map(textOf).join(' ')).to.contain(
      'Amounts are in EUR and USD, and no rates are given',
    );
    expect(textOf(part(funnel, 'plot'))).not.to.match(/[€$]/);
    const byAmount = await mount({ data: dataOf(mixed), attributes: { by: 'amount' } });
    expect(textOf(state(byAmount))).to.match(/^Needs exchange rates/);
  });
});

describe('pipeline-funnel: keyboard and pointer', () => {
  afterEach(() => resetMouse());

  it('has one tab stop, moves by arrows without wrapping, and comes back to the last mark', async () => {
    const funnel = await mount();
    expect(tabStops(funnel)).to.deep.equal(['0', '-1', '-1', '-1']);
    marks(funnel)[0]!.focus();
    const after = async (...keys: string[]): Promise<string | null | undefined> => {
      for (const press of keys) await sendKeys({ press });
      return focused(funnel);
    };
    expect(await after('ArrowUp')).to.equal(NAMES[0]);
    expect(await after('ArrowDown', 'ArrowRight')).to.equal(NAMES[2]);
    expect(await after('ArrowLeft')).to.equal(NAMES[1]);
    expect(await after('End', 'ArrowDown')).to.equal(NAMES[3]);
    expect(await after('Home')).to.equal(NAMES[0]);
    expect(await after('ArrowDown')).to.equal(NAMES[1]);
    expect(tabStops(funnel)).to.deep.equal(['-1', '0', '-1', '-1']);
    await sendKeys({ press: 'Tab' });
    expect(funnel.shadowRoot?.activeElement).to.equal(part(funnel, 'table-toggle'));
    funnel.data = dataOf([...twenty]);
    await aTimeout(50);
    expect(tabStops(funnel)).to.deep.equal(['-1', '0', '-1', '-1']);
  });

  it('turns the arrows around where text runs from right to left', async () => {
    const funnel = await mount({ dir: 'rtl' });
    marks(funnel)[1]!.focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(focused(funnel)).to.equal(NAMES[2]);
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(funnel)).to.equal(NAMES[1]);
  });

  it('selects by Enter, Space and click, with the deals behind the row', async () => {
    const funnel = await mount();
    const details: PipelineSelectDetail[] = [];
    funnel.addEventListener('pipeline-select', (event) => {
      expect(event.cancelable && event.bubbles && event.composed).to.be.true;
      details.push(event.detail);
    });
    marks(funnel)[2]!.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: ' ' });
    marks(funnel)[2]!.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    expect(details).to.have.length(3);
    for (const { rowKey, value, n, dealIds } of details) {
      expect([rowKey, value, n]).to.deep.equal(['stage:talk', 5, 5]);
      expect([...dealIds].sort()).to.deep.equal(['e0', 'f0', 'f1', 'f2', 'f3']);
    }
  });

  it('explains a mark on focus; Escape closes that and keeps the focus', async () => {
    const funnel = await mount();
    marks(funnel)[1]!.focus();
    expect(isOpen(funnel)).to.be.true;
    expect(textOf(tip(funnel))).to.equal(
      'Offer Moved on 5 · 42% Still here 1 · 8% Lost 6 · 50% Reached 12 Amount €12,000 Of previous 60% Of first 60%',
    );
    expect(marks(funnel)[1]!.getAttribute('aria-describedby')).to.equal('tip');
    await sendKeys({ press: 'Escape' });
    expect(isOpen(funnel)).to.be.false;
    expect(focused(funnel)).to.equal(NAMES[1]);
    expect(marks(funnel)[1]!.hasAttribute('aria-describedby')).to.be.false;
    await sendKeys({ press: 'ArrowDown' });
    expect(isOpen(funnel)).to.be.true;
    marks(funnel)[2]!.blur();
    expect(isOpen(funnel)).to.be.false;
  });

  it('explains the same under the pointer, stays while that is on it, and closes on Escape', async () => {
    const funnel = await mount();
    const box = marks(funnel)[0]!.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(box.x + 20), Math.round(box.y + 20)] });
    await waitUntil(() => isOpen(funnel));
    expect(textOf(tip(funnel))).to.match(/^Lead Moved on 12 · 60%/);
    const over = tip(funnel).getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(over.x + 20), Math.round(over.y + 20)] });
    await aTimeout(250);
    expect(isOpen(funnel)).to.be.true;
    await sendKeys({ press: 'Escape' });
    expect(isOpen(funnel)).to.be.false;
    await sendMouse({ type: 'move', position: [1, 1] });
    await sendMouse({ type: 'move', position: [Math.round(box.x + 20), Math.round(box.y + 22)] });
    await waitUntil(() => isOpen(funnel));
    await sendMouse({ type: 'move', position: [1, 1] });
    await waitUntil(() => !isOpen(funnel));
  });

  it('takes its tooltip and its listeners with it', async () => {
    const funnel = await mount();
    marks(funnel)[1]!.focus();
    funnel.remove();
    expect(isOpen(funnel)).to.be.false;
  });

  it('draws nothing anew when the focus moves', async () => {
    const funnel = await mount();
    let updates = 0;
    const { requestUpdate } = funnel;
    funnel.requestUpdate = function (...args: Parameters<typeof requestUpdate>) {
      updates++;
      requestUpdate.apply(this, args);
    };
    marks(funnel)[0]!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'End' });
    expect(updates).to.equal(0);
  });
});

describe('pipeline-funnel: sizes', () => {
  it('draws what fits: labels above below 600 px, a list below 400, one figure below 240', async () => {
    const funnel = await mount({ width: 620 });
    const box = funnel.parentElement!;
    const root = funnel.shadowRoot!;
    expect(root.querySelector('svg.chart')).to.exist;
    const at = async (width: number): Promise<void> => {
      box.style.inlineSize = `${width}px`;
      await nextFrame();
      await aTimeout(50);
    };
    await at(420);
    expect(root.querySelector('svg.chart')).not.to.exist;
    expect(namesOf(funnel)).to.deep.equal(NAMES);
    expect(textOf(part(funnel, 'plot')))
      .to.contain('Of previous')
      .and.to.contain('weakest');
    await at(260);
    expect(root.querySelector('.list')).to.exist;
    expect(namesOf(funnel)).to.deep.equal(NAMES);
    for (const row of marks(funnel)) expect(row.getBoundingClientRect().height).to.be.at.least(44);
    await at(200);
    expect(marks(funnel)).to.have.length(0);
    expect(textOf(part(funnel, 'plot'))).to.equal('4 won of 20 (20%)');
    expect(part(funnel, 'table-toggle')).to.exist;
    expect(textOf(part(funnel, 'takeaway'))).to.match(/^Of 20 deals/);
    await at(620);
    expect(root.querySelector('svg.chart')).to.exist;
  });

  const hosts: readonly (readonly [string, (host: HTMLElement) => HTMLElement])[] = [
    ['a flex row', (host) => ((host.style.display = 'flex'), host)],
    ['a float', (host) => floated(host)],
    ['an inline block', (host) => block(host, 'inline-block')],
    ['a table cell', (host) => block(host, 'table-cell')],
    [
      'a centred column',
      (host) => ((host.style.cssText = 'display:flex;flex-direction:column;align-items:center'), host),
    ],
  ];
  function floated(host: HTMLElement): HTMLElement {
    const box = document.createElement('div');
    box.style.float = 'left';
    host.append(box);
    return box;
  }
  function block(host: HTMLElement, display: string): HTMLElement {
    const box = document.createElement('div');
    box.style.display = display;
    host.append(box);
    return box;
  }
  for (const [name, into] of hosts) {
    it(`keeps a usable width in ${name}`, async () => {
      const funnel = await place({ data: dataOf(twenty), width: 700 });
      const box = into(funnel.parentElement!);
      box.append(funnel);
      await waitUntil(() => marks(funnel).length > 0);
      expect(funnel.getBoundingClientRect().width).to.be.at.least(400);
      expect(funnel.getBoundingClientRect().width).to.be.at.most(700);
    });
  }

  it('mirrors: bars grow from the right, figures keep their right edge', async () => {
    const funnel = await mount({ dir: 'rtl' });
    const [lead, , , won] = parts(funnel, 'moved').map((one) => one.getBoundingClientRect());
    expect(lead!.right).to.be.closeTo(won!.right, 1);
    expect(lead!.left).to.be.below(won!.left);
    const svg = funnel.shadowRoot!.querySelector('svg.chart')!;
    expect(getComputedStyle(svg).direction).to.equal('ltr');
    const names = [...svg.querySelectorAll('text.strong')].map(({ textContent }) => textContent);
    expect(names[0]).to.match(/^\s*\u2067Lead\u2069\s*$/);
  });
});

describe('pipeline-funnel: names from the data are text', () => {
  const evil = '<img src=x onerror="window.hacked=1">';
  const renamed = dataOf(twenty, {
    pipelines: [
      { id: 'p', name: evil, stages: stages.map((one) => ({ ...one, name: `${one.name} ${evil}` })) },
    ],
  });

  for (const width of [640, 420, 260, 200]) {
    it(`at ${width} px, in marks, tooltip, table and announcement`, async () => {
      const funnel = await place({ data: renamed, width });
      await waitUntil(() => textOf(part(funnel, 'takeaway')) !== '');
      const first = marks(funnel)[0];
      if (first) {
        expect(first.getAttribute('aria-label')).to.equal(`Lead ${evil}: 20 deals`);
        first.focus();
        expect(textOf(tip(funnel))).to.contain(`Lead ${evil}`);
      }
      expect(textOf(part(funnel, 'subtitle'))).to.contain(evil);
      expect(textOf(part(funnel, 'takeaway'))).to.contain(evil);
      (part(funnel, 'table-toggle') as HTMLButtonElement).click();
      await waitUntil(() => part(funnel, 'table'));
      expect(textOf(part(funnel, 'table'))).to.contain(evil);
      funnel.data = { ...renamed, deals: twenty.slice(3) };
      const live = funnel.shadowRoot!.getElementById('live')!;
      await waitUntil(() => textOf(live).includes(evil), 'not announced', { timeout: 4000 });
      expect(funnel.shadowRoot!.querySelector('img')).to.equal(null);
      expect('hacked' in window).to.be.false;
    });
  }
});

describe('pipeline-funnel: accessibility', () => {
  for (const width of [640, 420, 260, 200]) {
    it(`has no findings of axe at ${width} px`, async () => {
      const funnel = await place({ data: dataOf(twenty), width });
      await waitUntil(() => textOf(part(funnel, 'takeaway')) !== '');
      await expect(funnel).to.be.accessible();
    });
  }

  it('has none as a table, while loading, empty, and in error', async () => {
    const table = await mount();
    (part(table, 'table-toggle') as HTMLButtonElement).click();
    await waitUntil(() => part(table, 'table'));
    await expect(table).to.be.accessible();
    const loading = await place({ data: null });
    await aTimeout(100);
    await expect(loading).to.be.accessible();
    const empty = await mount({ attributes: { period: '2020-01' } });
    await expect(empty).to.be.accessible();
    const failed = await place({ attributes: { src: '/no-such-file.csv' } });
    await waitUntil(() => state(failed), 'no state', { timeout: 8000 });
    await expect(failed).to.be.accessible();
  });

  it('announces new figures once, and not the first ones', async () => {
    const funnel = await mount();
    const live = funnel.shadowRoot!.getElementById('live')!;
    expect(live.getAttribute('aria-live')).to.equal('polite');
    await aTimeout(1200);
    expect(textOf(live)).to.equal('');
    funnel.data = dataOf(twenty.slice(1));
    await funnel.updateComplete;
    funnel.data = dataOf(twenty.slice(2));
    await waitUntil(() => textOf(live) !== '', 'not announced', { timeout: 4000 });
    expect(textOf(live)).to.match(/^Updated: Of 18 deals, 4 were won/);
  });
});
