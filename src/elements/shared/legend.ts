import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A key of a legend; with a series, one that can be switched off. */
export interface LegendKey {
  readonly swatch: TemplateResult;
  readonly text: string;
  readonly series?: string;
}

/** Which series are off, and how to switch one. */
export interface LegendSwitch {
  readonly off: ReadonlySet<string>;
  readonly toggle: (series: string) => void;
}

/**
 * The keys of a legend, as list items. Where several series can be switched they are buttons; the last one that is on
 * stays on.
 */
export function renderKeys(
  keys: readonly LegendKey[],
  { off, toggle }: LegendSwitch,
): readonly TemplateResult[] {
  const series = keys.flatMap((key) => key.series ?? []);
  const on = series.filter((key) => !off.has(key));
  return keys.map(({ swatch, text, series: key }) => {
    if (key === undefined || series.length < 2) {
      return html`<li class="key" part="key">${swatch}<bdi>${text}</bdi></li>`;
    }
    const isOn = !off.has(key);
    const isLast = isOn && on.length === 1;
    return html`<li>
      <button
        class="key switch"
        part=${isOn ? 'key' : 'key off'}
        type="button"
        aria-pressed=${isOn ? 'true' : 'false'}
        aria-disabled=${isLast ? 'true' : 'false'}
        @click=${() => isLast || toggle(key)}
      >
        ${swatch}<bdi>${text}</bdi>
      </button>
    </li>`;
  });
}
