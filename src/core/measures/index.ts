export * from './board.js';
export * from './funnel.js';
export * from './funnel-types.js';
export type { CycleMedian } from './cycle-median.js';
export * from './types.js';
