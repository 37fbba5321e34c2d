import { decimalEvidence, decimalOfLocale } from './numbers.js';
import type { DecimalMark } from './types.js';

/** Gathers what number cells say about the decimal mark of their file. */
export class DecimalVote {
  #comma = 0;
  #point = 0;
  /** `1.234`, by its mark: could be either, if nothing else tells. */
  readonly #either = new Map<DecimalMark, string>();
  /** `1234`: who writes this does not group, so the mark in `1.234` is decimal. */
  #ungrouped = false;

  add(text: string): void {
    const evidence = decimalEvidence(text);
    if (evidence === ',') this.#comma += 1;
    else if (evidence === '.') this.#point += 1;
    else if (evidence === 'either') {
      const mark = text.includes(',') ? ',' : '.';
      if (!this.#either.has(mark)) this.#either.set(mark, text);
    } else if (!this.#ungrouped) this.#ungrouped = /^\D*\d{4,}\D*$/.test(text);
  }

  /**
   * The mark that more numbers show. Where all of them could be read both ways, three digits behind the mark are taken for a group
   * (money has two decimals), unless other numbers are not grouped; where even that says nothing, the delimiter tells (cells are cut at
   * semicolons where the comma was taken), then the locale. `guessedFrom` is a number whose value was decided in this way.
   */
  decide(
    delimiter: string | undefined,
    locale: string | undefined,
  ): { readonly decimal: DecimalMark; readonly guessedFrom?: string } {
    if (this.#comma !== this.#point) return { decimal: this.#comma > this.#point ? ',' : '.' };
    const [first, second] = this.#either;
    if (first && !second && this.#comma === 0) {
      const [mark, guessedFrom] = first;
      return { decimal: this.#ungrouped ? mark : mark === ',' ? '.' : ',', guessedFrom };
    }
    const decimal = delimiter === ';' ? ',' : delimiter === ',' ? '.' : decimalOfLocale(locale);
    return first ? { decimal, guessedFrom: first[1] } : { decimal };
  }
}
