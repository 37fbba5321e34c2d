import { GENERIC } from './generic.js';
import { HUBSPOT } from './hubspot.js';
import { MAVEN } from './maven.js';
import { PIPEDRIVE } from './pipedrive.js';
import type { Preset } from './preset.js';
import { SALESFORCE } from './salesforce.js';

/** The systems whose columns are known by name; the first of equals wins. */
export const CRM_PRESETS: readonly Preset[] = [HUBSPOT, SALESFORCE, PIPEDRIVE, MAVEN];

/** All of them, what people write by hand first: the order in which a column that is left over is looked up. */
export const ALL_PRESETS: readonly Preset[] = [GENERIC, ...CRM_PRESETS];

export { GENERIC };
export type { Preset, Language, FieldLabels } from './preset.js';
