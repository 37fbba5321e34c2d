/** Drags in long columns, drags under which the columns change, and ranges of cards. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { resetMouse, sendMouse, setViewport } from '@web/test-runner-commands';
import type { PipelineSource } from '../../src/context/types.js';
import type { Deal, Pipeline } from '../../src/core/model.js';
import {
  card,
  column,
  dataOf,
  deal,
  focused,
  headOf,
  isWebKit,
  mount,
  press,
  small,
  stageOf,
  stages,
  textOf,
} from './board-fixture.js';
import type { Mounted } from './board-fixture.js';

type Point = [number, number];
const middle = (element: Element, dx = 0, dy = 0): Point => {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2 + dx), Math.round(box.top + box.height / 2 + dy)];
};
const lifted = ({ root }: Mounted): Element | null => root.querySelector('.lift:popover-open .card');
const move = (position: Point): Promise<void> => sendMouse({ type: 'move', position });
async function lift(board: Mounted, id: string): Promise<void> {
  const at = card(board, id)!;
  await move(middle(at, -20, 8));
  await sendMouse({ type: 'down' });
  await move(middle(at, -8, 22));
  await waitUntil(() => lifted(board), 'lifted');
}
interface Asked {
  readonly moves: readonly { readonly dealId: string; readonly toStage: string; readonly index?: number }[];
}
const requestsOf = ({ board }: Mounted): Asked[] => {
  const requests: Asked[] = [];
  board.addEventListener('pipeline-deal-move-request', ({ detail }) => requests.push(detail));
  return requests;
};

before(async () => {
  if (!isWebKit) await setViewport({ width: 1024, height: 768 });
});
afterEach(async () => {
  await resetMouse();
});

describe('<pipeline-board> a drag in a long column', () => {
  const many = Array.from({ length: 120 }, (_, at): Deal => deal(`D${at + 100}`, 'new', 1000 - at));
  const byHand: PipelineSource = {
    load: () => Promise.resolve(dataOf(many)),
    save: () => Promise.resolve(),
    keepsOrder: true,
  };
  const shaftOf = (board: Mounted): HTMLElement => column(board, 'new').querySelector<HTMLElement>('.shaft')!;

  it('scrolls the column at its edge, down and up again, and drops where the pointer then is', async function () {
    this.timeout(30_000);
    const board = await mount(byHand, { attributes: 'sort-by=hand' });
    board.board.style.setProperty('--pipeline-board-column-height', '420px');
    const requests = requestsOf(board);
    const shaft = shaftOf(board);
    await waitUntil(() => shaft.scrollHeight > 3 * shaft.clientHeight, 'the column is long');
    await waitUntil(() => shaft.clientHeight <= 420, 'and as high as it may be');
    // Heights of cards are measured, and a field to search in comes above them.
    await waitUntil(() => board.root.querySelector('.find'));
    const lies = (): string => JSON.stringify(card(board, 'D101')!.getBoundingClientRect());
    for (let last = ''; last !== lies(); ) {
      last = lies();
      for (let frame = 0; frame < 4; frame++) await nextFrame();
    }
    const box = shaft.getBoundingClientRect();
    const x = Math.round(box.left + box.width / 2);
    await lift(board, 'D101');
    await move([x, Math.round(box.bottom - 8)]);
    await waitUntil(() => shaft.scrollTop > 900, 'scrolls on down', { timeout: 10_000 });
    await move([x, Math.round(box.top + 8)]);
    const far = shaft.scrollTop;
    await waitUntil(() => shaft.scrollTop < far - 100, 'scrolls back up', { timeout: 10_000 });
    // Away from the edges it stands still.
    const at: Point = [x, Math.round(box.top + 200)];
    await move(at);
    const order = (): string[] =>
      [...shaft.querySelectorAll<HTMLElement>('.cards > li')]
        .filter((one) => one.dataset['deal'] !== 'D101')
        .map((one) => one.dataset['deal'] ?? 'line');
    await waitUntil(() => order().includes('line'), 'the place shows');
    await sendMouse({ type: 'up' });
    await waitUntil(() => requests.length === 1);
    const { index = -1 } = requests[0]!.moves[0]!;
    expect(index, 'far below where it began').to.be.greaterThan(5);
    // The others are numbered by where they were: D100, D102, D103 …
    const before = `D${index + 100}`;
    const after = `D${index + 101}`;
    await waitUntil(() => {
      const now = [...shaft.querySelectorAll<HTMLElement>('.cards > li')].map((one) => one.dataset['deal']);
      const mine = now.indexOf('D101');
      return now[mine - 1] === before && now[mine + 1] === after;
    }, `between ${before} and ${after}`);
    const end = card(board, 'D101')!.getBoundingClientRect();
    expect(end.top < at[1] + end.height && end.bottom > at[1] - end.height, 'under the pointer').to.equal(
      true,
    );
  });
});

describe('<pipeline-board> a drag under which the columns change', () => {
  const pipelineOf = (of: readonly Pipeline['stages'][number][]): readonly Pipeline[] => [
    { id: 'sales', name: 'Sales', stages: of },
  ];

  it('goes by where the columns are now', async () => {
    const board = await mount(dataOf(small));
    const requests = requestsOf(board);
    await lift(board, 'Acme');
    // A stage comes in front of Offer, and Talk goes.
    const [first, offer, , won, lost] = stages;
    const other = pipelineOf([first, { id: 'demo', name: 'Demo', kind: 'open' }, offer, won, lost]);
    board.board.data = dataOf(small, { pipelines: other });
    await waitUntil(() => column(board, 'demo'));
    const over = (stage: string): Point => {
      const { left, width, top } = column(board, stage).getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + 130)];
    };
    await move(over('demo'));
    await waitUntil(() => column(board, 'demo').getAttribute('part') === 'column over', 'over the new one');
    expect(column(board, 'offer').getAttribute('part')).to.equal('column');
    await sendMouse({ type: 'up' });
    await waitUntil(() => stageOf(board, 'Acme') === 'demo');
    expect(requests.map(({ moves }) => moves.map(({ toStage }) => toStage))).to.deep.equal([['demo']]);
    expect(lifted(board) === null).to.equal(true);
  });
});

describe('<pipeline-board> ranges of cards', () => {
  const ticks = ({ root }: Mounted): string[] =>
    [...root.querySelectorAll<HTMLInputElement>('.card-check')]
      .filter(({ checked }) => checked)
      .map((one) => one.closest<HTMLElement>('[data-deal]')!.dataset['deal']!);
  const shiftClick = (board: Mounted, id: string): boolean =>
    card(board, id)!.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));

  for (const attributes of ['', 'group-by=owner']) {
    it(`by Shift and a click, by Shift and arrows${attributes && `, with ${attributes}`}`, async () => {
      const owned = small.map((one) => (one.id === 'Dune' ? { ...one, owner: 'ben' } : one));
      const board = await mount(dataOf(owned), { attributes });
      const opened: string[] = [];
      board.board.addEventListener('pipeline-select', ({ detail }) => opened.push(detail.rowKey));
      const list = [...card(board, 'Acme')!.parentElement!.querySelectorAll<HTMLElement>('[data-deal]')].map(
        (one) => one.dataset['deal']!,
      );
      const [one, two, three] = list;
      card(board, one!)!.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
      await board.board.updateComplete;
      shiftClick(board, three!);
      await waitUntil(
        () => ticks(board).join() === [one, two, three].join(),
        `ticked: ${ticks(board).join()}`,
      );
      shiftClick(board, two!);
      await waitUntil(() => ticks(board).join() === [one, two].join(), `ticked: ${ticks(board).join()}`);
      expect(opened, 'nothing was opened').to.deep.equal([]);
      card(board, two!)!.focus();
      press(board, 'ArrowDown', { shiftKey: true });
      await waitUntil(
        () => ticks(board).join() === [one, two, three].join(),
        `ticked: ${ticks(board).join()}`,
      );
      expect(focused(board)).to.equal(`card ${three}`);
      expect(
        headOf(board, board.root.querySelector<HTMLElement>('[data-column]')!.dataset['column']!),
      ).to.match(/./);
    });
  }

  it('shows the keys’ hint on a board that moves, and none on one that does not', async () => {
    const board = await mount(dataOf(small));
    const hint = board.root.querySelector<HTMLElement>('.key-hint')!;
    card(board, 'Acme')!.focus();
    press(board, 'ArrowDown');
    expect(textOf(hint)).to.match(/Space/);
    const readonly = await mount(dataOf(small), { attributes: 'readonly' });
    expect(readonly.root.querySelector('.key-hint') === null).to.equal(true);
  });
});
