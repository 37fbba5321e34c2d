import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { dashboardGrid, dashboardHead } from './shared/dashboard.js';
import { germanCsv, germanDemo } from './shared/german.js';
import { failingSource, sourceOf } from './shared/samples.js';
import './shared/stories.css';

/** A German page of that width, with the German data above it. */
const page = (width: '' | '260' | '420', content: TemplateResult) => html`
  <div lang="de" class=${width ? `story-narrow-${width}` : 'story-plain'}>
    <pipeline-provider .data=${germanDemo} pipeline="new-business" period="last-12-months">
      ${content}
    </pipeline-provider>
  </div>
`;

/** Widgets on a page whose `lang` is `de`: German words, numbers, money and dates. */
const meta: Meta = { title: 'German' };

export default meta;
type Story = StoryObj;

const words = {
  title: 'Vertriebspipeline',
  about:
    '600 erfundene Deals, Stichtag 18. November 2026. Wer eine Karte verschiebt, ändert auch den Trichter.',
  funnel: 'Wo Deals hängen bleiben',
  heatmap: 'Wo Deals warten',
  forecast: 'Dieses Quartal und sein Ziel',
  leaderboard: 'Wer wo steht',
  board: 'Offene Deals',
};

export const Dashboard: Story = {
  render: () => html`
    <main lang="de" class="story-page dashboard">
      ${dashboardHead(words)}
      <pipeline-provider .data=${germanDemo} pipeline="new-business" period="last-12-months">
        ${dashboardGrid(words)}
      </pipeline-provider>
    </main>
  `,
};

export const Funnel420: Story = { render: () => page('420', html`<pipeline-funnel></pipeline-funnel>`) };
export const Funnel260: Story = { render: () => page('260', html`<pipeline-funnel></pipeline-funnel>`) };

export const Board420: Story = { render: () => page('420', html`<pipeline-board></pipeline-board>`) };
export const Board260: Story = { render: () => page('260', html`<pipeline-board></pipeline-board>`) };

export const Heatmap420: Story = { render: () => page('420', html`<pipeline-heatmap></pipeline-heatmap>`) };
export const Heatmap260: Story = { render: () => page('260', html`<pipeline-heatmap></pipeline-heatmap>`) };

export const Leaderboard420: Story = {
  render: () =>
    page('420', html`<pipeline-leaderboard period="this-quarter" me="clarke"></pipeline-leaderboard>`),
};
export const Leaderboard260: Story = {
  render: () =>
    page('260', html`<pipeline-leaderboard period="this-quarter" me="clarke"></pipeline-leaderboard>`),
};
/** Every column at once: the widest words and amounts that there are. */
export const LeaderboardByWinRate: Story = {
  render: () => page('', html`<pipeline-leaderboard sort="win-rate"></pipeline-leaderboard>`),
};

export const Forecast420: Story = {
  render: () => page('420', html`<pipeline-forecast period="this-quarter"></pipeline-forecast>`),
};
export const Forecast260: Story = {
  render: () => page('260', html`<pipeline-forecast period="this-quarter"></pipeline-forecast>`),
};
export const ForecastPerQuarter420: Story = {
  render: () =>
    page('420', html`<pipeline-forecast mode="per-period" interval="quarter"></pipeline-forecast>`),
};

/** What could not be read is named with its line and column. */
export const PartialWithIssues: Story = {
  render: () => html`
    <div lang="de" class="story-plain">
      <pipeline-funnel
        fields="amount=Betrag; createdAt=Erstellt am"
        .source=${sourceOf(germanCsv)}
      ></pipeline-funnel>
    </div>
  `,
};

export const RequestFailed: Story = {
  render: () => html`
    <div lang="de" class="story-plain"><pipeline-board .source=${failingSource}></pipeline-board></div>
  `,
};

export const NoData: Story = {
  render: () => html`<div lang="de" class="story-plain"><pipeline-heatmap></pipeline-heatmap></div>`,
};

/** German words with the formats of Switzerland: `lang="de-CH"`. */
export const Switzerland: Story = {
  render: () => html`
    <div lang="de-CH" class="story-narrow-420">
      <pipeline-forecast .data=${germanDemo} period="this-quarter"></pipeline-forecast>
    </div>
  `,
};

/** One German widget on an English page: its figure carries `lang`, so that it is pronounced right. */
export const GermanOnAnEnglishPage: Story = {
  render: () => html`
    <div lang="en" class="story-plain">
      <pipeline-leaderboard
        locale="de"
        .data=${germanDemo}
        pipeline="new-business"
        period="this-quarter"
      ></pipeline-leaderboard>
    </div>
  `,
};

const speak = (event: Event) => {
  const select = event.currentTarget as HTMLSelectElement;
  select.closest('.story-plain')?.setAttribute('lang', select.value);
};

/** A page that changes its language: every widget follows. */
export const Switching: Story = {
  render: () => html`
    <div lang="de" class="story-plain">
      <label class="story-field">
        <span>Sprache · Language</span>
        <select @change=${speak}>
          <option value="de">Deutsch</option>
          <option value="de-CH">Deutsch (Schweiz)</option>
          <option value="en">English</option>
          <option value="en-GB">English (UK)</option>
        </select>
      </label>
      <pipeline-provider .data=${germanDemo} pipeline="new-business" period="last-12-months">
        <pipeline-funnel></pipeline-funnel>
        <pipeline-heatmap></pipeline-heatmap>
      </pipeline-provider>
    </div>
  `,
};
