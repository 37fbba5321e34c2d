/** The demo's two pipelines, and how deals go through each stage. */
import type { ForecastCategory, Pipeline, Stage } from '../../core/model.js';

/** An open stage with what the generator must know about it beside what the model holds. */
export interface StagePlan {
  readonly id: string;
  readonly name: string;
  /** What the sales leader configured; the history of the demo does not always agree. */
  readonly probability: number;
  readonly idleAfterDays: number;
  readonly forecastCategory: ForecastCategory;
  /** Middle of the days in the stage. */
  readonly medianDays: number;
  /** Chance that the deal is lost from here. */
  readonly loss: number;
  /** Chance that a deal which goes on leaves the next stage out. */
  readonly skip: number;
  /** Chance that a deal goes back one stage first. */
  readonly back: number;
  /** Why deals are lost from here, the most frequent reason first. */
  readonly reasons: readonly (readonly [reason: string, weight: number])[];
  readonly nextSteps: readonly string[];
}

export interface PipelinePlan {
  readonly id: string;
  readonly name: string;
  readonly stages: readonly StagePlan[];
  readonly won: Stage;
  readonly lost: Stage;
  /** Share of all deals. */
  readonly share: number;
  /** Middle and spread (standard deviation of the logarithm) of the amounts. */
  readonly amount: { readonly median: number; readonly spread: number; readonly step: number };
  /** Middle of the days from creation to the first expected close. */
  readonly planDays: number;
  readonly sources: readonly (readonly [source: string, weight: number])[];
  /** Set on won deals: what happens after the sale is a task, not a stage. */
  readonly afterSale?: { readonly nextStep: string; readonly days: number };
}

export const newBusiness: PipelinePlan = {
  id: 'new-business',
  name: 'New business',
  share: 0.7,
  amount: { median: 22_000, spread: 0.72, step: 500 },
  planDays: 72,
  sources: [
    ['Website', 30],
    ['Referral', 24],
    ['Outbound', 20],
    ['Trade fair', 14],
    ['Partner', 12],
  ],
  stages: [
    {
      id: 'lead-qualification',
      name: 'Lead qualification',
      probability: 0.1,
      idleAfterDays: 14,
      forecastCategory: 'pipeline',
      medianDays: 6,
      loss: 0.27,
      skip: 0.03,
      back: 0,
      reasons: [
        ['No need', 40],
        ['No budget', 32],
        ['Could not be reached', 28],
      ],
      nextSteps: ['Call about needs and budget', 'Find out who decides', 'Send the introduction'],
    },
    {
      id: 'meeting-scheduled',
      name: 'Meeting scheduled',
      probability: 0.2,
      idleAfterDays: 14,
      forecastCategory: 'pipeline',
      medianDays: 8,
      loss: 0.19,
      skip: 0.03,
      back: 0,
      reasons: [
        ['No decision maker', 45],
        ['Bad timing', 35],
        ['No need', 20],
      ],
      nextSteps: ['Confirm the date with the decision maker', 'Prepare the first meeting'],
    },
    {
      id: 'needs-analysis',
      name: 'Needs analysis',
      probability: 0.3,
      idleAfterDays: 21,
      forecastCategory: 'pipeline',
      medianDays: 13,
      loss: 0.22,
      skip: 0,
      back: 0.02,
      reasons: [
        ['Requirements not met', 50],
        ['Bad timing', 30],
        ['Chose a competitor', 20],
      ],
      nextSteps: ['Workshop with the department', 'Write down the requirements', 'Agree on success measures'],
    },
    {
      id: 'proposal-sent',
      name: 'Proposal sent',
      // Configured at one in two; the demo's history wins far fewer from here: the bottleneck to find.
      probability: 0.5,
      idleAfterDays: 25,
      forecastCategory: 'best-case',
      medianDays: 17,
      loss: 0.48,
      skip: 0.02,
      back: 0.06,
      reasons: [
        ['Price', 38],
        ['Chose a competitor', 26],
        ['No decision', 24],
        ['Scope changed', 12],
      ],
      nextSteps: ['Walk through the proposal', 'Answer the questions on price', 'Call the decision maker'],
    },
    {
      id: 'contract-negotiation',
      name: 'Contract negotiation',
      probability: 0.75,
      idleAfterDays: 28,
      forecastCategory: 'commit',
      medianDays: 21,
      loss: 0.34,
      skip: 0,
      back: 0.04,
      reasons: [
        ['Terms not agreed', 45],
        ['Price', 35],
        ['Budget withdrawn', 20],
      ],
      nextSteps: ['Send the contract to legal', 'Settle the payment terms', 'Get the signature'],
    },
  ],
  won: { id: 'closed-won', name: 'Closed won', kind: 'won', probability: 1, forecastCategory: 'closed' },
  lost: { id: 'closed-lost', name: 'Closed lost', kind: 'lost', probability: 0, forecastCategory: 'omit' },
};

