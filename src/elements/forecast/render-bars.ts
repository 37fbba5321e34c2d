import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { PeriodShape, ThinShape } from '../../charts/forecast-bars.js';
import type { Box } from '../../charts/hatch.js';
import type { ForecastMessages } from '../../locales/messages/forecast.js';
import type { BandKey, BarsPlan } from './plan.js';
import { crisp, renderAxes, textIn } from './plot.js';
import type { MarkOf } from './plot.js';

/** Height of a list's bars. */
export const THIN = 3;

/** @param off series that are not drawn; what stays keeps its place */
export const renderBars = (
  plan: BarsPlan,
  words: ForecastMessages,
  markOf: MarkOf,
  off: ReadonlySet<string>,
  isStale: boolean,
): TemplateResult => renderAxes(plan, words, isStale, renderAll(plan, markOf, off));

function renderAll(
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
