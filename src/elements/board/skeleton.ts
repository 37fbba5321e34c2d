import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** Columns and cards as they will stand, in track colour. */
export function renderSkeleton(): TemplateResult {
  return html`<div class="scroller skeleton">
    <div class="columns">
      ${[3, 4, 4, 2, 3].map(
        (cards, at) =>
          html`<div class=${at === 0 ? 'column chosen' : 'column'}>
            <div class="column-head"><span class="ghost"></span><span class="ghost large"></span></div>
            ${Array.from({ length: cards }, () => html`<span class="ghost block"></span>`)}
          </div>`,
      )}
    </div>
  </div>`;
}
