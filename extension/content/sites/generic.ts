import { defineAdapter } from './define-adapter.ts';

/** Any page with a video: all defaults. */
export const generic = defineAdapter({ id: 'generic' });
