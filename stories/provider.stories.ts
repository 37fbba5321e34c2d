import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/elements/provider/define.js';
import '../src/elements/funnel/define.js';
import '../src/elements/board/define.js';
import type { PipelineSource } from '../src/context/types.js';
import { args } from './shared/args.js';
import { after, damagedCsv, demo, failingSource, sourceOf, waitingSource } from './shared/samples.js';
import './shared/stories.css';

/** The attributes that the stories set; the controls offer all that the manifest knows. */
interface ProviderArgs {
  readonly pipeline?: string;
  readonly period?: string;
  readonly 'as-of'?: string;
  readonly locale?: string;
}
type Story = StoryObj<ProviderArgs>;

const widgets = html`
  <div class="dashboard">
    <div class="dashboard-grid">
      <pipeline-funnel></pipeline-funnel>
      <pipeline-funnel heading="Now" counting="current"></pipeline-funnel>
    </div>
  </div>
`;

/**
 * Draws nothing itself: it holds the data, the settings and the changes that the widgets below it share. A widget
 * elsewhere on the page names it by `provider="id"`.
 */
const meta: Meta<ProviderArgs> = {
  title: 'Elements/Provider',
  component: 'pipeline-provider',
  decorators: [withActions, (story) => html`<div class="story-plain">${story()}</div>`],
  parameters: {
    actions: {
      handles: [
        'pipeline-select',
        'pipeline-data-loaded',
        'pipeline-data-issues',
        'pipeline-load-failed',
        'pipeline-deal-move-request',
        'pipeline-deal-moved',
      ],
    },
  },
  args: { pipeline: 'new-business', period: 'last-12-months' },
  render: (given) =>
    html`<pipeline-provider ${args({ ...given })} .data=${demo}>${widgets}</pipeline-provider>`,
};

export default meta;

/** Two widgets, one data set, one period. */
export const Default: Story = {};

/** What was known on 30 June: everything later is left out, in every widget. */
export const AsOfAnEarlierDay: Story = { args: { 'as-of': '2026-06-30' } };

/** A widget outside the provider names it. */
export const NamedFromElsewhere: Story = {
  render: (given) => html`
    <pipeline-provider id="story-provider" ${args({ ...given })} .data=${demo}></pipeline-provider>
    <pipeline-funnel provider="story-provider"></pipeline-funnel>
  `,
};

/** A widget narrows what the provider gives it, for itself alone. */
export const AWidgetOfItsOwnPeriod: Story = {
  render: (given) => html`
    <pipeline-provider ${args({ ...given })} .data=${demo}>
      <div class="dashboard">
        <div class="dashboard-grid">
          <pipeline-funnel></pipeline-funnel>
          <pipeline-funnel heading="Third quarter" period="2026-Q3"></pipeline-funnel>
        </div>
      </div>
    </pipeline-provider>
  `,
};

/** A source that has not answered yet. */
export const Loading: Story = {
  render: (given) =>
    html`<pipeline-provider ${args({ ...given })} .source=${waitingSource}>${widgets}</pipeline-provider>`,
};

/** A source that can't answer: each widget says so and offers to try again. */
export const RequestFailed: Story = {
  render: (given) =>
    html`<pipeline-provider ${args({ ...given })} .source=${failingSource}>${widgets}</pipeline-provider>`,
};

/** A file with rows that can't be read. */
export const PartialWithIssues: Story = {
  args: { pipeline: undefined, period: undefined },
  render: (given) =>
    html`<pipeline-provider ${args({ ...given })} .source=${sourceOf(damagedCsv)}
      >${widgets}</pipeline-provider
    >`,
};

/** Answers once; from then on it can't. */
const answersOnce = (): PipelineSource => {
  let asked = 0;
  return {
    load: () =>
      asked++ === 0
        ? Promise.resolve(demo)
        : Promise.reject(new Error('The server answered 503 Service Unavailable.')),
  };
};

/** A reload failed: the last good data stays, and each widget says how old it is. */
export const ReloadThatFails: Story = {
  render: (given) =>
    html`<pipeline-provider ${args({ ...given })} .source=${answersOnce()}>${widgets}</pipeline-provider>`,
  play: async ({ canvasElement }) => {
    const provider = canvasElement.querySelector('pipeline-provider');
    for (let tries = 0; provider?.store.getState().status !== 'ready' && tries < 250; tries++)
      await after(20);
    await provider?.reload();
    await after(200);
  },
};
