import type { Forecast, ForecastOptions, Replay } from '../core/forecast/types.js';
import type { View } from '../core/view/types.js';

/** What works forecasts out: generators that yield the share that is done where work may pause. */
export interface ForecastEngine {
  forecastSteps(source: View, options: ForecastOptions): Generator<number, Forecast>;
  replaySteps(source: View, options: ForecastOptions): Generator<number, Replay>;
}
