import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RefusalCode } from '../../context/requests.js';
import type { DealPatch, PipelineRequestDetails, RequestResult } from '../../context/types.js';
import type { Formatter } from '../../locales/format.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { MovingMessages } from '../../locales/messages/moving.js';
import { say } from '../../locales/say.js';
import type { Said } from '../../locales/say.js';

export interface MoveStage {
  readonly key: string;
  readonly name: string;
}

export interface MovedDeal {
  readonly id: string;
  /** What the deal is called. */
  readonly label: string;
  readonly from: MoveStage;
}

/** A move that is asked for: one request for all of its deals. */
export interface Move {
  readonly deals: readonly MovedDeal[];
  readonly to: MoveStage;
  /** What a gate has asked for. */
  readonly changes?: readonly DealPatch[];
  /** Place of the first of them in `to`, where the source keeps an order by hand. */
  readonly index?: number;
  /** Its place is said too: it was looked for by keyboard. */
  readonly placed?: boolean;
  /** What a rule that only warns says to it. */
  readonly warning?: string;
}

/** What floats at the bottom end after a move, and what its buttons do. */
export interface Bar {
  readonly words: Said;
  readonly actions: readonly ('undo' | 'again' | 'retry' | 'giveUp' | 'close')[];
}

export interface MovesOptions {
  readonly messages: () => BoardMessages;
  readonly moving: () => MovingMessages;
  readonly format: () => Formatter;
  readonly request: (detail: PipelineRequestDetails['pipeline-deal-move-request']) => Promise<RequestResult>;
  readonly undo: () => Promise<RequestResult>;
  readonly late: () => ReadonlySet<string>;
  /** A save that takes long. */
  readonly ask: (what: 'retry' | 'cancel') => Promise<RequestResult>;
  /** The stage that shows the deal now. */
  readonly isIn: (deal: string, stage: string) => boolean;
  /** Where the deal is now. */
  readonly stageOf: (deal: string) => MoveStage | undefined;
  readonly count: (stage: string) => number;
  /** Its place in a stage, from 0. */
  readonly indexIn: (stage: string, deal: string) => number;
}

/** How long the bar stays, in ms. Undo by keyboard goes on working after it. */
const BAR_TIME = 20_000;

interface Running extends Move {
  applied: boolean;
  /** It was said that its save takes long. */
  late: boolean;
}

/**
 * What becomes of moves: one path for drag, menu and keyboard. A move is said when it shows, which is at once unless
 * the host takes its time; when it is refused, overtaken or rolled back, that is said with the reason.
 */
