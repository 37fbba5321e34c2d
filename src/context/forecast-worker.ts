/** The worker's own file, with everything in it: acts when it is loaded, which only the kit's worker does. */
import { loadEngine } from './forecast-load.js';
import { serve } from './forecast-serve.js';
import type { Port } from './forecast-serve.js';

loadEngine().then(
  (engine) => serve(globalThis as unknown as Port, engine),
  (error: unknown) => {
    // As an error of the script: the page hears of it, and does the work itself.
    queueMicrotask(() => {
      throw error;
    });
  },
);
