import type { Preset } from './preset.js';

/** The "CRM Sales Opportunities" practice table. Its close date is a real one: open deals have none. */
export const MAVEN: Preset = {
  system: 'maven',
  labels: {},
  names: {
    id: ['opportunity_id'],
    owner: ['sales_agent'],
    stage: ['deal_stage'],
    createdAt: ['engage_date'],
    closedAt: ['close_date'],
    amount: ['close_value'],
    account: ['account'],
    product: ['product'],
  },
};
