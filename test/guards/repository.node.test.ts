import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './source.js';

const allowedAtTop = [
  '.ci',
  '.gitignore',
  '.npmrc',
  'LICENSE',
  'README.md',
  'custom-elements.json',
  'package-lock.json',
  'package.json',
  'src',
  'stories',
  'test',
  'tsconfig.json',
  'vite.config.ts',
];

/** Put together from pieces, so that this file does not contain what it looks for. */
const privateText = [
  ['/wo', 'rk/'],
  ['/ho', 'me/'],
  ['/ro', 'ot/'],
  ['/Us', 'ers/'],
  ['file:', '///'],
  ['registry.', 'npmjs'],
  ['registry.', 'yarnpkg'],
  ['npm.', 'pkg.github'],
].map((pieces) => pieces.join(''));

function trackedFiles(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

describe('repository', () => {
  // A copy without its history (a downloaded archive) has nothing to look at here.
  const tracked = existsSync(join(root, '.git')) ? trackedFiles() : undefined;
  const check = tracked ? it : it.skip;

  check('the top level holds these and nothing else', () => {
    const top = [...new Set((tracked ?? []).map((path) => path.split('/')[0]))].sort();
    expect(top).to.deep.equal(allowedAtTop.filter((name) => top.includes(name)).sort());
    expect(top).to.include.members(allowedAtTop);
  });

  check('no private path and no registry in a tracked file', () => {
    const found = (tracked ?? []).flatMap((path) => {
      const bytes = readFileSync(join(root, path));
      if (bytes.includes(0)) return [];
      const text = bytes.toString('utf8');
      return privateText.filter((secret) => text.includes(secret)).map((secret) => `${path}: ${secret}`);
    });
    expect(found).to.deep.equal([]);
  });

  it('the lock file names no download address', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).to.not.contain('"resolved"');
  });
});
