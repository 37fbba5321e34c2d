export { createDemoData, createSmallDemo } from './generate.js';
export type { DemoOptions } from './generate.js';
