import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { pathClass } from './plan.js';
import type { BandKey, LineKey } from './plan.js';

/** What a legend has a key for. */
export type SeriesKey = LineKey | BandKey | 'booked' | 'open' | 'spot' | 'fresh' | 'whisker';

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
