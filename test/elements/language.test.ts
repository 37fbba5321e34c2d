/** In this order: the first test is the only one of its page for which German is not there yet. */
import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { PipelineElement } from '../../src/elements/shared/base.js';
import type { PipelineProvider } from '../../src/elements/provider/provider.js';
import '../../src/all.js';
import { dataOf, textOf, twenty } from './funnel-fixture.js';

const WIDGETS = ['funnel', 'board', 'heatmap', 'leaderboard', 'forecast'] as const;
const GERMAN = {
  funnel: 'Trichter',
  board: 'Board',
  heatmap: 'Zeit je Phase',
  leaderboard: 'Team',
  forecast: 'Prognose',
} as const;

/** Each draws something of it: several owners with closed deals, and dates to expect. */
const data = dataOf(
  twenty.map((deal, at) => ({ ...deal, owner: at % 2 ? 'a' : 'b', expectedCloseAt: '2026-08-01' })),
  {
    owners: [
      { id: 'a', name: 'Ana' },
      { id: 'b', name: 'Ben' },
    ],
  },
);

const figureOf = (widget: Element): HTMLElement | null =>
  widget.shadowRoot?.querySelector<HTMLElement>('[part~="frame"]') ?? null;
const partText = (widget: Element, part: string): string =>
  textOf(widget.shadowRoot?.querySelector(`[part~="${part}"]`));
const isDrawn = (widget: Element): boolean =>
  figureOf(widget)?.getAttribute('aria-busy') === null && partText(widget, 'subtitle') !== '';
const headingOf = (widget: Element): string => partText(widget, 'heading');
const says = (widget: Element, text: string): Promise<void> =>
  waitUntil(() => headingOf(widget) === text, `heading “${text}”, it is “${headingOf(widget)}”`, {
    timeout: 8000,
  });

interface Page {
  readonly provider: PipelineProvider;
  readonly widgets: Readonly<Record<(typeof WIDGETS)[number], PipelineElement>>;
}

async function page(lang: string, locale?: string): Promise<Page> {
  const box = await fixture<HTMLElement>(html`<div lang=${lang} style="inline-size: 640px"></div>`);
  const provider = document.createElement('pipeline-provider');
  if (locale !== undefined) provider.locale = locale;
  provider.data = data;
  const made = WIDGETS.map((name) => [name, document.createElement(`pipeline-${name}`)] as const);
  provider.append(...made.map(([, widget]) => widget));
  box.append(provider);
  return { provider, widgets: Object.fromEntries(made) as unknown as Page['widgets'] };
}

const allDrawn = ({ widgets }: Page): Promise<void> =>
  waitUntil(() => Object.values(widgets).every(isDrawn), 'all are drawn', { timeout: 8000 });

/** Every text that is painted from now on, and every state. */
function watch(
  widgets: readonly PipelineElement[],
): () => { texts: string[]; wasBusy: boolean; hadEmptyHeading: boolean } {
  const texts = new Set<string>();
  let wasBusy = false;
  let hadEmptyHeading = false;
  let isWatching = true;
  const look = (): void => {
    for (const widget of widgets) {
      texts.add(textOf(figureOf(widget)));
      wasBusy ||= figureOf(widget)?.getAttribute('aria-busy') === 'true';
      const headings = [...(widget.shadowRoot?.querySelectorAll('[role=heading]') ?? [])];
      hadEmptyHeading ||= headings.some((heading) => textOf(heading).trim() === '');
    }
    if (isWatching) requestAnimationFrame(look);
  };
  look();
  for (const widget of widgets) void widget.updateComplete.then(look);
  requestAnimationFrame(look);
  return () => {
    isWatching = false;
    return { texts: [...texts], wasBusy, hadEmptyHeading };
  };
}

const ENGLISH =
  /\b(?:deals created|loading|funnel|time in stage|owners|won and|weighted pipeline,|table|data from)\b/i;

