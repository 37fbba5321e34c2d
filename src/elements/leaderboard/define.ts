import { register } from '../shared/register.js';
import { PipelineLeaderboard } from './leaderboard.js';

register('pipeline-leaderboard', PipelineLeaderboard);

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-leaderboard': PipelineLeaderboard;
  }
}
