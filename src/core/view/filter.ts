/** Which deals a filter lets through. */
import type { Deal } from '../model.js';
import type { DealFacts, Filter } from './types.js';

type Test = (facts: DealFacts) => boolean;

/**
 * A filter as a test of facts at as-of. Values of one field are alternatives, all fields must hold; an empty list of
 * values asks for nothing, as does a field that is absent. Amounts are compared in major units of the deal's own currency, both
 * ends included; a deal without one is outside. A field of the deal is compared as text, a missing one as `''`.
 * @param toMajor the deal's amount in major units
 * @returns undefined where it asks for nothing
 */
export function filterTest(
  filter: Filter,
  teamOf: (owner: string) => string,
  toMajor: (facts: DealFacts) => number | undefined,
): Test | undefined {
  const tests: Test[] = [];
  const oneOf = (values: readonly string[] | undefined, value: (facts: DealFacts) => string): void => {
    if (values === undefined || values.length === 0) return;
    const set: ReadonlySet<string> = new Set(values);
    tests.push((facts) => set.has(value(facts)));
  };
  oneOf(filter.pipeline, (facts) => facts.pipeline);
  oneOf(filter.owner, (facts) => facts.owner);
  oneOf(filter.team, (facts) => teamOf(facts.owner));
  oneOf(filter.source, (facts) => facts.source);
  oneOf(filter.stage, (facts) => facts.stage);
  oneOf(filter.kind, (facts) => facts.kind);
  oneOf(filter.currency, (facts) => facts.currency);
  oneOf(filter.forecastCategory, (facts) => facts.category);
  for (const [name, values] of Object.entries(filter.fields ?? {})) {
    oneOf(values, (facts) => fieldOf(facts.deal, name));
  }
  const { from, to } = filter.amount ?? {};
  if (from !== undefined || to !== undefined) {
    tests.push((facts) => {
      const amount = toMajor(facts);
      return amount !== undefined && amount >= (from ?? -Infinity) && amount <= (to ?? Infinity);
    });
  }
  return tests.length === 0 ? undefined : (facts) => tests.every((test) => test(facts));
}

/** A field of the deal's own as text, `''` where it has none of that name. */
export function fieldOf({ fields }: Deal, name: string): string {
  return fields !== undefined && Object.hasOwn(fields, name) ? String(fields[name] ?? '') : '';
}
