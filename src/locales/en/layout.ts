import type { LayoutMessages } from '../messages/layout.js';

const DEALS = { one: '# deal', other: '# deals' } as const;
const OPEN_DEALS = { one: '# open deal', other: '# open deals' } as const;

export const layout: LayoutMessages = {
  groupings: {
    stage: 'Stage',
    owner: 'Owner',
    'forecast-category': 'Category',
    'close-month': 'Close month',
    source: 'Source',
    account: 'Account',
    contact: 'Contact',
    currency: 'Currency',
  },
  laneTotal: ({ n, sum, weighted }, format) =>
    [
      format.plural(n, OPEN_DEALS),
      ...(sum === undefined ? [] : [sum]),
      ...(weighted === undefined ? [] : [`weighted ${weighted}`]),
    ].join(', '),
  place: ({ column, lane }) => `${column} (${lane})`,
  cell: ({ column, lane, total }) => `${lane}, ${column}: ${total}`,
  allLanes: 'All',
  pipeline: 'Pipeline',
  columnShown: ({ column, n }, format) => `${column}, ${format.plural(n, DEALS)}`,
};
