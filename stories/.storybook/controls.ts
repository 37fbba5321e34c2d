import type { ArgTypesEnhancer, StrictInputType } from 'storybook/internal/types';

/**
 * Controls from the types that the manifest has: an attribute takes a text, a number, a switch or one of a few words.
 * Storybook's own guess offers an object for every type with `| undefined` in it. What is no attribute has no control.
 */
export const controlsFromTypes: ArgTypesEnhancer = ({ argTypes }) =>
  Object.fromEntries(Object.entries(argTypes).map(([name, type]) => [name, { ...type, ...controlOf(type) }]));

function controlOf({ table, control, options }: StrictInputType): Partial<StrictInputType> {
  const category = table?.category;
  // Those of a story's own have no category.
  if (category === undefined || options !== undefined) return {};
  if (category !== 'attributes') return { control: false };
  if (control === false) return {};
  const parts = (table?.type?.summary ?? '').split('|').map((part) => part.trim());
  const words = parts.flatMap((part) => /^'(.*)'$/.exec(part)?.[1] ?? []);
  if (words.length > 0) return { control: { type: 'select' }, options: words };
  if (parts.includes('boolean')) return { control: { type: 'boolean' } };
  if (parts.includes('number')) return { control: { type: 'number' } };
  return parts.includes('string') ? { control: { type: 'text' } } : { control: false };
}
