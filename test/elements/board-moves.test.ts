import { aTimeout, expect, fixtureCleanup, waitUntil } from '@open-wc/testing';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import type { PipelineRequest, PipelineSource } from '../../src/context/types.js';
import type { Criterion, Deal, Pipeline } from '../../src/core/model.js';
import {
  card,
  choose,
  column,
  dataOf,
  deal,
  focused,
  heard,
  idsIn,
  isWebKit,
  mount,
  openMenu,
  press,
  small,
  stageOf,
  stages,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

const pipelineOf = (
  more: Partial<Pipeline>,
  of: Readonly<Record<string, object>> = {},
): readonly Pipeline[] => [
  { id: 'sales', name: 'Sales', stages: stages.map((stage) => ({ ...stage, ...of[stage.id] })), ...more },
];
const all = { enabledForAllStages: true };
const gate = ({ root }: Mounted): HTMLDialogElement | null => root.querySelector('dialog.gate[open]');
const entry = (board: Mounted, at: number): HTMLInputElement => gate(board)!.querySelector(`#gate-${at}`)!;
const submit = (board: Mounted): void =>
  gate(board)!.querySelector<HTMLElement>('[data-gate=submit]')!.click();
const bar = ({ root }: Mounted): string => textOf(root.querySelector('.bar:not(.selection)'));
const button = ({ root }: Mounted, name: string): HTMLElement =>
  [...root.querySelectorAll<HTMLElement>('.bar button')].find((one) => textOf(one) === name)!;
const settled = async (board: Mounted): Promise<void> => {
  await aTimeout(30);
  await board.board.updateComplete;
};
const requestsOf = ({ board }: Mounted): unknown[] => {
  const requests: unknown[] = [];
  board.addEventListener('pipeline-deal-move-request', ({ detail }) => requests.push(detail));
  return requests;
};
const focus = (board: Mounted, id: string): void => card(board, id)!.focus();
async function sayLast(said: readonly string[], text: string): Promise<void> {
  await waitUntil(() => said.at(-1) === text, 'said').catch(() => undefined);
  expect(said.at(-1), said.join(' | ')).to.equal(text);
}

before(async () => {
  if (!isWebKit) await setViewport({ width: 1024, height: 768 });
});

describe('<pipeline-board> picking up by keyboard', () => {
  it('Esc and leaving the card put it back, and say so', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    const said = heard(board);
    focus(board, 'Acme');
    press(board, ' ');
    press(board, 'ArrowRight');
    await sayLast(said, 'Offer, 2 of 3, allowed');
    press(board, 'Escape');
    await sayLast(said, 'Cancelled. Acme renewal stays in New.');
    expect(card(board, 'Acme')!.getAttribute('part')).to.equal('card');
    expect(focused(board)).to.equal('card Acme');
    press(board, ' ');
    await settled(board);
    focus(board, 'Beta');
    await waitUntil(() => card(board, 'Acme')!.getAttribute('part') === 'card', 'the focus has left it');
    press(board, ' ');
    press(board, ' ');
    await settled(board);
    expect(requests, 'put down where it was').to.deep.equal([]);
    expect(idsIn(board, 'new')).to.deep.equal(['Acme', 'Beta', 'Cord']);
  });

  it('Ctrl and an arrow go to the last column, which may be collapsed; arrows stop there', async () => {
    const board = await mount(dataOf(small));
    const said = heard(board);
    focus(board, 'Acme');
    press(board, ' ');
    press(board, 'ArrowRight', { ctrlKey: true });
    await sayLast(said, 'Lost, 1 of 1, allowed');
    press(board, 'ArrowRight');
    await sayLast(said, 'Lost is the last one');
    press(board, 'ArrowLeft');
    await sayLast(said, 'Won, 2 of 2, allowed');
    press(board, 'ArrowUp');
    await sayLast(said, 'The place in a column follows its order');
    press(board, 'Enter');
    await waitUntil(() => idsIn(board, 'new').length === 2);
    await waitUntil(() => said.at(-1)?.startsWith('Acme renewal moved from New to Won'));
  });

  it('a card that somebody else moves is let go of', async () => {
    const board = await mount(dataOf(small));
    focus(board, 'Acme');
    press(board, ' ');
    await settled(board);
    board.board.data = dataOf(small.map((one) => (one.id === 'Acme' ? { ...one, stage: 'talk' } : one)));
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    await settled(board);
    expect(card(board, 'Acme')!.getAttribute('part')).to.equal('card');
  });

  it('nothing is picked up where nothing moves, or while it is being saved', async () => {
    const readonly = await mount(dataOf(small), { attributes: 'readonly' });
    focus(readonly, 'Acme');
    press(readonly, ' ');
    await settled(readonly);
    expect(card(readonly, 'Acme')!.getAttribute('part')).to.equal('card');
    const board = await mount({
      load: () => Promise.resolve(dataOf(small)),
      save: () => new Promise(() => undefined),
    });
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    focus(board, 'Acme');
    press(board, ' ');
    await settled(board);
    expect(card(board, 'Acme')!.getAttribute('part')).to.equal('card pending');
  });

  it('says no more than two sentences a second', async () => {
    const board = await mount(dataOf(small));
    const said = heard(board);
    focus(board, 'Acme');
    press(board, ' ');
    for (let turn = 0; turn < 10; turn++) {
      press(board, turn % 2 ? 'ArrowLeft' : 'ArrowRight');
      await aTimeout(130);
    }
    expect(said.length).to.be.lessThan(6);
    await sayLast(said, 'New, 1 of 3, where it was');
  });
});

