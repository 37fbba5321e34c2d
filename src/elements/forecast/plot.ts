import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { Box } from '../../charts/hatch.js';
import type { LinesShape } from '../../charts/forecast.js';
import type { PeriodShape, ThinShape } from '../../charts/forecast-bars.js';
import type { ForecastMessages } from '../../locales/messages/forecast.js';
import { isolateText, sideOf } from '../../locales/say.js';
import type { StripItem } from './model.js';
import type { BandKey, BarsPlan, EndLabel, Label, LineKey, LinesPlan, Plan, SplitPlan } from './plan.js';
import { BAR } from './plan-split.js';
import type { Way } from './ways.js';

/** What a mark's element needs of the frame. */
export interface MarkSetting {
  readonly label: string;
  readonly tabStop: 0 | -1;
}
export type MarkOf = (key: string) => MarkSetting;

/** Height of a list's bars. */
export const THIN = 3;

/** `text-anchor` of a label: its ends are those of the reading side, the drawing's are left and right. */
const anchorOf = (align: Label['align'], isRtl: boolean): string =>
  align === 'middle' || !isRtl ? align : align === 'start' ? 'end' : 'start';

/** Half way between two pixels, where a line of one pixel is sharp. */
const crisp = (at: number): number => Math.floor(at) + 0.5;

