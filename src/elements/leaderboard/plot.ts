import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LeaderboardSort, RankChange } from '../../locales/messages/leaderboard.js';
import { moveInTable } from '../shared/grid-keys.js';
import { sortIcon } from '../shared/sort-icon.js';
import { vars } from '../shared/vars.js';
import type { LeaderboardModel, LeaderboardWords, LeaderLine } from './model.js';
import type { Plan } from './plan.js';

/** What a plot needs of its element. */
export interface LeaderboardActs {
  /** Key of the row that is the plot's tab stop. */
  readonly stop: string | undefined;
  readonly sort: (column: LeaderboardSort) => void;
  readonly showAll: (isWhole: boolean) => void;
  readonly isRtl: () => boolean;
}

interface Setting {
  readonly model: LeaderboardModel;
  readonly plan: Plan;
  readonly words: LeaderboardWords;
  readonly acts: LeaderboardActs;
  readonly isWhole: boolean;
  readonly canFold: boolean;
}

const SHORTEST_FIRST: LeaderboardSort = 'cycle';
const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

export function renderBoard(setting: Setting): TemplateResult {
  const { model, plan, words, acts } = setting;
  const { own, by } = words;
  const { extras } = plan;
  const heads: readonly (readonly [LeaderboardSort, boolean, number])[] = [
    ['win-rate', extras.has('win-rate'), 2],
    ['average', extras.has('average'), 1],
    ['cycle', extras.has('cycle'), 1],
    ['open-weighted', extras.has('open-weighted'), 1],
  ];
  return html`<div class="rows">
      <table
        class="leaders"
        aria-labelledby="heading"
        part="table"
        ${vars({ '--_names': `${plan.names}px`, '--_zero': percent(model.zero) })}
        @keydown=${(event: KeyboardEvent) => moveInTable(event, acts.isRtl())}
      >
        <thead>
          <tr part="row">
            <th scope="col" class="number rank">${own.columns.rank}</th>
            ${extras.has('change')
              ? html`<th scope="col"><span class="hidden">${own.columns.change}</span></th>`
              : nothing}
            <th scope="col">${own.columns.name[by]}</th>
            ${sortHead(
              setting,
              'won',
              model.hasGoals ? own.columns.wonAgainstGoal : own.columns.won,
              2,
              'bars',
            )}
            ${model.hasGoals ? sortHead(setting, 'attainment', own.columns.attainment, 1, 'number') : nothing}
            ${heads.map(([column, isShown, span]) =>
              isShown ? sortHead(setting, column, own.columns[column], span, 'number') : nothing,
            )}
          </tr>
        </thead>
        <tbody>
          ${plan.lines.map((line) => renderRow(setting, line))}
        </tbody>
      </table>
    </div>
    ${renderMore(setting)}`;
}

function sortHead(
  { words, acts }: Setting,
  column: LeaderboardSort,
  label: string,
  span: number,
  kind: string,
): TemplateResult {
  const isSorted = words.sort === column;
  const isAscending = column === SHORTEST_FIRST;
  return html`<th
    scope="col"
    class=${kind}
    colspan=${span > 1 ? span : nothing}
    aria-sort=${isSorted ? (isAscending ? 'ascending' : 'descending') : nothing}
    aria-label=${label}
  >
    <button
      class="head"
      type="button"
      tabindex="-1"
      data-key="sort ${column}"
      aria-label=${words.own.sortBy({ column: label })}
      @click=${() => acts.sort(column)}
    >
      ${label}${isSorted ? sortIcon(isAscending) : nothing}
    </button>
  </th>`;
}

