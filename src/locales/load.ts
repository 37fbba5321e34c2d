import type { Messages } from './messages.js';

/** Languages that have words here. English is part of each element; others load on first use. */
const loaders: Readonly<Record<string, () => Promise<Messages>>> = {};

/** The language part of a locale, `de` of `de-CH`. */
export const languageOf = (locale: string): string => locale.split('-', 1)[0] ?? 'en';

/** The words of a locale's language; undefined: English, which elements bring along. */
export function loadLocale(locale: string): Promise<Messages> | undefined {
  return loaders[languageOf(locale)]?.();
}
