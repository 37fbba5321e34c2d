import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/elements/board/define.js';
import '../src/elements/provider/define.js';
import type { PipelineRequestEvent } from '../src/context/events.js';
import type { PipelineSource } from '../src/context/types.js';
import type { Pipeline, PipelineData } from '../src/core/model.js';
import { args } from './shared/args.js';
import {
  after,
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
interface BoardArgs {
  readonly pipeline?: string;
  readonly period?: string;
  readonly readonly?: boolean;
  readonly locale?: string;
  readonly heading?: string;
  readonly 'group-by'?: string;
  readonly 'lanes-by'?: string;
  readonly 'pipeline-switch'?: boolean;
  readonly 'sort-by'?: string;
  readonly 'card-fields'?: string;
  readonly limits?: string;
}
type Story = StoryObj<BoardArgs>;

const boardOf = (data: unknown, given: BoardArgs) =>
  html`<pipeline-board ${args({ ...given })} .data=${data}></pipeline-board>`;

const boardFrom = (source: PipelineSource, given: BoardArgs) =>
  html`<pipeline-board ${args({ ...given })} .source=${source}></pipeline-board>`;

/** The deal that the stories move: the largest one with a proposal. */
const moved = [...small.deals]
  .filter((deal) => deal.stage === 'proposal-sent')
  .sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0))[0]!;

/** The first answer that is not undefined. */
async function until<T>(look: () => T | null | undefined): Promise<T> {
  for (let tries = 0; tries < 250; tries++) {
    const found = look();
    if (found != null) return found;
    await after(20);
  }
  throw new Error('It did not appear.');
}

/** Moves it by the card's menu, as a person would without a mouse. */
async function move(canvas: HTMLElement, toStage: string): Promise<void> {
  const root = await until(() => canvas.querySelector('pipeline-board')?.shadowRoot);
  const actions = await until(() =>
    root.querySelector<HTMLElement>(`[data-deal="${moved.id}"] [part~="card-actions"]`),
  );
  actions.focus();
  actions.click();
  const name = small.pipelines[0]?.stages.find((stage) => stage.id === toStage)?.name ?? toStage;
  const item = await until(() =>
    [...root.querySelectorAll<HTMLElement>('[role="menuitem"]')].find((one) =>
      one.textContent.includes(name),
    ),
  );
  item.click();
  await after(500);
}

const withSource = (source: PipelineSource, onMove?: (event: Event) => void) => (given: BoardArgs) => html`
  <pipeline-provider .source=${source} @pipeline-deal-move-request=${onMove}>
    <pipeline-board ${args({ ...given })}></pipeline-board>
  </pipeline-provider>
`;

/** The first pipeline with rules of its own. */
const withRules = (rules: Partial<Pipeline>): PipelineData => ({
  ...small,
  pipelines: small.pipelines.map((pipeline, at) => (at === 0 ? { ...pipeline, ...rules } : pipeline)),
});

/** Negotiations need somebody who holds the budget, and lost deals a reason. */
const gated: PipelineData = withRules({
  stages: small.pipelines[0]?.stages.map((stage) =>
    stage.id === 'contract-negotiation'
      ? {
          ...stage,
          criteria: [
            {
              id: 'budget',
              label: 'Who holds the budget',
              type: 'text',
              field: 'budgetHolder',
              required: true,
            },
            { id: 'amount', label: 'Amount', type: 'money', field: 'amount', required: true },
            { id: 'close', label: 'Expected close', type: 'date', field: 'expectedCloseAt', required: true },
            { id: 'term', label: 'Term', type: 'select', field: 'term', options: ['1 year', '3 years'] },
            { id: 'legal', label: 'Legal has seen it', type: 'checkbox', field: 'legal', required: true },
          ],
        }
      : stage.kind === 'lost'
        ? { ...stage, lostReasonRequired: true, lostReasons: ['Price', 'Bad timing', 'Chose a competitor'] }
        : stage,
  ),
});

const meta: Meta<BoardArgs> = {
  title: 'Elements/Board',
  component: 'pipeline-board',
  decorators: [withActions, (story) => html`<div class="story-plain">${story()}</div>`],
  parameters: {
    actions: {
      handles: [
        'pipeline-select',
        'pipeline-deal-move-request',
        'pipeline-deal-moved',
        'pipeline-save-failed',
      ],
    },
  },
  args: {},
  render: (given) => boardOf(small, given),
};

export default meta;

/**
 * Drag a card, or use its "Actions for …" button. While it hangs over a column, count, sums and limits of both columns are
 * what they would be. Changes stay in this page.
 */
export const Default: Story = {};

