import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { LinesShape } from '../../charts/forecast.js';
import type { ForecastMessages } from '../../locales/messages/forecast.js';
import { sideOf } from '../../locales/say.js';
import { BAR, pathClass } from './plan.js';
import type { BandKey, EndLabel, Label, LineKey, LinesPlan, SplitPlan } from './plan.js';
import { anchorOf, crisp, renderAxes, textIn } from './plot.js';
import type { MarkOf, Progress } from './plot.js';

/** @param off series that are not drawn; what stays keeps its place */
export const renderLines = (
  plan: LinesPlan,
  words: ForecastMessages,
  markOf: MarkOf,
  off: ReadonlySet<string>,
  isStale: boolean,
  progress?: Progress,
): TemplateResult => renderAxes(plan, words, isStale, renderAll(plan, markOf, off, progress));

function renderAll(
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
