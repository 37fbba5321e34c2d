/**
 * Lets what waits go first: input, painting, timers. A message and no timer, since those are slowed down in hidden tabs;
 * and not `scheduler.yield`, after which work goes on ahead of the page's own timers.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export interface DriveOptions {
  /** Milliseconds of work between two pauses. */
  readonly slice: number;
  readonly signal?: AbortSignal;
  /** Share of the work that is done, 0..1; told between slices. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Runs work that names points at which it may pause, in slices, to its end. Always gives way once before it begins.
 * @param steps yields the share that is done
 * @throws the signal's reason; what the work throws
 */
export async function drive<T>(
  steps: Generator<number, T>,
  { slice, signal, onProgress }: DriveOptions,
): Promise<T> {
  for (;;) {
    await breathe();
    if (signal?.aborted) {
      // Lets the work put away what it holds.
      try {
        steps.return(undefined as T);
      } catch {
        // It has nothing more to say.
      }
      throw signal.reason;
    }
    const end = performance.now() + slice;
    let share = 0;
    do {
      const step = steps.next();
      if (step.done) return step.value;
      share = step.value;
    } while (performance.now() < end);
    onProgress?.(share);
  }
}
