/** What a stage asks of a deal, and what the deal answers. */
import type { Criterion, Deal, Pipeline, Stage } from '../model.js';
import { openStages, placeOf } from './places.js';

/** The field that a lost stage's reason lies in. */
export const LOST_REASON = 'lostReason';

/** A question that a move has to answer. */
export interface Ask {
  /** Several stages may ask for one field: then the first that is required, else the first. */
  readonly criterion: Criterion;
  /** The stage that asks. */
  readonly stage: Stage;
  /** What the deal says so far; undefined: nothing. */
  readonly value: unknown;
  /** Enough for the move. */
  readonly met: boolean;
}

/**
 * Questions of a move, in the order of the stages: what the stage that the deal leaves and the open stages that it
 * passes over require, then all that the stage asks that it comes to. A move to an earlier stage, or out of a closed one, asks
 * nothing. A lost deal passes over nothing: only the lost stage asks.
 *
 * @param changes fields that are set together with the move
 */
export function asksOf(
  pipeline: Pipeline,
  deal: Deal,
  toStage: string,
  changes: Readonly<Partial<Deal>> = {},
): readonly Ask[] {
  const to = pipeline.stages.find(({ id }) => id === toStage);
  if (!to || to.id === deal.stage) return [];
  const from = pipeline.stages.find(({ id }) => id === deal.stage);
  const asked: { readonly criterion: Criterion; readonly stage: Stage }[] = [];
  const add = (stage: Stage, way: 'enter' | 'pass' | 'leave'): void => {
    for (const criterion of criteriaOf(stage))
      if (stage.kind !== 'open' || isAsked(criterion, way)) asked.push({ criterion, stage });
  };
  if (to.kind === 'lost') add(to, 'enter');
  else if (from === undefined || from.kind === 'open') {
    const start = placeOf(pipeline, from);
    const end = placeOf(pipeline, to);
    if (start !== undefined && end !== undefined && end < start) return [];
    if (start !== undefined && end !== undefined) {
      for (const stage of openStages(pipeline).slice(start, end)) {
        add(stage, stage === from ? 'leave' : 'pass');
      }
    }
    add(to, 'enter');
  } else if (to.kind === 'won') add(to, 'enter');
  return withAnswers(asked, deal, changes);
}

/** What may stay empty is put once: to who comes to the stage, unless it is a question for leaving. */
function isAsked({ when, required }: Criterion, way: 'enter' | 'pass' | 'leave'): boolean {
  if (way === 'enter') return when !== 'leave';
  if (way === 'leave' && when === 'leave') return true;
  return required === true && (way === 'pass' || when !== 'enter');
}

/** What a stage asks, its lost reason included. */
export function criteriaOf(stage: Stage): readonly Criterion[] {
  const own = stage.criteria ?? [];
  if (stage.kind !== 'lost' || stage.lostReasonRequired !== true) return own;
  if (own.some(({ field, required }) => field === LOST_REASON && required)) return own;
  const { lostReasons: options = [] } = stage;
  const reason: Criterion = {
    id: LOST_REASON,
    label: '',
    type: options.length > 0 ? 'select' : 'text',
    field: LOST_REASON,
    required: true,
    ...(options.length > 0 && { options }),
  };
  return [reason, ...own.filter(({ field }) => field !== LOST_REASON)];
}

/** What a deal says in a field of its own or of its CRM; undefined: nothing. */
export function answerOf(deal: Deal, field: string): unknown {
  const fields: Readonly<Record<string, unknown>> | undefined = deal.fields;
  const value = isDealField(field)
    ? (deal as unknown as Readonly<Record<string, unknown>>)[field]
    : fields && Object.hasOwn(fields, field)
      ? fields[field]
      : undefined;
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
}

/**
 * Whether an answer is enough: there is one and it is of the criterion's type; a checkbox is ticked; a select's answer
 * is one of its options. Numbers as text count, as CRMs send them.
 */
export function isMet({ type, required, options }: Criterion, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return required !== true;
  switch (type) {
    case 'checkbox':
      return required !== true || value === true || value === 'true';
    case 'number':
    case 'money':
      return Number.isFinite(typeof value === 'string' ? Number(value) : value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
    case 'select':
      return (
        options === undefined ||
        options.length === 0 ||
        (typeof value === 'string' && options.includes(value))
      );
    default:
      return true;
  }
}

const dealFields: ReadonlySet<string> = new Set([
  'name',
  'amount',
  'currency',
  'probability',
  'owner',
  'createdAt',
  'closedAt',
  'expectedCloseAt',
  'forecastCategory',
  LOST_REASON,
  'source',
  'account',
  'contact',
  'url',
  'lastActivityAt',
  'nextActivityAt',
  'nextStep',
]);

/** A field of the model that a criterion may ask for; any other name is one in the deal's `fields`. */
export const isDealField = (field: string): boolean => dealFields.has(field);

function withAnswers(
  asked: readonly { readonly criterion: Criterion; readonly stage: Stage }[],
  deal: Deal,
  changes: Readonly<Partial<Deal>>,
): readonly Ask[] {
  const byField = new Map<string, { readonly criterion: Criterion; readonly stage: Stage }>();
  for (const one of asked) {
    const known = byField.get(one.criterion.field);
    if (!known || (one.criterion.required === true && known.criterion.required !== true))
      byField.set(one.criterion.field, one);
  }
  const fields = { ...deal.fields, ...changes.fields };
  const changed: Deal = { ...deal, ...changes, fields };
  return [...byField.values()].map(({ criterion, stage }) => {
    const value = answerOf(changed, criterion.field);
    return { criterion, stage, value, met: isMet(criterion, value) };
  });
}