/** 420 deals; the closed columns hold those of the period. */
export const WholePipeline: Story = {
  args: { pipeline: 'new-business', period: 'this-quarter' },
  render: (given) => boardOf(demo, given),
};

/** The other pipeline: people instead of companies, small amounts. */
export const OnlineShop: Story = {
  args: { pipeline: 'online-shop', period: 'this-quarter' },
  render: (given) => boardOf(demo, given),
};

/** Nothing can be moved. */
export const Readonly: Story = { args: { readonly: true } };

/** `data` is `null` while it is on its way. */
export const Loading: Story = { render: (given) => boardOf(null, given) };

/** Columns without cards. */
export const Empty: Story = { render: (given) => boardOf(empty, given) };

/** The request failed: the reason, and a way to try again. */
export const RequestFailed: Story = { render: (given) => boardFrom(failingSource, given) };

/** Neither data nor a provider: the element says so. */
export const NoData: Story = { render: () => html`<pipeline-board></pipeline-board>` };

/** Some rows could not be read: they are listed, the rest is shown; a deal without a stage has a column of its own. */
export const PartialWithIssues: Story = { render: (given) => boardFrom(sourceOf(damagedCsv), given) };

/** A flat list: how long a deal has been in its stage is not known, so nothing is marked idle. */
export const NoHistory: Story = { render: (given) => boardOf(withoutHistory, given) };

/** Two currencies and no rates: a sum for each. */
export const MixedCurrencies: Story = { render: (given) => boardOf(mixedCurrencies, given) };

/** The move is shown at once; the server refuses it, so the card goes back and the reason is said. */
export const SaveThatFails: Story = {
  render: withSource(
    sourceOf(small, async () => {
      await after(150);
      throw new Error('The CRM takes no changes until 14:00.');
    }),
  ),
  play: ({ canvasElement }) => move(canvasElement, 'contract-negotiation'),
};

/** The host says no: here only a team lead may mark a deal as won. */
export const Veto: Story = {
  render: withSource(sourceOf(small), (event) => {
    const request = event as PipelineRequestEvent<'pipeline-deal-move-request'>;
    if (request.detail.moves.some(({ toStage }) => toStage === 'closed-won')) {
      request.waitUntil(Promise.reject(new Error('Only a team lead marks a deal as won.')));
    }
  }),
  play: ({ canvasElement }) => move(canvasElement, 'closed-won'),
};

/** The host is still thinking: the card waits where it was. */
export const PendingDecision: Story = {
  render: withSource(sourceOf(small), (event) => {
    (event as PipelineRequestEvent<'pipeline-deal-move-request'>).waitUntil(new Promise(() => undefined));
  }),
  play: ({ canvasElement }) => move(canvasElement, 'contract-negotiation'),
};

/** The move is applied and being saved, which takes long. */
export const PendingSave: Story = {
  render: withSource(sourceOf(small, () => new Promise(() => undefined))),
  play: ({ canvasElement }) => move(canvasElement, 'contract-negotiation'),
};

/** It takes long: said once, with a way to try again or to take the change back. */
export const SaveThatTakesLong: Story = {
  render: withSource({ ...sourceOf(small, () => new Promise(() => undefined)), savePatience: 500 }),
  play: ({ canvasElement }) => move(canvasElement, 'contract-negotiation'),
};

/**
 * A stage asks before a deal may come to it: by type, prefilled, checked. Cancel puts the card back. A host that cancels
 * `pipeline-gate-open` asks in a dialog of its own, and calls `event.detail.answer(changes)`, or `answer(null)`.
 */
export const Gate: Story = {
  render: (given) => boardOf(gated, given),
  play: ({ canvasElement }) => move(canvasElement, 'contract-negotiation'),
};

/** A lost deal needs a reason. */
export const LostReason: Story = {
  render: (given) => boardOf(gated, given),
  play: ({ canvasElement }) => move(canvasElement, 'closed-lost'),
};

/** No stage may be skipped and no deal goes back: the menu says why. Deals that came around the rules are marked and counted. */
export const Rules: Story = {
  render: (given) =>
    boardOf(
      withRules({
        noSkippingStagesRule: { enabledForAllStages: true },
        noBackwardsMovementRule: { enabledForAllStages: true },
      }),
      given,
    ),
};

/** The same rule, but it only warns. */
export const RulesThatWarn: Story = {
  render: (given) =>
    boardOf(withRules({ noBackwardsMovementRule: { enabledForAllStages: true, warnOnly: true } }), given),
  play: ({ canvasElement }) => move(canvasElement, 'needs-analysis'),
};

