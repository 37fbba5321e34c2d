/** Which test file belongs to which runner, by its name alone. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './paths.mjs';

/** Rooms without a DOM: their tests run in Node and in Chromium. Rooms with one: in every real browser. */
const pureRooms = ['core', 'data', 'charts', 'locales', 'theme'];
const browserRooms = ['context', 'elements'];

/** Absolute paths of all files below a folder (sorted), those of hidden folders included. */
export function filesBelow(folder, matches = () => true) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => matches(relative(root, file)))
    .sort();
}

const isTest = (file) => file.endsWith('.test.ts');
const isNodeOnly = (file) => file.endsWith('.node.test.ts');
const inRooms = (rooms) => (file) => rooms.some((room) => file.startsWith(`test/${room}/`));

export function nodeTestFiles() {
  return filesBelow('test', (file) => isNodeOnly(file) || (isTest(file) && inRooms(pureRooms)(file)));
}

/** @param {'chromium' | 'firefox' | 'webkit'} browser */
export function browserTestFiles(browser) {
  const rooms = browser === 'chromium' ? [...browserRooms, ...pureRooms] : browserRooms;
  return filesBelow('test', (file) => isTest(file) && !isNodeOnly(file) && inRooms(rooms)(file));
}
