/** The source as the guards see it: files, syntax trees, imports. Node only. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { root } from '../tooling/paths.mjs';

export { root };

export interface SourceFile {
  /** From the root, with forward slashes: `src/core/model.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export interface Import {
  readonly specifier: string;
  readonly kind: 'static' | 'type' | 'dynamic';
  /** `src/…` where the specifier is relative. */
  readonly target?: string;
  /** The package, where it is not: `lit`, `@lit/context`. */
  readonly packageName?: string;
}

export function filesIn(folder: string, ending = '.ts'): string[] {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

export function parse(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

export const sources: readonly SourceFile[] = filesIn('src').map(parse);

/** Calls `visit` for every node of a file, its root's children first. */
export function walk({ tree }: SourceFile, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  ts.forEachChild(tree, step);
}

/** Every import and re-export of a file, `import type`, `import('…')` and `import('…')` types included. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, kind: Import['kind']): void => {
    if (specifier.startsWith('.')) {
      const target = resolve(root, dirname(file.path), specifier.replace(/\.js$/, '.ts'));
      found.push({ specifier, kind, target: relative(root, target).replaceAll('\\', '/') });
    } else {
      const packageName = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      found.push({ specifier, kind, packageName });
    }
  };
  walk(file, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(
        node.moduleSpecifier.text,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static',
      );
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, node.isTypeOnly ? 'type' : 'static');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, 'type');
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      add(specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '(computed)', 'dynamic');
    }
  });
  return found;
}

/** `src/core/model.ts:12`, for a message that leads to the place. */
export function placeOf(file: SourceFile, node: ts.Node): string {
  return `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`;
}
