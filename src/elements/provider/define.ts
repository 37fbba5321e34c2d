import { register } from '../shared/register.js';
import { PipelineProvider } from './provider.js';

register('pipeline-provider', PipelineProvider);
