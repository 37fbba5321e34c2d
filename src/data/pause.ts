/** Rows handled between two looks at the world: some tens of milliseconds on a slow phone. */
export const SLICE = 10_000;

/** Lets the page breathe; throws the signal's reason if the work is no longer wanted. */
export async function pause(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
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
