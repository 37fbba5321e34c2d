import { html } from 'lit';

/** Signs that stand beside words, never alone. */
export const tableIcon = html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6" />
</svg>`;
export const moreIcon = html`<svg
  class="icon dots"
  width="16"
  height="16"
  viewBox="0 0 16 16"
  aria-hidden="true"
>
  <circle cx="3" cy="8" r="1.25" />
  <circle cx="8" cy="8" r="1.25" />
  <circle cx="13" cy="8" r="1.25" />
</svg>`;
export const errorIcon = html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
  <circle cx="8" cy="8" r="6" />
  <path d="M8 4.75v4M8 10.75v.5" />
</svg>`;
export const warningIcon = html`<svg
  class="icon warn"
  width="12"
  height="12"
  viewBox="0 0 12 12"
  aria-hidden="true"
>
  <path d="M6 1.5l4.9 8.75H1.1zM6 4.75v2.5M6 8.6v.4" />
</svg>`;
