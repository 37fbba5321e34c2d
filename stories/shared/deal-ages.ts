import { ContextEvent } from '@lit/context';
import * as d3 from 'd3';
import { attachContextRoot, storeContext, viewFor } from '../../src/context/index.js';
import type { StoreHandle, StoreState } from '../../src/context/index.js';

interface Dot {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly days: number;
  readonly amount: number;
  /** Where d3 moves it, so that no two lie on each other. */
  x: number;
  y: number;
}

const styles = new CSSStyleSheet();
styles.replaceSync(`
  :host {
    display: block;
    color: var(--pipeline-ink, inherit);
    font-family: var(--pipeline-font, inherit);
    font-size: var(--pipeline-text-1, 12px);
    line-height: 16px;
  }
  figure { margin: 0; }
  h2 { margin: 0 0 16px; font-size: var(--pipeline-text-3, 14px); line-height: 20px; }
  svg { display: block; inline-size: 100%; overflow: visible; }
  text { fill: currentColor; }
  .axis { font: inherit; }
  .axis .domain { display: none; }
  .axis line, .stage line { stroke: var(--pipeline-hairline, light-dark(#1b1f2421, #e8eaed29)); }
  .axis text { fill: var(--pipeline-muted, light-dark(#59616b, #a3abb5)); }
  circle {
    fill: var(--pipeline-accent, light-dark(#2566d2, #6ea3f5));
    fill-opacity: 0.6;
    stroke: var(--pipeline-surface, light-dark(#ffffff, #16191d));
  }
  circle:is(:hover, :focus-visible) { fill-opacity: 1; outline: none; stroke: currentColor; stroke-width: 2px; }
`);

/**
 * A widget of one's own: each open deal by the days since it was created, one line a stage, its area the amount.
 *
 * It asks for the store by the context (so it works under any provider of the page, also one of another version), takes
 * the view that all widgets share (as-of and filters applied), and says what was chosen by the same event as they do.
 */
export class DealAges extends HTMLElement {
  #store?: StoreHandle;
  #stop?: () => void;
  #leave?: () => void;
  #resize?: ResizeObserver;
  readonly #figure = document.createElement('figure');
  readonly #root = this.attachShadow({ mode: 'open' });

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [styles];
    this.#root.append(this.#figure);
    // A provider that comes later still answers: the root on the document keeps the question.
    attachContextRoot(document);
    this.dispatchEvent(new ContextEvent(storeContext, this, this.#onStore, true));
    this.#resize = new ResizeObserver(() => this.#draw());
    this.#resize.observe(this);
  }

  disconnectedCallback(): void {
    this.#stop?.();
    this.#leave?.();
    this.#resize?.disconnect();
    this.#store = undefined;
  }

  /** The same function each time: by it the context knows who asked. */
  readonly #onStore = (store: StoreHandle, leave?: () => void): void => {
    this.#stop?.();
    this.#leave = leave;
    this.#store = store;
    this.#stop = store.subscribe(() => this.#draw());
    this.#draw();
  };

  #draw(): void {
    const state = this.#store?.getState();
    const width = this.clientWidth;
    if (state?.status !== 'ready' || width === 0) return;
    const pipeline =
      state.data?.pipelines.find(({ id }) => id === state.settings.pipeline) ?? state.data?.pipelines[0];
    const stages = pipeline?.stages.filter(({ kind }) => kind === 'open') ?? [];
    const dots = dotsOf(state, pipeline?.id ?? '');
    const row = 44;
    const left = Math.min(150, width * 0.35);

    const x = d3
      .scaleLinear()
      .domain([0, d3.max(dots, ({ days }) => days) ?? 1])
      .nice()
      .range([left + 16, width - 16]);
    const y = d3
      .scalePoint()
      .domain(stages.map(({ id }) => id))
      .range([row / 2, row * (stages.length - 0.5)]);
    const radius = d3
      .scaleSqrt()
      .domain([0, d3.max(dots, ({ amount }) => amount) ?? 1])
      .range([2, 12]);
    d3.forceSimulation(dots)
      .force('x', d3.forceX<Dot>(({ days }) => x(days)).strength(1))
      .force(
        'y',
        d3.forceY<Dot>(({ stage }) => y(stage) ?? 0),
      )
      .force(
        'apart',
        d3.forceCollide<Dot>(({ amount }) => radius(amount) + 1),
      )
      .stop()
      .tick(120);

    const svg = d3
      .select(this.#figure)
      .selectAll<SVGSVGElement, null>('svg')
      .data([null])
      .join((enter) => {
        enter.append('h2').text('How old the open deals are');
        const drawing = enter.append('svg').attr('role', 'group').attr('aria-label', 'Open deals by age');
        for (const layer of ['axis', 'stages', 'dots']) drawing.append('g').attr('class', layer);
        return drawing;
      })
      .attr('height', row * stages.length + 24);
    svg
      .select<SVGGElement>('.axis')
      .attr('transform', `translate(0,${row * stages.length})`)
      .call(
        d3
          .axisBottom<d3.NumberValue>(x)
          .ticks(5)
          .tickFormat((days) => `${days.valueOf()} days`)
          .tickSize(0)
          .tickPadding(8),
      );
    svg
      .select('.stages')
      .selectAll('g')
      .data(stages)
      .join((enter) => {
        const stage = enter.append('g').attr('class', 'stage');
        stage.append('line');
        stage.append('text').attr('dy', '0.32em');
        return stage;
      })
      .attr('transform', ({ id }) => `translate(0,${y(id) ?? 0})`)
      .call((stage) => stage.select('line').attr('x1', left).attr('x2', width))
      .call((stage) => stage.select('text').text(({ name }) => name));
    svg
      .select('.dots')
      .selectAll<SVGCircleElement, Dot>('circle')
      .data(dots, ({ id }) => id)
      .join((enter) => {
        const dot = enter.append('circle').attr('role', 'button').attr('tabindex', 0);
        dot.append('title');
        return dot
          .on('click', (_event: Event, chosen) => this.#choose(chosen))
          .on('keydown', (event: KeyboardEvent, chosen) => {
            if (event.key === 'Enter') this.#choose(chosen);
          });
      })
      .attr('cx', (dot) => dot.x)
      .attr('cy', (dot) => dot.y)
      .attr('r', ({ amount }) => radius(amount))
      .attr('aria-label', labelOf)
      .call((dot) => dot.select('title').text(labelOf));
  }

  #choose({ id, stage, amount }: Dot): void {
    const detail = { rowKey: `stage:${stage}`, value: amount, n: 1, dealIds: [id] };
    this.dispatchEvent(
      new CustomEvent('pipeline-select', { detail, bubbles: true, cancelable: true, composed: true }),
    );
  }
}

const labelOf = ({ name, days }: Dot): string => `${name}, ${days} days`;

/** Of the view, where a deal is as it was at as-of; what has no date or no amount has no place here. */
function dotsOf(state: StoreState, pipeline: string): Dot[] {
  const today = state.asOf?.day ?? 0;
  return [...(viewFor(state)?.facts() ?? [])].flatMap((facts) => {
    const { deal, created, amount, stage, kind } = facts;
    if (facts.pipeline !== pipeline || kind !== 'open' || created === undefined || amount === undefined)
      return [];
    return [{ id: deal.id, name: deal.name, stage, days: today - created, amount, x: 0, y: 0 }];
  });
}

if (!customElements.get('story-deal-ages')) customElements.define('story-deal-ages', DealAges);
