/**
 * Reads a folder of past deals: `deals.csv` (id, amount, owner, pipeline, created, status open|won|lost, closed),
 * `stages.csv` (id, stage, entered) and `meta.json` ({ stages in order, end, first_close? }); times are days since
 * 1970-01-01 UTC with a fraction. An optional `list.csv` (id, list) holds the amount that was listed while a deal was
 * open. Node only.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Deal, Pipeline, PipelineData, Visit } from '../../../src/core/model.js';

function table(path: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

const moment = (days: string): string => new Date(Math.round(Number(days) * 86_400_000)).toISOString();

export interface PastDeals {
  readonly data: PipelineData;
  /** Last moment of the data, days since 1970-01-01. */
  readonly end: number;
}

export function readPastDeals(folder: string): PastDeals {
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as {
    stages: string[];
    end: number;
    first_close?: number;
  };
  const listFile = join(folder, 'list.csv');
  const listed = new Map(
    existsSync(listFile) ? table(listFile).map(({ id = '', list = '' }) => [id, Number(list)]) : [],
  );
  const visits = new Map<string, Visit[]>();
  for (const { id = '', stage = '', entered = '' } of table(join(folder, 'stages.csv'))) {
    const list = visits.get(id) ?? [];
    visits.set(id, list);
    list.push({ stage, enteredAt: moment(entered) });
  }
  const rows = table(join(folder, 'deals.csv'));
  const pipelines = [...new Set(rows.map(({ pipeline = '' }) => pipeline))].map(
    (id): Pipeline => ({
      id,
      name: id,
      stages: [
        ...meta.stages.map((stage) => ({ id: stage, name: stage, kind: 'open' as const })),
        { id: 'won', name: 'Won', kind: 'won' },
        { id: 'lost', name: 'Lost', kind: 'lost' },
      ],
    }),
  );
  const deals = rows.map((row): Deal => {
    const { id = '', amount = '', owner = '', pipeline = '', created = '', status = '', closed = '' } = row;
    const own = visits.get(id) ?? [];
    const now = amount === '' ? null : Number(amount);
    const list = listed.get(id);
    const isOpen = status === 'open';
    const change: Change | undefined =
      list === undefined || isOpen || closed === ''
        ? undefined
        : { at: moment(closed), field: 'amount', from: list, to: now };
    return {
      id,
      name: id,
      pipeline,
      stage: isOpen ? (own.at(-1)?.stage ?? '') : status,
      amount: isOpen && list !== undefined ? list : now,
      owner,
      createdAt: moment(created),
      closedAt: closed === '' ? null : moment(closed),
      visits: own,
      ...(change === undefined ? {} : { changes: [change] }),
    };
  });
  return {
    data: {
      pipelines,
      deals,
      provenance: {
        system: 'csv',
        fetchedAt: moment(String(meta.end)),
        timeZone: 'UTC',
        history: 'full',
        complete: true,
        ...(meta.first_close === undefined ? {} : { historyFrom: moment(String(meta.first_close)) }),
      },
    },
    end: meta.end,
  };
}