describe('<pipeline-board> with an order by hand', () => {
  const byHand = (save: PipelineSource['save']): PipelineSource => ({
    load: () => Promise.resolve(dataOf(small)),
    save,
    keepsOrder: true,
  });
  const attributes = 'sort-by=hand';

  it('arrows up and down look for a place, which is sent and said', async () => {
    const saved: PipelineRequest[] = [];
    const board = await mount(
      byHand((change) => Promise.resolve(saved.push(change))),
      { attributes },
    );
    const said = heard(board);
    expect(idsIn(board, 'new')).to.deep.equal(['Acme', 'Beta', 'Cord']);
    focus(board, 'Acme');
    press(board, ' ');
    press(board, 'ArrowDown');
    await sayLast(said, 'New, 2 of 3, allowed');
    press(board, 'ArrowDown', { ctrlKey: true });
    await sayLast(said, 'New, 3 of 3, allowed');
    press(board, 'ArrowDown');
    await sayLast(said, 'New is the last one');
    press(board, ' ');
    await waitUntil(() => idsIn(board, 'new').at(-1) === 'Acme');
    await sayLast(said, 'Acme renewal is now New, 3 of 3.');
    expect(focused(board)).to.equal('card Acme');
    press(board, ' ');
    press(board, 'ArrowRight');
    press(board, 'ArrowUp');
    await sayLast(said, 'Offer, 2 of 3, allowed');
    press(board, ' ');
    await waitUntil(() => idsIn(board, 'offer').length === 3);
    expect(idsIn(board, 'offer')).to.deep.equal(['Dune', 'Acme', 'Echo']);
    expect(saved.map(({ detail }) => (detail as { moves: unknown[] }).moves)).to.deep.equal([
      [{ dealId: 'Acme', fromStage: 'new', toStage: 'new', index: 2 }],
      [{ dealId: 'Acme', fromStage: 'new', toStage: 'offer', index: 1 }],
    ]);
    press(board, 'z', { ctrlKey: true });
    await waitUntil(() => idsIn(board, 'new').length === 3);
    press(board, 'z', { ctrlKey: true });
    await waitUntil(() => idsIn(board, 'new')[0] === 'Acme');
  });

  it('the menu moves up and down, which it does not offer elsewhere', async () => {
    const acts = ({ root }: Mounted): string[] =>
      [...root.querySelectorAll<HTMLElement>('.menu [data-act]')].map((item) => item.dataset['act']!);
    const board = await mount(
      byHand(() => Promise.resolve()),
      { attributes },
    );
    await openMenu(board, 'Beta');
    expect(acts(board)).to.deep.equal(['up', 'down', 'open', 'select']);
    board.root.querySelector<HTMLElement>('[data-act=up]')!.click();
    await waitUntil(() => idsIn(board, 'new')[0] === 'Beta');
    await settled(board);
    expect(focused(board)).to.equal('actions Beta');
    await openMenu(board, 'Beta');
    expect(acts(board)).to.deep.equal(['down', 'open', 'select']);
    const sorted = await mount(dataOf(small));
    await openMenu(sorted, 'Beta');
    expect(acts(sorted)).to.deep.equal(['open', 'select']);
  });
});

