interface Entry {
  value?: unknown;
  /** Widgets that wait for it. */
  readonly waiting: Set<() => void>;
  failed?: boolean;
}
const entries = new WeakMap<() => Promise<unknown>, Entry>();

/**
 * A module that is loaded when a widget first needs it: its value once it is there, `undefined` until then, `null`
 * where it could not be loaded. One load serves the page.
 * @param load the same function each time
 * @param onReady called once, when asking again will tell more
 */
export function lazyPart<T>(load: () => Promise<T>, onReady: () => void): T | undefined | null {
  let entry = entries.get(load);
  if (entry?.value !== undefined) return entry.value as T;
  if (entry?.failed) return null;
  if (!entry) {
    const made: Entry = (entry = { waiting: new Set() });
    entries.set(load, made);
    const tell = (): void => {
      for (const ready of made.waiting) ready();
      made.waiting.clear();
    };
    load().then(
      (value) => {
        made.value = value;
        tell();
      },
      () => {
        made.failed = true;
        tell();
      },
    );
  }
  entry.waiting.add(onReady);
  return undefined;
}

/** Lets a part that could not be loaded be tried again. */
export function forgetFailed(load: () => Promise<unknown>): void {
  if (entries.get(load)?.failed) entries.delete(load);
}
