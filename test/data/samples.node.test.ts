/** Real exports, read whole: counts and sums are those of the files themselves. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { DataIssue } from '../../src/core/errors.js';
import type { Deal } from '../../src/core/model.js';
import { readPipelineData } from '../../src/data/index.js';
import { IssueList } from '../../src/data/issues.js';
import { inferMapping } from '../../src/data/mapping.js';
import { closedKindOf, statusOf } from '../../src/data/presets/stage-names.js';
import { itWithShared, sharedData } from '../shared-data.js';

const read = (file: string, options = {}) => readPipelineData(readFileSync(file), options);
const brief = (issues: readonly DataIssue[]) =>
  issues.map(({ code, count, line, column }) => [code, count ?? 1, line, column]);

function countStages(deals: readonly Deal[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { stage } of deals) counts[stage] = (counts[stage] ?? 0) + 1;
  return counts;
}

describe('real exports', () => {
  itWithShared('the Maven table, without a mapping', 'data/maven_crm/sales_pipeline.csv', async (file) => {
    const { data, issues, mapping } = await read(file);
    expect(mapping).to.deep.equal({
      format: 'csv',
      system: 'maven',
      fields: {
        id: 'opportunity_id',
        owner: 'sales_agent',
        product: 'product',
        account: 'account',
        stage: 'deal_stage',
        createdAt: 'engage_date',
        closedAt: 'close_date',
        amount: 'close_value',
      },
      entered: [],
      unmapped: [],
      delimiter: ',',
      decimal: '.',
      encoding: 'utf-8',
      rows: 8800,
      kept: 8800,
    });
    expect(data.pipelines).to.deep.equal([
      {
        id: 'default',
        name: 'Pipeline',
        stages: [
          { id: 'Prospecting', name: 'Prospecting', kind: 'open' },
          { id: 'Engaging', name: 'Engaging', kind: 'open' },
          { id: 'Won', name: 'Won', kind: 'won' },
          { id: 'Lost', name: 'Lost', kind: 'lost' },
        ],
      },
    ]);
    expect(countStages(data.deals)).to.deep.equal({
      Won: 4238,
      Lost: 2473,
      Engaging: 1589,
      Prospecting: 500,
    });
    const of = (stage: string) => data.deals.filter((deal) => deal.stage === stage);
    expect(of('Won').reduce((sum, { amount }) => sum + (amount ?? NaN), 0)).to.equal(10_005_534);
    expect(
      of('Engaging')
        .concat(of('Prospecting'))
        .every(
          ({ amount, closedAt, expectedCloseAt }) =>
            amount === null && closedAt === null && expectedCloseAt === null,
        ),
    ).to.equal(true);
    expect(of('Engaging').every(({ createdAt }) => createdAt !== null)).to.equal(true);
    expect(
      of('Prospecting').every(({ createdAt, updatedAt }) => createdAt === null && updatedAt === undefined),
    ).to.equal(true);
    expect(data.deals.every(({ visits }) => visits.length === 0)).to.equal(true);
    expect(data.provenance).to.deep.equal({ system: 'maven', history: 'none', complete: true });
    const dates = data.deals
      .flatMap(({ createdAt, closedAt }) => [createdAt, closedAt])
      .filter((date) => date != null)
      .sort();
    expect([dates[0], dates[dates.length - 1]]).to.deep.equal(['2016-10-20', '2017-12-31']);
    expect(data.owners).to.have.length(30);
    expect(data.deals[0]).to.deep.equal({
      id: '1C1I7A6R',
      name: 'Cancity · GTX Plus Basic',
      pipeline: 'default',
      stage: 'Won',
      amount: 1054,
      createdAt: '2016-10-20',
      closedAt: '2017-03-01',
      expectedCloseAt: null,
      visits: [],
      owner: 'Moses Frase',
      account: 'Cancity',
      fields: { product: 'GTX Plus Basic' },
    });
    expect(brief(issues)).to.deep.equal([
      ['kind-inferred', 1, undefined, undefined],
      ['kind-inferred', 1, undefined, undefined],
      ['date-missing', 500, 8302, 'engage_date'],
    ]);
  });

  itWithShared(
    'the Maven table re-exported with dd-mm-yy dates reads to the same deals',
    'data/maven_crm/sales_pipeline_ddmmyy.csv',
    async (file) => {
      const other = await read(sharedData('data/maven_crm/sales_pipeline.csv') as string);
      const { data, issues, mapping } = await read(file);
      expect(mapping.dateOrder).to.equal('dmy');
      expect(mapping.unmapped).to.deep.equal(['engage_quarter', 'close_quarter']);
      const bare = (deals: readonly Deal[]) =>
        deals
          .map((deal) => ({ ...deal, fields: deal.fields?.['product'] }))
          .sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(bare(data.deals)).to.deep.equal(bare(other.data.deals));
      expect(data.pipelines).to.deep.equal(other.data.pipelines);
      expect(issues.map(({ code, count }) => [code, count])).to.deep.equal(
        other.issues.map(({ code, count }) => [code, count]),
      );
    },
  );

  itWithShared(
    'HubSpot’s deals: no stage recorded, no amount, no close date',
    'data/crm_samples/hubspot_deal_data.csv',
    async (file) => {
      const { data, issues, mapping } = await read(file);
      expect(mapping).to.include({ system: 'hubspot', rows: 44, kept: 44 });
      expect(mapping.fields).to.include({
        stageId: 'deal_pipeline_stage_id',
        pipelineId: 'deal_pipeline_id',
        createdAt: 'property_createdate',
        name: 'property_dealname',
      });
      expect(countStages(data.deals)).to.deep.equal({ '': 44 });
      expect(
        data.deals.every(
          ({ amount, closedAt, expectedCloseAt }) =>
            amount === null && closedAt === null && expectedCloseAt === null,
        ),
      ).to.equal(true);
      expect(data.deals[0]).to.include({
        id: '1244495215',
        createdAt: '2019-12-04T12:48:22',
        pipeline: 'default',
      });
      expect(data.pipelines).to.deep.equal([{ id: 'default', name: 'Pipeline', stages: [] }]);
      expect(brief(issues)).to.deep.equal([
        ['stage-missing', 44, 2, 'deal_pipeline_stage_id'],
        ['time-zone-assumed', 1, undefined, undefined],
      ]);
    },
  );

  itWithShared(
    'Salesforce’s opportunities: kinds by IsClosed and IsWon, days by midnights',
    'data/crm_samples/salesforce_sf_opportunity_data.csv',
    async (file) => {
      const { data, issues, mapping } = await read(file);
      expect(mapping).to.include({ system: 'salesforce', rows: 10, kept: 10 });
      expect(
        data.pipelines[0]?.stages.map(({ id, kind, probability }) => [id, kind, probability]),
      ).to.deep.equal([
        ['9RN9J3tlxr89gDctReax5w==', 'open', 0.65],
        ['GavUFuuf4DrnQAoiRGlWpQ==', 'won', undefined],
        ['tXi3M8u3iPxq0ggxTSxMKw==', 'lost', undefined],
      ]);
      expect(Object.values(countStages(data.deals)).sort()).to.deep.equal([1, 4, 5]);
      const sum = (stage: string) =>
        data.deals.reduce((total, deal) => total + (deal.stage === stage ? (deal.amount ?? 0) : 0), 0);
      expect(data.pipelines[0]?.stages.map(({ id }) => sum(id))).to.deep.equal([
        210_000, 24_120_000, 200_001,
      ]);
      expect(data.deals.map(({ closedAt, expectedCloseAt }) => closedAt ?? expectedCloseAt)).to.deep.equal([
        '2018-12-19',
        '2018-12-18',
        '2018-12-18',
        '2018-12-13',
        '2018-12-07',
        '2018-11-21',
        '2018-12-13',
        '2018-10-31',
        '2018-12-13',
        '2018-12-19',
      ]);
      expect(data.deals[9]).to.include({
        closedAt: null,
        expectedCloseAt: '2018-12-19',
        createdAt: '2018-12-18T17:56:05',
      });
      expect(brief(issues)).to.deep.equal([
        ['probability-unreadable', 1, 2, 'probability'],
        ['value-invalid', 10, 2, 'forecast_category'],
        ['closed-before-created', 1, 6, undefined],
        ['time-zone-assumed', 1, undefined, undefined],
      ]);
    },
  );

  // A table of stages is no table of deals: it has to be refused or read without harm, never half.
  itWithShared(
    'HubSpot’s table of pipelines is not taken for deals with stages',
    'data/crm_samples/hubspot_deal_pipeline_data.csv',
    async (file) => {
      let outcome: string;
      try {
        const { issues, data } = await read(file);
        outcome = issues[0]?.code ?? '';
        expect(data.deals.every(({ stage }) => stage === '')).to.equal(true);
      } catch (error) {
        outcome = (error as { code: string }).code;
      }
      expect(outcome).to.equal('column-missing');
    },
  );

  itWithShared(
    'the backtest’s deals, whose times are no dates, by a mapping',
    'data/backtest/maven/deals.csv',
    async (file) => {
      const { data, issues } = await read(file, { fields: 'stage=status' });
      expect(data.deals).to.have.length(8300);
      expect(data.pipelines.map(({ name }) => name)).to.have.members(['Central', 'East', 'West']);
      const unread = issues.filter(({ code }) => code === 'date-unreadable');
      expect(unread.find(({ column }) => column === 'created')).to.include({ line: 2, count: 8300 });
    },
  );
});

/** What another list of the vendors' labels says: `field → language → labels`, compiled apart from ours. */
type Labels = Readonly<Record<string, Readonly<Record<string, readonly { readonly label: string }[]>>>>;

