/** Work that names points at which it may pause. */

/** Yields wherever work may pause: the share that is done, where it is known. */
export type Steps<T> = Generator<number, T>;

/** Deals between two such points: a millisecond, or a few while nothing is compiled yet. */
export const MANY_DEALS = 1000;

/** Runs steps to their end. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Steps as a part of others: what they call the whole is from `from` to `to` of those. */
export function* within<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield from + (to - from) * step.value;
  }
}
