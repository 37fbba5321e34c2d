/**
 * The one self-contained file, for a page that has nothing but a script tag.
 *
 * It is its own worker too: loaded as that, it works forecasts out and nothing else. It does nothing anywhere else where
 * there is no document (server rendering, a host's workers). Everything else is evaluated inside the
 * import, Lit too: where the page's `trusted-types` list does not let a second copy create the kit's policy, that copy
 * registers nothing, and the first one keeps working.
 */
export {};

if (typeof document !== 'undefined') {
  import('./all.js').catch((reason: unknown) => {
    console.warn(
      "pipeline-elements: this copy registers nothing. Where two copies run on one page, its policy needs trusted-types pipeline-elements 'allow-duplicates'.",
      reason,
    );
  });
} else if ((globalThis as { name?: string }).name === 'pipeline-elements') {
  void import('./context/forecast-worker.js');
}
