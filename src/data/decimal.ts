import { decimalEvidence, decimalOfLocale } from './numbers.js';
import type { DecimalMark } from './types.js';

/** Gathers what number cells say about the decimal mark of their file. */
export class DecimalVote {
  #comma = 0;
  #point = 0;
  /** `1.234`: could be either, if nothing else tells. */
  #either: string | undefined;
  /** `1234`: who writes this does not group, so the one mark in `1.234` is decimal. */
  #ungrouped = false;

  add(text: string): void {
    const evidence = decimalEvidence(text);
    if (evidence === ',') this.#comma += 1;
    else if (evidence === '.') this.#point += 1;
    else if (evidence === 'either') this.#either ??= text;
    else if (!this.#ungrouped) this.#ungrouped = /^\D*\d{4,}\D*$/.test(text);
  }

  /**
   * The mark that more numbers show; what no number tells goes by the delimiter (where cells are cut at semicolons, the comma was
   * taken), then by the locale. `guessedFrom` is a cell that could be read both ways.
   */
  decide(
    delimiter: string | undefined,
    locale: string | undefined,
  ): { readonly decimal: DecimalMark; readonly guessedFrom?: string } {
    if (this.#comma !== this.#point) return { decimal: this.#comma > this.#point ? ',' : '.' };
    if (this.#either !== undefined && this.#ungrouped)
      return { decimal: this.#either.includes(',') ? ',' : '.' };
    const decimal = delimiter === ';' ? ',' : delimiter === ',' ? '.' : decimalOfLocale(locale);
    return this.#either === undefined ? { decimal } : { decimal, guessedFrom: this.#either };
  }
}
