/** Screens that few people open: one file of the build, brought by the first of them (`later.tsx`). */
export { Diagnostics } from './diagnostics.tsx';
export { PartySettings } from './party-settings.tsx';
export { Picture } from './picture.tsx';
export { Settings } from './settings.tsx';
