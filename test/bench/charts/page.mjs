/** What the run asks of the page: one operation on one library and one chart, done when it is on the screen. */
import { figuresOf, makeData } from './dataset.js';
import { ours } from './ours.mjs';
import { boxHeight, chartjs, echart, plot } from './peers.mjs';

const libraries = { ours, 'Chart.js': chartjs, Plot: plot, ECharts: echart };
const kinds = ['funnel', 'heatmap', 'leaderboard', 'forecast'];
const width = 620;

const painted = () =>
  new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done();
      channel.port2.postMessage(undefined);
    });
  });
const twice = async () => {
  await painted();
  await painted();
};

const data = makeData();
const deal = data.deals.find((candidate) => candidate.stage === 's3');
/** The same data with one deal won: what an update shows. */
const wonData = {
  ...data,
  deals: data.deals.map((other) =>
    other === deal
      ? {
          ...deal,
          stage: 'won',
          closedAt: '2026-11-18',
          visits: [...deal.visits, { stage: 'won', enteredAt: '2026-11-18T08:00:00Z' }],
        }
      : other,
  ),
};
const figures = [figuresOf(data), figuresOf(wonData)];
let provider;
let shown = [];

function box(kind) {
  const element = document.createElement('div');
  element.style.width = `${width}px`;
  element.dataset.kind = kind;
  document.body.append(element);
  return element;
}

async function mount(library, kind) {
  if (library === 'ours') provider ??= await ours.provide(data);
  const host = box(kind);
  if (library !== 'ours') host.style.height = `${boxHeight[kind]}px`;
  const handle = await libraries[library].mount(host, kind, figures[0]);
  shown.push({ library, handle, host });
  await twice();
}

let turn = 0;
let stage = 's3';
async function update() {
  turn = 1 - turn;
  for (const { library, handle } of shown) if (library !== 'ours') handle.update(figures[turn]);
  if (shown.some(({ library }) => library === 'ours')) {
    const fromStage = stage;
    const toStage = stage === 's3' ? 'won' : 's3';
    const { ok, reason } = await provider.store.dispatch({
      type: 'pipeline-deal-move-request',
      detail: { moves: [{ dealId: deal.id, fromStage, toStage }] },
    });
    if (!ok) throw new Error(`The move was refused: ${reason}`);
    stage = toStage;
  }
  await twice();
}

async function resize() {
  for (const { host } of shown) host.style.width = `${width - 60}px`;
  for (const { handle } of shown) handle.resize();
  await twice();
}

async function remove() {
  for (const { handle, host } of shown) {
    handle.remove();
    host.remove();
  }
  shown = [];
  await twice();
}

async function idle() {
  await twice();
}

async function dashboard(library) {
  for (const kind of kinds) await mount(library, kind);
}

globalThis.bench = { mount, update, resize, remove, idle, dashboard };
