import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import type { Goal, PipelineData, Submission } from '../src/core/model.js';
import '../src/elements/forecast/define.js';
import { args } from './shared/args.js';
import {
  damagedCsv,
  demo,
  empty,
  failingSource,
  mixedCurrencies,
  mixedWithRates,
  small,
  sourceOf,
  withoutHistory,
} from './shared/samples.js';
import './shared/replay.js';
import './shared/stories.css';

/** The attributes that the stories set; the controls offer all that the manifest knows. */
interface ForecastArgs {
  readonly mode?: 'cumulative' | 'per-period';
  readonly interval?: 'week' | 'month' | 'quarter';
  readonly method?: 'forecast' | 'weighted';
  readonly period?: string;
  readonly pipeline?: string;
  readonly goal?: number;
  readonly locale?: string;
  readonly heading?: string;
  readonly reportCurrency?: string;
  readonly asOf?: string;
}
type Story = StoryObj<ForecastArgs>;

const forecastOf = (data: unknown, given: ForecastArgs, slotted?: TemplateResult) =>
  html`<pipeline-forecast ${args({ ...given })} .data=${data}>${slotted}</pipeline-forecast>`;

/** The stages of the demo data as somebody keeps them who gives none of them a chance. */
const withoutProbabilities: PipelineData = {
  ...demo,
  pipelines: demo.pipelines.map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage) => ({ ...stage, probability: undefined })),
  })),
  deals: demo.deals.map((deal) => ({ ...deal, probability: undefined })),
};
const withoutPast: PipelineData = {
  ...withoutHistory,
  deals: withoutHistory.deals.map((deal) => ({ ...deal, closedAt: undefined })),
};
/** What each owner said on the 20th day of a quarter that he would close in it: what he closed, and half as much again. */
const withSubmissions: PipelineData = {
  ...demo,
  submissions: ['2025-10', '2026-01', '2026-04', '2026-07', '2026-10'].flatMap((month, at, all) => {
    const from = `${month}-01`;
    const to = `${all[at + 1] ?? '2027-01'}-01`;
    return (demo.owners ?? []).map(({ id }): Submission => {
      const won = demo.deals.filter(
        ({ owner, pipeline, stage, closedAt }) =>
          owner === id &&
          pipeline === 'new-business' &&
          demo.pipelines[0]?.stages.find((one) => one.id === stage)?.kind === 'won' &&
          String(closedAt) >= from &&
          String(closedAt) < to,
      );
      const amount = Math.round(won.reduce((sum, deal) => sum + (deal.amount ?? 0), 0) * 1.5);
      return { owner: id, at: `${month}-20`, from, to, amount, currency: 'EUR' };
    });
  }),
};
const goalsOf = (goals: readonly Goal[]): PipelineData => ({ ...demo, goals });
const goal = (from: string, to: string, amount: number): Goal => ({ from, to, amount, currency: 'EUR' });

/** Of the demo's deals those that were created in its last weeks. */
const young: PipelineData = {
  ...demo,
  deals: demo.deals.filter(({ createdAt }) => (createdAt ?? '') >= '2026-09-15'),
};

const meta: Meta<ForecastArgs> = {
  title: 'Elements/Forecast',
  component: 'pipeline-forecast',
  decorators: [withActions, (story) => html`<div class="story-plain">${story()}</div>`],
  parameters: { actions: { handles: ['pipeline-select'] } },
  args: { pipeline: 'new-business', period: 'this-quarter' },
  render: (given) => forecastOf(demo, given),
};

export default meta;

/**
 * Won so far against the goal, and what will come from today on: the middle estimate, half of all outcomes, 80 % of them,
 * each as wide as the forecast was wrong in replays of this past. It is worked out beside the page; until it is there the
 * weighted pipeline is shown. The guide
 * [How the forecast works](?path=/docs/guides-how-the-forecast-works--docs) says how to read it.
 */
export const Default: Story = {};

/** What the open deals weigh, and no forecast: what a page shows whose data has no past. */
export const Weighted: Story = { args: { method: 'weighted' } };

/** A bar for each quarter with its weighted pipeline, the open amount as a dot. */
export const WeightedPerPeriod: Story = {
  args: { method: 'weighted', mode: 'per-period', interval: 'quarter', period: undefined },
};

/** No stage history, but the days on which deals were closed: past enough for a forecast. */
export const ClosingDaysAlone: Story = { render: (given) => forecastOf(withoutHistory, given) };

/** Neither stage history nor a closing day: there is nothing to learn from, which is said. */
export const NoPast: Story = { render: (given) => forecastOf(withoutPast, given) };

/** A few weeks of history: a forecast that calls itself provisional. */
export const Provisional: Story = { render: (given) => forecastOf(young, given) };

/** The goal is reached already: no chance is worked out any more. */
export const GoalReached: Story = {
  render: (given) => forecastOf(goalsOf([goal('2026-10-01', '2027-01-01', 200000)]), given),
};

/**
 * Drop a file of your own, or choose one: what the forecast would have said at each origin of your past, with what was
 * known then, and what came. Nothing leaves the page.
 */
export const ReplayYourOwnPast: Story = { render: () => html`<story-replay></story-replay>` };

/** The same over the demo data. */
export const ReplayOfTheDemo: Story = {
  render: () => html`<story-replay></story-replay>`,
  play: ({ canvasElement }) => canvasElement.querySelector('story-replay')?.show('the demo data', demo),
};