describe('<pipeline-board> rules', () => {
  it('refuses to skip with the reason: by menu, keyboard and pointer, and asks nobody', async () => {
    const board = await mount(dataOf(small, { pipelines: pipelineOf({ noSkippingStagesRule: all }) }));
    const requests = requestsOf(board);
    const said = heard(board);
    const items = await openMenu(board, 'Acme');
    expect(items.map(textOf)).to.deep.equal([
      'New here',
      'Offer',
      'Talk Offer can’t be skipped',
      'Won Offer and Talk can’t be skipped',
      'Lost',
    ]);
    items[2]!.click();
    await settled(board);
    expect(requests).to.deep.equal([]);
    press(board, 'Escape');
    board.root.querySelector<HTMLElement>('.menu')!.hidePopover();
    focus(board, 'Acme');
    press(board, ' ');
    press(board, 'ArrowRight');
    press(board, 'ArrowRight');
    await sayLast(said, 'Talk, not allowed: Offer can’t be skipped');
    expect(textOf(column(board, 'talk').querySelector('[part~=refused]'))).to.equal('Offer can’t be skipped');
    press(board, ' ');
    await sayLast(said, 'Acme renewal stays in New: Offer can’t be skipped.');
    expect(bar(board)).to.include('stays in New');
    expect([requests, stageOf(board, 'Acme'), focused(board)]).to.deep.equal([[], 'new', 'card Acme']);
  });

  it('only warns where the rule says so, and marks and counts what does not keep it', async () => {
    const board = await mount(
      dataOf(small, { pipelines: pipelineOf({ noSkippingStagesRule: { ...all, warnOnly: true } }) }),
    );
    const said = heard(board);
    const note = (): string => textOf(board.root.querySelector('.note'));
    expect(textOf(card(board, 'Dune')!.querySelector('.flag.broken'))).to.equal('skipped New');
    expect(card(board, 'Dune')!.getAttribute('aria-label')).to.include('skipped New');
    expect(card(board, 'Acme')!.querySelector('.flag.broken')).to.equal(null);
    // Dune, Echo and Foxx came that way.
    expect(note()).to.equal('3 deals do not keep the rules of their stages; they are marked.');
    await choose(board, 'Acme', 'talk');
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    await waitUntil(() => said.at(-1)?.endsWith('Note: Offer can’t be skipped.'), said.join(' | '));
    expect(textOf(card(board, 'Acme')!.querySelector('.flag.broken'))).to.equal('skipped Offer');
    expect(note()).to.include('4 deals');
  });

  it('refuses to go back, but undo goes back', async () => {
    const board = await mount(dataOf(small, { pipelines: pipelineOf({ noBackwardsMovementRule: all }) }));
    const said = heard(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    const items = await openMenu(board, 'Acme');
    expect(textOf(items[0])).to.equal('New deals don’t go back from Offer');
    board.root.querySelector<HTMLElement>('.menu')!.hidePopover();
    await settled(board);
    focus(board, 'Acme');
    press(board, 'z', { ctrlKey: true });
    await waitUntil(() => stageOf(board, 'Acme') === 'new');
    await sayLast(said, 'Undone.');
  });
});

describe('<pipeline-board> gate', () => {
  const criteria: readonly Criterion[] = [
    { id: 't', label: 'Next step', type: 'text', field: 'nextStep', required: true },
    { id: 'n', label: 'Seats', type: 'number', field: 'seats', required: true },
    { id: 'm', label: 'Amount', type: 'money', field: 'amount', required: true },
    { id: 'd', label: 'Close date', type: 'date', field: 'expectedCloseAt', required: true },
    { id: 's', label: 'Size', type: 'select', field: 'size', options: ['S', 'M'], required: true },
    { id: 'c', label: 'Legal', type: 'checkbox', field: 'legal', required: true },
    { id: 'o', label: 'Remark', type: 'text', field: 'remark' },
  ];
  const gated = pipelineOf({}, { offer: { criteria }, lost: { lostReasonRequired: true } });

  it('asks by type, prefilled, says what is wrong at each field, and sends all of it in one request', async () => {
    const board = await mount(dataOf(small, { pipelines: gated }), { attributes: 'locale=de' });
    await waitUntil(() => textOf(board.root.querySelector('.takeaway')).includes('Deal'));
    const requests = requestsOf(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => gate(board));
    const at = (n: number): HTMLInputElement => entry(board, n);
    expect(textOf(gate(board)!.querySelector('h2'))).to.equal('Acme renewal nach Offer');
    expect([at(2).value, at(3).value], 'prefilled').to.deep.equal(['400', '2026-07-20']);
    expect(textOf(at(2).parentElement)).to.equal('EUR');
    expect([0, 1, 2, 3, 4, 5, 6].map((n) => at(n).type)).to.deep.equal([
      'text',
      'text',
      'text',
      'date',
      'select-one',
      'checkbox',
      'text',
    ]);
    expect(board.root.activeElement).to.equal(at(0));
    at(1).value = 'many';
    submit(board);
    await settled(board);
    const fault = (n: number): string => {
      expect(at(n).getAttribute('aria-invalid'), `${n}`).to.equal('true');
      return textOf(board.root.getElementById(at(n).getAttribute('aria-describedby')!));
    };
    expect([0, 1, 4, 5].map(fault)).to.deep.equal([
      'Diese Angabe wird zum Verschieben gebraucht.',
      'Das ist keine Zahl. Ein Beispiel: 1234,5',
      'Bitte aus der Liste auswählen.',
      'Das muss zum Verschieben angekreuzt sein.',
    ]);
    expect(at(2).hasAttribute('aria-invalid')).to.equal(false);
    expect(textOf(gate(board)!.querySelector('[role=alert]'))).to.equal(
      '4 Felder brauchen noch Aufmerksamkeit.',
    );
    expect(board.root.activeElement, 'the first fault').to.equal(at(0));
    await expect(board.board).to.be.accessible();
    at(0).value = ' call ';
    at(1).value = '12,5';
    at(2).value = '1.234,50';
    at(4).value = 'M';
    at(5).click();
    submit(board);
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    expect(requests).to.deep.equal([
      {
        moves: [{ dealId: 'Acme', fromStage: 'new', toStage: 'offer' }],
        changes: [
          {
            dealId: 'Acme',
            set: { nextStep: 'call', amount: 1234.5, fields: { seats: 12.5, size: 'M', legal: true } },
          },
        ],
      },
    ]);
    expect(gate(board)).to.equal(null);
    await settled(board);
    expect(focused(board)).to.equal('actions Acme');
  });

  it('Esc and Cancel put the card back, and the focus where it was', async () => {
    const board = await mount(dataOf(small, { pipelines: gated }));
    const requests = requestsOf(board);
    const said = heard(board);
    for (const way of ['button', 'escape'] as const) {
      await choose(board, 'Acme', 'offer');
      await waitUntil(() => gate(board));
      if (way === 'button') gate(board)!.querySelector<HTMLElement>('[data-gate=cancel]')!.click();
      else gate(board)!.dispatchEvent(new Event('cancel', { cancelable: true }));
      await sayLast(said, 'Cancelled. Acme renewal stays in New.');
      expect(gate(board)).to.equal(null);
      await waitUntil(() => focused(board) === 'actions Acme', `${way}: ${focused(board)}`);
    }
    expect(requests).to.deep.equal([]);
    expect(board.root.querySelectorAll('dialog').length).to.equal(0);
  });

  it('asks a lost deal for the reason, and lets through what is answered', async () => {
    const board = await mount(dataOf(small, { pipelines: gated }));
    const requests = requestsOf(board);
    await choose(board, 'Dune', 'lost');
    await waitUntil(() => gate(board));
    expect(textOf(gate(board)!.querySelector('label'))).to.equal('Reason for the loss (required)');
    entry(board, 0).value = 'price';
    submit(board);
    await waitUntil(() => requests.length === 1);
    expect(requests).to.deep.equal([
      {
        moves: [{ dealId: 'Dune', fromStage: 'offer', toStage: 'lost' }],
        changes: [{ dealId: 'Dune', set: { lostReason: 'price' } }],
      },
    ]);
    const told = await mount(dataOf([deal('Acme', 'new', 5, { lostReason: 'price' })], { pipelines: gated }));
    const direct = requestsOf(told);
    await choose(told, 'Acme', 'lost');
    await waitUntil(() => direct.length === 1);
    expect(gate(told)).to.equal(null);
  });

  it('ends with the board; nothing is left, and nothing is asked for', async () => {
    const board = await mount(dataOf(small, { pipelines: gated }));
    const requests = requestsOf(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => gate(board));
    board.board.remove();
    await aTimeout(30);
    expect([requests, board.root.querySelector('dialog')]).to.deep.equal([[], null]);
  });

  it('the deal that goes while it is asked about is refused, in words', async () => {
    const board = await mount(dataOf(small, { pipelines: gated }));
    const said = heard(board);
    await choose(board, 'Dune', 'lost');
    await waitUntil(() => gate(board));
    board.board.data = dataOf(
      small.filter(({ id }) => id !== 'Dune'),
      { pipelines: gated },
    );
    await settled(board);
    entry(board, 0).value = 'price';
    submit(board);
    await sayLast(said, 'Dune renewal stays in Offer: it is no longer in the data.');
  });
});

describe('<pipeline-board> several cards', () => {
  const ticks = ({ root }: Mounted): string[] =>
    [...root.querySelectorAll<HTMLInputElement>('.card-check')]
      .filter(({ checked }) => checked)
      .map((one) => one.closest<HTMLElement>('[data-deal]')!.dataset['deal']!);

  it('selects by keys, boxes and clicks, moves them with one request and says it once', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    const said = heard(board);
    expect(board.root.querySelector('.card-check'), 'no box before').to.equal(null);
    focus(board, 'Acme');
    press(board, ' ', { ctrlKey: true });
    await sayLast(said, 'Acme renewal selected, 1 in all');
    expect(ticks(board)).to.deep.equal(['Acme']);
    press(board, 'ArrowDown', { shiftKey: true });
    await settled(board);
    expect([ticks(board), focused(board)]).to.deep.equal([['Acme', 'Beta'], 'card Beta']);
    press(board, 'ArrowUp', { shiftKey: true });
    await settled(board);
    expect(ticks(board)).to.deep.equal(['Acme']);
    card(board, 'Dune')!.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
    await settled(board);
    card(board, 'Echo')!.querySelector<HTMLInputElement>('.card-check')!.click();
    await settled(board);
    expect(ticks(board)).to.deep.equal(['Acme', 'Dune', 'Echo']);
    expect(textOf(board.root.querySelector('.selection .bar-words'))).to.equal('3 selected');
    await expect(board.board).to.be.accessible();
    focus(board, 'Dune');
    press(board, ' ');
    await sayLast(said, '3 deals, picked up. Offer. Arrows move, Space drops, Escape cancels');
    press(board, 'ArrowRight');
    press(board, ' ');
    await waitUntil(() => idsIn(board, 'talk').length === 3);
    expect(requests).to.deep.equal([
      {
        moves: [
          { dealId: 'Acme', fromStage: 'new', toStage: 'talk' },
          { dealId: 'Dune', fromStage: 'offer', toStage: 'talk' },
          { dealId: 'Echo', fromStage: 'offer', toStage: 'talk' },
        ],
      },
    ]);
    await sayLast(said, '3 deals moved to Talk. Talk 3 deals.');
    expect(ticks(board)).to.deep.equal([]);
    press(board, 'z', { ctrlKey: true });
    await waitUntil(() => idsIn(board, 'talk').length === 0, 'taken back together');
    expect(idsIn(board, 'offer')).to.deep.equal(['Dune', 'Echo']);
  });

  it('one veto is for all of them', async () => {
    const board = await mount(dataOf(small));
    const said = heard(board);
    board.board.addEventListener('pipeline-deal-move-request', (event) => event.preventDefault());
    for (const id of ['Acme', 'Beta']) {
      focus(board, id);
      press(board, ' ', { ctrlKey: true });
    }
    await choose(board, 'Beta', 'talk');
    await sayLast(said, '2 deals stay where they were: this change is not allowed.');
    expect(idsIn(board, 'new')).to.have.length(3);
  });

  it('one gate asks for all of them what they have not answered', async () => {
    const board = await mount(
      dataOf(small, {
        pipelines: pipelineOf({}, { lost: { lostReasonRequired: true, lostReasons: ['price'] } }),
      }),
    );
    const requests = requestsOf(board);
    for (const id of ['Acme', 'Beta']) {
      focus(board, id);
      press(board, ' ', { ctrlKey: true });
    }
    await choose(board, 'Acme', 'lost');
    await waitUntil(() => gate(board));
    expect(textOf(gate(board)!.querySelector('h2'))).to.equal('2 deals to Lost');
    (entry(board, 0) as unknown as HTMLSelectElement).value = 'price';
    submit(board);
    await waitUntil(() => requests.length === 1);
    expect((requests[0] as { changes: unknown }).changes).to.deep.equal([
      { dealId: 'Acme', set: { lostReason: 'price' } },
      { dealId: 'Beta', set: { lostReason: 'price' } },
    ]);
  });

  it('Esc clears the selection; deals that go are no longer selected', async () => {
    const board = await mount(dataOf(small));
    focus(board, 'Acme');
    press(board, ' ', { ctrlKey: true });
    await settled(board);
    board.board.data = dataOf(small.slice(1));
    await waitUntil(() => !card(board, 'Acme'));
    await settled(board);
    expect(board.root.querySelector('.card-check')).to.equal(null);
    focus(board, 'Beta');
    press(board, ' ', { ctrlKey: true });
    await settled(board);
    press(board, 'Escape');
    await settled(board);
    expect(board.root.querySelector('.card-check')).to.equal(null);
  });
});

