import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/elements/funnel/define.js';
import { args } from './shared/args.js';
import {
  cutOffJson,
  damagedCsv,
  demo,
  empty,
  failingSource,
  loginPage,
  mixedCurrencies,
  mixedWithRates,
  sourceOf,
  withoutHistory,
} from './shared/samples.js';
import './shared/stories.css';

/** The attributes that the stories set; the controls offer all that the manifest knows. */
interface FunnelArgs {
  readonly counting?: 'reached' | 'strict' | 'current';
  readonly by?: 'count' | 'amount';
  readonly period?: string;
  readonly pipeline?: string;
  readonly locale?: string;
  readonly heading?: string;
  readonly 'report-currency'?: string;
}
type Story = StoryObj<FunnelArgs>;

const funnelOf = (data: unknown, given: FunnelArgs, slotted?: TemplateResult) =>
  html`<pipeline-funnel ${args({ ...given })} .data=${data}>${slotted}</pipeline-funnel>`;

const meta: Meta<FunnelArgs> = {
  title: 'Elements/Funnel',
  component: 'pipeline-funnel',
  decorators: [withActions, (story) => html`<div class="story-plain">${story()}</div>`],
  parameters: { actions: { handles: ['pipeline-select'] } },
  args: { pipeline: 'new-business', period: 'last-12-months' },
  argTypes: { counting: { control: 'select', options: ['reached', 'strict', 'current'] } },
  render: (given) => funnelOf(demo, given),
};

export default meta;

/** Each deal counted once per stage that it got to, whether it was in that stage or skipped it. */
export const Default: Story = {};

/** Only deals that were in every stage up to the one that is counted. */
export const Strict: Story = { args: { counting: 'strict' } };

/** Where deals are now. A stock has no conversion, so none is shown. */
export const Current: Story = { args: { counting: 'current' } };

/** Bars and shares by money instead of deals. */
export const ByAmount: Story = { args: { by: 'amount' } };

/** The other pipeline; those who buy at once skip "Cart abandoned" and are not lost there. */
export const OnlineShop: Story = { args: { pipeline: 'online-shop' } };

/** `data` is `null` while it is on its way: the widget's own silhouette, still. */
export const Loading: Story = { render: (given) => funnelOf(null, given) };

/** A pipeline without deals. */
export const Empty: Story = { render: (given) => funnelOf(empty, given) };

/** Deals there are, but none was created in the period. */
export const EmptyPeriod: Story = { args: { period: '2019-Q1' } };

/** The request failed: the reason, and a way to try again. */
export const RequestFailed: Story = {
  render: (given) => html`<pipeline-funnel ${args({ ...given })} .source=${failingSource}></pipeline-funnel>`,
};

/** A web page came instead of data, as from a server that wants a login first. */
export const LoginPageInsteadOfData: Story = {
  render: (given) =>
    html`<pipeline-funnel ${args({ ...given })} .source=${sourceOf(loginPage)}></pipeline-funnel>`,
};

/** JSON that was cut off on its way. */
export const CutOffJson: Story = {
  render: (given) =>
    html`<pipeline-funnel ${args({ ...given })} .source=${sourceOf(cutOffJson)}></pipeline-funnel>`,
};

/** Neither data nor a provider: the element says so. */
export const NoData: Story = {
  render: () => html`<pipeline-funnel></pipeline-funnel>`,
};

/** Some rows could not be read: they are listed with line and column, the rest is shown. */
export const PartialWithIssues: Story = {
  args: { pipeline: undefined, period: undefined },
  render: (given) =>
    html`<pipeline-funnel ${args({ ...given })} .source=${sourceOf(damagedCsv)}></pipeline-funnel>`,
};

/** A flat list says where deals are, not how they came there: what can't be known is said. */
export const NoHistory: Story = { render: (given) => funnelOf(withoutHistory, given) };

/** Two currencies and no rates: amounts can't be added up, and are not. */
export const MixedCurrencies: Story = {
  args: { by: 'amount' },
  render: (given) => funnelOf(mixedCurrencies, given),
};

/** The same with rates in the data, and the currency to show. */
export const MixedCurrenciesWithRates: Story = {
  args: { by: 'amount', 'report-currency': 'EUR' },
  render: (given) => funnelOf(mixedWithRates, given),
};

/** In a page that runs from right to left bars, columns and keys mirror; digits do not. */
export const RightToLeft: Story = {
  render: (given) => html`<div dir="rtl">${funnelOf(demo, given)}</div>`,
};

/** On a dark page; the widget follows `color-scheme`. */
export const Dark: Story = {
  render: (given) => html`<div class="story-dark">${funnelOf(demo, given)}</div>`,
};

/** In a narrow column labels stand above the bars. */
export const Narrow420: Story = {
  render: (given) => html`<div class="story-narrow-420">${funnelOf(demo, given)}</div>`,
};

/** Narrower still: a list. */
export const Narrow260: Story = {
  render: (given) => html`<div class="story-narrow-260">${funnelOf(demo, given)}</div>`,
};

/** As narrow as it gets: the figure, the sentence, the table. */
export const Narrow200: Story = {
  render: (given) => html`<div class="story-narrow-200">${funnelOf(demo, given)}</div>`,
};

/** Numbers, money and dates of another place; the words follow when their language is there. */
export const GermanNumbers: Story = { args: { locale: 'de', by: 'amount' } };

/** A slotted `<table>` is data, and what visitors see where no script runs. */
export const FromATable: Story = {
  args: { pipeline: undefined, period: undefined },
  render: (given) => html`
    <pipeline-funnel ${args({ ...given })} stages="Lead, Proposal, Won, Lost">
      <table>
        <tbody>
          <tr>
            <th>Deal</th>
            <th>Stage</th>
            <th>Amount</th>
            <th>Created</th>
          </tr>
          <tr>
            <td>Wrenfield Foods, renewal</td>
            <td>Proposal</td>
            <td>18000</td>
            <td>2026-10-05</td>
          </tr>
          <tr>
            <td>Birkenfurt Optik, pilot</td>
            <td>Lead</td>
            <td>6500</td>
            <td>2026-10-12</td>
          </tr>
          <tr>
            <td>Foxcote Energy, seats</td>
            <td>Won</td>
            <td>9000</td>
            <td>2026-09-28</td>
          </tr>
          <tr>
            <td>Talbrück Logistik, rollout</td>
            <td>Lost</td>
            <td>22000</td>
            <td>2026-09-14</td>
          </tr>
        </tbody>
      </table>
    </pipeline-funnel>
  `,
};
