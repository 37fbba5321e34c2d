export type * from './types.js';
export { forecastRevenue, forecastSteps, replayForecasts, replaySteps } from './forecast.js';
