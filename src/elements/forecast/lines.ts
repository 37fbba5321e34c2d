/** The drawing of revenue that accumulates: loads where that is shown. */
export { planLines } from './plan-lines.js';
export { stripOf } from './strip-window.js';
export { renderLines } from './render-lines.js';
