import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Pipeline } from '../../core/model.js';
import type { BoardMessages } from '../../locales/messages/board.js';
import type { MovingMessages } from '../../locales/messages/moving.js';
import type { DerivedColumn } from './derive.js';
import type { BoardMoves } from './moves.js';

/** The select that stands for the columns where there is room for one; hidden elsewhere. */
export function renderChooser(
  columns: readonly DerivedColumn[],
  chosen: string,
  words: BoardMessages,
  onChoose: (key: string) => void,
): TemplateResult {
  return html`<label class="chooser">
    <span class="hidden">${words.stageSelect}</span>
    <select @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}>
      ${columns.map(
        ({ row, model }) =>
          html`<option value=${row.stage} .selected=${row.stage === chosen}>
            ${words.stageOption({ stage: model.name, count: model.count })}
          </option>`,
      )}
    </select>
  </label>`;
}

/** Which of several pipelines is shown. */
export function renderPipelines(
  pipelines: readonly Pipeline[],
  shown: string,
  label: string,
  onChoose: (id: string) => boolean,
): TemplateResult {
  return html`<label class="pipelines" part="pipelines"
    ><span>${label}</span
    ><select
      @change=${({ target }: Event) => {
        const select = target as HTMLSelectElement;
        if (!onChoose(select.value)) select.value = shown;
      }}
    >
      ${pipelines.map(
        ({ id, name }) => html`<option value=${id} .selected=${id === shown}>${name || id}</option>`,
      )}
    </select></label
  >`;
}

/** After a move: what was done, with a way back; or what was refused, and why. */
export function renderBar(moves: BoardMoves, words: BoardMessages, moving: MovingMessages): unknown {
  const { bar } = moves;
  if (!bar) return nothing;
  const labels = {
    undo: words.undo,
    again: moving.retry,
    retry: moving.retry,
    giveUp: moving.giveUp,
    close: words.close,
  };
  return html`<div
    class="bar"
    part="undo"
    @pointerenter=${() => moves.keepBar()}
    @pointerleave=${() => moves.leaveBar()}
    @focusin=${() => moves.keepBar()}
    @focusout=${() => moves.leaveBar()}
  >
    <span class="bar-words"
      >${bar.words.map((piece) =>
        typeof piece === 'string'
          ? piece
          : 'strong' in piece
            ? html`<b><bdi>${piece.strong}</bdi></b>`
            : html`<bdi>${piece.name}</bdi>`,
      )}</span
    >
    ${bar.actions.map(
      (action) => html`<button type="button" @click=${() => moves.act(action)}>${labels[action]}</button>`,
    )}
    ${bar.actions.includes('undo')
      ? html`<kbd>${words.undoKey({ apple: /^(Mac|iP)/.test(navigator.platform) })}</kbd>`
      : nothing}
  </div>`;
}
