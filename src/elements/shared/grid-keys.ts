type Stop = HTMLElement | SVGElement;

/**
 * Arrow keys over the `[data-key]` elements of a table, by row and column: the arrows go to the neighbour, Home and End
 * to the ends of the row, with Ctrl to the first and the last stop of the body. No wrapping: at an edge it stays. A
 * row that holds fewer stops takes the nearest one.
 * @returns true: the key was one of its own, and the focus has moved where there was somewhere to go
 */
export function moveInTable(event: KeyboardEvent, isRtl: boolean): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const isCorner = ctrlKey && (key === 'Home' || key === 'End');
  if (altKey || metaKey || shiftKey || (ctrlKey && !isCorner)) return false;
  const from = event.target instanceof Element ? event.target.closest<Stop>('[data-key]') : null;
  const table = from?.closest('table');
  if (!from || !table) return false;
  const rows = [...table.rows]
    .map((row) => [...row.querySelectorAll<Stop>('[data-key]')])
    .filter((stops) => stops.length > 0);
  const y = rows.findIndex((stops) => stops.includes(from));
  const row = rows[y] ?? [];
  const x = row.indexOf(from);
  const next = isCorner ? cornerOf(table, key) : neighbour(rows, row, x, y, key, isRtl);
  if (next === undefined) return false;
  event.preventDefault();
  event.stopPropagation();
  next?.focus();
  return true;
}

/** null: the key is one of the table's, but there is nothing that way. */
function neighbour(
  rows: readonly (readonly Stop[])[],
  row: readonly Stop[],
  x: number,
  y: number,
  key: string,
  isRtl: boolean,
): Stop | null | undefined {
  const onwards = isRtl ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return row[x + onwards] ?? null;
    case 'ArrowLeft':
      return row[x - onwards] ?? null;
    case 'ArrowDown':
      return inColumn(rows[y + 1], row[x]);
    case 'ArrowUp':
      return inColumn(rows[y - 1], row[x]);
    case 'Home':
      return row.find(isCell) ?? row[0];
    case 'End':
      return row.at(-1);
    default:
      return undefined;
  }
}

const cellOf = (stop: Stop | undefined): HTMLTableCellElement | null | undefined => stop?.closest('td, th');
const isCell = (stop: Stop): boolean => cellOf(stop)?.tagName === 'TD';

/** The stop of a row in the column of another one, or the nearest to it. */
function inColumn(row: readonly Stop[] | undefined, from: Stop | undefined): Stop | null {
  const column = cellOf(from)?.cellIndex ?? 0;
  const distance = (stop: Stop): number => Math.abs((cellOf(stop)?.cellIndex ?? 0) - column);
  return row?.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best)) ?? null;
}

function cornerOf(table: HTMLTableElement, key: string): Stop | null {
  const stops = [...table.querySelectorAll<Stop>('tbody [data-key]')];
  const cells = stops.some(isCell) ? stops.filter(isCell) : stops;
  return cells.at(key === 'Home' ? 0 : -1) ?? null;
}
