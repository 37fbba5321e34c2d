import type * as Changes from './changes.js';
import type * as Compute from './compute.js';

// Modules are kept: even a repeated `import()` takes its time.
let compute: typeof Compute | undefined;

/** The computing part, once it is loaded. */
export const loadedCompute = (): typeof Compute | undefined => compute;

/** Loads the computing part; whoever publishes data waits for it. */
export const loadCompute = async (): Promise<typeof Compute> => (compute ??= await import('./compute.js'));

let changes: typeof Changes | undefined;

/** Loads what carries out requests: with the first of them, or before it where changes are to be expected. */
export const loadChanges = async (): Promise<typeof Changes> => (changes ??= await import('./changes.js'));
