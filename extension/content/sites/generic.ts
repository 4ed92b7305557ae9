import { generic as definition } from '../../../shared/sites/generic.ts';
import { defineAdapter } from './define-adapter.ts';

/** Any page with a video: all defaults. */
export const generic = defineAdapter({ site: definition });