/** Their fields by our names; `undefined`: no field of the model, kept as it is. */
const FIELDS: Readonly<Record<string, string | undefined>> = {
  closeDate: 'closeDate',
  createDate: 'createdAt',
  createdDate: 'createdAt',
  created: 'createdAt',
  title: 'name',
  value: 'amount',
  expectedCloseDate: 'expectedCloseAt',
  wonTime: 'wonAt',
  lostTime: 'lostAt',
  closedOn: 'closedAt',
  organization: 'account',
  person: 'contact',
  leadSource: 'source',
  lastActivity: 'lastActivityAt',
  lastActivityDate: 'lastActivityAt',
  nextActivityDate: 'nextActivityAt',
  closed: 'isClosed',
  won: 'isWon',
  amountInCompanyCurrency: undefined,
  wonReason: undefined,
  weightedAmount: undefined,
  dealType: undefined,
  type: undefined,
  expectedRevenue: undefined,
  age: undefined,
  fromStage: undefined,
  toStage: undefined,
  stageDuration: undefined,
  historyDate: undefined,
  weightedValue: undefined,
  lastStageChange: undefined,
  label: undefined,
  dateEnteredStage: undefined,
  dateExitedStage: undefined,
  latestTimeInStage: undefined,
  cumulativeTimeInStage: undefined,
};

