import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/provider/define.js';
import '../src/elements/funnel/define.js';
import '../src/elements/forecast/define.js';
import '../src/elements/heatmap/define.js';
import '../src/elements/leaderboard/define.js';
import '../src/elements/board/define.js';
import type { PipelineDrawnChart } from '../src/elements/shared/drawn.js';
import type { PipelineChart } from '../src/elements/shared/frame.js';
import { demo } from './shared/samples.js';
import './shared/stories.css';

/** What a host can do with a file: here, show it. */
async function show(event: Event, make: (chart: PipelineDrawnChart) => Promise<Node>): Promise<void> {
  const section = (event.currentTarget as HTMLElement).closest('section');
  const chart = section?.querySelector<PipelineDrawnChart>('[data-chart]');
  const out = section?.querySelector('output');
  if (!chart || !out) return;
  out.replaceChildren(await make(chart).catch((error: unknown) => new Text(String(error))));
}

async function picture(chart: PipelineDrawnChart, type: 'image/png' | 'image/svg+xml'): Promise<Node> {
  const image = new Image();
  image.alt = `${chart.localName} as ${type}`;
  image.style.maxInlineSize = '100%';
  image.src = URL.createObjectURL(await chart.toBlob({ type }));
  return image;
}

async function csv(chart: PipelineChart): Promise<Node> {
  const text = document.createElement('pre');
  text.tabIndex = 0;
  text.style.overflow = 'auto';
  text.textContent = await chart.toCSV();
  return text;
}

const part = (chart: unknown, hasPicture = true) => html`
  <section>
    ${chart}
    <p>
      <button type="button" @click=${(event: Event) => show(event, csv)}>toCSV()</button>
      ${hasPicture
        ? html`<button
              type="button"
              @click=${(event: Event) => show(event, (one) => picture(one, 'image/svg+xml'))}
            >
              toSVG()
            </button>
            <button type="button" @click=${(event: Event) => show(event, (one) => picture(one, 'image/png'))}>
              toBlob()
            </button>`
        : ''}
    </p>
    <output></output>
  </section>
`;

const meta: Meta = { title: 'Recipes/Export' };

export default meta;

/**
 * Readers find CSV, SVG and PNG in the menu at the foot of a widget. Hosts call `toCSV()`, `toSVG()` and `toBlob()`;
 * what does it loads on the first call.
 */
export const Export: StoryObj = {
  render: () => html`
    <main class="story-page">
      <pipeline-provider .data=${demo} pipeline="new-business">
        ${part(html`<pipeline-funnel data-chart></pipeline-funnel>`)}
        ${part(html`<pipeline-forecast data-chart period="this-quarter" goal="900000"></pipeline-forecast>`)}
        ${part(html`<pipeline-heatmap data-chart></pipeline-heatmap>`)}
        ${part(html`<pipeline-leaderboard data-chart goal="500000"></pipeline-leaderboard>`)}
        ${part(html`<pipeline-board data-chart></pipeline-board>`, false)}
      </pipeline-provider>
    </main>
  `,
};
