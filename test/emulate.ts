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

/** A real finger on the screen, of which the browser makes pointer and touch events. */
export async function touchScreen(
  type: 'start' | 'move' | 'end',
  [x, y]: readonly [x: number, y: number],
): Promise<boolean> {
  const done = await executeServerCommand<boolean, Record<string, string | number>>('emulation-finger', {
    type,
    x,
    y,
  });
  return done === true;
}

/** A real pen that does not scroll, of which the browser makes pointer events. */
export async function penScreen(
  type: 'down' | 'move' | 'up',
  [x, y]: readonly [x: number, y: number],
): Promise<boolean> {
  const done = await executeServerCommand<boolean, Record<string, string | number>>('emulation-pen', {
    type,
    x,
    y,
  });
  return done === true;
}

/** What the browser tells assistive technology of what has the focus: `"button: Actions for Acme"`; undefined elsewhere. */
export async function accessibleFocus(): Promise<string | undefined> {
  const told = await executeServerCommand<string | false, Record<string, string>>('emulation-focus-name', {});
  return told || undefined;
}

export async function resetEmulation(): Promise<void> {
  await command('emulation-reset', {});
}

async function command(name: string, payload: Record<string, boolean | string>): Promise<boolean> {
  return (await executeServerCommand<boolean, Record<string, boolean | string>>(name, payload)) === true;
}