describe('<pipeline-board> saves', () => {
  const source = (save: PipelineSource['save'], deals = small): PipelineSource => ({
    load: () => Promise.resolve(dataOf(deals)),
    save,
    savePatience: 50,
  });

  it('one that takes long is said once, can be tried again, and its end is said', async () => {
    let tries = 0;
    const board = await mount(
      source(() => (++tries === 1 ? new Promise(() => undefined) : Promise.resolve())),
    );
    const said = heard(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => button(board, 'Try again'), 'late');
    expect(textOf(card(board, 'Acme'))).to.include('Not saved yet');
    await sayLast(said, 'Acme renewal: not saved yet.');
    button(board, 'Try again').click();
    await sayLast(said, 'Acme renewal: saved.');
    expect([tries, stageOf(board, 'Acme')]).to.deep.equal([2, 'offer']);
    expect(card(board, 'Acme')!.hasAttribute('aria-busy')).to.equal(false);
  });

  it('one that takes long can be taken back', async () => {
    const board = await mount(source(() => new Promise(() => undefined)));
    const said = heard(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => button(board, 'Take back'));
    button(board, 'Take back').click();
    await waitUntil(() => stageOf(board, 'Acme') === 'new');
    await sayLast(said, 'Could not save: nobody waits for it any more. Acme renewal is back in New.');
  });

  it('one that fails can be tried again', async () => {
    let tries = 0;
    const board = await mount(
      source(() => (++tries === 1 ? Promise.reject(new Error('down')) : Promise.resolve())),
    );
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => button(board, 'Try again'));
    expect(stageOf(board, 'Acme')).to.equal('new');
    button(board, 'Try again').click();
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    expect(tries).to.equal(2);
  });

  it('somebody else who was faster wins, and that is said', async () => {
    let push: (data: unknown) => void = () => undefined;
    const board = await mount({
      ...source(() => new Promise(() => undefined)),
      savePatience: 5000,
      subscribe: (listener) => {
        push = listener;
        return () => undefined;
      },
    });
    const said = heard(board);
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => stageOf(board, 'Acme') === 'offer');
    push(dataOf(small.map((one) => (one.id === 'Acme' ? { ...one, stage: 'talk' } : one))));
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
    await sayLast(
      said,
      'Acme renewal has been changed by somebody else meanwhile and is in Talk. Your change was not saved.',
    );
  });

  it('one that answers after the board has gone is heard by nobody, and hurts nobody', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const saved: PipelineRequest[] = [];
    const board = await mount(
      source((change) => {
        saved.push(change);
        return new Promise((done) => (answer = done));
      }),
    );
    await choose(board, 'Acme', 'offer');
    await waitUntil(() => saved.length === 1);
    board.board.remove();
    answer(undefined);
    await aTimeout(30);
    expect(saved).to.have.length(1);
  });
});

