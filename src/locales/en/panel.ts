import type { PanelMessages } from '../messages/panel.js';

const DAYS = { one: '# day', other: '# days' } as const;

export const panel: PanelMessages = {
  close: 'Close',
  facts: 'Deal',
  visits: 'Stages',
  criteria: 'What stages ask',
  changes: 'Changes',
  links: 'Links',
  owner: 'Owner',
  amount: 'Amount',
  closeDate: 'Close date',
  openDeal: 'Open the deal',
  staysFor: ({ days }, format) => `for ${format.plural(days, DAYS)}`,
  stayed: ({ days }, format) => format.plural(days, DAYS),
  stayedUnknown: 'length not known',
  noVisits: 'No history of stages.',
  met: 'done',
  notMet: 'open',
  changed: ({ what, from, to }) =>
    from === undefined
      ? to === undefined
        ? what
        : `${what} set to ${to}`
      : to === undefined
        ? `${what} cleared, was ${from}`
        : `${what} from ${from} to ${to}`,
  fieldNames: {
    amount: 'Amount',
    expectedCloseAt: 'Close date',
    owner: 'Owner',
    pipeline: 'Pipeline',
    forecastCategory: 'Category',
    probability: 'Probability',
  },

  find: 'Find a deal',
  findHint: 'Enter goes to the next match, Shift and Enter to the one before, Escape to the card.',
  found: ({ deal, column, at, of }, format) =>
    `${deal}, ${column}, match ${format.number(at)} of ${format.number(of)}`,
  foundShort: ({ at, of }, format) => `${format.number(at)} of ${format.number(of)}`,
  notFound: 'No match',
};