/** Two columns that tell each system, in names that no label is compared with. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  hubspot: ['hs_deal_stage_probability', 'hs_next_step'],
  salesforce: ['LastModifiedDate', 'StageName', 'Owner: Full Name', 'Owner Role'],
  pipedrive: ['Deal - Source channel', 'Deal - Update time', 'stage_id'],
};

describe('the vendors’ labels', () => {
  for (const [system, telling] of Object.entries(TELLING)) {
    itWithShared(
      `${system}: every English and German label is read for its field`,
      'reference/crm_labels.json',
      (file) => {
        const labels = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Labels>)[system] as Labels;
        let checked = 0;
        for (const [theirs, languages] of Object.entries(labels)) {
          const field = theirs in FIELDS ? FIELDS[theirs] : theirs;
          for (const { label } of [...(languages['en'] ?? []), ...(languages['de'] ?? [])]) {
            if (label.includes('{')) continue;
            const header = [...telling.filter((name) => !(field === 'stage' && name === 'StageName')), label];
            const { preset, columns, unmapped } = inferMapping(header, undefined, new IssueList());
            expect(preset?.system, label).to.equal(system);
            const column = header.length - 1;
            if (field === undefined) expect(unmapped, label).to.include(column);
            else if ([...columns.values()].includes(column))
              expect([...columns].find(([, at]) => at === column)?.[0], label).to.equal(field);
            // Only where a column of the telling ones holds the field already may it be left over.
            else expect(columns.has(field as 'stage'), `${label} → ${field}`).to.equal(true);
            checked += 1;
          }
        }
        expect(checked).to.be.greaterThan(20);
      },
    );
  }

  itWithShared(
    'the default names of closed stages, in every language',
    'reference/crm_labels.json',
    (file) => {
      const { stages } = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly stages: {
          readonly hubspot: { readonly stages: readonly Record<string, unknown>[] };
          readonly salesforce: Labels;
          readonly pipedrive: Labels;
        };
      };
      const words = (languages: Readonly<Record<string, unknown>>): readonly string[] =>
        ['en', 'de', 'es', 'fr', 'zh'].flatMap(
          (language) =>
            (languages[language] as readonly { label: string }[] | undefined)?.map(({ label }) => label) ??
            [],
        );
      for (const stage of stages.hubspot.stages) {
        const kind = stage['kind'] === 'open' ? undefined : stage['kind'];
        for (const name of words(stage)) expect(closedKindOf(name), name).to.equal(kind);
      }
      for (const name of words(stages.salesforce['closedWon'] ?? {}))
        expect(closedKindOf(name), name).to.equal('won');
      for (const name of words(stages.salesforce['closedLost'] ?? {}))
        expect(closedKindOf(name), name).to.equal('lost');
      for (const kind of ['open', 'won', 'lost']) {
        for (const word of words(stages.pipedrive[kind] ?? {})) expect(statusOf(word), word).to.equal(kind);
      }
    },
  );
});
