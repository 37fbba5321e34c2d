import { expect } from 'chai';
import { join } from 'node:path';
import ts from 'typescript';
import { filesIn, root } from './source.js';

/** The rooms that run without a page, and the names that they may know beside the language itself. */
const pureRooms = [
  { room: 'src/core', lib: ['lib.es2023.d.ts'] },
  { room: 'src/data', lib: ['lib.es2023.d.ts', 'lib.webworker.d.ts'] },
];

describe('pure rooms type-check without a document', function () {
  this.timeout(60_000);

  for (const { room, lib } of pureRooms) {
    it(`${room} with ${lib.join(' and ')}`, () => {
      const files = filesIn(room);
      expect(files, `${room} holds source files`).to.not.deep.equal([]);
      expect(problemsOf(files, lib)).to.deep.equal([]);
    });
  }

  it('would find a document', () => {
    const problems = problemsOf(
      ['test/guards/fixtures/uses-document.ts'],
      ['lib.es2023.d.ts', 'lib.webworker.d.ts'],
    );
    expect(problems.join()).to.contain("Cannot find name 'document'");
  });
});

function problemsOf(files: readonly string[], lib: string[]): string[] {
  const configFile = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(configFile.config, ts.sys, root);
  const program = ts.createProgram({
    rootNames: files.map((path) => join(root, path)),
    options: { ...options, lib, types: [], noEmit: true, rootDir: root },
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}