function renderRow({ model, plan, words, acts }: Setting, line: LeaderLine): TemplateResult {
  const { own } = words;
  const { row, name, isMe, figures, range } = line;
  const { extras } = plan;
  const state = `${isMe ? 'me' : ''} ${row.rank === null ? 'unranked' : ''}`;
  return html`<tr class=${state} part="row ${state}">
    <td class="number rank" part="cell">
      ${row.rank === null
        ? html`<span aria-hidden="true">${line.rank}</span><span class="hidden">${own.unranked}</span>`
        : line.rank}
    </td>
    ${extras.has('change')
      ? html`<td class="change" part="cell">${renderChange(line.change, words)}</td>`
      : nothing}
    <th scope="row" aria-label=${isMe ? `${name} ${own.you}` : name}>
      <button
        class="who"
        part="mark ${state}"
        type="button"
        tabindex=${acts.stop === row.key ? 0 : -1}
        data-key=${row.key}
        aria-label=${line.label}
      >
        ${named(name, isMe && own.you)}
      </button>
    </th>
    <td class="bars" part="cell">${renderBar(line, model)}</td>
    <td class="number strong won" part="cell"><bdi>${figures.won}</bdi></td>
    ${model.hasGoals ? html`<td class="number" part="cell"><bdi>${figures.attainment}</bdi></td>` : nothing}
    ${extras.has('win-rate')
      ? html`<td class="ranges" part="cell">${renderRange(line, model)}</td>`
      : nothing}
    ${extras.has('win-rate')
      ? html`<td class="number ${range ? '' : 'muted'}" part="cell"><bdi>${figures['win-rate']}</bdi></td>`
      : nothing}
    ${(['average', 'cycle', 'open-weighted'] as const).map((column) =>
      extras.has(column)
        ? html`<td class="number ${column === 'cycle' ? '' : 'muted'}" part="cell">
            <bdi>${figures[column]}</bdi>
          </td>`
        : nothing,
    )}
  </tr>`;
}

/** The sign for the eye, the words for the ear. */
function renderChange(change: RankChange | undefined, { own, format }: LeaderboardWords): unknown {
  if (change === undefined) return nothing;
  const spoken = own.change({ change }, format);
  if (change === 'new') return own.new;
  const sign = change > 0 ? '▲' : change < 0 ? '▼' : '';
  return html`<span aria-hidden="true">${sign && `${sign}\u00a0${format.number(Math.abs(change))}`}</span
    ><span class="hidden">${spoken}</span>`;
}

function renderBar({ bar, goalAt }: LeaderLine, { zero }: LeaderboardModel): unknown {
  if (!bar && goalAt === undefined) return nothing;
  const goal = goalAt === undefined ? undefined : percent(goalAt);
  return html`<span
    class="bar ${zero > 0 ? 'signed' : ''}"
    part="bar"
    aria-hidden="true"
    ${vars({
      '--_from': bar && percent(bar.from),
      '--_size': bar && percent(bar.size),
      '--_goal': goal,
      '--_track-size': goalAt === undefined ? undefined : percent(Math.max(0, goalAt - zero)),
    })}
  >
    ${goal ? html`<i class="track"></i>` : nothing}
    ${bar?.size ? html`<i class="fill" part="segment"></i>` : nothing}
    ${goal ? html`<i class="goal" part="tick"></i>` : nothing}
  </span>`;
}

/** Of a range 60 px wide: what lies nearer than 0.3 px is the same place, and draws nothing anew. */
const placeIn = (share: number): string => `${Math.round(share * 200) / 2}%`;

function renderRange({ range }: LeaderLine, { everyone }: LeaderboardModel): unknown {
  return html`<span
    class="range"
    aria-hidden="true"
    ${vars({
      '--_all': everyone && placeIn(everyone.at),
      '--_low': range && placeIn(range.low),
      '--_high': range && placeIn(range.high),
      '--_rate': range && placeIn(range.rate),
    })}
  >
    ${everyone ? html`<i class="all"></i>` : nothing}
    ${range ? html`<i class="whisker"></i><i class="dot"></i>` : nothing}
  </span>`;
}

function renderMore({ plan, words, acts, isWhole, canFold }: Setting): unknown {
  const { own, format } = words;
  if (plan.lines.length < plan.total) {
    return html`<button class="quiet more" type="button" @click=${() => acts.showAll(true)}>
      ${own.showAll({ count: plan.total }, format)}
    </button>`;
  }
  return isWhole && canFold
    ? html`<button class="quiet more" type="button" @click=${() => acts.showAll(false)}>
        ${own.showFewer}
      </button>`
    : nothing;
}

