const said = new Set<string>();

/**
 * A warning for the developer in the page's console, once a page load.
 * @param kind what counts as the same warning; default: the text itself
 */
export function warnOnce(text: string, kind = text): void {
  if (said.has(kind)) return;
  said.add(kind);
  // A developer's mistake has no other place: it is neither the data's nor the reader's.
  console.warn(`pipeline-elements: ${text}`);
}
