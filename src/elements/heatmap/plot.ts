import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { initialsOf } from '../shared/names.js';
import { moveInTable } from '../shared/grid-keys.js';
import { mark } from '../shared/mark.js';
import { sortIcon } from '../shared/sort-icon.js';
import { vars } from '../shared/vars.js';
import { rampOf } from './model.js';
import type { HeatCell, HeatLine, HeatmapModel, HeatmapWords } from './model.js';
import type { Plan } from './plan.js';

/** What a plot needs of its element. */
export interface HeatmapActs {
  /** Key of the cell that is the plot's tab stop. */
  readonly stop: string | undefined;
  readonly sort: (key: string) => void;
  readonly showAll: () => void;
  readonly choose: (stage: string) => void;
  readonly isRtl: () => boolean;
}

interface Setting {
  readonly model: HeatmapModel;
  readonly plan: Plan;
  readonly words: HeatmapWords;
  readonly acts: HeatmapActs;
}

const onScroll = ({ currentTarget }: Event): void => {
  const place = currentTarget as HTMLElement;
  place.classList.toggle('moved', place.scrollLeft !== 0);
};

/** A table of cells: groups as rows and stages as columns, or the other way round where there is less room. */
export function renderGrid(setting: Setting): TemplateResult {
  const { model, plan, words, acts } = setting;
  const { own } = words;
  const { by } = model.measures.options;
  const { isTransposed, groups, stages } = plan;
  const head = html`<th scope="col" class="names">${isTransposed ? own.stage : own.by[by]}</th>`;
  return html`<div class=${plan.isScrolled ? 'scroll' : ''} @scroll=${onScroll}>
      <table
        class="heat ${isTransposed ? 'transposed' : ''} ${plan.isTight ? 'tight' : ''}"
        role="grid"
        aria-labelledby="heading"
        aria-describedby="takeaway"
        part="table"
        ${vars({
          '--_names': `${plan.names}px`,
          '--_margin': `${plan.margin}px`,
          '--_least': plan.isScrolled ? `${plan.least}px` : undefined,
        })}
        @keydown=${(event: KeyboardEvent) => moveInTable(event, acts.isRtl())}
      >
        <thead>
          <tr part="row">
            ${head}${isTransposed
              ? groupHeads(setting)
              : stages.map((stage) => sortHead(setting, stage, 'col'))}
            ${isTransposed
              ? sortHead(setting, { key: 'all', name: own.all }, 'col', 'margin')
              : model.wonOf
                ? sortHead(setting, { key: 'won', name: own.daysToWon }, 'col', 'margin')
                : nothing}
          </tr>
        </thead>
        <tbody>
          ${isTransposed
            ? stages.map((stage) =>
                renderRow(
                  setting,
                  stage,
                  groups.map((group) => model.cellOf(stage, group)),
                  model.cellOf(stage),
                ),
              )
            : groups.map((group) =>
                renderRow(
                  setting,
                  group,
                  stages.map((stage) => model.cellOf(stage, group)),
                  model.wonOf?.(group),
                  model.wonOf !== undefined,
                ),
              )}
          ${isTransposed
            ? model.wonOf && renderWonRow(setting)
            : html`<tr class="all" part="row margin">
                ${sortHead(setting, { key: 'all', name: own.everyone[by] }, 'row')}
                ${stages.map((stage) => renderMargin(setting, model.cellOf(stage), false))}
                ${renderMargin(setting, model.wonOf?.(), true, model.wonOf !== undefined)}
              </tr>`}
        </tbody>
      </table>
    </div>
    ${plan.hidden > 0 ? renderMore(setting) : nothing}`;
}

/**
 * A head, cells, and the one in the margin. As long as the cells are the same it is left as it is: one deal changes a
 * few of hundreds.
 */
function renderRow(
  setting: Setting,
  line: HeatLine,
  cells: readonly HeatCell[],
  margin: HeatCell | undefined,
  hasMargin = true,
): unknown {
  const { plan, words, acts } = setting;
  return guard(
    [
      ...cells,
      margin,
      [...cells, margin].findIndex((cell) => cell?.key === acts.stop),
      line.key,
      line.name,
      plan.sortKey === line.key && plan.direction,
      plan.isTight,
      hasMargin,
      words.own,
      acts.sort,
    ],
    () =>
      html`<tr part="row">
        ${sortHead(setting, line, 'row')} ${cells.map((cell) => renderCell(setting, cell))}
        ${renderMargin(setting, margin, true, hasMargin)}
      </tr>`,
  );
}

/** Transposed, days to won stand below the stages. */
function renderWonRow(setting: Setting): TemplateResult {
  const { model, plan, words } = setting;
  return html`<tr class="all" part="row margin">
    ${sortHead(setting, { key: 'won', name: words.own.daysToWon }, 'row')}
    ${plan.groups.map((group) => renderMargin(setting, model.wonOf?.(group), false, true))}
    ${renderMargin(setting, model.wonOf?.(), true, true)}
  </tr>`;
}

/** Columns of owners have room for initials; months and sources for a short word or two. */
function groupHeads(setting: Setting): readonly TemplateResult[] {
  const { plan, model } = setting;
  if (!plan.isTight || model.measures.options.by !== 'owner')
    return plan.groups.map((group) => sortHead(setting, group, 'col'));
  const initials = initialsOf(plan.groups.map(({ name }) => name));
  return plan.groups.map((group, at) => sortHead(setting, group, 'col', '', initials[at]));
}