/** Two lines a row, and a thin bar on its rule. */
export function renderList(setting: Setting): TemplateResult {
  const { model, plan, words, acts } = setting;
  const { own, sort } = words;
  return html`<div class="list" role="group" aria-labelledby="heading">
      ${plan.lines.map((line) => {
        const { row, name, isMe, bar, goalAt } = line;
        const isWon = sort === 'won';
        const below = isWon
          ? row.attainment === null
            ? ''
            : own.ofGoal({ share: line.figures.attainment })
          : `${own.columns.won} ${line.figures.won}`;
        return html`<div
          class="item mark ${isMe ? 'me' : ''}"
          part="mark ${isMe ? 'me' : ''}"
          role="button"
          tabindex=${acts.stop === row.key ? 0 : -1}
          data-key=${row.key}
          aria-label=${line.label}
          ${vars({
            '--_from': isWon ? bar && percent(bar.from) : '0%',
            '--_size': isWon ? bar && percent(bar.size) : percent(line.share),
            '--_goal': isWon && goalAt !== undefined ? percent(goalAt) : undefined,
          })}
        >
          <span class="title"
            ><span class="muted place">${line.rank}</span>${named(name, isMe && own.you)}</span
          >
          <span class="number strong"><bdi>${line.figures[sort]}</bdi></span>
          <span class="small muted"><bdi>${below}</bdi></span>
          ${isWon && goalAt !== undefined ? html`<i class="goal"></i>` : nothing}
        </div>`;
      })}
    </div>
    ${model.lines.length > 0 ? renderMore(setting) : nothing}`;
}

/** A name, and who that is for the reader: in the direction of those words, since names have their own. */
const named = (name: string, you: string | false): TemplateResult =>
  you
    ? html`<span class="named" dir="auto"
        ><span class="name"><bdi>${name}</bdi></span
        ><span class="muted you">${you}</span></span
      >`
    : html`<span class="name"><bdi>${name}</bdi></span>`;

/** Below 240 px: who leads, and with what. */
export const renderFigure = (line: LeaderLine, figure: string): TemplateResult =>
  html`<p class="figure">
    <b>${figure}</b>
    <bdi class="small muted">${line.name}</bdi>
  </p>`;

/** The days that ranks are compared with. */
export function changeDays(
  { measures }: LeaderboardModel,
  format: LeaderboardWords['format'],
): { readonly from: string; readonly to: string } {
  const { window } = measures.before ?? {};
  // Years are said where days alone would name two of them.
  const style = window && (window.to ?? 0) - (window.from ?? 0) > 180 ? 'medium' : 'short';
  const day = (at: number | undefined, less: number): string =>
    at === undefined ? '' : format.date(at - less, style);
  return { from: day(window?.from, 0), to: day(window?.to, 1) };
}

/** Keys of bar, goal tick, range and rank change. */
export function renderLegend(
  model: LeaderboardModel,
  plan: Plan,
  { own, format }: LeaderboardWords,
  isTable: boolean,
): unknown {
  const { everyone, hasBars } = model;
  return html`${isTable && hasBars
    ? html`<li class="key" part="key"><i class="fill swatch"></i>${own.legend.won}</li>`
    : nothing}
  ${model.hasGoals && hasBars
    ? html`<li class="key" part="key"><i class="goal swatch"></i>${own.legend.goal}</li>`
    : nothing}
  ${plan.extras.has('win-rate') && everyone && isTable
    ? html`<li class="key" part="key">
        <span class="range swatch" aria-hidden="true"><i class="whisker"></i><i class="dot"></i></span
        >${own.legend.interval({ everyone: format.percent(everyone.rate) })}
      </li>`
    : nothing}
  ${plan.extras.has('change') && isTable
    ? html`<li class="key" part="key">
        <span aria-hidden="true">▲</span>${own.legend.change(changeDays(model, format))}
      </li>`
    : nothing}`;
}
