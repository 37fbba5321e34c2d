/** Everything by name: classes, types, functions. Importing it registers no element. */
export type * from './core/model.js';
