import { fixture, html, waitUntil } from '@open-wc/testing';
import type { Deal, PipelineData, Stage } from '../../src/core/model.js';
import type { PipelineFunnel } from '../../src/elements/funnel/funnel.js';
import '../../src/elements/funnel/define.js';

export const stages: readonly Stage[] = [
  { id: 'lead', name: 'Lead', kind: 'open' },
  { id: 'offer', name: 'Offer', kind: 'open' },
  { id: 'talk', name: 'Talk', kind: 'open' },
  { id: 'closed', name: 'Closed won', kind: 'won' },
  { id: 'lost', name: 'Lost', kind: 'lost' },
];

const order = ['lead', 'offer', 'talk'];

/** A deal that got as far as `furthest` and then went to `end` (or stays). */
export function deal(id: string, furthest: string, end?: 'closed' | 'lost', more: Partial<Deal> = {}): Deal {
  const visits = order
    .slice(0, order.indexOf(furthest) + 1)
    .map((stage, at) => ({ stage, enteredAt: `2026-0${at + 1}-10` }));
  return {
    id,
    name: `Deal ${id}`,
    pipeline: 'p',
    stage: end ?? furthest,
    amount: 1000,
    currency: 'EUR',
    createdAt: '2026-01-10',
    visits: end ? [...visits, { stage: end, enteredAt: '2026-05-01' }] : visits,
    ...(end ? { closedAt: '2026-05-01' } : {}),
    ...more,
  };
}

const several = (count: number, make: (id: string) => Deal, prefix: string): Deal[] =>
  Array.from({ length: count }, (_, at) => make(`${prefix}${at}`));

/** 20 deals: Lead 20, Offer 12, Talk 5, won 4. Lead: 2 still there, 6 lost; Offer: 1 and 6; Talk: 1 and none. */
export const twenty: readonly Deal[] = [
  ...several(2, (id) => deal(id, 'lead'), 'a'),
  ...several(6, (id) => deal(id, 'lead', 'lost'), 'b'),
  ...several(1, (id) => deal(id, 'offer'), 'c'),
  ...several(6, (id) => deal(id, 'offer', 'lost'), 'd'),
  ...several(1, (id) => deal(id, 'talk'), 'e'),
  ...several(4, (id) => deal(id, 'talk', 'closed'), 'f'),
];

export const dataOf = (deals: readonly Deal[], more: Partial<PipelineData> = {}): PipelineData => ({
  pipelines: [{ id: 'p', name: 'Sales', stages }],
  deals,
  provenance: {
    system: 'test',
    fetchedAt: '2026-07-01T09:40:00Z',
    timeZone: 'UTC',
    history: 'full',
    complete: true,
  },
  ...more,
});

export const without = (history: 'none', deals: readonly Deal[] = twenty): PipelineData =>
  dataOf(
    deals.map((one) => ({ ...one, visits: [] })),
    { provenance: { system: 'test', fetchedAt: '2026-07-01', history, complete: true } },
  );

export interface Setup {
  readonly data?: PipelineData | null;
  readonly width?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly dir?: 'rtl';
  readonly lang?: string;
}

/** A funnel in a place of its own, not awaited. */
export async function place({
  data,
  width = 640,
  attributes = {},
  dir,
  lang = 'en',
}: Setup): Promise<PipelineFunnel> {
  const box = await fixture<HTMLElement>(html`<div dir=${dir ?? 'ltr'} lang=${lang}></div>`);
  const funnel = document.createElement('pipeline-funnel');
  for (const [name, value] of Object.entries(attributes)) funnel.setAttribute(name, value);
  if (data !== undefined) funnel.data = data;
  box.style.inlineSize = `${width}px`;
  box.append(funnel);
  return funnel;
}

/** A funnel that has drawn what its data gives. */
export async function mount(setup: Setup = {}): Promise<PipelineFunnel> {
  const funnel = await place({ data: dataOf(twenty), ...setup });
  await waitUntil(() => marks(funnel).length > 0 || state(funnel) !== null, 'nothing was drawn', {
    timeout: 8000,
  });
  return funnel;
}

export const marks = (funnel: PipelineFunnel): (HTMLElement | SVGElement)[] => [
  ...(funnel.shadowRoot?.querySelectorAll<HTMLElement | SVGElement>('[data-key]') ?? []),
];
export const part = (funnel: PipelineFunnel, name: string): HTMLElement | null =>
  funnel.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`) ?? null;
export const parts = (funnel: PipelineFunnel, name: string): Element[] => [
  ...(funnel.shadowRoot?.querySelectorAll(`[part~="${name}"]`) ?? []),
];
export const state = (funnel: PipelineFunnel): Element | null =>
  funnel.shadowRoot?.querySelector('.state:not([hidden])') ?? null;
/** Text as it is read: no isolates, no doubled spaces. */
export const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '')
    .replace(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
export const namesOf = (funnel: PipelineFunnel): (string | null)[] =>
  marks(funnel).map((mark) => mark.getAttribute('aria-label'));
