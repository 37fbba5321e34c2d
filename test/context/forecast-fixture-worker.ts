import { serve } from '../../src/context/forecast-serve.js';
import { fakeEngine } from './forecast-fixture.js';

serve(globalThis, fakeEngine);
