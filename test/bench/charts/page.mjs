/**
 * What the run asks of the page: a number of the same operations on one library and one chart, each done when its frame
 * is on the screen.
 */
import { figuresOf, makeData } from './dataset.js';
import { ours } from './ours.mjs';
import { boxHeight, chartjs, echart, plot } from './peers.mjs';

const libraries = { ours, 'Chart.js': chartjs, Plot: plot, ECharts: echart };
const kinds = ['funnel', 'heatmap', 'leaderboard', 'forecast'];
const widths = { mount: 620, wider: 660, compact: 560 };

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Element timing tells when a frame was presented, raster and compositing done; a text above the chart is what it times. */
const waiting = new Map();
new PerformanceObserver((list) => {
  for (const { identifier, renderTime } of list.getEntries()) {
    waiting.get(identifier)?.(renderTime);
    waiting.delete(identifier);
  }
}).observe({ type: 'element' });
let probes = 0;
function presented() {
  const probe = document.createElement('p');
  const name = `probe ${probes++}`;
  probe.setAttribute('elementtiming', name);
  probe.textContent = 'shown';
  document.getElementById('probe').replaceChildren(probe);
  return new Promise((done) => waiting.set(name, done));
}
/**
 * An operation may draw in the frame after the next one: Chart.js answers its observer of sizes there, and whoever
 * loads a part draws when it has come. So all are given two frames, and the time is that of the third.
 */
async function shownAfter(start) {
  await frame();
  await frame();
  return (await presented()) - start;
}

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
let figures;
let provider;
let shown = [];

function box(kind) {
  const element = document.createElement('div');
  element.style.width = `${widths.mount}px`;
  element.dataset.kind = kind;
  document.body.append(element);
  return element;
}

function clear() {
  for (const { handle, host } of shown) {
    handle.remove();
    host.remove();
  }
  shown = [];
}

async function draw(library, kind) {
  const host = box(kind);
  if (library !== 'ours') host.style.height = `${boxHeight[kind]}px`;
  const handle = await libraries[library].mount(host, kind, figures?.[0]);
  shown.push({ library, handle, host });
}

/** @returns {Promise<number>} milliseconds from the start of each to its frame on the screen, on average */
async function often(count, act) {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const start = performance.now();
    await act(at);
    sum += await shownAfter(start);
  }
  return sum / count;
}

/** What a library needs before it can draw: figures for the others, for the kit a provider that has read the data. */
async function prepare(...wishes) {
  const library = wishes.at(-1);
  if (library === 'ours') provider ??= await ours.provide(data);
  else figures ??= [figuresOf(data), figuresOf(wonData)];
}

/** A chart in the place of the one before it, which is removed. */
const mount = (count, library, kind) =>
  often(count, () => {
    clear();
    return draw(library, kind);
  });

let turn = 0;
let stage = 's3';
const update = (count) =>
  often(count, async () => {
    turn = 1 - turn;
    for (const { library, handle } of shown) if (library !== 'ours') handle.update(figures[turn]);
    if (!shown.some(({ library }) => library === 'ours')) return;
    const fromStage = stage;
    const toStage = stage === 's3' ? 'won' : 's3';
    const { ok, reason } = await provider.store.dispatch({
      type: 'pipeline-deal-move-request',
      detail: { moves: [{ dealId: deal.id, fromStage, toStage }] },
    });
    if (!ok) throw new Error(`The move was refused: ${reason}`);
    stage = toStage;
  });

const resizeTo = (width) => (count) =>
  often(count, (at) => {
    for (const { host } of shown) host.style.width = `${at % 2 === 0 ? width : widths.mount}px`;
    for (const { handle } of shown) handle.resize();
  });
/** Within one layout, as nearly every step of a window that is dragged. */
const resize = resizeTo(widths.wider);
/** Across 600 px, where the kit lays out anew: labels above the bars, stages as rows. */
const relayout = resizeTo(widths.compact);

/** Until changes have rested and the forecast of them has come: one a burst of changes, worked out by a worker. */
const rest = () => new Promise((done) => setTimeout(done, 2000));

const idle = (count) => often(count, () => undefined);

/** Comes and goes, untimed: what times it leaves something behind, too. */
async function come(count, library, kind) {
  for (let at = 0; at < count; at++) {
    await draw(library, kind);
    await frame();
    await frame();
    clear();
  }
  await frame();
}

async function remove() {
  clear();
  await shownAfter(0);
}

/** All four of a library on the page, the first that it draws there. */
const dashboard = (count, library) =>
  often(count, async () => {
    for (const kind of kinds) await draw(library, kind);
  });

/** The kit's own sums, which the others are handed. */
const sum = (count) => often(count, () => ours.sum(provider));

globalThis.bench = { prepare, mount, update, resize, relayout, idle, rest, come, remove, dashboard, sum };
