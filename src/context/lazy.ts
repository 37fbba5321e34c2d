import type * as Compute from './compute.js';

// The module is kept: even a repeated `import()` takes its time.
let compute: typeof Compute | undefined;

/** The computing part, once it is loaded. */
export const loadedCompute = (): typeof Compute | undefined => compute;

/** Loads the computing part; whoever publishes data waits for it. */
export const loadCompute = async (): Promise<typeof Compute> => (compute ??= await import('./compute.js'));
