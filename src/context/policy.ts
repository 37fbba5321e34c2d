/** What the platform gives for text that becomes code, where it has Trusted Types. */
export interface KitPolicy {
  createHTML?(text: string): string;
  createScriptURL(url: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: KitPolicy): KitPolicy;
}

let policy: KitPolicy | undefined;

/** Set where a copy of the kit has made its policy: that it has, never the policy. */
const TAKEN = Symbol.for('pipeline-elements/policy');

/**
 * The kit's one Trusted Types policy, made on first use, once a copy. It is never kept on a global. undefined: the
 * platform has none, and text is good enough.
 * @param more Lit's own rules, in the one-file build: without them it can't draw, so it tries in any case
 * @throws TypeError where the page's `trusted-types` list does not name the kit, or another copy has made its policy
 *   (which the list may forbid to do twice, and there is no way to ask)
 */
export function kitPolicy(more?: Pick<KitPolicy, 'createHTML'>): KitPolicy | undefined {
  const page = globalThis as { trustedTypes?: PolicyFactory; [TAKEN]?: boolean };
  if (policy || !page.trustedTypes) return policy;
  if (!more && page[TAKEN]) throw new TypeError(`pipeline-elements: another copy has made its policy`);
  // For ever this name: a version in it would make each upgrade a change of every page's `trusted-types` list.
  policy = page.trustedTypes.createPolicy('pipeline-elements', {
    ...more,
    // One file, however it is asked for: nobody gets a script of his own through this.
    createScriptURL: (url) => {
      if (url !== workerUrl().href) throw new TypeError(`pipeline-elements: no script of the kit: ${url}`);
      return url;
    },
  });
  page[TAKEN] = true;
  return policy;
}

/** The build puts the worker's own file here; the one file is its own worker. */
const workerFile = './forecast-worker.ts';

/** Where the worker's script lies: beside this module. */
export function workerUrl(): URL {
  return new URL(workerFile, import.meta.url);
}
