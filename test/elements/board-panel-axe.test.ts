/** axe over what opens on a board: menu, gate, panel, selection and the bar after a move; light, dark, forced colours. */
import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { emulateMedia, resetEmulation } from '../emulate.js';
import { card, choose, dataOf, isWebKit, mount, openMenu, press, small, stages } from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

const pipelines = [
  {
    id: 'sales',
    name: 'Sales',
    noSkippingStagesRule: { enabledForAllStages: true, warnOnly: true },
    stages: stages.map((stage) =>
      stage.id === 'offer'
        ? {
            ...stage,
            criteria: (['text', 'number', 'money', 'date', 'select', 'checkbox'] as const).map((type) => ({
              id: type,
              label: `The ${type}`,
              type,
              field: `own-${type}`,
              required: true,
              ...(type === 'select' && { options: ['S', 'M'] }),
            })),
          }
        : stage,
    ),
  },
];
const data = dataOf(small, { pipelines });
const gate = ({ root }: Mounted): HTMLDialogElement | null => root.querySelector('dialog.gate[open]');
const select = (board: Mounted): void => {
  for (const id of ['Acme', 'Beta']) {
    card(board, id)!.focus();
    press(board, ' ', { ctrlKey: true });
  }
};

const opened: Readonly<Record<string, (board: Mounted) => Promise<unknown>>> = {
  'the menu': (board) => openMenu(board, 'Beta'),
  'the gate, and its faults': async (board) => {
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => gate(board));
    await expect(board.board).to.be.accessible();
    gate(board)!.querySelector<HTMLElement>('[data-gate=submit]')!.click();
    await waitUntil(() => gate(board)!.querySelectorAll('[aria-invalid=true]').length === 6);
  },
  'the panel': async (board) => {
    card(board, 'Dune')!.focus();
    press(board, 'Enter');
    await waitUntil(() => board.root.querySelector('.panel'));
  },
  'a selection': async (board) => {
    select(board);
    await waitUntil(() => board.root.querySelector('.selection'));
  },
  'a card in the hand': async (board) => {
    card(board, 'Acme')!.focus();
    press(board, ' ');
    press(board, 'ArrowRight');
    await waitUntil(() => board.root.querySelector('[part~=over]'));
  },
  'the bar after a move': async (board) => {
    await choose(board, 'Acme', 'lost');
    await waitUntil(() => board.root.querySelector('.bar'));
  },
};

describe('<pipeline-board> has no findings by axe', () => {
  before(async () => {
    if (!isWebKit) await setViewport({ width: 1024, height: 768 });
  });
  afterEach(async () => {
    document.documentElement.removeAttribute('style');
    document.body.removeAttribute('style');
    await resetEmulation();
  });

  for (const mode of ['light', 'dark', 'forced colours'] as const) {
    for (const [what, open] of Object.entries(opened)) {
      it(`${what}: ${mode}`, async function () {
        if (mode === 'forced colours' && !(await emulateMedia({ forcedColors: true }))) this.skip();
        if (mode === 'dark') {
          document.documentElement.style.setProperty('color-scheme', 'dark');
          document.body.style.setProperty('background', '#16191d');
          document.body.style.setProperty('color', '#e8eaed');
        }
        const board = await mount(data);
        await open(board);
        await expect(board.board).to.be.accessible();
      });
    }
  }
});
