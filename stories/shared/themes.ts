/** Themes of the "theme it" page: what is set on the page, and the CSS to copy, are the same list. */
export interface Theme {
  readonly name: string;
  /** Where it is set. */
  readonly selector: string;
  readonly declarations: Readonly<Record<string, string>>;
}

/** What the page starts from: set nothing, and the widgets take the page's own font and text colour. */
export const plain: Theme = { name: 'As it comes', selector: ':root', declarations: {} };

/** A tool that is dark for everyone, whatever their system says. */
export const darkTool: Theme = {
  name: 'A dark internal tool',
  selector: '.tool',
  declarations: {
    'color-scheme': 'dark',
    background: '#0f1115',
    color: '#d7dce2',
    '--pipeline-surface': '#0f1115',
    '--pipeline-surface-raised': '#191d24',
    '--pipeline-ink': '#d7dce2',
    '--pipeline-muted': '#98a3af',
    '--pipeline-accent': '#3ecf8e',
    '--pipeline-on-accent': '#06140d',
    '--pipeline-hairline': 'rgb(255 255 255 / 0.12)',
    '--pipeline-radius-control': '4px',
    '--pipeline-density': '0.875',
  },
};

/** A brand: its hue, its serif, square corners; light and dark from one rule. */
export const brand: Theme = {
  name: 'A brand',
  selector: '.brand',
  declarations: {
    background: 'light-dark(#fffaf3, #211a16)',
    color: 'light-dark(#2b1d14, #f3e8dc)',
    '--pipeline-font': "Georgia, 'Times New Roman', serif",
    '--pipeline-surface': 'light-dark(#fffaf3, #211a16)',
    '--pipeline-surface-raised': 'light-dark(#ffffff, #2c231d)',
    '--pipeline-ink': 'light-dark(#2b1d14, #f3e8dc)',
    '--pipeline-muted': 'light-dark(#6b5445, #c4ad9a)',
    '--pipeline-accent': 'light-dark(#9a3412, #fb9a63)',
    '--pipeline-on-accent': 'light-dark(#ffffff, #1a0d06)',
    '--pipeline-compare': 'light-dark(#8a7565, #a8937f)',
    '--pipeline-rule': 'light-dark(#93806f, #85705f)',
    '--pipeline-radius-mark': '0px',
    '--pipeline-radius-control': '0px',
    '--pipeline-radius-layer': '0px',
    '--pipeline-text-3': '16px',
    '--pipeline-leading-3': '24px',
  },
};

/** As much on a screen as can be read. */
export const compact: Theme = {
  name: 'Compact',
  selector: '.compact',
  declarations: {
    '--pipeline-density': '0.875',
    '--pipeline-space-2': '6px',
    '--pipeline-space-3': '8px',
    '--pipeline-space-4': '12px',
    '--pipeline-board-column-width': '200px',
  },
};

/** The CSS of a theme, to copy. */
export const cssOf = ({ selector, declarations }: Theme): string => {
  const lines = Object.entries(declarations).map(([name, value]) => `  ${name}: ${value};`);
  return lines.length === 0 ? '/* nothing to set */' : `${selector} {\n${lines.join('\n')}\n}`;
};
