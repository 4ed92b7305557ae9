import { z } from 'zod';

/**
 * zod compiles validators with `new Function`, which the extension's CSP reports as a violation. The switch must be
 * thrown before the first schema is made, and ES modules hoist imports: so every schema imports `z` from here.
 */
z.config({ jitless: true });

export { z };
