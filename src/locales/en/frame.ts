import type { FrameMessages } from '../messages/frame.js';

export const frame: FrameMessages = {
  headings: {
    funnel: 'Funnel',
    heatmap: 'Time in stage',
    forecast: 'Forecast',
    owner: 'Owners',
    team: 'Teams',
  },
  loading: 'Loading deals',
  tableToggle: 'Table',
  more: 'Export and more',
  dataFrom: ({ at }) => `Data from ${at}`,
  notAvailable: 'n/a',
  none: '–',
  retry: 'Try again',
  failed: {
    title: 'This could not be loaded',
    reason: 'A part of the page is missing. Check the connection, then try again.',
  },
  needsShort: {
    history: 'needs stage history',
    probabilities: 'needs probabilities',
    rates: 'needs exchange rates',
    'closed-deals': 'needs closed deals',
  },
  partial: 'Partial',
  stale: 'Not current',
  mixedCurrencies: ({ currencies }, format) =>
    `Amounts are in ${format.list(currencies)}, and no rates are given: they are not added up.`,
  updated: ({ sentence }) => `Updated: ${sentence}`,
};
