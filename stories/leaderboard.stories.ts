import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/elements/leaderboard/define.js';
import type { PipelineSource } from '../src/context/types.js';
import { args } from './shared/args.js';
import {
  cutOffJson,
  damagedCsv,
  demo,
  empty,
  failingSource,
  mixedCurrencies,
  small,
  sourceOf,
  withoutHistory,
} from './shared/samples.js';
import './shared/stories.css';

/** The attributes that the stories set; the controls offer all that the manifest knows. */
interface LeaderboardArgs {
  readonly by?: 'owner' | 'team';
  readonly sort?: 'won' | 'attainment' | 'win-rate' | 'average' | 'cycle' | 'open-weighted';
  readonly me?: string;
  readonly top?: number;
  readonly period?: string;
  readonly pipeline?: string;
  readonly locale?: string;
  readonly heading?: string;
}
type Story = StoryObj<LeaderboardArgs>;

const leaderboardOf = (data: unknown, given: LeaderboardArgs) =>
  html`<pipeline-leaderboard ${args({ ...given })} .data=${data}></pipeline-leaderboard>`;

const leaderboardFrom = (source: PipelineSource, given: LeaderboardArgs) =>
  html`<pipeline-leaderboard ${args({ ...given })} .source=${source}></pipeline-leaderboard>`;

const meta: Meta<LeaderboardArgs> = {
  title: 'Elements/Leaderboard',
  component: 'pipeline-leaderboard',
  decorators: [withActions, (story) => html`<div class="story-plain">${story()}</div>`],
  parameters: { actions: { handles: ['pipeline-select'] } },
  args: { pipeline: 'new-business', period: 'this-quarter' },
  argTypes: {
    by: { control: 'select', options: ['owner', 'team'] },
    sort: {
      control: 'select',
      options: ['won', 'attainment', 'win-rate', 'average', 'cycle', 'open-weighted'],
    },
  },
  render: (given) => leaderboardOf(demo, given),
};

export default meta;

/** Won in the quarter against each owner's goal. */
export const Default: Story = {};

/** The reader's own row is named, in words, and stays in sight. */
export const Me: Story = { args: { me: 'clarke' } };

export const ByTeam: Story = { args: { by: 'team' } };

/** Ranked by the lower end of the win rate's range: 2 of 2 does not beat 40 of 60. */
export const ByWinRate: Story = { args: { sort: 'win-rate', period: 'last-12-months' } };

/** From the shortest cycle to the longest. */
export const ByCycle: Story = { args: { sort: 'cycle', period: 'last-12-months' } };

/** The first three, and a button for the others. */
export const TopThree: Story = { args: { top: 3, me: 'hughes' } };

/** No goals in this pipeline, so no attainment. */
export const WithoutGoals: Story = { args: { pipeline: 'online-shop' } };

/** With fewer than five closed deals nobody is ranked: too few to judge by. */
export const FewDeals: Story = { render: (given) => leaderboardOf(small, given) };

export const Loading: Story = { render: (given) => leaderboardOf(null, given) };

export const Empty: Story = { render: (given) => leaderboardOf(empty, given) };

export const RequestFailed: Story = { render: (given) => leaderboardFrom(failingSource, given) };

export const CutOffJson: Story = { render: (given) => leaderboardFrom(sourceOf(cutOffJson), given) };

export const PartialWithIssues: Story = {
  args: { pipeline: undefined, period: undefined },
  render: (given) => leaderboardFrom(sourceOf(damagedCsv), given),
};

/** Two currencies and no rates: amounts can't be compared, and are not. */
export const MixedCurrencies: Story = {
  args: { period: undefined },
  render: (given) => leaderboardOf(mixedCurrencies, given),
};

/** A flat list has what this needs: who closed what, and when. */
export const NoHistory: Story = { render: (given) => leaderboardOf(withoutHistory, given) };

export const RightToLeft: Story = {
  render: (given) => html`<div dir="rtl">${leaderboardOf(demo, given)}</div>`,
};

export const Dark: Story = {
  render: (given) => html`<div class="story-dark">${leaderboardOf(demo, given)}</div>`,
};

export const Narrow420: Story = {
  render: (given) => html`<div class="story-narrow-420">${leaderboardOf(demo, given)}</div>`,
};

export const Narrow260: Story = {
  render: (given) => html`<div class="story-narrow-260">${leaderboardOf(demo, given)}</div>`,
};

export const Narrow200: Story = {
  render: (given) => html`<div class="story-narrow-200">${leaderboardOf(demo, given)}</div>`,
};
