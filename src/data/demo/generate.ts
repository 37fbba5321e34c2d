import type { Change, Deal, Goal, PipelineData, PlainDate } from '../../core/model.js';
import { createRandom } from '../../core/numeric/random.js';
import {
  dayOf,
  inOfficeHours,
  instant,
  minuteOf,
  minutesADay,
  plainDate,
  workday,
  type Minute,
} from './clock.js';
import { between, chance, pick, pickWeighted, type Random } from './draw.js';
import { newBusiness, onlineShop, pipelineOf, type PipelinePlan } from './pipelines.js';
import { drawStory } from './story.js';
import { companies, demoOwners, goods, longCompany, offers, people, type DemoOwner } from './vocabulary.js';

export interface DemoOptions {
  /** Same seed, same data. */
  readonly seed?: number | string;
  /** The day on which the data was "fetched", at 09:40 in Berlin; nothing in it happened later. */
  readonly asOf?: PlainDate;
  /** How many deals, over both pipelines. */
  readonly deals?: number;
}

/** Deals are created over this many days before as-of; the small slice has as many open ones for its size. */
const spanDays = 500;
const smallSpanDays = 160;

/**
 * Invented pipelines to try things on: two processes (B2B and B2C), five owners in two teams, each deal with its whole
 * history. Pure and seeded: the same options give the same data, in every engine.
 *
 * What a sales manager should find in it: about 45 open B2B deals; half of the proposals go no further, although the
 * stage is configured at 50 %; Jonas Brandt's deals wait in needs analysis; Katharina Vogt negotiates fast; Oliver
 * Hughes joined half a year ago and took over some of Amelia Clarke's deals; some deals are idle, some overdue.
 *
 * @example createDemoData().deals.length // 600
 */
export function createDemoData(options: DemoOptions = {}): PipelineData {
  return generate(options, spanDays);
}

/** A slice for tests and small pictures: the B2B pipeline alone, 40 deals of five months unless told otherwise. */
export function createSmallDemo(options: DemoOptions = {}): PipelineData {
  const wanted = options.deals ?? 40;
  const whole = generate(
    { seed: 7, ...options, deals: Math.ceil(wanted / newBusiness.share) },
    smallSpanDays,
  );
  return {
    ...whole,
    pipelines: whole.pipelines.filter((pipeline) => pipeline.id === newBusiness.id),
    deals: whole.deals.filter((deal) => deal.pipeline === newBusiness.id).slice(-wanted),
  };
}

function generate(
  { seed = 81, asOf = '2026-11-18', deals: count = 600 }: DemoOptions,
  span: number,
): PipelineData {
  const now = minuteOf(asOf, '08:40');
  const random = createRandom(seed);
  const shopDeals = Math.round(count * onlineShop.share);
  const plans = [
    ...Array.from({ length: count - shopDeals }, () => newBusiness),
    ...Array.from({ length: shopDeals }, () => onlineShop),
  ];
  const deals = plans
    .map((plan, index) => ({ plan, created: creation(random, plan, index, count, span, now) }))
    .sort((a, b) => a.created - b.created)
    .map(({ plan, created }, index) => drawDeal(random, plan, created, now, `D-${1001 + index}`));

  return {
    pipelines: [pipelineOf(newBusiness), pipelineOf(onlineShop)],
    deals,
    owners: demoOwners.map(({ id, name, team }) => ({ id, name, team })),
    goals: goals(now),
    provenance: {
      system: 'Demo data',
      fetchedAt: instant(now),
      timeZone: 'Europe/Berlin',
      history: 'full',
      historyFrom: instant(now - span * minutesADay),
      complete: true,
      currency: 'EUR',
    },
  };
}

/** New deals come in ever more often: 60 % more at the end of the span than at its start. */
function creation(
  random: Random,
  plan: PipelinePlan,
  index: number,
  count: number,
  span: number,
  now: Minute,
): Minute {
  const ownCount =
    plan === onlineShop ? Math.round(count * plan.share) : count - Math.round(count * onlineShop.share);
  const position = plan === onlineShop ? index - (count - ownCount) : index;
  const share = (position + random()) / ownCount;
  // The inverse of the cumulated rate (1 + 0.6 t), scaled to end at 1.
  const elapsed = (Math.sqrt(1 + 2 * 0.6 * share * 1.3) - 1) / 0.6;
  const day = dayOf(now) - span + Math.floor(elapsed * span);
  const minute = inOfficeHours(random, day * minutesADay, 0);
  // A weekend's deal moved to Monday must not be created after as-of.
  return minute < now ? minute : now - between(random, 30, 90);
}

