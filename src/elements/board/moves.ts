import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RefusalCode } from '../../context/requests.js';
import type { DealMove, RequestResult } from '../../context/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import { say } from '../../locales/say.js';
import type { Said } from '../../locales/say.js';

export interface MoveStage {
  readonly key: string;
  readonly name: string;
}

/** A move that is asked for. */
export interface Move {
  readonly deal: string;
  /** What the deal is called. */
  readonly label: string;
  readonly from: MoveStage;
  readonly to: MoveStage;
}

/** What floats at the bottom end after a move: done, with a way back; or refused, with the reason. */
export interface Bar {
  readonly words: Said;
  readonly undo: boolean;
}

export interface MovesOptions {
  readonly messages: () => BoardMessages;
  readonly format: () => Formatter;
  readonly request: (move: DealMove) => Promise<RequestResult>;
  readonly undo: () => Promise<RequestResult>;
  /** The stage that shows the deal now. */
  readonly isIn: (deal: string, stage: string) => boolean;
  readonly count: (stage: string) => number;
}

/** How long the bar stays, in ms. Undo by keyboard goes on working after it. */
const BAR_TIME = 20_000;

interface Running extends Move {
  applied: boolean;
}

/**
 * What becomes of moves: one path for drag, menu and keyboard. A move is said when it shows, which is at once unless
 * the host takes its time; when it is refused or rolled back, that is said with the reason.
 */
export class BoardMoves implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: MovesOptions;
  readonly #running = new Set<Running>();
  #bar: Bar | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said: string | undefined;

  constructor(host: ReactiveControllerHost, options: MovesOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get bar(): Bar | undefined {
    return this.#bar;
  }

  /** Where a running move takes or has taken this deal: both ends of it. */
  endsOf(deal: string): readonly string[] {
    for (const move of this.#running) if (move.deal === deal) return [move.to.key, move.from.key];
    return [];
  }

  /** What is to be announced, once. */
  takeSaid(): string | undefined {
    const said = this.#said;
    this.#said = undefined;
    return said;
  }

  say(text: string): void {
    this.#said = text;
    this.#host.requestUpdate();
  }

  async move(move: Move): Promise<void> {
    if (move.from.key === move.to.key) return;
    this.hideBar();
    const running: Running = { ...move, applied: false };
    this.#running.add(running);
    const { deal: dealId, from, to } = move;
    const result = await this.#options.request({ dealId, fromStage: from.key, toStage: to.key });
    if (result.ok) {
      if (!running.applied) this.#applied(running);
    } else {
      const { messages } = this.#options;
      const facts = { deal: move.label, from: from.name, to: to.name, reason: this.#wordsOf(result.reason) };
      const text = running.applied ? messages().saidRolledBack(facts) : messages().saidRefused(facts);
      this.say(text);
      this.#show({ words: say`${text}`, undo: false });
    }
    // Still known while the host draws what became of it: the card is looked for at both ends.
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#running.delete(running);
  }

  async undo(): Promise<void> {
    this.hideBar();
    const result = await this.#options.undo();
    const { messages } = this.#options;
    const text = result.ok
      ? messages().saidUndone
      : messages().saidUndoFailed({ reason: this.#wordsOf(result.reason) });
    this.say(text);
    if (!result.ok) this.#show({ words: say`${text}`, undo: false });
  }

  hideBar(): void {
    clearTimeout(this.#timer);
    if (!this.#bar) return;
    this.#bar = undefined;
    this.#host.requestUpdate();
  }

  /** While the pointer or the focus is on the bar it stays. */
  keepBar(): void {
    clearTimeout(this.#timer);
  }

  leaveBar(): void {
    clearTimeout(this.#timer);
    if (this.#bar) this.#timer = setTimeout(() => this.hideBar(), BAR_TIME);
  }

  /** Called with the figures that are about to be drawn. */
  noticeApplied(): void {
    for (const move of this.#running) {
      if (!move.applied && this.#options.isIn(move.deal, move.to.key)) this.#applied(move);
    }
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#bar = undefined;
  }

  #applied(move: Running): void {
    move.applied = true;
    const { messages, format, count } = this.#options;
    const facts = { deal: move.label, from: move.from.name, to: move.to.name };
    this.#said = messages().saidMoved(
      { ...facts, fromCount: count(move.from.key), toCount: count(move.to.key) },
      format(),
    );
    this.#show({ words: messages().movedTo(facts), undo: true });
  }

  #show(bar: Bar): void {
    this.#bar = bar;
    this.leaveBar();
    this.#host.requestUpdate();
  }

  /** The kit's own refusals are codes; what a host gives as its reason is a sentence, and stands as it is. */
  #wordsOf(reason: string | undefined): string {
    const known: Readonly<Record<RefusalCode, string>> = this.#options.messages().refusals;
    const code = reason || 'failed';
    const words = Object.hasOwn(known, code) ? known[code as RefusalCode] : code;
    return words.replace(/[.\s]+$/, '');
  }
}
