import { svg, html } from 'lit';
import type { TemplateResult } from 'lit';

const SHAPES = {
  actions: svg`<g fill="currentColor" stroke="none"><circle cx="3" cy="8" r="1.4"/><circle cx="8" cy="8" r="1.4"/><circle cx="13" cy="8" r="1.4"/></g>`,
  check: svg`<path d="M3.5 8.5l3 3 6-7"/>`,
} as const;

/** Drawn on a 12 px grid, beside words of 12 px. */
const SMALL = {
  idle: svg`<path d="M6 1.5l4.9 8.75H1.1zM6 4.75v2.5M6 8.6v.4"/>`,
  fold: svg`<path d="M4 2l4 4-4 4"/>`,
  rule: svg`<path d="M2.5 10.5V1.5h6.5l-2 2.5 2 2.5H2.5"/>`,
  overdue: svg`<circle cx="6" cy="6" r="4.75"/><path d="M6 3.5V6l1.75 1.25"/>`,
} as const;

/** Decoration beside words: never the only thing that says it. */
export function icon(name: keyof typeof SHAPES | keyof typeof SMALL): TemplateResult {
  const small = name in SMALL;
  const size = small ? 12 : 16;
  return html`<svg
    class=${small ? 'icon small' : 'icon'}
    width=${size}
    height=${size}
    viewBox=${`0 0 ${size} ${size}`}
    aria-hidden="true"
  >
    ${small ? SMALL[name as keyof typeof SMALL] : SHAPES[name as keyof typeof SHAPES]}
  </svg>`;
}
