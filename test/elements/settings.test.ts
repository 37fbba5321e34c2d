/** What an editor may mistype on a widget: it is said where the widget is, and the page's console has it as well. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { createSmallDemo } from '../../src/data/demo/index.js';
import '../../src/all.js';

const demo = createSmallDemo();
const mistyped: Readonly<Record<string, readonly (readonly [attribute: string, value: string])[]>> = {
  funnel: [
    ['counting', 'all'],
    ['by', 'money'],
    ['layout', 'left'],
  ],
  forecast: [
    ['mode', 'total'],
    ['interval', 'year'],
  ],
  heatmap: [
    ['by', 'rep'],
    ['statistic', 'mean'],
    ['scale', 'relative'],
  ],
  leaderboard: [
    ['by', 'rep'],
    ['sort', 'revenue'],
  ],
};

const noticeOf = (element: Element): string =>
  (element.shadowRoot?.querySelector('[part~="notice"]')?.textContent ?? '').replaceAll(/\s+/g, ' ');

describe('a word that an attribute does not know', () => {
  for (const [name, attributes] of Object.entries(mistyped)) {
    it(`${name}: is named among the issues, and what is drawn is as without it`, async () => {
      const element = document.createElement(`pipeline-${name}`) as HTMLElement & { data: unknown };
      element.data = demo;
      for (const [attribute, value] of [...attributes, ['locale', 'deutsch'] as const])
        element.setAttribute(attribute, value);
      const box = await fixture(html`<div></div>`);
      box.append(element);
      await waitUntil(() => noticeOf(element).includes('locale'), 'the notice', { timeout: 8000 });
      for (const [attribute, value] of attributes)
        expect(noticeOf(element)).to.contain(`The setting ${attribute}=“${value}” can’t be used`);
      expect(noticeOf(element).split('locale=').length - 1, 'locale, once').to.equal(1);
      for (const [attribute] of attributes) element.removeAttribute(attribute);
      element.removeAttribute('locale');
      await waitUntil(() => noticeOf(element) === '', 'no notice', { timeout: 8000 });
    });
  }

  it('says what could have been meant: the words there are, the pipelines, how it is written', async () => {
    const board = await fixture(html`
      <pipeline-leaderboard
        .data=${demo}
        sort="revenue"
        pipeline="Nope"
        period="Q4 2026"
        goal="100.000 €"
        locale="de"
      ></pipeline-leaderboard>
    `);
    await waitUntil(() => noticeOf(board).includes('Möglich ist'), 'the notice', { timeout: 8000 });
    const notice = noticeOf(board);
    expect(notice).to.contain('Möglich ist: won, attainment, win-rate, average, cycle, open-weighted.');
    expect(notice).to.contain(`Möglich ist: ${demo.pipelines.map(({ name }) => name).join(', ')}.`);
    expect(notice).to.contain('Möglich ist: 2026, 2026-Q1, 2026-03,');
    expect(notice).to.contain('Möglich ist: 260000.');
    board.setAttribute('locale', 'en');
    await waitUntil(() => noticeOf(board).includes('It can be: 260000.'), 'in English', { timeout: 8000 });
    expect(notice).to.not.contain('undefined');
  });

  it('below a provider, which has words of its own', async () => {
    const provider = await fixture(html`
      <pipeline-provider .data=${demo}>
        <pipeline-funnel locale="english" counting=""></pipeline-funnel>
      </pipeline-provider>
    `);
    const funnel = provider.querySelector('pipeline-funnel')!;
    await waitUntil(() => noticeOf(funnel) !== '', 'the notice', { timeout: 8000 });
    expect(noticeOf(funnel)).to.contain('The setting locale=“english” can’t be used');
    expect(noticeOf(funnel)).to.not.contain('counting');
  });
});
