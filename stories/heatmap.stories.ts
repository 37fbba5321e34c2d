import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/elements/heatmap/define.js';
import { args } from './shared/args.js';
import {
  cutOffJson,
  damagedCsv,
  demo,
  empty,
  failingSource,
  small,
  sourceOf,
  withoutHistory,
} from './shared/samples.js';
import './shared/stories.css';

/** The attributes that the stories set; the controls offer all that the manifest knows. */
interface HeatmapArgs {
  readonly by?: 'owner' | 'team' | 'entry-month' | 'source';
  readonly statistic?: 'median' | 'p75' | 'p90';
  readonly scale?: 'per-stage' | 'absolute' | 'vs-target';
  readonly sort?: string;
  readonly period?: string;
  readonly pipeline?: string;
  readonly locale?: string;
  readonly heading?: string;
}
type Story = StoryObj<HeatmapArgs>;

const heatmapOf = (data: unknown, given: HeatmapArgs) =>
  html`<pipeline-heatmap ${args({ ...given })} .data=${data}></pipeline-heatmap>`;

const meta: Meta<HeatmapArgs> = {
  title: 'Elements/Heatmap',
  component: 'pipeline-heatmap',
  decorators: [withActions, (story) => html`<div class="story-plain">${story()}</div>`],
  parameters: { actions: { handles: ['pipeline-select'] } },
  args: { pipeline: 'new-business', period: 'last-12-months' },
  argTypes: {
    by: { control: 'select', options: ['owner', 'team', 'entry-month', 'source'] },
    statistic: { control: 'select', options: ['median', 'p75', 'p90'] },
    scale: { control: 'select', options: ['per-stage', 'absolute', 'vs-target'] },
  },
  render: (given) => heatmapOf(demo, given),
};

export default meta;

/** Median days in each stage, against the stage's own median: one owner is slow in needs analysis. */
export const Default: Story = {};

/** Against the days that each stage allows. */
export const AgainstTheTarget: Story = { args: { scale: 'vs-target' } };

/** Colours by days alone. */
export const Absolute: Story = { args: { scale: 'absolute' } };

/** Days within which nine of ten visits end. */
export const NineOfTen: Story = { args: { statistic: 'p90' } };

export const ByTeam: Story = { args: { by: 'team' } };

export const ByMonthOfEntry: Story = { args: { by: 'entry-month' } };

export const BySource: Story = { args: { by: 'source' } };

/** The slowest in a stage first. */
export const Sorted: Story = { args: { sort: 'stage:needs-analysis' } };

/** Days instead of weeks. */
export const OnlineShop: Story = { args: { pipeline: 'online-shop' } };

/** Cells with fewer than five visits are hatched: too few to judge anybody by. */
export const FewVisits: Story = { render: (given) => heatmapOf(small, given) };

export const Loading: Story = { render: (given) => heatmapOf(null, given) };

export const Empty: Story = { render: (given) => heatmapOf(empty, given) };

export const RequestFailed: Story = {
  render: (given) =>
    html`<pipeline-heatmap ${args({ ...given })} .source=${failingSource}></pipeline-heatmap>`,
};

export const CutOffJson: Story = {
  render: (given) =>
    html`<pipeline-heatmap ${args({ ...given })} .source=${sourceOf(cutOffJson)}></pipeline-heatmap>`,
};

export const PartialWithIssues: Story = {
  args: { pipeline: undefined, period: undefined },
  render: (given) =>
    html`<pipeline-heatmap ${args({ ...given })} .source=${sourceOf(damagedCsv)}></pipeline-heatmap>`,
};

/** Without stage history nothing can be said about time, and nothing is. */
export const NoHistory: Story = { render: (given) => heatmapOf(withoutHistory, given) };

export const RightToLeft: Story = { render: (given) => html`<div dir="rtl">${heatmapOf(demo, given)}</div>` };

export const Dark: Story = {
  render: (given) => html`<div class="story-dark">${heatmapOf(demo, given)}</div>`,
};

export const Narrow420: Story = {
  render: (given) => html`<div class="story-narrow-420">${heatmapOf(demo, given)}</div>`,
};

export const Narrow260: Story = {
  render: (given) => html`<div class="story-narrow-260">${heatmapOf(demo, given)}</div>`,
};

export const Narrow200: Story = {
  render: (given) => html`<div class="story-narrow-200">${heatmapOf(demo, given)}</div>`,
};
