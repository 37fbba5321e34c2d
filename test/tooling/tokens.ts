/** Writes src/theme/tokens.css from the list in tokens.ts: `node --import tsx test/tooling/tokens.ts`. */
import { writeFileSync } from 'node:fs';
import { writeTokensCss } from '../../src/theme/tokens.js';

writeFileSync(new URL('../../src/theme/tokens.css', import.meta.url), writeTokensCss());
