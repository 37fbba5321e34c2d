import type { DealPatch, PipelineGateDetail } from '../../context/types.js';
import type { DealFacts } from '../../core/view/types.js';
import type { Gate } from './gate.js';
import type { MovingAccess } from './moving-access.js';
import type { MovedDeal } from './moves.js';
import type { Place } from './places.js';
import { isOpenAsk, ruleOn } from './rules.js';
import type { Ruling } from './rules.js';

/** Only boards that ask something load it. */
const loadGate = () => import('./gate.js');

/** What is asked before a move: the rules of the pipeline, then its user. */
export class BoardAsking {
  readonly #host: HTMLElement;
  readonly #access: MovingAccess;
  #gate: Gate | undefined;
  /** A host asks: cancels that. */
  #release: (() => void) | undefined;
  /** What the rules say to what hangs over the board, by place. */
  #rulings: { readonly key: string; readonly by: Map<string, Ruling> } | undefined;

  constructor(host: HTMLElement, access: MovingAccess) {
    this.#host = host;
    this.#access = access;
  }

  /** The dialog that is open is cancelled, also that of a host. */
  close(): void {
    this.#gate?.close();
    this.#release?.();
  }

  rule(facts: readonly DealFacts[], target: string): Ruling {
    const { state } = this.#access;
    const { pipeline } = this.#access.snapshot();
    const place = state.place(target);
    const to = place && state.stageOf(place);
    // Rules are about stages: what is no move to one is not asked about.
    if (!pipeline || to === undefined) return { asks: [], open: [] };
    const deals = facts.filter(({ stage }) => stage !== to).map(({ deal }) => deal);
    return ruleOn(pipeline, deals, to, this.#access.moving(), this.#access.format());
  }

  /** Kept while the same cards hang over the board: each drawing asks for each column. */
  ruling(ids: readonly string[], target: string): Ruling {
    const { state } = this.#access;
    const facts = ids.flatMap((id) => state.find(id) ?? []);
    const key = JSON.stringify(facts.map(({ deal, stage }) => [deal.id, stage, deal.updatedAt]));
    if (this.#rulings?.key !== key) this.#rulings = { key, by: new Map() };
    let ruling = this.#rulings.by.get(target);
    if (!ruling) this.#rulings.by.set(target, (ruling = this.rule(facts, target)));
    return ruling;
  }

  /** @returns what the answers change; undefined: it was cancelled */
  async ask(
    ruling: Ruling,
    to: Place,
    deals: readonly MovedDeal[],
  ): Promise<readonly DealPatch[] | undefined> {
    const root = this.#host.shadowRoot;
    if (ruling.open.length === 0 || !root) return [];
    this.close();
    // Of several deals those that have answered everything are not asked again.
    const asked = ruling.asks.filter(({ asks }) => asks.some(isOpenAsk));
    const answered = this.#askHost(asked, this.#access.state.stageOf(to) ?? '', deals);
    if (answered) return answered;
    const { Gate } = await loadGate();
    if (!this.#host.isConnected) return undefined;
    const words = this.#access.moving();
    const format = this.#access.format();
    const called = { deal: deals[0]?.label ?? '', n: deals.length };
    const gate = (this.#gate = new Gate({
      title: words.gate.title({ ...called, stage: to.name }, format),
      asked,
      words,
      format,
      lang: this.#access.lang(),
    }));
    const answer = await gate.open(root);
    if (this.#gate === gate) this.#gate = undefined;
    return answer;
  }

  /** @returns undefined: the host does not want to ask by itself */
  #askHost(
    asked: Ruling['asks'],
    toStage: string,
    deals: readonly MovedDeal[],
  ): Promise<readonly DealPatch[] | undefined> | undefined {
    let release: () => void = () => undefined;
    let resolve: (changes: readonly DealPatch[] | undefined) => void = () => undefined;
    const answered = new Promise<readonly DealPatch[] | undefined>((done) => (resolve = done));
    const answer = (changes: readonly DealPatch[] | null): void => {
      if (this.#release === release) this.#release = undefined;
      resolve(changes ?? undefined);
    };
    const detail: PipelineGateDetail = {
      dealIds: deals.map(({ id }) => id),
      toStage,
      asks: asked.map(({ deal, asks }) => ({
        dealId: deal.id,
        criteria: asks.filter(isOpenAsk).map(({ criterion }) => criterion),
      })),
      answer,
    };
    release = () => answer(null);
    const event = new CustomEvent('pipeline-gate-open', {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (this.#host.dispatchEvent(event)) return undefined;
    this.#release = release;
    return answered;
  }
}
