/** What readers look for once they have seen the figures: the table view, and what explains a mark. Loads after those. */
export { tableOf } from './table.js';
export { tipOf } from './tips.js';
