/** What reads and checks a model, or JSON: a table of deals needs neither, so that it loads where they come. */
export { parseJson } from './json.js';
export { normaliseModel } from './normalise.js';
