import { register } from '../shared/register.js';
import { PipelineHeatmap } from './heatmap.js';

register('pipeline-heatmap', PipelineHeatmap);

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-heatmap': PipelineHeatmap;
  }
}
