import { z } from 'zod';

/**
 * zod compiles validators with `new Function`, which the extension's CSP reports as a violation. The switch must be
 * thrown before the first schema is made, and ES modules hoist imports: so every schema imports `z` from here.
 * The server (Node has a `process`) has no CSP and parses every message: compiled, that costs a fifth.
 */
z.config({ jitless: !('process' in globalThis) });

export { z };
