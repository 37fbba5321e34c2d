import { css, html, nothing } from 'lit';
import { boardTables, measureBoard } from '../../src/core/measures/board.js';
import { cycleTables, measureCycle } from '../../src/core/measures/cycle.js';
import { measureWinRate, winRateTables } from '../../src/core/measures/win-rate.js';
import { PipelineElement } from '../../src/elements/shared/base.js';

/**
 * A strip of figures, to show how a widget of one's own stands on the shared base: it finds the provider, asks for the
 * tables that its measures read, and draws their rows. Not an element of the kit.
 */
export class StoryKeyFigures extends PipelineElement {
  static override styles = css`
    :host {
      display: block;
      /* The line before the first figure of each row lies outside. */
      overflow: clip;
      font-variant-numeric: tabular-nums;
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 16px 0;
      margin: 0;
      margin-inline-start: -21px;
    }
    div {
      padding-inline: 20px 12px;
      border-inline-start: 1px solid light-dark(#1b1f2421, #e8eaed29);
    }
    dt,
    .base {
      font-size: 12px;
      line-height: 16px;
      color: light-dark(#59616b, #a3abb5);
    }
    dd {
      margin: 0;
    }
    .figure {
      font-size: 28px;
      font-weight: 600;
      line-height: 36px;
      letter-spacing: -0.015em;
    }
  `;

  protected override render() {
    const { phase, pipeline, period } = this.snapshot;
    const options = { pipeline: pipeline?.id ?? '', window: period };
    const summary = this.summary({
      ...boardTables(options),
      ...winRateTables(options),
      ...cycleTables(options),
    });
    if (phase !== 'ready' || !summary || !pipeline) return nothing;

    const format = this.formatter;
    const { open } = measureBoard(summary, options);
    const rate = measureWinRate(summary, options).rows[0];
    const cycle = measureCycle(summary, options).rows[0];
    const deals = (count: number): string => `${format.number(count)} ${count === 1 ? 'deal' : 'deals'}`;
    const compact = { compact: true };

    return html`<dl>
      ${this.#renderFigure('Open pipeline', format.moneyTotal(open.sum, compact), deals(open.n))}
      ${open.weighted
        ? this.#renderFigure('Weighted', format.moneyTotal(open.weighted, compact), 'by each stage’s chance')
        : nothing}
      ${rate
        ? this.#renderFigure('Won in the period', format.moneyTotal(rate.wonAmount, compact), deals(rate.won))
        : nothing}
      ${rate?.rate == null || !rate.interval
        ? nothing
        : this.#renderFigure(
            'Win rate',
            format.percent(rate.rate),
            `${format.percent(rate.interval.low)} to ${format.percent(rate.interval.high)}, of ${format.number(rate.n)} closed`,
          )}
      ${cycle?.median == null
        ? nothing
        : this.#renderFigure(
            'Days to won',
            format.number(Math.round(cycle.median)),
            `median of ${deals(cycle.n)}`,
          )}
    </dl>`;
  }

  #renderFigure(label: string, figure: string, base: string) {
    return html`<div>
      <dt>${label}</dt>
      <dd class="figure">${figure}</dd>
      <dd class="base">${base}</dd>
    </div>`;
  }
}

// Without a decorator: stories are not compiled with the settings that those need.
customElements.define('story-key-figures', StoryKeyFigures);
