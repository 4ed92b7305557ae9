/**
 * What every adapter promises, in the order in which it is tried: later ones build on what earlier ones left. `firefox`:
 * belongs to the main half that is tried there too (docs/adding-a-site.md): all of which a party consists. Left to
 * Chromium are our own interface with the page's layout, and what the stand-ins make happen alike in both browsers.
 */
export const PROMISES = {
  find: { says: 'the film is found among all that the page has', firefox: true },
  identity: { says: 'the party knows site and title', firefox: true },
  play: { says: 'it plays when the party plays', firefox: true },
  pause: { says: 'it stands when and where the party stands', firefox: true },
  seek: { says: 'it jumps to the exact place', firefox: true },
  rate: { says: 'it runs at the party’s rate', firefox: true },
  'rate reset': { says: 'a rate that the site sets by itself is no command, and is set right', firefox: true },
  stall: { says: 'a stall is no command, and the film goes on after it', firefox: false },
  prompt: { says: 'the site’s own pause for a question is no command', firefox: false },
  'hand pause': { says: 'the person’s pause is the party’s', firefox: true },
  'hand seek': { says: 'the person’s jump is the party’s', firefox: true },
  'hand play': { says: 'the person’s play is the party’s', firefox: true },
  'hand rate': { says: 'the person’s rate is the party’s', firefox: true },
  overlay: { says: 'the overlay is drawn', firefox: true },
  shrink: { says: 'the film ends where the sidebar begins', firefox: false },
  keys: { says: 'keys typed in the overlay reach the field and not the site', firefox: false },
  fullscreen: { says: 'the overlay is in what is fullscreen', firefox: false },
  reload: { says: 'a reloaded page is in the party again', firefox: false },
  'ad in': { says: 'an ad is told and nothing is written to it', firefox: true },
  'ad out': { says: 'after an ad it is where the party is', firefox: true },
  next: { says: 'the next title takes the party along', firefox: true },
  metadata: { says: 'title, series and numbers of the title', firefox: true },
  back: { says: 'the way back in the page’s history does too', firefox: false },
  forbidden: { says: 'nothing was done that the site punishes', firefox: true },
  leave: { says: 'after the party the page obeys its own hand alone', firefox: true },
  restore: { says: 'after the party the page looks as before', firefox: false },
} as const;
export type PromiseName = keyof typeof PROMISES;

export const PROMISE_NAMES = Object.keys(PROMISES) as PromiseName[];
