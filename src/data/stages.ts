import type { Pipeline, Stage, StageKind } from '../core/model.js';
import type { IssueList } from './issues.js';
import { nameKey } from './labels.js';
import { closedKindOf, knownOrder } from './presets/stage-names.js';

/** What the rows of a table say about one stage, gathered before any stage is decided on. */
export interface StageFacts {
  id: string;
  readonly name: string;
  /** How often each probability occurs. */
  readonly probabilities: Map<number, number>;
  /** Rows that say themselves whether they are open, won or lost (`closed`: one of the two). */
  readonly says: Record<StageKind | 'closed', number>;
  /** Made up for deals that are won or lost by their status. */
  readonly made?: 'won' | 'lost';
}

export interface PipelineFacts {
  readonly id: string;
  name: string;
  /** By folded name or id, in order of first appearance. */
  readonly stages: Map<string, StageFacts>;
}

export function newStageFacts(id: string, name: string, made?: 'won' | 'lost'): StageFacts {
  const facts = {
    id,
    name,
    probabilities: new Map<number, number>(),
    says: { open: 0, won: 0, lost: 0, closed: 0 },
  };
  return made ? { ...facts, made } : facts;
}

/** Two spellings of a stage that differ in case or spaces are one stage. */
export function foldName(name: string): string {
  return (/\s\s|[^\S ]/.test(name) ? name.replace(/\s+/g, ' ') : name).toLowerCase();
}

/** `"Prospecting, Engaging; Won"` as a list; empty parts are dropped. */
export function parseStageList(stages: readonly string[] | string | undefined): readonly string[] {
  const list = typeof stages === 'string' ? stages.split(/[,;\n]/) : (stages ?? []);
  return list.map((name) => String(name).trim()).filter((name) => name !== '');
}

interface Draft {
  readonly facts: StageFacts;
  kind: StageKind;
  /** Some column, not a name, says so. */
  known: boolean;
}

/**
 * The stages of a pipeline: their kinds, then their order.
 *
 * Kinds: what the rows say (closed, won, status), else a probability of 1 or 0, else a CRM's default name of a
 * closed stage (note `kind-inferred`), else open; if no stage is closed and no column denies it, `kind-unknown`.
 * Order: the given list, else ascending probability, else a known order of a CRM or of common words, else first appearance (`stage-order-guessed`);
 * won and lost stand at the end. Where a list is given, stages it leaves out are not part of the pipeline.
 */
export function decidePipeline(facts: PipelineFacts, given: readonly string[], issues: IssueList): Pipeline {
  const listed = given.length > 0 ? pick(facts, given) : undefined;
  const drafts = decideKinds(listed ?? [...facts.stages.values()], issues);
  const ordered = listed ? drafts : order(drafts, facts, issues);
  return {
    id: facts.id,
    name: facts.name,
    stages: Object.freeze(ordered.map(toStage)),
  };
}

function pick(facts: PipelineFacts, given: readonly string[]): readonly StageFacts[] {
  const picked = new Map<string, StageFacts>();
  for (const name of given) {
    const key = foldName(name);
    const byName = [...facts.stages.values()].find((stage) => foldName(stage.name) === key);
    const stage = facts.stages.get(key) ?? byName ?? newStageFacts(name, name);
    picked.set(stage.id, stage);
  }
  // Stages made up for won and lost are nobody's to list: they stay, at the end.
  for (const stage of facts.stages.values()) if (stage.made) picked.set(stage.id, stage);
  return [...picked.values()];
}

/** The probability that a stage stands for: the one that at least half of its rows have. */
export function typicalProbability(facts: StageFacts): number | undefined {
  let total = 0;
  let best: number | undefined;
  let most = 0;
  for (const [value, count] of facts.probabilities) {
    total += count;
    if (count > most) [best, most] = [value, count];
  }
  return most * 2 >= total ? best : undefined;
}

