import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { Interval } from '../../core/calendar/period.js';
import type { ForecastMessages } from '../../locales/messages/forecast.js';
import { isolateText } from '../../locales/say.js';
import type { Axes, Label } from './plan.js';
import type { StripItem } from './strip.js';
import type { Way } from './ways.js';

/** What a mark's element needs of the frame. */
export interface MarkSetting {
  readonly label: string;
  readonly tabStop: 0 | -1;
}
export type MarkOf = (key: string) => MarkSetting;

/** `text-anchor` of a label: its ends are those of the reading side, the drawing's are left and right. */
export const anchorOf = (align: Label['align'], isRtl: boolean): string =>
  align === 'middle' || !isRtl ? align : align === 'start' ? 'end' : 'start';

/** Half way between two pixels, where a line of one pixel is sharp. */
export const crisp = (at: number): number => Math.floor(at) + 0.5;

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

/** How far the forecast is: in words, and as a share. */
export interface Progress {
  readonly text: string;
  readonly share: number;
}

/** The lines across with their money; the rest is drawn over them, paler where it is of data that has changed since. */
export function renderAxes(
  plan: Axes,
  words: ForecastMessages,
  isStale: boolean,
  inner: unknown,
): TemplateResult {
  const { width, height, isRtl, sides, money } = plan;
  const text = textIn(isRtl);
  const zero = plan.y(0);
  const first = money.findIndex(({ y }) => y === zero);
  return html`<svg
    class=${isStale ? 'chart stale' : 'chart'}
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-labelledby="heading"
    aria-roledescription=${words.role}
  >
    <g aria-hidden="true">
      ${money.map(
        (
          { y, label },
          at,
        ) => svg`<path class=${at === first ? 'axis' : 'across'} d=${`M${sides[0]} ${crisp(y)}H${sides[1]}`} />
          ${label ? text(label, 'small muted') : nothing}`,
      )}
    </g>
    ${inner}
  </svg>`;
}

export const textIn =
  (isRtl: boolean) =>
  ({ x, y, text, align }: Label, kind: string): unknown =>
    svg`<text x=${x} y=${y} text-anchor=${anchorOf(align, isRtl)} class=${kind} part="label">${isolateText(
      text,
    )}</text>`;

/** The figures that people know, each with its error in the past, so that anyone can see which to believe. */
export function renderWays(
  ways: readonly Way[],
  { fan }: ForecastMessages,
  interval: Interval,
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
        <th scope="col" class="number">${off[interval]}</th>
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
