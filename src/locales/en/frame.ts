import type { FrameMessages } from '../messages/frame.js';

export const frame: FrameMessages = {
  loading: 'Loading deals',
  tableToggle: 'Table',
  dataFrom: ({ at }) => `Data from ${at}`,
  asOf: ({ day }) => `as of ${day}`,
  notAvailable: 'n/a',
  none: '–',
  unassigned: 'Unassigned',
  retry: 'Try again',
  failed: { title: 'The data could not be shown', reason: 'Something went wrong while it was read.' },
  empty: { title: 'No deals yet', reason: 'The data was read, but there is no deal in it that counts here.' },
  emptyFiltered: {
    title: 'No deals match',
    reason: 'There are deals in the data, but none in this period with these filters.',
  },
  needs: {
    history: {
      title: 'Needs stage history',
      reason: 'This data names only the current stage of each deal. Add the dates on which deals moved.',
    },
    probabilities: {
      title: 'Needs probabilities',
      reason: 'No stage and no deal has a chance of being won. Add one to weight amounts.',
    },
    rates: {
      title: 'Needs exchange rates',
      reason: 'Amounts are in several currencies and no rates are given, so they are not added up.',
    },
    'closed-deals': {
      title: 'Needs closed deals',
      reason: 'No deal has been won or lost yet, so there is nothing to measure.',
    },
  },
  needsShort: {
    history: 'needs stage history',
    probabilities: 'needs probabilities',
    rates: 'needs exchange rates',
    'closed-deals': 'needs closed deals',
  },
  partial: 'Partial',
  stale: 'Not current',
  staleNote: ({ at, reason }) => `This is the data of ${at}: loading it again failed. ${reason}`,
  issuesFound: ({ count }, format) =>
    format.plural(count, {
      one: '# thing in the data needs a look',
      other: '# things in the data need a look',
    }),
  moreIssues: ({ count }, format) => format.plural(count, { other: 'and # more' }),
  leftOut: {
    'no-created-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without a creation date can’t be placed in this period and is left out.',
        other: '# deals without a creation date can’t be placed in this period and are left out.',
      }),
    'no-closed-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without a close date can’t be placed in this period and is left out.',
        other: '# deals without a close date can’t be placed in this period and are left out.',
      }),
    'no-expected-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without an expected close date can’t be placed in a period and is left out.',
        other: '# deals without an expected close date can’t be placed in a period and are left out.',
      }),
    'no-entry-date': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without the date it entered its stage is left out.',
        other: '# deals without the date they entered their stage are left out.',
      }),
    'no-amount': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without an amount counts, but adds no money.',
        other: '# deals without an amount count, but add no money.',
      }),
    'no-stage': ({ n }, format) =>
      format.plural(n, {
        one: '# deal with no stage recorded is shown in a row of its own.',
        other: '# deals with no stage recorded are shown in a row of their own.',
      }),
    'unmapped-stage': ({ n }, format) =>
      format.plural(n, {
        one: '# deal in a stage that the pipeline lacks is shown in a row of its own.',
        other: '# deals in a stage that the pipeline lacks are shown in a row of their own.',
      }),
    'stage-at-loss-unknown': ({ n }, format) =>
      format.plural(n, {
        one: '# deal was lost, but not from which stage is recorded: it counts in the first row only.',
        other: '# deals were lost, but not from which stage is recorded: they count in the first row only.',
      }),
    'no-probability': ({ n }, format) =>
      format.plural(n, {
        one: '# deal without a probability is not in weighted figures.',
        other: '# deals without a probability are not in weighted figures.',
      }),
    'mixed-currencies': ({ n }, format) =>
      format.plural(n, {
        one: '# deal has an amount in another currency and no rates are given: it is not added up.',
        other: '# deals have amounts in several currencies and no rates are given: they are not added up.',
      }),
  },
  mixedCurrencies: ({ currencies }, format) =>
    `Amounts are in ${format.list(currencies)}, and no rates are given: they are not added up.`,
  updated: ({ sentence }) => `Updated: ${sentence}`,
};