function medianProbability(facts: StageFacts): number | undefined {
  const sorted = [...facts.probabilities].sort((a, b) => a[0] - b[0]);
  const half = sorted.reduce((sum, [, count]) => sum + count, 0) / 2;
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= half) return value;
  }
  return undefined;
}

function decideKinds(stages: readonly StageFacts[], issues: IssueList): Draft[] {
  const values = new Set(stages.map(typicalProbability).filter((value) => value !== undefined));
  const lostByName = stages.some(
    (facts) => typicalProbability(facts) === 0 && closedKindOf(facts.name) === 'lost',
  );
  // Where deals are won and lost by status, no stage is a closed one, whatever its name.
  const byStatus = stages.some(({ made }) => made !== undefined);
  const drafts = stages.map((facts): Draft => {
    if (facts.made) return { facts, kind: facts.made, known: true };
    if (byStatus) return { facts, kind: 'open', known: true };
    const { open, won, lost, closed } = facts.says;
    const probability = typicalProbability(facts);
    const byName = closedKindOf(facts.name);
    if (open + won + lost + closed > 0) {
      if (open >= won + lost + closed) return { facts, kind: 'open', known: true };
      if (won + lost > 0) return { facts, kind: won >= lost ? 'won' : 'lost', known: true };
      // Closed, and nothing says how: by probability, then by name.
      return { facts, kind: probability === 1 || byName === 'won' ? 'won' : 'lost', known: true };
    }
    // A column with one and the same value everywhere is a default that nobody filled in; and where a stage of chance 0 is
    // called lost, another one with 0 may just be early.
    const early = probability === 0 && byName === undefined && lostByName;
    if (values.size > 1 && (probability === 1 || probability === 0) && !early) {
      return { facts, kind: probability === 1 ? 'won' : 'lost', known: true };
    }
    if (values.size > 1 && probability !== undefined) return { facts, kind: 'open', known: true };
    if (byName) issues.add('kind-inferred', { stage: facts.name, kind: byName }, { apart: facts.name });
    return { facts, kind: byName ?? 'open', known: false };
  });
  if (drafts.length > 0 && drafts.every(({ kind, known }) => kind === 'open' && !known))
    issues.add('kind-unknown');
  return drafts;
}

function order(drafts: readonly Draft[], { name }: PipelineFacts, issues: IssueList): readonly Draft[] {
  const open = drafts.filter((draft) => draft.kind === 'open');
  const closed = [
    ...drafts.filter((draft) => draft.kind === 'won'),
    ...drafts.filter((draft) => draft.kind === 'lost'),
  ];
  const chances = open.map(({ facts }) => medianProbability(facts));
  const rising = chances.every((chance) => chance !== undefined) && new Set(chances).size > 1;
  const places = rising ? chances : knownOrder(open.map(({ facts }) => facts.name));
  if (places) {
    const place = new Map(open.map((draft, index) => [draft, places[index] as number]));
    // Equal places stay in order of appearance: the sort is stable.
    open.sort((a, b) => (place.get(a) as number) - (place.get(b) as number));
  } else if (open.length > 1) {
    const stages = open.map(({ facts }) => facts.name);
    issues.add('stage-order-guessed', { stages, pipeline: name }, { apart: name });
  }
  return [...open, ...closed];
}

function toStage({ facts, kind }: Draft): Stage {
  const probability = kind === 'open' ? typicalProbability(facts) : undefined;
  return Object.freeze({
    id: facts.id,
    name: facts.name,
    kind,
    ...(probability === undefined ? {} : { probability }),
  });
}

/** The stage of a pipeline that a label or an internal name means. */
export function findStage(facts: PipelineFacts, name: string): StageFacts | undefined {
  const direct = facts.stages.get(foldName(name));
  if (direct) return direct;
  const key = nameKey(name);
  if (key === '') return undefined;
  for (const stage of facts.stages.values())
    if (nameKey(stage.name) === key || nameKey(stage.id) === key) return stage;
  return undefined;
}
