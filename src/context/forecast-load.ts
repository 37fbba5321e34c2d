import type { ForecastEngine } from './forecast-engine.js';

/** Loads what works forecasts out. */
export const loadEngine = (): Promise<ForecastEngine> => import('../core/forecast/index.js');
