import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import type { Deal } from '../../core/model.js';
import type { Ask } from '../../core/rules/criteria.js';
import type { DealPatch } from '../../context/types.js';
import type { Formatter } from '../../locales/format.js';
import type { MovingMessages } from '../../locales/messages/moving.js';
import { gateFields, patchesOf, readAnswer, shownValue } from './gate-answers.js';
import type { Answer, AnswerFault, GateField } from './gate-answers.js';
import { gateStyles } from './gate.styles.js';
import { labelOf } from './rules.js';

/** A noun, and the word for which dialog it is. */
const PARTS = 'dialog gate';

export interface GateOptions {
  readonly title: string;
  readonly asked: readonly { readonly deal: Deal; readonly asks: readonly Ask[] }[];
  readonly words: MovingMessages;
  readonly format: Formatter;
  /** Where the board's language is not the one around it. */
  readonly lang?: string;
}

/**
 * Puts the questions of a stage before a move, in a modal dialog of the board's own shadow root. It ends with the
 * answers or, cancelled by its button, Escape or the board's end, with nothing.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #fields: readonly GateField[];
  readonly #box = document.createElement('div');
  readonly #faults = new Map<string, AnswerFault>();
  #end: (patches: readonly DealPatch[] | undefined) => void = () => undefined;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#fields = gateFields(options.asked);
  }

  /** @returns what the answers change; undefined: it was cancelled */
  open(root: ShadowRoot): Promise<readonly DealPatch[] | undefined> {
    const { styleSheet } = gateStyles;
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
    root.append(this.#box);
    this.#draw();
    return new Promise((resolve) => {
      this.#end = (patches) => {
        this.#end = () => undefined;
        const dialog = this.#dialog;
        if (dialog?.open) dialog.close();
        this.#box.remove();
        resolve(patches);
      };
      this.#dialog?.showModal();
      // The first thing to do, and not merely the first field.
      const open = this.#fields.findIndex(({ value }) => value === undefined);
      this.#entry(Math.max(0, open))?.focus();
    });
  }

  /** Cancels it. */
  close(): void {
    this.#end(undefined);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#box.querySelector('dialog');
  }

  get #decimal(): '.' | ',' {
    return this.#number(1.5).includes(',') ? ',' : '.';
  }

  #entry(at: number): HTMLInputElement | HTMLSelectElement | null {
    return this.#box.querySelector(`#gate-${at}`);
  }

  #draw(): void {
    const { title, words, lang } = this.#options;
    const { gate } = words;
    const n = this.#faults.size;
    render(
      html`<dialog
        class="gate"
        part=${PARTS}
        lang=${lang ?? nothing}
        aria-labelledby="gate-title"
        @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
        @cancel=${(event: Event) => {
          event.preventDefault();
          this.close();
        }}
        @close=${() => this.close()}
      >
        <form novalidate @submit=${(event: Event) => this.#onSubmit(event)}>
          <h2 id="gate-title"><bdi>${title}</bdi></h2>
          ${this.#fields.map((field, at) => this.#renderField(field, at))}
          <p class="gate-faults" role="alert">
            ${n > 0 ? gate.faults({ n }, this.#options.format) : nothing}
          </p>
          <div class="gate-buttons">
            <button type="button" data-gate="cancel" @click=${() => this.close()}>${gate.cancel}</button>
            <button type="submit" data-gate="submit">${gate.submit}</button>
          </div>
        </form>
      </dialog>`,
      this.#box,
    );
  }

  #renderField(field: GateField, at: number): TemplateResult {
    const { criterion } = field;
    const { words } = this.#options;
    const { errors, required } = words.gate;
    const fault = this.#faults.get(criterion.field);
    const id = `gate-${at}`;
    const label = html`<label for=${id}
      ><bdi>${labelOf(criterion, words)}</bdi>${criterion.required
        ? html` <span class="gate-required" aria-hidden="true">(${required})</span>`
        : nothing}</label
    >`;
    const error =
      fault === undefined
        ? nothing
        : html`<p class="gate-error" id=${`${id}-error`}>
            ${fault === 'number' ? errors.number({ example: this.#number(1234.5) }) : errors[fault]}
          </p>`;
    const entry = this.#renderEntry(field, id, fault !== undefined);
    return criterion.type === 'checkbox'
      ? html`<div class="gate-field tick">${entry}${label}${error}</div>`
      : html`<div class="gate-field">
          ${label}
          <div class="gate-entry">
            ${entry}${field.currency === undefined ? nothing : html`<span>${field.currency}</span>`}
          </div>
          ${error}
        </div>`;
  }

  #renderEntry({ criterion, value }: GateField, id: string, isFaulty: boolean): TemplateResult {
    const { type, required, options = [] } = criterion;
    const shown = shownValue(criterion, value);
    const invalid = isFaulty ? 'true' : nothing;
    const error = isFaulty ? `${id}-error` : nothing;
    const must = required ? 'true' : nothing;
    switch (type) {
      case 'checkbox':
        return html`<input
          id=${id}
          type="checkbox"
          ?checked=${shown === true}
          aria-required=${must}
          aria-invalid=${invalid}
          aria-describedby=${error}
        />`;
      case 'select': {
        // An answer from elsewhere that is not on the list is not lost without a word: it can't be chosen again.
        return html`<select id=${id} aria-required=${must} aria-invalid=${invalid} aria-describedby=${error}>
          <option value="">${this.#options.words.gate.choose}</option>
          ${options.map((one) => html`<option value=${one} ?selected=${one === shown}>${one}</option>`)}
        </select>`;
      }
      default:
        return html`<input
          id=${id}
          type=${type === 'date' ? 'date' : 'text'}
          inputmode=${type === 'number' || type === 'money' ? 'decimal' : nothing}
          autocomplete="off"
          value=${typeof shown === 'number' ? this.#number(shown) : (shown ?? '')}
          aria-required=${must}
          aria-invalid=${invalid}
          aria-describedby=${error}
        />`;
    }
  }

  /** As it is typed in: without marks between thousands. */
  #number(value: number): string {
    return this.#options.format.number(value, { useGrouping: false, maximumFractionDigits: 6 });
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    const answers = new Map<string, Answer>();
    this.#faults.clear();
    let firstFault: number | undefined;
    for (const [at, field] of this.#fields.entries()) {
      const entry = this.#entry(at);
      const isTick = entry instanceof HTMLInputElement && entry.type === 'checkbox';
      // A date that is half typed in is an empty text to the page.
      const isHalf = entry?.validity.badInput === true;
      const read = isHalf
        ? ({ fault: 'date' } as const)
        : readAnswer(field, isTick ? entry.checked : (entry?.value ?? ''), this.#decimal);
      if ('fault' in read) {
        this.#faults.set(field.criterion.field, read.fault);
        firstFault ??= at;
      } else answers.set(field.criterion.field, read.value);
    }
    if (firstFault === undefined) return this.#end(patchesOf(this.#fields, answers));
    this.#draw();
    this.#entry(firstFault)?.focus();
  }
}
