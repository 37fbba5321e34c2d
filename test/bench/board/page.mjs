/** What the run asks of the page: one board at a time, drawn, moved on and scrolled. */
import '../../../src/elements/board/define.js';
import '../../../src/elements/provider/define.js';
import { makeColumns, makeData } from './cards.mjs';
import { jkanban, kit, pangea } from './peers.mjs';

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** After the frame that shows what was drawn: a task queued from within a frame runs once it is painted. */
function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(undefined);
    });
  });
}

const ours = {
  mount(host, data) {
    const provider = document.createElement('pipeline-provider');
    const board = document.createElement('pipeline-board');
    provider.data = data;
    provider.append(board);
    host.append(provider);
    const root = () => board.shadowRoot;
    return {
      ready: () => root()?.querySelector('[data-deal]'),
      move(id, to, from) {
        void provider.store.dispatch({
          type: 'pipeline-deal-move-request',
          detail: { moves: [{ dealId: id, fromStage: from, toStage: to }] },
        });
      },
      list: () => root().querySelector('.shaft'),
      cards: (list) => list.querySelectorAll('[data-deal]'),
      remove: () => provider.remove(),
    };
  },
};
const libraries = { ours, jKanban: jkanban, 'react-kanban-kit': kit, 'hello-pangea': pangea };

let shown;
let host;

/** Milliseconds from the data in hand to the frame that shows cards. The peers get finished texts; ours works them out. */
async function mount(library, count) {
  shown?.remove();
  host?.remove();
  const data = makeData(count);
  const given = library === 'ours' ? data : makeColumns(data);
  host = document.createElement('div');
  host.className = `host ${library}`;
  document.body.append(host);
  await painted();
  const start = performance.now();
  shown = libraries[library].mount(host, given);
  while (shown.ready && !shown.ready()) await new Promise((done) => setTimeout(done));
  return (await painted()) - start;
}

/** Milliseconds from a move to the frame that shows it: a card from the first column to the second, or back. */
async function move(id, from, to) {
  const start = performance.now();
  shown.move(id, to, from);
  return (await painted()) - start;
}

/** Scrolls the first column, so many px a frame. The work is measured from outside. */
async function scroll(frames, step) {
  const list = shown.list();
  for (let at = 0; at < frames; at++) {
    if (list) list.scrollTop += step;
    await frame();
  }
  return list ? list.scrollTop : 0;
}

/** Frames in which a part of the column's view of more than half a card's height was empty. */
async function blanks(frames, step) {
  const list = shown.list();
  if (!list) return 0;
  let count = 0;
  for (let at = 0; at < frames; at++) {
    list.scrollTop += step;
    await painted();
    const view = list.getBoundingClientRect();
    const boxes = [...shown.cards(list)]
      .map((card) => card.getBoundingClientRect())
      .filter((box) => box.bottom > view.top && box.top < view.bottom)
      .sort((a, b) => a.top - b.top);
    let reached = view.top;
    let hole = 0;
    for (const box of boxes) {
      hole = Math.max(hole, box.top - reached);
      reached = Math.max(reached, box.bottom);
    }
    if (Math.max(hole, view.bottom - reached) > 33) count++;
  }
  list.scrollTop = 0;
  return count;
}

function nodes(root = document.body) {
  let count = 0;
  for (const element of root.querySelectorAll('*')) {
    count += 1 + (element.shadowRoot ? nodes(element.shadowRoot) : 0);
  }
  return count;
}

Object.assign(globalThis, {
  bench: { mount, move, scroll, blanks, nodes: () => nodes(), idle: () => scroll(0, 0) },
});
