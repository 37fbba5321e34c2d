import { fixture, fixtureCleanup, html, waitUntil } from '@open-wc/testing';
import type { PipelineSource } from '../../src/context/types.js';
import type { Deal, PipelineData } from '../../src/core/model.js';
import type { PipelineBoard } from '../../src/elements/board/board.js';
import '../../src/elements/board/define.js';

export const stages = [
  { id: 'new', name: 'New', kind: 'open', probability: 0.1, idleAfterDays: 10 },
  { id: 'offer', name: 'Offer', kind: 'open', probability: 0.5, idleAfterDays: 20 },
  { id: 'talk', name: 'Talk', kind: 'open', probability: 0.8 },
  { id: 'won', name: 'Won', kind: 'won' },
  { id: 'lost', name: 'Lost', kind: 'lost' },
] as const;

export function deal(id: string, stage: string, amount: number | null, more: Partial<Deal> = {}): Deal {
  return {
    id,
    name: `${id} renewal`,
    account: id,
    pipeline: 'sales',
    stage,
    amount,
    currency: 'EUR',
    owner: 'ana',
    createdAt: '2026-05-01',
    visits: [{ stage, enteredAt: '2026-06-20T08:00:00Z' }],
    ...more,
  };
}

export const small: readonly Deal[] = [
  deal('Acme', 'new', 400, { expectedCloseAt: '2026-07-20' }),
  deal('Beta', 'new', 300, { expectedCloseAt: '2026-06-17' }),
  deal('Cord', 'new', 200, { visits: [{ stage: 'new', enteredAt: '2026-06-01T08:00:00Z' }] }),
  deal('Dune', 'offer', 1000),
  deal('Echo', 'offer', 250),
  deal('Foxx', 'won', 700, {
    closedAt: '2026-06-15',
    visits: [{ stage: 'won', enteredAt: '2026-06-15T08:00:00Z' }],
  }),
];

export function dataOf(deals: readonly Deal[], more: Partial<PipelineData> = {}): PipelineData {
  return {
    pipelines: [{ id: 'sales', name: 'Sales', stages }],
    owners: [{ id: 'ana', name: 'Ana Gomez' }],
    deals,
    provenance: {
      system: 'test',
      fetchedAt: '2026-07-01T00:00:00Z',
      timeZone: 'UTC',
      history: 'full',
      complete: true,
    },
    ...more,
  };
}

export interface Mounted {
  readonly board: PipelineBoard;
  readonly root: ShadowRoot;
}

/** A board at the page's top edge, drawn. */
export async function mount(
  data: PipelineData | PipelineSource,
  { width = 980, attributes = '' }: { width?: number; attributes?: string } = {},
): Promise<Mounted> {
  // One board a page: what came before would push this one below the mouse's reach.
  fixtureCleanup();
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.setProperty('inline-size', `${width}px`);
  const board = document.createElement('pipeline-board');
  for (const name of attributes.split(' ').filter(Boolean)) {
    const [key = '', value = ''] = name.split('=');
    board.setAttribute(key, value);
  }
  if ('load' in data) board.source = data;
  else board.data = data;
  box.append(board);
  await board.updateComplete;
  const root = board.shadowRoot!;
  await waitUntil(() => root.querySelector('[data-column]'), 'the board shows columns', { timeout: 8000 });
  window.scrollTo(0, 0);
  return { board, root };
}

export const column = ({ root }: Mounted, stage: string): HTMLElement =>
  root.querySelector<HTMLElement>(`[data-column="${stage}"]`)!;

export const card = ({ root }: Mounted, id: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(`.columns [data-deal="${id}"]`);

export const idsIn = (mounted: Mounted, stage: string): string[] =>
  [...column(mounted, stage).querySelectorAll<HTMLElement>('[data-deal]')].map((one) => one.dataset['deal']!);

export const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

export const headOf = (mounted: Mounted, stage: string): string =>
  textOf(column(mounted, stage).querySelector('.column-select'));

/** The stage whose column shows a deal; undefined where none does. */
export const stageOf = (mounted: Mounted, id: string): string | undefined =>
  card(mounted, id)?.closest<HTMLElement>('[data-column]')?.dataset['column'];

export const live = ({ root }: Mounted): string => textOf(root.getElementById('live'));

export const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);

/** All that is said from now on, in order. */
export function heard({ root }: Mounted): string[] {
  const said: string[] = [];
  const region = root.getElementById('live')!;
  const observer = new MutationObserver(() => {
    const text = textOf(region);
    if (text !== '' && text !== said.at(-1)) said.push(text);
  });
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  return said;
}

/** What has the focus inside the board: `card Acme`, `actions Acme`, `header new`. */
export function focused({ root }: Mounted): string {
  const active = root.activeElement as HTMLElement | null;
  if (!active) return '';
  const id = active.closest<HTMLElement>('[data-deal]')?.dataset['deal'];
  const stage = active.closest<HTMLElement>('[data-column]')?.dataset['column'];
  const key = active.dataset['key'] ?? active.dataset['act'];
  return key === undefined
    ? `${active.dataset['stop'] ?? active.className} ${id ?? stage ?? ''}`.trim()
    : `item ${key}`;
}

/** A key with modifiers, which the drivers of some browsers can't hold down. */
export function press({ root }: Mounted, key: string, more: KeyboardEventInit = {}): void {
  root.activeElement!.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
}

/** Opens a card's menu and waits for its first item to have the focus. */
export async function openMenu(mounted: Mounted, id: string): Promise<HTMLElement[]> {
  card(mounted, id)!.querySelector<HTMLElement>('[data-stop=actions]')!.click();
  await waitUntil(() => mounted.root.querySelector('.menu:popover-open'), 'the menu opens');
  await waitUntil(() => focused(mounted).startsWith('item '), 'an item has the focus');
  return [...mounted.root.querySelectorAll<HTMLElement>('.menu [role=menuitem][data-key]')];
}

/** Moves a deal by its menu. */
export async function choose(mounted: Mounted, id: string, stage: string): Promise<void> {
  const items = await openMenu(mounted, id);
  items.find((item) => item.dataset['key'] === stage)!.click();
  await mounted.board.updateComplete;
}
