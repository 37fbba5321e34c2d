import { LitElement, html, nothing } from 'lit';
import '../../src/elements/provider/define.js';
import '../../src/elements/funnel/define.js';
import '../../src/elements/board/define.js';
import { PipelineError } from '../../src/core/errors.js';
import type { DataIssue } from '../../src/core/errors.js';
import { GENERIC } from '../../src/data/presets/index.js';
import { FIELD_NAMES, type FieldMap, type FieldName } from '../../src/data/fields.js';
import { readPipelineData, type ReadResult } from '../../src/data/index.js';
import { problems as words } from '../../src/locales/en/problems.js';
import { createFormatter } from '../../src/locales/format.js';
import type { Params, Words } from '../../src/locales/messages/problems.js';
import { damagedCsv, goodCsv } from './samples.js';
import './stories.css';

interface Chosen {
  readonly name: string;
  readonly input: Blob;
}

interface Failure {
  readonly sentence: Words;
  readonly issues: readonly DataIssue[];
}

/** Those that people correct; the others are shown where a column was found for them. */
const correctable: readonly FieldName[] = [
  'name',
  'stage',
  'pipeline',
  'amount',
  'currency',
  'probability',
  'owner',
  'createdAt',
  'closeDate',
];

const format = createFormatter('en');

/**
 * Reads a file that is chosen or dropped, in this page alone, and shows it in the funnel and the board, with what was
 * understood of it and what could not be read. A page of the stories, not an element of the kit.
 */
export class StoryDropExport extends LitElement {
  // Plain fields and requestUpdate(): stories are not compiled with the settings that decorators need.
  #file?: Chosen;
  #result?: ReadResult;
  #failure?: Failure;
  #fields: FieldMap = {};
  #isOver = false;
  #isReading = false;

  /** Counts readings, so that a slow one does not replace a later one. */
  #turn = 0;

  /** In the page itself: the story's own style sheet applies. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Shows a text as if it had been dropped. */
  async show(name: string, text: string): Promise<void> {
    await this.#choose({ name, input: new Blob([text]) });
  }

