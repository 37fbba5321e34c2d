import { LitElement, html, nothing, svg } from 'lit';
import { ForecastClient, forecastJobs } from '../../src/context/forecast-jobs.js';
import type { ForecastTask } from '../../src/context/forecast-jobs.js';
import { resolveAsOf } from '../../src/core/calendar/as-of.js';
import { PipelineError } from '../../src/core/errors.js';
import type { Replay, ReplayForecast } from '../../src/core/forecast/types.js';
import type { PipelineData } from '../../src/core/model.js';
import { readPipelineData } from '../../src/data/index.js';
import { problems as words } from '../../src/locales/en/problems.js';
import { createFormatter } from '../../src/locales/format.js';
import type { Params, Words } from '../../src/locales/messages/problems.js';
import { demo } from './samples.js';
import './stories.css';

type Grain = 'week' | 'month' | 'quarter';

const format = createFormatter('en');
/** Estimates are not exact to the last bit; what is closer than this is equal. */
const CENT = 0.01;
const [WIDTH, HEIGHT, LEFT, FOOT, TOP] = [720, 240, 64, 24, 12];

/** Within a replay's levels, in a straight line. */
function quantile({ levels }: Replay, { quantiles }: ReplayForecast, level: number): number | undefined {
  const above = levels.findIndex((one) => one >= level - 1e-9);
  const [high, low] = [quantiles[above], quantiles[above - 1]];
  const [to, from] = [levels[above], levels[above - 1]];
  if (high === undefined || to === undefined) return undefined;
  if (low === undefined || from === undefined) return high;
  return low + ((high - low) * (level - from)) / (to - from);
}

/**
 * Reads a file that is chosen or dropped, in this page alone, and plays its past again: at each origin, what the forecast
 * would have said with what was known then, and what came. A page of the stories, not an element of the kit.
 */
export class StoryReplay extends LitElement {
  // Plain fields and requestUpdate(): stories are not compiled with the settings that decorators need.
  #data?: PipelineData;
  /** The moment that counts as now in it: fixed, or each drawing would ask for another replay. */
  #asOf = 0;
  #name = '';
  #failure?: string;
  #grain: Grain = 'month';
  #horizon = 1;
  #isOver = false;
  #turn = 0;
  readonly #client = new ForecastClient<Replay>(forecastJobs(), () => this.requestUpdate());

  /** In the page itself: the story's own style sheet applies. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#client.drop();
  }

  /** Shows data as if it had been dropped. */
  show(name: string, data: PipelineData): void {
    [this.#name, this.#data, this.#failure] = [name, data, undefined];
    this.#asOf = resolveAsOf(data, undefined, Date.now(), zoneOf(data)).at;
    this.requestUpdate();
  }

  async #read(file: File): Promise<void> {
    const turn = ++this.#turn;
    try {
      const { data } = await readPipelineData(file, { url: file.name, locale: 'en' });
      if (turn === this.#turn) this.show(file.name, data);
    } catch (error) {
      if (turn !== this.#turn) return;
      [this.#name, this.#data, this.#failure] = [file.name, undefined, sentence(error)];
      this.requestUpdate();
    }
  }

  #onFile(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void this.#read(file);
    input.value = '';
  }

  #onDrag(event: DragEvent): void {
    event.preventDefault();
    this.#isOver = event.type === 'dragover';
    const file = event.type === 'drop' ? event.dataTransfer?.files[0] : undefined;
    if (file) void this.#read(file);
    this.requestUpdate();
  }

  #onGrain(event: Event): void {
    this.#grain = (event.currentTarget as HTMLSelectElement).value as Grain;
    this.requestUpdate();
  }

