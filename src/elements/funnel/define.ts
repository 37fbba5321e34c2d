import { register } from '../shared/register.js';
import { PipelineFunnel } from './funnel.js';

register('pipeline-funnel', PipelineFunnel);

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-funnel': PipelineFunnel;
  }
}
