import { cellText } from './cells.js';
import { FIELDS, FIELD_NAMES, type FieldName } from './fields.js';
import type { IssueList } from './issues.js';
import { labelKey } from './labels.js';
import type { Mapping } from './mapping.js';
import { eachSliced } from './pause.js';
import type { Cell, Table } from './types.js';

/** What stands before a sum, in the five languages; a report may add how many rows it has. */
const TOTAL_WORDS: ReadonlySet<string> = new Set(
  [
    ...['Total', 'Totals', 'Sum', 'Grand total', 'Grand totals', 'Subtotal'],
    ...['Summe', 'Gesamt', 'Gesamtsumme', 'Gesamtbetrag', 'Zwischensumme', 'Insgesamt', 'Endsumme'],
    ...['Suma', 'Suma total', 'Total general'],
    ...['Totale', 'Total général', 'Somme', 'Sous-total'],
    ...['合计', '总计', '小计'],
  ].map(labelKey),
);

const LONGEST = 40;

/** A deal has one of these; a sum has none. */
const OF_A_DEAL: readonly FieldName[] = [
  'stage',
  'stageId',
  'status',
  'owner',
  'ownerId',
  ...FIELD_NAMES.filter((field) => FIELDS[field] === 'date'),
];

/** The table without the rows that add up the others: no stage, date or owner, and called a total. Each is an issue. */
export async function withoutTotals(
  table: Table,
  mapping: Mapping,
  signal: AbortSignal | undefined,
  issues: IssueList,
): Promise<Table> {
  const name = mapping.columns.get('name');
  const empty = [
    ...OF_A_DEAL.map((field) => mapping.columns.get(field)).filter((column) => column !== undefined),
    ...mapping.entered.map(({ column }) => column),
  ];
  const left = new Set<number>();
  await eachSliced(
    table.rows.length,
    (index) => {
      const row = table.rows[index] as readonly Cell[];
      const isTotal = (word: string): boolean =>
        // A cell that holds the word itself says nothing else: "Summe" may stand in any column.
        empty.every((column) => ['', word].includes(cellText(row[column]))) && isTotalWord(word);
      const word = [name === undefined ? '' : cellText(row[name]), firstText(row)].find(isTotal);
      if (word === undefined) return;
      const line = table.lines?.[index];
      issues.add('row-total', { value: word }, line === undefined ? {} : { line });
      left.add(index);
    },
    signal,
  );
  if (left.size === 0) return table;
  const stays = (_: unknown, index: number): boolean => !left.has(index);
  const { header, rows, lines } = table;
  return { header, rows: rows.filter(stays), ...(lines ? { lines: lines.filter(stays) } : {}) };
}

function firstText(row: readonly Cell[]): string {
  return cellText(row.find((cell) => cellText(cell) !== ''));
}

function isTotalWord(text: string): boolean {
  if (text === '' || text.length > LONGEST) return false;
  const bare = text.replace(/\s*[:：]$/, '').replace(/\s*\(.*\)$/, '');
  return TOTAL_WORDS.has(labelKey(bare));
}
