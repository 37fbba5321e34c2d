/** Element styles have no colour, font, space or corner of their own: a theme that sets tokens reaches all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const folder = new URL('../../src/elements/', import.meta.url);
const sheets = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.styles.ts'))
  .map((path) => [path, readFileSync(new URL(path, folder), 'utf8')] as const);

interface Declaration {
  readonly property: string;
  /** Without what stands inside `var()`. */
  readonly value: string;
  /** The selectors and conditions around it, outermost first. */
  readonly around: string;
  readonly line: number;
}

/** Where a literal may stand, and why. */
const allowed: readonly {
  readonly reason: string;
  readonly is: (one: Declaration) => boolean;
}[] = [
  {
    reason:
      'forced colours have the names of the system; on paper ink is black; more contrast has its own grey',
    is: ({ around }) => /forced-colors|@media print|prefers-contrast/.test(around),
  },
  {
    reason: 'a silhouette is drawn to the pixel, like the marks that it stands for',
    is: ({ around }) => /\.(skeleton|ghost)/.test(around),
  },
  {
    reason: 'a focus ring needs the same room whatever the spaces are, where overflow would cut it',
    is: ({ around, property }) => /\.scroller/.test(around) && /^(margin|padding|scroll-)/.test(property),
  },
  {
    reason: 'a shape of a few pixels with a centre: knob, dot, swatch',
    is: ({ around }) => /\.(line(::before)?|dot|swatch)\b/.test(around),
  },
  {
    reason: 'the dots of a card’s menu stay where they are, however large their button',
    is: ({ around, property }) => around.includes('.card-actions') && property === 'margin-inline-end',
  },
];

const colour =
  /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|light-dark)\(|\b(?:white|black|red|gray|grey)\b/i;
/** Up to 3 px line things up with a hairline, or keep a touch of air: a theme would gain nothing. */
const pixels = /(?<![\w.])(?:[4-9]|3\.\d+|\d{2,}(?:\.\d+)?|[4-9]\.\d+)px|\d(?:rem|em|pt)\b/;

const rules: readonly {
  readonly title: string;
  readonly property: RegExp;
  readonly literal: RegExp;
}[] = [
  { title: 'colours', property: /./, literal: colour },
  {
    title: 'sizes and weights of text',
    property: /^(font-size|line-height|letter-spacing)$/,
    literal: /^-?[\d.]/,
  },
  { title: 'weights of text', property: /^font-weight$/, literal: /\d|bold/ },
  { title: 'typefaces', property: /^font(-family)?$/, literal: /serif|system-ui|['"]/ },
  {
    title: 'corners',
    property: /^(border(-[a-z]+)*-radius|rx)$/,
    literal: /(?<![\d.])(?:[2-9]|\d{2,})(?:\.\d+)?px/,
  },
  { title: 'spaces', property: /^(padding|margin|gap|row-gap|column-gap|border-spacing)/, literal: pixels },
  { title: 'rows', property: /^block-size$/, literal: /(?<![\w.*(] ?)(?:3[0-9]|4[0-9])px/ },
  { title: 'motion', property: /^(transition|animation)/, literal: /\dm?s\b|cubic-bezier|\bease/ },
];

/** `var(…)` with all that is in it, taken out. */
function withoutVars(value: string): string {
  let rest = '';
  let depth = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (depth === 0 && value.startsWith('var(', at)) {
      depth = 1;
      at += 3;
    } else if (depth > 0) depth += value[at] === '(' ? 1 : value[at] === ')' ? -1 : 0;
    else rest += value[at];
  }
  return rest;
}

/** The declarations of a sheet, flat. */
function declarationsOf(source: string): Declaration[] {
  const css = source
    .slice(source.indexOf('css`'))
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  const first = source.slice(0, source.indexOf('css`')).split('\n').length;
  const found: Declaration[] = [];
  const around: string[] = [];
  let text = '';
  let line = first;
  for (const letter of css.slice(4)) {
    if (letter === '\n') line += 1;
    if (letter === '{') {
      around.push(text.trim());
      text = '';
    } else if (letter === '}' || letter === ';') {
      const [property = '', ...value] = text.split(':');
      if (value.length > 0 && !property.includes('@')) {
        found.push({
          property: property.trim(),
          value: withoutVars(value.join(':')).trim(),
          around: around.join(' '),
          line,
        });
      }
      text = '';
      if (letter === '}') around.pop();
    } else text += letter;
  }
  return found;
}

const objections = (path: string, source: string): string[] =>
  declarationsOf(source).flatMap((one) =>
    // A private property is where a token and its default meet; what is private and has no token is measured by script.
    rules
      .filter(({ property, literal }) => property.test(one.property) && literal.test(one.value))
      .filter(() => !allowed.some(({ is }) => is(one)))
      .map(({ title }) => `${path}:${one.line} ${title}: ${one.property}: ${one.value}`),
  );

describe('element styles', () => {
  it('are found', () => {
    expect(sheets.length).to.be.greaterThan(7);
    for (const [path, source] of sheets) expect(declarationsOf(source), path).not.to.deep.equal([]);
  });

  for (const [path, source] of sheets) {
    it(`have nothing of their own that no token reaches: ${path}`, () => {
      expect(objections(path, source)).to.deep.equal([]);
    });
  }

  for (const declaration of [
    'color: #123456',
    'background: rgb(1 2 3)',
    'border: 1px solid gray',
    'font-size: 12px',
    'line-height: 1.4',
    'font-weight: 600',
    "font-family: 'Inter'",
    'border-radius: 4px',
    'padding: 0 8px',
    'margin-inline-start: -8px',
    'gap: var(--_s1) 12px',
    'block-size: 36px',
    'transition: color 160ms',
  ]) {
    it(`object to ${declaration}`, () => {
      expect(objections('x', `css\`.x { ${declaration}; }\``)).to.have.length.greaterThan(0);
    });
  }

  for (const declaration of [
    'color: var(--pipeline-ink, #1b1f24)',
    'padding: var(--_s2) 0 1px',
    'border: 1px solid var(--_rule)',
    'border-radius: 50%',
    'margin: calc(var(--_s1) * 1.5)',
    'inline-size: 100%',
  ]) {
    it(`have nothing against ${declaration}`, () => {
      expect(objections('x', `css\`.x { ${declaration}; }\``)).to.deep.equal([]);
    });
  }
});
