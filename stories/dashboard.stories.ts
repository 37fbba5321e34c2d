import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/provider/define.js';
import '../src/elements/funnel/define.js';
import '../src/elements/board/define.js';
import '../src/elements/heatmap/define.js';
import '../src/elements/forecast/define.js';
import '../src/elements/leaderboard/define.js';
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

const dashboard = ({ pipeline, period }: DashboardArgs) => html`
  <main class="story-page dashboard">
    <header class="dashboard-head">
      <div class="dashboard-title">
        <h1>Sales pipeline</h1>
        <p class="story-muted">
          600 invented deals, as of 18 November 2026. Move a card and watch the funnel.
        </p>
      </div>
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
              ([value, label]) =>
                html`<option value=${value} ?selected=${value === period}>${label}</option>`,
            )}
          </select>
        </label>
      </div>
    </header>
    <pipeline-provider .data=${demo} pipeline=${pipeline} period=${period} locale="en">
      <div class="dashboard-grid">
        <story-key-figures class="dashboard-wide"></story-key-figures>
        <div class="dashboard-column">
          <pipeline-funnel heading="Where deals get stuck" heading-level="2"></pipeline-funnel>
          <pipeline-heatmap heading="Where deals wait" heading-level="2"></pipeline-heatmap>
        </div>
        <div class="dashboard-column">
          <pipeline-forecast
            period="this-quarter"
            heading="This quarter against its goal"
            heading-level="2"
          ></pipeline-forecast>
          <pipeline-leaderboard heading="Who is where" heading-level="2"></pipeline-leaderboard>
        </div>
        <pipeline-board class="dashboard-wide" heading="Open deals" heading-level="2"></pipeline-board>
      </div>
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
