/** What a token is about; the groups are the order in which they are written and shown. */
export type TokenGroup =
  | 'palette'
  | 'surface'
  | 'line'
  | 'meaning'
  | 'scale'
  | 'type'
  | 'space'
  | 'shape'
  | 'motion'
  | 'component';

/** Palette, then what colours and sizes are for, then single widgets: each tier falls back to the one before it. */
export type TokenTier = 'palette' | 'semantic' | 'component';

interface TokenFacts {
  /** Without the prefix `--pipeline-`. */
  readonly name: string;
  readonly group: TokenGroup;
  /** One sentence for the token page. */
  readonly about: string;
  /**
   * The token that its default is made of. Such tokens are not in tokens.css: elements derive them where they are
   * drawn, so that setting the other one anywhere in the page is enough.
   */
  readonly follows?: string;
}
/** A colour by colour scheme, or one value for both. */
export type Token = TokenFacts &
  (
    | { readonly light: string; readonly dark: string; readonly value?: undefined }
    | { readonly value: string }
  );

/** Every token of the kit: tokens.css, the token page and the contrast test are made of this list. */
export const tokens: readonly Token[] = [
  {
    name: 'palette-accent',
    group: 'palette',
    light: '#2566d2',
    dark: '#6ea3f5',
    about: 'The one hue of the kit.',
  },
  { name: 'palette-green', group: 'palette', light: '#006657', dark: '#5adbc8', about: 'Good judgements.' },
  { name: 'palette-red', group: 'palette', light: '#a60f26', dark: '#fa6b70', about: 'Bad judgements.' },
  { name: 'palette-amber', group: 'palette', light: '#986600', dark: '#e8bb50', about: 'Warnings.' },
  {
    name: 'surface',
    group: 'surface',
    light: '#ffffff',
    dark: '#16191d',
    about: 'The page behind a widget; halos of marks. Widgets themselves are transparent.',
  },
  {
    name: 'surface-raised',
    group: 'surface',
    light: '#ffffff',
    dark: '#1e2228',
    about: 'Cards, menus, dialogs, tooltips.',
  },
  { name: 'surface-inverse', group: 'surface', light: '#1b1f24', dark: '#e8eaed', about: 'The undo bar.' },
  {
    name: 'ink',
    group: 'surface',
    light: '#1b1f24',
    dark: '#e8eaed',
    about: 'Text. Without it a widget takes the colour of the page.',
  },
  {
    name: 'muted',
    group: 'surface',
    light: '#59616b',
    dark: '#a3abb5',
    about: 'Secondary text, 4.5:1 and more.',
  },
  {
    name: 'ink-inverse',
    group: 'surface',
    light: '#ffffff',
    dark: '#16191d',
    about: 'Text on the inverse surface.',
  },
  {
    name: 'fill-hover',
    group: 'surface',
    light: 'rgb(27 31 36 / 0.05)',
    dark: 'rgb(232 234 237 / 0.07)',
    about: 'Under the pointer.',
  },
  {
    name: 'fill-track',
    group: 'surface',
    light: 'rgb(27 31 36 / 0.08)',
    dark: 'rgb(232 234 237 / 0.12)',
    about: 'Silhouettes while loading; what a bar is measured against.',
  },
  {
    name: 'hairline',
    group: 'line',
    light: 'rgb(27 31 36 / 0.13)',
    dark: 'rgb(232 234 237 / 0.16)',
    about: 'Separates.',
  },
  {
    name: 'rule',
    group: 'line',
    light: '#868e99',
    dark: '#6f7782',
    about: 'Means something: axis, border of a control, column head. 3:1.',
  },
  {
    name: 'accent',
    group: 'meaning',
    value: 'var(--pipeline-palette-accent)',
    about: 'What moved on, actual, selected, the primary button.',
  },
  { name: 'on-accent', group: 'meaning', light: '#ffffff', dark: '#0b0e12', about: 'Text on the accent.' },
  {
    name: 'accent-soft',
    group: 'meaning',
    value: 'color-mix(in srgb, var(--pipeline-accent) 12%, transparent)',
    follows: 'accent',
    about: 'A chip that is on, the reader’s own row.',
  },
  {
    name: 'accent-wedge',
    group: 'meaning',
    value: 'color-mix(in srgb, var(--pipeline-accent) 18%, transparent)',
    follows: 'accent',
    about: 'Drop-off between bars.',
  },
  {
    name: 'accent-half',
    group: 'meaning',
    value: 'color-mix(in srgb, var(--pipeline-accent) 45%, transparent)',
    follows: 'accent',
    about: 'Still here; commit.',
  },
  {
    name: 'compare',
    group: 'meaning',
    light: '#757e8a',
    dark: '#98a1ac',
    about: 'Previous period, hatching of losses. Never text.',
  },
  {
    name: 'fan-80',
    group: 'meaning',
    value: 'color-mix(in srgb, var(--pipeline-accent) 12%, transparent)',
    follows: 'accent',
    about: 'The fan around a forecast that holds 80 % of outcomes.',
  },
  {
    name: 'fan-50',
    group: 'meaning',
    value: 'color-mix(in srgb, var(--pipeline-accent) 22%, transparent)',
    follows: 'accent',
    about: 'The fan within it that holds half of them, on top of the other.',
  },
  { name: 'goal', group: 'meaning', value: 'var(--pipeline-ink)', follows: 'ink', about: 'Goals.' },
  {
    name: 'positive',
    group: 'meaning',
    value: 'var(--pipeline-palette-green)',
    about: 'Good, with a sign or word.',
  },
  {
    name: 'negative',
    group: 'meaning',
    value: 'var(--pipeline-palette-red)',
    about: 'Bad, with a sign or word.',
  },
  {
    name: 'warning',
    group: 'meaning',
    value: 'var(--pipeline-palette-amber)',
    about: 'Idle, weakest step, partial: the glyph.',
  },
  {
    name: 'focus',
    group: 'meaning',
    value: 'var(--pipeline-accent)',
    follows: 'accent',
    about: 'The focus ring.',
  },
  {
    name: 'sequential-1',
    group: 'scale',
    light: '#eef4fc',
    dark: '#1a2834',
    about: 'Step 1 of 7, little to much.',
  },
  {
    name: 'sequential-2',
    group: 'scale',
    light: '#bbd4f3',
    dark: '#254560',
    about: 'Step 2 of 7, little to much.',
  },
  {
    name: 'sequential-3',
    group: 'scale',
    light: '#89b3e9',
    dark: '#2f6590',
    about: 'Step 3 of 7, little to much.',
  },
  {
    name: 'sequential-4',
    group: 'scale',
    light: '#5692dd',
    dark: '#3786c3',
    about: 'Step 4 of 7, little to much.',
  },
  {
    name: 'sequential-5',
    group: 'scale',
    light: '#3a72b7',
    dark: '#6ca8da',
    about: 'Step 5 of 7, little to much.',
  },
  {
    name: 'sequential-6',
    group: 'scale',
    light: '#1f5492',
    dark: '#9ccaf1',
    about: 'Step 6 of 7, little to much.',
  },
  {
    name: 'sequential-7',
    group: 'scale',
    light: '#02376f',
    dark: '#d6ebfe',
    about: 'Step 7 of 7, little to much.',
  },
  {
    name: 'diverging-1',
    group: 'scale',
    light: '#0c54a0',
    dark: '#85bcf5',
    about: 'Step 1 of 7, faster to slower.',
  },
  {
    name: 'diverging-2',
    group: 'scale',
    light: '#5787c4',
    dark: '#5d8ab9',
    about: 'Step 2 of 7, faster to slower.',
  },
  {
    name: 'diverging-3',
    group: 'scale',
    light: '#9ebbe1',
    dark: '#3f5b77',
    about: 'Step 3 of 7, faster to slower.',
  },
  {
    name: 'diverging-4',
    group: 'scale',
    light: '#eaeff5',
    dark: '#2a2e33',
    about: 'Step 4 of 7, faster to slower.',
  },
  {
    name: 'diverging-5',
    group: 'scale',
    light: '#e4b196',
    dark: '#745134',
    about: 'Step 5 of 7, faster to slower.',
  },
  {
    name: 'diverging-6',
    group: 'scale',
    light: '#c6794c',
    dark: '#b67b48',
    about: 'Step 6 of 7, faster to slower.',
  },
  {
    name: 'diverging-7',
    group: 'scale',
    light: '#9c4700',
    dark: '#f6ab6b',
    about: 'Step 7 of 7, faster to slower.',
  },
  { name: 'sequential-ink-1', group: 'scale', light: '#0f1318', dark: '#ffffff', about: 'Label on step 1.' },
  { name: 'sequential-ink-2', group: 'scale', light: '#0f1318', dark: '#ffffff', about: 'Label on step 2.' },
  { name: 'sequential-ink-3', group: 'scale', light: '#0f1318', dark: '#ffffff', about: 'Label on step 3.' },
  { name: 'sequential-ink-4', group: 'scale', light: '#0f1318', dark: '#0f1318', about: 'Label on step 4.' },
  { name: 'sequential-ink-5', group: 'scale', light: '#ffffff', dark: '#0f1318', about: 'Label on step 5.' },
  { name: 'sequential-ink-6', group: 'scale', light: '#ffffff', dark: '#0f1318', about: 'Label on step 6.' },
  { name: 'sequential-ink-7', group: 'scale', light: '#ffffff', dark: '#0f1318', about: 'Label on step 7.' },
  { name: 'diverging-ink-1', group: 'scale', light: '#ffffff', dark: '#0f1318', about: 'Label on step 1.' },
  { name: 'diverging-ink-2', group: 'scale', light: '#0f1318', dark: '#0f1318', about: 'Label on step 2.' },
  { name: 'diverging-ink-3', group: 'scale', light: '#0f1318', dark: '#ffffff', about: 'Label on step 3.' },
  { name: 'diverging-ink-4', group: 'scale', light: '#0f1318', dark: '#ffffff', about: 'Label on step 4.' },
  { name: 'diverging-ink-5', group: 'scale', light: '#0f1318', dark: '#ffffff', about: 'Label on step 5.' },
  { name: 'diverging-ink-6', group: 'scale', light: '#0f1318', dark: '#0f1318', about: 'Label on step 6.' },
  { name: 'diverging-ink-7', group: 'scale', light: '#ffffff', dark: '#0f1318', about: 'Label on step 7.' },
  {
    name: 'font',
    group: 'type',
    value: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
    about: 'Widgets take the page’s own font; this is a stack to set where there is none.',
  },
  { name: 'text-1', group: 'type', value: '12px', about: 'Size: axis, meta, badge.' },
  { name: 'leading-1', group: 'type', value: '16px', about: 'Line height: axis, meta, badge.' },
  { name: 'text-2', group: 'type', value: '13px', about: 'Size: rows, cards, marks.' },
  { name: 'leading-2', group: 'type', value: '20px', about: 'Line height: rows, cards, marks.' },
  { name: 'text-3', group: 'type', value: '14px', about: 'Size: heading, takeaway.' },
  { name: 'leading-3', group: 'type', value: '20px', about: 'Line height: heading, takeaway.' },
  { name: 'text-4', group: 'type', value: '16px', about: 'Size: dialog title, column sum.' },
  { name: 'leading-4', group: 'type', value: '24px', about: 'Line height: dialog title, column sum.' },
  { name: 'text-5', group: 'type', value: '20px', about: 'Size: a figure in a widget.' },
  { name: 'leading-5', group: 'type', value: '28px', about: 'Line height: a figure in a widget.' },
  { name: 'text-6', group: 'type', value: '28px', about: 'Size: the one figure of a strip.' },
  { name: 'leading-6', group: 'type', value: '36px', about: 'Line height: the one figure of a strip.' },
  { name: 'weight', group: 'type', value: '400', about: 'Text.' },
  { name: 'weight-strong', group: 'type', value: '600', about: 'Headings and figures.' },
  { name: 'tracking-figure', group: 'type', value: '-0.015em', about: 'Figures from 20 px up.' },
  { name: 'space-1', group: 'space', value: '4px', about: 'Space, a multiple of 4.' },
  { name: 'space-2', group: 'space', value: '8px', about: 'Space, a multiple of 4.' },
  { name: 'space-3', group: 'space', value: '12px', about: 'Space, a multiple of 4.' },
  { name: 'space-4', group: 'space', value: '16px', about: 'Space, a multiple of 4.' },
  { name: 'space-5', group: 'space', value: '24px', about: 'Space, a multiple of 4.' },
  { name: 'space-6', group: 'space', value: '32px', about: 'Space, a multiple of 4.' },
  { name: 'density', group: 'space', value: '1', about: '0.875 compact, 1 regular, 1.25 comfortable.' },
  {
    name: 'row',
    group: 'space',
    value: 'calc(36px * var(--pipeline-density))',
    follows: 'density',
    about: 'Height of a row.',
  },
  { name: 'target', group: 'space', value: '24px', about: 'Least size of what can be pressed.' },
  { name: 'line-compare', group: 'shape', value: '1.5px', about: 'Line of a comparison.' },
  { name: 'line-data', group: 'shape', value: '2px', about: 'Line of data.' },
  { name: 'dash-forecast', group: 'shape', value: '5 4', about: 'Dashes of a forecast.' },
  { name: 'radius-mark', group: 'shape', value: '2px', about: 'Bars and cells.' },
  { name: 'radius-control', group: 'shape', value: '6px', about: 'Buttons and cards.' },
  { name: 'radius-layer', group: 'shape', value: '10px', about: 'Menus and dialogs.' },
  {
    name: 'shadow-layer',
    group: 'shape',
    value:
      '0 0 0 1px var(--pipeline-hairline), 0 8px 28px light-dark(rgb(16 20 26 / 0.16), rgb(0 0 0 / 0.55))',
    about: 'Only what floats has one.',
  },
  { name: 'duration', group: 'motion', value: '160ms', about: 'Of motion, on a change of data only.' },
  { name: 'easing', group: 'motion', value: 'cubic-bezier(0.2, 0, 0, 1)', about: 'Of motion.' },
  {
    name: 'board-column-height',
    group: 'component',
    value: '640px',
    about: 'Most height of a column’s cards, on a board where one has more than 60 of them.',
  },
  { name: 'board-column-width', group: 'component', value: '232px', about: 'Least width of a column.' },
  {
    name: 'board-gap',
    group: 'component',
    value: 'var(--pipeline-space-4)',
    follows: 'space-4',
    about: 'Between columns; --pipeline-space-3 where the board is narrow.',
  },
  {
    name: 'card-padding',
    group: 'component',
    value: 'calc(10px * var(--pipeline-density)) calc(12px * var(--pipeline-density))',
    follows: 'density',
    about: 'Inside a card.',
  },
  {
    name: 'card-radius',
    group: 'component',
    value: 'var(--pipeline-radius-control)',
    follows: 'radius-control',
    about: 'Corners of a card.',
  },
  {
    name: 'funnel-bar',
    group: 'component',
    value: 'var(--pipeline-accent)',
    follows: 'accent',
    about: 'Bars of the funnel.',
  },
  {
    name: 'funnel-wedge',
    group: 'component',
    value: 'var(--pipeline-accent-wedge)',
    follows: 'accent-wedge',
    about: 'The drop-off between bars.',
  },
  {
    name: 'funnel-here',
    group: 'component',
    value: 'var(--pipeline-accent-half)',
    follows: 'accent-half',
    about: 'What is still in its stage.',
  },
  {
    name: 'funnel-lost',
    group: 'component',
    value: 'var(--pipeline-compare)',
    follows: 'compare',
    about: 'Hatching of what was lost.',
  },
  { name: 'heatmap-gap', group: 'component', value: '2px', about: 'Between cells.' },
  {
    name: 'heatmap-bar',
    group: 'component',
    value: 'currentColor',
    about: 'The bar in a cell whose length is its value: the ink of the cell’s step.',
  },
  {
    name: 'heatmap-few',
    group: 'component',
    value: 'var(--pipeline-compare)',
    follows: 'compare',
    about: 'Hatching of cells with fewer than 5 visits.',
  },
  {
    name: 'leaderboard-bar',
    group: 'component',
    value: 'var(--pipeline-accent)',
    follows: 'accent',
    about: 'Bars of what was won.',
  },
  {
    name: 'leaderboard-goal',
    group: 'component',
    value: 'var(--pipeline-goal)',
    follows: 'goal',
    about: 'The goal’s tick.',
  },
  {
    name: 'leaderboard-me',
    group: 'component',
    value: 'var(--pipeline-accent-soft)',
    follows: 'accent-soft',
    about: 'Behind the reader’s own row.',
  },
  {
    name: 'forecast-won',
    group: 'component',
    value: 'var(--pipeline-accent)',
    follows: 'accent',
    about: 'What is won.',
  },
  {
    name: 'forecast-weighted',
    group: 'component',
    value: 'var(--pipeline-forecast-won)',
    follows: 'forecast-won',
    about: 'Line and outline of the weighted pipeline.',
  },
  {
    name: 'forecast-open',
    group: 'component',
    value: 'var(--pipeline-accent-half)',
    follows: 'accent-half',
    about: 'Fill of the weighted pipeline.',
  },
  {
    name: 'forecast-line',
    group: 'component',
    value: 'var(--pipeline-forecast-won)',
    follows: 'forecast-won',
    about: 'The line of the forecast, and the edges of its fan.',
  },
  {
    name: 'forecast-fresh',
    group: 'component',
    value: 'var(--pipeline-accent-wedge)',
    follows: 'accent-wedge',
    about: 'What is expected of deals not yet created.',
  },
  {
    name: 'forecast-previous',
    group: 'component',
    value: 'var(--pipeline-compare)',
    follows: 'compare',
    about: 'The period before.',
  },
];

