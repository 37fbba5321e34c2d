import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import '../src/all.js';
import { demo } from './shared/samples.js';
import { brand, compact, cssOf, darkTool, plain } from './shared/themes.js';
import type { Theme } from './shared/themes.js';
import './shared/stories.css';

interface ThemeArgs {
  readonly accent?: string;
  readonly ink?: string;
  readonly muted?: string;
  readonly surface?: string;
  readonly 'surface-raised'?: string;
  readonly 'radius-mark'?: number;
  readonly 'radius-control'?: number;
  readonly density?: number;
  readonly 'space-4'?: number;
  readonly 'text-2'?: number;
  readonly font?: string;
}

const pixels = new Set(['radius-mark', 'radius-control', 'space-4', 'text-2']);

/** What the controls hold, as declarations; one that is not set stays the kit's. */
const declarationsOf = (args: ThemeArgs): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(args)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [`--pipeline-${name}`, pixels.has(name) ? `${value}px` : String(value)]),
  );

/** `style.setProperty`, not a `style` attribute: the page too runs under a strict policy. */
const wear =
  ({ declarations }: Theme) =>
  (element?: Element): void => {
    if (!(element instanceof HTMLElement)) return;
    element.removeAttribute('style');
    for (const [name, value] of Object.entries(declarations)) element.style.setProperty(name, value);
  };

const copy = (event: Event): void => {
  const button = event.currentTarget as HTMLButtonElement;
  const text = button.closest('.theme-css')?.querySelector('code')?.textContent ?? '';
  void navigator.clipboard?.writeText(text).then(
    () => (button.textContent = 'Copied'),
    () => (button.textContent = 'Select it and copy'),
  );
};

const page = (base: Theme, args: ThemeArgs) => {
  const theme = { ...base, declarations: { ...base.declarations, ...declarationsOf(args) } };
  return html`
    <main class="story-page theme" ${ref(wear(theme))}>
      <section class="theme-css" aria-labelledby="theme-heading">
        <h1 id="theme-heading">${theme.name}</h1>
        <pre tabindex="0" role="region" aria-label="CSS of the theme"><code>${cssOf(theme)}</code></pre>
        <button type="button" @click=${copy}>Copy the CSS</button>
      </section>
      <pipeline-provider
        .data=${demo}
        pipeline="new-business"
        period="last-12-months"
        locale="en"
        class="dashboard"
      >
        <div class="dashboard-grid">
          <div class="dashboard-column">
            <pipeline-funnel heading="Where deals get stuck" heading-level="2"></pipeline-funnel>
            <pipeline-heatmap heading="Where deals wait" heading-level="2"></pipeline-heatmap>
          </div>
          <div class="dashboard-column">
            <pipeline-forecast
              period="this-quarter"
              heading="This quarter against its goal"
              heading-level="2"
            ></pipeline-forecast>
            <pipeline-leaderboard heading="Who is where" heading-level="2"></pipeline-leaderboard>
          </div>
          <pipeline-board class="dashboard-wide" heading="Open deals" heading-level="2"></pipeline-board>
        </div>
      </pipeline-provider>
    </main>
  `;
};

const length = (min: number, max: number) => ({ control: { type: 'range', min, max, step: 1 } }) as const;

/**
 * Set tokens anywhere above the widgets, on the page or on a box; each has a default, so a theme is as short as its
 * differences. Light and dark come from the page's own `color-scheme`: a colour that differs is written
 * `light-dark(one, other)`. Single parts are reached by `::part`, for example
 * `pipeline-funnel::part(heading) { font-size: 18px }`. The page "Tokens" lists them all.
 */
const meta: Meta<ThemeArgs> = {
  title: 'Theme it',
  render: (args) => page(plain, args),
  argTypes: {
    accent: { control: 'color' },
    ink: { control: 'color' },
    muted: { control: 'color' },
    surface: { control: 'color' },
    'surface-raised': { control: 'color' },
    'radius-mark': length(0, 12),
    'radius-control': length(0, 16),
    'space-4': length(4, 32),
    'text-2': length(12, 18),
    density: { control: { type: 'range', min: 0.75, max: 1.5, step: 0.125 } },
    font: { control: 'text' },
  },
};

export default meta;
type Story = StoryObj<ThemeArgs>;

/** Turn the controls, copy what comes out. */
export const WithControls: Story = {
  args: { accent: 'light-dark(#6b3fa0, #c3a1f0)', 'radius-control': 2, density: 0.875 },
};

/** `color-scheme: dark` on the tool's own box is enough for every default; the rest is the tool's palette. */
export const DarkInternalTool: Story = { render: (args) => page(darkTool, args) };

/** One hue, one typeface, no round corner. */
export const Brand: Story = { render: (args) => page(brand, args) };

/** Rows, cards and gaps by one number, and a few spaces. */
export const Compact: Story = { render: (args) => page(compact, args) };
