import type { IssueCode } from '../../core/errors.js';
import type { LeftOutCode, Needs } from '../../core/measures/types.js';
import type { Formatter } from '../format.js';

export type Params = Readonly<Record<string, string | number | readonly string[]>>;

export interface Place {
  readonly line?: number;
  readonly column?: string | number;
  readonly dealId?: string;
  /** How often it occurred, where repeats were folded into one. */
  readonly count?: number;
}

/** A heading and the reason below it, for the states in which nothing can be drawn. */
export interface StateWords {
  readonly title: string;
  readonly reason: string;
}

/** What happened, and what to do about it. */
export interface Words {
  readonly happened: string;
  readonly todo?: string;
}

/** Why nothing, or only old data, is shown, beside what can be said of the file itself. */
export type ProblemCode =
  | 'load-failed'
  | 'no-data'
  | 'provider-unknown'
  | 'provider-ambiguous'
  | 'protocol-mismatch'
  | 'summary-lacks';

type Sentence = (params: Params, format: Formatter) => Words;

/** What is wrong with the data, or missing in it. A code without words does not compile. */
export interface ProblemMessages {
  readonly issues: Readonly<Record<IssueCode, Sentence>>;
  readonly problems: Readonly<Record<ProblemCode, Sentence>>;
  /** A code that this version has no words for. */
  readonly unknown: (facts: { readonly code: string }) => Words;
  /** "Line 214, column “Entered”"; `''` where neither is known. */
  readonly where: (place: Place, format: Formatter) => string;
  readonly leftOut: Readonly<
    Record<LeftOutCode, (facts: { readonly n: number }, format: Formatter) => string>
  >;
  readonly empty: StateWords;
  readonly emptyFiltered: StateWords;
  readonly needs: Readonly<Record<Needs, StateWords>>;
  readonly staleNote: (facts: { readonly at: string; readonly reason: string }) => string;
  /** Head of the expandable notice: how many findings there are. */
  readonly issuesFound: (facts: { readonly count: number }, format: Formatter) => string;
  /** The same where nothing is wrong, but something was assumed. */
  readonly notesFound: (facts: { readonly count: number }, format: Formatter) => string;
  readonly moreIssues: (facts: { readonly count: number }, format: Formatter) => string;
  readonly times: (facts: { readonly count: number }, format: Formatter) => string;
}
