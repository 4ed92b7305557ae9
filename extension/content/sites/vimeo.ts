import { vimeo as definition } from '../../../shared/sites/vimeo.ts';
import { defineAdapter } from './define-adapter.ts';

/** Facts from public projects; not checked against the live site. Marks as in `netflix.ts`. */
export const vimeo = defineAdapter({
  site: definition,
  media: { prefer: '.vp-video-wrapper', reject: null }, // [C: PMD]; without it the best video of the page is taken
});
