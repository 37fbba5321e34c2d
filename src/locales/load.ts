import type { Messages } from './messages.js';

/**
 * Languages that have words here, each one module and so one request. English is part of each element.
 * Another language is a folder beside `de`, its line here and its path in package.json.
 */
const loaders: Readonly<Record<string, () => Promise<Messages>>> = {
  de: async () => (await import('./de.js')).de,
};
/** Kept once they are there: what is asked for again is there at once, without a turn. */
const loaded = new Map<string, Messages>();

/** The language part of a locale, `de` of `de-CH`. */
export const languageOf = (locale: string): string => locale.split('-', 1)[0] ?? 'en';

/** The words of a locale's language, where they are loaded. */
export const loadedLocale = (locale: string): Messages | undefined => loaded.get(languageOf(locale));

/** Loads the words of a locale's language; undefined: English, which elements bring along. */
export function loadLocale(locale: string): Promise<Messages> | undefined {
  const language = languageOf(locale);
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  return load?.().then((words) => {
    loaded.set(language, words);
    return words;
  });
}
