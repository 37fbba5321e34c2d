import type { LayoutMessages } from '../messages/layout.js';

const DEALS = { one: '# Deal', other: '# Deals' } as const;
const OPEN_DEALS = { one: '# offener Deal', other: '# offene Deals' } as const;

export const layout: LayoutMessages = {
  groupings: {
    stage: 'Phase',
    owner: 'Zuständig',
    'forecast-category': 'Kategorie',
    'close-month': 'Abschlussmonat',
    source: 'Quelle',
    account: 'Kunde',
    contact: 'Kontakt',
    currency: 'Währung',
  },
  laneTotal: ({ n, sum, weighted }, format) =>
    [
      format.plural(n, OPEN_DEALS),
      ...(sum === undefined ? [] : [sum]),
      ...(weighted === undefined ? [] : [`gewichtet ${weighted}`]),
    ].join(', '),
  place: ({ column, lane }) => `${column} (${lane})`,
  cell: ({ column, lane, total }) => `${lane}, ${column}: ${total}`,
  allLanes: 'Alle',
  pipeline: 'Pipeline',
  columnShown: ({ column, n }, format) => `${column}, ${format.plural(n, DEALS)}`,
};