export class BoardMoves implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: MovesOptions;
  readonly #running = new Set<Running>();
  #bar: Bar | undefined;
  /** The move that could not be saved, for another try. */
  #failed: Move | undefined;
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
    for (const { deals, to } of this.#running) {
      const own = deals.find(({ id }) => id === deal);
      if (own) return [to.key, own.from.key];
    }
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
    const { deals, to, changes = [], index } = move;
    if (deals.length === 0) return;
    this.hideBar();
    const running: Running = { ...move, applied: false, late: false };
    this.#running.add(running);
    const result = await this.#options.request({
      moves: deals.map(({ id: dealId, from }, at) => ({
        dealId,
        fromStage: from.key,
        toStage: to.key,
        ...(index !== undefined && { index: index + at }),
      })),
      ...(changes.length > 0 && { changes }),
    });
    if (result.ok) {
      if (!running.applied) this.#applied(running);
      else if (running.late) this.say(this.#moving.savedAfterAll(this.#moved(move), this.#format));
    } else this.#refused(running, result.reason);
    // Still known while the host draws what became of it: the card is looked for at both ends.
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#running.delete(running);
  }

  /** A move that is not even asked for, because a rule is against it. */
  refuse(move: Move, reason: string): void {
    this.#refused({ ...move, applied: false, late: false }, reason);
  }

  async undo(): Promise<void> {
    this.hideBar();
    const result = await this.#options.undo();
    const { messages } = this.#options;
    const text = result.ok
      ? messages().saidUndone
      : messages().saidUndoFailed({ reason: this.wordsOf(result.reason) });
    this.say(text);
    if (!result.ok) this.#show({ words: say`${text}`, actions: ['close'] });
  }

  /** What a button of the bar does. */
  act(action: Bar['actions'][number]): void {
    const failed = this.#failed;
    if (action === 'undo') void this.undo();
    else if (action === 'retry') void this.#options.ask('retry');
    else if (action === 'giveUp') void this.#options.ask('cancel');
    else {
      this.hideBar();
      if (action === 'again' && failed) void this.move(failed);
    }
  }

  hideBar(): void {
    clearTimeout(this.#timer);
    this.#failed = undefined;
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
    const { bar } = this;
    if (bar && !bar.actions.includes('retry')) this.#timer = setTimeout(() => this.hideBar(), BAR_TIME);
  }

  /** Called with the figures that are about to be drawn. */
  noticeApplied(): void {
    for (const move of this.#running) {
      if (!move.applied && move.deals.every(({ id }) => this.#options.isIn(id, move.to.key)))
        this.#applied(move);
    }
    this.#noticeLate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#bar = undefined;
  }

  /** The kit's own refusals are codes; what a host gives as its reason is a sentence, and stands as it is. */
  wordsOf(reason: string | undefined): string {
    const known: Readonly<Record<RefusalCode, string>> = this.#options.messages().refusals;
    const code = reason || 'failed';
    const words = Object.hasOwn(known, code) ? known[code as RefusalCode] : code;
    return words.replace(/[.\s]+$/, '');
  }

  get #moving(): MovingMessages {
    return this.#options.moving();
  }

  get #format(): Formatter {
    return this.#options.format();
  }

  #moved({ deals }: Move): { readonly deal: string; readonly n: number } {
    return { deal: deals[0]?.label ?? '', n: deals.length };
  }

  #applied(move: Running): void {
    move.applied = true;
    const { deals, to, warning } = move;
    const { messages, count } = this.#options;
    const [first] = deals;
    if (!first) return;
    const { n, deal } = this.#moved(move);
    const format = this.#format;
    const toCount = count(to.key);
    const fromCount = count(first.from.key);
    const facts = { deal, from: first.from.name, to: to.name };
    const place = {
      stage: to.name,
      position: this.#options.indexIn(to.key, first.id) + 1,
      of: toCount,
    };
    const said =
      n > 1
        ? this.#moving.movedMany({ n, to: to.name, toCount }, format)
        : first.from.key === to.key
          ? this.#moving.placed({ deal, n, ...place }, format)
          : move.placed && place.position > 0
            ? this.#moving.dropped({ deal, n, ...place, from: first.from.name, fromCount, toCount }, format)
            : messages().saidMoved({ ...facts, fromCount, toCount }, format);
    const note = warning === undefined ? '' : ` ${this.#moving.warned({ reason: warning })}`;
    this.#said = said + note;
    const words = n > 1 || first.from.key === to.key ? say`${said}` : messages().movedTo(facts);
    this.#show({ words: note ? say`${words}.${note}` : words, actions: ['undo'] });
  }

  #refused(move: Running, reason: string | undefined): void {
    const { deals, to, applied } = move;
    const [first] = deals;
    if (!first) return;
    const words = this.wordsOf(reason);
    const { n, deal } = this.#moved(move);
    const facts = { deal, from: first.from.name, to: to.name, reason: words };
    const messages = this.#options.messages();
    const now = this.#options.stageOf(first.id);
    // Somebody else's change came while ours was being saved, or before it was even asked for.
    const isOvertaken = (applied && reason === 'conflict') || reason === 'stage-stale';
    const text =
      isOvertaken && n === 1 && now
        ? this.#moving.overtaken({ deal, stage: now.name })
        : n > 1
          ? this.#moving[applied ? 'rolledBackMany' : 'refusedMany']({ n, reason: words }, this.#format)
          : applied
            ? messages.saidRolledBack(facts)
            : messages.saidRefused(facts);
    this.say(text);
    const canTryAgain = applied && reason !== 'conflict' && reason !== 'superseded' && reason !== 'cancelled';
    this.#show({ words: say`${text}`, actions: canTryAgain ? ['again', 'close'] : ['close'] });
    this.#failed = canTryAgain ? { ...move, placed: false } : undefined;
  }

  /** A save that takes long is said once, and its bar stays until it has ended one way or the other. */
  #noticeLate(): void {
    const late = this.#options.late();
    for (const move of this.#running) {
      if (move.late || !move.applied || !move.deals.some(({ id }) => late.has(id))) continue;
      move.late = true;
      const text = this.#moving.late(this.#moved(move), this.#format);
      this.#said = text;
      this.#show({ words: say`${text}`, actions: ['retry', 'giveUp'] });
    }
    if (late.size === 0 && this.#bar?.actions.includes('retry')) this.#bar = undefined;
  }

  #show(bar: Bar): void {
    this.#bar = bar;
    this.leaveBar();
    this.#host.requestUpdate();
  }
}
