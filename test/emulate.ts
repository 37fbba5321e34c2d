/**
 * What a test in a real browser can ask for. Works in Chromium, over the DevTools protocol; elsewhere each function
 * resolves to `false` and changes nothing, so that a test can skip itself:
 *
 *     it('keeps the bars visible in forced colours', async function () {
 *       if (!(await emulateMedia({ forcedColors: true }))) this.skip();
 *       …
 *     });
 *     afterEach(resetEmulation);
 *
 * Keys, the mouse and the window's size are in `@web/test-runner-commands`: sendKeys, sendMouse, resetMouse,
 * setViewport (not in WebKit). What a file leaves emulated is undone when it ends.
 */
import { executeServerCommand } from '@web/test-runner-commands';

export interface EmulatedMedia {
  readonly forcedColors?: boolean;
  readonly reducedMotion?: boolean;
  readonly moreContrast?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly print?: boolean;
}

/** Replaces what was emulated before: features left out go back to the browser's own values. */
export async function emulateMedia(media: EmulatedMedia): Promise<boolean> {
  return command('emulation-media', { ...media });
}

/** A touch screen: `pointer: coarse`, `ontouchstart`, touch points. */
export async function emulateTouch(enabled = true): Promise<boolean> {
  return command('emulation-touch', { enabled });
}

export async function resetEmulation(): Promise<void> {
  await command('emulation-reset', {});
}

async function command(name: string, payload: Record<string, boolean | string>): Promise<boolean> {
  return (await executeServerCommand<boolean, Record<string, boolean | string>>(name, payload)) === true;
}
