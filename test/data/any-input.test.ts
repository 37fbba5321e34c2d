/** Whatever comes in: a result that holds together, or a PipelineError; never another exception. */
import { expect } from 'chai';
import fc from 'fast-check';
import { PipelineError, readPipelineData, type ReadResult } from '../../src/data/index.js';

async function readOrRefuse(input: Parameters<typeof readPipelineData>[0]): Promise<ReadResult | undefined> {
  try {
    return await readPipelineData(input);
  } catch (error) {
    expect(error).to.be.instanceOf(PipelineError);
    return undefined;
  }
}

function holdsTogether({ data, issues, mapping }: ReadResult): void {
  const pipelines = new Map(data.pipelines.map((pipeline) => [pipeline.id, pipeline]));
  expect(pipelines.size).to.equal(data.pipelines.length);
  for (const { stages } of data.pipelines)
    expect(new Set(stages.map(({ id }) => id)).size).to.equal(stages.length);
  expect(new Set(data.deals.map(({ id }) => id)).size).to.equal(data.deals.length);
  for (const deal of data.deals) {
    expect(pipelines.has(deal.pipeline)).to.equal(true);
    if (deal.amount != null) expect(Number.isFinite(deal.amount)).to.equal(true);
    for (const day of [deal.createdAt, deal.closedAt, deal.expectedCloseAt]) {
      if (day != null) expect(day).to.match(/^\d{4}-\d{2}-\d{2}(T|$)/);
    }
    if (deal.probability !== undefined) expect(deal.probability).to.be.within(0, 1);
    if (data.provenance?.history === 'none') expect(deal.visits).to.deep.equal([]);
  }
  if (mapping.format !== 'model') expect(mapping.kept).to.equal(mapping.rows);
  for (const { line, count } of issues) {
    if (line !== undefined) expect(line).to.be.greaterThan(0);
    if (count !== undefined) expect(count).to.be.greaterThan(3);
  }
}

const word = fc.constantFrom(
  'id',
  'Name',
  'Stage',
  'Amount',
  'Close Date',
  'Created',
  'Status',
  'Probability',
  'Pipeline',
  'Owner',
  'Deal - Stage',
  'Deal - Status',
  'Date entered "New (P)"',
  '__proto__',
  'Won',
  'Lost',
  'New',
  '1',
  '2',
  '',
  ' ',
  '50%',
  '1.234',
  '1,5',
  '3/4/2025',
  '2025-01-01',
  '2025-01-01 10:00',
  '"',
  '""',
  '\n',
  '\r\n',
  '€ 5',
  'x'.repeat(70),
  '\u0000',
  '<b>',
);

describe('any input', () => {
  it('text that looks like a table', async () => {
    let read = 0;
    const row = fc.array(word, { minLength: 1, maxLength: 6 });
    const header = fc.constantFrom(
      'id,Stage,Amount',
      'Name;Stage;Close Date',
      'Deal - Title,Deal - Stage,Deal - Status',
      'a',
      'Stage\tProbability',
    );
    await fc.assert(
      fc.asyncProperty(
        header,
        fc.array(row, { maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        async (first, rows, delimiter) => {
          const result = await readOrRefuse(
            [first, ...rows.map((cells) => cells.join(delimiter))].join('\n'),
          );
          if (!result) return;
          read += 1;
          holdsTogether(result);
        },
      ),
      { numRuns: 500 },
    );
    expect(read).to.be.greaterThan(100);
  });

  it('bytes of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const result = await readOrRefuse(bytes);
        if (result) holdsTogether(result);
      }),
      { numRuns: 500 },
    );
  });

  it('objects of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.object(), fc.array(fc.object()), fc.array(fc.anything())),
        async (value) => {
          const result = await readOrRefuse(value);
          if (result) holdsTogether(result);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('JSON that is cut off anywhere is located at its end, and no whole JSON is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), fc.nat(), async (json, at) => {
        const text = `[${json}, {"id": 1, "stage": "A"}]`;
        expect((await readOrRefuse(text))?.data.deals.length).to.be.greaterThan(0);
        const cut = text.slice(0, 1 + (at % (text.length - 1)));
        try {
          await readPipelineData(cut);
          expect.fail('It was read.');
        } catch (error) {
          expect(error).to.include({ code: 'json-invalid' });
          expect((error as PipelineError).params).to.deep.equal({
            reason: 'cut-off',
            line: 1,
            column: cut.length + 1,
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});
