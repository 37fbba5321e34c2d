/** A chart on a page of its own, and what tests look at in it. */
import { fixture, html, waitUntil } from '@open-wc/testing';
import type { PipelineData } from '../../src/core/model.js';
import type { PipelineChart } from '../../src/elements/shared/frame.js';

export interface Setup {
  /** `null`: on its way. */
  readonly data?: PipelineData | null;
  readonly width?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly dir?: 'rtl';
}

/** Mounts a chart and waits until it draws something, or says why not. */
export async function mountChart<E extends PipelineChart & { data?: unknown }>(
  chart: E,
  { data, width = 640, attributes = {}, dir }: Setup,
): Promise<E> {
  const box = await fixture<HTMLElement>(html`<main dir=${dir ?? 'ltr'} lang="en"></main>`);
  for (const [name, value] of Object.entries(attributes)) chart.setAttribute(name, value);
  chart.data = data;
  box.style.inlineSize = `${width}px`;
  box.append(chart);
  if (data === null) return chart;
  await waitUntil(
    () => part(chart, 'cell') ?? part(chart, 'mark') ?? state(chart) ?? figure(chart),
    'nothing was drawn',
    { timeout: 8000 },
  );
  await chart.updateComplete;
  return chart;
}

export const all = (chart: Element, selector: string): HTMLElement[] => [
  ...chart.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
export const part = (chart: Element, name: string): HTMLElement | null =>
  chart.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`) ?? null;
export const state = (chart: Element): Element | null =>
  chart.shadowRoot?.querySelector('.state:not([hidden]) .state-title:not(:empty)') ?? null;
/** The one figure that is left where there is room for nothing else. */
export const figure = (chart: Element): Element | null => chart.shadowRoot?.querySelector('p.figure') ?? null;
export const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
export const rowsOf = (chart: Element): string[][] =>
  all(chart, 'table tr').map((row) => [...row.children].map(textOf));
export const focused = (chart: Element): string | null | undefined =>
  chart.shadowRoot?.activeElement?.getAttribute('aria-label');
export const tip = (chart: Element): HTMLElement => part(chart, 'tooltip')!;