/** Several at once: by the menu, Ctrl and a click, Shift and arrows. One request moves them all. */
export const SeveralCards: Story = {
  play: async ({ canvasElement }) => {
    const root = await until(() => canvasElement.querySelector('pipeline-board')?.shadowRoot);
    await until(() => root.querySelector('[part~="card"]'));
    for (const card of [...root.querySelectorAll('[part~="card"]')].slice(0, 3)) {
      card.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
    }
    await after(100);
  },
};

/** After a move, and after several: the button or Ctrl+Z takes the last one back, saved or not. */
export const Undo: Story = {
  render: withSource(sourceOf(small, () => after(50))),
  play: ({ canvasElement }) => move(canvasElement, 'contract-negotiation'),
};

const large = {
  ...demo,
  deals: Array.from({ length: 24 }, (_, copy) =>
    demo.deals.map((deal) => ({ ...deal, id: `${deal.id}-${copy}` })),
  ).flat(),
};

/** 10,000 deals: columns draw the cards in view; the search jumps to any other. */
export const LongColumns: Story = {
  args: { pipeline: 'new-business' },
  render: (given) => boardOf(large, given),
};

/** A column an owner; a card that is moved gets a new owner. */
export const ByOwner: Story = { args: { 'group-by': 'owner' } };

/**
 * A column a month. A card that is moved keeps its day of the month; where the month is shorter its last day, and in this
 * month not before today.
 */
export const ByCloseMonth: Story = { args: { 'group-by': 'close-month' } };

/** From the surest to the least sure; the stage stands on the card. */
export const ByForecastCategory: Story = { args: { 'group-by': 'forecast-category' } };

/**
 * Lanes by owner across the stages, each with its totals. A card that is dropped in another lane gets that owner, and the
 * stage with it in one request; arrows go on across lanes; a lane folds to its totals and goes on to take cards.
 */
export const Lanes: Story = { args: { 'lanes-by': 'owner' } };

/** The other way round: a lane a stage, a column an owner. */
export const LanesOfStages: Story = { args: { 'group-by': 'owner', 'lanes-by': 'stage' } };

/** The data holds two pipelines, and the host lets its user choose: for this board, not for its provider. */
export const SeveralPipelines: Story = {
  args: { 'pipeline-switch': true },
  render: (given) => boardOf(demo, given),
};

/** The longest in its stage first. */
export const OldestFirst: Story = { args: { 'sort-by': 'age' } };

/** How many deals a column is meant to hold, and for how many days. */
export const Limits: Story = { args: { limits: 'needs-analysis=8; proposal-sent=10, 30d' } };

/** Initials in place of names, and a line for the next step and the probability. */
export const CardFields: Story = {
  args: { 'card-fields': 'name, avatar, amount, date, probability, next-step' },
};

/** What a host adds to a card: a child of the board with the slot of the deal. It has clicks and keys of its own. */
export const CardSlot: Story = {
  render: (given) =>
    html`<pipeline-board ${args({ ...given })} .data=${small}>
      <div slot=${`card-${moved.id}`}><button type="button">Call</button></div>
    </pipeline-board>`,
};

/** Enter or a click opens a deal. A host that cancels `pipeline-deal-open` shows a panel of its own. */
export const Panel: Story = {
  play: async ({ canvasElement }) => {
    const root = await until(() => canvasElement.querySelector('pipeline-board')?.shadowRoot);
    const card = await until(() => root.querySelector<HTMLElement>(`[data-deal="${moved.id}"]`));
    card.click();
    await until(() => root.querySelector('.panel'));
  },
};

/** In a page that runs from right to left the first stage is at the right. */
export const RightToLeft: Story = { render: (given) => html`<div dir="rtl">${boardOf(small, given)}</div>` };

/** On a dark page; the widget follows `color-scheme`. */
export const Dark: Story = {
  render: (given) => html`<div class="story-dark">${boardOf(small, given)}</div>`,
};

export const Narrow420: Story = {
  render: (given) => html`<div class="story-narrow-420">${boardOf(small, given)}</div>`,
};

/** One column at a time: by the select, arrow keys, or a swipe of a finger; a finger that rests picks a card up. */
export const Narrow260: Story = {
  render: (given) => html`<div class="story-narrow-260">${boardOf(small, given)}</div>`,
};

export const Narrow200: Story = {
  render: (given) => html`<div class="story-narrow-200">${boardOf(small, given)}</div>`,
};

/** Names from a CRM are text, whatever they look like. */
export const HostileNames: Story = {
  render: (given) =>
    boardOf(
      {
        ...small,
        deals: small.deals.map((deal, index) =>
          index % 2 === 0
            ? { ...deal, name: '<img src=x onerror=alert(1)>', account: '"><script>alert(1)</script>' }
            : { ...deal, name: 'א שם ארוך מאוד ‮ reversed', account: 'W'.repeat(90) },
        ),
      },
      given,
    ),
};
