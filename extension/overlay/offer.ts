import { setWords } from '../ui/i18n.ts';
import { mountOverlay } from './mount.tsx';

/** What the overlay's script has for the engine: they share a document's isolated world, but no code. */
export const offered = { mountOverlay, setWords };

export type OfferedOverlay = typeof offered;
