/** What assistive technology is told on a page, read from Chromium's accessibility tree. */
import type { Page, SerializedAXNode } from 'puppeteer-core';

/** The tree below the figure of the first element with that tag. */
export async function treeOf(page: Page, tag: string): Promise<SerializedAXNode> {
  const root = await page.$(`${tag} >>> figure`);
  const tree = root && (await page.accessibility.snapshot({ interestingOnly: false, root }));
  if (!tree) throw new Error(`${tag} has no figure in the accessibility tree`);
  return tree;
}

export function* nodesOf(node: SerializedAXNode): Generator<SerializedAXNode> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

export const namesOf = (tree: SerializedAXNode, role: string): string[] =>
  [...nodesOf(tree)].filter((node) => node.role === role).map((node) => node.name ?? '');

/** All names, a line each. */
export const textOf = (tree: SerializedAXNode): string =>
  [...nodesOf(tree)].map(({ name }) => name ?? '').join('\n');

/** The figures above a chart: what stands there, in order, by the name of each. */
export function tilesOf(tree: SerializedAXNode): ReadonlyMap<string, readonly string[]> {
  const tiles = new Map<string, string[]>();
  let name = '';
  for (const node of nodesOf(tree)) {
    if (node.role === 'term') tiles.set((name = node.name ?? ''), []);
    else if (node.role === 'definition')
      tiles.get(name)?.push(
        [...nodesOf(node)]
          .filter(({ role }) => role === 'StaticText')
          .map((text) => text.name ?? '')
          .join(''),
      );
  }
  return tiles;
}

/** A row of a table: its first cell, and all of them by the head of their column. */
export interface TableRow {
  readonly name: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows of the tables in the tree, without heads. */
export function rowsOf(tree: SerializedAXNode): TableRow[] {
  const rows: TableRow[] = [];
  let heads: readonly string[] = [];
  for (const node of nodesOf(tree)) {
    if (node.role !== 'row') continue;
    const cells = (node.children ?? []).filter(({ role }) =>
      /^(cell|gridcell|rowheader|columnheader)$/.test(role),
    );
    const texts = cells.map(({ name }) => name ?? '');
    if (cells.every(({ role }) => role === 'columnheader')) heads = texts;
    else
      rows.push({
        name: texts[0] ?? '',
        cells: Object.fromEntries(texts.map((text, at) => [heads[at] ?? `${at}`, text])),
      });
  }
  return rows;
}

/** The number in a cell; NaN where there is none. */
export const numberIn = (text: string | undefined): number =>
  Number(
    (text ?? '')
      .replaceAll('−', '-')
      .replaceAll(/[^\d.-]/g, '')
      .replace(/^-$/, '') || NaN,
  );

/** A shortened amount (`€283K`, `$1.87M`), and half of its last place: how far the exact one may be off. */
export function shortened(text: string): { readonly value: number; readonly tolerance: number } {
  const [, digits = '', places = '', unit = ''] = /(-?[\d,]+)(?:\.(\d+))?\s*([KMB]?)/.exec(text) ?? [];
  const scale = { K: 1e3, M: 1e6, B: 1e9 }[unit] ?? 1;
  const value = Number(`${digits.replaceAll(',', '')}.${places || '0'}`) * scale;
  return { value, tolerance: (scale / 10 ** places.length) * 0.5 + 1e-6 };
}
