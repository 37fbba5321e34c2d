/** The same board by other libraries, as their documentation says. */
import { DragDropContext, Draggable, Droppable } from '@hello-pangea/dnd';
import { createElement as h, memo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Kanban } from 'react-kanban-kit';
import { cardHtml } from './cards.mjs';

const Card = memo(({ card }) => [
  h(
    'div',
    { className: 'head', key: 1 },
    h('span', { className: 'title' }, card.title),
    h('button', { type: 'button', 'aria-label': `Actions for ${card.title}` }, '⋯'),
  ),
  h('div', { className: 'what', key: 2 }, h('span', null, card.name), h('span', null, card.owner)),
  h('div', { className: 'figures', key: 3 }, h('b', null, card.amount), h('span', null, card.due)),
]);

/** Columns after a card has moved to another one, in the place of its amount. */
function moved(columns, id, to) {
  const card = columns.flatMap((column) => column.cards).find((one) => one.id === id);
  return columns.map((column) => {
    if (column.id === to) {
      const at = column.cards.findIndex((other) => other.amountOf < card.amountOf);
      return { ...column, cards: column.cards.toSpliced(at < 0 ? column.cards.length : at, 0, card) };
    }
    return column.cards.includes(card)
      ? { ...column, cards: column.cards.filter((one) => one !== card) }
      : column;
  });
}

export const jkanban = {
  mount(host, columns) {
    host.id = 'jkanban';
    let now = columns;
    const board = new globalThis.jKanban({
      element: '#jkanban',
      widthBoard: '190px',
      gutter: '6px',
      boards: columns.map(({ id, name, cards }) => ({
        id,
        title: name,
        item: cards.map((card) => ({ id: card.id, title: cardHtml(card) })),
      })),
    });
    return {
      move(id, to) {
        now = moved(now, id, to);
        const { cards } = now.find((column) => column.id === to);
        const at = cards.findIndex((card) => card.id === id);
        board.removeElement(id);
        board.addElement(to, { id, title: cardHtml(cards[at]) }, at);
      },
      list: () => host.querySelector('.kanban-drag'),
      cards: (list) => list.querySelectorAll('.kanban-item'),
      remove: () => host.replaceChildren(),
    };
  },
};

function react(host, columns, View, finders) {
  let set;
  const App = () => {
    const [state, change] = useState(columns);
    set = change;
    return h(View, { columns: state });
  };
  const root = createRoot(host);
  flushSync(() => root.render(h(App)));
  return {
    move: (id, to) => flushSync(() => set((state) => moved(state, id, to))),
    remove: () => root.unmount(),
    ...finders(host),
  };
}

const KitView = ({ columns }) => {
  const dataSource = {
    root: {
      id: 'root',
      title: 'Root',
      children: columns.map(({ id }) => id),
      totalChildrenCount: columns.length,
      parentId: null,
    },
  };
  for (const { id, name, cards } of columns) {
    dataSource[id] = {
      id,
      title: name,
      children: cards.map((card) => card.id),
      totalChildrenCount: cards.length,
      parentId: 'root',
    };
    for (const card of cards) {
      dataSource[card.id] = {
        id: card.id,
        title: card.title,
        parentId: id,
        children: [],
        totalChildrenCount: 0,
        type: 'card',
        content: card,
      };
    }
  }
  return h(Kanban, { dataSource, configMap, virtualization: true });
};
const configMap = {
  card: {
    render: ({ data }) => h('div', { className: 'card' }, h(Card, { card: data.content })),
    isDraggable: true,
  },
};
const scrolling = (host) =>
  [...host.querySelectorAll('*')].find(
    (one) => one.scrollHeight > one.clientHeight + 20 && /auto|scroll/.test(getComputedStyle(one).overflowY),
  );

export const kit = {
  mount: (host, columns) =>
    react(host, columns, KitView, () => ({
      list: () => scrolling(host),
      cards: (list) => list.querySelectorAll('.card'),
    })),
};

const PangeaView = ({ columns }) =>
  h(
    DragDropContext,
    { onDragEnd: () => undefined },
    h(
      'div',
      { className: 'pangea' },
      columns.map(({ id, name, cards }) =>
        h(
          'section',
          { key: id },
          h('h4', null, name),
          h(Droppable, { droppableId: id }, (drop) =>
            h(
              'div',
              { className: 'list', ref: drop.innerRef, ...drop.droppableProps },
              cards.map((card, index) =>
                h(Draggable, { key: card.id, draggableId: card.id, index }, (drag) =>
                  h(
                    'div',
                    {
                      className: 'card',
                      ref: drag.innerRef,
                      ...drag.draggableProps,
                      ...drag.dragHandleProps,
                    },
                    h(Card, { card }),
                  ),
                ),
              ),
              drop.placeholder,
            ),
          ),
        ),
      ),
    ),
  );

export const pangea = {
  mount: (host, columns) =>
    react(host, columns, PangeaView, () => ({
      list: () => host.querySelector('.list'),
      cards: (list) => list.querySelectorAll('.card'),
    })),
};
