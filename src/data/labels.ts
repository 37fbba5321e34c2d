/** Comparing column labels and stage names the way people do: without regard to case, accents and typography. */

/**
 * A label reduced to what matters when two are compared: no case, accents, BOM, zero-width characters or trailing
 * `*`; one kind of quote, space and hyphen; `_` counts as a space and spaces around hyphens don't count.
 * @example labelKey('\uFEFFDeal\u00A0– Stage *') // 'deal-stage'
 */
export function labelKey(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/[\p{M}\u200B-\u200D\uFEFF]/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[\s_]+/g, ' ')
    .replace(/\s*[-–—]\s*/g, '-')
    .replace(/[\s*]+$/, '')
    .trim();
}

/** The keys under which a header may be known: as written, and with camelCase taken apart (`StageName`). */
export function headerKeys(header: string): readonly string[] {
  const plain = labelKey(header);
  const split = labelKey(header.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'));
  const keys = split === plain ? [plain] : [plain, split];
  // The prefixes that exports of warehouses, report types and nested JSON put before the name.
  const bare = keys.map((key) =>
    key.replace(/^(property[ .]|properties\.|opportunity(: |\.)|attributes\.)/, ''),
  );
  // "Amount (EUR)" is an amount, whatever the currency; so is "Betrag in €".
  const unit = /^(.+?)(?:\s*[([](?:\p{Sc}|[A-Z]{3})[)\]]|\s+in\s+(?:\p{Sc}|[A-Z]{3}))$/u.exec(header)?.[1];
  return [...new Set([...keys, ...bare, ...(unit === undefined ? [] : [labelKey(unit)])])];
}

/** A stage or status name without any punctuation: `Closed - Won`, `closedwon` and `Closed/Won` are one. */
export function nameKey(name: string): string {
  return labelKey(name).replace(/[^\p{L}\p{N}]+/gu, '');
}
