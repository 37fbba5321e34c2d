import { expect } from 'chai';
import fc from 'fast-check';
import { readPipelineData, writeCsv, type CsvColumn } from '../../src/data/index.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly amount: number | null;
}

const columns: readonly CsvColumn<Row>[] = [
  { header: 'id', value: 'id' },
  { header: 'name', value: 'name' },
  { header: 'stage', value: ({ stage }) => stage },
  { header: 'amount', value: 'amount' },
];

const cell = (value: string | number | boolean | null | undefined, options = {}): string =>
  writeCsv(
    [{ value }],
    [
      { header: 'h', value: 'value' },
      { header: 'end', value: () => '.' },
    ],
    options,
  )
    .split('\r\n')[1]
    ?.slice(0, -2) ?? '';

describe('writeCsv', () => {
  it('writes a header and rows, ended by CRLF', () => {
    expect(writeCsv([{ id: '1', name: 'A, "B"', stage: 'x\ny', amount: 1.5 }], columns)).to.equal(
      'id,name,stage,amount\r\n1,"A, ""B""","x\ny",1.5',
    );
    expect(writeCsv([], columns)).to.equal('id,name,stage,amount');
  });

  it('writes what the locale’s spreadsheets read', () => {
    const row = { id: '1', name: 'A;B', stage: 's', amount: -1234.5 };
    expect(writeCsv([row], columns, { locale: 'de' })).to.equal('id;name;stage;amount\r\n1;"A;B";s;-1234,5');
    expect(writeCsv([row], columns, { locale: 'de-CH' })).to.equal('id,name,stage,amount\r\n1,A;B,s,-1234.5');
    expect(writeCsv([row], columns, { delimiter: '\t', decimal: ',' })).to.equal(
      'id\tname\tstage\tamount\r\n1\tA;B\ts\t-1234,5',
    );
    expect(writeCsv([row], columns, { bom: true })).to.match(/^\uFEFFid,/);
  });

  it('guards text that a spreadsheet would run, and nothing else', () => {
    expect(cell('=1+1')).to.equal("'=1+1");
    expect(cell('+49 30 1234')).to.equal("'+49 30 1234");
    expect(cell('-1+1|cmd')).to.equal("'-1+1|cmd");
    expect(cell('@SUM(A1)')).to.equal("'@SUM(A1)");
    expect(cell('\t=1')).to.equal("'\t=1");
    expect(cell('\r=1')).to.equal('"\'\r=1"');
    expect(cell('=HYPERLINK("http://x";"y")')).to.equal('"\'=HYPERLINK(""http://x"";""y"")"');
    for (const plain of ['-5', '+5', '-5.25', '-5,25', 'a=b', "it's", '', '5-3'])
      expect(cell(plain)).to.not.match(/^"?'/);
    expect(cell(-5)).to.equal('-5');
    expect(writeCsv([], [{ header: '=x', value: () => 1 }])).to.equal("'=x");
  });

  it('writes nothing for what is not there', () => {
    expect([null, undefined, Number.NaN, Infinity, false, 0].map((value) => cell(value))).to.deep.equal([
      '',
      '',
      '',
      '',
      'false',
      '0',
    ]);
  });

  it('is read back as it was written, formulas and all, in every dialect', async () => {
    const text = fc
      .string({
        unit: fc.constantFrom('a', 'Ü', '"', ',', ';', '\n', '=', '+', '-', '@', "'", '1', ' ', '😀'),
        maxLength: 12,
      })
      .map((value) => value.trim());
    const amount = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100);
    const rows = fc.array(fc.record({ name: text, amount: fc.option(amount) }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom('en', 'de', 'fr', 'de-CH'),
        fc.boolean(),
        async (values, locale, bom) => {
          const written = values.map(
            ({ name, amount }, index): Row => ({ id: `d${index}`, name: name || 'x', stage: 'Talk', amount }),
          );
          const csv = writeCsv(written, columns, { locale, bom });
          const { data } = await readPipelineData(csv, { locale });
          expect(
            data.deals.map(({ id, name, stage, amount }) => ({ id, name, stage, amount })),
          ).to.deep.equal(written);
        },
      ),
      { numRuns: 300 },
    );
  });
});
