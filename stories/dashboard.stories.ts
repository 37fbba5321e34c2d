import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { dashboardGrid, dashboardHead } from './shared/dashboard.js';
import './shared/key-figures.js';
import { demo } from './shared/samples.js';
import './shared/stories.css';

interface DashboardArgs {
  readonly pipeline: string;
  readonly period: string;
}

const periods = [
  ['', 'All of the data'],
  ['this-quarter', 'This quarter'],
  ['last-quarter', 'Last quarter'],
  ['last-12-months', 'Last 12 months'],
] as const;

const choose = (setting: 'pipeline' | 'period') => (event: Event) => {
  const select = event.currentTarget as HTMLSelectElement;
  const provider = select.closest('.dashboard')?.querySelector('pipeline-provider');
  if (select.value === '') provider?.removeAttribute(setting);
  else provider?.setAttribute(setting, select.value);
};

const words = {
  title: 'Sales pipeline',
  about: '600 invented deals, as of 18 November 2026. Move a card and watch the funnel.',
  funnel: 'Where deals get stuck',
  heatmap: 'Where deals wait',
  forecast: 'This quarter against its goal',
  leaderboard: 'Who is where',
  board: 'Open deals',
};

const settings = ({ pipeline, period }: DashboardArgs) => html`
  <div class="dashboard-settings">
    <label class="story-field">
      <span>Pipeline</span>
      <select @change=${choose('pipeline')}>
        ${demo.pipelines.map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === pipeline}>${name}</option>`,
        )}
      </select>
    </label>
    <label class="story-field">
      <span>Period</span>
      <select @change=${choose('period')}>
        ${periods.map(
          ([value, label]) => html`<option value=${value} ?selected=${value === period}>${label}</option>`,
        )}
      </select>
    </label>
  </div>
`;

const dashboard = (args: DashboardArgs) => html`
  <main class="story-page dashboard">
    ${dashboardHead(words, settings(args))}
    <pipeline-provider .data=${demo} pipeline=${args.pipeline} period=${args.period} locale="en">
      ${dashboardGrid(words, html`<story-key-figures class="dashboard-wide"></story-key-figures>`)}
    </pipeline-provider>
  </main>
`;

/** Provider, funnel and board over one data set: what one of them changes, all of them show. */
const meta: Meta<DashboardArgs> = {
  title: 'Dashboard',
  render: dashboard,
  args: { pipeline: 'new-business', period: 'last-12-months' },
  argTypes: {
    pipeline: { control: 'select', options: demo.pipelines.map(({ id }) => id) },
    period: { control: 'select', options: periods.map(([value]) => value) },
  },
};

export default meta;

export const Dashboard: StoryObj<DashboardArgs> = {};

/** The other pipeline: private customers, small amounts, days instead of weeks. */
export const OnlineShop: StoryObj<DashboardArgs> = {
  args: { pipeline: 'online-shop', period: 'this-quarter' },
};
