import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import '../src/elements/provider/define.js';
import '../src/elements/funnel/define.js';
import '../src/elements/board/define.js';
import type { PipelineEventDetails } from '../src/context/index.js';
import { after, small, sourceOf } from './shared/samples.js';
import './shared/stories.css';

type Kind = 'request' | 'fact' | 'choice';

/** Every event of the kit; one that is missing here does not compile. */
const kinds: Readonly<Record<keyof PipelineEventDetails, Kind>> = {
  'pipeline-deal-move-request': 'request',
  'pipeline-deal-change-request': 'request',
  'pipeline-filter-change-request': 'request',
  'pipeline-undo-request': 'request',
  'pipeline-reload-request': 'request',
  'pipeline-save-retry-request': 'request',
  'pipeline-save-cancel-request': 'request',
  'pipeline-deal-moved': 'fact',
  'pipeline-deal-changed': 'fact',
  'pipeline-data-loaded': 'fact',
  'pipeline-data-issues': 'fact',
  'pipeline-load-failed': 'fact',
  'pipeline-save-failed': 'fact',
  'pipeline-select': 'choice',
  'pipeline-deal-open': 'choice',
  'pipeline-gate-open': 'choice',
  'pipeline-switch': 'choice',
};
type Name = keyof typeof kinds;

const MOST = 40;

/** What a host would do: here it only writes down what it hears, and answers as the page's switches say. */
function listen(page: HTMLElement): void {
  const log = page.querySelector('.events-log');
  const isOn = (name: string): boolean =>
    page.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.checked === true;
  const write = (name: Name, detail: unknown, said = ''): void => {
    const item = document.createElement('li');
    const heading = document.createElement('strong');
    heading.textContent = name;
    const what = document.createElement('span');
    what.className = 'story-muted';
    what.textContent = ` ${kinds[name]}${said}`;
    const code = document.createElement('code');
    code.textContent = shorten(detail);
    item.append(heading, what, code);
    log?.prepend(item);
    while (log && log.children.length > MOST) log.lastElementChild?.remove();
  };

  page.addEventListener('pipeline-deal-move-request', (event) => {
    const answers = [
      ...(isOn('veto') ? ['preventDefault()'] : []),
      ...(isOn('ask') ? ['waitUntil(one second)'] : []),
    ];
    if (isOn('veto')) event.preventDefault();
    if (isOn('ask')) event.waitUntil(after(1000));
    write(
      'pipeline-deal-move-request',
      event.detail,
      answers.length > 0 ? `, answered by ${answers.join(', ')}` : '',
    );
  });
  for (const name of Object.keys(kinds) as Name[]) {
    if (name === 'pipeline-deal-move-request') continue;
    page.addEventListener(name, (event) => write(name, event.detail));
  }
}

/** Ids of many deals are a few and a count. */
const shorten = (detail: unknown): string =>
  JSON.stringify(detail, (_, value: unknown) =>
    Array.isArray(value) && value.length > 3
      ? [...(value as unknown[]).slice(0, 3), `… ${value.length}`]
      : value,
  );

const clear = (event: Event): void => {
  const button = event.currentTarget as HTMLElement;
  button.closest('.events')?.querySelector('.events-log')?.replaceChildren();
};

const heard = new WeakSet<Element>();
/** Once, when the page is there and before its widgets have data. */
const host = (page?: Element): void => {
  if (!(page instanceof HTMLElement) || heard.has(page)) return;
  heard.add(page);
  listen(page);
};

/** The server of this page: its answer is a switch. */
const source = sourceOf(small, async () => {
  await after(300);
  if (document.querySelector<HTMLInputElement>('.events input[name="fail"]')?.checked)
    throw new Error('The server answered 409 Conflict.');
});

const page = (veto: boolean) => html`
  <main class="story-page events" ${ref(host)}>
    <header>
      <h1>What the host hears</h1>
      <p class="story-muted">
        Move a card, take it back, select a bar. Requests ask first and can be refused; facts say what
        happened, after it was saved.
      </p>
      <div class="events-switches">
        <label><input type="checkbox" name="veto" ?checked=${veto} /> Refuse moves</label>
        <label><input type="checkbox" name="ask" /> Decide a second later</label>
        <label><input type="checkbox" name="fail" /> Fail to save</label>
        <button type="button" @click=${clear}>Clear</button>
      </div>
    </header>
    <div class="events-columns">
      <pipeline-provider .source=${source} locale="en">
        <pipeline-board heading="Open deals" heading-level="2"></pipeline-board>
        <pipeline-funnel heading="Where deals get stuck" heading-level="2"></pipeline-funnel>
      </pipeline-provider>
      <section aria-labelledby="events-heading">
        <h2 id="events-heading">Newest first</h2>
        <div class="events-scroll" role="log" aria-labelledby="events-heading" tabindex="0">
          <ol class="events-log" reversed></ol>
        </div>
      </section>
    </div>
  </main>
`;

/** The events of a page, as they reach its host. Their details are typed in every framework. */
const meta: Meta = { title: 'Events', render: () => page(false) };

export default meta;

export const Log: StoryObj = {};

/** The host says no: the card stays where it was. */
export const Refused: StoryObj = { render: () => page(true) };
