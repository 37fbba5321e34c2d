import type { PipelineData, PlainDate, When } from '../../src/core/model.js';

const day = (when: When | null | undefined): PlainDate => when?.slice(0, 10) ?? '';

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * The deals as a CSV with the columns of a HubSpot export (RFC 4180), the day of the first entry into each stage
 * included. Works for data whose days in UTC are those of its own zone, as the demo's are.
 */
export function hubSpotExport(data: PipelineData): string {
  const pipelines = new Map(data.pipelines.map((pipeline) => [pipeline.id, pipeline]));
  const owners = new Map(data.owners?.map((owner) => [owner.id, owner.name]));
  const entered = data.pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      stage: stage.id,
      pipeline: pipeline.id,
      header: `Date entered "${stage.name} (${pipeline.name})"`,
    })),
  );
  const header = [
    'Record ID',
    'Deal Name',
    'Pipeline',
    'Deal Stage',
    'Amount',
    'Currency',
    'Deal probability',
    'Deal owner',
    'Create Date',
    'Close Date',
    'Closed Lost Reason',
    'Original Traffic Source',
    'Associated Company',
    'Next step',
    ...entered.map((column) => column.header),
  ];
  const rows = data.deals.map((deal) => {
    const pipeline = pipelines.get(deal.pipeline);
    const stage = pipeline?.stages.find((candidate) => candidate.id === deal.stage);
    return [
      deal.id,
      deal.name,
      pipeline?.name ?? '',
      stage?.name ?? '',
      deal.amount == null ? '' : String(deal.amount),
      deal.currency ?? '',
      String(deal.probability ?? stage?.probability ?? ''),
      owners.get(deal.owner ?? '') ?? '',
      day(deal.createdAt),
      day(deal.closedAt ?? deal.expectedCloseAt),
      deal.lostReason ?? '',
      deal.source ?? '',
      deal.account ?? '',
      deal.nextStep ?? '',
      ...entered.map((column) =>
        column.pipeline === deal.pipeline
          ? day(deal.visits.find((visit) => visit.stage === column.stage)?.enteredAt)
          : '',
      ),
    ];
  });
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
