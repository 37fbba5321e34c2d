import { expect } from 'chai';
import { PipelineError, type DataIssue } from '../../src/core/errors.js';
import { readPipelineData, readTable, type ReadOptions } from '../../src/data/index.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function failure(
  input: Parameters<typeof readPipelineData>[0],
  options: ReadOptions = {},
): Promise<PipelineError> {
  try {
    await readPipelineData(input, options);
  } catch (error) {
    expect(error).to.be.instanceOf(PipelineError);
    return error as PipelineError;
  }
  throw new Error('It was read.');
}

async function read(lines: string | readonly string[], options: ReadOptions = {}) {
  const result = await readPipelineData(typeof lines === 'string' ? lines : lines.join('\n'), options);
  const { pipelines, deals } = result.data;
  return { ...result, deals, pipelines, stages: pipelines[0]?.stages ?? [] };
}

const codes = (issues: readonly DataIssue[]): readonly string[] => issues.map(({ code }) => code);
const kinds = (stages: readonly { name: string; kind: string }[]): readonly string[] =>
  stages.map(({ name, kind }) => `${name}: ${kind}`);

describe('readPipelineData', () => {
  it('locates closes that lie after the day that the file is of', async () => {
    const lines = [
      'name,stage,amount,created,close date',
      'in time,Won,100,2026-01-05,2026-03-01',
      'in another zone still the same day,Won,100,2026-01-05,2026-03-02',
      'a year mistyped,Won,100,2026-01-05,2062-02-01',
      'a contract that ends,Lost,100,2026-01-05,2027-03-01',
      'expected then,Open,100,2026-01-05,2027-03-01',
    ];
    const { issues, deals } = await read(lines, { fetchedAt: '2026-03-01T18:00:00Z' });
    expect(
      issues
        .filter(({ code }) => code === 'closed-after-data')
        .map(({ severity, line, column, params }) => [severity, line, column, params['value']]),
    ).to.deep.equal([
      ['warning', 4, 'close date', '2062-02-01'],
      ['warning', 5, 'close date', '2027-03-01'],
    ]);
    expect(deals[2]!.closedAt).to.equal('2062-02-01');
    expect(codes((await read(lines)).issues)).to.not.include('closed-after-data');
  });

  describe('what cannot be shown', () => {
    const cases: readonly (readonly [
      string,
      Parameters<typeof readPipelineData>[0],
      string,
      Record<string, unknown>,
    ])[] = [
      ['an empty text', '', 'input-empty', {}],
      ['blank lines', ' \n\n', 'input-empty', {}],
      ['no bytes', new Uint8Array(), 'input-empty', {}],
      ['an empty list', [], 'input-empty', {}],
      ['a header alone', 'id,stage,amount\n', 'input-header-only', { columns: ['id', 'stage', 'amount'] }],
      ['a PDF called CSV', bytes('%PDF-1.7\n1 0 obj'), 'input-not-text', { kind: 'pdf' }],
      ['a PDF that was read as text', '%PDF-1.7\n1 0 obj', 'input-not-text', { kind: 'pdf' }],
      [
        'a workbook',
        bytes('PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/'),
        'input-not-text',
        { kind: 'xlsx' },
      ],
      ['zeros', new Uint8Array([1, 2, 0, 0, 0, 9, 0, 3]), 'input-not-text', { kind: 'binary' }],
      ['a login page', '<!DOCTYPE html>\n<html><body>Sign in, please</body></html>', 'input-html', {}],
      ['a page without a doctype', '  <html lang="en"><head>', 'input-html', {}],
      ['XML', '<?xml version="1.0"?><deals/>', 'input-unknown-format', {}],
      ['a word', 'Not found', 'input-unknown-format', {}],
      ['JSON without deals', '{"error":"denied"}', 'json-shape', { path: '$', expected: 'pipelines, deals' }],
      [
        'a table of something else',
        'Sorte;Menge\nBoskop;3\nElstar;4',
        'column-missing',
        { field: 'stage', columns: ['Sorte', 'Menge'] },
      ],
    ];
    for (const [title, input, code, params] of cases) {
      it(`${title}: ${code}`, async () => {
        const error = await failure(input);
        expect(error.code).to.equal(code);
        expect(error.params).to.deep.equal(params);
      });
    }

    it('a web page is one whatever the caller calls it', async () => {
      const page = '<!doctype html><title>x</title>';
      expect((await failure(page, { format: 'csv' })).code).to.equal('input-html');
      expect((await failure(page, { contentType: 'text/csv', url: '/deals.csv' })).code).to.equal(
        'input-html',
      );
    });

    const cut: readonly (readonly [string, string, number, number, string])[] = [
      ['in an object', '{"deals":[\n{"id":1,', 2, 9, 'cut-off'],
      ['in a string', '[{"id":"a\\u00', 1, 14, 'cut-off'],
      ['in a word', '[{"won":tru', 1, 12, 'cut-off'],
      ['after a name', '[{"won"', 1, 8, 'cut-off'],
      ['before the last bracket', '[{"id":1}\n', 2, 1, 'cut-off'],
    ];
    for (const [title, text, line, column, reason] of cut) {
      it(`JSON cut off ${title}: json-invalid with its place`, async () => {
        const error = await failure(text);
        expect(error.code).to.equal('json-invalid');
        expect(error.params).to.deep.equal({ reason, line, column });
        expect(error.issues[0]).to.include({ code: 'json-invalid', line });
      });
    }

    const wrong: readonly (readonly [string, number, number, string])[] = [
      ['[{"id":1,}]', 1, 10, '}'],
      ['[{"id":01}]', 1, 9, '1'],
      ['[\n  {id:1}]', 2, 4, 'i'],
      ["[{'id':1}]", 1, 3, "'"],
      ['[1] x', 1, 5, 'x'],
      ['[NaN]', 1, 2, 'N'],
      ['["a\tb"]', 1, 4, '\t'],
      ['["\\q"]', 1, 3, '\\'],
    ];
    for (const [text, line, column, found] of wrong) {
      it(`finds what is wrong in ${JSON.stringify(text)}`, async () => {
        expect((await failure(text)).params).to.deep.equal({ reason: 'unexpected', found, line, column });
      });
    }

    it('nesting that no reader bears is a clear refusal', async () => {
      const error = await failure('['.repeat(200_000));
      expect(error.code).to.be.oneOf(['json-invalid', 'input-too-deep']);
    });

    it('an aborted signal ends the reading with its reason', async () => {
      const text = `id,stage\n${'1,Won\n'.repeat(60_000)}`;
      const controller = new AbortController();
      const reading = readPipelineData(text, { signal: controller.signal });
      controller.abort(new Error('no longer wanted'));
      let reason: unknown;
      await reading.catch((error: unknown) => (reason = error));
      expect(reason).to.be.instanceOf(Error).with.property('message', 'no longer wanted');
    });
  });

  describe('what is missing or wrong in part', () => {
    it('keeps all rows of a table without stages, and says which columns there are', async () => {
      const { deals, issues, stages } = await read([
        'Name,Amount,Created',
        'A,5,2026-01-02',
        'B,6,2026-01-03',
      ]);
      expect(deals.map(({ stage, amount }) => [stage, amount])).to.deep.equal([
        ['', 5],
        ['', 6],
      ]);
      expect(stages).to.deep.equal([]);
      expect(issues).to.deep.equal([
        {
          code: 'column-missing',
          severity: 'error',
          params: { field: 'stage', columns: ['Name', 'Amount', 'Created'] },
        },
      ]);
    });

    for (const header of [
      'Vorgang;Phase;Betrag in €;Angelegt;Abschluss geplant;Kundenbetreuer',
      'Projekt;Phase;Auftragssumme;Erfasst am;Geplantes Abschlussdatum;Mitarbeiter',
      'Potential Name;Stage;Amount in USD;Created Time;Closing Date;Potential Owner',
      'Topic;Stage;Est. Revenue;Created On;Est. Close Date;Account manager',
      'Project;Stage;Potential value;Date added;Target close date;Responsible',
    ]) {
      it(`knows the columns ${header}`, async () => {
        const { data, mapping } = await read([header, 'A;Proposal;1200.50;2026-01-03;2026-04-05;Jo']);
        expect(data.deals[0]).to.deep.include({ name: 'A', amount: 1200.5, createdAt: '2026-01-03' });
        expect(data.deals[0]?.expectedCloseAt).to.equal('2026-04-05');
        expect(data.owners?.map(({ name }) => name)).to.deep.equal(['Jo']);
        expect(mapping.unmapped).to.deep.equal([]);
      });
    }

    it('names the columns that were left over where an important field has none', async () => {
      const { issues } = await read(['Name;Stage;Kosten;Start am', 'A;Won;5;01.02.2026']);
      expect(issues.filter(({ code }) => code === 'columns-unused')).to.deep.equal([
        {
          code: 'columns-unused',
          severity: 'note',
          params: {
            columns: ['Kosten', 'Start am'],
            fields: ['amount', 'createdAt', 'closeDate', 'owner'],
          },
        },
      ]);
      const known = await read(
        ['Name;Stage;Amount;Created;Closed;Owner ID', 'A;Won;5;01.02.2026;02.02.2026;7'],
        {
          fields: 'ownerId=Owner ID',
        },
      );
      expect(codes(known.issues)).not.to.include('columns-unused');
      const none = await read(['Name,Stage', 'A,Won']);
      expect(codes(none.issues)).not.to.include('columns-unused');
    });

    it('says once that there is no column of dates, and of each row only where there is one', async () => {
      const rows = Array.from({ length: 50 }, (_, index) => `${index},Open`);
      const { issues } = await read(['id,Stage', ...rows]);
      expect(issues.filter(({ code }) => code === 'column-missing')).to.deep.equal([
        {
          code: 'column-missing',
          severity: 'note',
          params: { field: 'createdAt', columns: ['id', 'Stage'] },
        },
      ]);
      expect(codes(issues)).not.to.include('date-missing');
      const empty = await read(['id,Stage,Created', ...rows.map((row) => `${row},`)]);
      expect(empty.issues.find(({ code }) => code === 'date-missing')?.count).to.equal(50);
      expect(codes(empty.issues)).not.to.include('column-missing');
    });

    it('leaves out the row that adds up the others, and names its line', async () => {
      const { deals, issues, mapping } = await read([
        'Nr;Name;Stage;"Amount";Created;Owner',
        '1;Acme;Open;"5.000.000,00";01.02.2026;Ann',
        '2;Total;Open;"100.000,00";02.02.2026;Ann',
        ';Summe;;"5.100.000,00";;',
        'Grand Total (2):;;;"5.100.000,00";;',
        '3;Summe AG;;"1,00";;',
      ]);
      expect(deals.map(({ name }) => name)).to.deep.equal(['Acme', 'Total', 'Summe AG']);
      expect(issues.filter(({ code }) => code === 'row-total')).to.deep.equal([
        { code: 'row-total', severity: 'note', line: 4, params: { value: 'Summe' } },
        { code: 'row-total', severity: 'note', line: 5, params: { value: 'Grand Total (2):' } },
      ]);
      expect(mapping).to.include({ rows: 5, kept: 3 });
      expect((await failure('Name,Stage,Amount\nTotal,,5')).code).to.equal('input-header-only');
      const visits = [{ stage: 'Won', enteredAt: '2026-01-01' }];
      const flat = [
        { name: 'Total', amount: 5 },
        { name: 'A', stage: 'Won', visits },
      ];
      const objects = await readPipelineData(flat);
      expect(objects.data.deals.map(({ visits: all }) => all.length)).to.deep.equal([0, 1]);
    });

    it('keeps a row without a stage, and names its line and column', async () => {
      const { deals, issues } = await read(['id,Stage,Created', '1,Won,2026-01-01', '2,"",2026-01-01'], {
        stages: 'Won',
      });
      expect(deals[1]?.stage).to.equal('');
      expect(issues.filter(({ code }) => code === 'stage-missing')).to.deep.equal([
        { code: 'stage-missing', severity: 'warning', line: 3, column: 'Stage', dealId: '2', params: {} },
      ]);
    });

    it('folds a thousand impossible dates into one issue at the first of them', async () => {
      const rows = Array.from(
        { length: 1001 },
        (_, i) => `${i},Won,2026-01-05,${i === 0 ? '2026-01-01' : '2026-02-30'}`,
      );
      const { deals, issues } = await read(['id,stage,closed at,created', ...rows]);
      expect(deals).to.have.length(1001);
      expect(deals[0]?.createdAt).to.equal('2026-01-01');
      expect(deals.filter(({ createdAt }) => createdAt === null)).to.have.length(1000);
      expect(issues.filter(({ code }) => code === 'date-unreadable')).to.deep.equal([
        {
          code: 'date-unreadable',
          severity: 'warning',
          line: 3,
          column: 'created',
          dealId: '1',
          params: { value: '2026-02-30' },
          count: 1000,
        },
      ]);
    });

    it('lists up to three of a kind one by one', async () => {
      const { issues } = await read([
        'id,stage,amount,created',
        '1,A,x,2026-01-01',
        '2,A,"y\nz",2026-01-01',
        '3,A,"1,2,3",2026-01-01',
        '4,A,5,2026-01-01',
      ]);
      const found = issues.filter(({ code }) => code === 'amount-unreadable');
      expect(
        found.map(({ line, column, params, count }) => [line, column, params['value'], count]),
      ).to.deep.equal([
        [2, 'amount', 'x', undefined],
        [3, 'amount', 'y\nz', undefined],
        [5, 'amount', '1,2,3', undefined],
      ]);
    });

    it('amounts beyond exact sums are unknown, not wrong', async () => {
      const { deals, issues } = await read([
        'id,stage,amount,created',
        '1,A,1e308,2026-01-01',
        '2,A,90000000000000,2026-01-01',
        '3,A,-7,2026-01-01',
        '4,A,NaN,2026-01-01',
      ]);
      expect(deals.map(({ amount }) => amount)).to.deep.equal([null, 90_000_000_000_000, -7, null]);
      expect(issues.map(({ code, line }) => [code, line])).to.deep.include.members([
        ['number-unsafe', 2],
        ['amount-unreadable', 5],
      ]);
    });

    it('the year 9999 is no date', async () => {
      const { deals, issues } = await read(['id,stage,created', '1,A,9999-12-31']);
      expect(deals[0]?.createdAt).to.equal(null);
      expect(codes(issues)).to.include('date-unreadable');
    });

    it('gives a second row with the same id, and a row without one, an id of its own', async () => {
      const { deals, issues } = await read([
        'id,stage,created',
        '7,A,2026-01-01',
        '7,A,2026-01-01',
        ',A,2026-01-01',
        '7,A,2026-01-01',
      ]);
      expect(deals.map(({ id }) => id)).to.deep.equal(['7', '7#2', 'row-3', '7#3']);
      expect(
        issues
          .filter(({ code }) => code === 'id-duplicate' || code === 'row-empty-id')
          .map(({ code, line }) => [code, line]),
      ).to.deep.equal([
        ['id-duplicate', 3],
        ['id-duplicate', 5],
        ['row-empty-id', 4],
      ]);
    });

    it('a hundred thousand rows with one id are as many deals', async () => {
      const { deals, issues } = await read(`id,stage\n${'7,A\n'.repeat(100_000)}`);
      expect(new Set(deals.map(({ id }) => id)).size).to.equal(100_000);
      expect(issues.find(({ code }) => code === 'id-duplicate')?.count).to.equal(99_999);
    });

    it('markup is text', async () => {
      const name = '<img src=x onerror=alert(1)>';
      const { deals, stages } = await read(['name,stage,owner', `${name},"${name}",${name}`]);
      expect([deals[0]?.name, deals[0]?.stage, deals[0]?.owner, stages[0]?.name]).to.deep.equal([
        name,
        name,
        name,
        name,
      ]);
    });

    it('columns and rows with the names of prototypes do no harm', async () => {
      const { deals, issues, data } = await read([
        'id,stage,owner,__proto__,constructor,toString',
        '__proto__,constructor,__proto__,x,y,z',
        'b,toString,hasOwnProperty,,,',
      ]);
      expect(deals.map(({ id, stage, owner }) => [id, stage, owner])).to.deep.equal([
        ['__proto__', 'constructor', '__proto__'],
        ['b', 'toString', 'hasOwnProperty'],
      ]);
      expect(Object.keys(deals[0]?.fields ?? {})).to.deep.equal(['toString']);
      expect(data.owners?.map(({ id }) => id)).to.deep.equal(['__proto__', 'hasOwnProperty']);
      expect(
        issues.filter(({ code }) => code === 'key-forbidden').map(({ params }) => params['key']),
      ).to.deep.equal(['__proto__', 'constructor']);
      expect('x' in {}).to.equal(false);
    });

    it('JSON with the names of prototypes does no harm', async () => {
      const text =
        '[{"id":1,"stage":"A","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}]';
      const { deals, issues } = await read(text);
      expect(deals).to.have.length(1);
      expect(codes(issues)).to.include('key-forbidden');
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    });
  });

  describe('encodings', () => {
    const text = 'name,stage\nMüller & Söhne,Won\n';
    const utf16 = (mark: boolean, big: boolean): Uint8Array => {
      const units = [...(mark ? '\uFEFF' : ''), ...text].map((char) => char.charCodeAt(0));
      return new Uint8Array(
        units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
      );
    };
    const latin = new Uint8Array([...text].map((char) => char.charCodeAt(0)));
    const cases: readonly (readonly [string, Parameters<typeof readPipelineData>[0], string])[] = [
      ['UTF-8', bytes(text), 'utf-8'],
      ['UTF-8 with a mark', bytes(`\uFEFF${text}`), 'utf-8'],
      ['an ArrayBuffer', bytes(text).buffer, 'utf-8'],
      ['a Blob', new Blob([text]), 'utf-8'],
      ['UTF-16 little-endian', utf16(true, false), 'utf-16le'],
      ['UTF-16 big-endian', utf16(true, true), 'utf-16be'],
      ['UTF-16 without a mark', utf16(false, false), 'utf-16le'],
      ['windows-1252', latin, 'windows-1252'],
    ];
    for (const [title, input, encoding] of cases) {
      it(title, async () => {
        const { data, mapping } = await readPipelineData(input);
        expect(data.deals[0]?.name).to.equal('Müller & Söhne');
        expect(mapping.fields.name).to.equal('name');
        expect(mapping.encoding).to.equal(encoding);
      });
    }

    it('the charset that the server names, where it is not UTF-8', async () => {
      const { data, mapping } = await readPipelineData(
        new Uint8Array([...bytes('name,stage\n'), 0xd4, 0xca, ...bytes(',A')]),
        {
          contentType: 'text/csv; charset=windows-1251',
        },
      );
      expect(data.deals[0]?.name).to.equal('ФК');
      expect(mapping.encoding).to.equal('windows-1251');
    });

    it('a mark before text that was decoded elsewhere', async () => {
      expect((await read('\uFEFFname,stage\nA,B')).mapping.fields.name).to.equal('name');
    });
  });

  describe('columns', () => {
    it('of HubSpot, by label', async () => {
      const { mapping, deals } = await read([
        'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Deal probability,Associated Company,Weighted amount',
        '1,ACME,Contract Sent,Sales Pipeline,1000.50,2026-03-31 00:00,2026-01-05 09:30,Ann,0.9,ACME Inc,900.45',
      ]);
      expect(mapping).to.deep.include({
        system: 'hubspot',
        unmapped: ['Weighted amount'],
        fields: {
          id: 'Record ID',
          name: 'Deal Name',
          stage: 'Deal Stage',
          pipeline: 'Pipeline',
          amount: 'Amount',
          closeDate: 'Close Date',
          createdAt: 'Create Date',
          owner: 'Deal owner',
          probability: 'Deal probability',
          account: 'Associated Company',
        },
      });
      expect(deals[0]).to.deep.equal({
        id: '1',
        name: 'ACME',
        pipeline: 'Sales Pipeline',
        stage: 'Contract Sent',
        amount: 1000.5,
        createdAt: '2026-01-05T09:30:00',
        closedAt: null,
        expectedCloseAt: '2026-03-31',
        visits: [],
        owner: 'Ann',
        account: 'ACME Inc',
        fields: { 'Weighted amount': '900.45' },
      });
    });

    it('of HubSpot, by internal name', async () => {
      const { mapping } = await read([
        'hs_object_id,dealname,dealstage,amount,closedate,hubspot_owner_id',
        '1,A,contractsent,5,2026-01-01,9',
      ]);
      expect(mapping).to.deep.include({
        system: 'hubspot',
        fields: {
          id: 'hs_object_id',
          name: 'dealname',
          stageId: 'dealstage',
          amount: 'amount',
          closeDate: 'closedate',
          ownerId: 'hubspot_owner_id',
        },
      });
    });

    it('of Salesforce, by label and by API name', async () => {
      const report = await read([
        'Opportunity Name,Stage,Probability (%),Amount,Close Date,Opportunity Owner,Account Name',
        'A,Prospecting,10,5,3/31/2026,Ann,ACME',
      ]);
      expect(report.mapping.system).to.equal('salesforce');
      expect(report.stages[0]?.probability).to.equal(0.1);
      expect(report.deals[0]).to.include({ name: 'A', expectedCloseAt: '2026-03-31', account: 'ACME' });
      const api = await read([
        'Id,Name,StageName,IsClosed,IsWon,Amount,CloseDate,OwnerId',
        '006,A,Final,true,true,5,2026-03-31,005',
      ]);
      expect(api.mapping.system).to.equal('salesforce');
      expect(api.deals[0]).to.include({
        id: '006',
        stage: 'Final',
        closedAt: '2026-03-31',
        expectedCloseAt: null,
        owner: '005',
      });
    });

    it('whatever the case, accents, spaces, marks and asterisks', async () => {
      const { mapping } = await read([
        '\u00A0 DEAL   NAME *,deal\u00A0stage,AMOUNT,Close  Date',
        'A,B,1,2026-01-01',
      ]);
      expect(Object.keys(mapping.fields).sort()).to.deep.equal(['amount', 'closeDate', 'name', 'stage']);
    });

    it('named by the caller, the rest by themselves', async () => {
      const lines = ['Vorgang;Phase;Betrag;Anlage', 'A;Angebot;1.234,56;31.12.2025'];
      const { deals, mapping, issues } = await read(lines, {
        fields: 'name=Vorgang; stage = Phase; amount=Betrag; createdAt=Anlage',
      });
      expect(deals[0]).to.include({ name: 'A', stage: 'Angebot', amount: 1234.56, createdAt: '2025-12-31' });
      expect(mapping).to.include({ delimiter: ';', decimal: ',', dateOrder: 'dmy', system: 'csv' });
      expect(codes(issues)).to.deep.equal(['kind-unknown']);
      const object = await read(lines, { fields: { name: 'vorgang', amount: 'Betrag' } });
      expect(object.deals[0]).to.include({ name: 'A', stage: 'Angebot', amount: 1234.56 });
    });

    it('named by the caller the wrong way round', async () => {
      const lines = ['Vorgang;Phase;Kosten', 'A;Angebot;1.234,56'];
      const { deals, issues } = await read(lines, { fields: 'kosten=amount; Vorgang = name; Farbe=stage' });
      expect(deals[0]).to.include({ name: 'A', stage: 'Angebot', amount: 1234.56 });
      expect(issues.slice(0, 3)).to.deep.equal([
        { code: 'field-turned', severity: 'note', params: { column: 'kosten', field: 'amount' } },
        { code: 'field-turned', severity: 'note', params: { column: 'Vorgang', field: 'name' } },
        { code: 'setting-invalid', severity: 'warning', params: { name: 'fields', value: 'Farbe' } },
      ]);
    });

    it('of a German table kept by hand', async () => {
      const { deals, issues, mapping, stages } = await read([
        'Name;Firma;Phase;Betrag;Währung;Wahrscheinlichkeit;Verantwortlich;Erstellt am;Abschlussdatum;Quelle',
        'Umbau;Möller GmbH;Angebot;1.234,56;EUR;40 %;Jürgen Groß;03.02.2026;31.03.2026;Messe',
        'Neubau;Kessler Optik;Gewonnen;20.000,00;EUR;100 %;Ana Núñez;13.01.2026;14.02.2026;Empfehlung',
        'Summe;;;21.234,56;;;;;;',
      ]);
      expect(mapping).to.deep.include({ delimiter: ';', decimal: ',', dateOrder: 'dmy', unmapped: [] });
      expect(deals[0]).to.deep.include({
        name: 'Umbau',
        account: 'Möller GmbH',
        stage: 'Angebot',
        amount: 1234.56,
        currency: 'EUR',
        owner: 'Jürgen Groß',
        createdAt: '2026-02-03',
        expectedCloseAt: '2026-03-31',
        source: 'Messe',
      });
      expect(deals[1]).to.include({ closedAt: '2026-02-14', amount: 20000 });
      expect(deals.length).to.equal(2);
      expect(stages[0]?.probability).to.equal(0.4);
      expect(kinds(stages)).to.deep.equal(['Angebot: open', 'Gewonnen: won']);
      expect(
        issues.every(({ severity }) => severity === 'note'),
        codes(issues).join(),
      ).to.equal(true);
    });

    it('of the CRMs in German, with dates of entry', async () => {
      const hubspot = await read([
        'Datensatz-ID;Deal-Name;Deal-Phase;Zuständiger Mitarbeiter für Deal;Betrag;Abschlussdatum;Erstelldatum;"Datum des Eintritts in „Angebot (Vertrieb)“"',
        '1;A;Angebot;Ann;1.234,56;31.03.2026;02.01.2026;05.01.2026',
      ]);
      expect(hubspot.mapping).to.deep.include({ system: 'hubspot', unmapped: [] });
      expect(hubspot.deals[0]?.visits).to.deep.equal([{ stage: 'Angebot', enteredAt: '2026-01-05' }]);
      const pipedrive = await read([
        'Deal - ID;Deal - Titel;Deal - Phase;Deal - Wert;Deal - Status;Deal - Besitzer;Deal - Deal erstellt',
        '1;A;Angebot;1.234,56;Verloren;Ann;02.01.2026',
      ]);
      expect(pipedrive.mapping).to.deep.include({ system: 'pipedrive', unmapped: [] });
      expect(pipedrive.stages.map(({ kind }) => kind)).to.include.members(['open', 'won', 'lost']);
    });

    it('that the caller names but the file has not, and fields that do not exist', async () => {
      const { issues, deals } = await read(['name,stage,created', 'A,B,2026-01-01'], {
        fields: 'amount=Betrag; colour=name; stage',
      });
      expect(issues.slice(0, 3)).to.deep.equal([
        { code: 'setting-invalid', severity: 'warning', params: { name: 'fields', value: 'colour' } },
        { code: 'setting-invalid', severity: 'warning', params: { name: 'fields', value: 'stage' } },
        { code: 'field-unknown', severity: 'warning', params: { column: 'Betrag', field: 'amount' } },
      ]);
      expect(deals[0]).to.include({ name: 'A', stage: 'B' });
    });

    it('with one name are told apart', async () => {
      const { deals, issues, mapping } = await read(['id,Stage,Stage,Note,Note', '1,A,B,x,y']);
      expect(deals[0]).to.include({ stage: 'A' });
      expect(deals[0]?.fields).to.deep.equal({ Stage: 'B', Note: 'x', 'Note (2)': 'y' });
      expect(mapping.unmapped).to.deep.equal(['Stage', 'Note', 'Note']);
      expect(issues.find(({ code }) => code === 'column-duplicate')).to.deep.include({
        column: 'Stage',
        params: { column: 'Stage', field: 'stage' },
      });
    });

    it('two decimal marks, each beside its delimiter', async () => {
      const german = await read(['name;stage;amount', 'A;X;"1.234,50"', 'B;X;7']);
      expect(german.deals.map(({ amount }) => amount)).to.deep.equal([1234.5, 7]);
      const english = await read(['name,stage,amount', 'A,X,"1,234.50"', 'B,X,7']);
      expect(english.deals.map(({ amount }) => amount)).to.deep.equal([1234.5, 7]);
      const open = await read(['name;stage;amount', 'A;X;1.234']);
      expect(open.deals[0]?.amount).to.equal(1234);
      expect(open.issues.find(({ code }) => code === 'decimal-guessed')?.params).to.deep.equal({
        mark: ',',
        value: '1.234',
      });
    });

    it('dates are read in one order for the whole file', async () => {
      const lines = [
        'id,stage,created,expected close date',
        '1,A,03/04/2026,05/06/2026',
        '2,A,03/05/2026,25/06/2026',
      ];
      const told = await read(lines, { locale: 'en-US' });
      expect(told.deals.map(({ createdAt }) => createdAt)).to.deep.equal(['2026-04-03', '2026-05-03']);
      expect(told.mapping.dateOrder).to.equal('dmy');
      expect(codes(told.issues)).to.not.include('date-order-guessed');
      const guessed = await read(lines.slice(0, 2), { locale: 'en-GB' });
      expect(guessed.deals[0]?.createdAt).to.equal('2026-04-03');
      expect(guessed.issues.find(({ code }) => code === 'date-order-guessed')).to.deep.include({
        column: 'created',
        params: { order: 'dmy' },
      });
      const set = await read(lines.slice(0, 2), { dateOrder: 'mdy' });
      expect(set.deals[0]?.createdAt).to.equal('2026-03-04');
      expect(codes(set.issues)).to.not.include('date-order-guessed');
    });

    it('probabilities in each of their scales', async () => {
      const column = async (header: string, cells: readonly string[]) =>
        (await read([`id,stage,${header}`, ...cells.map((cell, i) => `${i},S${i},${cell}`)])).stages.map(
          ({ probability }) => probability,
        );
      expect(await column('probability', ['0.2', '0.4', '1', '0'])).to.deep.equal([
        0.2,
        0.4,
        undefined,
        undefined,
      ]);
      expect(await column('probability', ['20', '40', '100', '0'])).to.deep.equal([
        0.2,
        0.4,
        undefined,
        undefined,
      ]);
      expect(await column('probability', ['20%', '40%'])).to.deep.equal([0.2, 0.4]);
      expect(await column('Probability (%)', ['1', '40'])).to.deep.equal([0.01, 0.4]);
    });

    it('a deal has a probability of its own only where it differs from its stage', async () => {
      const { stages, deals } = await read([
        'id,stage,probability',
        '1,A,0.2',
        '2,A,0.2',
        '3,A,0.5',
        '4,B,0.4',
        '5,Won,1',
        '6,Lost,0',
      ]);
      expect(stages.map(({ probability }) => probability)).to.deep.equal([0.2, 0.4, undefined, undefined]);
      expect(deals.map(({ probability }) => probability)).to.deep.equal([
        undefined,
        undefined,
        0.5,
        undefined,
        undefined,
        undefined,
      ]);
    });

    it('owners by id and name, teams, currencies, forecast categories', async () => {
      const { data, deals, issues } = await read([
        'id,stage,ownerId,owner,team,amount,currency,forecast category,created',
        '1,A,7,Ann,North,5,eur,BEST_CASE,2026-01-01',
        '2,A,8,Ann,South,5,EUR,Commit,2026-01-01',
        '3,A,,,,5,euros,Hope,2026-01-01',
      ]);
      expect(data.owners).to.deep.equal([
        { id: '7', name: 'Ann', team: 'North' },
        { id: '8', name: 'Ann', team: 'South' },
      ]);
      expect(
        deals.map(({ owner, currency, forecastCategory }) => [owner, currency, forecastCategory]),
      ).to.deep.equal([
        ['7', 'EUR', 'best-case'],
        ['8', 'EUR', 'commit'],
        [undefined, undefined, undefined],
      ]);
      expect(codes(issues)).to.include.members(['currency-unknown', 'value-invalid', 'currency-mixed']);
    });

    it('a currency in the header, or the one sign in the cells, is that of all amounts', async () => {
      const header = await read(['name,stage,Value (USD)', 'A,Lead,"1,200.50"']);
      expect(header.mapping.fields.amount).to.equal('Value (USD)');
      expect(header.deals[0]).to.include({ amount: 1200.5 });
      expect(header.data.provenance?.currency).to.equal('USD');
      const sign = await read(['name,stage,amount', 'A,Lead,€ 5', 'B,Lead,7']);
      expect(sign.data.provenance?.currency).to.equal('EUR');
      expect(codes(sign.issues)).to.not.include('currency-mixed');
      const two = await read(['name,stage,amount', 'A,Lead,€ 5', 'B,Lead,£ 7']);
      expect(two.issues.find(({ code }) => code === 'currency-mixed')?.params).to.deep.equal({
        currencies: ['EUR', 'GBP'],
      });
      expect(two.data.provenance).to.not.have.property('currency');
      expect((await read(['name,stage,Amount (weighted)', 'A,Lead,5'])).mapping.unmapped).to.deep.equal([
        'Amount (weighted)',
      ]);
    });

    it('the close date is expected while a deal is open, and real once it is closed', async () => {
      const { deals } = await read([
        'id,stage,close date',
        '1,Talk,2026-03-01',
        '2,Won,2026-02-01',
        '3,Lost,2026-02-02',
      ]);
      expect(deals.map(({ expectedCloseAt, closedAt }) => [expectedCloseAt, closedAt])).to.deep.equal([
        ['2026-03-01', null],
        [null, '2026-02-01'],
        [null, '2026-02-02'],
      ]);
    });

    it('an expected date with a time is a day of the data’s zone', async () => {
      const lines = [
        'id,stage,expected close date,created',
        '1,A,2026-02-28T23:30:00Z,2026-01-01',
        '2,A,2026-02-28T12:00:00Z,2026-01-01',
      ];
      expect((await read(lines, { timeZone: 'Europe/Berlin' })).deals[0]?.expectedCloseAt).to.equal(
        '2026-03-01',
      );
      expect((await read(lines)).deals[0]?.expectedCloseAt).to.equal('2026-02-28');
    });

    it('a zone that nobody knows is said, and UTC assumed', async () => {
      const { issues, data } = await read(['id,stage,created', '1,A,2026-01-01T10:00:00Z'], {
        timeZone: 'Europe/Nowhere',
      });
      expect(issues[0]).to.deep.equal({
        code: 'time-zone-unknown',
        severity: 'warning',
        params: { value: 'Europe/Nowhere' },
      });
      expect(codes(issues)).to.include('time-zone-assumed');
      expect(data.provenance).to.not.have.property('timeZone');
    });

    it('provenance says where it comes from', async () => {
      const { data, issues } = await read(['id,stage,created', '1,A,2026-01-01 10:00'], {
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        fetchedAt: '2026-02-01T00:00:00Z',
      });
      expect(data.provenance).to.deep.equal({
        system: 'csv',
        fetchedAt: '2026-02-01T00:00:00Z',
        timeZone: 'Europe/Berlin',
        history: 'none',
        complete: true,
        currency: 'EUR',
      });
      expect(codes(issues)).to.not.include('time-zone-assumed');
    });
  });

  describe('stages', () => {
    it('in the order given, also those without deals; what the list leaves out is not the pipeline’s', async () => {
      const lines = [
        'id,stage,created',
        '1,Offer,2026-01-01',
        '2,won,2026-01-01',
        '3,Parked,2026-01-01',
        '4,parked,2026-01-01',
      ];
      const { stages, issues, deals } = await read(lines, { stages: 'New, offer; Won\nLost' });
      expect(kinds(stages)).to.deep.equal(['New: open', 'Offer: open', 'won: won', 'Lost: lost']);
      expect(deals.map(({ stage }) => stage)).to.deep.equal(['Offer', 'won', 'Parked', 'Parked']);
      expect(
        issues
          .filter(({ code }) => code === 'stage-unmapped')
          .map(({ line, params }) => [line, params['stage']]),
      ).to.deep.equal([
        [4, 'Parked'],
        [5, 'Parked'],
      ]);
      expect(codes(issues)).to.not.include('stage-order-guessed');
    });

    it('by ascending probability, won and lost by 1 and 0', async () => {
      const { stages, issues } = await read([
        'id,stage,probability',
        '1,Z,100',
        '2,C,60',
        '3,N,0',
        '4,A,10',
        '5,B,30',
        '6,C,70',
        '7,C,60',
      ]);
      expect(kinds(stages)).to.deep.equal(['A: open', 'B: open', 'C: open', 'Z: won', 'N: lost']);
      expect(codes(issues)).to.not.include.oneOf(['stage-order-guessed']);
      expect(codes(issues)).to.not.include('kind-inferred');
    });

    it('an early stage of chance 0 is not lost where another one is called so', async () => {
      const { stages } = await read([
        'id,stage,probability',
        '1,Offer,0.4',
        '2,Idea,0',
        '3,Done,1',
        '4,Lost,0',
      ]);
      expect(kinds(stages)).to.deep.equal(['Idea: open', 'Offer: open', 'Done: won', 'Lost: lost']);
    });

    it('a word that is neither yes nor no, or no status, is said', async () => {
      const closed = await read(['Id,StageName,IsClosed,IsWon,CreatedDate', '1,A,perhaps,false,2026-01-01']);
      expect(closed.issues.find(({ code }) => code === 'value-invalid')).to.deep.include({
        line: 2,
        column: 'IsClosed',
        params: { field: 'isClosed', value: 'perhaps' },
      });
      const status = await read(['Deal - Title,Deal - Stage,Deal - Status', 'A,X,Deleted']);
      expect(status.issues.find(({ code }) => code === 'value-invalid')).to.deep.include({
        line: 2,
        params: { field: 'status', value: 'Deleted' },
      });
    });

    it('a probability that is the same everywhere decides nothing', async () => {
      const { stages, issues } = await read(['id,stage,probability', '1,B,0', '2,A,0']);
      expect(kinds(stages)).to.deep.equal(['B: open', 'A: open']);
      expect(codes(issues)).to.include.members(['kind-unknown', 'stage-order-guessed']);
    });

    it('by the known order of a system', async () => {
      const { stages, issues } = await read([
        'id,stage',
        '1,Closed Lost',
        '2,Negotiation/Review',
        '3,Prospecting',
        '4,Closed Won',
        '5,Qualification',
      ]);
      expect(kinds(stages)).to.deep.equal([
        'Prospecting: open',
        'Qualification: open',
        'Negotiation/Review: open',
        'Closed Won: won',
        'Closed Lost: lost',
      ]);
      expect(codes(issues)).to.not.include('stage-order-guessed');
      expect(issues.filter(({ code }) => code === 'kind-inferred').map(({ params }) => params)).to.deep.equal(
        [
          { stage: 'Closed Lost', kind: 'lost' },
          { stage: 'Closed Won', kind: 'won' },
        ],
      );
    });

    it('by the order in which sales go, where all stages are called by common words', async () => {
      const german = await read(['id;Phase', '1;Angebot', '2;Gewonnen', '3;Erstkontakt', '4;Verhandlung']);
      expect(german.stages.map(({ name }) => name)).to.deep.equal([
        'Erstkontakt',
        'Angebot',
        'Verhandlung',
        'Gewonnen',
      ]);
      expect(codes(german.issues)).to.not.include('stage-order-guessed');
      const english = await read([
        'id,stage',
        '1,Proposal',
        '2,Lead',
        '3,Negotiation',
        '4,Qualified',
        '5,Won',
      ]);
      expect(english.stages.map(({ name }) => name)).to.deep.equal([
        'Lead',
        'Qualified',
        'Proposal',
        'Negotiation',
        'Won',
      ]);
      // One word that nobody knows, and the order is the file's again.
      const own = await read(['id,stage', '1,Proposal', '2,Lead', '3,Handshake']);
      expect(own.stages.map(({ name }) => name)).to.deep.equal(['Proposal', 'Lead', 'Handshake']);
      expect(codes(own.issues)).to.include('stage-order-guessed');
    });

    it('as they appear where nothing else tells, and that is said', async () => {
      const { stages, issues } = await read(['id,stage', '1,Verloren', '2,Zweite', '3,Gewonnen', '4,Erste']);
      expect(kinds(stages)).to.deep.equal(['Zweite: open', 'Erste: open', 'Gewonnen: won', 'Verloren: lost']);
      expect(issues.find(({ code }) => code === 'stage-order-guessed')?.params).to.deep.equal({
        stages: ['Zweite', 'Erste'],
        pipeline: 'Pipeline',
      });
    });

    it('closed and won columns beat names: an open stage may be called Closed Won', async () => {
      const { stages, issues } = await read([
        'Id,StageName,IsClosed,IsWon,CloseDate',
        '1,Closed Won,false,false,2026-01-01',
        '2,Signed,true,true,2026-01-01',
        '3,Gone,true,false,2026-01-01',
      ]);
      expect(kinds(stages)).to.deep.equal(['Closed Won: open', 'Signed: won', 'Gone: lost']);
      expect(codes(issues)).to.not.include.oneOf(['kind-inferred', 'kind-unknown']);
    });

    it('no closed stage anywhere: that is said, and nothing made up', async () => {
      const { stages, issues } = await read(['id,stage', '1,A']);
      expect(kinds(stages)).to.deep.equal(['A: open']);
      expect(codes(issues)).to.include('kind-unknown');
    });

    it('an outcome column is the stage where there is no other', async () => {
      const { stages } = await read(['id,status', '1,Open', '2,Won', '3,Lost']);
      expect(kinds(stages)).to.deep.equal(['Open: open', 'Won: won', 'Lost: lost']);
    });

    it('of Pipedrive: won and lost are made up from the status, the stage at loss is kept', async () => {
      const { stages, deals, data, issues } = await read([
        'Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Value,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Deal created',
        '1,A,Qualified,Open,10,2026-05-01,,,2026-01-01 10:00:00',
        '2,B,Proposal Made,Won,20,,2026-02-01 11:00:00,,2026-01-01 10:00:00',
        '3,C,Qualified,Lost,30,,,2026-02-02 12:00:00,2026-01-01 10:00:00',
      ]);
      expect(kinds(stages)).to.deep.equal([
        'Qualified: open',
        'Proposal Made: open',
        'Won: won',
        'Lost: lost',
      ]);
      expect(
        deals.map(({ stage, closedAt, expectedCloseAt, fields }) => [
          stage,
          closedAt,
          expectedCloseAt,
          fields?.['Deal - Stage'],
        ]),
      ).to.deep.equal([
        ['Qualified', null, '2026-05-01', undefined],
        ['won', '2026-02-01T11:00:00', null, 'Proposal Made'],
        ['lost', '2026-02-02T12:00:00', null, 'Qualified'],
      ]);
      expect(data.provenance).to.include({ system: 'pipedrive', history: 'none' });
      expect(codes(issues)).to.not.include.oneOf(['kind-inferred', 'stage-order-guessed']);
    });

    it('made up from a status keep clear of a stage that is called so', async () => {
      const { stages, deals } = await read([
        'Deal - Title,Deal - Stage,Deal - Status',
        'A,New,won',
        'B,won,open',
      ]);
      expect(stages.map(({ id, kind }) => [id, kind])).to.deep.equal([
        ['New', 'open'],
        ['won', 'open'],
        ['status:won', 'won'],
        ['lost', 'lost'],
      ]);
      expect(deals.map(({ stage }) => stage)).to.deep.equal(['status:won', 'won']);
    });

    it('of several pipelines, each with its own', async () => {
      const { pipelines, deals } = await read([
        'id,pipeline,stage',
        '1,B2B,Offer',
        '2,B2C,Cart',
        '3,B2B,Won',
        '4,b2c,Won',
        '5,,Cart',
      ]);
      expect(pipelines.map(({ id, stages }) => [id, stages.map(({ id }) => id)])).to.deep.equal([
        ['B2B', ['Offer', 'Won']],
        ['B2C', ['Cart', 'Won']],
        ['default', ['Cart']],
      ]);
      expect(deals.map(({ pipeline }) => pipeline)).to.deep.equal(['B2B', 'B2C', 'B2B', 'B2C', 'default']);
    });
  });

  describe('history', () => {
    it('none: no visits, whatever else is known', async () => {
      const { data } = await read(['id,stage,created,closed at', '1,Won,2026-01-01,2026-02-01']);
      expect(data.provenance?.history).to.equal('none');
      expect(data.deals[0]?.visits).to.deep.equal([]);
    });

    it('from columns that say when a stage was entered', async () => {
      const { data, stages, mapping, issues } = await read([
        'Record ID,Deal Name,Deal Stage,Create Date,Close Date,"Date entered ""New (Sales Pipeline)""","Date entered ""Offer (Sales Pipeline)""","Date entered ""Closed won (Sales Pipeline)"""',
        '1,A,Offer,2026-01-01 08:00,,2026-01-01 08:00,2026-01-09 10:00,',
        '2,B,Closed won,2026-01-01 08:00,2026-02-01 12:00,2026-01-03 08:00,2026-01-02 10:00,2026-02-01 12:00',
        '3,C,Closed won,2026-01-01 08:00,2026-02-05 12:00,2026-01-01 08:00,,',
      ]);
      expect(data.provenance).to.include({ system: 'hubspot', history: 'entered' });
      expect(data.pipelines[0]).to.include({ id: 'default', name: 'Sales Pipeline' });
      expect(kinds(stages)).to.deep.equal(['New: open', 'Offer: open', 'Closed won: won']);
      expect(
        data.deals.map(({ visits }) =>
          visits.map(({ stage, enteredAt }) => `${stage} ${enteredAt.slice(0, 10)}`),
        ),
      ).to.deep.equal([
        ['New 2026-01-01', 'Offer 2026-01-09'],
        ['Offer 2026-01-02', 'New 2026-01-03', 'Closed won 2026-02-01'],
        ['New 2026-01-01', 'Closed won 2026-02-05'],
      ]);
      expect(issues.filter(({ code }) => code === 'visit-added')).to.deep.equal([
        { code: 'visit-added', severity: 'note', line: 4, dealId: '3', params: {} },
      ]);
      expect(mapping.entered.map(({ stage }) => stage)).to.deep.equal(['New', 'Offer', 'Closed won']);
      expect(mapping.unmapped).to.deep.equal([]);
    });

    it('from internal names, whose ids are the stages’', async () => {
      const { data } = await read([
        'hs_object_id,dealname,dealstage,hs_v2_date_entered_appointmentscheduled,hs_v2_date_entered_12_34,hs_v2_date_entered_999',
        '1,A,12-34,2026-01-01T08:00:00Z,2026-01-02T08:00:00Z,2026-01-03T08:00:00Z',
        '2,B,appointmentscheduled,2026-01-01T08:00:00Z,,',
      ]);
      expect(data.deals[0]?.visits).to.deep.equal([
        { stage: 'appointmentscheduled', enteredAt: '2026-01-01T08:00:00Z' },
        { stage: '12-34', enteredAt: '2026-01-02T08:00:00Z' },
      ]);
      // Nobody knows that stage: its cell is kept as it is.
      expect(data.deals[0]?.fields).to.deep.equal({ hs_v2_date_entered_999: '2026-01-03T08:00:00Z' });
    });

    it('of a deal that came from another pipeline', async () => {
      const { data } = await read([
        'Record ID,Deal Name,Deal Stage,Pipeline,"Date entered ""Lead (First)""","Date entered ""Trial (Second)"""',
        '1,A,Trial,Second,2026-01-01 08:00,2026-01-05 08:00',
        '2,B,Lead,First,2026-01-01 08:00,',
      ]);
      expect(data.deals[0]?.visits).to.deep.equal([
        { stage: 'Lead', enteredAt: '2026-01-01T08:00:00', pipeline: 'First' },
        { stage: 'Trial', enteredAt: '2026-01-05T08:00:00' },
      ]);
    });
  });

  describe('other shapes', () => {
    it('a list of flat objects', async () => {
      const { data, mapping } = await readPipelineData([
        {
          id: 1,
          name: 'A',
          stage: 'Talk',
          amount: 1234.567,
          createdAt: new Date(Date.UTC(2026, 0, 1, 9)),
          won: undefined,
        },
        {
          id: 2,
          name: 'B',
          stage: 'Won',
          amount: 1.234,
          createdAt: Date.UTC(2026, 0, 2),
          closedAt: '2026-02-01',
          extra: true,
        },
      ]);
      expect(
        data.deals.map(({ id, amount, createdAt, closedAt, fields }) => [
          id,
          amount,
          createdAt,
          closedAt,
          fields,
        ]),
      ).to.deep.equal([
        ['1', 1234.567, '2026-01-01T09:00:00Z', null, undefined],
        ['2', 1.234, '2026-01-02T00:00:00Z', '2026-02-01', { extra: true }],
      ]);
      expect(mapping).to.include({ format: 'json', system: 'json', rows: 2 });
    });

    it('the answers of the APIs', async () => {
      const hubspot = await readPipelineData(
        '{"results":[{"id":"5","properties":{"dealname":"A","dealstage":"x","amount":"10.5","createdate":"2026-01-01T00:00:00Z"}}]}',
      );
      expect(hubspot.mapping.system).to.equal('hubspot');
      expect(hubspot.data.deals[0]).to.include({ id: '5', name: 'A', stage: 'x', amount: 10.5 });
      const salesforce = await readPipelineData({
        records: [
          {
            attributes: { type: 'Opportunity' },
            Id: '6',
            Name: 'B',
            StageName: 'y',
            IsClosed: false,
            IsWon: false,
            Owner: { Name: 'Ann' },
          },
        ],
      });
      expect(salesforce.mapping.system).to.equal('salesforce');
      expect(salesforce.data.deals[0]).to.include({ id: '6', name: 'B', stage: 'y', owner: 'Ann' });
    });

    it('flat deals without pipelines, with visits of their own', async () => {
      const { data } = await readPipelineData({
        deals: [
          {
            id: 'a',
            name: 'A',
            stage: 'Won',
            closedAt: '2026-02-01',
            visits: [{ stage: 'Talk', enteredAt: '2026-01-01' }],
          },
          'nonsense',
        ],
      });
      expect(data.provenance?.history).to.equal('full');
      expect(data.deals).to.have.length(1);
      expect(data.deals[0]?.visits).to.deep.equal([
        { stage: 'Talk', enteredAt: '2026-01-01' },
        { stage: 'Won', enteredAt: '2026-02-01' },
      ]);
    });

    it('a table that was found elsewhere', async () => {
      const { data, issues, mapping } = await readTable({
        header: ['Deal Name', 'Stage', 'Amount'],
        rows: [
          ['A', 'Won', '€ 1.234,50'],
          ['B', '', 'x'],
        ],
      });
      expect(mapping.format).to.equal('table');
      expect(data.deals[0]).to.include({ amount: 1234.5, currency: 'EUR' });
      expect(issues.find(({ code }) => code === 'amount-unreadable')).to.include({
        line: 2,
        column: 'Amount',
      });
    });

    it('by what it looks like, not by what it is called', async () => {
      const csv = 'id,stage\n1,Won';
      expect(
        (await readPipelineData(csv, { contentType: 'application/octet-stream' })).mapping.format,
      ).to.equal('csv');
      expect(
        (await readPipelineData(csv, { url: 'https://example.org/deals.json?x=1' })).mapping.format,
      ).to.equal('csv');
      expect(
        (await readPipelineData('[{"id":1,"stage":"A"}]', { contentType: 'text/plain' })).mapping.format,
      ).to.equal('json');
      expect((await failure('deals', { url: '/deals.json' })).code).to.equal('json-invalid');
      expect((await failure(csv, { format: 'json' })).code).to.equal('json-invalid');
    });
  });

  it('reads two hundred thousand rows in slices, and the page goes on between them', async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, i) =>
        `${i},"Deal, ${i}",${['New', 'Talk', 'Won', 'Lost'][i % 4]},${i % 1000}.50,2025-0${(i % 9) + 1}-11`,
    );
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const { data, issues } = await readPipelineData(`id,name,stage,amount,created\n${rows.join('\n')}`);
    clearInterval(timer);
    expect(data.deals).to.have.length(200_000);
    expect(data.deals[199_999]).to.include({
      id: '199999',
      name: 'Deal, 199999',
      stage: 'Lost',
      amount: 999.5,
    });
    expect(turns).to.be.greaterThan(5);
    expect(issues.find(({ code }) => code === 'date-missing')?.count).to.equal(100_000);
  }).timeout(60_000);
});