  #onHorizon(event: Event): void {
    this.#horizon = Number((event.currentTarget as HTMLSelectElement).value);
    this.requestUpdate();
  }

  /** The whole of the data, as of its own present. */
  #task(data: PipelineData): ForecastTask {
    return {
      what: 'replay',
      view: { asOf: this.#asOf, present: true, timeZone: zoneOf(data) },
      options: { period: this.#grain, periods: this.#grain === 'quarter' ? 4 : 6 },
    };
  }

  protected override render() {
    const state = this.#data && this.#client.ask(this.#data, this.#task(this.#data));
    return html`
      <main class="story-page drop">
        <div>
          <h1>Play your own past again</h1>
          <p class="story-muted">
            CSV or JSON with the dates on which deals entered their stages. For each origin the forecast knows
            only what was known then. The file is read in this page and goes nowhere else.
          </p>
          ${this.#renderZone()}
          <div class="drop-status" role="status">${this.#renderStatus(state?.problem !== undefined)}</div>
          ${this.#data && !state?.result && !state?.problem
            ? html`<progress aria-label="Replaying" max="1" .value=${state?.share ?? 0}></progress>`
            : nothing}
        </div>
        ${this.#failure ? html`<div class="drop-error" role="alert">${this.#failure}</div>` : nothing}
        ${state?.problem
          ? html`<div class="drop-error" role="alert">
              No replay: ${String(state.problem.params['reason'] ?? state.problem.code)}
            </div>`
          : nothing}
        ${state?.result ? this.#renderReplay(state.result) : nothing}
      </main>
    `;
  }

  #renderZone() {
    const drag = (event: DragEvent): void => this.#onDrag(event);
    return html`
      <div class="drop-zone ${this.#isOver ? 'over' : ''}" @dragover=${drag} @dragleave=${drag} @drop=${drag}>
        <p>Drop a file here, or choose one.</p>
        <input
          type="file"
          accept=".csv,.tsv,.txt,.json,text/csv,application/json"
          hidden
          aria-label="File with deals"
          @change=${(event: Event) => this.#onFile(event)}
        />
        <button type="button" class="primary" @click=${() => this.querySelector('input')?.click()}>
          Choose a file
        </button>
        <button type="button" @click=${() => this.show('the demo data', demo)}>Try the demo data</button>
        <label>
          Each
          <select @change=${(event: Event) => this.#onGrain(event)}>
            ${(['week', 'month', 'quarter'] as const).map(
              (grain) => html`<option value=${grain} ?selected=${grain === this.#grain}>${grain}</option>`,
            )}
          </select>
        </label>
        <label>
          Ahead
          <select @change=${(event: Event) => this.#onHorizon(event)}>
            ${[1, 2, 3, 4, 5, 6].map(
              (ahead) => html`<option value=${ahead} ?selected=${ahead === this.#horizon}>${ahead}</option>`,
            )}
          </select>
        </label>
      </div>
    `;
  }

  #renderStatus(isFailed: boolean) {
    if (!this.#data || isFailed) return nothing;
    return html`<strong>${this.#name}</strong>: ${format.number(this.#data.deals.length)} deals.`;
  }

  #renderReplay(replay: Replay) {
    const rows = replay.origins.flatMap(({ at, forecasts }) => {
      const one = forecasts.find(({ horizon, actual }) => horizon === this.#horizon && actual !== undefined);
      return one ? [{ at, one, low: quantile(replay, one, 0.1), high: quantile(replay, one, 0.9) }] : [];
    });
    if (rows.length === 0) {
      return html`<section>
        <h2>Nothing to replay</h2>
        <p>The past is too short, or the file has no dates on which deals entered their stages.</p>
      </section>`;
    }
    const money = (value: number): string => format.money(value, replay.currency, { compact: true });
    const held = rows.filter(
      ({ one, low, high }) =>
        low !== undefined && high !== undefined && one.actual! >= low - CENT && one.actual! <= high + CENT,
    );
    const ranged = rows.filter(({ low }) => low !== undefined);
    const off =
      rows.reduce((sum, { one }) => sum + Math.abs(one.mean - one.actual!), 0) /
      rows.reduce((sum, { one }) => sum + one.actual!, 0);
    return html`<section>
      <h2>
        ${replay.period} ${this.#horizon} ahead: off by ${format.percent(off)}; the 80% range held
        ${held.length} of ${ranged.length} times
      </h2>
      ${this.#renderChart(rows, money)}
      <table class="story-table">
        <thead>
          <tr>
            <th scope="col">Said on</th>
            <th scope="col">Of</th>
            <th scope="col">Would have said</th>
            <th scope="col">80%</th>
            <th scope="col">Came</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ at, one, low, high }) =>
              html`<tr>
                <th scope="row">${at}</th>
                <td>${one.from}</td>
                <td>${money(one.mean)}</td>
                <td>${low === undefined || high === undefined ? '–' : `${money(low)} to ${money(high)}`}</td>
                <td>${money(one.actual!)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  /** What came as bars, what would have been said as a dot with its range. */
  #renderChart(
    rows: readonly { at: string; one: ReplayForecast; low: number | undefined; high: number | undefined }[],
    money: (value: number) => string,
  ) {
    const top = Math.max(1, ...rows.flatMap(({ one, high }) => [one.mean, one.actual!, high ?? 0]));
    const y = (value: number): number => HEIGHT - FOOT - (value / top) * (HEIGHT - FOOT - TOP);
    const step = (WIDTH - LEFT) / rows.length;
    const [first] = rows;
    return html`<svg
      class="story-replay"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="What came, and what would have been said; the table below has the figures"
    >
      <text x=${LEFT - 8} y=${y(top) + 4} text-anchor="end">${money(top)}</text>
      <text x=${LEFT - 8} y=${y(0) + 4} text-anchor="end">${money(0)}</text>
      <path class="axis" d="M${LEFT} ${y(0)}H${WIDTH}" />
      ${rows.map(({ one, low, high }, at) => {
        const x = LEFT + step * (at + 0.5);
        const width = Math.min(36, step * 0.6);
        return svg`<rect class="came" x=${x - width / 2} y=${y(one.actual!)} width=${width} height=${y(0) - y(one.actual!)} />
          ${low === undefined || high === undefined ? nothing : svg`<path class="range" d="M${x} ${y(high)}V${y(Math.max(0, low))}" />`}
          <circle class="said" cx=${x} cy=${y(one.mean)} r="4" />`;
      })}
      <text x=${LEFT} y=${HEIGHT - 6}>${first?.one.from}</text>
      <text x=${WIDTH} y=${HEIGHT - 6} text-anchor="end">${rows.at(-1)?.one.from}</text>
    </svg>`;
  }
}

const zoneOf = ({ provenance }: PipelineData): string => provenance?.timeZone ?? 'UTC';

function sentence(error: unknown): string {
  if (!(error instanceof PipelineError)) return `The file can’t be read: ${String(error)}`;
  const known = words.problems as Readonly<
    Record<string, ((params: Params, formatter: typeof format) => Words) | undefined>
  >;
  const { happened, todo = '' } =
    known[error.code]?.(error.params, format) ?? words.unknown({ code: error.code });
  return `${happened}. ${todo}`;
}

customElements.define('story-replay', StoryReplay);

declare global {
  interface HTMLElementTagNameMap {
    'story-replay': StoryReplay;
  }
}
