import type { BoardMessages } from '../messages/board.js';
import { name, say, strong } from '../say.js';

const DEALS = { one: '# deal', other: '# deals' } as const;
const OPEN_DEALS = { one: '# open deal', other: '# open deals' } as const;
const DAYS = { one: '# day', other: '# days' } as const;

export const board: BoardMessages = {
  heading: 'Board',
  subtitle({ pipeline, isStandard, isUnknown, open, sum, weighted, period, asOf }, format) {
    const figures = [
      format.plural(open, OPEN_DEALS),
      ...(sum === undefined ? [] : [sum]),
      ...(weighted === undefined ? [] : [`weighted ${weighted}`]),
    ].join(', ');
    return [
      ...(pipeline === undefined ? [] : [pipeline]),
      ...(isUnknown ? [] : [figures]),
      ...(isStandard ? ['Grouped by stage, largest first'] : []),
      ...(period === undefined ? [] : [`Won and lost: ${period.from} to ${period.to}`]),
      ...(asOf === undefined ? [] : [`As of ${asOf}`]),
    ].join('. ');
  },
  takeaway({ open, hasAmounts, largest, idle }, format) {
    if (open === 0) return say`No deal is open.`;
    const count = strong(format.plural(open, OPEN_DEALS));
    const most =
      largest === undefined
        ? hasAmounts
          ? say`${count}.`
          : say`${count}, none with an amount.`
        : largest.share === null
          ? say`${name(largest.stage)} holds the most: ${strong(largest.sum)}.`
          : say`${name(largest.stage)} holds the most: ${strong(largest.sum)}, ${strong(
              format.percent(largest.share),
            )} of the open amount.`;
    if (idle === undefined) return most;
    return idle === 0
      ? say`${most} No deal rests longer than its stage allows.`
      : say`${most} ${strong(format.plural(idle, DEALS))} ${
          idle === 1 ? 'rests longer than its stage allows' : 'rest longer than their stages allow'
        }.`;
  },

  deals: ({ n }, format) => format.plural(n, DEALS),
  weighted: ({ sum, share }) => `${sum} weighted at ${share}`,
  weightedOnly: ({ sum }) => `${sum} weighted`,
  noAmounts: 'no amounts',
  noStage: 'No stage recorded',
  unmapped: ({ stage }) => `${stage} (not in this pipeline)`,
  archived: ({ stage }) => `${stage} (archived)`,
  overdueColumn: 'Overdue',
  laterColumn: 'Later',
  noCloseDate: 'No close date',
  noCategory: 'No category',
  noValue: ({ field }) => `No ${field}`,
  categories: {
    omit: 'Omitted',
    pipeline: 'Pipeline',
    'best-case': 'Best case',
    commit: 'Commit',
    closed: 'Closed',
  },
  cellTotal: ({ n, sum }, format) =>
    sum === undefined ? format.plural(n, DEALS) : `${format.plural(n, DEALS)}, ${sum}`,
  limitDeals: ({ n, limit, spoken }, format) =>
    spoken
      ? `${format.plural(n, DEALS)}, at most ${format.number(limit)} are meant to be here`
      : `${format.number(n)} of ${format.number(limit)}`,
  limitDays: ({ n, limit, spoken }, format) =>
    spoken
      ? `${format.plural(n, DEALS)} here for more than ${format.plural(limit, DAYS)}`
      : `${format.number(n)} over ${format.number(limit)} d`,
  emptyColumn: 'No deals',
  show: 'Show',
  hide: 'Hide',
  showColumn: ({ stage }) => `Show the deals of ${stage}`,
  hideColumn: ({ stage }) => `Hide the deals of ${stage}`,
  drop: 'Drop',
  stageSelect: 'Stage',
  stageOption: ({ stage, count }) => `${stage} (${count})`,

  unassigned: 'Unassigned',
  noAmount: 'no amount',
  due: ({ day }) => `due ${day}`,
  closed: ({ day }) => `closed ${day}`,
  overdue: ({ days, spoken }, format) =>
    spoken ? `${format.plural(days, DAYS)} overdue` : `${format.number(days)} d overdue`,
  idle: ({ days, allowed, spoken }, format) =>
    spoken
      ? `${format.plural(days, DAYS)} in this stage, ${format.number(allowed)} allowed`
      : `${format.number(days)} d in stage, ${format.number(allowed)} allowed`,
  saving: 'Saving …',
  yes: 'yes',
  no: 'no',
  fields: {
    probability: 'Probability',
    nextStep: 'Next step',
    category: 'Category',
    stage: 'Stage',
    source: 'Source',
    contact: 'Contact',
    account: 'Account',
    age: 'In stage',
    activity: 'Last activity',
    nextActivity: 'Next activity',
    created: 'Created',
  },
  actionsFor: ({ deal }) => `Actions for ${deal}`,
  moveTo: ({ deal }) => `${deal}, move to`,
  here: 'here',
  keys: ({ moves }) =>
    moves
      ? 'Arrow keys go from card to card, Enter opens a card, Space picks it up to be moved, Shift and F10 opens its actions, the question mark lists all keys.'
      : 'Arrow keys go from card to card, Enter opens a card.',
  staysHere: 'Changes stay in this page.',

  undo: 'Undo',
  undoKey: ({ apple }) => (apple ? '⌘ Z' : 'Ctrl Z'),
  close: 'Close',
  movedTo: ({ deal, to }) => say`${strong(deal)} moved to ${name(to)}`,
  saidMoved: ({ deal, from, to, fromCount, toCount }, format) =>
    `${deal} moved from ${from} to ${to}. ${from} ${format.plural(fromCount, DEALS)}, ${to} ${format.number(toCount)}.`,
  saidRefused: ({ deal, from, reason }) => `${deal} stays in ${from}: ${reason}.`,
  saidRolledBack: ({ deal, from, reason }) => `Could not save: ${reason}. ${deal} is back in ${from}.`,
  saidUndone: 'Undone.',
  saidUndoFailed: ({ reason }) => `Could not undo: ${reason}.`,
  refusals: {
    vetoed: 'this change is not allowed',
    'deal-unknown': 'it is no longer in the data',
    'stage-unknown': 'that stage is not in this pipeline',
    'stage-stale': 'it has been moved meanwhile',
    'stages-skipped': 'a stage can’t be skipped in this pipeline',
    'stage-backwards': 'deals don’t go back from this stage',
    'criteria-missing': 'something that the stage asks for is missing',
    cancelled: 'nobody waits for it any more',
    'as-of-past': 'this page shows a past day, and the past can’t be changed',
    conflict: 'new data has changed it meanwhile',
    'not-ready': 'there is no data to change yet',
    'nothing-to-undo': 'there is nothing to undo',
    superseded: 'other data has been loaded meanwhile',
    failed: 'something went wrong',
  },

  columns: { stage: 'Stage', deals: 'Deals', sum: 'Sum', weighted: 'Weighted' },
};