/**
 * The guide's last stage, "post-purchase follow-up", comes after the money: as an open stage it would turn every sale
 * into an open deal again, and as a second won stage it would only count the same deals twice. So the purchase is the
 * won stage, and the follow-up is the next step of each won deal, due a week after it.
 */
export const onlineShop: PipelinePlan = {
  id: 'online-shop',
  name: 'Online shop',
  share: 0.3,
  amount: { median: 620, spread: 0.55, step: 10 },
  planDays: 24,
  sources: [
    ['Search ads', 34],
    ['Newsletter', 26],
    ['Social media', 22],
    ['Referral', 18],
  ],
  stages: [
    {
      id: 'lead-captured',
      name: 'Lead captured',
      probability: 0.05,
      idleAfterDays: 3,
      forecastCategory: 'pipeline',
      medianDays: 1.6,
      loss: 0.08,
      skip: 0,
      back: 0,
      reasons: [['Unsubscribed', 1]],
      nextSteps: ['Send the welcome e-mail'],
    },
    {
      id: 'welcome-sent',
      name: 'Welcome e-mail sent',
      probability: 0.1,
      idleAfterDays: 10,
      forecastCategory: 'pipeline',
      medianDays: 11,
      loss: 0.36,
      skip: 0.12,
      back: 0,
      reasons: [
        ['No answer', 70],
        ['Unsubscribed', 30],
      ],
      nextSteps: ['Second try: invitation to the demo'],
    },
    {
      id: 'demo-completed',
      name: 'Product demo completed',
      probability: 0.35,
      idleAfterDays: 10,
      forecastCategory: 'best-case',
      medianDays: 8,
      loss: 0.24,
      // Those who buy at once never abandon a cart: they skip the stage, which is not a loss.
      skip: 0.4,
      back: 0,
      reasons: [
        ['Not convinced', 55],
        ['Price', 45],
      ],
      nextSteps: ['Send the offer that was shown'],
    },
    {
      id: 'cart-abandoned',
      name: 'Cart abandoned',
      probability: 0.3,
      idleAfterDays: 7,
      forecastCategory: 'best-case',
      medianDays: 7,
      loss: 0.52,
      skip: 0,
      back: 0,
      reasons: [
        ['Shipping costs', 40],
        ['Bought elsewhere', 35],
        ['No answer', 25],
      ],
      nextSteps: ['Remind of the cart', 'Offer free shipping'],
    },
  ],
  won: {
    id: 'purchased',
    name: 'Purchase completed',
    kind: 'won',
    probability: 1,
    forecastCategory: 'closed',
  },
  lost: { id: 'no-purchase', name: 'No purchase', kind: 'lost', probability: 0, forecastCategory: 'omit' },
  afterSale: { nextStep: 'Post-purchase follow-up', days: 7 },
};

/** The plan as the model has it. */
export function pipelineOf(plan: PipelinePlan): Pipeline {
  return {
    id: plan.id,
    name: plan.name,
    stages: [
      ...plan.stages.map(
        ({ id, name, probability, idleAfterDays, forecastCategory }): Stage => ({
          id,
          name,
          kind: 'open',
          probability,
          forecastCategory,
          idleAfterDays,
        }),
      ),
      plan.won,
      plan.lost,
    ],
  };
}
