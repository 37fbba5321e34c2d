/** One deal's life: the stages it went through, what changed on the way, and how it ended, if it did. */
import type { Change, Visit } from '../../core/model.js';
import { between, chance, logNormal, pick, pickWeighted, type Random } from './draw.js';
import { dayOf, inOfficeHours, instant, minutesADay, plainDate, workday, type Minute } from './clock.js';
import type { PipelinePlan } from './pipelines.js';
import type { DemoOwner } from './vocabulary.js';

export interface Story {
  readonly visits: readonly Visit[];
  readonly changes: readonly Change[];
  readonly stage: string;
  readonly outcome: 'open' | 'won' | 'lost';
  readonly amount: number;
  readonly expectedDay: number;
  /** When the present stage was entered. */
  readonly entered: Minute;
  readonly lostReason?: string;
}

interface Step {
  readonly stage: string;
  readonly at: Minute;
}

const longestStayDays = 130;

/** The stages one after the other, until the deal is closed or `now` is reached. */
function walk(random: Random, plan: PipelinePlan, owner: DemoOwner, created: Minute, now: Minute) {
  const steps: Step[] = [];
  let at = created;
  let index = 0;
  let backAllowed = true;
  let reopenAllowed = true;
  let lostReason: string | undefined;
  const enter = (stage: string, wanted: Minute): boolean => {
    const next = steps.length === 0 ? wanted : inOfficeHours(random, wanted, at);
    if (next >= now) return false;
    at = next;
    steps.push({ stage, at });
    return true;
  };

  enter((plan.stages[0] as PipelinePlan['stages'][number]).id, created);
  for (;;) {
    const stage = plan.stages[index] as PipelinePlan['stages'][number];
    const days = Math.min(
      longestStayDays,
      logNormal(random, stage.medianDays * (owner.pace[stage.id] ?? 1), 0.75),
    );
    const leaves = at + days * minutesADay;
    if (chance(random, stage.loss * (owner.risk[stage.id] ?? 1))) {
      if (!enter(plan.lost.id, leaves)) break;
      lostReason = pickWeighted(random, stage.reasons);
      // The customer comes back: a reopened deal starts again where it was lost.
      if (!reopenAllowed || !chance(random, 0.035)) break;
      reopenAllowed = false;
      if (!enter(stage.id, at + between(random, 25, 70) * minutesADay)) break;
      lostReason = undefined;
    } else if (backAllowed && chance(random, stage.back)) {
      backAllowed = false;
      index -= 1;
      if (!enter((plan.stages[index] as PipelinePlan['stages'][number]).id, leaves)) break;
    } else {
      index += chance(random, stage.skip) ? 2 : 1;
      const next = plan.stages[index];
      if (!enter(next?.id ?? plan.won.id, leaves)) break;
      if (next === undefined) {
        // Signed, then the customer withdrew: once in a while a won deal is open again.
        if (!reopenAllowed || !chance(random, 0.02)) break;
        reopenAllowed = false;
        index = plan.stages.length - 1;
        if (!enter((plan.stages[index] as PipelinePlan['stages'][number]).id, at + 9 * minutesADay)) break;
      }
    }
  }
  return { steps, lostReason };
}

function round(amount: number, step: number): number {
  return Math.max(step, Math.round(amount / step) * step);
}

/** Draws a deal's story from its creation up to `now`, which nothing in it reaches. */
export function drawStory(
  random: Random,
  plan: PipelinePlan,
  owner: DemoOwner,
  created: Minute,
  now: Minute,
): Story {
  const { steps, lostReason } = walk(random, plan, owner, created, now);
  const last = steps.at(-1) as Step;
  const outcome = last.stage === plan.won.id ? 'won' : last.stage === plan.lost.id ? 'lost' : 'open';

  const changes: Change[] = [];
  let amount = round(logNormal(random, plan.amount.median, plan.amount.spread), plan.amount.step);
  let expectedDay = workday(dayOf(created) + Math.round(logNormal(random, plan.planDays, 0.35)));
  const setAmount = (to: number, at: Minute): void => {
    if (to === amount || at >= now) return;
    changes.push({ at: instant(at), field: 'amount', from: amount, to });
    amount = to;
  };
  const setExpected = (to: number, at: Minute): void => {
    if (to === expectedDay || at >= now) return;
    changes.push({
      at: instant(at),
      field: 'expectedCloseAt',
      from: plainDate(expectedDay),
      to: plainDate(to),
    });
    expectedDay = to;
  };

  steps.forEach((step, position) => {
    const isOpen = plan.stages.some((stage) => stage.id === step.stage);
    const leaves = steps[position + 1]?.at ?? now;
    if (step.stage === 'proposal-sent' && chance(random, 0.45)) {
      // The proposal names a price where there was a guess before.
      setAmount(round(amount * (0.8 + random() * 0.5), plan.amount.step), step.at + 12);
    }
    if (step.stage === 'contract-negotiation') {
      if (chance(random, 0.45))
        setAmount(round(amount * (0.84 + random() * 0.12), plan.amount.step), step.at + 9);
      if (chance(random, 0.35)) {
        setExpected(workday(dayOf(step.at) + between(random, 18, 40)), step.at + 14);
      }
    }
    if (!isOpen) return;
    // Where the expected close comes near and the deal is still open, most owners move it on, sooner or later.
    while (expectedDay < dayOf(leaves)) {
      const late = between(random, -3, 24);
      const at = Math.max(step.at + 20, (expectedDay + late) * minutesADay + between(random, 450, 950));
      if (at >= leaves || !chance(random, 0.86)) break;
      setExpected(workday(Math.max(expectedDay, dayOf(at)) + pick(random, [14, 14, 21, 30, 30, 45])), at);
    }
  });
  changes.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));

  return {
    visits: steps.map(({ stage, at }) => ({ stage, enteredAt: instant(at) })),
    changes,
    stage: last.stage,
    outcome,
    amount,
    expectedDay,
    entered: last.at,
    ...(outcome === 'lost' && lostReason !== undefined ? { lostReason } : {}),
  };
}
