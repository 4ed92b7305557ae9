import { Catalogue, uuids } from '../shared/catalogue.ts';
import { readOptions } from '../shared/options.ts';
import { TITLE_OPTIONS } from '../shared/title-site.ts';

export const catalogue = new Catalogue(uuids(4, 'd15e4711'));

export const options = readOptions({
  ...TITLE_OPTIONS,
  /** Where the element's clock stands at the title's beginning, in whole seconds. */
  base: 12,
  /** What becomes of a foreign write to the element's clock: `ignored` or `clamped` (to what is buffered). */
  write: 'ignored',
  /** Whether the element's `seeked` is heard. */
  seeked: false,
  /** Milliseconds after a seek in which a pause is lost. */
  pauseLost: 300,
  /** Classes of the active video: `separate` or `joined` (the dormant one's class too). */
  classes: 'separate',
  /** `plain`, or `nested`: the controls lie in `main-app-controls-overlay`. */
  controls: 'plain',
  /** Where ads play: `same` (stitched) or `second` (the dormant element). */
  adSlot: 'same',
  /** What the playhead does in a stitched ad: `frozen` or `running`; unknown on the site. */
  adClock: 'frozen',
  /** What goes fullscreen: `hudson`, `player` or `html`; unknown on the site. */
  fullscreen: 'hudson',
});
