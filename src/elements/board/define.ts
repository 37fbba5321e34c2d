import { register } from '../shared/register.js';
import { PipelineBoard } from './board.js';

register('pipeline-board', PipelineBoard);
