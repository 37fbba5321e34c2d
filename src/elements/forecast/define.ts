import { register } from '../shared/register.js';
import { PipelineForecast } from './forecast.js';

register('pipeline-forecast', PipelineForecast);

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-forecast': PipelineForecast;
  }
}
