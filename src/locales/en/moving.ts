import type { Formatter } from '../format.js';
import type { Moved, MovingMessages, PlaceFacts } from '../messages/moving.js';

const DEALS = { one: '# deal', other: '# deals' } as const;

const what = ({ deal, n }: Moved, format: Formatter): string => (n === 1 ? deal : format.plural(n, DEALS));
const place = ({ stage, position, of }: PlaceFacts, format: Formatter): string =>
  `${stage}, ${format.number(position)} of ${format.number(of)}`;

export const moving: MovingMessages = {
  pickedUp: (facts, format) =>
    `${what(facts, format)}, picked up. ${
      facts.n === 1 ? place(facts, format) : facts.stage
    }. Arrows move, Space drops, Escape cancels`,
  over: (facts, format) =>
    `${place(facts, format)}, allowed${
      facts.asks.length === 0 ? '' : `, asks for ${format.list(facts.asks)}`
    }`,
  overHome: (facts, format) => `${place(facts, format)}, where it was`,
  overRefused: ({ stage, reason }) => `${stage}, not allowed: ${reason}`,
  sorted: 'The place in a column follows its order',
  noFurther: ({ stage }) => `${stage} is the last one`,
  cancelled: (facts, format) =>
    `Cancelled. ${what(facts, format)} ${facts.n === 1 ? 'stays' : 'stay'} in ${facts.stage}.`,
  dropped: (facts, format) =>
    `${what(facts, format)} moved from ${facts.from} to ${place(facts, format)}. ${
      facts.from
    } ${format.plural(facts.fromCount, DEALS)}, ${facts.stage} ${format.number(facts.toCount)}.`,
  placed: (facts, format) => `${what(facts, format)} is now ${place(facts, format)}.`,
  movedMany: ({ n, to, toCount }, format) =>
    `${format.plural(n, DEALS)} moved to ${to}. ${to} ${format.plural(toCount, DEALS)}.`,
  refusedMany: ({ n, reason }, format) => `${format.plural(n, DEALS)} stay where they were: ${reason}.`,
  rolledBackMany: ({ n, reason }, format) =>
    `Could not save: ${reason}. ${format.plural(n, DEALS)} are back where they were.`,
  overtaken: ({ deal, stage }) =>
    `${deal} has been changed by somebody else meanwhile and is in ${stage}. Your change was not saved.`,
  late: (facts, format) => `${what(facts, format)}: not saved yet.`,
  savedAfterAll: (facts, format) => `${what(facts, format)}: saved.`,
  notSaved: 'Not saved yet',
  retry: 'Try again',
  giveUp: 'Take back',
  warned: ({ reason }) => `Note: ${reason}.`,
  carrying: 'Moving. Escape cancels',
  hint: 'Space picks a card up, Enter opens it, Shift + F10 opens its menu, ? lists all keys',

  skipped: ({ stages }, format) => `${format.list(stages)} can’t be skipped`,
  backwards: ({ from }) => `deals don’t go back from ${from}`,
  hasSkipped: ({ stages }, format) => `skipped ${format.list(stages)}`,
  wentBack: ({ from }) => `went back from ${from}`,
  missing: ({ labels }, format) => `missing: ${format.list(labels)}`,
  violations: ({ n }, format) =>
    n === 1
      ? '1 deal does not keep the rules of its stage; it is marked.'
      : `${format.plural(n, DEALS)} do not keep the rules of their stages; they are marked.`,

  lostReason: 'Reason for the loss',
  gate: {
    title: (facts, format) => `${what(facts, format)} to ${facts.stage}`,
    required: 'required',
    submit: 'Move',
    cancel: 'Cancel',
    choose: 'Choose …',
    errors: {
      required: 'This is needed for the move.',
      checkbox: 'This must be ticked for the move.',
      number: ({ example }) => `This is not a number. An example: ${example}`,
      date: 'This is not a date.',
      select: 'Choose one of the list.',
    },
    faults: ({ n }, format) =>
      n === 1 ? '1 field needs attention.' : `${format.number(n)} fields need attention.`,
  },

  open: 'Open',
  moveUp: 'Move up',
  moveDown: 'Move down',
  select: 'Select',
  deselect: 'Deselect',
  selectCard: ({ deal }) => `Select ${deal}`,
  isSelected: 'selected',
  selected: ({ n }, format) => `${format.number(n)} selected`,
  selectedNow: ({ deal, on, n }, format) =>
    `${deal} ${on ? 'selected' : 'not selected'}, ${format.number(n)} in all`,
  moveSelected: 'Move to …',
  clearSelection: 'Clear selection',
  selectionCleared: 'Nothing selected',
};