/** A bar for each quarter: won, and what is expected from open deals and from deals not yet created, with its range. */
export const PerPeriod: Story = { args: { mode: 'per-period', interval: 'quarter', period: undefined } };

/** What owners submitted for the quarter is one of the figures to believe, with how far off it was before. */
export const Submissions: Story = {
  args: { mode: 'per-period', interval: 'quarter', period: undefined },
  render: (given) => forecastOf(withSubmissions, given),
};

/** The same in German. */
export const SubmissionsInGerman: Story = {
  ...Submissions,
  args: { ...Submissions.args, locale: 'de' },
};

/** Month by month. */
export const PerMonth: Story = { args: { mode: 'per-period', period: 'last-12-months', goal: 150000 } };

/** A year: the goal rises with each quarter. */
export const Year: Story = { args: { mode: 'cumulative', period: '2026' } };

/** The goal as an attribute, for a page whose data has none. */
export const GoalFromAttribute: Story = {
  args: { goal: 800000 },
  render: (given) => forecastOf(goalsOf([]), given),
};

/** No goal at all: what would need one is left out. */
export const NoGoal: Story = { render: (given) => forecastOf(goalsOf([]), given) };

/** Goals for each month make steps. */
export const GoalInSteps: Story = {
  render: (given) =>
    forecastOf(
      goalsOf([
        goal('2026-10-01', '2026-11-01', 150000),
        goal('2026-11-01', '2026-12-01', 200000),
        goal('2026-12-01', '2027-01-01', 250000),
      ]),
      given,
    ),
};

/** Goals that leave November out: none is made up for the quarter. */
export const GoalsWithAGap: Story = {
  render: (given) =>
    forecastOf(
      goalsOf([goal('2026-10-01', '2026-11-01', 150000), goal('2026-12-01', '2027-01-01', 250000)]),
      given,
    ),
};

/** A quarter that is over: won against the goal, nothing is expected any more. */
export const Over: Story = { args: { period: 'last-quarter' } };

/** A quarter that is to come: only what open deals weigh. */
export const ToCome: Story = { args: { period: '2027-Q1' } };

/** All pipelines; the subtitle says so. */
export const AllPipelines: Story = { args: { pipeline: undefined } };

/** Without a probability nothing can be weighted, which is said; it is not zero. */
export const NeedsProbabilities: Story = { render: (given) => forecastOf(withoutProbabilities, given) };

/** `data` is `null` while it is on its way: the widget's own silhouette, still. */
export const Loading: Story = { render: (given) => forecastOf(null, given) };

/** A pipeline without deals. */
export const Empty: Story = { render: (given) => forecastOf(empty, given) };

/** Deals there are, but none was won or expected in the period. */
export const EmptyPeriod: Story = { args: { period: '2019-Q1' } };

/** The request failed: the reason, and a way to try again. */
export const RequestFailed: Story = {
  render: (given) =>
    html`<pipeline-forecast ${args({ ...given })} .source=${failingSource}></pipeline-forecast>`,
};

/** Some rows could not be read: they are listed with line and column, the rest is shown. */
export const PartialWithIssues: Story = {
  args: { pipeline: undefined, period: undefined },
  render: (given) =>
    html`<pipeline-forecast ${args({ ...given })} .source=${sourceOf(damagedCsv)}></pipeline-forecast>`,
};

/** Two currencies and no rates: amounts can't be added up, and are not. */
export const MixedCurrencies: Story = { render: (given) => forecastOf(mixedCurrencies, given) };

/** The same with rates in the data, and the currency to show. */
export const MixedCurrenciesWithRates: Story = {
  args: { reportCurrency: 'EUR' },
  render: (given) => forecastOf(mixedWithRates, given),
};

/** Few deals. */
export const Small: Story = { render: (given) => forecastOf(small, given) };

/** In a page that runs from right to left time does so too; digits do not. */
export const RightToLeft: Story = {
  render: (given) => html`<div dir="rtl">${forecastOf(demo, given)}</div>`,
};

/** On a dark page; the widget follows `color-scheme`. */
export const Dark: Story = {
  render: (given) => html`<div class="story-dark">${forecastOf(demo, given)}</div>`,
};

/** Bars on a dark page. */
export const DarkPerPeriod: Story = {
  args: { mode: 'per-period', interval: 'quarter', period: undefined },
  render: (given) => html`<div class="story-dark">${forecastOf(demo, given)}</div>`,
};

/** In a narrow column the figures wrap and the chart is lower. */
export const Narrow420: Story = {
  render: (given) => html`<div class="story-narrow-420">${forecastOf(demo, given)}</div>`,
};

/** Narrower still: one figure, a small chart, the others as rows. */
export const Narrow260: Story = {
  render: (given) => html`<div class="story-narrow-260">${forecastOf(demo, given)}</div>`,
};

/** Bars become a list. */
export const Narrow260PerPeriod: Story = {
  args: { mode: 'per-period', interval: 'quarter', period: undefined },
  render: (given) => html`<div class="story-narrow-260">${forecastOf(demo, given)}</div>`,
};

/** As narrow as it gets: the figure, the sentence, the table. */
export const Narrow200: Story = {
  render: (given) => html`<div class="story-narrow-200">${forecastOf(demo, given)}</div>`,
};

/** Numbers, money and dates of another place; the words follow when their language is there. */
export const GermanNumbers: Story = { args: { locale: 'de' } };
