import { expect } from 'chai';
import { importsOf, sources } from './source.js';

/**
 * Who may import whom: each room with the rooms and the packages that it may name, `import type` included.
 * Patterns are tried in order; `<name>` stands for the element's own folder.
 */
const rooms = [
  { room: 'core', files: /^src\/core\//, rooms: ['core'], packages: ['d3-array', 'd3-time', 'd3-random'] },
  { room: 'data', files: /^src\/data\//, rooms: ['core', 'data'], packages: ['papaparse'] },
  { room: 'locales', files: /^src\/locales\//, rooms: ['core', 'locales'], packages: [] },
  { room: 'theme', files: /^src\/theme\//, rooms: ['theme'], packages: ['lit'] },
  {
    room: 'charts',
    files: /^src\/charts\//,
    rooms: ['core', 'charts'],
    packages: ['d3-array', 'd3-shape', 'd3-time'],
  },
  {
    room: 'context',
    files: /^src\/context\//,
    rooms: ['core', 'data', 'locales', 'context'],
    packages: ['lit', '@lit/context'],
  },
  {
    room: 'shared',
    files: /^src\/elements\/shared\//,
    rooms: ['core', 'data', 'locales', 'charts', 'theme', 'context', 'shared'],
    packages: ['lit', '@lit/context'],
  },
  {
    room: 'element',
    files: /^src\/elements\/[^/]+\//,
    rooms: ['core', 'data', 'locales', 'charts', 'theme', 'context', 'shared', '<name>'],
    packages: ['lit', '@lit/context', '@tanstack/virtual-core'],
  },
  {
    room: 'entry',
    files: /^src\/(?:index|all|bundle)\.ts$/,
    rooms: ['core', 'data', 'locales', 'charts', 'theme', 'context', 'shared', 'element', 'entry'],
    packages: [],
  },
] as const;

function ruleFor(path: string): (typeof rooms)[number] | undefined {
  return rooms.find(({ files }) => files.test(path));
}

function elementFolder(path: string): string | undefined {
  return /^src\/elements\/([^/]+)\//.exec(path)?.[1];
}

function mayImport(from: string, to: string): boolean {
  const rule = ruleFor(from);
  const target = ruleFor(to);
  if (!rule || !target) return false;
  const allowed: readonly string[] = rule.rooms;
  if (target.room === 'element' && rule.room === 'element') {
    return allowed.includes('<name>') && elementFolder(from) === elementFolder(to);
  }
  return allowed.includes(target.room);
}

describe('layers', () => {
  const existing = new Set(sources.map(({ path }) => path));

  it('every source file lies in a room', () => {
    expect(sources.length).to.be.greaterThan(0);
    expect(sources.map(({ path }) => path).filter((path) => !ruleFor(path))).to.deep.equal([]);
  });

  it('each room imports only the rooms below it, and an element never a sibling', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target !== undefined && !mayImport(file.path, target))
        .map(({ specifier, kind }) => `${file.path} imports ${specifier} (${kind})`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('each room imports only the packages that it may', () => {
    const wrong = sources.flatMap((file) => {
      const allowed: readonly string[] = ruleFor(file.path)?.packages ?? [];
      return importsOf(file)
        .filter(({ packageName }) => packageName !== undefined && !allowed.includes(packageName))
        .map(({ specifier, kind }) => `${file.path} imports ${specifier} (${kind})`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it('relative imports end in .js and lead to a file', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter(
          ({ target, specifier }) =>
            target !== undefined && !(existing.has(target) && /\.js$/.test(specifier)),
        )
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('no import cycle, types included', () => {
    const edges = new Map(
      sources.map((file) => [
        file.path,
        importsOf(file)
          .filter(({ kind }) => kind !== 'dynamic')
          .flatMap(({ target }) => target ?? []),
      ]),
    );
    expect(findCycles(edges)).to.deep.equal([]);
  });

  it('finds a cycle where there is one', () => {
    const edges = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(findCycles(edges)).to.deep.equal(['a → b → c → a']);
  });
});

function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      cycles.push([...trail.slice(start), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return cycles;
}
