import { expect } from '@open-wc/testing';
import { emulateMedia, emulateTouch, resetEmulation } from '../emulate.js';

const matches = (query: string): boolean => matchMedia(query).matches;

/** The tests' own tools: where one of them stopped working, tests that ask for it would pass without looking. */
describe('emulation', () => {
  afterEach(resetEmulation);

  it('is obeyed in Chromium, and says so where it is not', async () => {
    const isChromium = 'userAgentData' in navigator;
    expect(await emulateMedia({ forcedColors: true })).to.equal(isChromium);
    expect(await emulateTouch()).to.equal(isChromium);
  });

  for (const [title, media, query] of [
    ['forced colours', { forcedColors: true }, '(forced-colors: active)'],
    ['reduced motion', { reducedMotion: true }, '(prefers-reduced-motion: reduce)'],
    ['more contrast', { moreContrast: true }, '(prefers-contrast: more)'],
    ['dark', { colorScheme: 'dark' }, '(prefers-color-scheme: dark)'],
    ['print', { print: true }, 'print'],
  ] as const) {
    it(`${title}, until it is taken back`, async function () {
      const before = matches(query);
      if (!(await emulateMedia(media))) this.skip();
      expect(matches(query)).to.equal(true);
      await resetEmulation();
      expect(matches(query)).to.equal(before);
    });
  }

  it('a touch screen', async function () {
    if (!(await emulateTouch())) this.skip();
    expect(navigator.maxTouchPoints).to.be.greaterThan(0);
    expect(matches('(pointer: coarse)')).to.equal(true);
  });
});
