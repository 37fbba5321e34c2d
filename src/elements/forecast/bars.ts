/** The drawing of revenue interval by interval, as bars or as a list: loads where that is shown. */
export { layOutThin } from '../../charts/forecast-bars.js';
export { barsOf, planBars } from './plan-bars.js';
export { renderBars, renderList, THIN } from './render-bars.js';