describe('language', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
  });

  it('says nothing before the words are there, and never English on a German page', async () => {
    const english = await page('en');
    await allDrawn(english);
    // What is drawn stays drawn, in its language, until the new one has come.
    const switched = watch(Object.values(english.widgets));
    const german = await page('de');
    const first = watch(Object.values(german.widgets));
    english.provider.locale = 'de';
    await allDrawn(german);
    await says(english.widgets.heatmap, GERMAN.heatmap);
    await nextFrame();
    expect(switched().wasBusy).to.equal(false);
    const { texts, hadEmptyHeading } = first();
    for (const text of texts) expect(text).not.to.match(ENGLISH);
    expect(hadEmptyHeading, 'a heading that says nothing').to.equal(false);
    for (const name of WIDGETS) expect(headingOf(german.widgets[name])).to.equal(GERMAN[name]);
    expect(partText(german.widgets.funnel, 'takeaway')).to.equal(
      'Von 20 Deals wurden 4 gewonnen (20 %). Schwächster Schritt: Offer zu Talk, 42 % gingen bisher weiter, 6 gingen verloren, 1 ist noch dort.',
    );
  });

  it('follows the page at run time, every widget of it, there and back', async () => {
    const box = await page('');
    box.provider.parentElement?.removeAttribute('lang');
    await allDrawn(box);
    await says(box.widgets.funnel, 'Funnel');
    document.documentElement.lang = 'de-AT';
    for (const name of WIDGETS) await says(box.widgets[name], GERMAN[name]);
    document.documentElement.lang = 'en-GB';
    await says(box.widgets.funnel, 'Funnel');
    await says(box.widgets.heatmap, 'Time in stage');
  });

  it('a provider’s locale goes before the page’s, a widget’s own before both', async () => {
    const box = await page('en', 'de');
    await allDrawn(box);
    await says(box.widgets.funnel, 'Trichter');
    box.widgets.funnel.locale = 'en';
    await says(box.widgets.funnel, 'Funnel');
    expect(headingOf(box.widgets.heatmap)).to.equal('Zeit je Phase');
    box.provider.locale = undefined;
    await says(box.widgets.heatmap, 'Time in stage');
  });

  it('another language than the page’s is marked, so that it is spoken right', async () => {
    const box = await page('en', 'de-CH');
    await allDrawn(box);
    await says(box.widgets.funnel, 'Trichter');
    for (const widget of Object.values(box.widgets)) {
      expect(figureOf(widget)?.getAttribute('lang'), widget.localName).to.equal('de-CH');
    }
    box.provider.parentElement?.setAttribute('lang', 'de');
    await waitUntil(() => !figureOf(box.widgets.funnel)?.hasAttribute('lang'), 'the same language: no mark');
  });

  it('places of one language share its words and keep their own formats', async () => {
    const box = await page('de-CH');
    await allDrawn(box);
    await says(box.widgets.funnel, 'Trichter');
    expect(box.widgets.funnel.shadowRoot?.textContent).to.include('Von ');
    expect(partText(box.widgets.board, 'subtitle')).to.match(/4[’']000/);
    box.provider.parentElement?.setAttribute('lang', 'de-DE');
    await waitUntil(() => /4\.000/.test(partText(box.widgets.board, 'subtitle')), 'formats of Germany');
  });

  it('a language without words: English ones, marked as such, around its own formats', async () => {
    const box = await page('pl');
    await allDrawn(box);
    await says(box.widgets.funnel, 'Funnel');
    expect(figureOf(box.widgets.funnel)?.lang).to.equal('en');
    expect(partText(box.widgets.board, 'subtitle')).to.match(/4000 €|4 000 €/);
    expect(partText(box.widgets.board, 'takeaway')).not.to.match(/ i /);
  });

  it('finds the nearest lang through two shadow roots, and follows it there', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    const middle = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(middle);
    const funnel = document.createElement('pipeline-funnel');
    funnel.data = data;
    middle.attachShadow({ mode: 'open' }).append(funnel);
    await waitUntil(() => isDrawn(funnel), 'drawn', { timeout: 8000 });
    await says(funnel, 'Trichter');
    // Inside the first root, where no observer of the document sees it.
    middle.lang = 'en';
    await says(funnel, 'Funnel');
    middle.removeAttribute('lang');
    await says(funnel, 'Trichter');
    outer.lang = 'en';
    await says(funnel, 'Funnel');
  });

  it('is told of other news than a change of language', async () => {
    const box = await page('en');
    await allDrawn(box);
    box.provider.locale = 'de';
    await says(box.widgets.funnel, 'Trichter');
    await new Promise((done) => setTimeout(done, 1200));
    const live = box.widgets.funnel.shadowRoot?.getElementById('live');
    expect(textOf(live)).to.equal('');
    box.provider.data = dataOf(twenty.slice(0, 12));
    await waitUntil(() => textOf(live).startsWith('Aktualisiert: Von 12 Deals'), 'news in German', {
      timeout: 4000,
    });
  });

  it('formats are made anew when the browser’s own language changes', async () => {
    const box = await page('de');
    await allDrawn(box);
    const before = partText(box.widgets.board, 'subtitle');
    dispatchEvent(new Event('languagechange'));
    await box.widgets.board.updateComplete;
    expect(partText(box.widgets.board, 'subtitle')).to.equal(before);
  });

  it('names a problem in German, with line and column', async () => {
    const box = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    const funnel = document.createElement('pipeline-funnel');
    funnel.fields = 'amount=Betrag; createdAt=Erstellt am';
    funnel.data =
      'Deal;Phase;Betrag;Erstellt am\nA;Angebot;12.500,00;03.01.2026\nB;Angebot;etwa 12k;04.01.2026\nC;Gewonnen;9.000,00;31.01.2026\n';
    box.append(funnel);
    await waitUntil(() => isDrawn(funnel), 'drawn', { timeout: 8000 });
    await waitUntil(() => partText(funnel, 'notice') !== '', 'what was found');
    expect(partText(funnel, 'notice')).to.include(
      'Das ist kein Betrag: „etwa 12k“ (Zeile 3, Spalte „Betrag“).',
    );
    expect(partText(funnel, 'badge')).to.equal('Unvollständig');
  });

  it('an error is German too', async () => {
    const box = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    const funnel = document.createElement('pipeline-funnel');
    funnel.data = '{"deals": [';
    box.append(funnel);
    await waitUntil(() => partText(funnel, 'error') !== '', 'the error', { timeout: 8000 });
    expect(partText(funnel, 'error')).to.match(/^Die JSON-Daten sind nicht lesbar/);
  });
});
