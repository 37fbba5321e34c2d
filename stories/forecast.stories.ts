import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/elements/forecast/define.js';
import type { PipelineSource } from '../src/context/types.js';
import { args } from './shared/args.js';
import {
  cutOffJson,
  damagedCsv,
  demo,
  empty,
  failingSource,
  mixedCurrencies,
  sourceOf,
  withoutHistory,
} from './shared/samples.js';
import './shared/stories.css';

/** The attributes that the stories set; the controls offer all that the manifest knows. */
interface ForecastArgs {
  readonly mode?: 'cumulative' | 'per-period';
  readonly interval?: 'week' | 'month' | 'quarter';
  readonly goal?: number;
  readonly period?: string;
  readonly pipeline?: string;
  readonly locale?: string;
  readonly heading?: string;
}
type Story = StoryObj<ForecastArgs>;

const forecastOf = (data: unknown, given: ForecastArgs) =>
  html`<pipeline-forecast ${args({ ...given })} .data=${data}></pipeline-forecast>`;

const forecastFrom = (source: PipelineSource, given: ForecastArgs) =>
  html`<pipeline-forecast ${args({ ...given })} .source=${source}></pipeline-forecast>`;

const meta: Meta<ForecastArgs> = {
  title: 'Elements/Forecast',
  component: 'pipeline-forecast',
  decorators: [withActions, (story) => html`<div class="story-plain">${story()}</div>`],
  parameters: { actions: { handles: ['pipeline-select'] } },
  args: { pipeline: 'new-business', period: 'this-quarter' },
  argTypes: {
    mode: { control: 'select', options: ['cumulative', 'per-period'] },
    interval: { control: 'select', options: ['week', 'month', 'quarter'] },
  },
  render: (given) => forecastOf(demo, given),
};

export default meta;

/** What was won in the quarter, and what the open deals add to it by their chances, against the goal. */
export const Default: Story = {};

/** A bar for each month: won, weighted, and the open pipeline as a dot. */
export const PerPeriod: Story = { args: { mode: 'per-period', period: 'last-12-months', interval: 'month' } };

export const PerQuarter: Story = {
  args: { mode: 'per-period', period: '2025-10-01/2027-04-01', interval: 'quarter' },
};

/** A goal that the page sets, for data that has none. */
export const GoalFromThePage: Story = { args: { pipeline: 'online-shop', goal: 9000 } };

/** The data has no goal for this pipeline. */
export const WithoutGoal: Story = { args: { pipeline: 'online-shop' } };

/** A quarter that is over. */
export const LastQuarter: Story = { args: { period: 'last-quarter' } };

/** Nothing named: a sensible stretch around as-of. */
export const AllOfTheData: Story = { args: { period: undefined } };

export const Loading: Story = { render: (given) => forecastOf(null, given) };

export const Empty: Story = { render: (given) => forecastOf(empty, given) };

export const RequestFailed: Story = { render: (given) => forecastFrom(failingSource, given) };

export const CutOffJson: Story = { render: (given) => forecastFrom(sourceOf(cutOffJson), given) };

export const PartialWithIssues: Story = {
  args: { pipeline: undefined, period: undefined },
  render: (given) => forecastFrom(sourceOf(damagedCsv), given),
};

/** Two currencies and no rates: amounts can't be added up, and are not. */
export const MixedCurrencies: Story = {
  args: { period: undefined },
  render: (given) => forecastOf(mixedCurrencies, given),
};

/** A flat list has what this needs: what closed when, and what is expected when. */
export const NoHistory: Story = { render: (given) => forecastOf(withoutHistory, given) };

export const RightToLeft: Story = {
  render: (given) => html`<div dir="rtl">${forecastOf(demo, given)}</div>`,
};

export const Dark: Story = {
  render: (given) => html`<div class="story-dark">${forecastOf(demo, given)}</div>`,
};

export const Narrow420: Story = {
  render: (given) => html`<div class="story-narrow-420">${forecastOf(demo, given)}</div>`,
};

export const Narrow260: Story = {
  render: (given) => html`<div class="story-narrow-260">${forecastOf(demo, given)}</div>`,
};

export const Narrow200: Story = {
  render: (given) => html`<div class="story-narrow-200">${forecastOf(demo, given)}</div>`,
};