describe('<pipeline-board> a drag', () => {
  afterEach(async () => {
    await resetMouse();
  });
  const center = (element: Element, dx = 0, dy = 0): [number, number] => {
    const box = element.getBoundingClientRect();
    return [Math.round(box.left + box.width / 2 + dx), Math.round(box.top + box.height / 2 + dy)];
  };
  const lifted = ({ root }: Mounted): Element | null => root.querySelector('.lift:popover-open .card');
  async function lift(board: Mounted, id: string): Promise<void> {
    await sendMouse({ type: 'move', position: center(card(board, id)!, -20, 8) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: center(card(board, id)!, -8, 22) });
    await waitUntil(() => lifted(board), 'lifted');
  }
  async function over(board: Mounted, stage: string): Promise<void> {
    const { left, width, top } = column(board, stage).getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + 130)] });
    await waitUntil(() => column(board, stage).getAttribute('part')!.includes('over'), `over ${stage}`);
  }

  it('ends with the element, and leaves nothing behind', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    await lift(board, 'Acme');
    await over(board, 'offer');
    board.board.remove();
    await sendMouse({ type: 'up' });
    await aTimeout(30);
    expect([requests, board.root.querySelector('.lift')?.childElementCount ?? 0]).to.deep.equal([[], 0]);
  });

  it('outlives new data, and drops what is still there', async () => {
    const board = await mount(dataOf(small));
    await lift(board, 'Acme');
    board.board.data = dataOf(small.map((one) => ({ ...one, amount: 7 })));
    await waitUntil(() => textOf(card(board, 'Beta')).includes('€7'));
    expect(lifted(board)).not.to.equal(null);
    await over(board, 'talk');
    await sendMouse({ type: 'up' });
    await waitUntil(() => stageOf(board, 'Acme') === 'talk');
  });

  it('of a deal that goes meanwhile drops nothing', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    await lift(board, 'Acme');
    board.board.data = dataOf(small.slice(1));
    await waitUntil(() => !card(board, 'Acme'));
    const { left, width, top } = column(board, 'talk').getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + 130)] });
    await sendMouse({ type: 'up' });
    await settled(board);
    expect(requests).to.deep.equal([]);
    expect(lifted(board)).to.equal(null);
  });

  it('onto a stage that a rule is against shows the reason, and says it', async () => {
    const board = await mount(dataOf(small, { pipelines: pipelineOf({ noSkippingStagesRule: all }) }));
    const requests = requestsOf(board);
    const said = heard(board);
    await lift(board, 'Acme');
    await over(board, 'talk');
    expect(textOf(column(board, 'talk').querySelector('[part~=refused]'))).to.equal('Offer can’t be skipped');
    await sendMouse({ type: 'up' });
    await sayLast(said, 'Acme renewal stays in New: Offer can’t be skipped.');
    expect(requests).to.deep.equal([]);
  });

  it('takes all selected cards along', async () => {
    const board = await mount(dataOf(small));
    for (const id of ['Acme', 'Cord']) {
      focus(board, id);
      press(board, ' ', { ctrlKey: true });
    }
    await settled(board);
    await lift(board, 'Cord');
    expect((lifted(board) as HTMLElement).dataset['count']).to.equal('2');
    expect(card(board, 'Acme')!.getAttribute('part')).to.include('origin');
    await over(board, 'talk');
    await sendMouse({ type: 'up' });
    await waitUntil(() => idsIn(board, 'talk').length === 2);
  });

  it('works two shadow roots deep, in a box that is scrolled, and where the page is zoomed to 200 %', async () => {
    fixtureCleanup();
    const outer = document.createElement('div');
    document.body.append(outer);
    const inner = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(inner);
    const box = document.createElement('div');
    const spacer = document.createElement('div');
    box.style.cssText = 'block-size: 300px; overflow: auto; inline-size: 900px';
    spacer.style.blockSize = '140px';
    const board = document.createElement('pipeline-board');
    board.data = dataOf(small);
    box.append(spacer, board);
    inner.attachShadow({ mode: 'open' }).append(box);
    const mounted = { board, root: board.shadowRoot! };
    try {
      // WebKit gives its mouse the places of the page as if it were not zoomed by style.
      for (const zoom of isWebKit ? ['1'] : ['1', '2']) {
        document.documentElement.style.setProperty('zoom', zoom);
        box.style.inlineSize = zoom === '2' ? '480px' : '900px';
        board.data = dataOf(small);
        await waitUntil(
          () => mounted.root.querySelector('[data-column]') && stageOf(mounted, 'Acme') === 'new',
        );
        await aTimeout(60);
        box.scrollTop = 190;
        await aTimeout(60);
        await lift(mounted, 'Acme');
        await over(mounted, 'offer');
        await sendMouse({ type: 'up' });
        await waitUntil(() => stageOf(mounted, 'Acme') === 'offer', `at ${zoom}`);
      }
    } finally {
      document.documentElement.style.removeProperty('zoom');
      outer.remove();
    }
  });

  it('scrolls the box and the board at their edges', async () => {
    const many = Array.from({ length: 40 }, (_, at): Deal => deal(`D${at + 10}`, 'new', at));
    const board = await mount(dataOf(many), { width: 420 });
    const scroller = board.root.querySelector('.scroller')!;
    await lift(board, 'D49');
    const box = scroller.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(box.right - 6), Math.round(box.top + 120)] });
    await waitUntil(() => scroller.scrollLeft > 60, 'the board scrolls on');
    const before = document.scrollingElement!.scrollTop;
    await sendMouse({ type: 'move', position: [Math.round(box.left + 200), window.innerHeight - 4] });
    await waitUntil(() => document.scrollingElement!.scrollTop > before + 30, 'the page scrolls on');
    await sendMouse({ type: 'up' });
  });
});
