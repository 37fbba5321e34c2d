/** What a pipeline allows: rules about the order of stages, what stages ask, and deals that keep neither. */
export { answerOf, asksOf, criteriaOf, isDealField, isMet, LOST_REASON } from './criteria.js';
export type { Ask } from './criteria.js';
export { checkMove } from './check-move.js';
export type { MoveCheck } from './check-move.js';
export type { RuleFinding } from './sequence.js';
export { hasRules, violationsOf } from './violations.js';
export type { Violation } from './violations.js';
export { handRank, orderAt } from './hand-order.js';