function drawDeal(random: Random, plan: PipelinePlan, created: Minute, now: Minute, id: string): Deal {
  const owner = drawOwner(random, created, now);
  const story = drawStory(random, plan, owner, created, now);
  const handover = drawHandover(random, owner, created, story.outcome === 'open' ? now : story.entered, now);
  const contact = `${pick(random, people[owner.language][0])} ${pick(random, people[owner.language][1])}`;
  const account = plan === newBusiness ? drawCompany(random, owner.language) : undefined;
  const isOpen = story.outcome === 'open';
  const closed = isOpen ? undefined : instant(story.entered);

  // Where nobody has touched a deal for weeks, the last activity is the day it came into its stage.
  const quiet = chance(random, 0.25);
  const touched = (dayOf(now) - between(random, 1, 9)) * minutesADay + between(random, 420, 960);
  const lastActivity = isOpen && !quiet ? Math.max(story.entered, touched) : story.entered;
  const changes: Change[] = handover ? [...story.changes, handover] : [...story.changes];
  changes.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const updated = [instant(lastActivity), ...changes.map((change) => change.at)].reduce((a, b) =>
    a > b ? a : b,
  );
  const stagePlan = plan.stages.find((stage) => stage.id === story.stage);

  return {
    id,
    name: account ? `${account}, ${pick(random, offers)}` : `${contact}, ${pick(random, goods)}`,
    pipeline: plan.id,
    stage: story.stage,
    amount: story.amount,
    currency: 'EUR',
    owner: handover ? String(handover.to) : owner.id,
    createdAt: instant(created),
    updatedAt: updated,
    ...(closed === undefined ? {} : { closedAt: closed }),
    expectedCloseAt: plainDate(story.expectedDay),
    visits: story.visits,
    ...(changes.length === 0 ? {} : { changes }),
    ...(story.lostReason === undefined ? {} : { lostReason: story.lostReason }),
    source: pickWeighted(random, plan.sources),
    ...(account === undefined ? {} : { account }),
    contact,
    lastActivityAt: instant(lastActivity),
    ...(stagePlan === undefined
      ? afterSale(plan, story.outcome, story.entered)
      : nextStep(random, stagePlan, now)),
  };
}

function nextStep(random: Random, stage: PipelinePlan['stages'][number], now: Minute) {
  if (chance(random, 0.12)) return {};
  return {
    nextStep: pick(random, stage.nextSteps),
    nextActivityAt: plainDate(workday(dayOf(now) + between(random, -2, 12))),
  };
}

function afterSale(plan: PipelinePlan, outcome: string, closed: Minute) {
  if (outcome !== 'won' || plan.afterSale === undefined) return {};
  return {
    nextStep: plan.afterSale.nextStep,
    nextActivityAt: plainDate(workday(dayOf(closed) + plan.afterSale.days)),
  };
}

function joined(owner: DemoOwner, now: Minute): Minute {
  return owner.joinedDaysAgo === undefined ? -Infinity : now - owner.joinedDaysAgo * minutesADay;
}

function drawOwner(random: Random, created: Minute, now: Minute): DemoOwner {
  const there = demoOwners.filter((owner) => joined(owner, now) <= created);
  return pickWeighted(
    random,
    there.map((owner) => [owner, owner.load] as const),
  );
}

/** Whoever joins later takes over some open deals of the same team. */
function drawHandover(
  random: Random,
  owner: DemoOwner,
  created: Minute,
  end: Minute,
  now: Minute,
): Change | undefined {
  const successor = demoOwners.find(
    (other) => other.id !== owner.id && other.team === owner.team && joined(other, now) > created,
  );
  if (successor === undefined) return undefined;
  const at = inOfficeHours(random, joined(successor, now) + between(random, 1, 5) * minutesADay, 0);
  return at < end && chance(random, 0.5)
    ? { at: instant(at), field: 'owner', from: owner.id, to: successor.id }
    : undefined;
}

function drawCompany(random: Random, language: DemoOwner['language']): string {
  if (language === 'de' && chance(random, 0.01)) return longCompany;
  const [first, second] = companies[language];
  return `${pick(random, first)} ${pick(random, second)}`;
}

/** B2B goals per owner and quarter, from five quarters back to the next one, and everyone's: their sum. */
function goals(now: Minute): Goal[] {
  const today = new Date(now * 60_000);
  const quarter = today.getUTCFullYear() * 4 + Math.floor(today.getUTCMonth() / 3);
  const start = (q: number): PlainDate =>
    `${Math.floor(q / 4)}-${String((q % 4) * 3 + 1).padStart(2, '0')}-01`;
  const all: Goal[] = [];
  for (let q = quarter - 5; q <= quarter + 1; q++) {
    const window = { from: start(q), to: start(q + 1) };
    const common = { ...window, currency: 'EUR', pipeline: newBusiness.id };
    const owners = demoOwners.filter((owner) => joined(owner, now) < minuteOf(window.to));
    all.push(...owners.map((owner) => ({ ...common, amount: owner.goal, owner: owner.id })));
    all.push({ ...common, amount: owners.reduce((sum, owner) => sum + owner.goal, 0) });
  }
  return all;
}
