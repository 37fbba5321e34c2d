/**
 * Storybook, without a word to the outside.
 *
 *   node test/tooling/storybook.mjs build [folder]   static files (storybook-static)
 *   node test/tooling/storybook.mjs dev              the development server, for `npm start`
 */
import { spawn, spawnSync } from 'node:child_process';
import { bin, root } from './paths.mjs';

const [task = 'dev', ...rest] = process.argv.slice(2);
const env = { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' };

// Tests look at the manifest as it is committed; whether it is fresh is a guard's question.
if (process.env.KEEP_MANIFEST !== 'true') {
  const manifest = spawnSync(process.execPath, ['test/tooling/manifest.mjs'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (manifest.status !== 0) process.exit(manifest.status ?? 1);
}

const common = ['-c', 'stories/.storybook'];
const args =
  task === 'build'
    ? ['build', ...common, '-o', rest[0] ?? 'storybook-static', '--loglevel', 'warn']
    : ['dev', ...common, '-p', process.env.PORT ?? '6006', '--no-version-updates', ...openArgs(), ...rest];

const child = spawn(process.execPath, [bin('storybook'), ...args], { cwd: root, stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));

/** A browser is opened on a desktop only: elsewhere trying to would fail. */
function openArgs() {
  const desktop =
    process.stdout.isTTY &&
    process.env.CI !== 'true' &&
    (process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY));
  // Where nobody can answer, Storybook must not ask for another port either.
  return desktop ? [] : ['--no-open', '--ci'];
}
