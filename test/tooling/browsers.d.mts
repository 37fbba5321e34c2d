export interface FoundBrowser {
  readonly path: string;
  readonly origin: string;
}

export const chromiumArgs: string[];
export const noBrowserSentence: string;
export function findChromium(): Promise<FoundBrowser | undefined>;
export function findFirefox(): Promise<FoundBrowser | undefined>;
export function freePort(): Promise<number>;
