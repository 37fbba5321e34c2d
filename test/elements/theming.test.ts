/**
 * What a theme can reach: every token of the list is used by what some widget draws, in the real style of a real
 * browser, and every part that is documented is there in some state.
 */
import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { LitElement } from 'lit';
import manifest from '../../custom-elements.json';
import type { PipelineData } from '../../src/core/model.js';
import { createDemoData } from '../../src/data/demo/index.js';
import { tokens } from '../../src/theme/tokens.js';
import '../../src/all.js';
import { emulateMedia, resetEmulation } from '../emulate.js';
import { contrast, mix } from '../theme/colour.js';
import type { Rgb } from '../theme/colour.js';
import { until } from './probe.js';

interface Documented {
  readonly tagName?: string;
  readonly cssParts?: readonly { readonly name: string }[];
  readonly cssProperties?: readonly { readonly name: string }[];
}
type Widget = LitElement & { data?: PipelineData | null; source?: { load(): Promise<unknown> } };

const documented = (manifest.modules as readonly { readonly declarations?: readonly Documented[] }[])
  .flatMap(({ declarations }) => declarations ?? [])
  .filter(({ tagName }) => tagName !== undefined);
const tags = documented
  .map(({ tagName }) => tagName!)
  .filter((tag) => tag !== 'pipeline-provider')
  .sort();

const whole = createDemoData();
const deals = whole.deals.filter(({ pipeline }) => pipeline === 'new-business');
const owner = whole.owners?.[0]?.id ?? '';
const mixed = {
  ...whole,
  deals: deals.map((deal, at) => (at % 3 === 0 ? { ...deal, currency: 'GBP' } : deal)),
};

const few = { ...whole, deals: deals.slice(0, 24) };
/** The second stage is left out by every other deal that got further. */
const skipping = {
  ...whole,
  deals: deals.map((deal, at) =>
    at % 2 === 0 && deal.visits.length > 2
      ? { ...deal, visits: deal.visits.filter((_, step) => step !== 1) }
      : deal,
  ),
};

const withoutTargets = {
  ...whole,
  deals,
  pipelines: whole.pipelines.map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage) => ({ ...stage, idleAfterDays: undefined })),
  })),
};

/** Above all widgets, and never one of them: where a page sets its theme. */
let theme: HTMLElement;
/** Names of parts that were seen, by tag. */
const seen = new Map<string, Set<string>>();

function add(tag: string, width: number, settings: Readonly<Record<string, unknown>>): Widget {
  const box = document.createElement('div');
  box.style.setProperty('inline-size', `${width}px`);
  box.style.setProperty('margin-block-end', '16px');
  const widget = document.createElement(tag) as Widget;
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value === 'string') widget.setAttribute(name, value);
    else Object.assign(widget, { [name]: value });
  }
  box.append(widget);
  theme.append(box);
  return widget;
}

const isOf = (widget: Widget): string => widget.localName;
const find = <T extends Element = HTMLElement>(widget: Widget, query: string): T => {
  const found = widget.shadowRoot!.querySelector<T>(query);
  if (!found) throw new Error(`${isOf(widget)} has no ${query}`);
  return found;
};
const has = (widget: Widget, query: string): boolean => widget.shadowRoot?.querySelector(query) != null;
const all = (): Widget[] => [...theme.querySelectorAll<Widget>(tags.join())];

/** Everything that widgets draw, shadow roots and popovers included. */
function drawn(): Element[] {
  return all().flatMap((widget) => [widget, ...widget.shadowRoot!.querySelectorAll('*')]);
}

function noteParts(): void {
  for (const widget of all()) {
    const names = seen.get(isOf(widget)) ?? new Set<string>();
    seen.set(isOf(widget), names);
    for (const element of widget.shadowRoot!.querySelectorAll('[part]')) {
      for (const name of element.part) names.add(name);
    }
  }
}

const centreOf = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

async function hover(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'center' });
  await sendMouse({ type: 'move', position: centreOf(element) });
}

