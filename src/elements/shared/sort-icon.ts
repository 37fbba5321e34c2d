import { svg, html } from 'lit';
import type { TemplateResult } from 'lit';

/** Beside the head of the column (or row) that a table is sorted by. */
export const sortIcon = (isAscending: boolean): TemplateResult =>
  html`<svg class="icon sort" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    ${isAscending
      ? svg`<path d="M6 10V2M2.75 5.25L6 2l3.25 3.25" />`
      : svg`<path d="M6 2v8M2.75 6.75L6 10l3.25-3.25" />`}
  </svg>`;
