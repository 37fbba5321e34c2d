/** What deals say of themselves at as-of, as columns: when they are expected, with which chance, in which category. */
import type { Deal, Stage } from '../model.js';
import type { DealReader } from '../view/reader.js';

/** Categories as numbers: only one is summed, and those that closing writes are no forecast. */
export const COMMIT = 1;
const ANOTHER = 2;
export const CLOSING = 3;
export const categoryCode = (category: unknown): number =>
  typeof category !== 'string'
    ? NaN
    : category === 'commit'
      ? COMMIT
      : category === 'closed' || category === 'omit'
        ? CLOSING
        : ANOTHER;

/** One entry a deal; NaN: it says nothing. */
export interface StatedNow {
  readonly expected: Float64Array;
  readonly probability: Float64Array;
  readonly category: Float64Array;
  /** Where it stands, as its pipeline configures it. */
  readonly stages: readonly (Stage | undefined)[];
}

export class Stated {
  readonly #expected: Float64Array;
  readonly #probability: Float64Array;
  readonly #category: Float64Array;
  readonly #stages: (Stage | undefined)[] = [];

  constructor(most: number) {
    this.#expected = new Float64Array(most);
    this.#probability = new Float64Array(most);
    this.#category = new Float64Array(most);
  }

  set(n: number, { expected, probability, before, place }: DealReader, deal: Deal): void {
    this.#expected[n] = expected ?? NaN;
    this.#probability[n] = probability ?? NaN;
    // Its own: of a deal that has no category the facts name its stage's.
    const category = before.forecastCategory === undefined ? deal.forecastCategory : before.forecastCategory;
    this.#category[n] = categoryCode(category);
    this.#stages[n] = place?.stage;
  }

  columns(n: number): StatedNow {
    return {
      expected: this.#expected.subarray(0, n),
      probability: this.#probability.subarray(0, n),
      category: this.#category.subarray(0, n),
      stages: this.#stages,
    };
  }
}
