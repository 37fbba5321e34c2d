/** What the platform gives for text that becomes code, where it has Trusted Types. */
export interface KitPolicy {
  createHTML?(text: string): string;
  createScriptURL(url: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: KitPolicy): KitPolicy;
}

/** For ever this name: a version in it would make each upgrade a change of every page's `trusted-types` list. */
const NAME = 'pipeline-elements';

let policy: KitPolicy | undefined;

/**
 * The kit's one Trusted Types policy, made on first use, once a copy: a second one of the same name would be refused.
 * It is never kept on a global. undefined: the platform has none, and text is good enough.
 * @param more further rules, of whoever is first: Lit's own in the one-file build
 * @throws TypeError where the page's `trusted-types` list does not name the kit
 */
export function kitPolicy(more: Partial<KitPolicy> = {}): KitPolicy | undefined {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  return (policy ??= factory?.createPolicy(NAME, {
    ...more,
    // One file, however it is asked for: nobody gets a script of his own through this.
    createScriptURL: (url) => {
      if (url !== workerUrl().href) throw new TypeError(`${NAME}: no script of the kit: ${url}`);
      return url;
    },
  }));
}

/** The build puts the worker's own file here; the one file is its own worker. */
const workerFile = './forecast-worker.ts';

/** Where the worker's script lies: beside this module. */
export function workerUrl(): URL {
  return new URL(workerFile, import.meta.url);
}
