/** Rows handled between two looks at the world: some tens of milliseconds on a slow phone. */
export const SLICE = 10_000;

/** Lets the page breathe; throws the signal's reason if the work is no longer wanted. */
export async function pause(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => {
    // A message, not a timer: timers are slowed down where many follow each other, and in hidden tabs.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
  signal?.throwIfAborted();
}

/** Calls `visit` for 0 … length − 1, with a pause after each slice. */
export async function eachSliced(
  length: number,
  visit: (index: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let start = 0; start < length; start += SLICE) {
    if (start > 0) await pause(signal);
    const end = Math.min(start + SLICE, length);
    for (let index = start; index < end; index++) visit(index);
  }
}
