import type { MoreMessages } from '../messages/more.js';

const kinds = { csv: 'table', svg: 'picture', png: 'picture' } as const;

export const more: MoreMessages = {
  menu: {
    csv: 'Download CSV',
    svg: 'Download SVG',
    png: 'Download PNG',
    keys: 'Keyboard shortcuts',
  },
  saved: ({ file }) => `Downloaded ${file}`,
  failed: ({ kind, reason }) => `The ${kinds[kind]} could not be made: ${reason}`,
  nothing: 'there is nothing to export yet.',
  tooLarge: 'it would be larger than this browser can paint. A smaller scale may work.',
  notLoaded: 'a part of the page could not be loaded. Check the connection, then try again.',
  keys: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    names: {
      arrows: 'Arrow keys',
      ends: 'Home, End',
      corners: 'Ctrl + Home, Ctrl + End',
      choose: 'Enter or Space',
      enter: 'Enter',
      menu: 'Shift + F10',
      escape: 'Esc',
      tab: 'Tab',
      help: '?',
    },
    what: {
      mark: 'Go from one mark of the chart to the next',
      cell: 'Go from cell to cell',
      row: 'Go from row to row',
      card: 'Go from card to card and from stage to stage',
      firstLast: 'First or last mark',
      rowEnds: 'First or last cell of the row',
      corners: 'First or last cell of the table',
      columnEnds: 'First or last card of the stage',
      boardEnds: 'First or last stage',
      select: 'Select what the focus is on',
      sort: 'On a heading: sort by it',
      cardMenu: 'Open the card’s menu',
      closeTip: 'Close the tooltip; the focus stays',
      cancel: 'Close a menu, or let a dragged card go back',
      leave: 'On to the legend and the buttons below',
      help: 'Show this list',
    },
  },
};
