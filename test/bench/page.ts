/** What the benchmark does inside a page. Bundled by run.ts, called by it through `globalThis.bench`. */
import '../../src/all.js';
import type { PipelineData } from '../../src/core/index.js';
import { readPipelineData } from '../../src/data/index.js';
import { createDemoData } from '../../src/data/demo/index.js';
import type { PipelineProvider } from '../../src/elements/provider/provider.js';
import type { LitElement } from 'lit';

const dashboard = ['pipeline-funnel', 'pipeline-board'] as const;

/** After the frame that shows what was rendered: a task queued from within the next frame runs once it is painted. */
function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done();
      channel.port2.postMessage(undefined);
    });
  });
}

function mount(): { provider: PipelineProvider; widgets: LitElement[] } {
  document.body.replaceChildren();
  const provider = document.createElement<'pipeline-provider'>('pipeline-provider');
  const widgets = dashboard.map((tag) => document.createElement(tag) as LitElement);
  provider.append(...widgets);
  document.body.append(provider);
  return { provider, widgets };
}

const text = (widgets: readonly LitElement[]) =>
  widgets.map((widget) => widget.shadowRoot?.textContent ?? '').join('\n');

/** Until every widget shows figures, i.e. none of them is busy any more. */
async function filled(widgets: readonly LitElement[]): Promise<void> {
  const limit = performance.now() + 60_000;
  while (
    widgets.some(
      (widget) =>
        !widget.shadowRoot?.querySelector('[part~="plot"]') ||
        widget.shadowRoot.querySelector('[aria-busy="true"]'),
    )
  ) {
    if (performance.now() > limit) throw new Error(`No figures after a minute:\n${text(widgets)}`);
    await painted();
  }
  await Promise.all(widgets.map((widget) => widget.updateComplete));
  await painted();
}

/** Until the widgets' words differ from before: the move has reached the screen. */
async function changed(widgets: readonly LitElement[], before: string): Promise<void> {
  for (let frames = 0; text(widgets) === before; frames++) {
    if (frames > 600) throw new Error('The move never reached the screen.');
    await painted();
  }
}

const states = new Map<number, { provider: PipelineProvider; widgets: LitElement[]; data: PipelineData }>();

/** Milliseconds from `.data = …` on an empty provider until the dashboard is painted. */
async function firstPaint(deals: number): Promise<number> {
  const data = createDemoData({ deals });
  const { provider, widgets } = mount();
  await painted();
  const start = performance.now();
  provider.data = data;
  await filled(widgets);
  states.set(deals, { provider, widgets, data });
  return performance.now() - start;
}

function openDeal(data: PipelineData, skip: number) {
  const pipeline = data.pipelines[0]!;
  const open = pipeline.stages.filter((stage) => stage.kind === 'open');
  const deal = data.deals.filter(
    (candidate) => candidate.pipeline === pipeline.id && candidate.stage === open[1]!.id,
  )[skip];
  if (!deal) throw new Error('No deal to move.');
  return { deal, to: open[2]!.id };
}

/** Milliseconds from a move's request until its figures are painted; the deal is put back afterwards. */
async function move(deals: number): Promise<number> {
  const { provider, widgets, data } = states.get(deals)!;
  const { deal, to } = openDeal(data, 0);
  const ask = (fromStage: string, toStage: string) =>
    provider.store.dispatch({
      type: 'pipeline-deal-move-request',
      detail: { moves: [{ dealId: deal.id, fromStage, toStage }] },
    });
  const before = text(widgets);
  const start = performance.now();
  const result = ask(deal.stage, to);
  await changed(widgets, before);
  const taken = performance.now() - start;
  if (!(await result).ok) throw new Error('The move was refused.');
  const after = text(widgets);
  await ask(to, deal.stage);
  await changed(widgets, after);
  return taken;
}

/** The same change, but as a whole new data object without a history of how it came: everything is summed again. */
async function moveWhole(deals: number): Promise<number> {
  const state = states.get(deals)!;
  const { deal, to } = openDeal(state.data, 1);
  const moved = { ...deal, stage: to };
  let taken = 0;
  for (const present of [moved, deal]) {
    const data: PipelineData = {
      ...state.data,
      deals: state.data.deals.map((other) => (other === deal ? present : other)),
    };
    const before = text(state.widgets);
    const start = performance.now();
    state.provider.data = data;
    await changed(state.widgets, before);
    taken += performance.now() - start;
  }
  return taken / 2;
}

/** Milliseconds from a CSV's text to a painted dashboard, and of these for reading it. */
async function csvToPaint(csv: string): Promise<{ read: number; all: number }> {
  const start = performance.now();
  await readPipelineData(csv);
  const read = performance.now() - start;
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  const { provider, widgets } = mount();
  await painted();
  const again = performance.now();
  provider.src = url;
  await filled(widgets);
  const all = performance.now() - again;
  URL.revokeObjectURL(url);
  return { read, all };
}

const bench = { firstPaint, move, moveWhole, csvToPaint };
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
