/** A sentence in pieces, so that figures can be set in bold and names isolated without any markup in messages. */
export type Piece = string | { readonly strong: string } | { readonly name: string };
export type Said = readonly Piece[];

/** A figure of a sentence. */
export const strong = (text: string): Piece => ({ strong: text });

/** A name from the data: text that may run in another direction than the sentence. */
export const name = (text: string): Piece => ({ name: text });

/**
 * Puts pieces into a sentence.
 * @example say`Of ${strong('403')} deals` // ['Of ', { strong: '403' }, ' deals']
 */
export function say(texts: TemplateStringsArray, ...pieces: readonly (Piece | Said)[]): Said {
  const said: Piece[] = [];
  const add = (piece: Piece): void => {
    const last = said.at(-1);
    // Texts side by side are one: a lone space between two nodes gets lost in accessible names.
    if (typeof piece === 'string' && typeof last === 'string') said[said.length - 1] = last + piece;
    else if (piece !== '') said.push(piece);
  };
  for (const [at, text] of texts.entries()) {
    add(text);
    const piece = pieces[at];
    if (piece !== undefined && isSaid(piece)) piece.forEach(add);
    else if (piece !== undefined) add(piece);
  }
  return said;
}

const isSaid = (piece: Piece | Said): piece is Said => Array.isArray(piece);

/** The sentence as plain text, for announcements, titles and exports. */
export function plain(said: Said): string {
  return said
    .map((piece) => (typeof piece === 'string' ? piece : 'strong' in piece ? piece.strong : piece.name))
    .join('');
}

/**
 * Isolates a text of ours, a figure or words, in SVG: in the direction of its first letter. Not of its first strong
 * character, which may be a mark; a figure without letters is as its locale wrote it, whatever page it stands on.
 */
export const isolateText = (text: string): string => isolate(text, sideOf(text));

export const sideOf = (text: string): 'ltr' | 'rtl' =>
  /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(/[\p{L}\u061c]/u.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr';

/** U+2066 or U+2067 … U+2069: text in SVG has no `<bdi>`, and first-strong isolation misreads "70‎%‎". */
export const isolate = (text: string, direction: 'ltr' | 'rtl'): string =>
  `${direction === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069`;
