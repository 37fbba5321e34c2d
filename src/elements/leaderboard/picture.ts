import { circle } from '../../charts/picture.js';
import type { Shape } from '../../charts/picture.js';
import type { PictureCell, PictureColumn } from '../../charts/table-picture.js';
import type { Formatter } from '../../locales/format.js';
import type { LeaderboardSort, RankChange } from '../../locales/messages/leaderboard.js';
import type { PictureKey, PlotPicture } from '../shared/frame.js';
import type { LeaderboardModel, LeaderboardWords, LeaderLine } from './model.js';
import type { Extra, Plan } from './plan.js';
import { changeDays } from './plot.js';

type Part = readonly [PictureColumn, (line: LeaderLine) => PictureCell];

/** The table as a picture, in the columns that the widest form has room for. */
export function leaderboardPicture(
  model: LeaderboardModel,
  { lines, extras }: Plan,
  words: LeaderboardWords,
): PlotPicture {
  const parts = partsOf(model, extras, words);
  return {
    kind: 'table',
    table: {
      columns: parts.map(([column]) => column),
      rows: lines.map((line) => ({
        cells: parts.map(([, cell]) => cell(line)),
        ...(line.isMe && { fill: '--_me' }),
      })),
      hasLines: true,
    },
    paints: {
      ink: '--_ink',
      muted: '--_muted',
      hairline: '--_hairline',
      rule: '--_rule',
      track: '--_track',
      compare: '--_compare',
      goal: '--_goal-ink',
      page: '--_page',
    },
    legend: legendOf(model, extras, words),
  };
}

function partsOf(
  { zero, everyone, hasGoals, hasBars }: LeaderboardModel,
  extras: ReadonlySet<Extra>,
  { own, by, sort, format }: LeaderboardWords,
): readonly Part[] {
  const sorted = (column: LeaderboardSort) =>
    column !== sort ? {} : { sorted: column === 'cycle' ? ('ascending' as const) : ('descending' as const) };
  const figures = (column: LeaderboardSort, ink?: string): Part => [
    { head: own.columns[column], kind: 'text', align: 'end', ...sorted(column) },
    (line) => ({ text: line.figures[column], ink }),
  ];
  const rank: Part = [
    { head: own.columns.rank, kind: 'text', align: 'end' },
    (line) => ({ text: line.rank, ink: line.isMe ? '--_ink' : '--_muted' }),
  ];
  const change: Part = [
    { head: '', kind: 'text', pad: 8 },
    (line) => ({ text: signOf(line.change, own.new, format), ink: '--_muted' }),
  ];
  const name: Part = [
    { head: own.columns.name[by], kind: 'text', pad: extras.has('change') ? 0 : 10 },
    (line) => ({ text: line.isMe ? `${line.name} ${own.you}` : line.name }),
  ];
  const bar: Part = [
    { head: hasGoals ? own.columns.wonAgainstGoal : own.columns.won, kind: 'bar', ...sorted('won') },
    (line) => ({
      bar: {
        paint: '--_won',
        from: line.bar?.from ?? 0,
        size: line.bar?.size ?? 0,
        zero,
        goal: line.goalAt,
      },
    }),
  ];
  const won: Part = [
    { head: hasBars ? '' : own.columns.won, kind: 'text', align: 'end' },
    (line) => ({ text: line.figures.won, isStrong: line.row.rank !== null }),
  ];
  const range: Part = [
    { head: '', kind: 'range', pad: 20 },
    (line) => ({ range: { ...line.range, all: everyone?.at } }),
  ];
  return [
    rank,
    ...(extras.has('change') ? [change] : []),
    name,
    ...(hasBars ? [bar] : []),
    won,
    ...(hasGoals ? [figures('attainment')] : []),
    ...(extras.has('win-rate') ? [range, figures('win-rate')] : []),
    ...(extras.has('average') ? [figures('average', '--_muted')] : []),
    ...(extras.has('cycle') ? [figures('cycle')] : []),
    ...(extras.has('open-weighted') ? [figures('open-weighted', '--_muted')] : []),
  ];
}

function signOf(change: RankChange | undefined, isNew: string, format: Formatter): string {
  if (change === 'new') return isNew;
  return change ? `${change > 0 ? '▲' : '▼'}\u00a0${format.number(Math.abs(change))}` : '';
}

function legendOf(
  model: LeaderboardModel,
  extras: ReadonlySet<Extra>,
  words: LeaderboardWords,
): readonly PictureKey[] {
  const { own, format } = words;
  const { everyone, hasGoals, hasBars } = model;
  const key = (
    width: number,
    height: number,
    shapes: readonly Shape<string>[],
    text: string,
  ): PictureKey => ({ swatch: { width, height, shapes }, text });
  const box = { kind: 'rect', x: 0, y: 0 } as const;
  return [
    ...(hasBars
      ? [key(14, 10, [{ ...box, width: 14, height: 10, radius: 2, fill: '--_won' }], own.legend.won)]
      : []),
    ...(hasGoals && hasBars
      ? [key(2, 12, [{ ...box, width: 2, height: 12, fill: '--_goal-ink' }], own.legend.goal)]
      : []),
    ...(extras.has('win-rate') && everyone
      ? [
          key(
            22,
            7,
            [
              { ...box, y: 2.75, width: 22, height: 1.5, fill: '--_compare' },
              { kind: 'path', d: circle(11, 3.5, 3.5), fill: '--_ink' },
            ],
            own.legend.interval({ everyone: format.percent(everyone.rate) }),
          ),
        ]
      : []),
    ...(extras.has('change')
      ? [
          key(
            10,
            8,
            [{ kind: 'path', d: 'M5 0L10 8H0z', fill: '--_muted' }],
            own.legend.change(changeDays(model, format)),
          ),
        ]
      : []),
  ];
}