function sortHead(
  { plan, words, acts }: Setting,
  { key, name }: HeatLine,
  scope: 'col' | 'row',
  kind = '',
  short?: string,
): TemplateResult {
  const isSorted = plan.sortKey === key;
  return html`<th
    scope=${scope}
    class=${kind || nothing}
    aria-sort=${isSorted ? plan.direction : nothing}
    aria-label=${name}
  >
    <button
      class="head"
      type="button"
      tabindex="-1"
      data-key="sort ${key}"
      aria-label=${words.own.sortBy({ name })}
      title=${short ? name : nothing}
      @click=${() => acts.sort(key)}
    >
      <span class="name"><bdi>${short ?? name}</bdi></span
      >${isSorted ? sortIcon(plan.direction === 'ascending') : nothing}
    </button>
  </th>`;
}

function renderCell({ plan, acts }: Setting, cell: HeatCell): TemplateResult {
  const few = cell.few ? 'few' : '';
  const state = `${cell.value === undefined ? 'none' : cell.value === null ? 'unreached' : ''} ${few}`;
  return html`<td
    ${mark({
      kind: `cell ${cell.ramp ?? ''} ${state}`,
      part: `cell ${state}`,
      isStop: acts.stop === cell.key,
      key: cell.key,
      label: cell.label,
      text: plan.isTight ? cell.short : cell.text,
      share: cell.share,
    })}
  ></td>`;
}

function renderMargin(
  { plan, acts }: Setting,
  cell: HeatCell | undefined,
  isEnd: boolean,
  isShown = true,
): unknown {
  if (!isShown) return nothing;
  const kind = `margin ${isEnd ? 'end' : 'below'}`;
  if (!cell) return html`<td class="${kind} none" part="cell margin none">–</td>`;
  return html`<td
    ${mark({
      kind: `${kind} ${cell.few ? 'few-margin' : ''}`,
      part: `cell margin ${cell.few ? 'few' : ''}`,
      isStop: acts.stop === cell.key,
      key: cell.key,
      label: cell.label,
      text: plan.isTight || isEnd ? cell.short : cell.text,
      share: cell.share,
    })}
  ></td>`;
}

function renderMore({ plan, words, acts }: Setting): TemplateResult {
  const count = plan.groups.length + plan.hidden;
  return html`<button class="quiet more" type="button" @click=${acts.showAll}>
    ${words.own.showAll({ count }, words.format)}
  </button>`;
}

/** One stage at a time: a row for each group, with a thin bar on its rule. */
export function renderList(setting: Setting): TemplateResult {
  const { model, plan, words, acts } = setting;
  const { own } = words;
  const { stage } = plan;
  if (!stage) return html`${nothing}`;
  const everyone: HeatLine = { key: 'all', name: own.everyone[model.measures.options.by] };
  return html`<label class="chooser">
      <span class="hidden">${own.stageSelect}</span>
      <select @change=${(event: Event) => acts.choose((event.target as HTMLSelectElement).value)}>
        ${plan.stages.map(
          ({ key, name }) => html`<option value=${key} .selected=${key === stage.key}>${name}</option>`,
        )}
      </select>
    </label>
    <div class="list" role="group" aria-labelledby="heading">
      ${plan.groups.map((group) => renderItem(setting, group, model.cellOf(stage, group)))}
      ${renderItem(setting, everyone, model.cellOf(stage))}
    </div>
    ${plan.hidden > 0 ? renderMore(setting) : nothing}`;
}

function renderItem({ words, acts }: Setting, { name }: HeatLine, cell: HeatCell): TemplateResult {
  const { own, format } = words;
  const { value, difference, few, row, step } = cell;
  const isFar = step !== undefined && step > 5;
  const below = few
    ? own.onlyVisits({ visits: row.n }, format)
    : value === null
      ? own.notReached
      : difference
        ? own.compared(difference, format)
        : '';
  return html`<div
    class="item mark ${cell.ramp ?? ''}"
    part="mark ${few ? 'few' : ''}"
    role="button"
    tabindex=${acts.stop === cell.key ? 0 : -1}
    data-key=${cell.key}
    aria-label=${cell.label}
    ${vars({ '--_share': cell.share })}
  >
    <span class="name"><bdi>${name}</bdi></span>
    <span class="number strong"><bdi>${cell.short}</bdi></span>
    <span class="small ${isFar ? 'strong' : 'muted'}"><bdi>${below}</bdi></span>
    <span class="number small muted">${value == null ? '' : own.unit}</span>
  </div>`;
}

/** Below 240 px: one number. */
export const renderFigure = (stage: string, days: string): TemplateResult =>
  html`<p class="figure">
    <b>${days}</b>
    <bdi class="small muted">${stage}</bdi>
  </p>`;

/** Keys of the colours with their bounds, and of hatching. */
export function renderLegend(model: HeatmapModel, { own, format, scale }: HeatmapWords): unknown {
  const { bounds, hasFew } = model;
  if (!bounds && !hasFew) return nothing;
  const steps = [1, 2, 3, 4, 5, 6, 7];
  return html`${bounds
    ? html`<li class="key scale" part="key">
          <span class="steps" aria-hidden="true">
            ${steps.map((step) => html`<i class=${rampOf(scale, step)}></i>`)}
            ${bounds.map(
              (bound) =>
                html`<span
                  ><bdi>${scale === 'absolute' ? format.number(bound) : format.signed(bound)}</bdi></span
                >`,
            )}
          </span>
          <bdi>${own.legend.bounds[scale]}</bdi>
        </li>
        <li class="key lengths" part="key"><i></i><bdi>${own.legend.bounds.absolute}</bdi></li>`
    : nothing}
  ${hasFew ? html`<li class="key" part="key"><i class="few swatch"></i>${own.legend.few}</li>` : nothing}`;
}
