import { expect } from 'chai';
import ts from 'typescript';
import { placeOf, sources, walk } from './source.js';
import type { SourceFile } from './source.js';

interface Rule {
  readonly title: string;
  readonly applies: (path: string) => boolean;
  /** A word on what is wrong with a node, or nothing. */
  readonly objection: (node: ts.Node) => string | undefined;
  /** Source that the rule must object to, so that a rule that never fires is noticed. */
  readonly examples: readonly string[];
}

const htmlSinks = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'createContextualFragment',
  'parseFromString',
  'srcdoc',
  'unsafeHTML',
  'unsafeSVG',
  'unsafeStatic',
  'unsafeCSS',
  'styleMap',
]);

const localeMethods = new Set([
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'localeCompare',
]);

const inSource = (): boolean => true;
const inCore = (path: string): boolean => path.startsWith('src/core/');

const rules: readonly Rule[] = [
  {
    title: 'core has no clock and no dice of its own',
    applies: inCore,
    objection: (node) => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
        return 'new Date() reads the clock';
      }
      if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date() reads the clock';
      if (ts.isPropertyAccessExpression(node) && /^(?:Date\.now|Math\.random)$/.test(node.getText())) {
        return node.getText();
      }
      return isValueNamed(node, 'performance') ? 'performance is a clock' : undefined;
    },
    examples: [
      'new Date()',
      'Date.now()',
      'Math.random()',
      'performance.now()',
      'const now = Date.now;',
      'Date()',
    ],
  },
  {
    title: 'only locales, and core/calendar for zone offsets, call Intl',
    applies: (path) => !path.startsWith('src/locales/') && !path.startsWith('src/core/calendar/'),
    objection: (node) => {
      if (isValueNamed(node, 'Intl')) return 'Intl';
      return ts.isPropertyAccessExpression(node) && localeMethods.has(node.name.text)
        ? node.name.text
        : undefined;
    },
    examples: ['new Intl.NumberFormat("en")', 'x.toLocaleString()', '"a".localeCompare("b")'],
  },
  {
    title: 'no HTML sink, no styleMap, no text that becomes code',
    applies: inSource,
    objection: (node) => {
      if (ts.isIdentifier(node) && htmlSinks.has(node.text)) return node.text;
      if (ts.isStringLiteralLike(node) && htmlSinks.has(node.text)) return `'${node.text}'`;
      if (ts.isPropertyAccessExpression(node) && /^document\.write(?:ln)?$/.test(node.getText()))
        return node.getText();
      if (ts.isNewExpression(node) && node.expression.getText() === 'Function') return 'new Function';
      return isValueNamed(node, 'eval') ? 'eval' : undefined;
    },
    examples: [
      'element.innerHTML = name',
      'element["outerHTML"] = name',
      'document.write(name)',
      'import { unsafeHTML } from "lit/directives/unsafe-html.js"',
      'import { styleMap } from "lit/directives/style-map.js"',
      'new Function(name)',
      'eval(name)',
    ],
  },
  {
    title: 'no style attribute, no event attribute, no script or style element in templates',
    applies: inSource,
    objection: (node) => {
      if (ts.isTaggedTemplateExpression(node) && /^(?:html|svg)$/.test(node.tag.getText())) {
        const text = templateText(node.template);
        return /\s(?:style|on[a-z]+)\s*=|<\/?(?:script|style)[\s>]/i.exec(text)?.[0].trim();
      }
      return ts.isCallExpression(node) && /\bsetAttribute(?:NS)?$/.test(node.expression.getText())
        ? /^['"`](?:style|on[a-z]+)['"`]$/.exec(node.arguments[0]?.getText() ?? '')?.[0]
        : undefined;
    },
    examples: [
      'html`<p style="color: red"></p>`',
      'html`<p class=${a} style=${b}></p>`',
      'svg`<g onclick="x()"></g>`',
      'html`<style>p {}</style>`',
      'element.setAttribute("style", "color: red")',
    ],
  },
  {
    title: 'only define.ts, all.ts, bundle.ts and the worker’s own file act when they are imported',
    applies: (path) =>
      !/^src\/(?:all|bundle|elements\/[^/]+\/define|context\/forecast-worker)\.ts$/.test(path),
    objection: (node) => {
      if (!ts.isSourceFile(node.parent)) return undefined;
      if (ts.isImportDeclaration(node)) return node.importClause ? undefined : node.getText();
      const declares =
        ts.isDeclarationStatement(node) ||
        ts.isVariableStatement(node) ||
        node.kind === ts.SyntaxKind.EndOfFileToken;
      return declares ? undefined : node.getText().slice(0, 60);
    },
    examples: ['import "./define.js"', 'start()', 'if (a) b()', 'window.x = 1', 'for (const a of b) c(a)'],
  },
  {
    title: 'no default export',
    applies: inSource,
    objection: (node) => {
      if (ts.isExportAssignment(node)) return 'export default';
      if (ts.isExportSpecifier(node) && node.name.text === 'default') return 'export as default';
      return ts.canHaveModifiers(node) &&
        ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true
        ? 'export default'
        : undefined;
    },
    examples: ['export default 1', 'export default class {}', 'const a = 1; export { a as default }'],
  },
  {
    title: 'no enum, no namespace',
    applies: inSource,
    objection: (node) => {
      if (ts.isEnumDeclaration(node)) return 'enum';
      // `declare global` adds to existing interfaces; there is no other way to type events.
      return ts.isModuleDeclaration(node) && !(node.flags & ts.NodeFlags.GlobalAugmentation)
        ? 'namespace'
        : undefined;
    },
    examples: ['enum A { b }', 'namespace A {}', 'export namespace A { export const b = 1 }'],
  },
];

describe('source rules', () => {
  for (const { title, applies, objection, examples } of rules) {
    it(title, () => {
      const files = sources.filter(({ path }) => applies(path));
      expect(files.flatMap((file) => objectionsIn(file, objection))).to.deep.equal([]);
      for (const example of examples) {
        const tree = ts.createSourceFile('example.ts', example, ts.ScriptTarget.Latest, true);
        const found = objectionsIn({ path: 'example.ts', text: example, tree }, objection);
        expect(found, `must object to: ${example}`).to.not.deep.equal([]);
      }
    });
  }

  it('no any, and nothing silences the compiler', () => {
    const silenced = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/@ts-(?:ignore|nocheck|expect-error)/g)].map(([what]) => `${path}: ${what}`),
    );
    const untyped = sources.flatMap((file) =>
      objectionsIn(file, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined)),
    );
    expect([...silenced, ...untyped]).to.deep.equal([]);
  });
});

function objectionsIn(file: SourceFile, objection: Rule['objection']): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    const text = objection(node);
    if (text !== undefined) found.push(`${placeOf(file, node)} ${text}`);
  });
  return found;
}

/** A name used as a value: not the name of a property, a type or a declaration. */
function isValueNamed(node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return /^globalThis\b/.test(parent.getText());
  return !(
    ts.isTypeNode(parent) ||
    ts.isQualifiedName(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent)
  );
}

function templateText(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.head.text + template.templateSpans.map(({ literal }) => '${}' + literal.text).join('');
}
