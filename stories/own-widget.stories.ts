import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/provider/define.js';
import '../src/elements/funnel/define.js';
import './shared/deal-ages.js';
import source from './shared/deal-ages.ts?raw';
import { demo } from './shared/samples.js';
import './shared/stories.css';

/** As a host writes it: by the names of the package instead of the repository's folders. */
const hostSource = source.replace(/'(?:\.\.\/)+src\/context\/index\.js'/g, "'pipeline-elements/context'");

/**
 * A chart that the kit does not have, drawn with D3 on the data that the page has already: no Lit, no base class of the
 * kit. It asks for the store by the context, takes the view that all widgets share (as-of and filters applied), reads
 * the same tokens, and says what was chosen by the same event. Below: its whole source.
 */
const meta: Meta = {
  title: 'Recipes/A widget of your own, with D3',
  parameters: { docs: { source: { code: hostSource, language: 'ts' } } },
  render: () => html`
    <div class="story-plain">
      <pipeline-provider .data=${demo} pipeline="new-business" locale="en">
        <story-deal-ages></story-deal-ages>
      </pipeline-provider>
    </div>
  `,
};

export default meta;

export const Default: StoryObj = {};

/** Both follow the provider: a later as-of, another pipeline, a moved deal. */
export const BesideAWidgetOfTheKit: StoryObj = {
  render: () => html`
    <div class="story-plain dashboard">
      <pipeline-provider .data=${demo} pipeline="new-business" as-of="2026-06-30" locale="en">
        <div class="dashboard-grid">
          <pipeline-funnel></pipeline-funnel>
          <story-deal-ages></story-deal-ages>
        </div>
      </pipeline-provider>
    </div>
  `,
};
