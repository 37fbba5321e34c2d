import type { Owner } from '../../core/model.js';

/**
 * Names of owners by id, as widgets show them: the id decides who is who, so where several have one name, each gets its
 * team behind it, and where that does not tell them apart, its id. An owner that the data does not list (one who left)
 * is called by the id.
 */
export function namesOf(
  ids: readonly string[],
  owners: readonly Owner[],
  unassigned: string,
): ReadonlyMap<string, string> {
  const known = new Map(owners.map((owner) => [owner.id, owner]));
  const nameOf = (id: string): string => (id === '' ? unassigned : known.get(id)?.name || id);
  const teamed = (id: string): string => {
    const team = known.get(id)?.team;
    return team ? `${nameOf(id)} (${team})` : nameOf(id);
  };
  const plain = counted(ids.map(nameOf));
  const withTeam = counted(ids.map(teamed));
  return new Map(
    ids.map((id) => {
      const name = nameOf(id);
      if (id === '' || plain.get(name) === 1) return [id, name];
      return [id, withTeam.get(teamed(id)) === 1 ? teamed(id) : `${name} (${id})`];
    }),
  );
}

/**
 * Two letters for each name, more where two names would look the same.
 * @example initialsOf(['Katharina Vogt', 'Kai Vogt', 'Jonas Brandt']) // ['KatV', 'KaiV', 'JB']
 */
export function initialsOf(names: readonly string[]): readonly string[] {
  const words = names.map((name) =>
    name
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .split(/[\s-]+/u)
      .filter(Boolean),
  );
  const levels = [1, 2, 3].map((letters) => words.map((parts) => initials(parts, letters)));
  const counts = levels.map(counted);
  return words.map((_, at) => {
    const level = levels.findIndex((made, place) => counts[place]?.get(made[at] ?? '') === 1);
    if (level >= 0) return levels[level]?.[at] ?? '';
    const [short = []] = levels;
    const place = short.slice(0, at + 1).filter((own) => own === short[at]).length;
    return `${short[at]}${place}`;
  });
}

/** The beginning of the first word and the first letter of the last one; of a single word two letters at least. */
function initials([first = '', ...rest]: readonly string[], letters: number): string {
  const last = rest.at(-1);
  return (
    [...first].slice(0, last === undefined ? letters + 1 : letters).join('') + ([...(last ?? '')][0] ?? '')
  );
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