  async #choose(file: Chosen): Promise<void> {
    this.#file = file;
    this.#fields = {};
    await this.#read();
  }

  async #read(): Promise<void> {
    const file = this.#file;
    if (!file) return;
    const turn = ++this.#turn;
    this.#isReading = true;
    this.requestUpdate();
    let result: ReadResult | undefined;
    let failure: Failure | undefined;
    try {
      result = await readPipelineData(file.input, {
        fields: this.#fields,
        url: file.name,
        locale: document.documentElement.lang || 'en',
      });
    } catch (error) {
      failure = {
        sentence:
          error instanceof PipelineError
            ? sentence(error.code, error.params)
            : { happened: 'The file can’t be read', todo: String(error) },
        issues: error instanceof PipelineError ? error.issues : [],
      };
    }
    if (turn !== this.#turn) return;
    [this.#result, this.#failure, this.#isReading] = [result, failure, false];
    this.requestUpdate();
  }

  #onFile(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void this.#choose({ name: file.name, input: file });
    // The same file may be chosen again after it was corrected.
    input.value = '';
  }

  #onDrop(event: DragEvent): void {
    event.preventDefault();
    this.#isOver = false;
    this.requestUpdate();
    const file = event.dataTransfer?.files[0];
    if (file) void this.#choose({ name: file.name, input: file });
  }

  #onDrag(event: DragEvent): void {
    event.preventDefault();
    this.#isOver = event.type === 'dragover';
    this.requestUpdate();
  }

  #onField(field: FieldName, event: Event): void {
    const column = (event.currentTarget as HTMLSelectElement).value;
    const { [field]: _before, ...others } = this.#fields;
    this.#fields = column === '' ? others : { ...others, [field]: column };
    void this.#read();
  }

  protected override render() {
    return html`
      <main class="story-page drop">
        <div>
          <h1>Drop your own export on it</h1>
          <p class="story-muted">
            CSV or JSON from HubSpot, Salesforce, Pipedrive or a table of your own. The file is read in this
            page and goes nowhere else.
          </p>
          ${this.#renderZone()}
          <div class="drop-status" role="status">${this.#renderStatus()}</div>
        </div>
        ${this.#failure ? this.#renderFailure(this.#failure) : nothing}
        ${this.#result ? this.#renderResult(this.#result) : nothing}
      </main>
    `;
  }

  #renderZone() {
    return html`
      <div
        class="drop-zone ${this.#isOver ? 'over' : ''}"
        @dragover=${this.#onDrag}
        @dragleave=${this.#onDrag}
        @drop=${this.#onDrop}
      >
        <p>Drop a file here, or choose one.</p>
        <input
          type="file"
          accept=".csv,.tsv,.txt,.json,text/csv,application/json"
          hidden
          aria-label="File with deals"
          @change=${this.#onFile}
        />
        <button type="button" class="primary" @click=${() => this.querySelector('input')?.click()}>
          Choose a file
        </button>
        <button type="button" @click=${() => this.show('sample.csv', goodCsv)}>Try a sample</button>
        <button type="button" @click=${() => this.show('damaged.csv', damagedCsv)}>Try a damaged one</button>
      </div>
    `;
  }

  #renderStatus() {
    if (!this.#file) return nothing;
    if (this.#isReading) return `Reading ${this.#file.name} …`;
    if (!this.#result) return nothing;
    const { kept, rows, system } = this.#result.mapping;
    const known = { hubspot: 'HubSpot', salesforce: 'Salesforce', pipedrive: 'Pipedrive' }[system];
    return html`<strong>${this.#file.name}</strong>: ${kept} deals from ${rows}
      rows${known ? `, read as an export of ${known}` : ''}.`;
  }

  #renderFailure({ sentence: { happened, todo }, issues }: Failure) {
    return html`
      <div class="drop-error" role="alert">
        <strong>${this.#file?.name}: ${happened}.</strong>
        ${todo ?? nothing}
      </div>
      ${issues.length > 0 ? html`<section>${this.#renderIssues(issues)}</section>` : nothing}
    `;
  }

  #renderResult({ data, issues, mapping }: ReadResult) {
    return html`
      <pipeline-provider .data=${data} locale="en">
        <div class="dashboard">
          <div class="dashboard-grid">
            <pipeline-funnel heading-level="2"></pipeline-funnel>
            <pipeline-funnel
              heading="Where deals are now"
              heading-level="2"
              counting="current"
            ></pipeline-funnel>
            <pipeline-board class="dashboard-wide" heading-level="2"></pipeline-board>
          </div>
        </div>
      </pipeline-provider>
      <div class="drop-report">
        <section>${this.#renderIssues(issues)}</section>
        ${mapping.format === 'model' ? nothing : html`<section>${this.#renderMapping(mapping)}</section>`}
      </div>
    `;
  }

  #renderIssues(issues: readonly DataIssue[]) {
    if (issues.length === 0) {
      return html`<h2>Nothing to report</h2>
        <p>Every row was read, and nothing had to be assumed.</p>`;
    }
    return html`
      <h2 id="found">What was found while reading (${issues.length})</h2>
      <ul class="drop-issues">
        ${issues.map((issue) => {
          const { happened, todo } = sentence(issue.code, issue.params);
          const where = words.where(issue, format);
          const times = issue.count === undefined ? '' : words.times({ count: issue.count }, format);
          return html`<li>
            ${happened}${where ? ` (${where})` : ''}.
            <span class="story-muted">${[todo, times].filter(Boolean).join(' ')}</span>
          </li>`;
        })}
      </ul>
    `;
  }

  #renderMapping({ fields, entered, unmapped }: ReadResult['mapping']) {
    const columns = [...new Set([...Object.values(fields), ...unmapped])].sort((a, b) => a.localeCompare(b));
    const shown = FIELD_NAMES.filter((field) => correctable.includes(field) || fields[field] !== undefined);
    return html`
      <h2>Which column is what</h2>
      <table class="drop-map">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Column of the file</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (field) =>
              html`<tr>
                <th scope="row" id="field-${field}">${GENERIC.labels.en?.[field]?.[0] ?? field}</th>
                <td>
                  <select
                    aria-labelledby="field-${field}"
                    .value=${fields[field] ?? ''}
                    @change=${(event: Event) => this.#onField(field, event)}
                  >
                    <option value="" ?selected=${fields[field] === undefined}>none</option>
                    ${columns.map(
                      (column) =>
                        html`<option value=${column} ?selected=${fields[field] === column}>
                          ${column}
                        </option>`,
                    )}
                  </select>
                </td>
              </tr>`,
          )}
          ${entered.length > 0
            ? html`<tr>
                <th scope="row">Day of entry into a stage</th>
                <td>${entered.length} columns, such as ${entered[0]?.column}</td>
              </tr>`
            : nothing}
        </tbody>
      </table>
      ${unmapped.length > 0
        ? html`<p class="story-muted">Kept with each deal: ${unmapped.join(', ')}.</p>`
        : nothing}
    `;
  }
}

/** The English sentence for a code of an issue or of an error. */
function sentence(code: string, params: Params): Words {
  const known = { ...words.issues, ...words.problems } as Readonly<
    Record<string, ((params: Params, formatter: typeof format) => Words) | undefined>
  >;
  return known[code]?.(params, format) ?? words.unknown({ code });
}

customElements.define('story-drop-export', StoryDropExport);

declare global {
  interface HTMLElementTagNameMap {
    'story-drop-export': StoryDropExport;
  }
}