/** By the menu of the first card. */
async function moveOne(board: Widget): Promise<void> {
  find(board, '[part~=card-actions]').click();
  await until(() => has(board, '[role=menuitem]:not([aria-disabled])'), 'the menu of a card');
  find(board, '[role=menuitem]:not([aria-disabled])').click();
  await until(() => has(board, '[part~=undo]'), 'the bar after a move');
}

describe('theming', function () {
  this.timeout(120_000);
  let board: Widget;
  let funnel: Widget;
  let heatmap: Widget;
  let leaderboard: Widget;
  let forecast: Widget;

  before(async function () {
    // The list is one; whether a browser resolves `var()` is not what is to be seen here.
    if (!('userAgentData' in navigator)) this.skip();
    await setViewport({ width: 1100, height: 900 });
    theme = document.createElement('div');
    document.body.append(theme);

    const data = { ...whole, deals };
    board = add('pipeline-board', 1000, { data });
    const [first] = data.pipelines[0]?.stages ?? [];
    const shown = {
      'card-fields': 'name, avatar, amount, date, probability, next-step',
      limits: `${first?.id}=1`,
    };
    add('pipeline-board', 1000, { data, ...shown });
    add('pipeline-board', 1000, { data, 'lanes-by': 'owner', pipelineSwitch: true });
    // So many in one column that it scrolls by itself.
    const long = Array.from({ length: 80 }, (_, i) => ({
      ...deals[0]!,
      id: `long-${i}`,
      stage: first?.id ?? '',
    }));
    add('pipeline-board', 1000, { data: { ...whole, deals: long } });
    funnel = add('pipeline-funnel', 1000, { data });
    heatmap = add('pipeline-heatmap', 1000, { data });
    add('pipeline-heatmap', 1000, { data, scale: 'absolute' });
    add('pipeline-heatmap', 1000, { data, scale: 'absolute', by: 'entry-month', statistic: 'p90' });
    add('pipeline-heatmap', 1000, { data: few });
    add('pipeline-funnel', 1000, { data: skipping, counting: 'strict' });
    add('pipeline-heatmap', 1000, { data: withoutTargets, scale: 'vs-target' });
    for (const by of ['team', 'source']) {
      add('pipeline-heatmap', 1000, { data, scale: 'absolute', by, statistic: 'p75' });
    }
    leaderboard = add('pipeline-leaderboard', 1000, { data, me: owner, period: 'this-quarter' });
    forecast = add('pipeline-forecast', 1000, { data, period: 'this-quarter', goal: '260000' });
    add('pipeline-forecast', 1000, { data, period: '2026-01-01/2027-01-01', mode: 'per-period' });
    const weighted = { data, method: 'weighted', goal: '260000' };
    add('pipeline-forecast', 1000, { ...weighted, period: 'this-quarter' });
    add('pipeline-forecast', 1000, { ...weighted, period: '2026-01-01/2027-01-01', mode: 'per-period' });
    for (const tag of tags) {
      add(tag, 500, { data, ...(tag === 'pipeline-leaderboard' ? { me: owner } : {}) });
      add(tag, 300, { data, ...(tag === 'pipeline-leaderboard' ? { me: owner } : {}) });
      add(tag, 230, { data });
      add(tag, 600, { data: mixed });
      add(tag, 600, { data: { ...whole, deals: [] } });
      add(tag, 600, { source: { load: () => Promise.reject(new Error('the server is down')) } });
      add(tag, 600, { data: null });
    }
    for (const widget of all()) {
      await until(() => widget.hasUpdated && has(widget, '[part~=frame]'), `a frame in ${isOf(widget)}`);
    }
    await until(
      () => all().every((widget) => widget.data === null || has(widget, '[part~=footer], [part~=state]')),
      'all widgets drawn',
      30_000,
    );
    await until(
      () =>
        has(forecast, '[part~=band]') && !drawn().some((one) => one.getAttribute('role') === 'progressbar'),
      'all forecasts',
      30_000,
    );
    noteParts();
  });

  after(async () => {
    if (!theme) return;
    theme.remove();
    await resetMouse();
    await setViewport({ width: 800, height: 600 });
  });

  it('has each documented part in some state', async () => {
    for (const widget of [board, funnel, heatmap, leaderboard, forecast]) {
      if (has(widget, '[part~=more]')) {
        find(widget, '[part~=more]').click();
        await until(() => has(widget, '[part~=menu]:popover-open'), `the menu of ${isOf(widget)}`);
        noteParts();
        await sendKeys({ press: 'Escape' });
      }
      find(widget, '[part~=table-toggle]').click();
      await until(() => has(widget, 'table[part~=table]'), `the table of ${isOf(widget)}`);
      noteParts();
      find(widget, '[part~=table-toggle]').click();
      await widget.updateComplete;
    }
    // A card at the pointer, over the next column, and over a collapsed one.
    const collapsed = find(board, '[part~=column] [data-stop=fold]');
    collapsed.click();
    await board.updateComplete;
    const cards = [...board.shadowRoot!.querySelectorAll<HTMLElement>('[part~=card]')];
    const columns = [...board.shadowRoot!.querySelectorAll<HTMLElement>('[part~=column]')];
    const card = cards[0]!;
    card.scrollIntoView({ block: 'center' });
    await sendMouse({ type: 'move', position: centreOf(card) });
    await sendMouse({ type: 'down' });
    for (const column of columns) {
      const { left, width } = column.getBoundingClientRect();
      const [, top] = centreOf(card);
      await sendMouse({ type: 'move', position: [Math.round(left + width / 2), top] });
      await board.updateComplete;
      await new Promise((done) => setTimeout(done, 60));
      noteParts();
    }
    await sendKeys({ press: 'Escape' });
    await sendMouse({ type: 'up' });
    await moveOne(board);
    noteParts();
    find(board, '[part~=card]').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => has(board, '[part~=panel]'), 'the panel of a deal');
    noteParts();
    await sendKeys({ press: 'Escape' });
    // Selected cards have boxes, and a bar.
    find(board, '[part~=card-actions]').click();
    await until(() => has(board, '[role=menuitem][data-act=select]'), 'the menu of a card');
    find(board, '[role=menuitem][data-act=select]').click();
    await until(() => has(board, '[part~=card-check]'), 'the box of a card');
    noteParts();

    const missing = documented.flatMap(({ tagName = '', cssParts = [] }) =>
      cssParts
        .filter(({ name }) => !seen.get(tagName)?.has(name))
        .map(({ name }) => `${tagName}::part(${name})`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('documents each token of a widget where the widget is documented, and lists none that no widget has', () => {
    const own = documented.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name));
    const listed = tokens
      .filter(({ group }) => group === 'component')
      .map(({ name }) => `--pipeline-${name}`);
    expect(listed.sort()).to.deep.equal([...new Set(own)].sort());
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`draws words at 7:1 and lines at 4.5:1 where more contrast is asked for (${scheme})`, async () => {
      theme.style.setProperty('color-scheme', scheme);
      // The page's own ink, which some words inherit.
      theme.style.setProperty('color', 'light-dark(#1b1f24, #e8eaed)');
      await emulateMedia({ moreContrast: true });
      const page: Rgb = scheme === 'light' ? [255, 255, 255] : [22, 25, 29];
      const low: string[] = [];
      const check = (element: Element, property: string, least: number): void => {
        const value = getComputedStyle(element).getPropertyValue(property);
        const [r = 0, g = 0, b = 0, a = 1] = (value.match(/[\d.]+/g) ?? []).map(Number);
        const ratio = contrast(mix([r, g, b], page, a), page);
        if (ratio < least) low.push(`${element.className} ${property} ${value}: ${ratio.toFixed(1)}`);
      };
      for (const widget of [board, funnel, heatmap, leaderboard, forecast]) {
        for (const element of widget.shadowRoot!.querySelectorAll('.subtitle, .legend, .footer, .muted')) {
          if (!(element instanceof SVGElement)) check(element, 'color', 7);
        }
        for (const element of widget.shadowRoot!.querySelectorAll('text.muted')) check(element, 'fill', 7);
        check(find(widget, '.footer'), 'border-block-start-color', 4.5);
      }
      await resetEmulation();
      theme.style.removeProperty('color-scheme');
      theme.style.removeProperty('color');
      expect(low).to.deep.equal([]);
    });
  }

  it('uses each token of the list', async () => {
    // Some are seen only after a move, under the pointer or the keyboard.
    await moveOne(board);
    await sendKeys({ press: 'Tab' });
    find<SVGElement>(heatmap, '[part~=cell] [tabindex], [part~=cell][tabindex]').focus();
    await hover(find(funnel, '[part~=mark]'));

    const unused: string[] = [];
    for (const token of tokens) {
      const property = `--pipeline-${token.name}`;
      const [value, expected] = recognisable(token.name, token.group);
      theme.style.setProperty(property, value);
      if (!isSeen(expected)) unused.push(`${property}: ${value}`);
      theme.style.removeProperty(property);
    }
    expect(unused).to.deep.equal([]);
  });
});

const colours = [
  'color',
  'background-color',
  'fill',
  'stroke',
  'border-top-color',
  'border-bottom-color',
  'outline-color',
  'box-shadow',
  'background-image',
];
const lengths = [
  'padding-top',
  'padding-left',
  'margin-top',
  'row-gap',
  'column-gap',
  'height',
  'min-height',
  'max-height',
  'flex-basis',
  'border-spacing',
];

/** As such, and as the browser writes it where it is mixed with something transparent. */
const COLOUR = /rgba?\(1, 2, 3|color\(srgb 0\.0039\d* 0\.0078\d* 0\.011/;

interface Expected {
  readonly properties: readonly string[];
  readonly text: string | RegExp;
}

/** A value that nothing else has, and what the browser makes of it. */
function recognisable(name: string, group: string): [string, Expected] {
  const special: Readonly<Record<string, [string, readonly string[], string]>> = {
    font: ['Recognisable', ['font-family'], 'Recognisable'],
    weight: ['317', ['font-weight'], '317'],
    'weight-strong': ['817', ['font-weight'], '817'],
    'tracking-figure': ['7.5px', ['letter-spacing'], '7.5px'],
    density: ['3', lengths, '96px'],
    row: ['97px', lengths, '97px'],
    'board-column-height': ['977px', lengths, '977px'],
    'board-column-width': ['1000px', lengths, '880px'],
    'card-padding': ['97px', lengths, '97px'],
    'dash-forecast': ['7 3', ['stroke-dasharray'], '7px, 3px'],
    'shadow-layer': ['0 0 7px rgb(1, 2, 3)', ['box-shadow'], 'rgb(1, 2, 3)'],
    duration: ['777ms', ['transition-duration'], '0.777s'],
    easing: ['steps(7)', ['transition-timing-function'], 'steps(7)'],
  };
  const known = special[name];
  if (known) return [known[0], { properties: known[1], text: known[2] }];
  if (/^(text|leading)-\d$/.test(name)) {
    return ['97px', { properties: [name.startsWith('text') ? 'font-size' : 'line-height'], text: '97px' }];
  }
  if (/radius/.test(name)) return ['97px', { properties: ['border-top-left-radius', 'rx'], text: '97px' }];
  if (/^line-/.test(name)) return ['9.7px', { properties: ['stroke-width'], text: '9.7px' }];
  if (/^space-|^target$|gap$/.test(name)) return ['97px', { properties: lengths, text: '97px' }];
  if (!['palette', 'surface', 'line', 'meaning', 'scale', 'component'].includes(group)) {
    throw new Error(`${name}: how is it to be recognised?`);
  }
  return ['rgb(1, 2, 3)', { properties: colours, text: COLOUR }];
}

function isSeen({ properties, text }: Expected): boolean {
  return drawn().some((element) =>
    [null, '::before', '::after'].some((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      return properties.some((property) => {
        const value = style.getPropertyValue(property);
        return typeof text === 'string' ? value.includes(text) : text.test(value);
      });
    }),
  );
}
