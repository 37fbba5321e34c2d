import { expect } from 'chai';
import fc from 'fast-check';
import { parseCsv } from '../../src/data/csv.js';
import { readCsvTable } from '../../src/data/csv-table.js';
import { IssueList } from '../../src/data/issues.js';
import { sniffDelimiter } from '../../src/data/sniff.js';

async function parsed(text: string, delimiter = ',') {
  const issues = new IssueList();
  const { rows, lines } = await parseCsv(text, delimiter, issues);
  return { rows, lines, issues: issues.toArray() };
}

async function table(text: string) {
  const issues = new IssueList();
  const { table, delimiter } = await readCsvTable(text, {}, issues);
  return { ...table, delimiter, issues: issues.toArray() };
}

/** A CSV cell by RFC 4180, written here apart from the code under test. */
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('CSV', () => {
  describe('RFC 4180', () => {
    const cases: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
      [
        'records on lines ended by CRLF',
        'aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n',
        [
          ['aaa', 'bbb', 'ccc'],
          ['zzz', 'yyy', 'xxx'],
        ],
      ],
      [
        'no line end after the last record',
        'aaa,bbb\r\nzzz,yyy',
        [
          ['aaa', 'bbb'],
          ['zzz', 'yyy'],
        ],
      ],
      [
        'cells in quotes',
        '"aaa","bbb"\r\nzzz,yyy',
        [
          ['aaa', 'bbb'],
          ['zzz', 'yyy'],
        ],
      ],
      [
        'line ends in quotes',
        '"aaa","b\r\nbb"\r\nzzz,yyy',
        [
          ['aaa', 'b\r\nbb'],
          ['zzz', 'yyy'],
        ],
      ],
      ['delimiters in quotes', '"a,a",b', [['a,a', 'b']]],
      ['doubled quotes', '"aaa","b""bb"', [['aaa', 'b"bb']]],
      ['nothing but quotes', '"","""",""""""', [['', '"', '""']]],
      ['spaces are part of a cell', ' a , b', [[' a ', ' b']]],
    ];
    for (const [title, text, rows] of cases) {
      it(title, async () => {
        const found = await parsed(text);
        expect(found.rows).to.deep.equal(rows);
        expect(found.issues).to.deep.equal([]);
      });
    }
  });

  describe('as it is found', () => {
    const cases: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
      [
        'lines ended by LF',
        'a,b\n1,2\n',
        [
          ['a', 'b'],
          ['1', '2'],
        ],
      ],
      [
        'lines ended by CR alone',
        'a,b\r1,2\r',
        [
          ['a', 'b'],
          ['1', '2'],
        ],
      ],
      [
        'mixed line ends',
        'a,b\r\n1,2\n3,4\r\n',
        [
          ['a', 'b'],
          ['1', '2'],
          ['3', '4'],
        ],
      ],
      [
        'a quoted cell before CRLF',
        'a,"b"\r\n1,"2"\r\n',
        [
          ['a', 'b'],
          ['1', '2'],
        ],
      ],
      [
        'blank lines',
        'a,b\n\n1,2\n\n\n',
        [
          ['a', 'b'],
          ['1', '2'],
        ],
      ],
      [
        'empty cells',
        ',b,\n,,\n',
        [
          ['', 'b', ''],
          ['', '', ''],
        ],
      ],
      ['a space after the closing quote', '"a" ,b', [['a', 'b']]],
      [
        'JSON in a cell',
        '1,"{""type"": ""Point"", ""at"": [1, 2]}"',
        [['1', '{"type": "Point", "at": [1, 2]}']],
      ],
      [
        'a quote in the middle of a bare cell',
        'a,5" pipe\nb,c',
        [
          ['a', '5" pipe'],
          ['b', 'c'],
        ],
      ],
      [
        'letters of every script',
        'a,名前\n😀,ÄÖ',
        [
          ['a', '名前'],
          ['😀', 'ÄÖ'],
        ],
      ],
      ['markup', '<img src=x onerror=alert(1)>,b', [['<img src=x onerror=alert(1)>', 'b']]],
    ];
    for (const [title, text, rows] of cases) {
      it(title, async () => expect((await parsed(text)).rows).to.deep.equal(rows));
    }

    it('gives each row the line of the file that it starts in', async () => {
      const { lines } = await parsed('a,b\n"x\ny\r\nz",1\n\n2,3\n"q",4');
      expect(lines).to.deep.equal([1, 2, 6, 7]);
    });

    it('reads any cells back that were quoted, over many windows', async () => {
      const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ';', ' ', 'ü', '\t') });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1, maxLength: 30 }),
          async (rows) => {
            const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
            const found = await parsed(text);
            expect(found.rows).to.deep.equal(rows);
            let line = 1;
            rows.forEach((row, index) => {
              expect(found.lines[index]).to.equal(line);
              line += 1 + (row.join('').match(/\n/g)?.length ?? 0);
            });
          },
        ),
      );
    });

    it('cuts a long text between rows, wherever quotes and line ends fall', async () => {
      const rows = Array.from({ length: 9000 }, (_, i) => [String(i), `"${'x,\n'.repeat(i % 7)}`, 'end']);
      const found = await parsed(rows.map((row) => row.map(quoted).join(',')).join('\n'));
      expect(found.rows).to.deep.equal(rows);
      const last = rows
        .slice(0, -1)
        .reduce((line, [, cell]) => line + 1 + (cell?.split('\n').length ?? 1) - 1, 1);
      expect(found.lines[8999]).to.equal(last);
    });

    it('reads a row longer than any window', async () => {
      const long = 'y'.repeat(300_000);
      expect((await parsed(`a,b\n"${long}\n${long}",2\n3,4`)).rows).to.deep.equal([
        ['a', 'b'],
        [`${long}\n${long}`, '2'],
        ['3', '4'],
      ]);
    });
  });

  describe('stray quotes', () => {
    it('reports the line of one that never closes and keeps the rows around it', async () => {
      const { rows, issues, lines } = await parsed('a,b\n1,x\n2,"open\n3,y\n4,z\n');
      expect(rows).to.deep.equal([
        ['a', 'b'],
        ['1', 'x'],
        ['2', 'open'],
        ['3', 'y'],
        ['4', 'z'],
      ]);
      expect(lines).to.deep.equal([1, 2, 3, 4, 5]);
      expect(issues.map(({ code, line }) => [code, line])).to.deep.equal([['quote-unclosed', 3]]);
    });

    it('does not let two stray quotes swallow the rows between them', async () => {
      const { rows, issues } = await parsed('name,stage\n"A,Won\nB,Lost\n"C",Won\n');
      expect(rows.slice(0, 3)).to.deep.equal([
        ['name', 'stage'],
        ['A', 'Won'],
        ['B', 'Lost'],
      ]);
      expect(rows[3]).to.deep.equal(['C', 'Won']);
      expect(issues[0]).to.include({ code: 'quote-unclosed', line: 2 });
    });

    it('keeps a cell of several lines whose inner quotes are not doubled', async () => {
      const { rows } = await parsed('id,note,n\n1,"he said "hi" and\nleft",5\n2,x,6');
      expect(rows[1]).to.deep.equal(['1', 'he said "hi" and\nleft', '5']);
      expect(rows[2]).to.deep.equal(['2', 'x', '6']);
    });

    it('keeps every row of a file that has one in each line', async () => {
      const text = `id,name\n${Array.from({ length: 3000 }, (_, i) => `${i},"x${i}`).join('\n')}`;
      const { rows } = await parsed(text);
      expect(rows).to.have.length(3001);
      expect(rows[3000]?.[0]).to.equal('2999');
    });
  });

  describe('delimiter', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['comma', ',', 'id,stage,amount\n1,Won,5\n2,Lost,6'],
      ['semicolon with decimal commas', ';', 'id;stage;amount\n1;Won;1.234,56\n2;Lost;6,5'],
      ['comma with quoted numbers', ',', 'id,stage,amount\n1,Won,"1,234.56"\n2,Lost,"6;5"'],
      ['tab', '\t', 'id\tstage\tname\n1\tWon\tA, B; C\n2\tLost\tD, E; F'],
      ['pipe', '|', 'id|stage|name\n1|Won|A, B\n2|Lost|C, D'],
      ['semicolons inside cells', ',', 'name,stage,contacts\nA,Won,x;y;z\nB,Lost,x;y\nC,Lost,'],
      ['unknown names', ';', 'Nummer;Vorgang\n1;A, B\n2;C, D'],
    ];
    for (const [title, delimiter, text] of cases) {
      it(title, () => expect(sniffDelimiter(text)).to.equal(delimiter));
    }

    it('is told by a first line sep=', async () => {
      const found = await table('sep=|\na,b|stage\n1,2|Won\n');
      expect(found.header).to.deep.equal(['a,b', 'stage']);
      expect(found.rows).to.deep.equal([['1,2', 'Won']]);
      expect(found.lines).to.deep.equal([3]);
    });
  });

  describe('tables', () => {
    it('pads short rows and keeps what is too much, each with its line', async () => {
      const { rows, issues } = await table('id,name,stage\n1,A\n2,B,Won,extra\n3,C,Lost,\n');
      expect(rows).to.deep.equal([
        ['1', 'A', ''],
        ['2', 'B', 'Won', 'extra'],
        ['3', 'C', 'Lost'],
      ]);
      expect(issues).to.deep.equal([
        { code: 'row-ragged', severity: 'warning', line: 2, params: { expected: 3, found: 2 } },
        { code: 'row-ragged', severity: 'warning', line: 3, params: { expected: 3, found: 4 } },
      ]);
    });

    it('finds the header below a title, and leaves out the foot of a report, saying so', async () => {
      const { header, rows, issues, lines } = await table(
        'Pipeline report\nAs of 2026-03-01\n\nOpportunity Name,Stage,Amount\nA,Won,1\n\n"Confidential Information - Do Not Distribute"\nCopyright\n',
      );
      expect(header).to.deep.equal(['Opportunity Name', 'Stage', 'Amount']);
      expect(rows).to.deep.equal([['A', 'Won', '1']]);
      expect(lines).to.deep.equal([5]);
      expect(issues.map(({ code, severity, line }) => [code, severity, line])).to.deep.equal([
        ['row-ragged', 'note', 1],
        ['row-ragged', 'note', 2],
        ['row-ragged', 'note', 7],
        ['row-ragged', 'note', 8],
      ]);
    });

    it('does not take a title for a header because its word is known', async () => {
      const { header, delimiter } = await table('Pipeline\n\nName;Stage;Amount\nA;Won;1,5\n');
      expect(delimiter).to.equal(';');
      expect(header).to.deep.equal(['Name', 'Stage', 'Amount']);
    });

    it('drops the empty columns and rows that spreadsheets append', async () => {
      const { header, rows, issues } = await table('id,stage,,\n1,Won,,\n,,,\n2,Lost,,\n');
      expect(header).to.deep.equal(['id', 'stage']);
      expect(rows).to.deep.equal([
        ['1', 'Won'],
        ['2', 'Lost'],
      ]);
      expect(issues).to.deep.equal([]);
    });
  });
});
