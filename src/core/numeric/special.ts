/** Special functions and the distributions that stand on them; written here because libraries for it weigh more than all else. */
export { digamma, gammaP, gammaQ, gammaQuantile, logGamma, trigamma } from './gamma.js';
export { betaI, betaQuantile, logBeta, negativeBinomialQuantile, studentQuantile, studentT } from './beta.js';
export { normalCdf, normalDensity } from './normal-cdf.js';
export { normalQuantile } from './normal.js';