/** Figures with their lines, between hairlines. */
export function renderStrip(items: readonly StripItem[]): TemplateResult {
  return html`<dl class=${items.length < 4 ? 'strip few' : 'strip'} part="strip">
    ${items.map(
      ({ label, figure, base, change }) =>
        html`<div part="figure">
          <dt>${label}</dt>
          <dd><bdi>${figure}</bdi></dd>
          <dd class="base">
            <bdi
              >${change
                ? html`<span class=${change.isUp ? 'good' : 'bad'}
                    >${change.isUp ? '▲' : '▼'} ${change.text}</span
                  > `
                : nothing}${base}</bdi
            >
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** The rows below a small chart. */
export function renderRows(items: readonly StripItem[]): TemplateResult {
  return html`<dl class="rows">
    ${items.map(
      ({ label, figure }) =>
        html`<div>
          <dt>${label}</dt>
          <dd><bdi>${figure}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}

/** What a legend has a key for. */
export type SeriesKey = LineKey | BandKey | 'booked' | 'open' | 'spot' | 'fresh' | 'whisker';

/** How far the forecast is: in words, and as a share. */
export interface Progress {
  readonly text: string;
  readonly share: number;
}

/** @param off series that are not drawn; what stays keeps its place */
export function renderPlan(
  plan: Plan,
  words: ForecastMessages,
  markOf: MarkOf,
  off: ReadonlySet<string>,
  progress?: Progress,
): TemplateResult {
  const { width, height, isRtl, sides, money } = plan;
  const text = textIn(isRtl);
  return html`<svg
    class="chart"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-labelledby="heading"
    aria-roledescription=${words.role}
  >
    <g aria-hidden="true">
      ${money.map(({ y, label }, at) => {
        const isZero = at === money.findIndex((one) => one.y === plan.y(0));
        return svg`<path class=${isZero ? 'axis' : 'across'} d=${`M${sides[0]} ${crisp(y)}H${sides[1]}`} />
          ${label ? text(label, 'small muted') : nothing}`;
      })}
    </g>
    ${plan.kind === 'lines' ? renderLines(plan, markOf, off, progress) : renderBars(plan, markOf, off)}
  </svg>`;
}

const textIn =
  (isRtl: boolean) =>
  ({ x, y, text, align }: Label, kind: string): unknown =>
    svg`<text x=${x} y=${y} text-anchor=${anchorOf(align, isRtl)} class=${kind} part="label">${isolateText(
      text,
    )}</text>`;

const pathClass: Readonly<Record<LineKey, string>> = {
  won: 'line won',
  weighted: 'line weighted',
  forecast: 'line forecast',
  previous: 'line previous',
  goal: 'line goal',
};

function renderLines(
  plan: LinesPlan,
  markOf: MarkOf,
  off: ReadonlySet<string>,
  progress: Progress | undefined,
): unknown {
  const { split, shape, dates, today, now, ends, bracket, dots, isRtl, top, bottom } = plan;
  const text = textIn(isRtl);
  const path = (key: LineKey, d: string | undefined): unknown =>
    d && !off.has(key) ? svg`<path class=${pathClass[key]} part="line ${key}" d=${d} />` : nothing;
  const tick = isRtl ? -6 : 6;
  return svg`<g aria-hidden="true">
      ${dates.map((label) => text(label, 'small muted'))}
      ${(['most', 'half'] as const).map((key) => (off.has(key) ? nothing : renderBand(key, shape)))}
      ${path('previous', shape.paths.get('previous'))}
      ${path('goal', shape.goal)}
      ${today ? svg`<path class="today" d=${`M${crisp(today.x)} ${top - 4}V${bottom}`} />` : nothing}
      ${today?.label ? text(today.label, 'small muted') : nothing}
      ${path('weighted', shape.paths.get('weighted'))}
      ${path('forecast', shape.paths.get('forecast'))}
      ${path('won', shape.paths.get('won'))}
      ${now && !off.has('won') ? svg`<circle class="dot" cx=${now.x} cy=${now.y} r="3.5" />` : nothing}
      ${now?.label && !off.has('won') ? text(now.label, 'strong halo') : nothing}
      ${bracket && !off.has('weighted') && !off.has('forecast') && !off.has('goal') ? svg`<path class="bracket" d=${`M${bracket.x - tick / 2} ${crisp(bracket.from)}h${tick}m${-tick / 2} 0V${crisp(bracket.to)}m${-tick / 2} 0h${tick}`} />` : nothing}
      ${ends.map(({ key, figure, ...label }) => (off.has(key === 'high' || key === 'low' ? 'most' : key) ? nothing : renderEnd(key, figure, label, isRtl)))}
    </g>
    ${shape.stops.map(({ key, x, left, width }) => {
      const { label, tabStop } = markOf(key);
      return svg`<g class="mark" part="mark" role="button" tabindex=${tabStop} aria-label=${label} data-key=${key}>
        <rect class="hit" x=${left} y=${top - 4} width=${width} height=${bottom - top + 4} />
        <path class="cursor" part="cursor" d=${`M${crisp(x)} ${top - 4}V${bottom}`} />
        ${(dots.get(key) ?? []).filter(({ key: line }) => !off.has(line)).map(({ y, key: line }) => svg`<circle class=${line === 'won' ? 'spot' : 'spot hollow'} cx=${x} cy=${y} r="4" />`)}
      </g>`;
    })}
    ${split ? renderSplit(split, isRtl, progress) : nothing}`;
}

function renderBand(key: BandKey, shape: LinesShape): unknown {
  const band = shape.bands.get(key);
  return band?.area
    ? svg`<path class="band ${key}" part="band ${key}" d=${band.area} /><path class="edge ${key}" d=${band.edges} />`
    : nothing;
}

/** The bar of parts; in its place how far the forecast is, while it is on its way. */
function renderSplit(
  { x, y, width, parts, mark, labels }: SplitPlan,
  isRtl: boolean,
  progress: Progress | undefined,
): unknown {
  const track = svg`<rect class="track" x=${x} y=${y} width=${width} height=${BAR} />`;
  const text = textIn(isRtl);
  if (parts.length === 0) {
    if (!progress) return track;
    const done = Math.round(width * progress.share);
    return svg`<g role="progressbar" aria-label=${progress.text} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(progress.share * 100)}>
      ${track}
      <rect class="open done" x=${isRtl ? width - done : 0} y=${y} width=${done} height=${BAR} />
      ${text({ x: isRtl ? width : 0, y: y + BAR + 18, text: progress.text, align: 'start' }, 'small muted')}
    </g>`;
  }
  return svg`<g aria-hidden="true">
    ${track}
    ${parts.map((part) => (part.width > 0 ? svg`<rect class=${part.key} part="bar ${part.key}" x=${part.x} y=${y} width=${part.width} height=${BAR} />` : nothing))}
    ${mark === undefined ? nothing : svg`<rect class="around" x=${mark - 1} y=${y - 3} width="4" height=${BAR + 6} /><rect class="tick" part="tick" x=${mark} y=${y - 3} width="2" height=${BAR + 6} />`}
    ${labels.map(({ figure, ...label }) => renderEnd('split', figure, label, isRtl))}
  </g>`;
}

/** Figure and name of a line, one behind the other in the reading direction. */
function renderEnd(
  key: EndLabel['key'] | 'split',
  figure: string,
  { x, y, text, align }: Label,
  isRtl: boolean,
): unknown {
  const kind =
    key === 'goal' || key === 'split'
      ? 'strong'
      : key === 'previous' || key === 'high' || key === 'low'
        ? 'muted'
        : 'strong tinted';
  return svg`<text x=${x} y=${y} text-anchor=${anchorOf(align, isRtl)} class="small muted" part="label">${
    sideOf(text) === 'rtl' ? '\u2067' : '\u2066'
  }<tspan class=${kind}>${figure}</tspan> ${text}\u2069</text>`;
}

function renderBars(
  { shapes, names, elapsed, figures, dots, isRtl, top, bottom }: BarsPlan,
  markOf: MarkOf,
  off: ReadonlySet<string>,
): unknown {
  const text = textIn(isRtl);
  return svg`${shapes.bars.map((bar) => {
    const { label, tabStop } = markOf(bar.key);
    const figure = figures.get(bar.key);
    const dot = dots.get(bar.key);
    return svg`<g class="mark" part="mark" role="button" tabindex=${tabStop} aria-label=${label} data-key=${bar.key}>
      <rect class="hit" x=${bar.left + 1} y=${top - 8} width=${Math.max(1, bar.width - 2)} height=${bottom - top + 32} />
      ${renderBar(bar, off)}
      <rect class="ring" x=${bar.left + 1} y=${top - 8} width=${Math.max(1, bar.width - 2)} height=${bottom - top + 32} rx="4" />
      <g aria-hidden="true">
        ${figure && !off.has('booked') ? text(figure, figure.isInside ? 'small strong inside' : 'small strong halo') : nothing}
        ${dot && !off.has(bar.range || bar.fresh ? 'whisker' : 'spot') ? text(dot, bar.range || bar.fresh ? 'small strong halo' : 'small muted halo') : nothing}
      </g>
    </g>`;
  })}
  <g aria-hidden="true">
    ${names.map((label) => text(label, label.isCurrent ? 'small strong' : 'small muted'))}
    ${elapsed ? text(elapsed, 'small muted') : nothing}
  </g>`;
}

const renderBox = ({ x, y, width, height }: Box, kind: string, part: string): unknown =>
  svg`<rect class=${kind} part=${part} x=${x} y=${y} width=${width} height=${height} />`;

function renderBar(
  { won, weighted, fresh, range, dot, tick, x }: PeriodShape,
  off: ReadonlySet<string>,
): unknown {
  const goal = off.has('goal') ? undefined : tick;
  return svg`${won.height > 0 && !off.has('booked') ? renderBox(won, 'booked', 'bar won') : nothing}
    ${weighted && !off.has('open') ? renderBox(inset(weighted), 'open', 'bar weighted') : nothing}
    ${fresh && !off.has('fresh') ? renderBox(inset(fresh), 'fresh', 'bar fresh') : nothing}
    ${goal ? renderBox(halo(goal), 'around', 'halo') : nothing}
    ${goal ? renderBox(goal, 'tick', 'tick') : nothing}
    ${range && !off.has('whisker') ? renderWhiskers(range) : nothing}
    ${dot === undefined || off.has('spot') ? nothing : svg`<circle class="spot hollow shown" part="dot" cx=${x} cy=${dot} r="4" />`}`;
}

/** A thin line with ends for most of what may come, a thick one for half of it; around both a line of the page. */
function renderWhiskers({ at, most, half }: NonNullable<PeriodShape['range']>): unknown {
  const x = crisp(at);
  const ends = `M${x - 4} ${most[0]}h8m-4 0V${most[1]}m-4 0h8`;
  const whisker = (key: BandKey, kind: string, d: string): unknown =>
    svg`<path class=${kind} part="band ${key}" d=${d} />`;
  return svg`<path class="whisker back" d=${ends} />
    ${whisker('most', 'whisker', ends)}
    ${whisker('half', 'whisker thick', `M${x} ${half[0]}V${half[1]}`)}`;
}

/** An outline lies half a pixel inside its box. */
const inset = ({ x, y, width, height }: Box): Box => ({
  x: x + 0.5,
  y: y + 0.5,
  width: Math.max(0.5, width - 1),
  height: Math.max(0.5, height - 1),
});
const halo = ({ x, y, width, height }: Box): Box => ({
  x: x - 1,
  y: y - 1,
  width: width + 2,
  height: height + 2,
});

/** A row of the list: where there is no room for bars side by side. */
export interface ListRow {
  readonly key: string;
  readonly name: string;
  readonly figure: string;
  readonly base: string;
  readonly ofGoal: string;
  readonly bar: ThinShape;
}

export function renderList(rows: readonly ListRow[], width: number, words: ForecastMessages, markOf: MarkOf) {
  return html`<div class="list" role="group" aria-labelledby="heading" aria-roledescription=${words.role}>
    ${rows.map(({ key, name, figure, base, ofGoal, bar }) => {
      const { label, tabStop } = markOf(key);
      return html`<div
        class="mark"
        part="mark"
        role="button"
        tabindex=${tabStop}
        aria-label=${label}
        data-key=${key}
      >
        <span>${name}</span>
        <span class="number strong">${figure}</span>
        <span class="small muted">${base}</span>
        <span class="number small muted">${ofGoal}</span>
        <svg
          class="bar"
          part="bar"
          width=${width}
          height=${THIN}
          viewBox="0 0 ${width} ${THIN}"
          aria-hidden="true"
        >
          ${bar.won ? renderBox(bar.won, 'booked', 'bar won') : nothing}
          ${bar.weighted ? renderBox(bar.weighted, 'open thin', 'bar weighted') : nothing}
          ${bar.fresh ? renderBox(bar.fresh, 'fresh thin', 'bar fresh') : nothing}
          ${bar.tick ? renderBox(bar.tick, 'tick', 'tick') : nothing}
        </svg>
      </div>`;
    })}
  </div>`;
}

/** The legend's picture of a line or a bar. */
export function swatch(kind: SeriesKey): TemplateResult {
  const isLine = kind in pathClass;
  return html`<svg class="swatch" width=${isLine ? 18 : 14} height="10" aria-hidden="true">
    ${isLine
      ? svg`<path class=${pathClass[kind as LineKey]} d=${kind === 'goal' ? 'M0 5.25h18' : 'M0 5h18'} />`
      : kind === 'spot'
        ? svg`<circle class="spot hollow shown" cx="7" cy="5" r="4" />`
        : kind === 'open' || kind === 'fresh'
          ? svg`<rect class=${kind} x="0.5" y="0.5" width="13" height="9" />`
          : kind === 'most' || kind === 'half'
            ? svg`<rect class="band most" width="14" height="10" />${kind === 'half' ? svg`<rect class="band half" width="14" height="10" />` : nothing}`
            : kind === 'whisker'
              ? svg`<path class="whisker" d="M3.5 .5h7m-3.5 0v9m-3.5 0h7" />`
              : svg`<rect class="booked" width="14" height="10" />`}
  </svg>`;
}

/** The figures that people know, each with its error in the past, so that anyone can see which to believe. */
export function renderWays(
  ways: readonly Way[],
  { fan }: ForecastMessages,
  progress?: Progress,
): TemplateResult {
  const { title, way, says, off, leans } = fan.ways;
  return html`<table class="ways" part="ways">
    <caption class="ways-title">
      ${title}${progress
        ? html` <span
            class="small muted working"
            role="progressbar"
            aria-label=${progress.text}
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=${Math.round(progress.share * 100)}
            >${progress.text}</span
          >`
        : nothing}
    </caption>
    <thead>
      <tr>
        <th scope="col">${way}</th>
        <th scope="col" class="number">${says}</th>
        <th scope="col" class="number">${off}</th>
        <th scope="col" class="number leans">${leans}</th>
      </tr>
    </thead>
    <tbody>
      ${ways.map(
        (one) =>
          html`<tr>
            <th scope="row">${one.name}</th>
            <td class="number strong"><bdi>${one.says}</bdi></td>
            <td class="number"><bdi>${one.off}</bdi></td>
            <td class="number muted leans"><bdi>${one.leans}</bdi></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
