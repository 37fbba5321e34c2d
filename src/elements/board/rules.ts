import { checkMove } from '../../core/rules/check-move.js';
import type { Ask } from '../../core/rules/criteria.js';
import type { RuleFinding } from '../../core/rules/sequence.js';
import { hasRules, violationsOf } from '../../core/rules/violations.js';
import type { Criterion, Deal, Pipeline, Provenance } from '../../core/model.js';
import type { Formatter } from '../../locales/format.js';
import type { MovingMessages } from '../../locales/messages/moving.js';

/** What the rules of a pipeline say to moving some deals to a stage. */
export interface Ruling {
  /** Why it is not allowed. */
  readonly refusal?: string;
  /** What is said although it is allowed. */
  readonly warning?: string;
  /** What is asked for before: of each deal. */
  readonly asks: readonly { readonly deal: Deal; readonly asks: readonly Ask[] }[];
  /** Labels of what is not answered yet. */
  readonly open: readonly string[];
}

/** What a criterion is called. */
export const labelOf = ({ label, field }: Criterion, words: MovingMessages): string =>
  label || (field === 'lostReason' ? words.lostReason : field);

/** Whether a question has to be put: it is not answered, or not well enough. */
export const isOpenAsk = ({ met, value }: Ask): boolean => !met || value === undefined;

/** @param deals of the pipeline; of several the first reason found is given */
export function ruleOn(
  pipeline: Pipeline,
  deals: readonly Deal[],
  toStage: string,
  words: MovingMessages,
  format: Formatter,
): Ruling {
  const checks = deals.map((deal) => ({ deal, ...checkMove(pipeline, deal, toStage) }));
  const [refusal] = checks.flatMap(({ refusals }) => refusals);
  const [warning] = checks.flatMap(({ warnings }) => warnings);
  const open = checks.flatMap(({ asks }) => asks.filter(isOpenAsk).map(({ criterion }) => criterion));
  return {
    ...(refusal && { refusal: reasonOf(refusal, words, format) }),
    ...(warning && { warning: reasonOf(warning, words, format) }),
    asks: checks.map(({ deal, asks }) => ({ deal, asks })),
    open: [...new Set(open.map((criterion) => labelOf(criterion, words)))],
  };
}

function reasonOf(finding: RuleFinding, words: MovingMessages, format: Formatter): string {
  return finding.code === 'stages-skipped'
    ? words.skipped({ stages: finding.stages.map(({ name }) => name) }, format)
    : words.backwards({ from: finding.from.name });
}

/** Which deals do not keep the rules, however they got where they are. Kept for each deal as long as it stays the same. */
export class BrokenRules {
  readonly #known = new WeakMap<Pipeline, WeakMap<Deal, string>>();
  readonly #isBroken = new WeakMap<Pipeline, WeakMap<Deal, boolean>>();
  #words: MovingMessages | undefined;
  #counted: { readonly deals: readonly Deal[]; readonly pipeline: Pipeline; readonly n: number } | undefined;

  /** In words, for the deal's card; `''`: it keeps them all. */
  of(
    pipeline: Pipeline,
    deal: Deal,
    history: Provenance['history'] | undefined,
    words: MovingMessages,
    format: Formatter,
  ): string {
    if (!hasRules(pipeline)) return '';
    let known = this.#words === words ? this.#known.get(pipeline) : undefined;
    if (!known) this.#known.set(pipeline, (known = new WeakMap<Deal, string>()));
    this.#words = words;
    let text = known.get(deal);
    if (text === undefined) {
      text = violationsOf(pipeline, deal, history)
        .map((found) => {
          if (found.code === 'stages-skipped')
            return words.hasSkipped({ stages: found.stages.map(({ name }) => name) }, format);
          if (found.code === 'stage-backwards') return words.wentBack({ from: found.from.name });
          const labels = found.missing.map(({ criterion }) => labelOf(criterion, words));
          return words.missing({ labels: [...new Set(labels)] }, format);
        })
        .join(', ');
      known.set(deal, text);
    }
    return text;
  }

  /** How many of the deals do not keep the rules. Counted once for the same list. */
  count(pipeline: Pipeline, deals: readonly Deal[], history: Provenance['history'] | undefined): number {
    if (!hasRules(pipeline)) return 0;
    const last = this.#counted;
    if (last?.deals === deals && last.pipeline === pipeline) return last.n;
    // Of thousands of deals a move replaces one: the others are known.
    let known = this.#isBroken.get(pipeline);
    if (!known) this.#isBroken.set(pipeline, (known = new WeakMap<Deal, boolean>()));
    let n = 0;
    for (const deal of deals) {
      let isBroken = known.get(deal);
      if (isBroken === undefined) {
        isBroken = violationsOf(pipeline, deal, history).length > 0;
        known.set(deal, isBroken);
      }
      if (isBroken) n += 1;
    }
    this.#counted = { deals, pipeline, n };
    return n;
  }
}