/** On a touch screen. */
export const coarseTokens: readonly { readonly name: string; readonly value: string }[] = [
  { name: 'target', value: '44px' },
  { name: 'density', value: '1.25' },
];

export const tierOf = ({ group }: Token): TokenTier =>
  group === 'palette' || group === 'component' ? group : 'semantic';

/** The CSS value of a token. */
export const cssValueOf = (token: Token): string =>
  token.value === undefined ? `light-dark(${token.light}, ${token.dark})` : token.value;

/** The text of tokens.css. */
export function writeTokensCss(): string {
  const line = (token: Token): string => {
    const value = cssValueOf(token);
    // Broken where the formatter of this repository breaks it.
    return `--pipeline-${token.name}:${value.length > 90 ? '\n    ' : ' '}${value};`;
  };
  const groups = [...new Set(tokens.map(({ group }) => group))].map((group) => {
    const own = tokens.filter((token) => token.group === group);
    const set = own.filter(({ follows }) => follows === undefined).map((token) => `  ${line(token)}`);
    const derived = own
      .filter(({ follows }) => follows !== undefined)
      .map((token) => `  /* ${line(token)} */`);
    return [`  /* ${group} */`, ...set, ...derived].join('\n');
  });
  const coarse = coarseTokens.map(({ name, value }) => `    --pipeline-${name}: ${value};`);
  return `/*
 * The defaults of every token, for pages that want to read them too; widgets have the same defaults without it.
 * Light or dark is the page's own color-scheme: a page without one stays light.
 * In comments: what widgets derive from another token where they are drawn, unless it is set.
 */
:where(:root, .pipeline-theme) {
${groups.join('\n\n')}
}

@media (pointer: coarse) {
  :where(:root, .pipeline-theme) {
${coarse.join('\n')}
  }
}
`;
}
