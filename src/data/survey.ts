import type { StageKind } from '../core/model.js';
import type { RowReader } from './row-reader.js';
import type { Mapping } from './mapping.js';
import { parseBoolean } from './numbers.js';
import { closedKindOf, statusOf } from './presets/stage-names.js';
import { foldName, newStageFacts, type PipelineFacts, type StageFacts } from './stages.js';

/** The pipeline of rows that name none, and its name where the file has no better one. */
const DEFAULT_PIPELINE = { id: 'default', name: 'Pipeline' };

/** What a row says about where its deal stands. */
export interface Standing {
  readonly pipeline: PipelineFacts;
  /** `undefined`: no stage recorded. */
  readonly stage: StageFacts | undefined;
  /** The stage column's own text, where a status overrules it. */
  readonly stageCell: string;
}

/** Gathers, row by row, which pipelines and stages there are and what is known of them. */
export class Surveyor {
  readonly pipelines = new Map<string, PipelineFacts>();
  readonly #row: RowReader;
  readonly #madeByStatus: boolean;
  readonly #statusNames = new Map<'won' | 'lost', string>();

  constructor(row: RowReader, mapping: Mapping, madeByStatus: boolean) {
    this.#row = row;
    this.#madeByStatus = madeByStatus;
    // Per-stage columns define stages that may have no deal at present, and usually stand in the pipeline's order.
    for (const { stage, pipeline, byId } of mapping.entered) {
      if (byId || (row.has('pipeline') && pipeline === undefined)) continue;
      const facts = row.has('pipeline')
        ? this.#pipeline(pipeline as string, pipeline as string)
        : this.#pipeline('', pipeline ?? '');
      if (!facts.stages.has(foldName(stage))) facts.stages.set(foldName(stage), newStageFacts(stage, stage));
    }
  }

  /** Notes the current row. */
  note(): void {
    const row = this.#row;
    if (this.#madeByStatus && row.text('status') !== '' && !statusOf(row.text('status')))
      row.invalid('status');
    const { stage } = this.standing();
    if (!stage) return;
    const kind = this.#madeByStatus ? undefined : rowSays(row);
    if (kind) stage.says[kind] += 1;
    const probability = row.probability();
    if (probability !== undefined)
      stage.probabilities.set(probability, (stage.probabilities.get(probability) ?? 0) + 1);
  }

  standing(): Standing {
    const row = this.#row;
    const id = row.text('pipelineId');
    const name = row.text('pipeline');
    const pipeline = this.#pipeline(id || name, name || id);
    const written = row.text('stage');
    // Exports of several pipelines may add the pipeline to each stage: "Closed won (Renewals)".
    const stageName =
      name !== '' && written.endsWith(` (${name})`) ? written.slice(0, -name.length - 3) : written;
    const stageId = row.text('stageId') || stageName;
    const status = this.#madeByStatus ? statusOf(row.text('status')) : undefined;
    // The stage it was won or lost in is a stage of the pipeline too.
    const stage = stageId === '' ? undefined : this.#stage(pipeline, stageId, stageName);
    if (status !== 'won' && status !== 'lost') return { pipeline, stage, stageCell: '' };
    const made = this.#made(pipeline, status, row.text('status'));
    return { pipeline, stage: made, stageCell: stageName || stageId };
  }

  #stage(pipeline: PipelineFacts, id: string, name: string): StageFacts {
    const key = foldName(id);
    let stage = pipeline.stages.get(key);
    if (!stage) {
      stage = newStageFacts(id, name || id);
      pipeline.stages.set(key, stage);
    }
    return stage;
  }

  /** Every pipeline has both closed stages, whether or not a deal stands there. */
  addMadeStages(): void {
    if (!this.#madeByStatus) return;
    for (const pipeline of this.pipelines.values()) {
      for (const kind of ['won', 'lost'] as const) {
        const made = this.#made(pipeline, kind, kind);
        const others = [...pipeline.stages.values()].filter((stage) => stage !== made);
        if (others.some(({ id }) => id === kind)) made.id = `status:${kind}`;
      }
    }
  }

  #made(pipeline: PipelineFacts, kind: 'won' | 'lost', word: string): StageFacts {
    const key = `status:${kind}`;
    let stage = pipeline.stages.get(key);
    if (!stage) {
      const name = this.#statusNames.get(kind) ?? word.replace(/^[a-z]/, (letter) => letter.toUpperCase());
      this.#statusNames.set(kind, name);
      stage = newStageFacts(kind, name, kind);
      pipeline.stages.set(key, stage);
    }
    return stage;
  }

  #pipeline(id: string, name: string): PipelineFacts {
    const key = foldName(id);
    let facts = this.pipelines.get(key);
    if (!facts) {
      facts = { id: id || DEFAULT_PIPELINE.id, name: name || DEFAULT_PIPELINE.name, stages: new Map() };
      this.pipelines.set(key, facts);
    }
    return facts;
  }
}

function yesOrNo(row: RowReader, field: 'isClosed' | 'isWon' | 'isLost'): boolean | undefined {
  if (row.text(field) === '') return undefined;
  const answer = parseBoolean(row.raw(field) ?? null);
  if (answer === undefined) row.invalid(field);
  return answer;
}

function rowSays(row: RowReader): StageKind | 'closed' | undefined {
  const status = statusOf(row.text('status'));
  if (status) return status;
  const closed = yesOrNo(row, 'isClosed');
  const won = yesOrNo(row, 'isWon');
  const lost = yesOrNo(row, 'isLost');
  if (won) return 'won';
  if (lost) return 'lost';
  if (closed) return won === false ? 'lost' : 'closed';
  return closed === false || (won === false && lost === false) ? 'open' : undefined;
}

/**
 * Is won and lost a status beside the stage, so that closed stages have to be made up? Not where the closed
 * rows already stand in stages called so.
 */
export function countStatus(row: RowReader, counts: { beside: number; same: number }): void {
  const status = statusOf(row.text('status'));
  if (status !== 'won' && status !== 'lost') return;
  if (closedKindOf(row.text('stage') || row.text('stageId')) === status) counts.same += 1;
  else counts.beside += 1;
}
