import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Problem } from '../../context/types.js';
import type { DataIssue } from '../../core/errors.js';
import type { LeftOut, Needs } from '../../core/measures/types.js';
import { problems as english } from '../../locales/en/problems.js';
import type { Formatter } from '../../locales/format.js';
import type { ProblemMessages, StateWords, Words } from '../../locales/messages/problems.js';
import type { EmptyState } from './frame-types.js';

export { english };

/** The issues listed at once; the rest is counted. */
const ISSUES_SHOWN = 20;
/** Trying again changes nothing about these: the page itself has to. */
const CONFIG_PROBLEMS: ReadonlySet<string> = new Set([
  'no-data',
  'provider-unknown',
  'provider-ambiguous',
  'protocol-mismatch',
  'data-as-attribute',
]);

export const canRetry = ({ code }: Problem): boolean => !CONFIG_PROBLEMS.has(code);

/** What is wrong with the data, or missing in it, in words: loaded when there is something to say. */
export class Findings {
  readonly #words: ProblemMessages;
  readonly #format: Formatter;

  constructor(words: ProblemMessages, format: Formatter) {
    this.#words = words;
    this.#format = format;
  }

  problem(problem: Problem): StateWords {
    const { happened, todo = '' } = this.#sentenceFor(problem);
    return { title: withPlace(happened, this.#words.where(problem, this.#format)), reason: todo };
  }

  /** @param hasDeals there are deals, but none of them counts here */
  empty(state: EmptyState, hasDeals: boolean): StateWords {
    const { needs, emptyFiltered, empty } = this.#words;
    if (state !== 'empty') return needs[state.slice('needs-'.length) as Needs];
    return hasDeals ? emptyFiltered : empty;
  }

  leftOut({ code, n }: LeftOut): string {
    return this.#words.leftOut[code]({ n }, this.#format);
  }

  stale(problem: Problem, at: string): string {
    return this.#words.staleNote({ at, reason: this.problem(problem).title });
  }

  /** The expandable list of what was found in the data: first what is wrong, then what was assumed. */
  notice(issues: readonly DataIssue[]): TemplateResult {
    const words = this.#words;
    const wrong = issues.filter(({ severity }) => severity !== 'note');
    const listed = [...wrong, ...issues.filter(({ severity }) => severity === 'note')];
    const more = listed.length - ISSUES_SHOWN;
    const isWrong = wrong.length > 0;
    const count = (isWrong ? wrong : issues).reduce((sum, issue) => sum + (issue.count ?? 1), 0);
    return html`<details class="notice" part="notice">
      <summary>
        <bdi>${(isWrong ? words.issuesFound : words.notesFound)({ count }, this.#format)}</bdi>
      </summary>
      <ul>
        ${listed.slice(0, ISSUES_SHOWN).map((issue) => html`<li>${this.#line(issue)}</li>`)}
        ${more > 0 ? html`<li>${words.moreIssues({ count: more }, this.#format)}</li>` : nothing}
      </ul>
    </details>`;
  }

  #line(issue: DataIssue): string {
    const words = this.#words;
    const { happened, todo } = this.#sentenceFor(issue);
    const { count = 1 } = issue;
    return [
      `${withPlace(happened, words.where(issue, this.#format))}.`,
      ...(count > 1 ? [words.times({ count }, this.#format)] : []),
      ...(todo ? [todo] : []),
    ].join(' ');
  }

  /** A code of a later version has no words here. */
  #sentenceFor({ code, params }: Pick<Problem, 'code' | 'params'>): Words {
    const { issues, problems, unknown } = this.#words;
    const known: Readonly<Record<string, ProblemMessages['issues'][DataIssue['code']]>> = {
      ...issues,
      ...problems,
    };
    return Object.hasOwn(known, code)
      ? (known[code] as (typeof known)[string])(params, this.#format)
      : unknown({ code });
  }
}

const withPlace = (happened: string, place: string): string => (place ? `${happened} (${place})` : happened);
