interface Entry {
  value?: unknown;
  /** Widgets that wait for it. */
  readonly waiting: Set<() => void>;
  failed?: boolean;
}
const entries = new WeakMap<() => Promise<unknown>, Entry>();
/** How many are on their way. */
let pending = 0;

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
      pending--;
      for (const ready of made.waiting) ready();
      made.waiting.clear();
    };
    pending++;
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

/** A page that is not looked at does not paint. */
const HIDDEN_MS = 250;
/** What does not come for so long holds nothing up. */
const PATIENCE_MS = 3000;

const painted = (): Promise<void> =>
  new Promise((done) => {
    const late = setTimeout(done, HIDDEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(done);
    });
  });

/**
 * For what first figures can do without: resolves once they are painted, and no part is on its way that another widget
 * of the page needs for its own.
 */
export async function afterFirstFigures(): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  // A widget may draw a frame or two after its part has come.
  for (let quiet = 0; quiet < 3 && performance.now() < until; quiet = pending > 0 ? 0 : quiet + 1) {
    await painted();
  }
}

/** Lets a part that could not be loaded be tried again. */
export function forgetFailed(load: () => Promise<unknown>): void {
  if (entries.get(load)?.failed) entries.delete(load);
}
